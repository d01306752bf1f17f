import type { Instant } from '../domain/clock.ts';
import { reason } from '../domain/reason.ts';
import { type Entry, type Intent, isOpen, isPublished, mayHaveLeft } from './entry.ts';

/** An all-clear of a municipality: its own time, and the time until which what recurs was read before it. */
export interface AllClear {
  readonly at: Instant;
  readonly knownAt: Instant;
}

/** Why a post that an all-clear ended is not published. */
export const ENDED = reason('reason.ended');

/** The all-clear that an entry says, or may have said; null where it says none. `firstRead`: when its announcement was. */
export function allClearIn(
  entry: Pick<Entry, 'kind' | 'action' | 'state' | 'cancelled' | 'removedAt' | 'at' | 'postedAt' | 'leftBy'>,
  firstRead: Instant,
): AllClear | null {
  const { kind, action, at, postedAt, leftBy, cancelled } = entry;
  if (kind !== 'all-clear' || action !== 'publish') return null;
  const mayBePublished = isOpen(entry) && mayHaveLeft(entry) && cancelled === null;
  if (!isPublished(entry) && !mayBePublished) return null;
  // By the platform's clock it may have been posted before it was read.
  return { at, knownAt: Math.max(postedAt ?? leftBy ?? at, firstRead) };
}

/** Of two all-clears the one with the later time; one that is said on several accounts counts from the last. */
export function laterAllClear(a: AllClear | null, b: AllClear | null): AllClear | null {
  if (a === null || b === null) return a ?? b;
  return b.at > a.at || (b.at === a.at && b.knownAt > a.knownAt) ? b : a;
}

/** Whether an all-clear of its municipality ends a post: what recurs when it was read before, the rest by its own time. */
export function isEndedBy(
  { endedFrom, occurrence }: Pick<Intent, 'endedFrom' | 'occurrence'>,
  clear: AllClear | null,
): boolean {
  if (endedFrom === null || clear === null) return false;
  return endedFrom <= (occurrence === null ? clear.at : clear.knownAt);
}
