import type { SpokenFor } from '../../domain/advice.ts';
import { type Kind, SITUATION_KINDS } from '../../domain/announcement.ts';
import { type Instant, isoOf, type Zone } from '../../domain/clock.ts';
import { type Configuration, ownerOf } from '../../domain/configuration.ts';
import {
  changedFacts,
  estimateUntil,
  type Facts,
  REACH_WAYS,
  type ReachWay,
  type ServiceStatus,
} from '../../domain/facts.ts';
import { factsLayers, factsOf } from '../../domain/incident.ts';
import { type Layout, type Part, partsOf } from '../../domain/layout.ts';
import { mentions } from '../../domain/mention.ts';
import type { ContentSnapshot } from '../../domain/message.ts';
import { EMERGENCY_CALLS } from '../../domain/municipal-service.ts';
import { type Municipality, municipalitiesIn } from '../../domain/municipality.ts';
import { isOver } from '../../domain/time-zone.ts';
import { contradictionsOfOver, isOverIn, situationIn } from '../../wording/reach.ts';
import { leavesAt } from '../context.ts';
import type { FilesNow } from '../in-effect.ts';

/**
 * The facts that contradict an all-clear, each as its path and value: `reach.phone: down`. `unknown` contradicts it too, and
 * so does mail that is still lost, unless mail works again: then nobody wrote until when, which is a warning.
 * Only instructions of the incident do: those prepared in advance stay true afterwards.
 */
export function contradictionsOfAllClear(
  facts: Facts,
  { region, state, settings: { zone } }: Configuration,
  municipality: Municipality,
  now: Instant,
): readonly string[] {
  const isAffected = state.incident.affects.has(municipality.id);
  const ofIncident = factsLayers(region, state, municipality).filter(({ prepared }) => !prepared);
  const told = ofIncident.findLast((layer) => layer.facts.instruction !== undefined)?.facts.instruction;
  return [
    ...(facts.phase !== 'resolved' && isAffected ? [`phase: ${facts.phase}`] : []),
    ...contradictionsOfOver(facts, (until) => isOver(until, zone, now), now),
    ...(told && !isOver(told.until, zone, now) ? ['instruction'] : []),
  ];
}

/** Returns the appointment policy that is in force; null where none is known. */
export function policyNow({ appointments }: Facts, zone: Zone, now: Instant) {
  return appointments === null || isOver(appointments.until, zone, now) ? null : appointments.policy;
}

/** Lists the services whose status is known now. */
export function servicesNow({ services }: Facts, zone: Zone, now: Instant) {
  return Object.entries(services).flatMap(([id, { status, until }]) =>
    isOver(until, zone, now) ? [] : [[id, status] as const],
  );
}

/** Returns the known status of 110 and 112. */
export function callsNow(facts: Facts, zone: Zone, now: Instant): ServiceStatus {
  const status = servicesNow(facts, zone, now).find(([id]) => id === EMERGENCY_CALLS)?.[1];
  return status ?? (facts.unaffected.includes(EMERGENCY_CALLS) ? 'available' : 'unknown');
}

/**
 * Finds the bodies whose facts contradict what a text says of everybody whom it names, a group all of whose members contradict
 * it, and a body named by itself for which it is over, while the post says that something fails there; also where this may be so, as
 * facts have a mistake. Unknown facts contradict nothing, unless it is over: then everything works. Own words are not understood,
 * only what is said beside them.
 */
export function contradictionsOfOthers(
  configuration: Configuration,
  snapshot: ContentSnapshot,
  now: Instant,
): SpokenFor & { readonly group: string | null; readonly over: string | null } {
  const { region, state, settings, messages } = configuration;
  const { announcement, poster, facts } = snapshot;
  const about = snapshot.about.map(({ id }) => id);
  const speaker = ownerOf(region, snapshot)?.id ?? poster.id;
  const nobody = { speaker, others: [], group: null, over: null };
  if (about.every((id) => id === speaker)) return nobody;
  const membersOf = (id: string) => region.groups.get(id)?.members ?? [];
  const said = saidOfAll(messages.layout, snapshot, settings.zone, now);
  const isSaidOver = isSaidOverIn(said, snapshot, configuration, now);
  const isSaidToFail = [...said].some(([path, value]) => !path.startsWith('contacts.') && !WORKS.has(value));
  const isClear = announcement.kind === 'all-clear' || isSaidOver;
  // The correction of an all-clear says once more that it is over, and something else.
  const isOverAgain = snapshot.original?.stillOver === true && isOverNow(facts, settings.zone, now);
  const denied = new Set<string>();
  const others = municipalitiesIn(region, about).flatMap((other) => {
    if (other.id === speaker) return [];
    const its = factsOf(region, state, other);
    const cleared = isClear || isOverAgain ? contradictionsOfAllClear(its, configuration, other, now) : [];
    if (isClear) return cleared.length === 0 ? [] : [{ municipality: other.id, facts: cleared }];
    const isDenied = isSaidToFail && isOverNow(its, settings.zone, now);
    const mayBeOver = state.broken.get(other.id)?.some(({ path }) => path?.includes('phase')) ?? false;
    if (isDenied || (isSaidToFail && mayBeOver)) denied.add(other.id);
    const denying = [
      ...(isDenied ? [`phase: ${its.phase}`] : []),
      ...otherwise(said, its, settings.zone, now),
    ];
    const facts = [...new Set([...cleared, ...denying])];
    return facts.length === 0 ? [] : [{ municipality: other.id, facts }];
  });
  const contradict = (id: string) =>
    others.some(({ municipality }) => municipality === id) ||
    (id !== speaker && state.broken.has(id) && (isClear || said.size > 0));
  const group = about.find((id) => membersOf(id).length > 0 && membersOf(id).every(contradict)) ?? null;
  return { ...nobody, others, group, over: about.find((id) => denied.has(id)) ?? null };
}

/** Whether it is over for all whom a text names when it leaves, at this time or now. */
export function isOverForAll(
  { configuration, now }: FilesNow,
  { about, facts }: ContentSnapshot,
  at: Instant,
): boolean {
  const { region, state, settings } = configuration;
  const leaves = leavesAt(at, now);
  const named = municipalitiesIn(
    region,
    about.map(({ id }) => id),
  );
  const isDenied = (one: Municipality) =>
    state.broken.has(one.id) ||
    contradictionsOfAllClear(factsOf(region, state, one), configuration, one, leaves).length > 0;
  return isOverNow(facts, settings.zone, leaves) && !named.some(isDenied);
}

function isSaidOverIn(
  said: ReadonlyMap<string, string>,
  { facts }: ContentSnapshot,
  { settings }: Configuration,
  now: Instant,
): boolean {
  return said.has('phase') && isOverNow(facts, settings.zone, now);
}

/** Ids of the municipalities whose facts deny what the post would newly say of them: that something works or is over. */
export function deniedAnew(
  configuration: Configuration,
  then: ContentSnapshot,
  today: ContentSnapshot,
  { saidAt, now }: { readonly saidAt: Instant; readonly now: Instant },
): readonly string[] {
  const { others } = contradictionsOfOthers(configuration, today, now);
  if (others.length === 0) return [];
  const saidIn = (one: ContentSnapshot, at: Instant) =>
    saidOfAll(configuration.messages.layout, one, configuration.settings.zone, at);
  // Statements whose time has passed since are still in the post that people read.
  const [said, saying] = [saidIn(then, saidAt), saidIn(today, now)];
  const wasOver = isSaidOverIn(said, then, configuration, saidAt);
  const isOver = isSaidOverIn(saying, today, configuration, now);
  // Their fact as it is written: `reach.phone: down`.
  const isDenied = (fact: string) => {
    const [path = ''] = fact.split(':');
    const works = saying.get(path) ?? '';
    return (isOver && !wasOver) || (WORKS.has(works) && said.get(path) !== works);
  };
  return others.flatMap(({ municipality, facts }) => (facts.some(isDenied) ? [municipality] : []));
}

/** The values of ways, services and appointments that are in order. */
const WORKS: ReadonlySet<string> = new Set(['up', 'available', 'take-place']);

/** The parts that say which services have a status. */
const SAID_IN: Readonly<Record<ServiceStatus, Part>> = {
  unavailable: 'services',
  limited: 'services-limited',
  available: 'services-working',
  unknown: 'services-limited',
};

/** Facts by their paths: `reach.phone` is `down`. */
type Stated = readonly (readonly [path: string, value: string])[];

/** A text, as it is read now. */
interface Reading {
  readonly snapshot: ContentSnapshot;
  /** `notice` where it has words of its own. */
  readonly kind: Kind;
  readonly parts: ReadonlySet<Part>;
  readonly zone: Zone;
  readonly now: Instant;
}

/** Lists the facts that the text states about everybody at once, including those that have no room on a channel. */
function saidOfAll(
  layout: Layout,
  snapshot: ContentSnapshot,
  zone: Zone,
  now: Instant,
): ReadonlyMap<string, string> {
  const { announcement, facts } = snapshot;
  const kind = announcement.text === null ? announcement.kind : 'notice';
  const parts = partsOf(layout, announcement);
  const reading = { snapshot, kind, parts, zone, now };
  const said: Stated = [
    ...waysSaid(reading),
    ...servicesSaid(reading),
    ...(kind === 'contacts' || kind === 'correction' ? numberSaid(snapshot) : []),
    ...appointmentsSaid(reading),
    ...(kind === 'estimate' ? [['phase', 'affected'] as const] : []),
    ...(kind === 'estimate' || (parts.has('estimate') && !isOverNow(facts, zone, now))
      ? [['estimate', estimateNow(facts, zone, now)] as const]
      : []),
    ...(kind === 'correction' ? putRight(reading) : []),
  ];
  return new Map([...new Map(said)].filter(([, value]) => value !== 'unknown'));
}

const NO_SITUATION: ReturnType<typeof situationIn> = { id: '', ways: [] };

/** Lists the ways that a text names, with their levels. `phase` is `affected` if it says no more than that. */
function waysSaid({ snapshot: { announcement, facts }, kind, parts, zone, now }: Reading): Stated {
  const isSituation = SITUATION_KINDS.includes(kind);
  const isLacking = servicesNow(facts, zone, now).some(
    ([, status]) => status === 'unavailable' || status === 'limited',
  );
  const { id, ways } = isSituation ? situationIn(facts, isLacking) : NO_SITUATION;
  // A body that cannot be reached by mail is one to which nobody can write.
  const headline = ways.filter((one) => one !== 'email_out' || id !== 'unreachable');
  const restored: readonly string[] = kind === 'restoration' ? (announcement.reach ?? []) : [];
  const isListed = (way: ReachWay) => (parts.has('reach') && !ways.includes(way)) || restored.includes(way);
  return [
    ...(id === 'affected' ? [['phase', id] as const] : []),
    ...(id === 'cannot-work' ? [['work', 'none'] as const] : []),
    ...headline.map(
      (way) => [`reach.${way}`, id === 'unreachable' ? 'down' : (facts.reach[way] ?? 'unknown')] as const,
    ),
    ...REACH_WAYS.filter(isListed).map((way) => [`reach.${way}`, facts.reach[way] ?? 'unknown'] as const),
  ];
}

/** Lists the services that a text names, with their status. Every text but a retraction states 110 and 112. */
function servicesSaid({ snapshot: { announcement, facts }, kind, parts, zone, now }: Reading): Stated {
  const isSaid = ([id, status]: readonly [string, ServiceStatus]) =>
    kind === 'services' ||
    parts.has(SAID_IN[status]) ||
    (kind === 'restoration' && announcement.services.includes(id));
  return [
    ...servicesNow(facts, zone, now)
      .filter(isSaid)
      .map(([id, status]) => [`services.${id}`, status] as const),
    ...(kind === 'retraction' ? [] : [[`services.${EMERGENCY_CALLS}`, callsNow(facts, zone, now)] as const]),
  ];
}

/** The number that a text announces. */
function numberSaid({ announcement: { contact }, facts }: ContentSnapshot): Stated {
  const { phone = null } = facts.contacts[contact ?? ''] ?? {};
  return phone === null ? [] : [[`contacts.${contact}.phone`, phone]];
}

function appointmentsSaid({ snapshot: { facts }, kind, parts, zone, now }: Reading): Stated {
  const policy = policyNow(facts, zone, now);
  if (policy === null) return [];
  const isOff = policy === 'cancelled' || policy === 'limited';
  const isSaid = kind === 'appointments' || parts.has(isOff ? 'appointments' : 'appointments-otherwise');
  return isSaid ? [['appointments', policy]] : [];
}

/** Lists the facts that a correction puts right: those that differ from the facts that it calls wrong. */
function putRight({ snapshot: { facts, original }, zone, now }: Reading): Stated {
  if (!original?.facts) return [];
  const changed = changedFacts(facts, original.facts);
  const policy = policyNow(facts, zone, now);
  return [
    ...Object.entries(changed.reach ?? {}).map(([way, level]) => [`reach.${way}`, level] as const),
    ...servicesNow(changed, zone, now).map(([id, status]) => [`services.${id}`, status] as const),
    ...(changed.appointments && policy !== null ? [['appointments', policy] as const] : []),
  ];
}

/** Whether these facts say that it is over. */
export function isOverNow(facts: Facts, zone: Zone, now: Instant): boolean {
  return isOverIn(facts, (until) => isOver(until, zone, now), now);
}

function estimateNow({ estimate }: Facts, zone: Zone, now: Instant): string {
  if (estimate === null || isOver(estimateUntil(estimate), zone, now)) return 'unknown';
  const { kind, at } = estimate;
  return at === null ? kind : `${kind} ${typeof at === 'number' ? isoOf(at) : at}`;
}

/** The facts of another body that say otherwise. */
function otherwise(
  said: ReadonlyMap<string, string>,
  facts: Facts,
  zone: Zone,
  now: Instant,
): readonly string[] {
  const { reach, work, contacts } = facts;
  const numbers = Object.entries(contacts).flatMap(([id, { phone, until }]) => {
    const path = `contacts.${id}.phone`;
    const given = said.get(path);
    if (given === undefined || phone === null || isOver(until, zone, now)) return [];
    return mentions(given, phone) ? [] : [[path, phone] as const];
  });
  const ways = Object.entries(reach).map(([way, level]) => [`reach.${way}`, level] as const);
  const known = [
    ...ways,
    ...numbers,
    ...servicesNow(facts, zone, now).map(([id, status]) => [`services.${id}`, status] as const),
    ['appointments', policyNow(facts, zone, now) ?? 'unknown'] as const,
    ['estimate', estimateNow(facts, zone, now)] as const,
  ];
  const cannotWork = said.get('work') === 'none' && work !== 'none';
  const works = cannotWork ? ways.filter(([, level]) => level === 'up' || level === 'limited') : [];
  const differ = known.filter(([path, value]) => value !== 'unknown' && (said.get(path) ?? value) !== value);
  return [...new Set([...works, ...differ].map(([path, value]) => `${path}: ${value}`))];
}
