import { DAY, HOUR, type Instant, isoOf, MINUTE } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { type Facts, factsFrom, REACH_WAYS, type ReachWay } from '../core/domain/facts.ts';
import { factsOf } from '../core/domain/incident.ts';
import { type Language, SOURCE } from '../core/domain/language.ts';
import { EMERGENCY_CALLS } from '../core/domain/municipal-service.ts';
import { ALL, type Municipality, municipalitiesNamed } from '../core/domain/municipality.ts';
import { dayOf, endOf } from '../core/domain/time-zone.ts';
import type { LedgerView } from '../core/ledger/ledger.ts';
import { speakersIn } from '../core/planning/all-clears.ts';
import { policyNow } from '../core/planning/doubts/contradictions.ts';
import { cutOff } from '../core/wording/reach.ts';
import type { Assignment, FactsChange } from '../files/incident/edit-state.ts';
import { readInstant } from '../files/validation/times.ts';
import type { Change } from './changed-file.ts';
import { inEveryLayer, isIn, layersWithin, otherWaysCleared, set, whereHidden } from './fact-layers.ts';
import { factsToday, isWithin } from './facts.ts';

/*
 * The tasks of staff in an incident, each as the change that it makes. Its fields answer the questions of a page; the rest
 * follows from the files.
 */

/** Stands for the kind of a cause that is no longer named. */
export const NO_CAUSE = 'none';

/** The answers about an outage. A question that is left open is not answered in public. */
interface OutageAnswers {
  /** `all`, a group or a municipality. */
  readonly who: string;
  /** All that hangs on the network is down; counters work as far as they can without it. */
  readonly everything: boolean;
  readonly down: readonly ReachWay[];
  readonly appointments: string | null;
  /** The kind that is named, `NO_CAUSE`, or null for as before. */
  readonly cause: string | null;
  /** Right titles of the incident, by language: where the German one is new, all there are. */
  readonly title: ReadonlyMap<Language, string>;
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

/** Said of everybody chosen, also of those who had facts of their own or an all-clear. */
export function outage(configuration: Configuration, answers: OutageAnswers, now: Instant): Change {
  const { who, everything, down, appointments, cause, title, instruction, nextUpdate } = answers;
  const reach = everything ? Object.entries(EVERYTHING_DOWN) : down.map((way) => [way, 'down'] as const);
  const again = notResolved(configuration, who);
  const begins = begun(configuration, now);
  const incident = [
    ...again.incident,
    ...(cause === null ? [] : [set('cause', cause === NO_CAUSE ? 'null' : `{kind: ${cause}, public: true}`)]),
    ...titled(configuration, title),
  ];
  return {
    ...(begins.length > 0 && { begins }),
    // A change of the incident is about everybody.
    ...(incident.length > 0 && { incident }),
    facts: [
      ...whereHidden(configuration, who, [
        ...reach.map(([way, level]) => set(`reach.${way}`, level)),
        ...(appointments === null ? [] : [set('appointments.policy', appointments)]),
        ...next(nextUpdate),
      ]),
      ...again.facts,
      ...worksNoMore(configuration, who, [
        ...reach.map(([way]) => `reach.${way}`),
        ...(appointments === null ? [] : ['appointments']),
      ]),
      ...(instruction === null ? [] : instructed(configuration, who, instruction)),
    ],
    announcement: { kind: 'outage', post_as: [who] },
  };
}

/** A new German title takes the place of the title in every language: what none is given in says nothing of the former one. */
function titled({ state }: Configuration, title: OutageAnswers['title']): readonly Assignment[] {
  const isNew = title.has(SOURCE) && title.get(SOURCE) !== state.incident.title[SOURCE];
  return isNew
    ? [set('title', JSON.stringify(Object.fromEntries(title)))]
    : [...title].map(([language, words]) => set(`title.${language}`, JSON.stringify(words)));
}

/**
 * Clears the ways that an all-clear set to work, and that appointments take place: since the new outage nobody has looked at them,
 * except those in `asked`.
 */
function worksNoMore(
  configuration: Configuration,
  who: string,
  asked: readonly string[],
): readonly FactsChange[] {
  const { region, state } = configuration;
  const over = layersWithin(configuration, who).filter((one) =>
    municipalitiesNamed(region, one).every((town) => factsOf(region, state, town).phase === 'resolved'),
  );
  return over.flatMap((one) => {
    const ways = waysThat(configuration, one, ['up']).map((way) => `reach.${way}`);
    const working = [...ways, ...(takePlace(configuration, one) ? ['appointments'] : [])];
    const unasked = working.filter((path) => !asked.includes(path));
    return unasked.length === 0 ? [] : [{ who: one, assignments: unasked.map((path) => set(path, 'null')) }];
  });
}

/** In place of what each municipality has prepared. */
function instructed(configuration: Configuration, who: string, words: string): readonly FactsChange[] {
  const value = JSON.stringify({ [languageOf(configuration)]: words });
  return municipalitiesNamed(configuration.region, who).map(({ id }) => ({
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

/**
 * Removes the phase `resolved` that an all-clear wrote for everybody, or for some of these. If the incident goes on, they say
 * nothing about the progress of the work: a phase of their own would stay when the incident gets another.
 */
function notResolved(
  configuration: Configuration,
  who: string,
): { readonly incident: readonly Assignment[]; readonly facts: readonly FactsChange[] } {
  const { region, state } = configuration;
  const isOver = municipalitiesNamed(region, who).some(
    (one) => factsOf(region, state, one).phase === 'resolved',
  );
  const isResolved = state.incident.phase === 'resolved';
  const assignments = [set('phase', 'null')];
  const layers = layersWithin(configuration, who).filter(
    (one) => state.facts.get(one)?.phase === 'resolved' || (isOver && one === who && who !== ALL),
  );
  return {
    // The cause of the outage before is not that of this one.
    incident: isResolved && who === ALL ? [...assignments, set('cause', 'null')] : [],
    facts: layers.map((one) => ({ who: one, assignments })),
  };
}

/** Facts are as before, confirmed now. */
export function confirmation(whos: readonly string[]): Change {
  return { facts: whos.map((who) => ({ who, assignments: [set('confirmed', 'now')] })) };
}

interface StatusAnswers {
  readonly who: string;
  /** `08:00`: every day at this time; null: once, now. */
  readonly daily: string | null;
  readonly nextUpdate: Instant | null;
}

/**
 * Makes the change for a status. It is published by those who said something, or lack something, and for whom it is not over:
 * nobody else has an outage. A body that has one later publishes the daily status too.
 */
export function status(
  configuration: Configuration,
  view: Pick<LedgerView, 'entries'>,
  { who, daily, nextUpdate }: StatusAnswers,
  now: Instant,
): Change {
  const { region, state } = configuration;
  const [hour, minute] = (daily ?? '').split(':').map(Number);
  const spoke = speakersIn({ configuration, now }, view);
  const isMeant = (one: Municipality) =>
    factsOf(region, state, one).phase !== 'resolved' &&
    (spoke.has(one.id) || lacksSomething(configuration, one, now));
  return {
    facts: whereHidden(configuration, who, next(nextUpdate)),
    announcement: {
      kind: 'status',
      post_as: daily === null ? speakersAmong(configuration, who, isMeant) : [who],
      ...(daily !== null && { every: `${minute} ${hour} * * *` }),
    },
  };
}

/** Whether something is out of order for this municipality, or may be, or people are told what to do. */
function lacksSomething(configuration: Configuration, one: Municipality, now: Instant): boolean {
  const { region, state, settings } = configuration;
  const facts = factsOf(region, state, one);
  const { reach, services, work, mail } = facts;
  const levels = [...Object.values(reach), ...Object.values(services).map(({ status }) => status)];
  const policy = policyNow(facts, settings.zone, now);
  return (
    troubles(configuration, one.id).length > 0 ||
    levels.includes('unknown') ||
    (policy !== null && policy !== 'take-place') ||
    work !== null ||
    mail !== null ||
    factsToday(configuration, one.id).some((fact) => !fact.prepared && isWithin(fact, 'instruction'))
  );
}

interface RestorationAnswers {
  readonly who: string;
  /** Paths of facts that are well again: `reach.phone`, `services.id-cards`. */
  readonly back: readonly string[];
}

/** The bodies for which any of it was out of order speak: nobody restores what they never lacked. */
export function restoration(configuration: Configuration, { who, back }: RestorationAnswers): Change {
  const assignments = back.map((path) => set(path, path.startsWith('reach.') ? 'up' : 'available'));
  const named = (field: 'services' | 'reach') => {
    const ids = back
      .filter((path) => path.startsWith(`${field}.`))
      .map((path) => path.slice(field.length + 1));
    return ids.length > 0 && { [field]: ids };
  };
  const all = municipalitiesNamed(configuration.region, who);
  const affected = all.filter(({ id }) => troubles(configuration, id).some((path) => back.includes(path)));
  const whos = affected.length === all.length ? [who] : affected.map(({ id }) => id);
  return {
    facts: whos.flatMap((one) => inEveryLayer(configuration, one, assignments)),
    announcement: { kind: 'restoration', post_as: whos, ...named('services'), ...named('reach') },
  };
}

/** Ways and services that are down or limited for any of these now, or by which texts say that nobody is reached. */
export function troubles({ region, state }: Configuration, who: string): readonly string[] {
  const facts = municipalitiesNamed(region, who).map((one) => factsOf(region, state, one));
  const isTrouble = (level: string | undefined) =>
    level !== undefined && /^(?:down|limited|unavailable)$/.test(level);
  const ways = REACH_WAYS.filter((way) =>
    facts.some(
      (one) => isTrouble(one.reach[way]) || (one.reach[way] === 'unknown' && cutOff(one).includes(way)),
    ),
  );
  const services = new Set(
    facts.flatMap((one) =>
      Object.entries(one.services).flatMap(([id, { status }]) => (isTrouble(status) ? [id] : [])),
    ),
  );
  return [...ways.map((way) => `reach.${way}`), ...[...services].map((id) => `services.${id}`)];
}

const CLEARED = [
  'services',
  'appointments',
  'instruction',
  'next_update',
  'estimate',
] as const satisfies readonly string[];

/**
 * Makes the change for an all-clear. Facts about the outage no longer hold, even where a municipality has facts of its own. It is
 * published by those who said something since their last all-clear, or may yet: from anybody else it would be the first that
 * people hear of it.
 */
export function allClear(
  configuration: Configuration,
  view: Pick<LedgerView, 'entries'>,
  who: string,
  now: Instant,
): Change {
  const resolved = set('phase', 'resolved');
  const cleared = CLEARED.map((field) => set(field, 'null'));
  const own = layersWithin(configuration, who).map((one): FactsChange => {
    const patch = configuration.state.facts.get(one);
    const isWritten = ({ path: [field] }: Assignment) => isIn(patch, String(field));
    // The phase of all is that of the incident.
    const isOver = (one === who && who !== ALL) || isWritten(resolved);
    return {
      who: one,
      assignments: [
        ...(one === who || isIn(patch, 'reach') ? waysBack(configuration, one) : []),
        ...cleared
          .filter(
            (assignment) =>
              isWritten(assignment) || (one === who && !isPrepared(configuration, one, assignment)),
          )
          .map((assignment) =>
            assignment.path[0] === 'appointments' && takePlace(configuration, one)
              ? set('appointments', TAKE_PLACE)
              : assignment,
          ),
        ...(one === who || isIn(patch, 'services') ? callsBack(configuration, one) : []),
        ...(isOver ? [resolved] : []),
      ],
    };
  });
  const spoke = speakersIn({ configuration, now }, view);
  return {
    ...(who === ALL && {
      incident: [resolved, ...['next_update', 'estimate'].map((field) => set(field, 'null'))],
    }),
    facts: own,
    announcement: {
      kind: 'all-clear',
      post_as: speakersAmong(configuration, who, ({ id }) => spoke.has(id)),
    },
  };
}

/** The bodies in `who` that are meant; `who` itself if all of them are, or none. */
function speakersAmong(
  { region }: Configuration,
  who: string,
  isMeant: (one: Municipality) => boolean,
): readonly string[] {
  const all = municipalitiesNamed(region, who);
  const speakers = all.filter(isMeant);
  const isEverybody = speakers.length === 0 || speakers.length === all.length;
  return isEverybody ? [who] : speakers.map(({ id }) => id);
}

/** People were told otherwise, and the all-clear says it: without what was noted with it in the outage. */
const TAKE_PLACE = '{policy: take-place}';

function takePlace(configuration: Configuration, who: string): boolean {
  return factsAt(configuration, who).appointments?.policy === 'take-place';
}

/** Whether this clears an instruction that a municipality prepared in advance. Such a one stays true when the incident is over. */
function isPrepared(configuration: Configuration, who: string, { path: [field] }: Assignment): boolean {
  const told = factsToday(configuration, who).filter((fact) => isWithin(fact, 'instruction'));
  return field === 'instruction' && told.some(({ prepared }) => prepared);
}

/** That 110 and 112 work again is said where people read that they do not. */
function callsBack(configuration: Configuration, who: string): readonly Assignment[] {
  const status = factsAt(configuration, who).services[EMERGENCY_CALLS]?.status;
  const isOut = status === 'unavailable' || status === 'limited';
  return isOut ? [set(`services.${EMERGENCY_CALLS}`, 'available')] : [];
}

/** Sets the ways that were down or limited to work, and clears the others: no text mentions them any more. */
function waysBack(configuration: Configuration, who: string): readonly Assignment[] {
  const back = waysThat(configuration, who, ['down', 'limited']).map((way) => set(`reach.${way}`, 'up'));
  if (back.length === 0) return [set('reach', 'null')];
  const { region, state } = configuration;
  const town = region.municipalities.get(who);
  if (!town) return [...back, ...otherWaysCleared(configuration, back)];
  const { reach, work } = factsOf(region, state, town);
  const others = Object.keys(reach).filter((way) => !back.some(({ path }) => path[1] === way));
  return [...back, ...[...others, ...(work ? ['work'] : [])].map((way) => set(`reach.${way}`, 'null'))];
}

/** The ways that are at one of these levels. */
function waysThat(configuration: Configuration, who: string, levels: readonly string[]) {
  const { reach } = factsAt(configuration, who);
  return REACH_WAYS.filter((way) => levels.includes(reach[way] ?? ''));
}

/** The facts of a municipality, or those that are written for a group or for all. */
function factsAt({ region, state }: Configuration, who: string): Facts {
  const town = region.municipalities.get(who);
  return town
    ? factsOf(region, state, town)
    : factsFrom([ALL, who].flatMap((one) => state.facts.get(one) ?? []));
}

/** Times at which more could be known, soonest first: in one and two hours, at eight, at noon, at six, tomorrow at eight. */
export function nextTimes({ settings }: Pick<Configuration, 'settings'>, now: Instant): readonly Instant[] {
  const halfHour = 30 * MINUTE;
  const soon = [HOUR, 2 * HOUR].map((later) => Math.ceil((now + later) / halfHour) * halfHour);
  const day = (within: Instant, time: string) => {
    const read = readInstant(`${dayOf(within, settings.zone)} ${time}`, settings.zone);
    return 'value' in read ? [read.value] : [];
  };
  const tomorrow = endOf(dayOf(now, settings.zone), settings.zone);
  const today = ['08:00', '12:00', '18:00'].flatMap((time) => day(now, time));
  const fixed = [...today, ...day(tomorrow, '08:00')].filter((at) => at > now + HOUR);
  return [...new Set([...soon, ...fixed])].sort((a, b) => a - b);
}

function next(at: Instant | null): readonly Assignment[] {
  return at === null ? [] : [set('next_update', isoOf(at))];
}

/** The language in which staff write: the first of the region. */
function languageOf({ region }: Configuration): string {
  const [first] = region.municipalities.values();
  return first?.languages[0] ?? 'de';
}
