import { DAY, HOUR, type Instant, isoOf, MINUTE } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { type Facts, REACH_WAYS, type ReachWay } from '../core/domain/facts.ts';
import { factsOf } from '../core/domain/incident.ts';
import { ALL, municipalitiesNamed } from '../core/domain/municipality.ts';
import { dayOf } from '../core/domain/time-zone.ts';
import type { Assignment } from '../files/incident/edit-state.ts';
import { readInstant } from '../files/validation/times.ts';
import type { Change, FactsChange } from './changes.ts';

/*
 * The tasks of staff in an incident, each as the change that it makes. What a page asks is answered by its fields; the rest
 * follows from the files.
 */

/** What is said of an outage. What is left open is not said. */
export interface OutageAnswers {
  /** `all`, a group or a municipality. */
  readonly who: string;
  /** All that hangs on the network is down; counters work as far as they can without it. */
  readonly everything: boolean;
  readonly down: readonly ReachWay[];
  readonly appointments: string | null;
  readonly cause: string | null;
  readonly instruction: string | null;
  readonly nextUpdate: Instant | null;
}

const EVERYTHING_DOWN: Readonly<Record<ReachWay, string>> = {
  counter: 'limited',
  phone: 'down',
  website: 'down',
  online_services: 'down',
  email_in: 'unknown',
  email_out: 'down',
};

export function outage(configuration: Configuration, answers: OutageAnswers, now: Instant): Change {
  const { who, everything, down, appointments, cause, instruction, nextUpdate } = answers;
  const reach = everything ? Object.entries(EVERYTHING_DOWN) : down.map((way) => [way, 'down'] as const);
  return {
    incident: [
      ...begun(configuration, now),
      ...(cause === null ? [] : [set('cause', `{kind: ${cause}, public: true}`)]),
    ],
    facts: [
      {
        who,
        assignments: [
          ...reach.map(([way, level]) => set(`reach.${way}`, level)),
          ...(appointments === null ? [] : [set('appointments.policy', appointments)]),
          ...next(nextUpdate),
        ],
      },
      ...(instruction === null ? [] : instructed(configuration, who, instruction)),
    ],
    announcement: { kind: 'outage', post_as: [who] },
  };
}

/** In place of what each municipality has prepared. */
function instructed(configuration: Configuration, who: string, words: string): readonly FactsChange[] {
  const value = JSON.stringify({ [languageOf(configuration)]: words });
  return (municipalitiesNamed(configuration.region, who) ?? []).map(({ id }) => ({
    who: id,
    assignments: [{ path: ['instruction'], value }],
  }));
}

/** A draft becomes an incident of its own: live, with an id that was never used, and begun now unless somebody said when. */
function begun({ state }: Configuration, now: Instant): readonly Assignment[] {
  const { mode, started } = state.incident;
  if (mode !== 'draft') return [];
  const live = set('mode', 'live');
  if (now - started < DAY && started <= now) return [live];
  const minute = isoOf(Math.floor(now / MINUTE) * MINUTE);
  return [live, set('id', `vorfall-${minute.slice(0, 16).replace(/[^\d]/g, '-')}`), set('started', minute)];
}

/** Facts are as before, confirmed now. */
export function confirmation(who: string): Change {
  return { facts: [{ who, assignments: [] }] };
}

export interface StatusAnswers {
  readonly who: string;
  /** `08:00`: every day at this time; null: once, now. */
  readonly daily: string | null;
  readonly nextUpdate: Instant | null;
}

export function status({ who, daily, nextUpdate }: StatusAnswers): Change {
  const [hour, minute] = (daily ?? '').split(':').map(Number);
  return {
    facts: [{ who, assignments: [...next(nextUpdate)] }],
    announcement: {
      kind: 'status',
      post_as: [who],
      ...(daily !== null && { every: `${minute} ${hour} * * *` }),
    },
  };
}

export interface RestorationAnswers {
  readonly who: string;
  /** Paths of facts that are well again: `reach.phone`, `services.id-cards`. */
  readonly back: readonly string[];
}

export function restoration(configuration: Configuration, { who, back }: RestorationAnswers): Change {
  const assignments = back.map((path) => set(path, path.startsWith('reach.') ? 'up' : 'available'));
  const services = back.flatMap((path) =>
    path.startsWith('services.') ? [path.slice('services.'.length)] : [],
  );
  return {
    facts: inEveryLayer(configuration, who, assignments),
    announcement: { kind: 'restoration', post_as: [who], ...(services.length > 0 && { services }) },
  };
}

/** Ways and services that are down or limited for any of these now. */
export function troubles({ region, state }: Configuration, who: string): readonly string[] {
  const facts = (municipalitiesNamed(region, who) ?? []).map((one) => factsOf(region, state, one));
  const isTrouble = (level: string | undefined) =>
    level !== undefined && /^(?:down|limited|unavailable)$/.test(level);
  const ways = REACH_WAYS.filter((way) => facts.some(({ reach }) => isTrouble(reach[way])));
  const services = new Set(
    facts.flatMap((one) =>
      Object.entries(one.services).flatMap(([id, { status }]) => (isTrouble(status) ? [id] : [])),
    ),
  );
  return [...ways.map((way) => `reach.${way}`), ...[...services].map((id) => `services.${id}`)];
}

const CLEARED = [
  'reach',
  'services',
  'appointments',
  'instruction',
  'next_update',
  'estimate',
] as const satisfies readonly string[];

/** It is over: what was said of the outage is no longer true, also where a municipality has facts of its own. */
export function allClear(configuration: Configuration, who: string): Change {
  const cleared = CLEARED.map((field) => set(field, 'null'));
  const own = layersWithin(configuration, who).map((one): FactsChange => {
    const patch = configuration.state.facts.get(one);
    return {
      who: one,
      assignments: cleared.filter(({ path }) => one === who || isIn(patch, String(path[0]))),
    };
  });
  return {
    ...(who === ALL && {
      incident: [set('phase', 'resolved'), set('next_update', 'null'), set('estimate', 'null')],
    }),
    facts: own,
    announcement: { kind: 'all-clear', post_as: [who] },
  };
}

/** The facts that would hide what is set for `who`: set there too. */
function inEveryLayer(
  configuration: Configuration,
  who: string,
  assignments: readonly Assignment[],
): readonly FactsChange[] {
  return layersWithin(configuration, who).map((one) => {
    const patch = configuration.state.facts.get(one);
    const hides = ({ path: [field, entry] }: Assignment) => {
      const entries = patch?.[field as 'reach' | 'services'];
      return entries != null && String(entry) in entries;
    };
    return { who: one, assignments: one === who ? assignments : assignments.filter(hides) };
  });
}

/** `who`, then whoever has facts of their own of which all are within it. */
function layersWithin({ region, state }: Configuration, who: string): readonly string[] {
  const meant = new Set((municipalitiesNamed(region, who) ?? []).map(({ id }) => id));
  const inside = [...state.facts.keys()].filter(
    (one) => one !== who && (municipalitiesNamed(region, one) ?? []).every(({ id }) => meant.has(id)),
  );
  return [who, ...inside];
}

function isIn(patch: Partial<Record<keyof Facts, unknown>> | undefined, field: string): boolean {
  const name = field === 'next_update' ? 'nextUpdate' : field;
  return patch !== undefined && patch[name as keyof Facts] !== undefined;
}

/** Times at which more could be known, soonest first: in one and two hours, at noon, at six, tomorrow at eight. */
export function nextTimes({ settings }: Pick<Configuration, 'settings'>, now: Instant): readonly Instant[] {
  const halfHour = 30 * MINUTE;
  const soon = [HOUR, 2 * HOUR].map((later) => Math.ceil((now + later) / halfHour) * halfHour);
  const day = (shift: number, time: string) => {
    const read = readInstant(`${dayOf(now + shift * DAY, settings.zone)} ${time}`, settings.zone);
    return 'value' in read ? [read.value] : [];
  };
  const fixed = [...day(0, '12:00'), ...day(0, '18:00'), ...day(1, '08:00')].filter((at) => at > now + HOUR);
  return [...new Set([...soon, ...fixed])].sort((a, b) => a - b);
}

function next(at: Instant | null): readonly Assignment[] {
  return at === null ? [] : [set('next_update', isoOf(at))];
}

function set(path: string, value: string): Assignment {
  return { path: path.split('.'), value };
}

/** The language in which staff write: the first of the region. */
function languageOf({ region }: Configuration): string {
  const [first] = region.municipalities.values();
  return first?.languages[0] ?? 'de';
}
