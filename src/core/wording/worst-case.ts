import { isAmending, type Kind } from '../domain/announcement.ts';
import { DAY, HOUR, type Instant } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';
import { type Contact, type Facts, NOTHING_KNOWN, REACH_WAYS, type ServiceFact } from '../domain/facts.ts';
import { factsOf } from '../domain/incident.ts';
import type { Localized } from '../domain/language.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import { EMERGENCY_CALLS } from '../domain/municipal-service.ts';
import type { Municipality } from '../domain/municipality.ts';
import { dayOf } from '../domain/time-zone.ts';

/** A number from the range reserved for fiction, as long as German numbers get. */
const PHONE = '+49 221 4710 0000';

/**
 * Returns everything that a municipality's next announcement of a kind could have to say, as an exercise: today's facts, with
 * all that is unknown filled in. `check` words it to prove that some wording fits.
 */
export function worstCaseOf(
  configuration: Configuration,
  municipality: Municipality,
  now: Instant,
): (kind: Kind) => ContentSnapshot {
  const { incident } = configuration.state;
  const facts = onABadDay(configuration, municipality, now);
  return (kind) => ({
    mode: 'exercise',
    title: incident.title,
    cause: incident.cause,
    started: incident.started,
    hashtags: incident.hashtags,
    poster: { id: municipality.id, name: municipality.name },
    about: [{ id: municipality.id, name: municipality.name }],
    facts: factsFor(kind, facts),
    announcement: {
      kind,
      services: Object.keys(facts.services).slice(0, 1),
      ...(kind === 'restoration' && { reach: REACH_WAYS }),
      contact: Object.keys(facts.contacts)[0] ?? null,
      what: kind === 'correction' ? inAll(municipality, '–'.repeat(30)) : null,
      text: kind === 'notice' ? inAll(municipality, '–'.repeat(80)) : null,
      until: null,
      // A recurring text is longest when it has to say how old its facts are.
      confirmedWithinMs: configuration.settings.confirmed?.otherwise === 'say' ? 0 : null,
    },
    original: isAmending(kind)
      ? { kind: 'contacts', postedAt: now - DAY, wrongNumber: true, several: true }
      : null,
  });
}

/** A restoration says which services and ways work again, an all-clear that the incident is over. */
function factsFor(kind: Kind, facts: Facts): Facts {
  if (kind === 'all-clear') return { ...facts, phase: 'resolved' };
  if (kind !== 'restoration') return facts;
  const back = Object.entries(facts.services).map(
    ([id, fact]) => [id, { ...fact, status: 'available' }] as const,
  );
  const up = Object.fromEntries(REACH_WAYS.map((way) => [way, 'up' as const]));
  return { ...facts, reach: up, services: Object.fromEntries(back) };
}

/**
 * The facts known today, and those that a first day usually brings, working calls to 110/112 among them. Lost mail and failing
 * calls to 110/112 are included only if the facts have them.
 */
function onABadDay(configuration: Configuration, municipality: Municipality, now: Instant): Facts {
  const today = factsOf(configuration.region, configuration.state, municipality);
  const [service] = configuration.services.keys();
  const { zone } = configuration.settings;
  const day = dayOf(now, zone);
  const known = Object.fromEntries(Object.entries(today).filter(([, value]) => isKnown(value)));
  return {
    ...NOTHING_KNOWN,
    confirmed: now - DAY,
    phase: 'investigating',
    nextUpdate: now + 12 * HOUR,
    estimate: { kind: 'expected-between', at: day, to: dayOf(now + 2 * DAY, zone) },
    reach: Object.fromEntries(REACH_WAYS.map((way) => [way, 'down'])),
    appointments: { policy: 'cancelled', from: day, until: day, note: null },
    services: service === undefined ? {} : { [service]: UNAVAILABLE },
    contacts: { hotline: HOTLINE },
    unaffected: configuration.services.has(EMERGENCY_CALLS) ? [EMERGENCY_CALLS] : [],
    infoUrl: municipality.infoUrl,
    ...known,
  };
}

function isKnown(value: unknown): boolean {
  if (value === null) return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

const UNAVAILABLE: ServiceFact = {
  status: 'unavailable',
  since: null,
  until: null,
  alternative: null,
  note: null,
};

const HOTLINE: Contact = {
  ...{ name: null, phone: PHONE, email: null, url: null, place: null, for: null, note: null },
  hours: { spans: [{ from: 1, to: 5, opens: '08:00', closes: '16:00' }], note: null },
  ...{ lines: 2, validFrom: null, until: null, verifiedBy: null },
};

function inAll(municipality: Municipality, words: string): Localized {
  return Object.fromEntries(municipality.languages.map((language) => [language, words]));
}
