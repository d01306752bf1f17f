import { SITUATION_KINDS } from '../domain/announcement.ts';
import type { Args, Join } from '../domain/catalogue.ts';
import type { Day, Instant } from '../domain/clock.ts';
import { type Facts, REACH_WAYS, type ReachLevel, type ReachWay } from '../domain/facts.ts';
import { capitalised } from './catalogue.ts';
import { canBeCalled, canBeWrittenTo, isOfAnother } from './contacts.ts';
import {
  causeArgs,
  isPresent,
  isSituation,
  listed,
  type Scene,
  type Statement,
  stated,
  whoOf,
  words,
} from './scene.ts';
import { serviceIds, serviceNames, servicesImpaired } from './services.ts';

/** How the municipality can be reached and what it can do, and that its desks are closed. The details follow in other parts. */
export function situation(scene: Scene, kind: 'outage' | 'status'): readonly Statement[] {
  const { cause, title } = scene.snapshot;
  const { id, ways } = situationOf(scene);
  const others = ways.filter((way) => way !== 'counter');
  // The cause says whose network it is.
  const isNamed = cause?.kind === 'network-outage' && cause.supplier !== null;
  const args = { who: whoOf(scene), kind, ...(isNamed ? { cause: 'unknown' } : causeArgs(scene)) };
  if (servicesInHeadline(scene) !== null) return servicesImpaired(scene, args).slice(0, 1);
  if (id === 'affected') {
    const more = isMoreKnown(scene, kind) ? 'yes' : 'no';
    return [stated(id, { ...args, more, title: words(scene, title, 'incident.title') })];
  }
  if (others.length === 0) return [stated(id, args)];
  const said = (some: readonly ReachWay[]) =>
    stated(id, { ...args, ...(id === 'unreachable' ? waysMissed(scene, some) : waysWorking(scene, some)) });
  return [
    { ...said(others), ...(others.length > 1 && { lastly: () => said(others.slice(0, 1)) }) },
    // A municipality that cannot work has said so.
    ...closedDesks(scene),
  ];
}

/** Nobody should come to closed doors, whatever else there is to say. */
export function closedDesks({ snapshot: { facts } }: Scene): readonly Statement[] {
  return facts.reach.counter === 'down' ? [stated('counter', { level: 'down' }, { mayGo: true })] : [];
}

/**
 * Whether the rest of the text tells what its first line would otherwise call unknown: for an outage what it means for the
 * reader, for a status anything more. The place for urgent matters is known before anything happens, and so are own words that
 * were prepared.
 */
function isMoreKnown(scene: Scene, kind: 'outage' | 'status'): boolean {
  const { cause, facts } = scene.snapshot;
  const { appointments, instruction, mail, estimate, phase } = facts;
  const isDecided = appointments !== null && appointments.policy !== 'unknown';
  const isOwn = instruction?.say === null;
  const isPrepared = JSON.stringify(instruction) === JSON.stringify(scene.prepared.instruction);
  const isAsked = instruction !== null && instruction.say !== 'urgent-at' && !(isOwn && isPrepared);
  const meansMuch =
    (isDecided && isPresent(scene, appointments.until)) ||
    (isAsked && isPresent(scene, instruction.until)) ||
    mail !== null ||
    lacksServices(scene) ||
    serviceIds(scene, 'available').length > 0;
  if (kind === 'outage') return meansMuch;
  return (
    meansMuch ||
    estimate !== null ||
    (cause !== null && cause.kind !== 'unknown') ||
    (phase !== null && phase !== 'investigating') ||
    waysAt(facts, 'up').length > 0
  );
}

/** The sentence that says the worst that is known, and the ways to reach the municipality that it speaks of. */
export function situationIn(
  facts: Facts,
  lacksServices: boolean,
): { readonly id: string; readonly ways: readonly ReachWay[] } {
  const at = (level: ReachLevel) => waysAt(facts, level).filter((way) => way !== 'counter');
  if (facts.work === 'none') return { id: 'cannot-work', ways: [] };
  const cut = cutOff(facts);
  if (cut.length > 0) return { id: 'unreachable', ways: cut };
  if (at('down').length > 0) return { id: 'out-of-order', ways: at('down') };
  if (facts.reach.counter === 'down') return { id: 'closed', ways: ['counter'] };
  if (lacksServices) return { id: 'not-all-services', ways: [] };
  if (at('limited').length > 0) return { id: 'partly-reachable', ways: at('limited') };
  if (facts.reach.counter === 'limited') return { id: 'partly-open', ways: ['counter'] };
  const up = at('up');
  const isKnown = up.includes('phone') || up.includes('email_in');
  if (isKnown && waysAt(facts, 'unknown').length === 0) return { id: 'reachable', ways: up };
  return { id: 'affected', ways: [] };
}

/** The facts by which it is not over, each as its path and value: `reach.phone: down`. `isGone`: by their `until`. */
export function contradictionsOfOver(
  facts: Facts,
  isGone: (until: Instant | Day | null) => boolean,
  now: Instant,
): readonly string[] {
  const { work, reach, services, appointments, mail } = facts;
  const policy = appointments === null || isGone(appointments.until) ? 'take-place' : appointments.policy;
  return [
    ...(work === null ? [] : [`reach.work: ${work}`]),
    ...REACH_WAYS.flatMap((way) => ((reach[way] ?? 'up') === 'up' ? [] : [`reach.${way}: ${reach[way]}`])),
    ...Object.entries(services).flatMap(([id, { status, until }]) =>
      status === 'available' || isGone(until) ? [] : [`services.${id}: ${status}`],
    ),
    ...(policy === 'take-place' ? [] : [`appointments: ${policy}`]),
    ...(isMailLost(facts, now) && reach.email_in !== 'up' ? ['email.lost_until: null'] : []),
    ...(mail?.action === 'use-post-or-phone' ? [`email.action: ${mail.action}`] : []),
  ];
}

/** Whether a text may say that it is over: no fact says otherwise, and it asks nobody to stay away or to wait. */
export function isSaidOver(scene: Scene): boolean {
  return isOverIn(scene.snapshot.facts, (until) => !isPresent(scene, until), scene.now);
}

/** The same of facts. `isGone`: by their `until`. */
export function isOverIn(
  facts: Facts,
  isGone: (until: Instant | Day | null) => boolean,
  now: Instant,
): boolean {
  const { phase, instruction } = facts;
  const asked = instruction === null || isGone(instruction.until) ? null : instruction.say;
  if (phase !== 'resolved' || asked === 'stay-home' || asked === 'do-not-come' || asked === 'wait')
    return false;
  return contradictionsOfOver(facts, isGone, now).length === 0;
}

/** Whether a text says that it is over, or its first line that something works: no reason explains that. */
export function saysThatItWorks(scene: Scene): boolean {
  const { kind } = scene.snapshot.announcement;
  if (isSaidOver(scene)) return true;
  if (scene.text !== null) return false;
  return kind === 'services'
    ? !lacksServices(scene)
    : isSituation(scene) && situationOf(scene).id === 'reachable';
}

/** Whether a text says that mail does not arrive now. */
export function isMailLost({ mail }: Facts, now: Instant): boolean {
  return mail?.lostSince != null && (mail.lostUntil === null || mail.lostUntil > now);
}

/**
 * The status of the services that the headline names; null where something worse is known, or they have no names in this
 * language.
 */
export function servicesInHeadline(scene: Scene): 'unavailable' | 'limited' | null {
  const { kind } = scene.snapshot.announcement;
  if ((kind !== 'outage' && kind !== 'status') || situationOf(scene).id !== 'not-all-services') return null;
  const status = serviceIds(scene, 'unavailable').length > 0 ? 'unavailable' : 'limited';
  const names = serviceNames(scene, serviceIds(scene, status));
  return names.every((name) => typeof name === 'string') ? status : null;
}

/** Whether a service is not available, or only in part. */
export function lacksServices(scene: Scene): boolean {
  return serviceIds(scene, 'unavailable').length + serviceIds(scene, 'limited').length > 0;
}

export function situationOf(scene: Scene) {
  const { facts } = scene.snapshot;
  const { id, ways } = situationIn(facts, lacksServices(scene));
  if (id === 'affected' && isSaidOver(scene)) return { id: 'over', ways };
  // Beside a number that somebody answers, nobody is "not to be reached by phone"; nor by mail beside an address.
  const isWrittenTo =
    ways.includes('email_in') && Object.values(facts.contacts).some((one) => canBeWrittenTo(one, scene.now));
  if (id !== 'unreachable' || !(isWrittenTo || isAnsweredElsewhere(facts, scene.now))) return { id, ways };
  return { id: 'out-of-order', ways: ways.filter((way) => facts.reach[way] === 'down') };
}

/** Whether nobody can answer the telephone of the municipality itself. */
export function isUnanswered({ reach, work }: Facts): boolean {
  return reach.phone === 'down' || work === 'none';
}

/** Whether a contact has a number that can be called now. Numbers in free words do not count: nobody knows what they are for. */
function isAnsweredElsewhere({ contacts }: Facts, now: Instant): boolean {
  return Object.values(contacts).some((one) => canBeCalled(one, now));
}

/** Whether one of them is for everybody who would have come, and not another body's number for one purpose. */
export function isAnsweredForAll({ contacts }: Facts, now: Instant): boolean {
  return Object.values(contacts).some((one) => canBeCalled(one, now) && !isOfAnother(one));
}

/** The ways by which citizens would first try, where texts say that nobody is reached by them. */
export function cutOff({ reach }: Facts): readonly ReachWay[] {
  // Nobody gets an answer if nothing goes out, and it is unknown whether anything comes in.
  const noMail = reach.email_in === 'down' || (reach.email_out === 'down' && reach.email_in === 'unknown');
  return [
    ...(reach.phone === 'down' ? (['phone'] as const) : []),
    ...(noMail ? (['email_in', 'email_out'] as const) : []),
  ];
}

export function waysAt({ reach }: Facts, level: ReachLevel): readonly ReachWay[] {
  return REACH_WAYS.filter((way) => reach[way] === level);
}

/**
 * Ways to reach somebody as a list: incoming and outgoing mail together are mail. `number` is that of the verb. `use` is `by` if
 * they reach somebody, `none` if they are missing, `subject` if one of them alone begins a sentence: languages with cases or
 * articles word them differently. After the first `shown` ones it says how many more there are, if several.
 */
function waysSaid(
  scene: Scene,
  ways: readonly ReachWay[],
  join: Join,
  use: 'by' | 'none' | 'subject',
  shown = ways.length,
): Args {
  const isAllMail = ways.includes('email_in') && ways.includes('email_out');
  const names = [
    ...ways.filter((way) => !isAllMail || (way !== 'email_in' && way !== 'email_out')),
    ...(isAllMail ? ['email'] : []),
  ];
  const isPlural = names.length > 1 || names.includes('online_services');
  const form = use === 'subject' && names.length > 1 ? 'alone' : use;
  const more = names.length - shown;
  return {
    ways: listed(
      scene,
      [
        ...names
          .slice(0, more > 1 ? shown : names.length)
          .map((way) => scene.catalogue.word(`way-${way.replace('_', '-')}`, { use: form })),
        ...(more > 1 ? [scene.catalogue.word('services-more', { count: more })] : []),
      ],
      join,
    ),
    number: isPlural ? 'many' : 'one',
  };
}

/** Ways by which nobody is reached, in two forms: "not by phone or email", and "no phone, no email". */
function waysMissed(scene: Scene, ways: readonly ReachWay[]): Args {
  return {
    ...waysSaid(scene, ways, 'disjunction', 'by'),
    'ways-none': waysSaid(scene, ways, 'commas', 'none').ways,
  };
}

/** Ways as the beginning of a sentence that says whether they work. */
export function waysWorking(scene: Scene, ways: readonly ReachWay[]): Args {
  const { ways: list, number } = waysSaid(scene, ways, 'conjunction', 'subject');
  return {
    ways: typeof list === 'string' ? capitalised(list, scene.catalogue.language) : list,
    'ways-by': waysSaid(scene, ways, 'conjunction', 'by').ways,
    number,
  };
}

/** States each way to reach the municipality that the sentence in the headline does not name yet. */
export function reachOf(scene: Scene): readonly Statement[] {
  const { facts, announcement } = scene.snapshot;
  const isClosed = announcement.kind === 'appointments' && facts.reach.counter === 'down';
  const told: readonly ReachWay[] = SITUATION_KINDS.includes(announcement.kind)
    ? situationOf(scene).ways
    : isClosed
      ? ['counter']
      : [];
  const of = (level: ReachLevel, id: string) =>
    waysStated(
      scene,
      waysAt(facts, level).filter((way) => !told.includes(way)),
      id,
    );
  const { counter } = facts.reach;
  return [
    ...of('down', 'reach-down'),
    ...of('limited', 'reach-limited'),
    ...(counter == null || told.includes('counter') ? [] : [stated('counter', { level: counter })]),
    ...of('unknown', 'reach-unknown'),
    ...of('up', 'reach-up'),
  ];
}

/** States the ways that a restoration names and that work: where there is no room for all, the first and how many more. */
export function reachRestored(scene: Scene): readonly Statement[] {
  const { facts, announcement } = scene.snapshot;
  const named = (level: ReachLevel) =>
    waysAt(facts, level).filter((way) => announcement.reach?.includes(way));
  const [back, partly] = [named('up'), named('limited')];
  const desks = [...back, ...partly].includes('counter');
  return [
    ...waysStated(scene, back, 'restored-reach', [1, 2, 3]),
    ...waysStated(scene, partly, 'restored-reach-in-part'),
    ...(desks ? [stated('restored-counter', { level: facts.reach.counter })] : []),
  ];
}

/** Desks have a sentence of their own. `fewer`: how many are named where there is no room for all. */
function waysStated(
  scene: Scene,
  ways: readonly ReachWay[],
  id: string,
  fewer: readonly number[] = [],
): readonly Statement[] {
  const others = ways.filter((way) => way !== 'counter');
  if (others.length === 0) return [];
  const said = (shown: number, instead?: Statement) =>
    stated(id, waysSaid(scene, others, 'conjunction', 'subject', shown), instead && { instead });
  const shorter = fewer.reduce<Statement | undefined>((instead, shown) => said(shown, instead), undefined);
  return [said(others.length, shorter)];
}
