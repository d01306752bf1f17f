import { DAY, type Day, type Instant } from './clock.ts';
import type { Localized } from './language.ts';
import { dialled } from './mention.ts';
import { EMERGENCY_CALLS } from './municipal-service.ts';

export const REACH_WAYS = [
  'counter',
  'phone',
  'website',
  'online_services',
  'email_in',
  'email_out',
] as const;
export type ReachWay = (typeof REACH_WAYS)[number];
export const REACH_LEVELS = ['up', 'limited', 'down', 'unknown'] as const;
export type ReachLevel = (typeof REACH_LEVELS)[number];

export const SERVICE_STATUSES = ['available', 'limited', 'unavailable', 'unknown'] as const;
export type ServiceStatus = (typeof SERVICE_STATUSES)[number];

export const PHASES = ['investigating', 'identified', 'workaround', 'monitoring', 'resolved'] as const;
export type Phase = (typeof PHASES)[number];

/** The state of a municipal service. */
export interface ServiceFact {
  readonly status: ServiceStatus;
  readonly since: Instant | Day | null;
  readonly until: Instant | Day | null;
  /** Another place or way to have the service. */
  readonly alternative: Localized | null;
  readonly note: Localized | null;
}

/** Days of the week: 1 is Monday, 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** When somebody answers. Times of day are `HH:MM`, to `24:00`. */
export interface Hours {
  readonly spans: readonly {
    readonly from: Weekday;
    readonly to: Weekday;
    readonly opens: string;
    readonly closes: string;
  }[];
  readonly note: Localized | null;
}

/** A way to reach somebody: a hotline, an info desk, an emergency page. */
export interface Contact {
  readonly name: Localized | null;
  /** Its purpose: `nur für äußerst Dringendes`. */
  readonly for: Localized | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly url: string | null;
  /** A desk or counter: where it is. */
  readonly place: Localized | null;
  readonly hours: Hours | null;
  readonly lines: number | null;
  readonly validFrom: Instant | null;
  readonly until: Instant | null;
  readonly verifiedBy: string | null;
  readonly note: Localized | null;
}

export const APPOINTMENT_POLICIES = ['cancelled', 'limited', 'take-place', 'unknown'] as const;
export interface Appointments {
  readonly policy: (typeof APPOINTMENT_POLICIES)[number];
  readonly from: Day | null;
  /** The last day on which the policy holds. */
  readonly until: Day | null;
  readonly note: Localized | null;
}

export const MAIL_ACTIONS = [
  'resend',
  'resend-by-post-or-phone',
  'use-post-or-phone',
  'delivered-later',
] as const;
/** The fate of mail that was sent to the municipality. */
export interface Mail {
  readonly lostSince: Instant | null;
  readonly lostUntil: Instant | null;
  readonly action: (typeof MAIL_ACTIONS)[number] | null;
  readonly note: Localized | null;
}

export const ESTIMATE_KINDS = ['unknown', 'not-before', 'expected', 'expected-between'] as const;
/** When things work again. `at` is null for `unknown`; `expected-between` lies between `at` and `to`. */
export interface Estimate {
  readonly kind: (typeof ESTIMATE_KINDS)[number];
  readonly at: Instant | Day | null;
  readonly to: Instant | Day | null;
}

/** The end of an estimate: on the day before which nothing works, it no longer says anything. */
export function estimateUntil({ kind, at, to }: Estimate): Instant | Day | null {
  return kind === 'not-before' && typeof at === 'string'
    ? new Date(Date.parse(at) - DAY).toISOString().slice(0, 10)
    : (to ?? at);
}

/** Instructions that the catalogues have words for in every language. */
export const SAYINGS = ['urgent-at', 'stay-home', 'do-not-come', 'wait', 'call'] as const;

/** The request to the public: own words, or a saying. Some sayings name a place, as its sign does. */
export interface Instruction {
  readonly text: Localized | null;
  readonly say: (typeof SAYINGS)[number] | null;
  readonly place: string | null;
  readonly until: Instant | Day | null;
}

/** The facts of a municipality now. Everything may be unknown: null, or absent from a map. */
export interface Facts {
  readonly confirmed: Instant | null;
  readonly phase: Phase | null;
  readonly nextUpdate: Instant | null;
  readonly estimate: Estimate | null;
  readonly reach: Readonly<Partial<Record<ReachWay, ReachLevel>>>;
  /** `none` where it cannot work at all. */
  readonly work: 'none' | null;
  readonly appointments: Appointments | null;
  readonly services: Readonly<Record<string, ServiceFact>>;
  readonly contacts: Readonly<Record<string, Contact>>;
  readonly mail: Mail | null;
  readonly instruction: Instruction | null;
  /** Ids of services in `services.yaml` that are not affected: `emergency-calls`. */
  readonly unaffected: readonly string[];
  readonly infoUrl: string | null;
}

/**
 * Facts as written in one place: an absent one is inherited, null clears it. Reach and services override entry by
 * entry, contacts field by field; a time of confirmation without other facts only a time before it.
 */
export type FactsPatch = {
  readonly [Field in keyof Facts]?: Field extends 'reach' | 'services'
    ? Readonly<{ [Entry in keyof Facts[Field]]: Facts[Field][Entry] | null }> | null
    : Field extends 'contacts'
      ? Readonly<Record<string, Partial<Contact> | null>> | null
      : Facts[Field] | null;
};

/** Fields whose entries are facts of their own. */
const WITH_ENTRIES = ['reach', 'services', 'contacts'] as const;

export function hasEntries(field: string): field is (typeof WITH_ENTRIES)[number] {
  return WITH_ENTRIES.some((one) => one === field);
}

export const NOTHING_KNOWN: Facts = {
  confirmed: null,
  phase: null,
  nextUpdate: null,
  estimate: null,
  reach: {},
  work: null,
  appointments: null,
  services: {},
  contacts: {},
  mail: null,
  instruction: null,
  unaffected: [],
  infoUrl: null,
};

/** Merges patches, the most general first. */
export function factsFrom(patches: readonly FactsPatch[]): Facts {
  return patches.reduce<Facts>((facts, patch) => overlaid(facts, patch), NOTHING_KNOWN);
}

/** Those facts that `others` says otherwise or not at all: of reach, services, contacts and what is unaffected, entry by entry. */
export function changedFacts(facts: Facts, others: Facts): Facts {
  const entries = Object.entries(facts).map(([field, value]) => {
    const other = others[field as keyof Facts];
    if (isSame(value, other)) return [field, NOTHING_KNOWN[field as keyof Facts]];
    if (Array.isArray(value)) return [field, value.filter((entry) => ![other].flat().includes(entry))];
    if (!hasEntries(field)) return [field, value];
    const known: Readonly<Record<string, unknown>> = others[field];
    const changed = Object.entries(facts[field]).filter(
      ([entry, one]) => !isSame(compared(one), compared(known[entry])),
    );
    return [field, Object.fromEntries(changed)];
  });
  return Object.fromEntries(entries);
}

/** Whether these facts say anything otherwise than others. The time of confirmation does not count. */
export function saysOther(facts: Facts, others: Facts): boolean {
  const [one, other] = [facts, others].map((each) => ({ ...each, confirmed: null })) as [Facts, Facts];
  return [changedFacts(one, other), changedFacts(other, one)].some(sayAnything);
}

export function sayAnything(facts: Partial<Facts>): boolean {
  return Object.values(facts).some(isKnown);
}

const WORKS: ServiceFact = { status: 'available', since: null, until: null, alternative: null, note: null };

/** "110 and 112 are not affected" is the same as "they work", and does not matter beside their status. */
export function servicesStated({ services, unaffected }: Facts): Facts['services'] {
  return { ...(unaffected.includes(EMERGENCY_CALLS) && { [EMERGENCY_CALLS]: WORKS }), ...services };
}

/** Returns those of the changed facts about which `stated` said something: a fact that became known since is no mistake of it. */
export function mistakenFacts(facts: Facts, stated: Facts): Facts {
  const before = { ...stated, services: servicesStated(stated) };
  const wrong = changedFacts(before, facts);
  const changed = Object.entries(changedFacts(facts, before)).map(([field, value]) => {
    const was = wrong[field as keyof Facts];
    return [field, isKnown(was) ? value : was];
  });
  const { reach, services, ...others }: Facts = Object.fromEntries(changed);
  return {
    ...others,
    reach: entriesOf(reach, Object.keys(before.reach)),
    services: entriesOf(services, Object.keys(before.services)),
  };
}

/**
 * Merges the versions of a post, oldest first, into what they told otherwise than `today`: of each fact, and of each entry of
 * reach, services and contacts, the newest value that differs from today's. Facts that no version told otherwise are those of the
 * first. Numbers are written as they are today.
 */
export function toldOtherwise([first, ...newer]: readonly [Facts, ...Facts[]], today: Facts): Facts {
  const told = newer.reduce((before, version) => {
    const otherwise = changedFacts(version, today);
    const fields = Object.entries(before).map(([field, value]) => {
      const told = otherwise[field as keyof Facts];
      if (hasEntries(field)) return [field, { ...(value as object), ...(told as object) }];
      return [field, isKnown(told) ? version[field as keyof Facts] : value];
    });
    return Object.fromEntries(fields) as unknown as Facts;
  }, first);
  return writtenAs(told, today);
}

/** Whether a fact says anything. */
export function isKnown(value: Facts[keyof Facts]): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : value !== null;
}

export function entriesOf<Entries extends Facts['reach'] | Facts['services'] | Facts['contacts']>(
  entries: Entries,
  ids: readonly string[],
): Entries {
  return Object.fromEntries(Object.entries(entries).filter(([id]) => ids.includes(id))) as Entries;
}

/** A contact that somebody made sure of once more is the same contact, in whatever form its number is written. */
export function sameContact<One extends Pick<Contact, 'phone' | 'verifiedBy'>>(contact: One): One {
  const { phone } = contact;
  return { ...contact, verifiedBy: null, phone: phone && dialled(phone) };
}

function compared(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null) return entry;
  return 'verifiedBy' in entry ? sameContact(entry as Contact) : entry;
}

/** Facts whose numbers are written as others write the same ones. */
export function writtenAs(facts: Facts, others: Facts): Facts {
  const contacts = Object.entries(facts.contacts).map(([id, contact]) => {
    const { phone = null } = others.contacts[id] ?? {};
    const isSame = phone !== null && contact.phone !== null && dialled(phone) === dialled(contact.phone);
    return [id, isSame ? { ...contact, phone } : contact];
  });
  return { ...facts, contacts: Object.fromEntries(contacts) };
}

/** Compares two facts; the order in which their fields were written does not count. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other;
  const [these, those] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return [...these.keys(), ...those.keys()].every((field) => isSame(these.get(field), those.get(field)));
}

function overlaid(facts: Facts, patch: FactsPatch): Facts {
  const result: Record<string, unknown> = { ...facts };
  for (const [field, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    const empty = NOTHING_KNOWN[field as keyof Facts];
    if (value === null) result[field] = empty;
    else if (field === 'confirmed' && statesNothing(patch))
      result[field] = Math.max(facts.confirmed ?? 0, value as Instant);
    else if (field === 'contacts')
      result[field] = entriesOverlaid(facts[field], contactsOverlaid(facts[field], patch.contacts ?? {}));
    else if (field === 'reach' || field === 'services')
      result[field] = entriesOverlaid(facts[field], value as Record<string, unknown>);
    else result[field] = value;
  }
  return result as unknown as Facts;
}

/** Whether a patch only confirms: what holds there without it may have been confirmed since. */
function statesNothing(patch: FactsPatch): boolean {
  return Object.entries(patch).every(([field, value]) => field === 'confirmed' || value === undefined);
}

const ADDRESSES = ['phone', 'email', 'url'] as const;
const WAYS = [...ADDRESSES, 'place'] as const;

/** Whether somebody can be reached by what is written of a contact. */
export function hasWay(contact: Partial<Contact>): boolean {
  return WAYS.some((way) => contact[way]);
}

const NO_CONTACT: Contact = {
  ...{ name: null, for: null, phone: null, email: null, url: null, place: null, hours: null, lines: null },
  ...{ validFrom: null, until: null, verifiedBy: null, note: null },
};

/**
 * Fields that are left out are those below, and null clears one. With another number or address only its name, place and
 * purpose are: hours, lines and times are those of the number, and who verified that one has not verified this one.
 */
function contactsOverlaid(below: Facts['contacts'], above: NonNullable<FactsPatch['contacts']>) {
  return Object.fromEntries(
    Object.entries(above).map(([id, contact]) => {
      if (contact === null) return [id, contact];
      const inherited = below[id] ?? NO_CONTACT;
      const differs = (way: (typeof WAYS)[number]) =>
        contact[way] != null && JSON.stringify(contact[way]) !== JSON.stringify(inherited[way]);
      const { name, place, for: purpose } = inherited;
      const kept = ADDRESSES.some(differs)
        ? { ...NO_CONTACT, name, place, for: purpose }
        : { ...inherited, ...(differs('place') && { verifiedBy: null }) };
      return [id, { ...kept, ...contact }];
    }),
  );
}

function entriesOverlaid(below: Readonly<Record<string, unknown>>, above: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries({ ...below, ...above }).filter(([, entry]) => entry !== null));
}
