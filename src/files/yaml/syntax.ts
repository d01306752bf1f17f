import type { YAMLError } from 'yaml';
import type { Mistake, Place } from '../../core/domain/errors.ts';

/** So close to its end that the file was probably cut off there. */
const NEAR_THE_END = 2;

/** What is wrong with the YAML itself, in words for somebody who only meant to write a fact. */
export function syntaxMistake(
  error: Pick<YAMLError, 'code' | 'message' | 'pos'>,
  text: string,
  placeAt: (offset: number) => Place,
): Mistake {
  const [offset] = error.pos;
  const atTheEnd = offset >= text.trimEnd().length - NEAR_THE_END;
  const cutOff = atTheEnd && (error.code === 'MISSING_CHAR' || error.code === 'BAD_INDENT');
  return {
    code: cutOff ? 'cut-off' : 'bad-yaml',
    message: `this is no YAML: ${error.message.replace(/;.*/s, '')}`,
    advice: cutOff
      ? 'A closing quote or bracket is missing, or the file was cut off while it was saved.'
      : (ADVICE[error.code] ??
        'Compare it with the line above: the same indent, `key: value`, texts with `:` or `#` in quotes.'),
    place: placeAt(offset),
  };
}

const ADVICE: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'Indent with spaces instead of tabs.',
  MISSING_CHAR: 'Close the quote or the bracket that was opened.',
  BLOCK_AS_IMPLICIT_KEY: 'Put a text with a colon in quotes, and check the indent of this line.',
  MULTILINE_IMPLICIT_KEY: 'A colon is missing after the key, or this line is indented wrongly.',
  BAD_SCALAR_START: 'Put this text in quotes.',
  BAD_DQ_ESCAPE: "Write \\\\ for a backslash, or use single quotes: '…'.",
  TAG_RESOLVE_FAILED: 'Remove the word with the exclamation mark, or put the text in quotes.',
  BAD_INDENT: 'Indent this line like its neighbours.',
  UNEXPECTED_TOKEN:
    'Something stands here that does not belong: check the indent, and put texts with quotes in them in quotes as a whole.',
};
