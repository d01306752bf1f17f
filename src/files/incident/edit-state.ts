import { mistake, operatorError } from '../../core/domain/errors.ts';
import {
  type KeyPath,
  valueAt,
  valueRemoved,
  valueSet,
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
 * `reach.phone=down`. Where the field takes a text, the value is that text; elsewhere numbers and what is in brackets are read
 * as YAML. `null`, and a text that is wholly in quotes, are YAML everywhere.
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
    throw operatorError(
      mistake(split < 0 ? 'bad-assignment.whose' : 'bad-assignment.here', { written: words }),
    );
  const value = words.slice(split + 1);
  if (value.trim() === '') throw operatorError(mistake('bad-assignment.empty', { path: path.join('.') }));
  if (/^[“”„‟‘’‚‛«»].*[“”„‟‘’‚‛«»]$/su.test(value))
    throw operatorError(
      mistake('bad-assignment.quotes', {
        ...{ written: words, path: path.join('.'), value: value.slice(1, -1) },
      }),
    );
  return { path, value };
}

/** Throws an OperatorError where a key is written twice, or as part of another: only the last of the values would stand. */
export function refuseTwice(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw operatorError(mistake('duplicate-key.here', { name: twice }));
  for (const whole of names) {
    const name = names.find((one) => one.startsWith(`${whole}.`));
    if (name !== undefined) throw operatorError(mistake('duplicate-key.within', { name, whole }));
  }
}

/** The file with one more announcement at the end of its list. */
export function announcementAdded(text: string, announcement: NewAnnouncement): string {
  const list = valueAt(text, ['announcements']);
  const count = Array.isArray(list) ? list.length : 0;
  return valueSet(text, ['announcements', count], announcement);
}

/** The file with these facts of a municipality, a group, or `all`. */
export function factsSet(text: string, who: string, assignments: readonly Assignment[]): string {
  return assignments.reduce((file, one) => {
    const path = ['facts', who, ...one.path];
    return valueSet(inLongForm(file, path), path, readValue('facts', one));
  }, text);
}

/** `id-cards: unavailable` becomes `id-cards: {status: unavailable}` where a field of this service is to be set. */
function inLongForm(text: string, path: KeyPath): string {
  const service = path.slice(0, 4);
  if (path[2] !== 'services' || path.length === service.length) return text;
  const status = valueAt(text, service);
  return typeof status === 'string' ? valueSet(text, service, { status }) : text;
}

/** The file without these facts. */
export function factsRemoved(
  text: string,
  facts: readonly { readonly of: string; readonly path: KeyPath }[],
): string {
  return facts.reduce((file, { of, path }) => valueRemoved(file, ['facts', of, ...path]), text);
}

/** The file without what these assignments write, keys included: one that nobody knows is a mistake without a value too. */
export function factsCleared(text: string, who: string, assignments: readonly Assignment[]): string {
  return assignments.reduce((file, { path }) => {
    const within = ['facts', who, ...path.slice(0, -1)];
    const before = valueAt(file, within);
    if (typeof before !== 'object' || before === null) return file;
    const others = Object.entries(before).filter(([key]) => key !== path.at(-1));
    return valueSet(file, within, Object.fromEntries(others));
  }, text);
}

/** The file with something of the incident itself. */
export function incidentSet(text: string, one: Assignment): string {
  return valueSet(text, ['incident', ...one.path], readValue('incident', one));
}

/** The file with the edition of an announcement, for one municipality; that of the others stays. */
export function editionSet(text: string, id: string, municipality: string, edition: number): string {
  const list = valueAt(text, ['announcements']);
  const index = Array.isArray(list) ? list.findIndex((one) => hasId(one, id)) : -1;
  if (index < 0) throw new RangeError(`there is no announcement ${id}`);
  const path = ['announcements', index, 'edition'];
  const before = valueAt(text, path);
  if (typeof before === 'object' && before !== null) return valueSet(text, [...path, municipality], edition);
  return valueSet(text, path, {
    ...(typeof before === 'number' ? { all: before } : {}),
    [municipality]: edition,
  });
}

function hasId(value: YamlValue, id: string): boolean {
  return typeof value === 'object' && value !== null && 'id' in value && value.id === id;
}

/** A phone number, a text with a colon, a key with a leading zero stay what they are: texts. */
function readValue(of: 'facts' | 'incident', { path, value }: Assignment): YamlValue {
  const isYaml = /^(?:null|true|false|0|-?[1-9]\d{0,14})$/.test(value) || /^[[{"']/.test(value);
  if (!isYaml) return value;
  const read = yamlTyped(value);
  if (value !== 'null' && takesText(of, path.map(String)))
    // What follows the last quotation mark is no part of a quoted text: YAML would drop it as a comment.
    return typeof read?.value === 'string' && value.at(0) === value.at(-1) ? read.value : value;
  if (read) return read.value;
  throw operatorError(mistake('bad-assignment.unread', { written: `${path.join('.')}=${value}` }));
}
