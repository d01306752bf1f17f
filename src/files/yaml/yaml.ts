import {
  Composer,
  type CST,
  type Document,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { keptIn } from '../../core/domain/cache.ts';
import { type Mistake, mistake, OperatorError, type Place } from '../../core/domain/errors.ts';
import { unseenIn, unseenMistake } from '../../core/domain/invisible-characters.ts';
import { BYTES_MAX } from '../read-file.ts';
import { type FileMistake, MISTAKES_FOUND_MAX, type Path } from './mistake.ts';
import { valuesIn } from './values.ts';

const DEPTH_MAX = 32;
/** How many entries, and signs before one, a map or a list may have. The longest name each municipality of a country. */
export const ENTRIES_MAX = 20_000;
/** How many mistakes are reported at once; the last line says how many more there are. */
const MISTAKES_MAX = 200;
/** A syntax error within so many characters of the end means that the file was probably cut off. */
const NEAR_THE_END = 2;

/** A YAML file as somebody wrote it. */
export interface YamlFile {
  readonly file: string;
  /** Plain objects, lists, texts, numbers, booleans and null. */
  readonly value: unknown;
  /** The whole file, decoded. */
  readonly text: string;
  /** Everything found wrong so far: at first bad keys, aliases and tags, which `value` leaves out. Readers add to it. */
  readonly mistakes: FileMistake[];
  /** The value at a path exactly as it was typed, with its quotes; null where it is not a scalar. */
  typed(path: Path): string | null;
  /** The mistake with its line and column. */
  placed(mistake: FileMistake): Mistake;
}

/**
 * Reads one YAML 1.2 document (core schema) in UTF-8. Throws an OperatorError with every syntax mistake, and where the
 * file is too big, too deep, empty, or not text.
 */
export function readYaml(content: Uint8Array | string, file: string): YamlFile {
  const text = decodedText(content, file);
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const refusal = (offset: number, mistake: Mistake) =>
    new OperatorError([{ ...mistake, place: placeAt(offset) }]);
  const tokens = tokensOf(text, lines, refusal);
  // Duplicate keys are found in valuesIn, which knows whose facts they are in.
  const composer = new Composer({ version: '1.2', schema: 'core', uniqueKeys: false });
  const [document, second] = [...composer.compose(tokens, true, text.length)];
  if (!document) throw new Error('a YAML stream always ends with a document');
  const errors = [...document.errors, ...document.warnings].slice(0, MISTAKES_FOUND_MAX);
  if (errors.length > 0) {
    const found = errors.map((error) => syntaxMistake(error, text, placeAt));
    throw sortedError([...new Map(found.map((one) => [JSON.stringify(one), one])).values()]);
  }
  if (second) throw refusal(second.range[0], mistake('several-documents'));
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null))
    throw refusal(0, mistake('empty-file'));
  const nodeAt = nodesOf(document);
  const offsetOf = ({ at, path }: FileMistake) => {
    if (typeof at === 'number') return at;
    const { node, key } = nodeAt(path);
    return (at === 'key' ? key : null)?.range?.[0] ?? node?.range?.[0] ?? key?.range?.[0] ?? 0;
  };
  const read: YamlFile = {
    file,
    text,
    ...valuesIn(document.contents),
    typed: (path) => {
      const { node } = nodeAt(path);
      return isScalar(node) && node.range ? text.slice(node.range[0], node.range[1]) : null;
    },
    placed: (found) => {
      const { at: _, ...same } = found;
      return unquoted({ ...same, place: placeAt(offsetOf(found)) });
    },
  };
  refuseTooMany(read);
  return read;
}

/** Throws what was found so far where there is so much of it that finding the rest would take long. */
export function refuseTooMany(file: YamlFile): void {
  if (file.mistakes.length > MISTAKES_FOUND_MAX) throw refusal(file);
}

/** An OperatorError with everything that was found wrong in the file, in its order. */
export function refusal(file: YamlFile): OperatorError {
  return sortedError(file.mistakes.map((mistake) => file.placed(mistake)));
}

function sortedError(mistakes: readonly Mistake[]): OperatorError {
  const sorted = mistakes
    .map(unquoted)
    .sort(
      (a, b) =>
        (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0),
    );
  const more = sorted.length - MISTAKES_MAX;
  if (more <= 0) return new OperatorError(sorted);
  const place = { file: sorted[0]?.place?.file ?? '', line: null, column: null };
  const rest = { ...mistake('more-mistakes.here', { n: more }), place };
  return new OperatorError([...sorted.slice(0, MISTAKES_MAX), rest]);
}

/** A text that was fetched from an address may be somebody else's, and is not repeated: its mistakes show only their place. */
function unquoted(found: Mistake): Mistake {
  const { code, place } = found;
  return /^https?:/.test(place?.file ?? '') ? { code, sentence: code, args: {}, place } : found;
}

/** Characters that look like a space and are none to YAML, and marks that nobody sees. */
const NO_SPACE = /[[\p{Zs}\p{Cf}]--[ ]]/v;

function syntaxMistake(
  { code, message, pos }: YAMLError,
  text: string,
  placeAt: (offset: number) => Place,
): Mistake {
  const start = text.lastIndexOf('\n', pos[0] - 1) + 1;
  const [line = ''] = text.slice(start).split('\n', 1);
  const unseen = unseenIn(
    line.replace(/"[^"]*"?|'[^']*'?/g, (quoted) => '.'.repeat(quoted.length)),
    NO_SPACE,
  );
  // In any other place YAML allows it, and naming it would hide the real mistake.
  const isSpace = unseen !== null && /(?:^\s*|[:,?\-"'\]}]\s*)$/u.test(line.slice(0, unseen.offset));
  if (unseen && isSpace) return { ...unseenMistake(line, unseen), place: placeAt(start + unseen.offset) };
  const isCutOff =
    pos[0] >= text.trimEnd().length - NEAR_THE_END && (code === 'MISSING_CHAR' || code === 'BAD_INDENT');
  return {
    ...mistake(isCutOff ? 'cut-off.here' : 'bad-yaml.here', { why: message.replace(/;.*/s, '') }),
    place: placeAt(pos[0]),
  };
}

/** Throws an OperatorError where the file is too big or not text. */
export function decodedText(content: Uint8Array | string, file: string): string {
  const refusal = (mistake: Mistake) =>
    new OperatorError([{ ...mistake, place: { file, line: null, column: null } }]);
  const bytes = typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
  if (bytes > BYTES_MAX) throw refusal(mistake('too-big.file', { bytes, max: BYTES_MAX }));
  let text: string;
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    text = typeof content === 'string' ? content : decoder.decode(content);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw refusal(mistake('not-utf8'));
  }
  if (text.includes('\0')) throw refusal(mistake('not-text'));
  return text;
}

/**
 * Splits the file into tokens. Stops where the nesting passes the limit, because composing is recursive and would overflow the
 * stack; and where a directive, a second document, or one tag or entry too many begins, because a file full of them takes a
 * minute.
 */
function tokensOf(
  text: string,
  lines: LineCounter,
  refusal: (offset: number, mistake: Mistake) => OperatorError,
): readonly CST.Token[] {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  const documents = () => tokens.filter(({ type }) => type === 'document').length;
  let tags = 0;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    const { offset } = parser;
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === 'directive') throw refusal(offset, mistake('yaml-directive'));
      if (token.type === 'document' && documents() > 1) throw refusal(offset, mistake('several-documents'));
    }
    if (entriesOf(parser) > ENTRIES_MAX)
      throw refusal(offset, mistake('too-big.entries', { max: ENTRIES_MAX }));
    if (parser.stack.length > DEPTH_MAX && depthOf(parser) > DEPTH_MAX)
      throw refusal(offset, mistake('too-deep.here', { max: DEPTH_MAX }));
    if (lexeme.startsWith('!') && ++tags > MISTAKES_FOUND_MAX)
      throw refusal(offset, mistake('yaml-tag.here', { tag: lexeme }));
  }
  return [...tokens, ...parser.end()];
}

/** Counts the entries of the map or list that is being read, or the commas, comments and line ends before its last entry. */
function entriesOf({ stack }: Parser): number {
  const innermost = stack.at(-1);
  if (!innermost || !('items' in innermost)) return 0;
  return Math.max(innermost.items.length, innermost.items.at(-1)?.start.length ?? 0);
}

function depthOf({ stack }: Parser): number {
  return stack.filter(({ type }) => /^(?:block-map|block-seq|flow-collection)$/.test(type)).length;
}

/** Finds the node at a path and its key; where the path ends early, the nearest ones above. */
function nodesOf(document: Document.Parsed) {
  const indexes = new WeakMap<YAMLMap, Map<unknown, Pair>>();
  /** Indexed once, because a file with very many mistakes asks very often. The first of two equal keys counts. */
  const pairIn = (map: YAMLMap, step: unknown) => {
    const index = () => new Map(map.items.toReversed().map((pair) => [keyOf(pair), pair]));
    return keptIn(indexes, map, index).get(step);
  };
  return (path: Path) => {
    let node = document.contents as Node | null;
    let key: Node | null = null;
    for (const step of path) {
      const pair = isMap(node) ? pairIn(node, step) : undefined;
      const item = isSeq(node) && typeof step === 'number' ? node.items[step] : undefined;
      if (!pair && !item) break;
      key = pair ? (pair.key as Node) : null;
      node = (pair ? pair.value : item) as Node | null;
    }
    return { node, key };
  };
}

function keyOf({ key }: Pair): unknown {
  return isScalar(key) ? key.value : undefined;
}
