import type { AlertReason } from '../domain/advice.ts';
import { isTooLate } from '../domain/announcement.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { Mode } from '../domain/incident.ts';
import { covers } from '../domain/pause.ts';
import type { Alert } from '../ledger/alert.ts';
import { approvalsFor, isApproved } from '../ledger/approval.ts';
import { breakerOf } from '../ledger/claim-rules.ts';
import { type Entry, isOpen, isPastRefusal } from '../ledger/entry.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import { restsByLimit } from '../ledger/rate-limits.ts';
import { whoDecides } from '../ledger/transitions.ts';

/** How long after it expired a post still raises an alert. */
export const EXPIRED_FOR_MS = 24 * HOUR;
/** How long an unknown outcome may last beyond claim and quiet time: until the look-up that decides. */
const SETTLING_MS = 30 * SECOND;

/** The time for which a post may be tried in vain, whatever states it goes through meanwhile. */
const UNDONE_MS = 15 * MINUTE;

/** How much of a post's text an alert repeats. */
const WORDS_LENGTH_MAX = 60;

/** A new alert. `group`: those of one group are told as one. */
export function alert(
  id: string,
  about: string,
  reason: AlertReason,
  { group = id, afterMs = 0 }: { readonly group?: string; readonly afterMs?: number } = {},
): Alert {
  return { id, topic: 'plan', group, about, reason, afterMs };
}

/** The id of the alert about an entry that is tried in vain. */
export function undoneId(key: string): string {
  return `undone/${key}`;
}

/** The alert about one entry; null where it needs nobody. `files`: null where they cannot be used. */
export function entryAlert(
  view: LedgerView,
  mode: Mode,
  entry: Entry,
  files: Configuration | null,
  now: Instant,
): Alert | null {
  const { key, announcement, account, channel, server, action, reason } = entry;
  const words = entry.text === null ? null : firstWords(entry.text);
  const decides = decidedBy(entry, files);
  const isLost = isTooLate(entry, entry.nextAt ?? now);
  const isPerhapsPublic = action === 'publish' && entry.state === 'unknown';
  const of = restsByLimit(entry) ? 'limit' : isPerhapsPublic ? 'lost' : 'platform';
  if (isTriedInVain(view, mode, entry, files))
    return alert(
      undoneId(key),
      key,
      {
        code: 'undone',
        of,
        announcement,
        account,
        action,
        reason,
        words,
      },
      {
        group: `undone/${of}/${server}/${action}/${causeIn(reason)}`,
        // If the next attempt would come only after its `until`, there is no time to wait.
        afterMs: entry.state !== 'waiting' ? UNDONE_MS : isLost ? 0 : view.waitingAfterMs,
      },
    );
  switch (entry.state) {
    case 'refused':
      if (isPastRefusal(entry)) return null;
      return alert(
        `refused/${key}`,
        key,
        { code: 'refused', announcement, action, reason, words },
        { group: `refused/${announcement}/${causeIn(reason)}` },
      );
    case 'unknown':
      return alert(
        // Staff hear of it once more when it becomes theirs to settle.
        decides === 'staff' ? `unknown/${key}/staff` : `unknown/${key}`,
        key,
        { code: 'unknown', announcement, account, key, reason, words, decides },
        {
          group: `unknown/${decides === 'staff' ? key : server}`,
          // An entry that a new ledger could not look for was never sent by this ledger: no answer to it is on its way.
          afterMs:
            decides === 'staff'
              ? 0
              : entry.attempts === 0
                ? view.waitingAfterMs
                : (view.settlesWithinMs[channel] ?? 0) + SETTLING_MS,
        },
      );
    case 'expired':
      if (now - entry.updatedAt > EXPIRED_FOR_MS) return null;
      return alert(
        `expired/${key}`,
        key,
        { code: 'expired', announcement, reason },
        { group: `expired/${announcement}/${reason}` },
      );
    default:
      return null;
  }
}

/**
 * A reason without what differs from answer to answer of one cause: numbers, names, the ids of requests, and which of the
 * statuses from 500 a gateway answers.
 */
export function causeIn(reason: string | null): string | null {
  return reason?.replace(/@[\w.-]+|(?<!"status":(?:4\d?)?)[\w.-]*\d[\w.-]*/g, '0') ?? null;
}

function firstWords(text: string): string {
  return text.length <= WORDS_LENGTH_MAX
    ? text
    : `${text.slice(0, WORDS_LENGTH_MAX).replace(/\s+\S*$/, '')} …`;
}

/**
 * Whether it was sent and may be sent again, or waits for a limit of our own, and nothing keeps it back that staff are told of
 * anyway, such as that they settle or approve it. `files`: null where they cannot be used, and nobody can say what is approved.
 */
export function isTriedInVain(
  { stopped, breakers, pauses, approvals }: LedgerView,
  mode: Mode,
  entry: Entry,
  files: Pick<Configuration, 'messages' | 'settings' | 'region'> | null,
): boolean {
  const { state, attempts, held, cancelled } = entry;
  if (state === 'unknown' && decidedBy(entry, files) === 'staff') return false;
  // The first send is not in vain yet: while it lasts, and while its outcome is unknown.
  const isTried = restsByLimit(entry) || (isOpen(entry) && attempts > (state === 'waiting' ? 0 : 1));
  return (
    isTried &&
    mode !== 'draft' &&
    held === null &&
    cancelled === null &&
    !stopped.has(entry.account) &&
    breakerOf(breakers, entry) === undefined &&
    !pauses.some((pause) => covers(pause, entry)) &&
    (state !== 'waiting' ||
      files === null ||
      isApproved(entry, {
        approvals: approvalsFor(entry, approvals),
        messages: files.messages.digests,
        settings: files.settings,
      }))
  );
}

/** Tells who settles an unknown: the program reads no account that has left the files. */
function decidedBy(entry: Entry, files: Pick<Configuration, 'region'> | null): 'staff' | 'program' {
  const isGone = files !== null && !files.region.accounts.has(entry.account);
  return isGone ? 'staff' : whoDecides(entry);
}
