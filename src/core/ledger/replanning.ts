import type { Instant } from '../domain/clock.ts';
import { reason } from '../domain/reason.ts';
import { ENDED } from './all-clear.ts';
import { type Entry, type Intent, isOpen, isPastRefusal, mayHaveLeft } from './entry.ts';

/* The transitions by which a plan changes the entries that the ledger has, and which of them may come back. */

/**
 * The entry after a plan wants it again. An entry that never left takes the new intent, or comes back. One that may have left
 * keeps its text, and is no longer held. `isBack`: its announcement was not in the file before.
 */
export function replanned(entry: Entry, intent: Intent, isBack: boolean, now: Instant): Entry {
  if (!isDormant(entry)) {
    const { endedFrom } = intent;
    if (entry.held === null && entry.endedFrom === endedFrom) return entry;
    return { ...entry, held: null, endedFrom, updatedAt: now };
  }
  const same =
    !isBack &&
    entry.state === 'waiting' &&
    entry.cancelled === null &&
    entry.held === null &&
    sameIntent(entry, intent);
  if (same) return entry;
  const createdAt = isBack || isAside(entry) || entry.text !== intent.text ? now : entry.createdAt;
  // The reason for which it waits holds for another text too.
  const why = entry.state === 'waiting' ? entry.reason : null;
  const wanted = { ...entry, ...intent, reason: why, cancelled: null, held: null };
  return { ...wanted, state: 'waiting', createdAt, updatedAt: now };
}

/** Whether it never left, so that it can take another text or come back. */
export function isDormant(entry: Entry): boolean {
  return (entry.state === 'waiting' || entry.state === 'superseded') && !mayHaveLeft(entry);
}

/**
 * Tells whether the entry is forgotten or held, and never left: it comes back as new, because staff hear nothing of it
 * meanwhile.
 */
function isAside(entry: Entry): boolean {
  return isDormant(entry) && (entry.state !== 'waiting' || entry.held !== null);
}

/** Why a plan cancels a waiting entry that nothing withdrew. */
export const NOT_ASKED = reason('reason.not-asked');
export const NOT_NEEDED = reason('reason.not-needed');

/** Why an edition is cancelled when a later one follows. */
export const OVERTAKEN = reason('reason.overtaken');

/** Why a post is cancelled that is on its way with words that a correction calls wrong. */
export function correctedBy(announcement: string): string {
  return reason('reason.corrected-by', { by: announcement });
}

const CORRECTED = /^reason\.corrected-by /;

/**
 * Whether it comes back when a plan wants it again: it was cancelled only as not wanted, by an all-clear, which may be
 * withdrawn, or for its words, which are others now.
 */
export function mayBeAskedAgain(entry: Entry): boolean {
  const why = entry.cancelled ?? entry.reason;
  const isForNow = why === NOT_ASKED || why === NOT_NEEDED || why === ENDED;
  return isDormant(entry) && (isForNow || CORRECTED.test(why ?? ''));
}

/** Whether a retraction cancelled it. */
export function wasWithdrawn(entry: Entry): entry is Entry & { readonly cancelled: string } {
  return entry.cancelled?.startsWith('reason.withdrawn-by ') === true;
}

/** Whether a refusal is past only by an all-clear or a retraction: nothing that was said later took its place. */
export function mayNeedSomebodyAgain(entry: Entry): boolean {
  return isPastRefusal(entry) && (entry.cancelled === ENDED || wasWithdrawn(entry));
}

/**
 * A plan does not want the entry sent for now. One on its way is settled, and then not sent again. A refusal that a plan holds
 * once more is no longer past.
 */
export function heldBack(entry: Entry, reason: string, now: Instant): Entry {
  if (mayNeedSomebodyAgain(entry)) return { ...entry, cancelled: null, updatedAt: now };
  return isOpen(entry) && entry.held !== reason ? { ...entry, held: reason, updatedAt: now } : entry;
}

function sameIntent(entry: Entry, intent: Intent): boolean {
  return Object.entries(intent).every(([field, value]) => {
    const own = entry[field as keyof Intent];
    return Array.isArray(value) ? JSON.stringify(value) === JSON.stringify(own) : value === own;
  });
}

/** A plan no longer wants the entry published. One on its way is marked, and then only looked up. */
export function cancelled(entry: Entry, reason: string, now: Instant): Entry {
  switch (entry.state) {
    case 'waiting':
      return forgotten(entry, reason, now);
    case 'sending':
    case 'unknown':
    case 'refused':
      return { ...entry, cancelled: reason, updatedAt: now };
    default:
      return entry;
  }
}

/** A plan gave other words to an entry that has left since with those it had. */
export function cancelledIfSent(entry: Entry, reason: string, now: Instant): Entry {
  const hasLeft = entry.state === 'sending' || entry.state === 'unknown' || entry.state === 'posted';
  return hasLeft ? { ...entry, cancelled: reason, updatedAt: now } : entry;
}

/**
 * No plan wants an entry any more that certainly is not published: it was never sent, or was absent after the quiet time.
 * It may come back with another text.
 */
export function forgotten(entry: Entry, reason: string, now: Instant): Entry {
  const leftBy = entry.action === 'publish' ? null : entry.leftBy;
  return {
    ...entry,
    state: 'superseded',
    reason,
    cancelled: reason,
    held: null,
    leftBy,
    nextAt: restOf(entry),
    updatedAt: now,
  };
}

/** Drops an entry: it will never be sent. An entry on its way is not dropped; one that would come back may be too old now. */
export function dropped(entry: Entry, state: 'expired' | 'superseded', reason: string, now: Instant): Entry {
  if (entry.cancelled === reason) return cancelled(entry, reason, now);
  const isWanted = entry.state === 'waiting' || (state === 'expired' && mayBeAskedAgain(entry));
  return isWanted ? { ...entry, state, reason, updatedAt: now } : entry;
}

/** The end of the account's rest from this action: the platform limits it, whatever becomes of the post that met the limit. */
export function restOf({ rests, nextAt }: Entry): Instant | null {
  return rests ? nextAt : null;
}
