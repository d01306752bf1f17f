import type { Args } from '../domain/catalogue.ts';
import type { Instant } from '../domain/clock.ts';
import type { Contact } from '../domain/facts.ts';
import { iso639, type Language } from '../domain/language.ts';
import { isPresent, listed, noteOf, type Scene, type Statement, say, whoOf, words } from './scene.ts';
import { dayAt, isOneOf, shownHours, time } from './times.ts';

/** Contacts that still hold; the one that the announcement names is in its headline. */
export function otherContacts(scene: Scene): readonly (readonly [string, Contact])[] {
  const { facts, announcement } = scene.snapshot;
  const isNamed = announcement.kind === 'contacts' || announcement.kind === 'correction';
  return Object.entries(facts.contacts).filter(
    ([id, one]) => isPresent(scene, one.until) && !(isNamed && id === announcement.contact),
  );
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
    named('headline-contact', scene, id, contact, { who: whoOf(scene) }),
    ...(contact.lines !== null && contact.lines <= 5
      ? [say('contact-lines', { lines: contact.lines }, { isExtra: true })]
      : []),
    ...noteOf(scene, contact.note, `contacts.${id}.note`),
  ];
}

export function contactOf(scene: Scene, id: string, contact: Contact): readonly Statement[] {
  return [named('contact', scene, id, contact), ...noteOf(scene, contact.note, `contacts.${id}.note`)];
}

/** Contacts that every language has a name for. */
const GENERIC: readonly string[] = ['hotline', 'emergency', 'desk', 'page'];

function named(sentence: string, scene: Scene, id: string, contact: Contact, who: Args = {}): Statement {
  const of = (one: Contact) => say(sentence, { ...who, ...contactArgs(scene, id, one) });
  const isLong = contact.name !== null && GENERIC.includes(id);
  return { ...of(contact), ...(isLong && { lastly: of({ ...contact, name: null }) }) };
}

function contactArgs(scene: Scene, id: string, contact: Contact): Args {
  const { catalogue } = scene;
  const { name, for: purpose, phone, email, url, place, hours, validFrom, until } = contact;
  const number = phone === null ? null : shownPhone(phone, catalogue.language);
  const where = place === null ? null : words(scene, place, `contacts.${id}.place`);
  const way = number ?? email ?? url ?? where ?? '';
  const isLater = validFrom !== null && validFrom > scene.now;
  // Where the hours begin or end at that time of day, the day is enough.
  const shown = (at: Instant, end: 'opens' | 'closes') =>
    time(scene, 'at', hours !== null && isOneOf(scene, hours, end, at) ? dayAt(scene, at) : at);
  const from = isLater ? shown(validFrom, 'opens') : null;
  const ending = until === null ? null : shown(until, 'closes');
  const list = (short: boolean) => {
    const dated = (id: string, at: Args | null) =>
      at === null ? [] : [catalogue.word(id, { at: short ? at['at-short'] : at.at })];
    return listed(
      scene,
      [
        way,
        ...dated('contact-from', from),
        ...dated('contact-until', ending),
        ...(hours === null ? [] : [shownHours(scene, hours, short)]),
        ...(short
          ? []
          : [where, email, url].flatMap((other) => (other === null || other === way ? [] : [other]))),
      ],
      'commas',
    );
  };
  return {
    name:
      name === null
        ? catalogue.word('contact-name', { contact: GENERIC.includes(id) ? id : 'other' })
        : words(scene, name, `contacts.${id}.name`),
    purpose: purpose === null ? 'none' : words(scene, purpose, `contacts.${id}.for`),
    way,
    'way-from': listed(
      scene,
      [...(from === null ? [] : [catalogue.word('contact-from', { at: from['at-short'] })]), way],
      'commas',
    ),
    ways: list(false),
    'ways-short': list(true),
  };
}

/** In German as it is dialled at home; in every other language with the code of the country. */
export function shownPhone(phone: string, language: Language): string {
  return iso639(language) === 'de' ? phone.replace(/^\+49[ -]?(?:\(0\))?/, '0') : phone;
}
