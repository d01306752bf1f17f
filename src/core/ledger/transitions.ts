import type { PostedAs } from '../domain/channel.ts';
import { type Instant, MINUTE, SECOND } from '../domain/clock.ts';
import { reason } from '../domain/reason.ts';
import type { Settings } from '../domain/settings.ts';
import type { Adoption } from './beginning.ts';
import type { ClaimDecision } from './claim-rules.ts';
import { type Entry, type Intent, mayHaveLeft } from './entry.ts';
import type { Claim, Finding, PostedByHand, Settlement } from './ledger.ts';
import { isLimitGone } from './rate-limits.ts';
import { forgotten, NOT_ASKED, restOf } from './replanning.ts';

/** Until the first look-up after an answer was lost. The look-ups themselves space the later ones. */
const FIRST_LOOK_AFTER_MS = 15 * SECOND;
/** Between repeated edits and deletions that are not carried out: doubled from the first to the last. */
const REPEAT_FIRST_MS = 30 * SECOND;
const REPEAT_LAST_MS = 5 * MINUTE;

/*
 * The transitions of an entry, each a pure function from the entry as it is to the entry as it will be: here those of a
 * delivery, in replanning.ts those of a plan. The SQL ledger reads an entry, applies one of them, and writes the entry, in one
 * transaction.
 */

/** The entry of a new intent. */
export function newEntry(intent: Intent, now: Instant): Entry {
  return {
    ...intent,
    state: 'waiting',
    reason: null,
    cancelled: null,
    held: null,
    attempts: 0,
    looks: 0,
    claim: null,
    leftBy: null,
    nextAt: null,
    rests: false,
    since: null,
    replyTo: null,
    parentId: null,
    alone: false,
    earlierKeys: 0,
    remoteId: null,
    url: null,
    postedAt: null,
    publishedText: null,
    publishedSnapshot: null,
    removedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

/** The entry that a new ledger takes over from an account's timeline. */
export function adopted({ intent, isAsked, as }: Adoption, since: Instant, now: Instant): Entry {
  const entry: Entry = { ...newEntry(intent, now), held: isAsked ? null : NOT_ASKED };
  switch (as.kind) {
    case 'published':
      return {
        ...asPosted({ ...entry, at: Math.min(intent.at, as.seen.at) }, as.seen, now),
        reason: reason('reason.adopted'),
      };
    case 'similar':
      return asSimilar(
        { ...entry, state: 'unknown', leftBy: Math.min(as.seen.at, now) },
        as.seen.url ?? as.seen.remoteId,
      );
    case 'absent':
      return entry;
    case 'unread':
      return soughtFirst(entry, reason('reason.unread-account', { why: as.reason }), since, now, now);
    default:
      return as satisfies never;
  }
}

/**
 * The entry of an intent. `saidSince`: since when it may have been said already; null where it was not. Then it is looked for
 * before it is sent, at once, and one look-up decides: nobody who adds a town has to wait.
 */
export function firstEntry(intent: Intent, saidSince: Instant | null, now: Instant): Entry {
  const entry = newEntry(intent, now);
  if (saidSince === null) return entry;
  return { ...soughtFirst(entry, reason('reason.sought-first'), saidSince, saidSince, now), nextAt: now };
}

function soughtFirst(entry: Entry, why: string, since: Instant, leftBy: Instant, now: Instant): Entry {
  return { ...asUnknown(entry, why, now), createdAt: since, leftBy };
}

function asSimilar(entry: Entry, where: string): Entry {
  return { ...entry, reason: reason('reason.similar', { where }), nextAt: A_PERSON_DECIDES };
}

/** Never looked up: no look-up would find the same text, so only `resolve` settles it. */
const A_PERSON_DECIDES: Instant = Date.UTC(9999, 0, 1);

/** Tells who settles an unknown. A look-up on a server or account that was left reads nothing, unless the files go back to it. */
export function whoDecides({ nextAt, reason }: Pick<Entry, 'nextAt' | 'reason'>): 'staff' | 'program' {
  const isLeft = /^reason\.(left-server|another-account) /.test(reason ?? '');
  return nextAt === A_PERSON_DECIDES || isLeft ? 'staff' : 'program';
}

/**
 * Moves an entry to the server on which the account is now. A waiting entry goes there: it is not on the server that the account
 * has left, and is compared with nothing there. An entry that this ledger never sent is looked for there.
 */
export function onServer(entry: Entry, server: string): Entry {
  const { state, attempts, leftBy } = entry;
  const isMoved = entry.server !== server && (state === 'waiting' || (state === 'unknown' && attempts === 0));
  return isMoved ? { ...entry, server, since: null, leftBy: state === 'waiting' ? null : leftBy } : entry;
}

export function claimed(
  entry: Entry,
  decision: Extract<ClaimDecision, { kind: 'claim' }>,
  claim: NonNullable<Entry['claim']>,
  now: Instant,
): Entry {
  const { replyTo, parentId, since } = decision;
  return {
    ...entry,
    state: 'sending',
    reason: null,
    claim,
    attempts: entry.attempts + 1,
    leftBy: claim.until,
    nextAt: null,
    rests: false,
    replyTo,
    parentId,
    // A look-up after the second send must still find what the first one published.
    since: mayHaveLeft(entry) ? entry.since : since,
    updatedAt: now,
  };
}

/** The entry waits for a breaker, a limit or a budget. */
export function resting(entry: Entry, until: Instant, reason: string, now: Instant): Entry {
  if (entry.nextAt !== null && entry.nextAt >= until) return entry;
  return { ...entry, nextAt: until, rests: false, reason, updatedAt: now };
}

/** An entry that waits for a limit or budget which the settings no longer have waits for nothing. */
export function unlimited(entry: Entry, settings: Settings, now: Instant): Entry {
  return isLimitGone(entry, settings) ? { ...entry, nextAt: null, reason: null, updatedAt: now } : entry;
}

/** An expired claim was never settled: its process crashed, froze or lost the ledger. The outcome is unknown. */
export function overdue(entry: Entry, now: Instant): Entry {
  if (entry.state !== 'sending' || entry.claim === null || entry.claim.until > now) return entry;
  return {
    ...entry,
    state: 'unknown',
    reason: reason('reason.stopped-program'),
    claim: null,
    looks: 0,
    nextAt: now,
    updatedAt: now,
  };
}

/** The entry on the account to which it was sent, which no file has: only a person can tell its outcome. */
export function partedTo(account: string, entry: Entry, reason: string, now: Instant): Entry {
  const isUndecided = entry.state === 'sending' || entry.state === 'unknown';
  return {
    ...(isUndecided ? { ...asUnknown(entry, reason, now), claim: null } : entry),
    ...{ account, updatedAt: now },
  };
}

/** A claim is settled. A certain answer restores `leftBy` as the claim found it. */
export function settled(entry: Entry, claim: Claim, settlement: Settlement, now: Instant): Entry {
  const open: Entry = { ...entry, claim: null, updatedAt: now };
  const untouched: Entry = { ...open, leftBy: claim.leftByBefore };
  if (settlement.kind === 'unsent')
    return {
      ...untouched,
      state: 'waiting',
      reason: settlement.reason,
      attempts: entry.attempts - 1,
      nextAt: settlement.retryAt,
    };
  const { answer } = settlement;
  switch (answer.kind) {
    case 'posted':
      // By a platform's slow clock it would be older than the claim, and the next post would not wait for it.
      return asPosted(open, { ...answer, at: Math.max(answer.at ?? now, entry.updatedAt) }, now);
    case 'unknown': {
      const unknown = asUnknown({ ...open, leftBy: settlement.leftBy }, answer.reason, now);
      // An edit may be repeated, whatever its outcome.
      const isDecidedByStaff = answer.decides === 'staff' && entry.action === 'publish';
      return isDecidedByStaff ? { ...unknown, nextAt: A_PERSON_DECIDES } : unknown;
    }
    case 'deferred': {
      const rests = answer.cause === 'rate' || answer.cause === 'account';
      const { retryAt: nextAt } = settlement;
      return { ...underNewKey(untouched), state: 'waiting', reason: answer.reason, nextAt, rests };
    }
    case 'refused':
      return asRefused(untouched, answer, now);
    default:
      return answer satisfies never;
  }
}

/**
 * Gives the next send another Idempotency-Key, unless this one may have left. Pleroma keeps every answer to a key for six hours,
 * even that it was asked too often. A changed request, such as one that is no longer a reply, has another key too. After a lost
 * answer the key stays, because the platform may still accept that send, unless it was refused as a reply since.
 */
function underNewKey(entry: Entry): Entry {
  return mayHaveLeft(entry) ? entry : { ...entry, earlierKeys: entry.earlierKeys + 1 };
}

/** Why staff hear of a published post: its platform does not show it to everybody. */
export const HIDDEN = reason('reason.hidden');

function asPosted(entry: Entry, as: PostedAs, now: Instant): Entry {
  const done: Entry = {
    ...entry,
    state: 'posted',
    reason: as.isHidden === true ? HIDDEN : null,
    held: null,
    nextAt: null,
    remoteId: as.remoteId,
    url: as.url,
    // A platform's fast clock could put it after a later correction, a slow one before a correction that its words know.
    postedAt: Math.min(Math.max(as.at ?? now, entry.attempts > 0 ? entry.createdAt : 0), now),
  };
  return entry.action === 'publish'
    ? { ...done, publishedText: entry.text, publishedSnapshot: entry.snapshot }
    : done;
}

function asUnknown(entry: Entry, reason: string, now: Instant): Entry {
  return { ...entry, state: 'unknown', reason, looks: 0, nextAt: now + FIRST_LOOK_AFTER_MS };
}

function asRefused(entry: Entry, answer: { cause: string; reason: string }, now: Instant): Entry {
  const { cause, reason } = answer;
  // The platform has this text already, perhaps from an earlier send of ours: it is looked up at once. The quiet time
  // begins again, because a stale timeline would otherwise have it sent again and again.
  if (cause === 'duplicate' && mayHaveLeft(entry))
    return { ...asUnknown(entry, reason, now), leftBy: now, nextAt: now };
  if (cause === 'reply' && !entry.alone)
    return {
      ...entry,
      state: 'waiting',
      reason,
      alone: true,
      earlierKeys: entry.earlierKeys + 1,
      nextAt: now,
    };
  if (cause === 'account') return { ...underNewKey(entry), state: 'waiting', reason, nextAt: now };
  if (cause === 'missing' && entry.action === 'delete')
    return { ...entry, state: 'posted', reason, postedAt: now };
  if (cause === 'missing') return { ...entry, state: 'superseded', reason };
  return { ...entry, state: 'refused', reason };
}

/** The post after its edit or deletion was carried out. */
export function afterChange(target: Entry, change: Entry, now: Instant): Entry {
  if (change.state === 'posted' && change.action === 'delete')
    return { ...target, removedAt: change.postedAt ?? now, updatedAt: now };
  if (change.state === 'posted' && change.action === 'edit')
    return { ...target, publishedText: change.text, publishedSnapshot: change.snapshot, updatedAt: now };
  return target;
}

/** The post that was to be edited no longer exists: it was deleted by hand. */
export function foundGone(target: Entry, now: Instant): Entry {
  return target.state === 'posted' && target.removedAt === null
    ? { ...target, removedAt: now, updatedAt: now }
    : target;
}

/**
 * An unknown entry after a look-up. Absence decides only where the look-up began after the quiet time; at once for an edit or a
 * deletion that is repeated then.
 */
export function afterLookUp(entry: Entry, finding: Finding, quietMs: number, now: Instant): Entry {
  if (entry.state !== 'unknown') return entry;
  const seen: Entry = { ...entry, looks: entry.looks + 1, updatedAt: now };
  switch (finding.kind) {
    case 'found':
      return asPosted(seen, finding, now);
    case 'unreadable':
      return { ...seen, reason: finding.reason, nextAt: finding.nextAt };
    case 'gone':
      return { ...seen, state: 'superseded', reason: reason('reason.gone'), nextAt: null };
    case 'similar':
    case 'absent': {
      const isRepeated = entry.action !== 'publish' && entry.held === null && entry.cancelled === null;
      const quietUntil = (entry.leftBy ?? 0) + (isRepeated ? 0 : quietMs);
      if (finding.lookedUpAt < quietUntil) return { ...seen, nextAt: Math.min(finding.nextAt, quietUntil) };
      if (finding.kind === 'similar') return asSimilar(seen, finding.where);
      return absent(seen, entry.attempts === 0 ? null : reason('reason.sent-again'), now);
    }
    default:
      return finding satisfies never;
  }
}

/**
 * An unknown entry is absent, as a look-up or a person says. It is sent again as it was, because both can be wrong: a platform
 * that takes it for a duplicate has it, and then it is looked for from where it was first sent. An answer that was sent twice
 * goes out on its own: Hollo has 500 for one whose parent was deleted by hand, however often it is sent.
 */
function absent(entry: Entry, why: string | null, now: Instant): Entry {
  if (entry.cancelled !== null) return forgotten(entry, entry.cancelled, now);
  if (entry.held === NOT_ASKED && entry.action === 'publish') return forgotten(entry, NOT_ASKED, now);
  // It never left from here, so its text may change.
  const leftBy = entry.attempts === 0 ? null : entry.leftBy;
  const nextAt = entry.action === 'publish' ? null : now + repeatAfter(entry.attempts);
  // Sends under an earlier key were answered for certain.
  const isLostTwice = entry.attempts - entry.earlierKeys > 1;
  const alone = entry.alone || (entry.parentId !== null && isLostTwice);
  return { ...entry, state: 'waiting', reason: why, alone, leftBy, nextAt, updatedAt: now };
}

/** An edit or deletion needs no quiet time, but one that is never carried out is repeated less and less often. */
function repeatAfter(attempts: number): number {
  return attempts <= 1 ? 0 : Math.min(REPEAT_LAST_MS, REPEAT_FIRST_MS * 2 ** Math.min(attempts - 2, 10));
}

/**
 * A person settles the entry: it is published at an address, or certainly is not. Null where that cannot be settled: what was
 * refused is certainly not, unless somebody said it by hand.
 */
export function resolvedBy(
  entry: Entry,
  as: { readonly posted: PostedByHand } | { readonly absent: true },
  by: string,
  now: Instant,
): Entry | null {
  if (entry.state === 'posted' && 'absent' in as) {
    const gone = foundGone(entry, now);
    return gone === entry ? null : { ...gone, reason: reason('reason.settled-by', { by }) };
  }
  const isRefused = entry.state === 'refused' && entry.action === 'publish';
  if (entry.state !== 'unknown' && entry.state !== 'waiting' && !isRefused) return null;
  if ('posted' in as) {
    // It is as old as it is, whenever somebody settles it.
    const posted = asPosted(entry, { ...as.posted, at: as.posted.at ?? entry.leftBy }, now);
    return {
      ...posted,
      publishedText: as.posted.text ?? posted.publishedText,
      // Nobody knows what other words were made from.
      snapshot: as.posted.text === null ? posted.snapshot : null,
      reason: reason('reason.settled-by', { by }),
      nextAt: restOf(entry),
      updatedAt: now,
    };
  }
  return entry.state === 'unknown' ? absent(entry, reason('reason.absent-by', { by }), now) : null;
}
