import { isDeepStrictEqual } from 'node:util';
import {
  Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  Scalar,
  visit,
} from 'yaml';
import { mistake, operatorError } from '../../core/domain/errors.ts';

/** A value that YAML can express. */
export type YamlValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue };
export type KeyPath = readonly (string | number)[];

const OPTIONS = { version: '1.2', schema: 'core' } as const;
/** Keys that are written twice are found by reading the file, and are the mistake of the town in whose facts they are. */
const AS_WRITTEN = { ...OPTIONS, uniqueKeys: false } as const;

/** Reads what somebody typed as YAML; gives null where it is not YAML. */
export function yamlTyped(written: string): { readonly value: YamlValue } | null {
  const document = parseDocument(written, OPTIONS);
  return document.errors.length > 0 ? null : { value: document.toJS() as YamlValue };
}

/** The value at a path; undefined where there is none. */
export function valueAt(text: string, path: KeyPath): YamlValue {
  return valueIn(parsed(text).toJS() as YamlValue, path);
}

/** The value at a path in one that was read. */
export function valueIn(whole: YamlValue, path: KeyPath): YamlValue {
  return path.reduce<YamlValue>((value, step) => childOf(value, step), whole);
}

/**
 * Sets the value at a path and leaves everything else as somebody wrote it: comments, quotes, order, blank lines. Makes
 * missing maps on the way; the last number of a path may be one behind the end of its list. If the text around the place is
 * unusual, its layout may change, but no comment is lost. Throws an OperatorError where a text or an alias is in the way, or
 * an alias elsewhere would change too.
 */
export function valueSet(text: string, path: KeyPath, value: YamlValue): string {
  const document = parsed(text);
  const wanted = withValue(document.toJS() as YamlValue, path, value);
  const small = spliced(text, document, path, value);
  if (small !== null && says(small, wanted)) return small;
  const nodes = path.map((_, end) => document.getIn(path.slice(0, end + 1), true));
  if (nodes.slice(0, -1).every((node) => node === undefined || isCollection(node))) {
    document.setIn(path, document.createNode(value));
    const rewritten = document.toString({ lineWidth: 0, flowCollectionPadding: false });
    if (says(rewritten, wanted)) return rewritten;
  }
  const start = nodes.findLast(isNode)?.range?.[0] ?? 0;
  const line = String(text.slice(0, start).split('\n').length);
  throw operatorError(mistake('not-editable.here', { path: path.join('.'), line }));
}

/**
 * Removes the value at a path with its key, and the maps that would be empty then. A comment behind it stays. Gives the text as it
 * is where a comment or an anchor would be lost, or the place is unusual.
 */
export function valueRemoved(text: string, path: KeyPath): string {
  const document = parsed(text);
  const mapAt = (end: number) => document.getIn(path.slice(0, end), true);
  const depth = path.findLastIndex((_, at) => {
    const map = mapAt(at);
    return isMap(map) && map.items.length > 1;
  });
  const map = mapAt(depth);
  const pair = isMap(map) ? map.items.find(({ key }) => isScalar(key) && key.value === path[depth]) : null;
  if (!isMap(map) || !isNode(pair?.key) || !isNode(pair.value)) return text;
  const start = pair.key.range?.[0] ?? 0;
  const end = text.slice(0, pair.value.range?.[1]).trimEnd().length;
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const removed = map.flow ? cutFromFlow(before, after) : cutFromLines(before, after);
  const wanted = withoutKey(document.toJS() as YamlValue, path.slice(0, depth + 1));
  return !/[#&]/.test(text.slice(start, end)) && says(removed, wanted) ? removed : text;
}

function cutFromFlow(before: string, after: string): string {
  const next = /^\s*,\s*/.exec(after);
  return next ? before + after.slice(next[0].length) : before.replace(/\s*,\s*$/, '') + after;
}

function cutFromLines(before: string, after: string): string {
  const lineEnd = /^[ \t]*(?:\r?\n|$)/.exec(after);
  return lineEnd
    ? before.replace(/[ \t]*$/, '') + after.slice(lineEnd[0].length)
    : before + after.trimStart();
}

function withoutKey(whole: YamlValue, [step, ...rest]: KeyPath): YamlValue {
  if (step === undefined || typeof whole !== 'object' || whole === null || Array.isArray(whole)) return whole;
  return Object.fromEntries(
    Object.entries(whole).flatMap(([key, value]) =>
      key !== step ? [[key, value]] : rest.length === 0 ? [] : [[key, withoutKey(value, rest)]],
    ),
  );
}

/** `text` was read before, and is YAML. */
function parsed(text: string): Document.Parsed {
  return parseDocument(text, AS_WRITTEN);
}

function says(text: string, wanted: YamlValue): boolean {
  const document = parsed(text);
  return document.errors.length === 0 && isDeepStrictEqual(document.toJS(), wanted);
}

function childOf(value: YamlValue, step: string | number): YamlValue {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, step) ? (value as Record<string | number, YamlValue>)[step] : undefined;
}

function withValue(whole: YamlValue, [step, ...rest]: KeyPath, value: YamlValue): YamlValue {
  if (step === undefined) return JSON.parse(JSON.stringify(value)) as YamlValue;
  const inner = withValue(childOf(whole, step), rest, value);
  if (Array.isArray(whole) && typeof step === 'number') {
    const list: YamlValue[] = [...whole];
    list[step] = inner;
    return list;
  }
  if (typeof step === 'number') return [inner];
  return { ...(typeof whole === 'object' && whole !== null ? whole : {}), [step]: inner };
}

/** The text with the smallest change that does it, or null where none is known. */
function spliced(text: string, document: Document.Parsed, path: KeyPath, value: YamlValue): string | null {
  let node = document.contents as Node | null;
  for (const [depth, step] of path.entries()) {
    const child = isCollection(node) ? (node.get(step, true) as Node | undefined) : undefined;
    if (child === undefined) return inserted(text, node, path.slice(depth), value, depth);
    if (isScalar(child) && child.value === null)
      return replaced(text, child, nested(path.slice(depth + 1), value));
    node = child;
  }
  return node && replaced(text, node, value);
}

function replaced(text: string, node: Node, value: YamlValue): string | null {
  if (!node.range) return null;
  const isBlock = isCollection(node) && node.flow !== true;
  const [from = 0, to = 0] = [node.range[0], node.range[1]].map((end) =>
    isBlock ? text.slice(0, end).trimEnd().length : end,
  );
  const gap = from > 0 && /[^\s[{,]/.test(text[from - 1] ?? '') ? ' ' : '';
  const end = text[to] === '#' ? ' ' : '';
  return text.slice(0, from) + gap + yamlOnOneLine(value) + end + text.slice(to);
}

/** With a new entry of a map or list, as far in as its neighbours. */
function inserted(text: string, node: Node | null, path: KeyPath, value: YamlValue, depth: number) {
  // A key without a value is there already: the entry would be a second one.
  if (!isCollection(node) || !node.range || node.has(path[0])) return null;
  const [begin, end] = node.range;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  if (node.flow && isSeq(node) && node.items.length === 0 && depth === 1)
    // `announcements: []` becomes a list with an entry to a line.
    return (
      text.slice(0, begin).trimEnd() +
      listItem(value)
        .map((line) => newline + indented(line))
        .join('') +
      text.slice(end)
    );
  if (node.flow) return insertedInFlow(text, end, path, value);
  const last = node.items.at(-1);
  const lastNode = (isPair(last) ? (last.value ?? last.key) : last) as Node | undefined;
  if (!lastNode?.range) return null;
  const indent = ' '.repeat(begin - (text.lastIndexOf('\n', begin - 1) + 1));
  const lineEnd = text.indexOf('\n', text.slice(0, lastNode.range[1]).trimEnd().length);
  const at = lineEnd < 0 ? text.length : lineEnd + 1;
  const lines = linesFor(path, value, depth).map((line) => `${indent}${line}${newline}`);
  return `${text.slice(0, at)}${lineEnd < 0 ? newline : ''}${lines.join('')}${text.slice(at)}`;
}

function insertedInFlow(text: string, end: number, [step, ...rest]: KeyPath, value: YamlValue) {
  if (!/[}\]]/.test(text[end - 1] ?? '')) return null;
  const before = text.slice(0, end - 1).trimEnd();
  const inner = yamlOnOneLine(nested(rest, value));
  const separator = /[{[]$/.test(before) ? '' : before.endsWith(',') ? ' ' : ', ';
  return (
    before +
    separator +
    (typeof step === 'number' ? inner : `${yamlOnOneLine(step)}: ${inner}`) +
    text.slice(end - 1)
  );
}

/** The parts of the file and who they are about are in blocks, everything within them is on one line. */
function linesFor([step, ...rest]: KeyPath, value: YamlValue, depth: number): string[] {
  if (typeof step === 'number') return listItem(value);
  const key = yamlOnOneLine(step);
  if (depth > 1 || rest.length === 0) return [`${key}: ${yamlOnOneLine(nested(rest, value))}`];
  return [`${key}:`, ...linesFor(rest, value, depth + 1).map(indented)];
}

function listItem(value: YamlValue): string[] {
  const isEntry = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isEntry) return [`- ${yamlOnOneLine(value)}`];
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return entries.map(([key, inner], index) => `${index === 0 ? '- ' : '  '}${key}: ${yamlOnOneLine(inner)}`);
}

function indented(line: string): string {
  return `  ${line}`;
}

function nested(path: KeyPath, value: YamlValue): YamlValue {
  return path.reduceRight<YamlValue>(
    (inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }),
    value,
  );
}

/** On one line, with quotes where they are needed, and where a reader may take a text for a number or a time. */
export function yamlOnOneLine(value: unknown): string {
  const document = new Document(value, OPTIONS);
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value !== 'string') return;
      // Texts with line breaks would become blocks.
      if (/^[+\d]|[\r\n]/.test(scalar.value)) scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trimEnd();
}
