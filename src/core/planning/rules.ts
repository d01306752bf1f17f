import type { HoldReason } from '../domain/advice.ts';
import { type Announcement, isTooLate } from '../domain/announcement.ts';
import { forEachTime, HOUR, type Instant, type Zone } from '../domain/clock.ts';
import {
  type Configuration,
  currentSnapshot,
  factsOwner,
  isInReach,
  isWhereAccountIs,
  ownerOf,
  withoutTimes,
} from '../domain/configuration.ts';
import { factsOf } from '../domain/incident.ts';
import type { Language } from '../domain/language.ts';
import { partsOf } from '../domain/layout.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import { type Account, type Municipality, municipalitiesIn } from '../domain/municipality.ts';
import { reason } from '../domain/reason.ts';
import { dayOf } from '../domain/time-zone.ts';
import { type Entry, type Intent, isPublished, mayHaveLeft, postedAt } from '../ledger/entry.ts';
import { isDormant, mayBeAskedAgain, NOT_ASKED, OVERTAKEN, wasWithdrawn } from '../ledger/replanning.ts';
import { whoDecides } from '../ledger/transitions.ts';
import { type Fitting, wordingFor } from '../wording/fill.ts';
import { fitApproved } from './approved-words.ts';
import { type Candidate, isNotForNow } from './candidates.ts';
import { leavesAt, type PlanningContext } from './context.ts';
import { contradictionsOfAllClear, contradictionsOfOthers } from './doubts/contradictions.ts';
import type { FilesNow } from './in-effect.ts';
import type { LedgerIndex } from './ledger-index.ts';
import { publishedSnapshotOf, saidNow, saidToday, saysTheSame } from './said.ts';

interface Words {
  readonly text: string | null;
  readonly fitting: Fitting | null;
  readonly snapshot: ContentSnapshot | null;
}

/** The decision of planning about one candidate. */
export type Decision =
  /** It goes out at `due`. `fitting` and `snapshot` are null if the ledger fixed the text earlier. */
  | ({ readonly kind: 'say'; readonly text: string; readonly due: Instant } & Words)
  /** It waits until a person acts. `again`: what holds it too, once its outcome is known. */
  | { readonly kind: 'hold'; readonly reason: HoldReason; readonly again?: HoldReason['because'] }
  /** It is never published; the ledger keeps why. */
  | ({ readonly kind: 'drop'; readonly state: 'expired' | 'superseded'; readonly reason: string } & Words)
  /** The open entry under its key may no longer be published. */
  | { readonly kind: 'cancel'; readonly reason: string }
  /** Nothing has to be done: it is published, on its way, or not needed. `because`: why, for a person who expects it. */
  | { readonly kind: 'done'; readonly because?: string };

export type Say = Extract<Decision, { readonly kind: 'say' }>;

export const DONE: Decision = { kind: 'done' };

const NO_WORDS: Words = { text: null, fitting: null, snapshot: null };

/** Drops a candidate because another has replaced or ended it. The ledger keeps the words that it would have had. */
export function superseded(decision: Decision, why: string): Decision {
  const { text, fitting, snapshot } =
    decision.kind === 'say' || decision.kind === 'drop' ? decision : NO_WORDS;
  return { kind: 'drop', state: 'superseded', reason: why, text, fitting, snapshot };
}

export function held(reason: HoldReason): Decision {
  return { kind: 'hold', reason };
}

/** Decides whether a candidate is said. `original`: what people read that it corrects or withdraws; null for all others. */
export function decideSaying(
  context: PlanningContext,
  candidate: Candidate,
  original: ContentSnapshot['original'],
): Decision {
  const byEntry = decideByEntry(context, candidate);
  // An unknown post that turns out to be absent may be sent again before the next plan.
  if (byEntry !== null && candidate.entry?.state !== 'unknown') return byEntry;
  const unsaid = decideByAccount(context, candidate) ?? decideByAllClear(context, candidate);
  const { announcement, municipality } = candidate;
  const snapshot =
    original === null
      ? context.snapshot(announcement, municipality)
      : currentSnapshot(context.configuration, announcement, municipality, original);
  const against =
    unsaid ?? decideByOthers(context, snapshot, candidate) ?? decideByRest(context, candidate, snapshot);
  if (byEntry?.kind === 'hold' && against?.kind === 'hold')
    return { ...byEntry, again: against.reason.because };
  return byEntry ?? against ?? decideByWords(context, candidate, snapshot);
}

/** Decides by what the ledger has under the candidate's key. Null: other rules decide. */
export function decideByEntry(context: PlanningContext, candidate: Candidate): Decision | null {
  const { ledgerIndex } = context;
  const { entry, announcement } = candidate;
  if (entry === null) return null;
  switch (entry.state) {
    case 'posted':
      return doneInVain(context, entry, announcement);
    case 'sending':
      return DONE;
    case 'expired':
      // A person who moved its end, its time or the limit did so in order to have it said.
      return isExpiredInVain(context, candidate) && entry.reason !== null
        ? { kind: 'done', because: entry.reason }
        : DONE;
    case 'superseded':
      if (mayBeAskedAgain(entry) || isNewestAgain(ledgerIndex, entry)) return null;
      // A retraction is the last word also where it is no longer in the file, which its author may not expect.
      return wasWithdrawn(entry) ? { kind: 'done', because: entry.cancelled } : DONE;
    case 'refused':
      return held({ because: 'refused', reason: entry.reason });
    case 'unknown':
      return held({ ...unknownOutcome(entry), next: null });
    case 'waiting':
      return null;
    default:
      return entry.state satisfies never;
  }
}

/** Whether a post that expired would not have done so by the files of today. */
function isExpiredInVain(
  { configuration, now }: PlanningContext,
  { entry, announcement, at }: Candidate,
): boolean {
  if (entry?.reason?.startsWith('reason.not-after ')) return !isTooLate(announcement, now);
  const isOld = now - at > configuration.settings.freshnessMs;
  return entry?.reason?.startsWith('reason.older-than ') === true && !isOld && !isTooLate(announcement, now);
}

/**
 * A published announcement is done. Its author is told where it may be taken for new: it was withdrawn, and the file has lost the
 * retraction; or it names other services, another contact or other ways to reach somebody than its post.
 */
function doneInVain(context: PlanningContext, entry: Entry, announcement: Announcement): Decision {
  const withdrawn = context.ledgerIndex
    .changesOf(entry.key)
    .find(({ kind, action, state }) => kind === 'retraction' && action === 'delete' && state === 'posted');
  if (withdrawn)
    return { kind: 'done', because: reason('reason.withdrawn-by', { by: withdrawn.announcement }) };
  const then = publishedSnapshotOf(context, entry)?.announcement;
  const named = ({ services = [], reach = [], contact }: Partial<ContentSnapshot['announcement']>) =>
    JSON.stringify([services.toSorted(), reach.toSorted(), contact]);
  const isChanged = entry.occurrence === null && then !== undefined && named(then) !== named(announcement);
  return isChanged ? { kind: 'done', because: reason('reason.names-others') } : DONE;
}

export function unknownOutcome(entry: Entry) {
  return { because: 'unknown', reason: entry.reason, decides: whoDecides(entry) } as const;
}

/** Whether an edition that a later one overtook counts again: the later one was given up before it was published. */
function isNewestAgain(ledgerIndex: LedgerIndex, entry: Entry): boolean {
  if (entry.cancelled !== OVERTAKEN || !isDormant(entry)) return false;
  return !ledgerIndex
    .said(entry.announcement, entry.account, entry.language)
    .some(
      (other) =>
        other.occurrence === entry.occurrence &&
        other.edition > entry.edition &&
        other.state !== 'superseded' &&
        other.state !== 'expired',
    );
}

/** Decides whether this municipality may speak on this account, and from these facts. Null: it may. */
export function decideByAccount(
  { configuration, ledgerIndex }: PlanningContext,
  { account, municipality, about }: Candidate,
): Decision | null {
  if (!isInReach(configuration, account)) return held({ because: 'not-for-exercises' });
  if (configuration.mute.has(account.id)) return held({ because: 'no-credential' });
  const stopped = ledgerIndex.view.stopped.get(account.id);
  if (stopped !== undefined)
    return held({ because: 'account-stopped', account: account.id, reason: stopped });
  return decideByMistake(configuration, factsOwner(configuration.region, municipality, about));
}

function decideByMistake({ state }: Configuration, { id: municipality }: Municipality): Decision | null {
  const mistake = state.broken.get(municipality)?.[0];
  return mistake ? held({ because: 'facts-broken', municipality, mistake }) : null;
}

function decideByAllClear(
  { configuration, now }: PlanningContext,
  { announcement, municipality, about, at }: Candidate,
): Decision | null {
  if (announcement.kind !== 'all-clear') return null;
  const owner = factsOwner(configuration.region, municipality, about);
  const facts = factsOf(configuration.region, configuration.state, owner);
  const contradictions = contradictionsOfAllClear(facts, configuration, owner, leavesAt(at, now));
  if (contradictions.length === 0) return null;
  return held({ because: 'contradicts-facts', municipality: owner.id, contradictions });
}

/**
 * Holds a text that says about a whole group what none of its members says about itself. A recurring text, which nobody reads
 * before it goes out, must not say either that something fails where it is over. A mistake in the facts decides first: nobody
 * knows what they say.
 */
export function decideByOthers(
  { configuration, now }: FilesNow,
  snapshot: ContentSnapshot,
  { occurrence, at }: Pick<Intent, 'occurrence' | 'at'>,
): Decision | null {
  const { over, ...spoken } = contradictionsOfOthers(configuration, snapshot, leavesAt(at, now));
  const group = spoken.group ?? (occurrence === null ? null : over);
  if (group === null) return null;
  const [mistaken = null] = municipalitiesIn(configuration.region, [group]).flatMap(
    (one) => decideByMistake(configuration, one) ?? [],
  );
  return mistaken ?? held({ because: 'contradicts-others', ...spoken, group });
}

/** A post that may have left keeps its text, but is not sent again where the facts leave nothing to say of it. */
function decideByRest(
  context: PlanningContext,
  { account, language, entry, at }: Candidate,
  snapshot: ContentSnapshot,
): Decision | null {
  if (entry === null || !mayHaveLeft(entry)) return null;
  const { kind, ...why } = context.wordingAt(at).fit(snapshot, account, language);
  return kind === 'unworded' && 'because' in why && why.because === 'nothing-to-say' ? held(why) : null;
}

/** Words the candidate from this snapshot, and decides whether it is new, fresh and in time. */
export function decideByWords(
  context: PlanningContext,
  candidate: Candidate,
  snapshot: ContentSnapshot,
): Decision {
  const { now } = context;
  const { settings } = context.configuration;
  const { announcement, entry, at } = candidate;
  // A post that may have left keeps its text, whatever the facts are now. One that is absent and not for now is asked for again.
  if (entry?.state === 'waiting' && mayHaveLeft(entry)) {
    if (isNotForNow(candidate, now)) return { kind: 'cancel', reason: NOT_ASKED };
    return { kind: 'say', text: entry.text ?? '', fitting: null, snapshot: null, due: entry.due };
  }
  if (isTooLate(announcement, now)) {
    const time = { at: announcement.until, zone: settings.zone };
    const because = reason('reason.not-after', { time });
    return { kind: 'drop', state: 'expired', reason: because, ...NO_WORDS };
  }
  const unconfirmed = decideByConfirmation(context, candidate, snapshot);
  if (unconfirmed) return unconfirmed;
  const fitting = fitApproved(context, candidate, snapshot);
  if (fitting.kind === 'unworded') {
    const { kind: _, ...why } = fitting;
    return held(why);
  }
  const worded = { text: fitting.text, fitting, snapshot };
  if (isSaidAlready(context, candidate, snapshot))
    // Written down, so that it does not lie in wait: who raised it did not mean what changes later. A correction is looked at
    // again.
    return entry === null && snapshot.original === null
      ? { kind: 'drop', state: 'superseded', reason: NOTHING_NEW, ...worded }
      : DONE;
  if (saysNothingNew(context, candidate, snapshot))
    return { kind: 'drop', state: 'superseded', reason: NOTHING_NEW, ...worded };
  if (now - at > settings.freshnessMs) {
    const old = reason('reason.older-than', { hours: settings.freshnessMs / HOUR });
    return { kind: 'drop', state: 'expired', reason: old, ...worded };
  }
  return { kind: 'say', ...worded, due: at };
}

/** A recurring announcement must not repeat facts that nobody has confirmed for long. */
function decideByConfirmation(
  { configuration, now }: PlanningContext,
  { municipality, about, occurrence }: Candidate,
  { facts: { confirmed } }: ContentSnapshot,
): Decision | null {
  const rule = configuration.settings.confirmed;
  if (rule === null || occurrence === null) return null;
  const isOld = confirmed !== null && now - confirmed > rule.withinMs;
  if (confirmed !== null && !(isOld && rule.otherwise === 'hold')) return null;
  const owner = factsOwner(configuration.region, municipality, about);
  return held({ because: 'not-confirmed', municipality: owner.id, withinMs: rule.withinMs });
}

/** Whether the time of a next update that people still wait for is another one by now, or there is none. */
function movesPromise({ now }: PlanningContext, then: ContentSnapshot, today: ContentSnapshot): boolean {
  const promised = then.facts.nextUpdate;
  return promised !== null && promised > now && promised !== today.facts.nextUpdate;
}

/**
 * Whether a raised edition would only repeat the newest published one. It is news again where a post since about the same body
 * says what is not true any more; a correction says once what it put right.
 */
function isSaidAlready(context: PlanningContext, candidate: Candidate, snapshot: ContentSnapshot): boolean {
  const { announcement, account, language, occurrence, edition } = candidate;
  if (edition === 1) return false;
  const isEarlier = (entry: Entry) =>
    isPublished(entry) &&
    isWhereAccountIs(context.configuration, entry) &&
    entry.occurrence === occurrence &&
    entry.edition < edition;
  const earlier = context.ledgerIndex.said(announcement.id, account.id, language).findLast(isEarlier);
  const then = publishedSnapshotOf(context, earlier);
  if (earlier === undefined || then === undefined || movesPromise(context, then, snapshot)) return false;
  if (!saysTheSame(context, then, snapshot, account, language)) return false;
  // A notice denies nothing that others say of the outage.
  if (announcement.kind === 'notice') return true;
  const isUntrue = (post: Entry) => {
    const said = saidNow(context, post);
    return said && !saysTheSame(context, said, saidToday(context, post, said), account, language);
  };
  const since = postsAbout(context, candidate, snapshot).filter((one) => postedAt(one) > postedAt(earlier));
  return snapshot.original !== null || !since.some(isUntrue);
}

/** The published posts of the account in this language that are about the same body, whatever they belong to. */
function postsAbout(
  context: PlanningContext,
  { account, language }: Candidate,
  snapshot: ContentSnapshot,
): readonly Entry[] {
  const { configuration, ledgerIndex } = context;
  const owner = ownerOf(configuration.region, snapshot);
  return ledgerIndex.publicationsOn(account.id).filter((post) => {
    if (post.language !== language || !isPublished(post) || !isWhereAccountIs(configuration, post))
      return false;
    const said = saidNow(context, post);
    return said === undefined || ownerOf(configuration.region, said) === owner;
  });
}

/** Why an empty status is never published. */
export const NOTHING_NEW = reason('reason.nothing-new');

/** How long before a promised time an update may be published and still keep the promise. */
export const PROMISE_KEPT_MS = HOUR;

/**
 * Whether a status would only repeat the newest published post about the same body. When the promise of that post falls due, a
 * status is not empty: it says that there is nothing new, and when there will be.
 */
function saysNothingNew(context: PlanningContext, candidate: Candidate, snapshot: ContentSnapshot): boolean {
  const { configuration, now } = context;
  const { announcement, account, language, at, edition, occurrence } = candidate;
  if (announcement.kind !== 'status' || announcement.text !== null || at > now) return false;
  const newest = postsAbout(context, candidate, snapshot)
    .toSorted((a, b) => postedAt(a) - postedAt(b))
    .at(-1);
  const said = newest && saidNow(context, newest);
  if (!newest || !said) return false;
  // A status that is announced by hand goes out, even if it only repeats the outage.
  const then = occurrence === null ? said : asStatus(context, said, account, language);
  const promised = then.facts.nextUpdate;
  const isPromised = promised !== null && promised > postedAt(newest) && promised - now <= PROMISE_KEPT_MS;
  // Somebody raised it so that nobody waits for a time that no longer holds.
  const isRaised = edition > 1 && occurrence === null && movesPromise(context, then, snapshot);
  if (isPromised || isRaised || !saysTheSame(context, then, snapshot, account, language)) return false;
  if (!hasTimeWithin(then, postedAt(newest), now, configuration.settings.zone)) return true;
  // Statements whose time has passed since are still in the post that people read.
  const asRead = wordingFor(configuration, postedAt(newest));
  return saysTheSame(context, then, snapshot, account, language, asRead);
}

/**
 * The snapshot of an outage as that of a status, where both kinds have the same parts and nothing was left out: only the first
 * lines of their texts differ then. Any other snapshot is returned as it is.
 */
function asStatus(
  { configuration: { messages }, wording }: PlanningContext,
  said: ContentSnapshot,
  account: Account,
  language: Language,
): ContentSnapshot {
  const { announcement } = said;
  if (announcement.kind !== 'outage') return said;
  const status = { ...announcement, kind: 'status' as const };
  const [parts, same] = [announcement, status].map((one) => [...partsOf(messages.layout, one)].join());
  const fit = wording.fit(said, account, language);
  const isWhole =
    fit.kind === 'fitting' && fit.shortened.every(({ part, words }) => words !== null || part === 'stand');
  return parts === same && isWhole ? { ...said, announcement: status } : said;
}

/** Whether a time or day in what was said has passed since. */
function hasTimeWithin(then: ContentSnapshot, from: Instant, to: Instant, zone: Zone): boolean {
  const { facts, announcement } = withoutTimes(then);
  let isWithin = false;
  forEachTime([facts, announcement], (at) => {
    isWithin ||= at >= from && at <= to;
  });
  const days = JSON.stringify(facts).matchAll(/"(\d{4}-\d\d-\d\d)"/g);
  return isWithin || [...days].some(([, day = '']) => day >= dayOf(from, zone) && day < dayOf(to, zone));
}
