import type { ChannelId } from '../domain/channel.ts';
import type { Day, Instant } from '../domain/clock.ts';
import {
  type Contact,
  REACH_WAYS,
  type ReachLevel,
  type ServiceFact,
  type ServiceStatus,
} from '../domain/facts.ts';
import type { Language, Localized } from '../domain/language.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import type { Services } from '../domain/municipal-service.ts';
import type { Calendar } from '../domain/time-zone.ts';

/** A point in time or a day, in the parts that messages build a date from. */
export interface ShownTime {
  readonly weekday: string;
  readonly day: number;
  readonly month: number;
  readonly month_name: string;
  readonly year: number;
  /** Whether the year differs from today's, and has to be said. */
  readonly other_year: boolean;
  /** `6:30`; null for a day. */
  readonly time: string | null;
}

/** The values for messages. Always complete: null where nothing is known, maps as lists. docs/messages.md explains it. */
export type Context = Readonly<Record<string, unknown>>;

/** Marks a missing translation in the context: the first mark, the name of the field, the second mark. */
export const MISSING_BEGINS = '\uE000';
export const MISSING_ENDS = '\uE001';

/** The context of one text: a snapshot in one language, as of `now`. */
export function contextFor(
  snapshot: ContentSnapshot,
  services: Services,
  channel: ChannelId,
  language: Language,
  calendar: Calendar,
  now: Instant,
): Context {
  const { facts, announcement, original } = snapshot;
  const inWords = (words: Localized | null, field: string) => spoken(words, language, field);
  const time = (at: Instant | Day | null) => (at === null ? null : shownTime(at, language, calendar, now));
  const named = (id: string) => inWords(services.get(id)?.name ?? null, `services.${id}.name`) ?? id;
  const service = ([id, fact]: readonly [string, ServiceFact]) => ({
    id,
    name: named(id),
    status: fact.status,
    since: time(fact.since),
    until: time(fact.until),
    alternative: inWords(fact.alternative, `services.${id}.alternative`),
    note: inWords(fact.note, `services.${id}.note`),
  });
  const contact = ([id, fact]: readonly [string, Contact]) => ({
    id,
    name: inWords(fact.name, `contacts.${id}.name`),
    phone: fact.phone,
    email: fact.email,
    url: fact.url,
    place: inWords(fact.place, `contacts.${id}.place`),
    hours: fact.hours,
    lines: fact.lines,
    valid_from: fact.validFrom !== null && fact.validFrom > now ? time(fact.validFrom) : null,
    until: time(fact.until),
  });
  const isPresent = (until: Instant | Day | null) => until === null || calendar.overFrom(until) > now;
  const present = Object.entries(facts.services).filter(([, fact]) => isPresent(fact.until));
  const withStatus = (status: ServiceStatus) =>
    present.filter(([, fact]) => fact.status === status).map(service);
  const contacts = Object.entries(facts.contacts).filter(([, fact]) => isPresent(fact.until));
  const ways = (level: ReachLevel) => REACH_WAYS.filter((way) => facts.reach[way] === level);
  const appointments = facts.appointments && isPresent(facts.appointments.until) ? facts.appointments : null;
  const namedContact = contacts.find(([id]) => id === announcement.contact);
  const subject =
    snapshot.about.find(({ id }) => id === snapshot.poster.id) ?? snapshot.about[0] ?? snapshot.poster;
  return {
    channel,
    title: inWords(snapshot.title, 'incident.title'),
    cause: snapshot.cause && { kind: snapshot.cause.kind, supplier: snapshot.cause.supplier },
    started: time(snapshot.started),
    hashtags: snapshot.hashtags,
    poster: inWords(snapshot.poster.name, `${snapshot.poster.id}.name`),
    subject: inWords(subject.name, `${subject.id}.name`),
    about: snapshot.about.map(({ id, name }) => inWords(name, `${id}.name`) ?? id),
    phase: facts.phase,
    next_update: facts.nextUpdate !== null && facts.nextUpdate > now ? time(facts.nextUpdate) : null,
    confirmed: time(facts.confirmed),
    unconfirmed: isUnconfirmed(snapshot, now),
    estimate: facts.estimate && {
      kind: facts.estimate.kind,
      at: time(facts.estimate.at),
      to: time(facts.estimate.to),
    },
    reach: Object.fromEntries(REACH_WAYS.map((way) => [way, facts.reach[way] ?? null])),
    reach_down: ways('down'),
    reach_limited: ways('limited'),
    reach_unknown: ways('unknown'),
    reach_up: ways('up'),
    appointments: appointments && {
      policy: appointments.policy,
      from: time(appointments.from),
      until: time(appointments.until),
      one_day: appointments.from !== null && appointments.from === appointments.until,
      note: inWords(appointments.note, 'appointments.note'),
    },
    services: present.map(service),
    services_unavailable: withStatus('unavailable'),
    services_limited: withStatus('limited'),
    services_unknown: withStatus('unknown'),
    services_available: withStatus('available'),
    named_services: present.filter(([id]) => announcement.services.includes(id)).map(service),
    contacts: contacts.map(contact),
    contact: namedContact ? contact(namedContact) : null,
    mail: facts.mail && {
      lost_since: time(facts.mail.lostSince),
      lost_until: time(facts.mail.lostUntil),
      action: facts.mail.action,
      note: inWords(facts.mail.note, 'email.note'),
    },
    instruction:
      facts.instruction && isPresent(facts.instruction.until)
        ? inWords(facts.instruction.text, 'instruction')
        : null,
    unaffected: facts.unaffected.map(named),
    info_url: facts.infoUrl,
    until: time(announcement.until),
    what: inWords(announcement.what, 'what'),
    original: original && { kind: original.kind, posted_at: time(original.postedAt) },
  };
}

/** Whether the text has to say that nobody has confirmed the facts for long. */
function isUnconfirmed({ facts, announcement }: ContentSnapshot, now: Instant): boolean {
  const { confirmedWithinMs } = announcement;
  if (confirmedWithinMs == null) return false;
  return facts.confirmed === null || now - facts.confirmed > confirmedWithinMs;
}

/** A missing translation is never replaced by another language: it leaves a mark, and a text with marks is held. */
function spoken(words: Localized | null, language: Language, field: string): string | null {
  if (words === null) return null;
  return words[language] ?? `${MISSING_BEGINS}${field}${MISSING_ENDS}`;
}

function shownTime(at: Instant | Day, language: Language, calendar: Calendar, now: Instant): ShownTime {
  const wall = typeof at === 'string' ? null : calendar.wallTimeOf(at);
  // A date without a time is read and named in UTC, whatever the zone.
  const date = new Date(wall === null ? at : Date.UTC(wall.year, wall.month - 1, wall.day));
  const names = calendar.namesIn(language);
  return {
    weekday: names.weekday.format(date),
    day: date.getUTCDate(),
    month: date.getUTCMonth() + 1,
    month_name: names.month.format(date),
    year: date.getUTCFullYear(),
    other_year: date.getUTCFullYear() !== calendar.wallTimeOf(now).year,
    time: wall && `${wall.hour}:${String(wall.minute).padStart(2, '0')}`,
  };
}
