import type { Doubt, SpokenFor, Warning } from '../../domain/advice.ts';
import { type Announcement, type Kind, SITUATION_KINDS } from '../../domain/announcement.ts';
import type { Instant, Zone } from '../../domain/clock.ts';
import { factsOwner } from '../../domain/configuration.ts';
import type { Facts } from '../../domain/facts.ts';
import { factsOf } from '../../domain/incident.ts';
import { saysNumber } from '../../domain/mention.ts';
import type { ContentSnapshot } from '../../domain/message.ts';
import { EMERGENCY_CALLS } from '../../domain/municipal-service.ts';
import { districtsOf } from '../../domain/municipality.ts';
import { dayOf, isOver } from '../../domain/time-zone.ts';
import { isAllClearFor } from '../../ledger/all-clear.ts';
import { isPublished } from '../../ledger/entry.ts';
import { areAppointmentsUnchanged, tookAppointments } from '../../wording/amendments.ts';
import { isAnsweredElsewhere, isMailLost, isUnanswered } from '../../wording/reach.ts';
import { postsOfToday, speakersIn } from '../all-clears.ts';
import type { Evaluated } from '../coalescing.ts';
import type { PlanningContext } from '../context.ts';
import {
  callsNow,
  contradictionsOfAllClear,
  contradictionsOfOthers,
  isOverNow,
  municipalitiesIn,
  policyNow,
} from './contradictions.ts';

/** Kinds whose texts ask people to do something. */
const ASKING_KINDS: readonly Kind[] = [
  ...SITUATION_KINDS,
  ...(['appointments', 'contacts', 'services', 'estimate', 'restoration'] as const),
];

/** Texts that go out and say of others what these do not say of themselves, by announcement. */
export function contradictingOthers(
  { configuration, now, snapshot }: PlanningContext,
  evaluated: readonly Evaluated[],
): readonly Warning[] {
  return byAnnouncement(evaluated).flatMap(([announcement, said]): readonly Warning[] => {
    const spoken = new Map<string, SpokenFor>();
    for (const { candidate, decision } of said) {
      const worded = decision.kind === 'say' ? decision.snapshot : null;
      const content = worded ?? snapshot(candidate.announcement, candidate.municipality);
      const { speaker, others } = contradictionsOfOthers(configuration, content, now);
      if (others.length > 0) spoken.set(speaker, { speaker, others });
    }
    return spoken.size === 0
      ? []
      : [{ code: 'contradicts-others', announcement, spoken: [...spoken.values()] }];
  });
}

/**
 * Texts of a body that says of 110 and 112 that they can be called, where one that it is part of, or that is part of it, says
 * that they cannot, or the other way round: people there read both. A body in part of which 110 and 112 fail says `limited`.
 */
export function contradictingCalls(
  { configuration: { region, state, settings }, now }: PlanningContext,
  evaluated: readonly Evaluated[],
): readonly Warning[] {
  const { municipalities } = region;
  const all = [...municipalities.values()];
  const patches = [...state.facts.values(), ...all.map(({ facts }) => facts)];
  if (!patches.some(({ services }) => services?.[EMERGENCY_CALLS])) return [];
  const known = new Map(
    all.map((one) => [one.id, callsNow(factsOf(region, state, one), settings.zone, now)] as const),
  );
  const pairs = all.flatMap(({ id, partOf }) =>
    districtsOf(municipalities, { partOf }).flatMap((district) => {
      const [whole, part] = [known.get(district), known.get(id)];
      const isDenied = part === 'limited' || part === 'unavailable';
      return (whole === 'available' && isDenied) || (whole === 'unavailable' && part === 'available')
        ? [[district, id] as const]
        : [];
    }),
  );
  return byAnnouncement(evaluated).flatMap(([announcement, said]): readonly Warning[] => {
    if (said.some(({ candidate }) => candidate.announcement.kind === 'retraction')) return [];
    const speakers = new Set(said.map(({ candidate }) => candidate.municipality.id));
    const ids = new Set(pairs.flatMap((pair) => (pair.some((id) => speakers.has(id)) ? pair : [])));
    const others = [...ids].map((id) => ({
      ...{ municipality: id, facts: [`services.${EMERGENCY_CALLS}: ${known.get(id)}`] },
    }));
    return others.length === 0 ? [] : [{ code: 'calls-differ', announcement, others }];
  });
}

/**
 * Texts that say that 110 and 112 work where networks or power fail, because the files say beforehand that these are not affected:
 * nobody has written down that they work now.
 */
export function unaskedCalls(
  { configuration: { state, settings }, now }: PlanningContext,
  evaluated: readonly Evaluated[],
): readonly Warning[] {
  const cause = state.incident.cause?.kind;
  if (cause !== 'network-outage' && cause !== 'power-outage') return [];
  return byAnnouncement(evaluated).flatMap(([announcement, said]): readonly Warning[] => {
    const where = said.flatMap(({ candidate: { municipality }, decision }) => {
      if (decision.kind !== 'say' || !decision.snapshot || !decision.text?.includes('110/112')) return [];
      const { facts } = decision.snapshot;
      const isAsked = facts.services[EMERGENCY_CALLS] !== undefined;
      return !isAsked && callsNow(facts, settings.zone, now) === 'available' ? [municipality.id] : [];
    });
    return where.length === 0
      ? []
      : [{ code: 'calls-not-asked', announcement, municipalities: [...new Set(where)] }];
  });
}

/**
 * Texts on an outage that do not say when there will be more to hear, from whose facts everything works, which say that
 * nobody can work and that somebody is there, or that mail works and does not arrive, which say of the systems what the facts
 * deny, which ask people for what they cannot do, or which say that a service is available or the desks are open where nobody is
 * to come.
 */
export function doubtfulOutages(
  { configuration, now }: PlanningContext,
  evaluated: readonly Evaluated[],
): readonly Warning[] {
  const { zone } = configuration.settings;
  return byAnnouncement(evaluated).flatMap(([announcement, said]) =>
    DOUBTS.flatMap(([warning, kinds, isDoubtful]): readonly Warning[] => {
      const municipalities = wordedWhere(said, kinds, (facts, one, text, content) =>
        isDoubtful(facts, zone, now, one, text, content),
      );
      return municipalities.length === 0 ? [] : [{ ...warning, announcement, municipalities }];
    }),
  );
}

/** What is doubtful in texts of these kinds, and by which facts. */
const DOUBTS: readonly (readonly [
  Doubt,
  readonly Kind[],
  (
    facts: Facts,
    zone: Zone,
    now: Instant,
    announcement: Announcement,
    text: string,
    content: ContentSnapshot,
  ) => boolean,
])[] = [
  [{ code: 'no-next-update' }, SITUATION_KINDS, ({ nextUpdate }) => nextUpdate === null],
  [{ code: 'nothing-down' }, ['outage'], everythingWorks],
  [{ code: 'open-without-work' }, SITUATION_KINDS, isOpenWithoutWork],
  [{ code: 'phase-denied' }, SITUATION_KINDS, isPhaseDenied],
  [{ code: 'title-differs' }, SITUATION_KINDS, isOtherTitle],
  [{ code: 'appointments-unchanged' }, ['correction'], isBesideAppointments],
  [{ code: 'mail-still-lost' }, [...SITUATION_KINDS, 'all-clear'], isMailBackAndLost],
  [{ code: 'cannot-be-done', of: 'call' }, ASKING_KINDS, isCalledInVain],
  [{ code: 'cannot-be-done', of: 'number' }, ASKING_KINDS, isCalledNowhere],
  [{ code: 'cannot-be-done', of: 'mail' }, ASKING_KINDS, isMailedInVain],
  [{ code: 'cannot-be-done', of: 'appointments' }, ASKING_KINDS, isVisitedInVain],
  [{ code: 'cannot-be-done', of: 'appointments' }, ['retraction'], isVisitedInVainAgain],
  [{ code: 'cannot-be-done', of: 'service' }, ['restoration'], isClosedToAll],
  [{ code: 'cannot-be-done', of: 'service' }, SITUATION_KINDS, isOpenInVain],
];

/** Tells whether reach or services have entries, and all of these work. */
function everythingWorks({ reach, work, appointments, services }: Facts): boolean {
  const others = Object.entries(services).filter(([id]) => id !== EMERGENCY_CALLS);
  const levels = [...Object.values(reach), ...others.map(([, { status }]) => status)];
  return (
    levels.length > 0 &&
    levels.every((level) => level === 'up' || level === 'available') &&
    work === null &&
    (appointments === null || appointments.policy === 'take-place')
  );
}

function isOpenWithoutWork({ reach, work }: Facts): boolean {
  return (
    work === 'none' && [reach.counter, reach.phone].some((level) => level === 'up' || level === 'limited')
  );
}

/** Whether systems are said to run again where something is down, or emergency operation to go on where nobody works. */
function isPhaseDenied({ phase, reach, work }: Facts): boolean {
  const isDown = Object.values(reach).some((level) => level === 'down');
  return work === 'none'
    ? phase === 'workaround' || phase === 'monitoring'
    : phase === 'monitoring' && isDown;
}

/** Whether the text names an IT outage, as the title that is shipped does, and a cause that is none. */
function isOtherTitle(
  _facts: Facts,
  _zone: Zone,
  _now: Instant,
  _one: Announcement,
  text: string,
  { title, cause }: ContentSnapshot,
): boolean {
  const isNone = cause?.kind === 'power-outage' || cause?.kind === 'disaster';
  return isNone && Object.values(title).some((one) => IT.test(one) && text.includes(one));
}

const IT = /(?<!\p{L})IT(?!\p{L})/u;

/** Whether own words speak of appointments where the text repeats beside them what the wrong post said of these. */
function isBesideAppointments(
  facts: Facts,
  zone: Zone,
  now: Instant,
  { text }: Announcement,
  _said: string,
  content: ContentSnapshot,
): boolean {
  const policy = policyNow(facts, zone, now);
  const isRepeated = policy === 'cancelled' || policy === 'limited';
  const isSpokenOf = Object.values(text ?? {}).some((one) => APPOINTMENTS.test(one));
  return isRepeated && isSpokenOf && areAppointmentsUnchanged(content);
}

const APPOINTMENTS = /Termin(?!al)|[Aa]ppointment/;

/** Whether mail is said to work, and not to arrive. */
function isMailBackAndLost(facts: Facts, _: Zone, now: Instant): boolean {
  return facts.reach.email_in === 'up' && isMailLost(facts, now);
}

/** Whether the facts ask people to call though nobody answers and no other number can be called: the text leaves it out. */
function isCalledInVain(facts: Facts, zone: Zone, now: Instant): boolean {
  const isAsked = instructionNow(facts, zone, now).say === 'call';
  return isAsked && isUnanswered(facts) && !isAnsweredElsewhere(facts, now);
}

/** Whether people are to call, could, and read no number. */
function isCalledNowhere(facts: Facts, zone: Zone, now: Instant, _: Announcement, text: string): boolean {
  const isAsked = instructionNow(facts, zone, now).say === 'call';
  return isAsked && !isCalledInVain(facts, zone, now) && !saysNumber(text);
}

function isMailedInVain(facts: Facts, _: Zone, now: Instant): boolean {
  const { email_in } = facts.reach;
  const isMailDown = email_in === 'down' || (isMailLost(facts, now) && email_in !== 'up');
  return facts.mail?.action === 'resend' && isMailDown;
}

/** Whether all appointments take place where people are to stay away, or nobody is there. */
function isVisitedInVain(facts: Facts, zone: Zone, now: Instant): boolean {
  const { reach, work } = facts;
  const { say } = instructionNow(facts, zone, now);
  const staysAway = say === 'stay-home' || say === 'do-not-come' || reach.counter === 'down';
  return policyNow(facts, zone, now) === 'take-place' && (work === 'none' || staysAway);
}

/** The same of a withdrawal, which speaks of appointments where the withdrawn post cancelled some. */
function isVisitedInVainAgain(
  facts: Facts,
  zone: Zone,
  now: Instant,
  _one: Announcement,
  _text: string,
  content: ContentSnapshot,
): boolean {
  return tookAppointments(content) && isVisitedInVain(facts, zone, now);
}

/** What people are to do, and where, while that is not over. */
function instructionNow({ instruction }: Facts, zone: Zone, now: Instant) {
  return instruction === null || isOver(instruction.until, zone, now)
    ? { say: null, place: null }
    : instruction;
}

/** Whether it names services or the desks and nobody is to come, to any office, or nobody would be there. */
function isClosedToAll(facts: Facts, zone: Zone, now: Instant, announcement: Announcement): boolean {
  const isOfComing = announcement.services.length > 0 || announcement.reach.includes('counter');
  if (!isOfComing) return false;
  const { reach, work, appointments } = facts;
  const isCancelled =
    policyNow(facts, zone, now) === 'cancelled' && (appointments?.from ?? '') <= dayOf(now, zone);
  return work === 'none' || reach.counter === 'down' || isToStayAway(facts, zone, now) || isCancelled;
}

/** Whether the desks are open, and nobody is to come. */
function isOpenInVain(facts: Facts, zone: Zone, now: Instant): boolean {
  return facts.reach.counter === 'up' && isToStayAway(facts, zone, now);
}

/** Whether people are asked to come to no office. */
function isToStayAway(facts: Facts, zone: Zone, now: Instant): boolean {
  const { say, place } = instructionNow(facts, zone, now);
  return say === 'stay-home' || (say === 'do-not-come' && place === null);
}

/** All-clears of municipalities from which nobody heard anything: the first that people hear is that it is over. */
export function unsaidClears(
  { ledgerIndex }: PlanningContext,
  evaluated: readonly Evaluated[],
): readonly Warning[] {
  const isClear = ({ candidate }: Evaluated) => candidate.announcement.kind === 'all-clear';
  const clears = byAnnouncement(evaluated.filter(isClear));
  if (clears.length === 0) return [];
  const spoke = speakersIn(ledgerIndex.view);
  return clears.flatMap(([announcement, said]): readonly Warning[] => {
    const municipalities = wordedWhere(said, ['all-clear'], () => true).filter((id) => !spoke.has(id));
    return municipalities.length === 0 ? [] : [{ code: 'clear-unsaid', announcement, municipalities }];
  });
}

/** All-clears whose facts nobody has confirmed for long. */
export function doubtfulClears(
  { configuration: { settings }, now }: PlanningContext,
  evaluated: readonly Evaluated[],
): readonly Warning[] {
  const withinMs = settings.confirmed?.withinMs ?? null;
  return byAnnouncement(evaluated).flatMap(([announcement, said]): readonly Warning[] => {
    if (withinMs === null) return [];
    const isOld = ({ confirmed }: Facts) => now - (confirmed ?? now) > withinMs;
    const municipalities = wordedWhere(said, ['all-clear'], isOld);
    return municipalities.length === 0 ? [] : [{ code: 'old-facts', announcement, municipalities, withinMs }];
  });
}

/**
 * All-clears of a body for itself that end what it said of itself and of others together, by whose facts something is still out
 * of order: nothing is said of them there any more, and the post is no longer listed as outdated.
 */
export function endingForOthers(
  context: PlanningContext,
  evaluated: readonly Evaluated[],
): readonly Warning[] {
  const { configuration, ledgerIndex, now } = context;
  const { region, state } = configuration;
  const isClear = ({ candidate }: Evaluated) => candidate.announcement.kind === 'all-clear';
  const clears = byAnnouncement(evaluated.filter(isClear));
  if (clears.length === 0) return [];
  const posts = Map.groupBy(
    postsOfToday(context, ledgerIndex.view, ledgerIndex.published).filter((one) => one.endedFrom !== null),
    ({ municipality }) => municipality,
  );
  return clears.flatMap(([announcement, said]): readonly Warning[] => {
    const left = said.flatMap(({ candidate: { municipality, about } }) => {
      const ended = (posts.get(municipality.id) ?? []).filter((post) => isAllClearFor(post, { about }));
      const cleared = new Set(municipalitiesIn(region, about));
      return ended
        .flatMap((post) => municipalitiesIn(region, post.about))
        .filter((other) => !cleared.has(other));
    });
    const others = [...new Set(left)].flatMap((other) => {
      const facts = contradictionsOfAllClear(factsOf(region, state, other), configuration, other, now);
      return facts.length === 0 ? [] : [{ municipality: other.id, facts }];
    });
    return others.length === 0 ? [] : [{ code: 'ends-for-others', announcement, others }];
  });
}

/**
 * Municipalities whose all-clear is withdrawn, and by whose facts it is over all the same: each text would say so again. Not where
 * another all-clear says it, and so not where theirs was never said.
 */
export function withdrawnClears(
  { configuration, ledgerIndex, withdrawnBy, now }: PlanningContext,
  evaluated: readonly Evaluated[],
): readonly Warning[] {
  const { region, state, settings } = configuration;
  const clears = evaluated.filter(({ candidate }) => candidate.announcement.kind === 'all-clear');
  const withdrawn = clears.flatMap(({ candidate }) => {
    const { announcement, account, language, municipality, about } = candidate;
    const by = withdrawnBy(candidate);
    const isHeard = ledgerIndex
      .said(announcement.id, account.id, language)
      .some((post) => post.state === 'posted');
    return by !== null && isHeard
      ? [{ by, municipality, owner: factsOwner(region, municipality, about) }]
      : [];
  });
  const cleared = new Set(
    clears
      .filter(({ candidate, decision }) => {
        const { entry } = candidate;
        return withdrawnBy(candidate) === null && (decision.kind === 'say' || (entry && isPublished(entry)));
      })
      .map(({ candidate }) => candidate.municipality.id),
  );
  const left = withdrawn.filter(
    ({ municipality, owner }) =>
      !cleared.has(municipality.id) && isOverNow(factsOf(region, state, owner), settings.zone, now),
  );
  return [...Map.groupBy(left, ({ by }) => by)].map(([announcement, all]) => ({
    ...{ code: 'still-over', announcement },
    municipalities: [...new Set(all.map(({ owner }) => owner.id))],
  }));
}

/** The municipalities whose facts are doubtful, among texts of these kinds that say facts: own words do only in a correction. */
function wordedWhere(
  said: readonly Evaluated[],
  kinds: readonly Kind[],
  isDoubtful: (facts: Facts, announcement: Announcement, text: string, content: ContentSnapshot) => boolean,
): readonly string[] {
  const where = said.flatMap(({ candidate: { announcement, municipality }, decision }) => {
    if (decision.kind !== 'say' || decision.snapshot === null) return [];
    const { snapshot, text } = decision;
    const { kind, text: own } = announcement;
    const isWorded = kinds.includes(kind) && (own === null || kind === 'correction');
    return isWorded && isDoubtful(snapshot.facts, announcement, text, snapshot) ? [municipality.id] : [];
  });
  return [...new Set(where)];
}

function byAnnouncement(evaluated: readonly Evaluated[]) {
  const said = evaluated.filter(({ decision }) => decision.kind === 'say');
  return [...Map.groupBy(said, ({ candidate }) => candidate.announcement.id)];
}
