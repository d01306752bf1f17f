import type { Instant } from '../core/domain/clock.ts';
import type { Key } from '../core/domain/post-key.ts';
import type { Settings } from '../core/domain/settings.ts';
import { type ClaimView, decideClaim } from '../core/ledger/claim-rules.ts';
import { type Entry, isOpen } from '../core/ledger/entry.ts';
import type { NextDue } from '../core/ledger/ledger.ts';
import { approvalsWith } from './approvals.ts';
import { allClearsFor, claimViewOf, digestsApproved, readCommonView } from './claim-view.ts';
import { entriesWith, entryRows, OPEN_STATES } from './entries.ts';
import { entryOf } from './rows.ts';
import type { Queries } from './tables.ts';

/** For every account the first instant at which something can be done. */
export async function nextDueOf(db: Queries, settings: Settings): Promise<readonly NextDue[]> {
  const rows = await entryRows(db).where('state', 'in', OPEN_STATES).execute();
  return nextDueAmong(db, rows.map(entryOf), settings);
}

/** `open`: all open entries on some accounts. Other entries of these accounts are read only if an open one names them. */
export async function nextDueAmong(
  db: Queries,
  open: readonly Entry[],
  settings: Settings,
): Promise<readonly NextDue[]> {
  if (open.length === 0) return [];
  const common = await readCommonView(db);
  const named = await entriesWith(db, open.flatMap(keysNamed));
  const waiting = open.filter((entry) => entry.state === 'waiting');
  const approvals = await approvalsWith(db, waiting.flatMap(digestsApproved));
  const allClearsOf = await allClearsFor(db, waiting);
  const approvalsOf = Map.groupBy(approvals, (approval) => approval.digest);
  return [...Map.groupBy(open, (entry) => entry.account)].flatMap(([account, entries]) => {
    const over = entries.flatMap(keysNamed).flatMap((key) => named.get(key) ?? []);
    const known = [...entries, ...new Set(over.filter((entry) => !isOpen(entry)))];
    const times = entries.flatMap((entry) => {
      const approvals = digestsApproved(entry).flatMap((digest) => approvalsOf.get(digest) ?? []);
      const given = { account: known, approvals, allClears: allClearsOf(entry), rateWait: null };
      return firstTime(entry, claimViewOf(entry, common, given), settings) ?? [];
    });
    return times.length === 0 ? [] : [{ account, at: times.reduce((a, b) => Math.min(a, b)) }];
  });
}

function keysNamed({ target, after }: Entry): readonly Key[] {
  return [target, after].filter((key) => key !== null);
}

/** Null: nothing happens to it by itself. */
function firstTime(entry: Entry, view: ClaimView, settings: Settings): Instant | null {
  if (entry.state === 'sending') return entry.claim?.until ?? null;
  if (entry.state === 'unknown') return entry.nextAt ?? entry.updatedAt;
  const ready = Math.max(entry.due, entry.nextAt ?? entry.due);
  const decision = decideClaim(entry, view, ready, settings);
  if (decision.kind !== 'wait') return ready;
  const late = tooLate(entry, settings);
  return decision.until === null ? late : Math.min(decision.until, late ?? decision.until);
}

/** The first instant at which it is dropped, whatever it waits for. */
function tooLate(entry: Entry, settings: Settings): Instant | null {
  const stale = entry.action === 'publish' ? entry.at + settings.freshnessMs : null;
  const ends = [entry.until, stale].filter((end) => end !== null);
  return ends.length === 0 ? null : Math.min(...ends) + 1;
}
