import type { Instant } from '../domain/clock.ts';
import { reason } from '../domain/reason.ts';
import { type Entry, type Intent, isOpen, isPublished, mayHaveLeft } from './entry.ts';

/** An all-clear of a municipality: its own time, and the time until which what recurs was read before it. */
export interface AllClear {
  readonly at: Instant;
  readonly knownAt: Instant;
  /** Ids of those it is about. */
  readonly about: readonly string[];
}

/** Why a post that an all-clear ended is not published. */
export const ENDED = reason('reason.ended');

/** The all-clear that an entry says, or may have said; null where it says none. `firstRead`: when its announcement was. */
export function allClearIn(
  entry: Pick<
    Entry,
    'kind' | 'action' | 'state' | 'cancelled' | 'removedAt' | 'at' | 'postedAt' | 'leftBy' | 'about'
  >,
  firstRead: Instant,
): AllClear | null {
  const { kind, action, at, postedAt, leftBy, cancelled, about } = entry;
  if (kind !== 'all-clear' || action !== 'publish') return null;
  const mayBePublished = isOpen(entry) && mayHaveLeft(entry) && cancelled === null;
  if (!isPublished(entry) && !mayBePublished) return null;
  // By the platform's clock it may have been posted before it was read.
  return { at, knownAt: Math.max(postedAt ?? leftBy ?? at, firstRead), about };
}

/** Whether one of its municipality's all-clears ends a post: what recurs when it was read before, the rest by its own time. */
export function isEndedBy(
  post: Pick<Intent, 'endedFrom' | 'occurrence' | 'municipality' | 'about'>,
  clears: readonly AllClear[],
): boolean {
  const { endedFrom, occurrence } = post;
  if (endedFrom === null) return false;
  return clears.some(
    (clear) => endedFrom <= (occurrence === null ? clear.at : clear.knownAt) && isAllClearFor(post, clear),
  );
}

/**
 * Whether an all-clear of the same municipality covers a post: it is about all that the post is about, or each of the two is
 * about the municipality itself.
 */
export function isAllClearFor(
  { municipality, about }: Pick<Intent, 'municipality' | 'about'>,
  clear: Pick<AllClear, 'about'>,
): boolean {
  const isOfItself = about.includes(municipality) && clear.about.includes(municipality);
  return isOfItself || about.every((one) => clear.about.includes(one));
}
