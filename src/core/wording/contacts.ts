import type { Args, Missing } from '../domain/catalogue.ts';
import type { Instant } from '../domain/clock.ts';
import type { Contact } from '../domain/facts.ts';
import { iso639, type Language } from '../domain/language.ts';
import { dialled } from '../domain/mention.ts';
import { isPresent, listed, noteOf, type Scene, type Statement, stated, whoOf, words } from './scene.ts';
import { dayAt, firstOpenDay, hoursOn, isAllOf, isOneOf, shownHours, time } from './times.ts';

/** Contacts that still hold; the one that the announcement names is in its headline. */
export function otherContacts(scene: Scene): readonly (readonly [string, Contact])[] {
  const { facts, announcement } = scene.snapshot;
  const isNamed = announcement.kind === 'contacts' || announcement.kind === 'correction';
  return Object.entries(facts.contacts).filter(
    ([id, one]) => isPresent(scene, one.until) && !(isNamed && id === announcement.contact),
  );
}

/** Whether it is a number that holds now. Its hours are said with it. */
export function canBeCalled(contact: Contact, now: Instant): boolean {
  return contact.phone !== null && holdsNow(contact, now);
}

/** Whether it is an email address that holds now, and is for everybody. */
export function canBeWrittenTo(contact: Contact, now: Instant): boolean {
  return contact.email !== null && holdsNow(contact, now) && !isOfAnother(contact);
}

function holdsNow({ validFrom, until }: Contact, now: Instant): boolean {
  return (validFrom === null || validFrom <= now) && (until === null || until > now);
}

/** A number for one thing that has a name of its own is that of another body as often as not. */
export function isOfAnother({ name, for: purpose }: Contact): boolean {
  return name !== null && purpose !== null;
}

/** The first number that can be called now, if possible none of another body. */
export function firstToCall(scene: Scene): readonly [string, Contact] | undefined {
  const numbers = otherContacts(scene).filter(([, one]) => canBeCalled(one, scene.now));
  return numbers.find(([, one]) => !isOfAnother(one)) ?? numbers[0];
}

export function namedContact(scene: Scene): readonly [string, Contact] | null {
  const { facts, announcement } = scene.snapshot;
  const contact = facts.contacts[announcement.contact ?? ''];
  if (announcement.contact === null || !contact || !isPresent(scene, contact.until)) return null;
  return [announcement.contact, contact];
}

export function contactAnnounced(
  scene: Scene,
  [id, contact]: readonly [string, Contact],
): readonly Statement[] {
  return [
    named(contact.phone === null ? 'headline-contact-place' : 'headline-contact', scene, id, contact, {
      who: whoOf(scene),
    }),
    ...(contact.lines !== null && contact.lines <= 5
      ? [stated('contact-lines', { lines: contact.lines }, { extra: 'notes' })]
      : []),
    ...noteOf(scene, contact.note, `contacts.${id}.note`),
  ];
}

export function contactOf(scene: Scene, id: string, contact: Contact): readonly Statement[] {
  const mayGo = isOfAnother(contact);
  return [
    { ...named('contact', scene, id, contact), mayGo },
    ...noteOf(scene, contact.note, `contacts.${id}.note`),
  ];
}

/** Contacts that every language has a name for. */
const GENERIC: readonly string[] = ['hotline', 'emergency', 'desk', 'page', 'number', 'phone'];

/**
 * States a contact with all that is known; if there is no room for it, without hours. The purpose of a number is dropped only if
 * the text would be held otherwise: people would call it with anything else. So is its name, unless the number is for one thing;
 * only the name says whose number it is.
 */
function named(sentence: string, scene: Scene, id: string, contact: Contact, who: Args = {}): Statement {
  const { name, phone, for: purpose, hours } = contact;
  const of = (one: Partial<Contact>, as = id) =>
    stated(sentence, { ...who, ...contactArgs(scene, as, { ...contact, ...one }, contact.hours) });
  const isNameless = name !== null && phone !== null && purpose === null;
  const nameless = isNameless ? { instead: of({ ...BARE, name: null }, 'phone') } : {};
  return {
    ...of({}),
    ...(hours === null ? {} : { instead: of({ hours: null }) }),
    ...(purpose === null && !isNameless ? {} : { lastly: () => ({ ...of(BARE), ...nameless }) }),
  };
}

/** The details that the shortest form of a contact leaves out. */
const BARE = { hours: null, for: null } satisfies Partial<Contact>;

/** `known` are the hours that are known, also where there is no room to say them. */
function contactArgs(scene: Scene, id: string, contact: Contact, known = contact.hours): Args {
  const { catalogue } = scene;
  const { name, for: purpose, phone, email, url, place } = contact;
  const number = phone === null ? null : shownPhone(phone, catalogue.language);
  const where = place === null ? null : words(scene, place, `contacts.${id}.place`);
  const way = number ?? email ?? url ?? where ?? '';
  const otherWays = [where, email, url].flatMap((other) => (other === null || other === way ? [] : [other]));
  const { from, until, hours, only } = timesOf(scene, contact, known);
  const list = (short: boolean) => {
    const dated = (id: string, at: Args | null) =>
      at === null ? [] : [catalogue.word(id, { at: short ? at['at-short'] : at.at })];
    const dates =
      from?.at !== undefined && from.at === until?.at
        ? dated('contact-on', from)
        : [...dated('contact-from', from), ...dated('contact-until', until)];
    const open = hours === null ? [] : [shownHours(scene, hours, only, short)];
    return listed(scene, [way, ...dates, ...open, ...(short ? [] : otherWays)], 'commas');
  };
  return {
    name: nameOfContact(scene, id, name),
    purpose: purpose === null ? 'none' : words(scene, purpose, `contacts.${id}.for`),
    ways: list(false),
    'ways-short': list(true),
  };
}

/** The times from and until which a contact holds, and its hours; null where not said. `only`: its only day. */
function timesOf(scene: Scene, { validFrom, until, hours }: Contact, known: Contact['hours']) {
  const day = validFrom === null ? null : dayAt(scene, validFrom);
  const lastDay = until === null ? null : dayAt(scene, until - 1);
  const isLimited = known !== null && day !== null && lastDay !== null;
  const open = isLimited ? hoursOn(known, day, lastDay) : known;
  const openHours = hours && open;
  // If the hours begin or end at that time of day, the day is enough. Midnight ends the day before.
  const shown = (at: Instant, end: 'opens' | 'closes') => {
    const isWholeDay = dayAt(scene, at - 1) !== dayAt(scene, at);
    const isDay = isWholeDay || (open !== null && isOneOf(scene, open, end, at));
    return isDay ? dayAt(scene, isWholeDay && end === 'closes' ? at - 1 : at) : at;
  };
  const begin = validFrom !== null && validFrom > scene.now ? validFrom : null;
  const only = lastDay === day ? day : null;
  // No text asks people to call from a day on which nobody answers. Hours of the last day alone say so themselves.
  const opening = begin !== null && open !== null ? firstOpenDay(scene, open, begin) : day;
  const days = [
    begin && (opening === day || opening === lastDay ? shown(begin, 'opens') : opening),
    until && shown(until, 'closes'),
  ] as const;
  // If both times are on one day, both are said, or neither.
  const isTimed = only !== null && days.some((one) => typeof one === 'number');
  const isSaid =
    openHours !== null &&
    isTimed &&
    validFrom !== null &&
    until !== null &&
    isAllOf(scene, openHours, only, validFrom, until);
  // The day on which a number ends is no other than the only one on which it is there.
  const [first, last] = isTimed ? [begin, until] : [days[0] ?? only, days[1]];
  return {
    from: first === null ? null : time(scene, 'at', first),
    until: last === null ? null : time(scene, 'at', last, first),
    hours: isSaid ? null : openHours,
    only,
  };
}

function nameOfContact(scene: Scene, id: string, name: Contact['name']): string | Missing | undefined {
  return name === null
    ? scene.catalogue.word('contact-name', { contact: GENERIC.includes(id) ? id : 'other' })
    : words(scene, name, `contacts.${id}.name`);
}

/** The number whose name these words end with, as in "Bei Rohrbrüchen: Entstörungsdienst": it is said with them. */
export function contactNamedIn(scene: Scene, said: string): readonly [string, Contact] | null {
  const isNamed = ([id, { name, phone, for: purpose }]: readonly [string, Contact]) => {
    const shown = nameOfContact(scene, id, name);
    if (phone === null || purpose !== null || typeof shown !== 'string') return false;
    const [text, ending] = [said.toLowerCase(), shown.toLowerCase()];
    // "Wasser-Hotline" is not the town's hotline.
    return text.endsWith(ending) && !/[\p{L}\p{N}-]$/u.test(text.slice(0, -ending.length));
  };
  return otherContacts(scene).find(isNamed) ?? null;
}

/** These words followed by the number, from all that is known about it to the mere number. */
export function withNumber(
  scene: Scene,
  said: string,
  [id, contact]: readonly [string, Contact],
): readonly (string | Missing | undefined)[] {
  const all = contactArgs(scene, id, contact);
  const least = contactArgs(scene, id, { ...contact, ...BARE }, contact.hours);
  return [all.ways, all['ways-short'], least['ways-short']].map((ways) =>
    listed(scene, [said, typeof ways === 'number' ? `${ways}` : ways], 'commas'),
  );
}

/** 115 and its like, with the code of the country. */
const NO_AREA = /^\(?(?:\+|00\s*)49[\s()/-]*0?[\s()/-]*11/;

/**
 * A German number as it is dialled at home, in every other language with the code of the country: brackets go, other separators
 * stay. 115 and its like, which have no area code, and numbers of other countries are returned as they are written.
 */
export function shownPhone(phone: string, language: Language): string {
  if (!dialled(phone).startsWith('+49') || NO_AREA.test(phone)) return phone;
  const atHome = phone
    .replace(/^\(?(?:\+|00\s*)49[\s()/-]*0?[\s()/-]*/, '0')
    .replace(/^\(?0(?:\)[\s/-]*\(?|[\s/-]*\()/, '0')
    .replaceAll('(', '')
    .replace(/\s*\)\s*/g, ' ')
    .trim();
  return iso639(language) === 'de' ? atHome : atHome.replace(/^0[\s/-]*(?=[1-9])/, '+49 ');
}
