import { type FactRight, unitOf } from '../../app/fact-changes.ts';
import { type Fact, type FactNow, HAS_DAYS } from '../../app/facts.ts';
import { once } from '../../core/domain/cache.ts';
import type { Instant } from '../../core/domain/clock.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { type Mistake, mistake, OperatorError } from '../../core/domain/errors.ts';
import { REACH_WAYS } from '../../core/domain/facts.ts';
import { dayOf, isOver, wallTimeOf } from '../../core/domain/time-zone.ts';
import type { Assignment } from '../../files/incident/edit-state.ts';
import { settable } from '../../files/incident/settable.ts';
import { readInstant } from '../../files/validation/times.ts';
import { say, spoken, spokenName } from '../../staff-words/say.ts';
import { html } from './html.ts';
import { checkbox, choices, type FieldNamed, hintAt, radios, select, textInput } from './kern.ts';
import type { Asked, Markup } from './route.ts';

/*
 * Facts as fields of a form: each is named by its path, and prefilled with what is or was said. To change one is to say
 * that it was wrong, or is no longer so.
 */

/** The order in which staff look for a fact, by the first part of its path. Everything else follows. */
const FIELDS = ['contacts', 'next_update', 'appointments', 'services', 'reach', 'instruction'] as const;
/** The program sets these by itself, or the form has a box for them. */
const UNSHOWN = /^(?:confirmed|phase|unaffected)$|\.verified_by$/;

const NUMBER = /^contacts\.([\w-]+)\.phone$/;

/** Whether a form has a field for a fact. */
export function isField({ path }: Pick<Fact, 'path'>): boolean {
  return !UNSHOWN.test(path);
}

/** Facts that can be corrected in a form, grouped by contact or field. */
export function formGroups(facts: readonly Fact[]): ReadonlyMap<string, readonly Fact[]> {
  const rank = (path: string) => {
    const at = FIELDS.findIndex((field) => path === field || path.startsWith(`${field}.`));
    return at < 0 ? FIELDS.length : at;
  };
  const shown = facts
    .filter(isField)
    .toSorted(
      (a, b) => rank(a.path) - rank(b.path) || Number(NUMBER.test(b.path)) - Number(NUMBER.test(a.path)),
    );
  return Map.groupBy(shown, ({ path }) =>
    path.startsWith('contacts.') ? unitOf(path) : (path.split('.')[0] ?? ''),
  );
}

/** `contacts.hotline`, `appointments`: as a heading. */
export function groupName({ app }: Pick<Asked, 'app'>, group: string, facts: readonly Fact[]): string {
  const [field = '', id = ''] = group.split('.');
  if (field !== 'contacts') return say('console-facts', { field: field.replaceAll('_', '-') });
  const names = facts.filter(({ path }) => path.startsWith(`${group}.name.`));
  const own = names.find(({ path }) => path.endsWith(`.${spoken()}`)) ?? names[0];
  const generic = app.files.messages.catalogues.get(spoken())?.word('contact-name', { contact: id });
  return String(own?.value ?? generic ?? id);
}

/** The label of a single fact within its group. */
export function factName({ app }: Pick<Asked, 'app'>, path: string): string {
  const [field = '', id = '', ...rest] = path.split('.');
  const detail = (parts: readonly string[]) =>
    say('console-fact', { detail: parts[0]?.replaceAll('_', '-') ?? '', language: parts[1] ?? 'none' });
  if (field === 'reach') return say('console-way', { way: id });
  if (field === 'contacts') return detail(rest);
  if (field === 'services') {
    const service = app.files.services.get(id);
    const name = service ? spokenName(service.name) : id;
    return rest.length === 0 || rest[0] === 'status' ? name : `${name}: ${detail(rest)}`;
  }
  if (field === 'title') return detail(['title', id]);
  if (field === 'instruction' && /^[a-z]{2}(?:-\w+)?$/.test(id)) return detail(['text', id]);
  return id === '' ? detail([field]) : detail([id, ...rest]);
}

/** The same by itself: with the contact that it is of. `facts`: those around it, which may name the contact. */
export function factInFull(asked: Pick<Asked, 'app'>, path: string, facts: readonly Fact[]): string {
  const [field = '', id = ''] = path.split('.');
  const name = factName(asked, path);
  return field === 'contacts' ? `${groupName(asked, `${field}.${id}`, facts)}, ${name}` : name;
}

/** Contacts with a number that every language has a name for. */
const CONTACTS = ['hotline', 'emergency', 'desk'];

/**
 * Facts that a municipality may have, beside those that it has: an empty value says nothing yet. `services`: ids of those in
 * question; `languages`: those in which it posts. Own words are in each of them, or a post in one that is missing is held.
 */
export function withBlanks(
  facts: readonly FactNow[],
  services: Iterable<string>,
  languages: readonly string[],
): readonly Fact[] {
  const isIn = (start: string) => facts.some(({ path }) => path === start || path.startsWith(`${start}.`));
  const blank = (path: string, isInstant = false): readonly Fact[] =>
    isIn(path) ? [] : [{ path, value: '', isInstant }];
  return [
    ...facts,
    ...blank('next_update', true),
    ...['policy', 'from', 'until'].flatMap((one) => blank(`appointments.${one}`)),
    ...REACH_WAYS.flatMap((way) => blank(`reach.${way}`)),
    ...[...services].flatMap((id) => blank(`services.${id}`)),
    ...CONTACTS.flatMap((id) => ['phone', 'hours'].flatMap((one) => blank(`contacts.${id}.${one}`))),
    ...[...wordsIn(facts, languages)].flatMap((words) =>
      languages.flatMap((one) => blank(`${words}.${one}`)),
    ),
  ];
}

/** The paths of own words that some language of these has; and of an instruction where there is none. */
function wordsIn(facts: readonly FactNow[], languages: readonly string[]): ReadonlySet<string> {
  const found = facts.flatMap(({ path }) => {
    const at = path.lastIndexOf('.');
    return at > 0 && languages.includes(path.slice(at + 1)) ? path.slice(0, at) : [];
  });
  return new Set(
    facts.some(({ path }) => unitOf(path) === 'instruction') ? found : [...found, 'instruction'],
  );
}

/** A choice as chips: one tap. */
export function factSwitch(asked: Asked, fact: Fact, given: URLSearchParams | null, hint: string) {
  const { path, value } = fact;
  const chips = radios(path, valuesFor(fact), given?.get(path) ?? String(value), (one) =>
    valueWords(path, one),
  );
  return choices(factName(asked, path), hintAt(asked, path, hint), chips);
}

/** A field for a fact. `given`: the value that somebody has filled in before; `hint`: what else there is to know about it. */
export function factField(asked: Asked, fact: Fact, given: URLSearchParams | null, hint: string): Markup {
  const { path } = fact;
  const written = given?.get(path) ?? writtenFact(asked.app.files, fact);
  const values = valuesFor(fact);
  const words = factName(asked, path);
  if (values.length > 0) {
    const options = values.map((value) => ({ value, words: valueWords(path, value) }));
    return select(path, words, hintAt(asked, path, hint), options, written);
  }
  const hints = [path.endsWith('.hours') ? say('console-hours-hint') : '', hint];
  const shown = hints.filter((one) => one !== '').join(' · ');
  const input = textInput(path, words, hintAt(asked, path, shown), written, inputType(fact));
  const contact = NUMBER.exec(path)?.[1];
  if (contact === undefined) return input;
  return html`${input}${checkbox('called', contact, say('console-called'), given?.getAll('called').includes(contact))}`;
}

/** The value of a fact, in words. */
export function factValue({ named }: Pick<Asked, 'named'>, { path, value, isInstant }: Fact): string {
  if (valuesOf(path) !== null) return valueWords(path, String(value));
  return isInstant ? named.time(Number(value)) : String(value);
}

/** A fact that a change writes: its name, and its value where that is a choice. Null for what it clears, and no form shows. */
export function assignedWords(asked: Asked, { path: keys, value }: Assignment): string | null {
  const path = keys.join('.');
  if (!isField({ path }) || value === 'null') return null;
  const isWhole =
    keys.length === 1 || path === 'appointments.policy' || (keys[0] === 'contacts' && keys.length === 2);
  const name = isWhole ? groupName(asked, path, []) : factInFull(asked, path, []);
  const word = value.replace(/^"(.*)"$/, '$1');
  if (path === 'next_update' || /\.(?:from|until)$/.test(path)) {
    // A day has no time, and one without an offset is not of this machine.
    const time = word.includes('T') ? asked.named.time(Date.parse(word)) : word;
    if (isWhole) return `${name}: ${time}`;
    return name.includes(': ') ? `${name} ${time}` : `${groupName(asked, path, [])}: ${name} ${time}`;
  }
  return valuesOf(path)?.includes(word) ? `${name}: ${valueWords(path, word)}` : name;
}

/** The words for this value. */
function valueWords(path: string, value: string): string {
  const [field = ''] = path.split('.');
  if (value === '') return say('console-say-nothing');
  if (field === 'reach') return say('console-level', { level: value });
  if (field === 'services') return say('console-status', { status: value });
  return say('console-value', { value });
}

/** Facts that are a choice between words, as the schema of the state file has them. */
const CHOICES = once(() =>
  settable()
    .facts.filter(({ values }) => values.length > 0)
    .map(({ path, values }) => ({
      path: new RegExp(`^${path.replaceAll('.', '\\.').replace('ID', '[\\w-]+')}$`),
      values,
    })),
);

/** The words that a fact can be; null where it is no choice. */
export function valuesOf(path: string): readonly string[] | null {
  return CHOICES().find((one) => one.path.test(path))?.values ?? null;
}

/** The words that can be chosen for a fact; `''` first where nothing is said yet, or only one thing can be. None where it is no choice. */
function valuesFor({ path, value }: Fact): readonly string[] {
  const values = valuesOf(path) ?? [];
  return values.length === 1 || (value === '' && values.length > 1) ? ['', ...values] : values;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

function inputType({ path, value, isInstant }: Fact): string {
  if (isInstant) return 'datetime-local';
  if (DAY.test(String(value)) || /^appointments\.(?:from|until)$/.test(path)) return 'date';
  if (path.endsWith('.phone')) return 'tel';
  if (path.endsWith('url')) return 'url';
  return path.endsWith('.email') ? 'email' : 'text';
}

/** The value as the form field holds it: without the line break at the end of a block in a file. */
export function writtenFact({ settings: { zone } }: Pick<Configuration, 'settings'>, fact: Fact): string {
  const { value, isInstant } = fact;
  if (!isInstant || typeof value !== 'number') return String(value).trim();
  const { hour, minute } = wallTimeOf(value, zone);
  return `${dayOf(value, zone)}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/**
 * Returns the answer to a fact. A number that was copied may contain no-break spaces, dashes and invisible characters: these are
 * replaced by what people type.
 */
export function answerIn(form: URLSearchParams, path: string): string | undefined {
  const written = form.get(path) ?? undefined;
  const typed = NUMBER.test(path)
    ? written?.replace(/[\s\p{Cf}]/gu, ' ').replace(/[\u2010-\u2015\u2212]/g, '-')
    : written;
  return typed?.trim();
}

/**
 * Returns everything in a form that differs from these facts, and the person for each number that was called. A changed
 * appointment policy holds on the days of `today`, unless these are over.
 */
export function factsChangedIn(
  configuration: Pick<Configuration, 'settings'>,
  shown: readonly Fact[],
  form: URLSearchParams,
  person: string,
  now: Instant,
  today: readonly Fact[] = shown,
): readonly FactRight[] {
  const changed = shown.flatMap((fact): readonly FactRight[] => {
    const written = answerIn(form, fact.path);
    const before = writtenFact(configuration, fact);
    if (written === undefined || written === before) return [];
    if (written === '') return [{ ...fact, value: null }];
    if (!fact.isInstant)
      return [{ ...fact, value: typeof fact.value === 'number' ? Number(written) : written }];
    const value = instantIn(written, configuration, fact.path);
    refusePassed(fact.path, value, now);
    return [{ ...fact, value }];
  });
  const called = form.getAll('called').flatMap((id): readonly FactRight[] => {
    const path = `contacts.${id}.verified_by`;
    const phone = `contacts.${id}.phone`;
    const hasNumber = shown.some((fact) => fact.path === phone) && form.get(phone)?.trim();
    return hasNumber ? [{ path, value: person, isInstant: false }] : [];
  });
  return [...changed, ...called, ...daysLeft(configuration, today, changed, now)];
}

/** Throws `odd-time` where the next information is promised for a time that has passed: no text says it. */
export function refusePassed(path: string, at: Instant | null, now: Instant): void {
  if (path === 'next_update' && at !== null && at <= now)
    throw new OperatorError([{ ...mistake('odd-time.passed'), path: ['facts', '', path] }]);
}

/** The days that the form shows for the appointment policy, or the status of a service. */
const LAST_DAYS = /^(?:appointments|services\.[\w-]+)\.(?:from|since|until)$/;

function daysLeft(
  { settings: { zone } }: Pick<Configuration, 'settings'>,
  shown: readonly Fact[],
  changed: readonly FactRight[],
  now: Instant,
): readonly FactRight[] {
  return changed.flatMap(({ path: status }) => {
    if (!HAS_DAYS.test(status)) return [];
    const unit = unitOf(status);
    const left = shown.filter(
      ({ path, value }) =>
        LAST_DAYS.test(path) &&
        unitOf(path) === unit &&
        value !== '' &&
        !changed.some((one) => one.path === path),
    );
    const isPast = left.some(({ path, value }) => path.endsWith('until') && isOver(value, zone, now));
    // Cleared and not left out: days of a group would be inherited again.
    return left.map((one) => (isPast ? { ...one, value: null } : one));
  });
}

/** The answers that somebody changed, beside the facts that the form showed; everything else is shown as it is now. */
export function changedOnly(form: URLSearchParams): URLSearchParams {
  const seen = new URLSearchParams(form.get('seen') ?? '');
  return new URLSearchParams([...form].filter(([name, value]) => value !== (seen.get(name) ?? '')));
}

function instantIn(written: string, { settings }: Pick<Configuration, 'settings'>, path: string): Instant {
  const read = readInstant(written, settings.zone);
  if ('value' in read) return read.value;
  throw new OperatorError([{ ...read, path: ['facts', '', path] }]);
}

/** The field that a mistake in facts is about, of those with these names: that of a part, or else that of the whole. */
export function factFieldOf(
  asked: Pick<Asked, 'app'>,
  { path: keys }: Mistake,
  facts: readonly Fact[],
): FieldNamed | null {
  if (keys?.[0] !== 'facts') return null;
  for (let at = keys.slice(2); at.length > 0; at = at.slice(0, -1)) {
    const wanted = at.join('.');
    const found =
      facts.find(({ path }) => path === wanted) ?? facts.find(({ path }) => path.startsWith(`${wanted}.`));
    if (found) return { name: found.path, words: factInFull(asked, found.path, facts) };
  }
  return null;
}
