import { isDeepStrictEqual } from 'node:util';
import { Document, isMap, isScalar, isSeq, type Node, parseDocument, Scalar, visit } from 'yaml';
import { operatorError } from '../../core/domain/errors.ts';

/** What YAML can say. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Plain[]
  | { readonly [key: string]: Plain };
export type KeyPath = readonly (string | number)[];

const OPTIONS = { version: '1.2', schema: 'core' } as const;

/** The value at a path; undefined where there is none. Throws an OperatorError where the text is no YAML. */
export function valueAt(text: string, path: KeyPath): Plain {
  return path.reduce<Plain>((value, step) => childOf(value, step), parsed(text).toJS() as Plain);
}

/**
 * The text with this value at this path, and everything else as somebody wrote it: comments, quotes, order, blank lines.
 * Maps on the way are made where they are missing; the last number of a path may be one behind the end of its list. Where
 * the place is written too unusually for that, the layout (never a comment) may change around it.
 */
export function placed(text: string, path: KeyPath, value: Plain): string {
  const document = parsed(text);
  const wanted = withValue(document.toJS() as Plain, path, value);
  const spliced = splice(text, document, path, value);
  if (spliced !== null && says(spliced, wanted)) return spliced;
  document.setIn(path, document.createNode(value));
  const rewritten = document.toString({ lineWidth: 0, flowCollectionPadding: false });
  if (!says(rewritten, wanted)) throw new Error(`${path.join('.')} could not be written`);
  return rewritten;
}

function parsed(text: string): Document.Parsed {
  const document = parseDocument(text, OPTIONS);
  const [error] = document.errors;
  if (error)
    throw operatorError(
      'broken-state',
      `the file is not YAML: ${error.message.split('\n')[0]}`,
      'Mend it first: `ausrufer check` says what is wrong, and where.',
    );
  return document;
}

function says(text: string, wanted: Plain): boolean {
  const document = parseDocument(text, OPTIONS);
  return document.errors.length === 0 && isDeepStrictEqual(document.toJS(), wanted);
}

function childOf(value: Plain, step: string | number): Plain {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, step) ? (value as Record<string | number, Plain>)[step] : undefined;
}

function withValue(whole: Plain, [step, ...rest]: KeyPath, value: Plain): Plain {
  if (step === undefined) return JSON.parse(JSON.stringify(value)) as Plain;
  const inner = withValue(childOf(whole, step), rest, value);
  if (Array.isArray(whole) && typeof step === 'number') {
    const list: Plain[] = [...whole];
    list[step] = inner;
    return list;
  }
  if (typeof step === 'number') return [inner];
  return { ...(typeof whole === 'object' && whole !== null ? whole : {}), [step]: inner };
}

/** The smallest change of the text that does it, or null where none is known. */
function splice(text: string, document: Document.Parsed, path: KeyPath, value: Plain): string | null {
  let node = document.contents as Node | null;
  let depth = 0;
  for (; depth < path.length; depth++) {
    const child = isMap(node) || isSeq(node) ? (node.get(path[depth], true) as Node | undefined) : undefined;
    if (child === undefined || (isScalar(child) && child.value === null && depth < path.length - 1)) break;
    node = child;
  }
  const rest = path.slice(depth);
  const [next, ...beyond] = rest;
  const empty = next !== undefined && isMap(node) ? (node.get(next, true) as Node | undefined) : undefined;
  if (isScalar(empty)) return replaced(text, empty, nested(beyond, value));
  if (rest.length === 0) return node ? replaced(text, node, value) : null;
  if (!(isMap(node) || isSeq(node)) || !node.range) return null;
  // A key without a value is there already: what is inserted would stand beside it.
  if (node.has(rest[0])) return null;
  if (isSeq(node) && node.flow === true && node.items.length === 0 && depth === 1)
    return firstItem(text, node, value);
  if (node.flow === true) return intoFlow(text, node, rest, value);
  return intoBlock(text, node, rest, value, depth);
}

function replaced(text: string, node: Node, value: Plain): string | null {
  if (!node.range) return null;
  const isBlock = (isMap(node) || isSeq(node)) && node.flow !== true;
  const [begin, end] = node.range;
  const from = isBlock ? text.slice(0, begin).trimEnd().length : begin;
  const to = isBlock ? text.slice(0, end).trimEnd().length : end;
  const gap = from > 0 && /[\s[{,]/.test(text[from - 1] ?? '') ? '' : ' ';
  return text.slice(0, from) + gap + onOneLine(value) + text.slice(to);
}

/** `announcements: []` becomes a list with an entry to a line. */
function firstItem(text: string, { range }: Node, value: Plain): string | null {
  if (!range) return null;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = listItem(value).map((line) => newline + indented(line));
  return text.slice(0, range[0]).trimEnd() + lines.join('') + text.slice(range[1]);
}

function intoFlow(text: string, node: Node, [step, ...rest]: KeyPath, value: Plain): string | null {
  const end = node.range?.[1];
  if (end === undefined || !/[}\]]/.test(text[end - 1] ?? '')) return null;
  const before = text.slice(0, end - 1).trimEnd();
  const inner = onOneLine(nested(rest, value));
  const separator = /[{[]$/.test(before) ? '' : before.endsWith(',') ? ' ' : ', ';
  return before + separator + (typeof step === 'number' ? inner : `${step}: ${inner}`) + text.slice(end - 1);
}

/** One or more lines behind the last entry, as far in as the others. */
function intoBlock(text: string, node: Node, rest: KeyPath, value: Plain, depth: number): string | null {
  const [begin = 0] = node.range ?? [];
  const last = lastOf(node);
  if (last === null) return null;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = ' '.repeat(begin - (text.lastIndexOf('\n', begin - 1) + 1));
  const end = text.slice(0, last).trimEnd().length;
  const lineEnd = text.indexOf('\n', end);
  const at = lineEnd < 0 ? text.length : lineEnd + 1;
  const lines = linesFor(rest, value, depth).map((line) => `${indent}${line}${newline}`);
  return `${text.slice(0, at)}${lineEnd < 0 ? newline : ''}${lines.join('')}${text.slice(at)}`;
}

/** Where the last entry of a map or list ends. */
function lastOf(node: Node): number | null {
  if (!isMap(node) && !isSeq(node)) return null;
  const last = node.items.at(-1);
  const value = isMap(node) ? (node.items.at(-1)?.value ?? node.items.at(-1)?.key) : last;
  return (value as Node | undefined)?.range?.[1] ?? null;
}

/** The parts of the file and who they are about stand in blocks, everything within them on one line. */
function linesFor([step, ...rest]: KeyPath, value: Plain, depth: number): string[] {
  if (typeof step === 'number') return listItem(value);
  if (depth < 2 && typeof rest[0] === 'number') return [`${step}:`, ...listItem(value).map(indented)];
  if (depth < 2 && rest.length > 0) return [`${step}:`, ...linesFor(rest, value, depth + 1).map(indented)];
  return [`${step}: ${onOneLine(nested(rest, value))}`];
}

function listItem(value: Plain): string[] {
  const isEntry = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isEntry) return [`- ${onOneLine(value)}`];
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return entries.map(([key, inner], index) => `${index === 0 ? '- ' : '  '}${key}: ${onOneLine(inner)}`);
}

function indented(line: string): string {
  return `  ${line}`;
}

function nested(path: KeyPath, value: Plain): Plain {
  return path.reduceRight<Plain>(
    (inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }),
    value,
  );
}

/** On one line, with quotes where they are needed, and where a reader may take a text for a number or a time. */
export function onOneLine(value: unknown): string {
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
