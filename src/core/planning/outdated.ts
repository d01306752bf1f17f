import type { Warning } from '../domain/advice.ts';
import { isTooLate, SITUATION_KINDS } from '../domain/announcement.ts';
import type { Instant } from '../domain/clock.ts';
import {
  factsOwner,
  ownerOf,
  subjectsInOrder,
  withoutConfirmed,
  withoutTimes,
} from '../domain/configuration.ts';
import { changedFacts, entriesOf, type Facts, type FactsPatch, factsFrom } from '../domain/facts.ts';
import type { ContentSnapshot, UnwordedReason } from '../domain/message.ts';
import type { Account } from '../domain/municipality.ts';
import type { Key } from '../domain/post-key.ts';
import { isOver } from '../domain/time-zone.ts';
import { type Entry, isPublished, postedAt } from '../ledger/entry.ts';
import type { Fitting, Room } from '../wording/fill.ts';
import { isOverIn } from '../wording/reach.ts';
import { postsOfToday } from './all-clears.ts';
import { announcementNamed } from './candidates.ts';
import type { PlanningContext } from './context.ts';
import { contradictionsOfAllClear, contradictionsOfOthers, deniedAnew } from './doubts/contradictions.ts';
import { editsOf, saidNow, saidToday } from './said.ts';
import { correctedAgain } from './wrong-facts.ts';

type Wordless =
  | UnwordedReason
  /** It is an all-clear that today's facts deny, so that it cannot be said again. */
  | { readonly because: 'denied' }
  /** It would say the same. `contradicted`: ids of those whom it names and whose own facts contradict it. */
  | { readonly because: 'others'; readonly contradicted: readonly string[] };

/** A published post that today's facts would word differently. */
export interface Outdated {
  readonly entry: Entry;
  readonly says: string;
  /** The text that it would have; null where there is none. */
  readonly fitting: Fitting | null;
  /** Why there is none; null where there is one. */
  readonly wordless: Wordless | null;
  readonly snapshot: ContentSnapshot;
  /**
   * Id of the announcement whose next edition says it as it is today: its own or, of a correction that still holds, that of what it
   * corrected. Who reads a second correction believes that the first was wrong.
   */
  readonly again: string;
  /** Ids of the municipalities of which the text would newly say that something works or is over, while their facts deny it. */
  readonly denied: readonly string[];
  /** Whether nothing that it says has become untrue: it only lacks what has become known since. */
  readonly lacksOnly: boolean;
  /**
   * Whether a newer edition or occurrence of the same announcement is published on the account in the same language; or,
   * where it lacks only what has become known since, a newer outage or status of the same municipality's facts; or, where it is
   * an all-clear, a newer outage or status whose facts deny it; or, where it is a correction that still holds, one of these, or
   * of what it corrected, that says otherwise all in which it is untrue.
   */
  readonly superseded: boolean;
  /**
   * Whether staff need not hear of it: newer posts say otherwise all in which it is untrue. These are an edition, a post of its
   * sort, and restorations of what they name, unless of a way or service something became known since that no newer one says.
   */
  readonly replaced: boolean;
}

/** Whether others whom the post names deny what it says, or what it would say today. */
export function isDeniedByOthers({ wordless, denied }: Outdated): boolean {
  return wordless?.because === 'others' || denied.length > 0;
}

/**
 * Compares every published post with today's facts. Both are worded with today's messages and at the same time, so that
 * neither a changed message nor a fact that ran out by itself makes a post outdated. A new time of confirmation does not
 * either, nor does a promised time that has passed. Posts from before a municipality's all-clear are past. Where a municipality
 * has left the incident, nobody keeps its facts: only what they say otherwise makes its posts outdated.
 */
export function outdatedPosts(context: PlanningContext): readonly Outdated[] {
  // The posts of one municipality have the same snapshot on all accounts and in all languages.
  const known = new Map<string, Difference | null>();
  const { ledgerIndex } = context;
  const ofToday = postsOfToday(context, ledgerIndex.view, ledgerIndex.published);
  const placed = ofToday.map((entry) => ({ entry, ...placesOf(context, entry) }));
  const newest = new Map<string, Entry>();
  for (const { entry, sort } of placed) {
    const other = newest.get(sort);
    if (!other || postedAt(entry) >= postedAt(other)) newest.set(sort, entry);
  }
  const restorations = Map.groupBy(
    placed.filter(({ entry }) => entry.kind === 'restoration'),
    ({ situation }) => situation,
  );
  return placed.flatMap(({ entry, sort, situation }) => {
    const id = `${entry.announcement} ${entry.publishedSnapshot}`;
    const found = known.get(id);
    const difference = found === undefined ? differenceIn(context, entry) : found;
    known.set(id, difference);
    if (difference === null) return [];
    const newerOf = (place: string) => {
      const other = newest.get(place);
      return other && postedAt(other) > postedAt(entry) ? other : null;
    };
    const restored = (restorations.get(situation) ?? [])
      .map((one) => one.entry)
      .filter((one) => postedAt(one) > postedAt(entry) && includesAll(one.about, entry.about));
    return outdated(context, entry, difference, newerOf(sort), newerOf(situation), restored) ?? [];
  });
}

interface Places {
  /** Where posts say how things stand: those with the same are read one after the other, of the same facts. */
  readonly situation: string;
  /** Posts of one sort say the same thing of the same facts. Those that say how things stand have that place as their sort. */
  readonly sort: string;
}

function placesOf(context: PlanningContext, entry: Entry): Places {
  const { region } = context.configuration;
  const { municipality, account, language, about, kind } = entry;
  const poster = region.municipalities.get(municipality);
  const owner = poster ? factsOwner(region, poster, about).id : municipality;
  const situation = JSON.stringify([account, language, owner]);
  if (SITUATION_KINDS.includes(kind)) return { situation, sort: situation };
  const said = saidNow(context, entry)?.announcement;
  const { text = null, contact = null, services = [], reach = [] } = said ?? {};
  const what = text === null ? [contact, ...services, ...reach] : entry.announcement;
  return { situation, sort: `${situation} ${kind} ${what}` };
}

/** The snapshot that a post was worded from, and the one that it would be worded from today. */
interface Difference {
  readonly snapshot: ContentSnapshot;
  /** Both without the times that make no difference; null for an all-clear that the facts contradict, whatever its words. */
  readonly compared: readonly [then: ContentSnapshot, today: ContentSnapshot] | null;
  /** Those that it is about whose own facts contradict it, as they would its words of today; and groups of these. */
  readonly contradicted: ContentSnapshot['about'];
  /** What it says that today's facts say otherwise. */
  readonly untrue: Facts;
  readonly lacksOnly: boolean;
}

/** Null where nothing differs, nobody can tell, or nobody minds any more. */
function differenceIn(context: PlanningContext, entry: Entry): Difference | null {
  const { configuration, wording, now } = context;
  const worded = saidNow(context, entry);
  if (!worded) return null;
  const owner = ownerOf(configuration.region, worded)?.id ?? worded.poster.id;
  // Earlier versions of this program kept the subjects as they were typed.
  const then = { ...worded, about: subjectsInOrder(worded, owner) };
  if (configuration.state.broken.has(owner)) return null;
  if (isTooLate(announcementNamed(configuration, entry.announcement) ?? then.announcement, now)) return null;
  const snapshot = saidToday(context, entry, then);
  if (snapshot === null) return null;
  const contradicted = contradictedBy(context, then, snapshot);
  const isTooEarly = isAllClearTooEarly(context, entry, snapshot);
  const isSame =
    !isTooEarly && contradicted.length === 0 && wording.digest(snapshot) === entry.publishedSnapshot;
  if (isSame) return null;
  // Earlier versions of this program repeated in an all-clear what the incident promised.
  const isUnpromised = entry.kind === 'all-clear' && snapshot.facts.nextUpdate === null;
  const said = isUnpromised ? { ...then, facts: { ...then.facts, nextUpdate: null } } : then;
  const compared = [comparable(said, said, now), comparable(snapshot, said, now)] as const;
  const untrue = untrueIn(...compared);
  const difference = { snapshot, compared, contradicted, untrue, lacksOnly: false };
  if (isTooEarly) return { ...difference, compared: null };
  if (contradicted.length > 0) return difference;
  if (JSON.stringify(compared[0]) === JSON.stringify(compared[1])) return null;
  const isLeft = !configuration.state.incident.affects.has(owner);
  if (isLeft && hasNone(changedFacts(compared[1].facts, compared[0].facts))) return null;
  const [others, othersToday] = compared.map((one) => JSON.stringify({ ...one, facts: null }));
  return { ...difference, lacksOnly: others === othersToday && hasNone(untrue) };
}

/** Finds whom a post is about whose facts contradict it now, and would still contradict it in other words. */
function contradictedBy(
  { configuration, now }: PlanningContext,
  then: ContentSnapshot,
  today: ContentSnapshot,
): ContentSnapshot['about'] {
  if (then.about.every(({ id }) => id === then.poster.id)) return [];
  const contradict = [then, today].map(
    (one) =>
      new Set(contradictionsOfOthers(configuration, one, now).others.map((other) => other.municipality)),
  );
  const membersOf = (id: string) => configuration.region.groups.get(id)?.members ?? [id];
  return then.about.filter(({ id }) =>
    membersOf(id).some((one) => contradict.every((others) => others.has(one))),
  );
}

/** How far the work is, and that nobody knows how long it takes, is not untrue when more is known. */
function untrueIn({ facts }: ContentSnapshot, today: ContentSnapshot): Facts {
  const estimate = facts.estimate?.kind === 'unknown' ? null : facts.estimate;
  return changedFacts({ ...facts, phase: null, estimate }, today.facts);
}

/**
 * Whether a newer post was worded from today's title and cause and from other facts wherever these are untrue. Where it leaves
 * something out for want of room, it also reads otherwise than it would with each of them that the older one has in its words.
 */
function saysOtherwise(
  newer: ContentSnapshot,
  [then, today]: NonNullable<Difference['compared']>,
  untrue: Facts,
  fittingOf: (worded: ContentSnapshot) => Fitting | null,
): boolean {
  const [known, right] = [newer, today].map(({ title, cause }) => JSON.stringify([title, cause]));
  const isOther = JSON.stringify(changedFacts(untrue, newer.facts)) === JSON.stringify(untrue);
  if (known !== right || !isOther) return false;
  if (!fittingOf(newer)?.shortened.some(({ words }) => words === null)) return true;
  const readsOtherwise = (one: ContentSnapshot, facts: Facts) =>
    fittingOf({ ...one, facts })?.text !== fittingOf(one)?.text;
  return oneByOne(untrue).every(
    (fact) =>
      readsOtherwise(newer, factsFrom([newer.facts, fact])) ||
      !readsOtherwise(then, changedFacts(then.facts, factsFrom([fact]))),
  );
}

/** Ways, services and contacts each by itself, and other fields as a whole. */
function oneByOne(facts: Facts): readonly FactsPatch[] {
  return Object.entries(facts).flatMap(([field, value]): readonly FactsPatch[] => {
    if (isNothing(value)) return [];
    if (field !== 'reach' && field !== 'services' && field !== 'contacts') return [{ [field]: value }];
    return Object.entries(facts[field]).map(([id, one]) => ({ [field]: { [id]: one } }));
  });
}

function isNothing(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

function hasNone(facts: Facts): boolean {
  return Object.values(facts).every(isNothing);
}

function outdated(
  context: PlanningContext,
  entry: Entry,
  { snapshot, compared, contradicted, lacksOnly, ...difference }: Difference,
  /** The newest post of its sort, and that on how things stand; each null where none is newer. */
  alike: Entry | null,
  situation: Entry | null,
  /** Newer restorations. */
  restored: readonly Entry[],
): Outdated | null {
  const { configuration, ledgerIndex, wording } = context;
  const account = configuration.region.accounts.get(entry.account) ?? formerAccount(entry);
  const says = entry.publishedText ?? '';
  const newestOf = (announcement: string) =>
    ledgerIndex
      .said(announcement, entry.account, entry.language)
      .findLast((other) => isPublished(other) && postedAt(other) > postedAt(entry));
  const newest = newestOf(entry.announcement);
  const superseded = newest !== undefined || (lacksOnly && situation !== null);
  const again = correctedAgain(context, entry, snapshot) ?? entry.announcement;
  const listed = {
    entry,
    says,
    fitting: null,
    snapshot,
    again,
    denied: [],
    lacksOnly,
    superseded,
    replaced: superseded,
  };
  if (compared === null) {
    const denied: Outdated = { ...listed, wordless: { because: 'denied' } };
    const worded = situation && saidNow(context, situation);
    const isDeniedThere =
      worded !== null && worded !== undefined && isAllClearTooEarly(context, entry, worded);
    return isDeniedThere ? { ...denied, superseded: true, replaced: true } : denied;
  }
  const fittingOf = (worded: ContentSnapshot, room?: Room) => {
    const fit = wording.fit(worded, account, entry.language, room);
    return fit.kind === 'fitting' ? fit : null;
  };
  const then = saidNow(context, entry);
  const reads = (room: Room) => then !== undefined && fittingOf(then, room)?.text === says;
  // Approved words may have gone out shorter than the limit: what they had no room for is not untrue in them.
  const isShort = !reads({ had: says }) && reads({ most: says });
  const [said, right] = compared.map((one) => fittingOf(one, isShort ? { most: says } : { had: says }));
  const today = wording.fit(snapshot, account, entry.language);
  const isSame = said !== null && said?.text === right?.text;
  // The words that differ may have had no room in it, under a limit that may have fallen since. Where there are none, such as of an
  // unsigned language, nobody can tell.
  if (isSame || (today.kind === 'fitting' && today.text === says)) {
    const named = contradicted.filter(({ name }) => says.includes(name[entry.language] ?? ''));
    const wordless = { because: 'others', contradicted: named.map(({ id }) => id) } as const;
    return named.length > 0 ? { ...listed, wordless } : null;
  }
  const isSaidOtherwise = (one: Entry, untrue: Facts) => {
    const worded = saidNow(context, one);
    if (!worded) return false;
    const [longest] = [says, one.publishedText ?? ''].toSorted((a, b) => b.length - a.length);
    return saysOtherwise(worded, compared, untrue, (any) =>
      fittingOf(any, longest === undefined ? longest : { had: longest }),
    );
  };
  const named = (one: Entry, { services, reach }: Facts) => {
    const of = saidNow(context, one)?.announcement;
    return factsFrom([
      { services: entriesOf(services, of?.services ?? []), reach: entriesOf(reach, of?.reach ?? []) },
    ]);
  };
  const untrue = restored.reduce((untrue, one) => {
    const back = named(one, untrue);
    return isSaidOtherwise(one, back) ? changedFacts(untrue, back) : untrue;
  }, difference.untrue);
  const [before, { facts }] = compared;
  const known = saidNow(context, situation ?? entry)?.facts ?? before.facts;
  const back = restored.map((one) => named(one, facts));
  const { reach, services } = [known, ...back].reduce(changedFacts, changedFacts(facts, before.facts));
  const isRestored =
    hasNone(untrue) && !hasNone(difference.untrue) && isNothing(reach) && isNothing(services);
  const newer = [newest, alike !== null && includesAll(alike.about, entry.about) ? alike : undefined];
  const isReplaced = newer.some((one) => one !== undefined && isSaidOtherwise(one, untrue));
  const isSaidSince =
    again !== entry.announcement &&
    [situation ?? undefined, newestOf(again)].some(
      (one) => one !== undefined && isSaidOtherwise(one, untrue),
    );
  const since = {
    superseded: superseded || isSaidSince,
    replaced: isRestored || isReplaced || isSaidSince || (lacksOnly && situation !== null),
  };
  const saidAt = Math.max(...[entry, ...editsOf(context, entry)].map(postedAt));
  const denied = then ? deniedAnew(configuration, then, snapshot, { saidAt, now: context.now }) : [];
  return today.kind === 'fitting'
    ? { ...listed, ...since, denied, fitting: today, wordless: null }
    : { ...listed, ...since, wordless: today };
}

function includesAll(all: readonly string[], some: readonly string[]): boolean {
  return some.every((one) => all.includes(one));
}

/** An account that the files no longer have, as far as texts depend on it. */
function formerAccount({ account: id, municipality, channel, server, language }: Entry): Account {
  return { id, municipality, channel, server, handle: '', languages: [language], publicExercises: false };
}

/**
 * Of these posts those that only a person can delete, as the files no longer have their accounts. `held`: those that an
 * announcement withdraws or corrects, which are held up to staff already.
 */
export function outdatedGone(
  { configuration: { region } }: PlanningContext,
  outdated: readonly Outdated[],
  held: ReadonlySet<Key>,
): readonly Warning[] {
  return outdated
    .filter(({ entry }) => !region.accounts.has(entry.account) && !held.has(entry.key))
    .filter(({ replaced }) => !replaced)
    .map(({ entry: { announcement, account, key, url } }) => ({
      ...{ announcement, account, key },
      ...{ code: 'outdated-gone', post: url ?? key },
    }));
}

/**
 * Whether facts contradict an all-clear, or its correction that says once more that it is over. They do not change its words, so
 * that comparing texts would not find it.
 */
export function isAllClearTooEarly(
  context: PlanningContext,
  entry: Entry,
  snapshot: ContentSnapshot,
): boolean {
  const { configuration, now } = context;
  const owner = ownerOf(configuration.region, snapshot);
  const said = entry.kind === 'correction' ? saidNow(context, entry) : undefined;
  const isClear =
    entry.kind === 'all-clear' ||
    (said?.original?.stillOver === true &&
      isOverIn(said.facts, (until) => isOver(until, configuration.settings.zone, now), now));
  if (!isClear || owner === null) return false;
  return contradictionsOfAllClear(snapshot.facts, configuration, owner, now).length > 0;
}

function comparable(snapshot: ContentSnapshot, then: ContentSnapshot, now: Instant): ContentSnapshot {
  const promised = then.facts.nextUpdate;
  return promised === null || promised <= now ? withoutTimes(snapshot) : withoutConfirmed(snapshot);
}
