import type { HeldBecause } from '../domain/advice.ts';
import { isTooLate } from '../domain/announcement.ts';
import { HOUR, type Instant, MINUTE } from '../domain/clock.ts';
import type { Mode } from '../domain/incident.ts';
import type { WordDigests } from '../domain/message.ts';
import { covers, type Pause } from '../domain/pause.ts';
import type { Key } from '../domain/post-key.ts';
import { reason } from '../domain/reason.ts';
import { channelSettings, type Settings } from '../domain/settings.ts';
import { type AllClear, ENDED, isEndedBy } from './all-clear.ts';
import { type Approval, byDigest, isApproved, lacksOnlyWords } from './approval.ts';
import { type Entry, isOpen, isPending, isPublished } from './entry.ts';
import type { Breaker, BreakerScope } from './ledger.ts';
import type { RateWait } from './rate-limits.ts';

/** Everything that the decision depends on, read in the transaction that carries it out. */
export interface ClaimView {
  /** Entries of the account: all that are open, all of the same incident, and the newest that was posted. */
  readonly account: readonly Entry[];
  readonly approvals: readonly Approval[];
  readonly pauses: readonly Pause[];
  readonly stopped: string | null;
  /** The mode of the last accepted state file. */
  readonly mode: Mode;
  /** Ids of the announcements in that file. Other announcements wait. */
  readonly listed: ReadonlySet<string>;
  /** Whether that file is of another incident: of this one nothing is published any more. */
  readonly isOver: boolean;
  readonly messages: WordDigests;
  /** The open breaker of its server; null where it is closed. */
  readonly breaker: Breaker | null;
  /** The all-clears of its municipality that are published, or may be; none for what no all-clear ends. */
  readonly allClears: readonly AllClear[];
  /** The wait for limits and budgets that are used up. */
  readonly rateWait: RateWait | null;
}

export type ClaimDecision =
  | {
      readonly kind: 'claim';
      readonly replyTo: Key | null;
      readonly parentId: string | null;
      readonly since: string | null;
      readonly targetRemoteId: string | null;
    }
  /**
   * `until` is null where only another event can change it; `soon`: the program itself goes on within a quarter of an hour.
   */
  | {
      readonly kind: 'wait';
      readonly because: string;
      readonly until: Instant | null;
      readonly soon: boolean;
    }
  | { readonly kind: 'drop'; readonly state: 'expired' | 'superseded'; readonly because: string };

/** The reason by which a plan holds the posts of a stopped account. Only the next plan knows whether another one holds them. */
const STOPPED: HeldBecause = 'account-stopped';
/** Somebody who watches a post for longer would look again later. */
const SOON_MS = 15 * MINUTE;

/** Decides whether a waiting entry may be sent now. Every reason against it is checked again for each claim. */
export function decideClaim(entry: Entry, view: ClaimView, now: Instant, settings: Settings): ClaimDecision {
  const wait = (because: string, soon: boolean, until: Instant | null = null) =>
    ({ kind: 'wait', because, until, soon }) as const;
  if (entry.state !== 'waiting') return wait(reason('reason.in-state', { state: entry.state }), true);
  const drop = reasonToDrop(entry, view, now, settings);
  if (drop) return drop;
  const others = waitsForOthers(entry, view, now, settings);
  if (others !== null) return wait(others, false);
  const isSoon = (at: Instant) => at - now <= SOON_MS;
  const rules = { ...view, approvals: byDigest(view.approvals), settings };
  if (!isApproved(entry, rules))
    return wait(reason(lacksOnlyWords(entry, rules) ? 'reason.new-words' : 'reason.not-approved'), false);
  if (entry.nextAt !== null && entry.nextAt > now) {
    const because = reason('reason.again-at', { time: { at: entry.nextAt, zone: settings.zone, now } });
    return wait(because, isSoon(entry.nextAt));
  }
  const posts = waitsForPosts(entry, view);
  if (posts !== null) return wait(posts, comesByItself(entry, view));
  const rest = reasonToRest(entry, view, now) ?? lateEdit(entry, view, now, settings);
  if (rest) return wait(rest.because, isSoon(rest.until), rest.until);
  const parent =
    entry.action === 'publish' && !entry.alone ? parentOf(entry, view.account, view.account) : null;
  const newestPosted = newest(
    view.account.filter(
      (one) => one.action === 'publish' && one.remoteId !== null && one.server === entry.server,
    ),
  );
  return {
    kind: 'claim',
    replyTo: parent?.key ?? null,
    parentId: parent?.remoteId ?? null,
    since: newestPosted?.remoteId ?? null,
    targetRemoteId: entryOf(view.account, entry.target)?.remoteId ?? null,
  };
}

function reasonToDrop(
  entry: Entry,
  view: ClaimView,
  now: Instant,
  { zone, freshnessMs }: Settings,
): Extract<ClaimDecision, { kind: 'drop' }> | null {
  const drop = (state: 'expired' | 'superseded', because: string) =>
    ({ kind: 'drop', state, because }) as const;
  if (entry.cancelled !== null) return drop('superseded', entry.cancelled);
  if (isTooLate(entry, now))
    return drop('expired', reason('reason.not-after', { time: { at: entry.until, zone } }));
  if (entry.action === 'publish' && now - entry.at > freshnessMs)
    return drop('expired', reason('reason.older-than', { hours: freshnessMs / HOUR }));
  if (view.account.some((other) => isInTurn(other, entry) && overtakes(other, entry, now)))
    return drop('superseded', reason('reason.newer-edition'));
  const target = entryOf(view.account, entry.target);
  if (!target) return null;
  if (target.removedAt !== null) return drop('superseded', reason('reason.gone-already'));
  const isUnsaid = isGivenUp(target) || target.state === 'refused';
  return isUnsaid ? drop('superseded', reason('reason.never-went-out')) : null;
}

/** Why the entry waits for people or for the hour; null where it does not. */
function waitsForOthers(entry: Entry, view: ClaimView, now: Instant, settings: Settings): string | null {
  if (view.mode === 'draft') return reason('reason.draft');
  if (!view.listed.has(entry.announcement)) return reason('reason.not-listed');
  if (view.pauses.some((pause) => covers(pause, entry))) return 'paused';
  if (view.stopped !== null) return view.stopped;
  if (entry.held !== null) return entry.held === STOPPED ? reason('reason.account-goes-on') : entry.held;
  // The next plan would cancel it, but there is none while the files cannot be read.
  if (isEndedBy(entry, view.allClears)) return ENDED;
  if (entry.due > now) return reason('reason.due-at', { time: { at: entry.due, zone: settings.zone, now } });
  return null;
}

/** Why the entry waits for other posts of its account; null where it does not. */
function waitsForPosts(entry: Entry, view: ClaimView): string | null {
  if (view.account.some((other) => other.state === 'sending')) return reason('reason.account-sends');
  const first = entryOf(view.account, entry.after);
  const comesFirst = view.isOver ? first !== undefined && isPending(first) : first?.state !== 'posted';
  if (entry.after !== null && comesFirst) return reason('reason.before-it');
  if (entry.target !== null && entryOf(view.account, entry.target)?.state !== 'posted')
    return reason('reason.outcome-unknown');
  // An edit that takes effect late brings no deleted post back.
  const mattersTo = (other: Entry) => entry.action === 'edit' || other.action === 'delete';
  const unknown = view.account.filter(({ state }) => state === 'unknown');
  if (entry.target !== null && unknown.some((other) => other.target === entry.target && mattersTo(other)))
    return reason('reason.change-unsettled');
  const isUnsettled = unknown.some((other) => isNewerEdition(entry, other) && other.server === entry.server);
  return isUnsettled ? reason('reason.edition-unsettled') : null;
}

/** Whether the post that must be published first can still be without a person: what the plan holds waits for one. */
function comesByItself({ after }: Entry, view: ClaimView): boolean {
  if (after === null) return true;
  const first = entryOf(view.account, after);
  return first?.state === 'posted' || (first?.held === null && isOpen(first));
}

/** The breaker of those that are open behind which a post of this scope waits. */
export function breakerOf(open: readonly Breaker[], { channel, server }: BreakerScope): Breaker | undefined {
  return open.find((one) => one.channel === channel && one.server === server);
}

/**
 * A wait that ends by itself: an account that rests, an open breaker, or a limit that is used up. Nobody knows what else a limit
 * counts that an action of another sort met, or the reading before it: one request finds out.
 */
function reasonToRest(
  { action }: Entry,
  { account, breaker, rateWait }: ClaimView,
  now: Instant,
): RateWait | null {
  // The reason of an entry that was withdrawn meanwhile is why that one is not sent, and not why the account rests.
  const putOff = account.find(
    (one) => one.rests && one.action === action && one.nextAt !== null && one.nextAt > now,
  );
  if (putOff) {
    const said = putOff.state === 'waiting' ? putOff.reason : null;
    return { until: putOff.nextAt ?? now, because: said ?? reason('reason.account-rests') };
  }
  if (breaker !== null && breaker.probeAt > now) return { until: breaker.probeAt, because: breaker.reason };
  return rateWait !== null && rateWait.until > now ? rateWait : null;
}

/**
 * Finds an earlier edit of the same post that was sent more than once, or will be sent again. It may still take effect, and would
 * then overwrite a later one. The later one waits for as long as that is possible.
 */
function lateEdit(entry: Entry, view: ClaimView, now: Instant, settings: Settings): RateWait | null {
  if (entry.action !== 'edit') return null;
  const { quietMs } = channelSettings(settings, entry.channel);
  const others = view.account.filter(
    (other) => other.action === 'edit' && other.target === entry.target && other.key !== entry.key,
  );
  const until = Math.max(0, ...others.map((other) => (uncertainUntil(other) ?? 0) + quietMs));
  return until > now ? { until, because: reason('reason.late-edit') } : null;
}

/** The last instant at which a send whose answer was lost could have left, or a later one; null where there was none. */
function uncertainUntil({ state, attempts, looks, leftBy, updatedAt }: Entry): Instant | null {
  if (state !== 'posted') return leftBy;
  return attempts > 1 && looks > 0 ? updatedAt : null;
}

/** Whether `a` is a later edition or occurrence of the announcement of `b`. */
export function isNewerEdition(a: Entry, b: Entry): boolean {
  return isInTurn(a, b) && isSaidAfter(a, b);
}

/** Whether two entries publish the same announcement in the same language. */
function isInTurn(a: Entry, b: Entry): boolean {
  return (
    a.action === 'publish' &&
    b.action === 'publish' &&
    a.incident === b.incident &&
    a.announcement === b.announcement &&
    a.language === b.language
  );
}

type InTurn = Pick<Entry, 'occurrence' | 'edition' | 'at'>;

/**
 * Whether `a` is the later of two posts of one announcement in one language. A post that no longer recurs, or did not yet,
 * has only the time that it is meant for.
 */
export function isSaidAfter(a: InTurn, b: InTurn): boolean {
  if (a.occurrence === null && b.occurrence === null) return a.edition > b.edition;
  const [one, other] =
    a.occurrence === null || b.occurrence === null ? [a.at, b.at] : [a.occurrence, b.occurrence];
  if (one !== other) return one > other;
  return a.edition === b.edition ? (a.occurrence ?? 0) > (b.occurrence ?? 0) : a.edition > b.edition;
}

/** Whether `later`, another edition or occurrence of the same, was said in the place of `one`, or may be. */
export function overtakes(later: Entry, one: InTurn, now: Instant): boolean {
  // An occurrence in the future was written by a wrong clock.
  return isSaidAfter(later, one) && (later.occurrence ?? 0) <= now && !isGivenUp(later);
}

function isGivenUp({ state }: Entry): boolean {
  return state === 'expired' || state === 'superseded';
}

function entryOf(account: readonly Entry[], key: Key | null): Entry | undefined {
  return key === null ? undefined : account.find((entry) => entry.key === key);
}

/**
 * The post that the next one answers: the newest of the incident that is published on the account in the same language, on
 * the server that it is on now.
 * None that is deleted by one of these `changes`: followers would read the answer below a post that is gone. A deletion
 * that was given up counts for nothing.
 */
export function parentOf(
  next: Pick<Entry, 'incident' | 'language' | 'server'>,
  account: readonly Entry[],
  changes: readonly Pick<Entry, 'action' | 'target' | 'state'>[],
): Entry | null {
  const leaving = new Set(
    changes
      .filter(({ action, state }) => action === 'delete' && state !== 'superseded' && state !== 'expired')
      .map(({ target }) => target),
  );
  return newest(
    account.filter(
      (other) =>
        other.incident === next.incident &&
        other.language === next.language &&
        other.server === next.server &&
        isPublished(other) &&
        !leaving.has(other.key),
    ),
  );
}

/** Finds the newest by time of posting; within the same millisecond, the one with the greater remote id. */
function newest(entries: readonly Entry[]): Entry | null {
  const byTime = (a: Entry, b: Entry) => (b.postedAt ?? 0) - (a.postedAt ?? 0);
  const [first] = entries.toSorted((a, b) => byTime(a, b) || compareIds(b.remoteId ?? '', a.remoteId ?? ''));
  return first ?? null;
}

/** Ids of both platforms are decimal numbers that grow; a longer one is greater. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
