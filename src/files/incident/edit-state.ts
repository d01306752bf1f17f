import { operatorError } from '../../core/domain/errors.ts';
import {
  type Edit,
  type KeyPath,
  valueAt,
  valueIn,
  valueSet,
  valuesSet,
  withValues,
  type YamlValue,
  yamlTyped,
} from '../yaml/edit-yaml.ts';
import { takesText } from './settable.ts';

/** An announcement as a command writes it: keys as in the file. */
export interface NewAnnouncement {
  readonly id: string;
  readonly kind: string;
  readonly [key: string]: YamlValue;
}

/**
 * `reach.phone=down`. If the field takes a text, the value is that text; elsewhere numbers and anything in brackets are read as
 * YAML. `null`, and a text that is wholly in quotes, are YAML everywhere.
 */
export interface Assignment {
  readonly path: KeyPath;
  readonly value: string;
}

/** Throws an OperatorError where there is no `=`, no name before it, or nothing after it. */
export function parseAssignment(words: string): Assignment {
  const split = words.indexOf('=');
  const path = words.slice(0, Math.max(split, 0)).split('.');
  if (split < 1 || path.some((name) => !/^[\w-]+$/.test(name)))
    throw operatorError(split < 0 ? 'bad-assignment.whose' : 'bad-assignment.here', { written: words });
  const value = words.slice(split + 1);
  if (value.trim() === '') throw operatorError('bad-assignment.empty', { path: path.join('.') });
  if (/^[“”„‟‘’‚‛«»].*[“”„‟‘’‚‛«»]$/su.test(value))
    throw operatorError('bad-assignment.quotes', {
      written: words,
      path: path.join('.'),
      value: value.slice(1, -1),
    });
  return { path, value };
}

/** Throws an OperatorError if a key is written twice, or as part of another: only the last of the values would hold. */
export function refuseTwice(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw operatorError('duplicate-key.here', { name: twice });
  for (const whole of names) {
    const name = names.find((one) => one.startsWith(`${whole}.`));
    if (name !== undefined) throw operatorError('duplicate-key.within', { name, whole });
  }
}

/** The file with one more announcement at the end of its list. */
export function announcementAdded(text: string, announcement: NewAnnouncement): string {
  return valueSet(text, ['announcements', announcementsIn(valueAt(text, [])).length], announcement);
}

/** The ids of the announcements in a file, whatever mistakes it has. */
export function announcementIds(text: string): ReadonlySet<string> {
  return new Set(announcementsIn(valueAt(text, [])).map((one) => String(valueIn(one, ['id']))));
}

function announcementsIn(file: YamlValue): readonly YamlValue[] {
  const list = valueIn(file, ['announcements']);
  return Array.isArray(list) ? list : [];
}

/** Assignments to facts of a municipality, a group, or `all`. */
export interface FactsChange {
  readonly who: string;
  readonly assignments: readonly Assignment[];
}

export function factsSet(text: string, facts: readonly FactsChange[]): string {
  return made(text, oneByOne(facts), (file, { who, one }) => {
    const path = ['facts', who, ...one.path];
    return [...inLongForm(file, path), { path, value: readValue('facts', one) }];
  });
}

function oneByOne(facts: readonly FactsChange[]) {
  return facts.flatMap(({ who, assignments }) => assignments.map((one) => ({ who, one })));
}

/** The file with the edits that each of these makes of what the file says after those before it. */
function made<Item>(
  text: string,
  items: readonly Item[],
  editsOf: (file: YamlValue, item: Item) => readonly Edit[],
): string {
  let file = valueAt(text, []);
  const copies = new WeakSet();
  const edits = items.flatMap((item) => {
    const own = editsOf(file, item);
    file = withValues(file, own, copies);
    return own;
  });
  return valuesSet(text, edits);
}

/**
 * Expands a short form: `id-cards: unavailable` to `{status: unavailable}` if another field of this service is set, and
 * `instruction: {de: …}` to `{text: {de: …}}` if its end is set.
 */
function inLongForm(file: YamlValue, path: KeyPath): readonly Edit[] {
  const [, , field, key] = path;
  const whole = path.slice(0, field === 'services' ? 4 : 3);
  const short = valueIn(file, whole);
  if (field === 'services' && path.length > whole.length && typeof short === 'string')
    return [{ path: whole, value: { status: short } }];
  const isText = typeof short === 'object' && short !== null && !('text' in short || 'say' in short);
  return field === 'instruction' && key === 'until' && isText
    ? [{ path: whole, value: { text: short } }]
    : [];
}

export function factsRemoved(
  text: string,
  facts: readonly { readonly of: string; readonly path: KeyPath }[],
): string {
  return valuesSet(
    text,
    facts.map(({ of, path }) => ({ path: ['facts', of, ...path], value: undefined })),
  );
}

/** The file without the fields of these assignments, keys included: an unknown key is a mistake even without a value. */
export function factsCleared(text: string, facts: readonly FactsChange[]): string {
  return made(text, oneByOne(facts), (file, { who, one: { path } }) => {
    const within = ['facts', who, ...path.slice(0, -1)];
    const before = valueIn(file, within);
    if (typeof before !== 'object' || before === null) return [];
    const others = Object.entries(before).filter(([key]) => key !== path.at(-1));
    return [{ path: within, value: Object.fromEntries(others) }];
  });
}

/** The file with something of the incident itself. */
export function incidentSet(text: string, one: Assignment): string {
  return valueSet(text, ['incident', ...one.path], readValue('incident', one));
}

/** The edition of an announcement for one municipality; that of the others stays. */
interface Raised {
  readonly id: string;
  readonly speaker: string;
  readonly edition: number;
}

export function editionsSet(text: string, raised: readonly Raised[]): string {
  return made(text, raised, (file, { id, speaker, edition }) => {
    const path = [...announcementPath(file, id), 'edition'];
    const before = valueIn(file, path);
    if (typeof before === 'object' && before !== null) return [{ path: [...path, speaker], value: edition }];
    return [{ path, value: { ...(typeof before === 'number' && { all: before }), [speaker]: edition } }];
  });
}

/** The file in which an announcement ends then, and begins then where `at` is given. */
export function announcementEnded(
  text: string,
  id: string,
  times: { readonly until: string; readonly at?: string },
): string {
  const path = announcementPath(valueAt(text, []), id);
  return valuesSet(
    text,
    Object.entries(times).map(([key, value]) => ({ path: [...path, key], value })),
  );
}

function announcementPath(file: YamlValue, id: string): KeyPath {
  const index = announcementsIn(file).findIndex((one) => valueIn(one, ['id']) === id);
  if (index < 0) throw operatorError('unknown-announcement.here', { written: id });
  return ['announcements', index];
}

/** A phone number, a text with a colon, a key with a leading zero stay what they are: texts. */
function readValue(of: 'facts' | 'incident', { path, value }: Assignment): YamlValue {
  const isYaml = /^(?:null|true|false|0|-?[1-9]\d{0,14})$/.test(value) || /^[[{"']/.test(value);
  if (!isYaml) return value;
  const read = yamlTyped(value);
  if (value !== 'null' && takesText(of, path.map(String)))
    // Text after the last quotation mark is no part of a quoted text: YAML would drop it as a comment.
    return typeof read?.value === 'string' && value.at(0) === value.at(-1) ? read.value : value;
  if (read) return read.value;
  throw operatorError('bad-assignment.unread', { written: `${path.join('.')}=${value}` });
}
