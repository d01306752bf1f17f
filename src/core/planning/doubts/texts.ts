import type { Doubt, SpokenFor, Warning } from '../../domain/advice.ts';
import { type Announcement, type Kind, SITUATION_KINDS } from '../../domain/announcement.ts';
import { once } from '../../domain/cache.ts';
import type { Instant, Zone } from '../../domain/clock.ts';
import type { Facts } from '../../domain/facts.ts';
import { factsOf, namesItOutage } from '../../domain/incident.ts';
import { saysNumber } from '../../domain/mention.ts';
import type { ContentSnapshot } from '../../domain/message.ts';
import { EMERGENCY_CALLS } from '../../domain/municipal-service.ts';
import { districtsOf, municipalitiesIn } from '../../domain/municipality.ts';
import { dayOf, isOver } from '../../domain/time-zone.ts';
import { isAllClearFor } from '../../ledger/all-clear.ts';
import { areAppointmentsUnchanged, tookAppointments } from '../../wording/amendments.ts';
import { isAnsweredForAll, isMailLost, isUnanswered } from '../../wording/reach.ts';
import { hasSpoken } from '../all-clears.ts';
import type { Evaluated } from '../coalescing.ts';
import type { PlanningContext } from '../context.ts';
import {
  callsNow,
  contradictionsOfAllClear,
  contradictionsOfOthers,
  policyNow,
  servicesNow,
} from './contradictions.ts';

/** Kinds whose texts ask people to do something. */
const ASKING_KINDS: readonly Kind[] = [
  ...SITUATION_KINDS,
  ...(['appointments', 'contacts', 'services', 'estimate', 'restoration'] as const),
];

/** Warns of what is doubtful in texts that go out. */
export function textWarnings(context: PlanningContext, evaluated: readonly Evaluated[]): readonly Warning[] {
  const finders = [
    contradictingOthers,
    contradictingCalls,
    unaskedCalls,
    sayingToday,
    doubtfulTexts,
    endingForOthers,
  ];
  return finders.flatMap((found) => found(context, evaluated));
}

/** Texts that go out and say of others what these do not say of themselves, by announcement. */
function contradictingOthers(
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
 * Finds texts of a body that says that 110 and 112 can be called, while a body that it is part of, or that is part of it, says
 * that they cannot, or the other way round: people there read both. A body where 110 and 112 fail in a part says `limited`.
 */
function contradictingCalls(
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
function unaskedCalls(
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

/** Words for a day that mean another day to somebody who reads them tomorrow. No sentence of the catalogues uses them. */
const TODAY = [
  /(?<![\p{L}./])(?:heute|gestern|vorgestern|übermorgen|today|tonight|yesterday|tomorrow)(?![\p{L}]|\.\p{L})/iu,
  /(?<!\p{L})morgen(?!\p{L})|(?:^|[.!?:–-]\s+)Morgen(?!\p{L})/mu,
];

/** Texts in which somebody wrote such words. */
function sayingToday(_: PlanningContext, evaluated: readonly Evaluated[]): readonly Warning[] {
  return byAnnouncement(evaluated).flatMap(([announcement, said]): readonly Warning[] => {
    const where = said.flatMap(({ candidate: { municipality }, decision }) =>
      decision.kind === 'say' && TODAY.some((day) => day.test(decision.text ?? '')) ? [municipality.id] : [],
    );
    return where.length === 0
      ? []
      : [{ code: 'says-today', announcement, municipalities: [...new Set(where)] }];
  });
}

/** A text that says facts, and what it was worded from. */
interface Worded {
  readonly announcement: Announcement;
  readonly municipality: string;
  readonly text: string;
  readonly content: ContentSnapshot;
  readonly facts: Facts;
  readonly zone: Zone;
  readonly now: Instant;
}

/** A doubt, the kinds of texts in which it may arise, and whether it does in one of them. */
type Doubtful = readonly [Doubt, readonly Kind[], (worded: Worded) => boolean];

/** Texts that say what can hardly be meant. */
function doubtfulTexts(context: PlanningContext, evaluated: readonly Evaluated[]): readonly Warning[] {
  const { configuration, ledgerIndex, now } = context;
  const { settings } = configuration;
  const { zone, confirmed } = settings;
  const withinMs = confirmed?.withinMs ?? Infinity;
  const entriesOf = once(() => Map.groupBy(ledgerIndex.view.entries, ({ municipality }) => municipality));
  // The all-clear itself may be in the ledger already.
  const spokeBeside = ({ id }: Announcement, municipality: string) =>
    hasSpoken(
      context,
      (entriesOf().get(municipality) ?? []).filter(({ announcement }) => announcement !== id),
    );
  const doubts: readonly Doubtful[] = [
    ...DOUBTS,
    [
      { code: 'old-facts', withinMs },
      ['all-clear'],
      ({ facts }) => now - (facts.confirmed ?? now) > withinMs,
    ],
    [
      { code: 'clear-unsaid' },
      ['all-clear'],
      ({ announcement, municipality }) => !spokeBeside(announcement, municipality),
    ],
  ];
  return byAnnouncement(evaluated).flatMap(([announcement, said]) => {
    const worded = said.flatMap(
      ({ candidate: { announcement, municipality }, decision }): readonly Worded[] => {
        // Own words say facts only in a correction.
        const isWorded = announcement.text === null || announcement.kind === 'correction';
        if (decision.kind !== 'say' || decision.snapshot === null || !isWorded) return [];
        const { snapshot: content, text } = decision;
        const { facts } = content;
        return [{ announcement, municipality: municipality.id, text, content, facts, zone, now }];
      },
    );
    return doubts.flatMap(([doubt, kinds, isDoubtful]): readonly Warning[] => {
      const where = worded.filter((one) => kinds.includes(one.announcement.kind) && isDoubtful(one));
      const municipalities = [...new Set(where.map(({ municipality }) => municipality))];
      return municipalities.length === 0 ? [] : [{ ...doubt, announcement, municipalities }];
    });
  });
}

const DOUBTS: readonly Doubtful[] = [
  [{ code: 'no-next-update' }, SITUATION_KINDS, ({ facts }) => facts.nextUpdate === null],
  [{ code: 'nothing-down' }, ['outage'], everythingWorks],
  [{ code: 'not-all-restored' }, ['restoration'], isRestoredInPart],
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
function everythingWorks({ facts: { reach, work, appointments, services } }: Worded): boolean {
  const others = Object.entries(services).filter(([id]) => id !== EMERGENCY_CALLS);
  const levels = [...Object.values(reach), ...others.map(([, { status }]) => status)];
  return (
    levels.length > 0 &&
    levels.every((level) => level === 'up' || level === 'available') &&
    work === null &&
    (appointments === null || appointments.policy === 'take-place')
  );
}

/** Whether the facts do not confirm, of a service or way that the announcement names, that it works again at least in part. */
function isRestoredInPart({ facts, zone, now, announcement }: Worded): boolean {
  const calls = [EMERGENCY_CALLS, callsNow(facts, zone, now)] as const;
  const known = [...servicesNow(facts, zone, now), calls, ...Object.entries(facts.reach)];
  const back = known.flatMap(([id, level]) => (['available', 'limited', 'up'].includes(level) ? [id] : []));
  return [...announcement.services, ...announcement.reach].some((id) => !back.includes(id));
}

function isOpenWithoutWork({ facts: { reach, work } }: Worded): boolean {
  return (
    work === 'none' && [reach.counter, reach.phone].some((level) => level === 'up' || level === 'limited')
  );
}

/** Whether systems are said to run again where something is down, or emergency operation to go on where nobody works. */
function isPhaseDenied({ facts: { phase, reach, work } }: Worded): boolean {
  const isDown = Object.values(reach).some((level) => level === 'down');
  return work === 'none'
    ? phase === 'workaround' || phase === 'monitoring'
    : phase === 'monitoring' && isDown;
}

/** Whether the text names an IT outage, as the title that is shipped does, and a cause that is none. */
function isOtherTitle({ text, content: { title, cause } }: Worded): boolean {
  const isNone = cause?.kind === 'power-outage' || cause?.kind === 'disaster';
  return isNone && Object.values(title).some((one) => namesItOutage(one) && text.includes(one));
}

/** Whether own words speak of appointments while the text beside them repeats what the wrong post said about appointments. */
function isBesideAppointments({ facts, zone, now, announcement: { text }, content }: Worded): boolean {
  const policy = policyNow(facts, zone, now);
  const isRepeated = policy === 'cancelled' || policy === 'limited';
  const isSpokenOf = Object.values(text ?? {}).some((one) => APPOINTMENTS.test(one));
  return isRepeated && isSpokenOf && areAppointmentsUnchanged(content);
}

const APPOINTMENTS = /Termin(?!al)|[Aa]ppointment/;

/** Whether mail is said to work, and not to arrive. */
function isMailBackAndLost({ facts, now }: Worded): boolean {
  return facts.reach.email_in === 'up' && isMailLost(facts, now);
}

/** Whether the facts ask people to call though nobody answers and no other number can be called: the text leaves it out. */
function isCalledInVain(worded: Worded): boolean {
  const { facts, now } = worded;
  return instructionNow(worded).say === 'call' && isUnanswered(facts) && !isAnsweredForAll(facts, now);
}

/** Whether people are to call, could, and read no number. */
function isCalledNowhere(worded: Worded): boolean {
  const isAsked = instructionNow(worded).say === 'call';
  return isAsked && !isCalledInVain(worded) && !saysNumber(worded.text);
}

function isMailedInVain({ facts, now }: Worded): boolean {
  const { email_in } = facts.reach;
  const isMailDown = email_in === 'down' || (isMailLost(facts, now) && email_in !== 'up');
  return facts.mail?.action === 'resend' && isMailDown;
}

/** Whether all appointments take place where people are to stay away, or nobody is there. */
function isVisitedInVain(worded: Worded): boolean {
  const { facts, zone, now } = worded;
  const { reach, work } = facts;
  const { say } = instructionNow(worded);
  const staysAway = say === 'stay-home' || say === 'do-not-come' || reach.counter === 'down';
  return policyNow(facts, zone, now) === 'take-place' && (work === 'none' || staysAway);
}

/** The same of a withdrawal, which speaks of appointments where the withdrawn post cancelled some. */
function isVisitedInVainAgain(worded: Worded): boolean {
  return tookAppointments(worded.content) && isVisitedInVain(worded);
}

/** The instruction to the public and its place; both null once it is over. */
function instructionNow({ facts: { instruction }, zone, now }: Worded) {
  return instruction === null || isOver(instruction.until, zone, now)
    ? { say: null, place: null }
    : instruction;
}

/** Whether it names services or the desks and nobody is to come, to any office, or nobody would be there. */
function isClosedToAll(worded: Worded): boolean {
  const { facts, zone, now, announcement } = worded;
  const isOfComing = announcement.services.length > 0 || announcement.reach.includes('counter');
  if (!isOfComing) return false;
  const { reach, work, appointments } = facts;
  const isCancelled =
    policyNow(facts, zone, now) === 'cancelled' && (appointments?.from ?? '') <= dayOf(now, zone);
  return work === 'none' || reach.counter === 'down' || isToStayAway(worded) || isCancelled;
}

/** Whether the desks are open, and nobody is to come. */
function isOpenInVain(worded: Worded): boolean {
  return worded.facts.reach.counter === 'up' && isToStayAway(worded);
}

/** Whether people are asked to come to no office. */
function isToStayAway(worded: Worded): boolean {
  const { say, place } = instructionNow(worded);
  return say === 'stay-home' || (say === 'do-not-come' && place === null);
}

/**
 * Warns of all-clears of a body for itself that end its posts about itself and others together, although something is still out
 * of order by the others' facts: no post there tells about them any more, and the ended post is no longer listed as outdated.
 */
function endingForOthers(context: PlanningContext, evaluated: readonly Evaluated[]): readonly Warning[] {
  const { configuration, now } = context;
  const { region, state } = configuration;
  const isClear = ({ candidate }: Evaluated) => candidate.announcement.kind === 'all-clear';
  const clears = byAnnouncement(evaluated.filter(isClear));
  if (clears.length === 0) return [];
  const posts = Map.groupBy(
    context.postsOfToday().filter((one) => one.endedFrom !== null),
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

function byAnnouncement(evaluated: readonly Evaluated[]) {
  const said = evaluated.filter(({ decision }) => decision.kind === 'say');
  return [...Map.groupBy(said, ({ candidate }) => candidate.announcement.id)];
}
