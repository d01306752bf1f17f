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
  type ToStringOptions,
  visit,
} from 'yaml';
import { operatorError } from '../../core/domain/errors.ts';

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

const AS_JSON = { defaultStringType: 'QUOTE_DOUBLE', doubleQuotedAsJSON: true } as const;

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

/** The value that a path gets; undefined: what is there is removed with its key, and the maps that would be empty then. */
export interface Edit {
  readonly path: KeyPath;
  readonly value: YamlValue;
}

/** Other text between two places. `into`: the map or list that gets or loses an entry; null where that is the only change there. */
interface Splice {
  readonly from: number;
  readonly to: number;
  readonly words: string;
  readonly into: Node | null;
  readonly key: string | number | undefined;
}

/** As `valuesSet`, of one. */
export function valueSet(text: string, path: KeyPath, value: YamlValue): string {
  return valuesSet(text, [{ path, value }]);
}

/**
 * Sets the value at each path and leaves everything else as somebody wrote it: comments, quotes, order, blank lines. Makes
 * missing maps on the way; the last number of a path may be one behind the end of its list. If the text around the place is
 * unusual, its layout may change, but no comment is lost. Throws an OperatorError where a text or an alias is in the way, or an
 * alias elsewhere would change too. An entry to remove stays as it is in these cases, and if a comment or an anchor would be
 * lost. Many edits of different entries take as few readings of the text as those of one.
 */
export function valuesSet(text: string, edits: readonly Edit[]): string {
  let file = text;
  let left = edits;
  for (let [first] = left; first !== undefined; [first] = left) {
    const document = parsed(file);
    const { taken, splices, others } = apart(file, document, left);
    const whole = document.toJS() as YamlValue;
    const wanted = withValues(whole, taken);
    const small = spliced(file, splices);
    const isAnyLess = taken.length > 0 || others.length === 0;
    if (isAnyLess && says(small, wanted)) [file, left] = [small, others];
    else if (left.length === 1) return rewritten(file, first);
    else [file, left] = [valuesSet(file, [first]), left.slice(1)];
  }
  return file;
}

/**
 * Separates the edits that can be made at once, because their places do not touch, from the others; the edits of one entry keep
 * their order. An entry that cannot be removed stays.
 */
function apart(text: string, document: Document.Parsed, edits: readonly Edit[]) {
  const late = new Set<string>();
  const [taken, others]: [Edit[], Edit[]] = [[], []];
  const splices = apartSplices();
  for (const edit of edits) {
    const entry = JSON.stringify(edit.path.slice(0, 2));
    const splice = late.has(entry) ? null : spliceFor(text, document, edit);
    if (splice === null && edit.value === undefined && !late.has(entry)) continue;
    if (splice !== null && splices.add(splice)) {
      taken.push(edit);
    } else {
      late.add(entry);
      others.push(edit);
    }
  }
  return { taken, others, splices: splices.all };
}

/** Splices that do not touch, in the order of their places: each is compared with its neighbours alone, however many there are. */
function apartSplices() {
  const all: Splice[] = [];
  /** New entries of one map follow each other at the same place. */
  const entries = new Map<Node, { readonly from: number; readonly keys: Set<Splice['key']> }>();
  return {
    all: all as readonly Splice[],
    /** False where it touches another. */
    add(splice: Splice): boolean {
      const { into, from, to, key } = splice;
      const beside = into === null ? undefined : entries.get(into);
      if (beside && (beside.from !== from || beside.keys.has(key))) return false;
      const before = countWhere(all, (one) => one.from < from);
      const after = countWhere(all, (one) => one.from <= from);
      const isSame = after > before && (into === null || all[before]?.into !== into);
      if (isSame || (all[before - 1]?.to ?? 0) > from || (all[after]?.from ?? to) < to) return false;
      all.splice(after, 0, splice);
      if (into !== null) entries.set(into, { from, keys: (beside?.keys ?? new Set()).add(key) });
      return true;
    },
  };
}

/** The number of entries at the start of a list for which `isSo` holds. It must hold for none after them. */
function countWhere<One>(all: readonly One[], isSo: (one: One) => boolean): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(all[middle] as One)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function spliced(text: string, splices: readonly Splice[]): string {
  let at = 0;
  const parts = splices.map(({ from, to, words }) => {
    const part = text.slice(at, from) + words;
    at = to;
    return part;
  });
  return parts.join('') + text.slice(at);
}

/** Edits with a layout of its own. Throws `not-editable`. An entry to remove stays. */
function rewritten(text: string, { path, value }: Edit): string {
  if (value === undefined) return text;
  const document = parseDocument(text, AS_WRITTEN);
  const wanted = withValue(document.toJS() as YamlValue, path, value);
  const nodes = path.map((_, end) => document.getIn(path.slice(0, end + 1), true));
  if (nodes.slice(0, -1).every((node) => node === undefined || isCollection(node))) {
    document.setIn(path, document.createNode(value));
    const file = document.toString({ lineWidth: 0, flowCollectionPadding: false });
    if (says(file, wanted)) return file;
  }
  const start = nodes.findLast(isNode)?.range?.[0] ?? 0;
  const line = String(text.slice(0, start).split('\n').length);
  throw operatorError('not-editable.here', { path: path.join('.'), line });
}

/** Without the value at a path, its key and the maps that would be empty then; null where that is not known. */
function cut(text: string, document: Document.Parsed, path: KeyPath): Splice | null {
  if (!document.hasIn(path)) return null;
  const mapAt = (end: number) => document.getIn(path.slice(0, end), true);
  const depth = path.findLastIndex((_, at) => {
    const map = mapAt(at);
    return isMap(map) && map.items.length > 1;
  });
  const map = mapAt(depth);
  const key = path[depth];
  const pair = isMap(map) ? map.items.find((one) => isScalar(one.key) && one.key.value === key) : null;
  if (!isMap(map) || !isNode(pair?.key) || !isNode(pair.value)) return null;
  const start = pair.key.range?.[0] ?? 0;
  const end = text.slice(0, pair.value.range?.[1]).trimEnd().length;
  if (/[#&]/.test(text.slice(start, end))) return null;
  const [from, to] = (map.flow ? placeInFlow : placeInLines)(text, start, end);
  return { from, to, words: '', into: map, key };
}

/** With the comma behind it, or else before it. */
function placeInFlow(text: string, start: number, end: number): readonly [from: number, to: number] {
  const next = /^\s*,\s*/.exec(text.slice(end));
  return next ? [start, end + next[0].length] : [text.slice(0, start).replace(/\s*,\s*$/, '').length, end];
}

/** With its whole lines, where nothing is behind it. */
function placeInLines(text: string, start: number, end: number): readonly [from: number, to: number] {
  const after = text.slice(end);
  const lineEnd = /^[ \t]*(?:\r?\n|$)/.exec(after);
  return lineEnd
    ? [text.slice(0, start).replace(/[ \t]*$/, '').length, end + lineEnd[0].length]
    : [start, text.length - after.trimStart().length];
}

/** The text that was read last. A change is written in steps: each reads what the one before has written and read. */
let last: { readonly text: string; readonly document: WeakRef<Document.Parsed> } | null = null;

/** Parses `text`, which was read before and is YAML. Callers share the document and must not change it. */
function parsed(text: string): Document.Parsed {
  const known = last?.text === text ? last.document.deref() : undefined;
  if (known !== undefined) return known;
  const document = parseDocument(text, AS_WRITTEN);
  last = { text, document: new WeakRef(document) };
  return document;
}

function says(text: string, wanted: YamlValue): boolean {
  const document = parsed(text);
  return document.errors.length === 0 && isDeepStrictEqual(document.toJS(), wanted);
}

function childOf(value: YamlValue, step: string | number): YamlValue {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, step) ? (value as Record<string | number, YamlValue>)[step] : undefined;
}

/** The same with another value at a path. */
export function withValue(whole: YamlValue, path: KeyPath, value: YamlValue): YamlValue {
  return withValues(whole, [{ path, value }]);
}

/** The same with other values, one after the other. A map of thousands of municipalities is copied once for all of them. */
export function withValues(whole: YamlValue, edits: readonly Edit[], copies = new WeakSet()): YamlValue {
  return edits.reduce((now, { path, value }) => withOne(now, path, value, copies), whole);
}

/** `copies`: maps and lists that only this change uses, so that they are changed in place. */
function withOne(
  whole: YamlValue,
  [step, ...rest]: KeyPath,
  value: YamlValue,
  copies: WeakSet<object>,
): YamlValue {
  if (step === undefined)
    return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as YamlValue);
  const inner = withOne(childOf(whole, step), rest, value, copies);
  if (inner === undefined) return withoutKey(whole, step, copies);
  const isList = Array.isArray(whole) && typeof step === 'number';
  if (!isList && typeof step === 'number') return [inner];
  const own = ownCopy(isList ? whole : Array.isArray(whole) ? { ...whole } : whole, copies);
  // A key may be called `__proto__`, which an assignment would not write.
  const written = { value: inner, writable: true, enumerable: true, configurable: true };
  Object.defineProperty(own, step, written);
  return own;
}

function ownCopy(whole: YamlValue, copies: WeakSet<object>): YamlValue & object {
  const before = typeof whole === 'object' && whole !== null ? whole : {};
  if (copies.has(before)) return before;
  const copy = Array.isArray(before) ? [...before] : { ...before };
  copies.add(copy);
  return copy;
}

/** Undefined for a map that would be empty. */
function withoutKey(whole: YamlValue, step: string | number, copies: WeakSet<object>): YamlValue {
  if (typeof whole !== 'object' || whole === null) return whole;
  const own = ownCopy(Array.isArray(whole) ? { ...whole } : whole, copies);
  if (typeof step === 'string') Reflect.deleteProperty(own, step);
  for (const _ in own) return own;
  return undefined;
}

/** The smallest change that does it, or null where none is known. */
function spliceFor(text: string, document: Document.Parsed, { path, value }: Edit): Splice | null {
  if (value === undefined) return cut(text, document, path);
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

function replaced(text: string, node: Node, value: YamlValue): Splice | null {
  if (!node.range) return null;
  const isBlock = isCollection(node) && node.flow !== true;
  const [from = 0, to = 0] = [node.range[0], node.range[1]].map((end) =>
    isBlock ? text.slice(0, end).trimEnd().length : end,
  );
  const gap = from > 0 && /[^\s[{,]/.test(text[from - 1] ?? '') ? ' ' : '';
  const end = text[to] === '#' ? ' ' : '';
  return { from, to, words: gap + writtenIn(text, value) + end, into: null, key: undefined };
}

/** With a new entry of a map or list, as far in as its neighbours. */
function inserted(
  text: string,
  node: Node | null,
  path: KeyPath,
  value: YamlValue,
  depth: number,
): Splice | null {
  // A key without a value is there already: the entry would be a second one.
  if (!isCollection(node) || !node.range || node.has(path[0])) return null;
  const [begin, end] = node.range;
  const [key] = path;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  if (node.flow && isSeq(node) && node.items.length === 0 && depth === 1 && !isLikeJson(text))
    // `announcements: []` becomes a list with an entry to a line.
    return {
      ...{ from: text.slice(0, begin).trimEnd().length, to: end, into: null, key },
      words: listItem(value)
        .map((line) => newline + indented(line))
        .join(''),
    };
  if (node.flow) return insertedInFlow(text, node, path, value);
  const last = node.items.at(-1);
  const lastNode = (isPair(last) ? (last.value ?? last.key) : last) as Node | undefined;
  if (!lastNode?.range) return null;
  const indent = ' '.repeat(begin - (text.lastIndexOf('\n', begin - 1) + 1));
  const lineEnd = text.indexOf('\n', text.slice(0, lastNode.range[1]).trimEnd().length);
  const at = lineEnd < 0 ? text.length : lineEnd + 1;
  const lines = linesFor(path, value, depth).map((line) => `${indent}${line}${newline}`);
  const words = `${lineEnd < 0 ? newline : ''}${lines.join('')}`;
  return { from: at, to: at, words, into: lineEnd < 0 ? null : node, key };
}

function insertedInFlow(text: string, node: Node, [step, ...rest]: KeyPath, value: YamlValue): Splice | null {
  const end = node.range?.[1] ?? 0;
  if (!/[}\]]/.test(text[end - 1] ?? '')) return null;
  const before = text.slice(0, end - 1).trimEnd();
  const inner = writtenIn(text, nested(rest, value));
  const separator = /[{[]$/.test(before) ? '' : before.endsWith(',') ? ' ' : ', ';
  const words = separator + (typeof step === 'number' ? inner : `${writtenIn(text, step)}: ${inner}`);
  return { from: before.length, to: end - 1, words, into: separator === ', ' ? node : null, key: step };
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

/** A file that is JSON stays JSON. */
function writtenIn(text: string, value: YamlValue): string {
  return yamlOnOneLine(value, isLikeJson(text) ? AS_JSON : {});
}

function isLikeJson(text: string): boolean {
  return /^\s*\{/.test(text);
}

/** On one line, with quotes where they are needed, and where a reader may take a text for a number or a time. */
export function yamlOnOneLine(value: unknown, style: ToStringOptions = {}): string {
  const document = new Document(value, OPTIONS);
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value !== 'string') return;
      // Texts with line breaks would become blocks.
      if (/^[+\d]|[\r\n]/.test(scalar.value)) scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document
    .toString({ collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false, ...style })
    .trimEnd();
}
