import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  Parser,
} from 'yaml';
import { type ErrorCode, type Mistake, OperatorError, type Place } from '../../core/domain/errors.ts';
import { type Pairs, valuesIn } from '../validation/values.ts';
import type { Flaw, Path } from './mistake.ts';
import { syntaxMistake } from './syntax.ts';

const BYTES_MAX = 8 * 1024 * 1024;
const DEPTH_MAX = 32;
/** Reported at once; how many more there are is said. */
const MISTAKES_MAX = 200;

/** A YAML file as somebody wrote it. */
export interface Written {
  readonly file: string;
  /** Plain objects, lists, texts, numbers, booleans and null. */
  readonly value: unknown;
  /** The whole file, as it was decoded. */
  readonly text: string;
  /** Keys that are no text or stand twice, aliases gone wrong, tags: `value` does without them. */
  readonly flaws: readonly Flaw[];
  /** The value at a path exactly as it was typed, quotes and all; null where it is no single word or line. */
  typed(path: Path): string | null;
  place(flaw: Pick<Flaw, 'path' | 'at'>): Place;
}

/**
 * Reads one YAML 1.2 document (core schema) of UTF-8. Throws an OperatorError with every mistake of the syntax, and
 * where the file is too big, too deep, empty, or no text.
 */
export function readYaml(content: Uint8Array | string, file: string): Written {
  const text = decoded(content, file);
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const refuse: Refuse = (offset, code, message, advice) =>
    new OperatorError([{ code, message, advice, place: placeAt(offset) }]);
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  refuseUnread(tokens, refuse);
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  const [document, second] = [...composer.compose(tokens, true, text.length)];
  if (!document) throw new Error('a YAML stream always ends with a document');
  const wrong = [...document.errors, ...document.warnings].map((error) =>
    syntaxMistake(error, text, placeAt),
  );
  if (wrong.length > 0) throw mistakesIn(wrong);
  if (second)
    throw refuse(
      second.range[0],
      'several-documents',
      'a second document begins here',
      'Write one document to a file: remove the line `---` or `...`.',
    );
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null))
    throw refuse(
      0,
      'empty-file',
      'the file says nothing',
      'If it was not meant to be empty, saving it went wrong: restore it.',
    );

  const { value, flaws, pairs } = valuesIn(document.contents);
  return {
    file,
    value,
    text,
    flaws,
    typed: (path) => {
      const node = nodeAt(document, pairs, path).node;
      return isScalar(node) && node.range ? text.slice(node.range[0], node.range[1]) : null;
    },
    place: ({ path, at }) => {
      if (typeof at === 'number') return placeAt(at);
      const { node, key } = nodeAt(document, pairs, path);
      const offset = (at === 'key' ? key : null)?.range?.[0] ?? node?.range?.[0] ?? key?.range?.[0] ?? 0;
      return placeAt(offset);
    },
  };
}

/** All mistakes in the order in which they stand in the file. */
function mistakesIn(mistakes: readonly Mistake[]): OperatorError {
  const sorted = [...mistakes].sort(
    (a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0),
  );
  const more = sorted.length - MISTAKES_MAX;
  if (more <= 0) return new OperatorError(sorted);
  const rest: Mistake = {
    code: 'more-mistakes',
    message: `and ${more} more mistakes`,
    advice: 'Mend those above first, then check again.',
    place: null,
  };
  return new OperatorError([...sorted.slice(0, MISTAKES_MAX), rest]);
}

/** Everything that is wrong in one file. */
export function refusal(written: Written, flaws: readonly Flaw[]): OperatorError {
  return mistakesIn(flaws.map((flaw) => placed(written, flaw)));
}

export function placed(written: Written, flaw: Flaw): Mistake {
  const { code, message, advice } = flaw;
  return { code, message, advice, place: written.place(flaw) };
}

function decoded(content: Uint8Array | string, file: string): string {
  const refuse = (code: ErrorCode, message: string, advice: string) =>
    new OperatorError([{ code, message, advice, place: { file, line: null, column: null } }]);
  const bytes = typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
  if (bytes > BYTES_MAX)
    throw refuse(
      'too-big',
      `the file has ${bytes} bytes`,
      `At most ${BYTES_MAX} bytes are read. Is it the right file?`,
    );
  let text: string;
  try {
    text =
      typeof content === 'string'
        ? content
        : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw refuse('not-utf8', 'the file is not UTF-8 text', 'Save it again with the encoding UTF-8.');
  }
  if (text.includes('\0'))
    throw refuse(
      'not-text',
      'the file has zero bytes in it',
      'It is no text, or was damaged while it was saved: restore it.',
    );
  return text;
}

type Refuse = (offset: number, code: ErrorCode, message: string, advice: string) => OperatorError;

/** What must not even be composed: recursion would not survive the depth, and a directive would change the rules. */
function refuseUnread(tokens: readonly CST.Token[], refuse: Refuse): void {
  const tooDeep = offsetTooDeep(tokens);
  if (tooDeep !== null)
    throw refuse(
      tooDeep,
      'too-deep',
      `more than ${DEPTH_MAX} levels stand inside each other`,
      'No file of ours is that deep: look for a bracket or a dash too many.',
    );
  const directive = tokens.find((token) => token.type === 'directive');
  if (directive)
    throw refuse(
      directive.offset,
      'yaml-directive',
      `\`${directive.source.trim()}\` changes how the file is read`,
      'Remove this line: files are YAML 1.2.',
    );
}

/** Where the nesting passes the limit, or null. Without recursion: what is read here may be as deep as it likes. */
function offsetTooDeep(tokens: readonly CST.Token[]): number | null {
  const open: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > DEPTH_MAX) return token.offset;
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      if (key) open.push({ token: key, depth: depth + 1 });
      if (value) open.push({ token: value, depth: depth + 1 });
    }
  }
  return null;
}

/** The node at a path and its key; where the path ends early, of the nearest that is there. */
function nodeAt(
  document: Document.Parsed,
  pairs: Pairs,
  path: Path,
): { node: Node | null; key: Node | null } {
  let node = document.contents as Node | null;
  let key: Node | null = null;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document) ?? null;
    if (isMap(node)) {
      const pair = pairs.get(node)?.get(String(step));
      if (!pair) break;
      key = pair.key as Node;
      node = pair.value as Node | null;
    } else if (isSeq(node) && typeof step === 'number' && node.items[step]) {
      key = null;
      node = node.items[step] as Node;
    } else break;
  }
  return { node, key };
}
