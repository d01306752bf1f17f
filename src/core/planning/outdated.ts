import type { Warning } from '../domain/advice.ts';
import { isTooLate, SITUATION_KINDS } from '../domain/announcement.ts';
import { keptIn } from '../domain/cache.ts';
import type { Instant } from '../domain/clock.ts';
import {
  factsOwner,
  ownerOf,
  subjectsInOrder,
  withoutConfirmed,
  withoutTimes,
} from '../domain/configuration.ts';
import { changedFacts, type Facts, sayAnything } from '../domain/facts.ts';
import type { ContentSnapshot, Unworded, UnwordedReason } from '../domain/message.ts';
import type { Account } from '../domain/municipality.ts';
import type { Key } from '../domain/post-key.ts';
import { isOver } from '../domain/time-zone.ts';
import { type Entry, postedAt } from '../ledger/entry.ts';
import type { Fitting, Room } from '../wording/fill.ts';
import { isOverIn } from '../wording/reach.ts';
import { announcementNamed } from './candidates.ts';
import type { PlanningContext } from './context.ts';
import { contradictionsOfAllClear, contradictionsOfOthers, deniedAnew } from './doubts/contradictions.ts';
import { editsOf, saidNow, saidToday } from './said.ts';
import { type Newer, newestEdition, saidSince } from './said-since.ts';
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
   * Id of the announcement whose next edition says it as it is today: its own or, for a correction that still holds, the
   * corrected announcement. People who read a second correction believe that the first was wrong.
   */
  readonly again: string;
  /** Ids of the municipalities whose facts deny what the text would newly say of them: that something works or is over. */
  readonly denied: readonly string[];
  /** Whether nothing that it says has become untrue: it only lacks what has become known since. */
  readonly lacksOnly: boolean;
  /**
   * Whether it need not be said again. A newer edition or occurrence of the same announcement is published on the account in the
   * same language; or, if it lacks only facts that have become known since, a newer outage or status about the same municipality;
   * or, if it is an all-clear, a newer outage or status whose facts deny it; or, if it is a correction that still holds, one of
   * these, or a newer post of the corrected announcement, that says otherwise everything in which it is untrue.
   */
  readonly superseded: boolean;
  /**
   * Whether staff need not hear of it: newer posts say otherwise everything in which it is untrue. These are an edition, a post
   * of its sort, and restorations of what they name, unless something became known since about a way or service that no newer
   * post says.
   */
  readonly replaced: boolean;
}

/** Whether others whom the post names deny what it says, or what it would say today. */
export function isDeniedByOthers({ wordless, denied }: Outdated): boolean {
  return wordless?.because === 'others' || denied.length > 0;
}

/**
 * Compares every published post with today's facts. Both are worded with today's messages and at the same time, so that neither a
 * changed message nor an expired fact makes a post outdated. Nor does a new time of confirmation or a promised time that has
 * passed. Posts from before a municipality's all-clear are past. If a municipality has left the incident, nobody keeps its facts:
 * its posts are outdated only by facts that say otherwise.
 */
export function outdatedPosts(context: PlanningContext): readonly Outdated[] {
  // The posts of one municipality have the same snapshot on all accounts and in all languages.
  const known = new Map<string, Difference | null>();
  const placed = context.postsOfToday().map((entry) => ({ entry, ...placesOf(context, entry) }));
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
    const difference = keptIn(known, id, () => differenceIn(context, entry));
    if (difference === null) return [];
    const isNewer = (other: Entry) => postedAt(other) > postedAt(entry);
    const newerOf = (place: string) => {
      const other = newest.get(place);
      return other && isNewer(other) ? other : null;
    };
    const newer = {
      edition: newestEdition(context, entry, entry.announcement),
      alike: newerOf(sort),
      situation: newerOf(situation),
      restored: (restorations.get(situation) ?? []).map((one) => one.entry).filter(isNewer),
    };
    return outdated(context, entry, difference, newer) ?? [];
  });
}

interface Places {
  /** The place of posts that say how things stand: people read those of one place one after the other, about the same facts. */
  readonly situation: string;
  /** Posts of one sort say the same thing about the same facts. Those that say how things stand have that place as their sort. */
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
  /** Its subjects whose own facts contradict it, as they would contradict its words of today; and groups of these. */
  readonly contradicted: ContentSnapshot['about'];
  /** The facts that it states and that are different today. */
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
  if (isLeft && !sayAnything(changedFacts(compared[1].facts, compared[0].facts))) return null;
  const [others, othersToday] = compared.map((one) => JSON.stringify({ ...one, facts: null }));
  return { ...difference, lacksOnly: others === othersToday && !sayAnything(untrue) };
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

/** The progress of the work, and an unknown duration, are not untrue once more is known. */
function untrueIn({ facts }: ContentSnapshot, today: ContentSnapshot): Facts {
  const estimate = facts.estimate?.kind === 'unknown' ? null : facts.estimate;
  return changedFacts({ ...facts, phase: null, estimate }, today.facts);
}

function outdated(
  context: PlanningContext,
  entry: Entry,
  difference: Difference,
  newer: Newer,
): Outdated | null {
  const { configuration, wording } = context;
  const { snapshot, compared, lacksOnly } = difference;
  const superseded = newer.edition !== null || (lacksOnly && newer.situation !== null);
  const again = correctedAgain(context, entry, snapshot) ?? entry.announcement;
  const listed = {
    entry,
    says: entry.publishedText ?? '',
    fitting: null,
    snapshot,
    again,
    denied: [],
    lacksOnly,
    superseded,
    replaced: superseded,
  };
  if (compared === null) {
    const worded = newer.situation && saidNow(context, newer.situation);
    const isDeniedThere = worded ? isAllClearTooEarly(context, entry, worded) : false;
    const since = isDeniedThere ? { superseded: true, replaced: true } : {};
    return { ...listed, ...since, wordless: { because: 'denied' } };
  }
  const account = configuration.region.accounts.get(entry.account) ?? formerAccount(entry);
  const today = wording.fit(snapshot, account, entry.language);
  if (readsTheSame(context, entry, account, compared, today)) {
    const named = namedIn(entry, difference.contradicted);
    return named.length > 0 ? { ...listed, wordless: { because: 'others', contradicted: named } } : null;
  }
  const since = saidSince(context, { entry, account, again, ...difference, compared }, newer);
  const then = saidNow(context, entry);
  const saidAt = Math.max(...[entry, ...editsOf(context, entry)].map(postedAt));
  const denied = then ? deniedAnew(configuration, then, snapshot, { saidAt, now: context.now }) : [];
  return today.kind === 'fitting'
    ? { ...listed, ...since, denied, fitting: today, wordless: null }
    : { ...listed, ...since, wordless: today };
}

/**
 * Whether a published text would read the same by today's facts. The words that differ may have had no room in it, under a limit
 * that may have fallen since. If there are no words, as in an unsigned language, the answer is unknown.
 */
function readsTheSame(
  { ledgerIndex, wording }: PlanningContext,
  entry: Entry,
  account: Account,
  compared: NonNullable<Difference['compared']>,
  today: Fitting | Unworded,
): boolean {
  const says = entry.publishedText ?? '';
  const textOf = (worded: ContentSnapshot, room: Room) => {
    const fit = wording.fit(worded, account, entry.language, room);
    return fit.kind === 'fitting' ? fit.text : null;
  };
  const then = saidNow({ ledgerIndex }, entry);
  const reads = (room: Room) => then !== undefined && textOf(then, room) === says;
  // Approved words may have gone out shorter than the limit: what they had no room for is not untrue in them.
  const isShort = !reads({ had: says }) && reads({ most: says });
  const [said, right] = compared.map((one) => textOf(one, isShort ? { most: says } : { had: says }));
  return (said !== null && said === right) || (today.kind === 'fitting' && today.text === says);
}

/** Ids of the bodies whose names are in a published text. */
function namedIn({ publishedText, language }: Entry, of: ContentSnapshot['about']): readonly string[] {
  return of.filter(({ name }) => publishedText?.includes(name[language] ?? '')).map(({ id }) => id);
}

/** An account that the files no longer have, as far as texts depend on it. */
function formerAccount({ account: id, municipality, channel, server, language }: Entry): Account {
  return { id, municipality, channel, server, handle: '', languages: [language], publicExercises: false };
}

/**
 * Warns of those posts that only a person can delete, because the files no longer have their accounts. `held`: posts that an
 * announcement withdraws or corrects, which are already reported to staff.
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
