import type { Instant } from '../core/domain/clock.ts';
import type { Key } from '../core/domain/post-key.ts';
import type { Settings } from '../core/domain/settings.ts';
import { type ClaimView, decideClaim } from '../core/ledger/claim-rules.ts';
import type { Entry } from '../core/ledger/entry.ts';
import type { NextDue } from '../core/ledger/ledger.ts';
import { approvalsWith } from './approvals.ts';
import { circumstances, claimView } from './claim-view.ts';
import { entriesWith, OPEN_STATES } from './entries.ts';
import { entryOf } from './rows.ts';
import type { Queries } from './tables.ts';

/** Of every account the first instant at which something can be done. Reads what is open, not what is done. */
export async function nextDueIn(db: Queries, settings: Settings): Promise<readonly NextDue[]> {
  const rows = await db.selectFrom('entries').selectAll().where('state', 'in', OPEN_STATES).execute();
  const open = rows.map(entryOf);
  const now = await circumstances(db);
  const named = await entriesWith(db, open.flatMap(keysNamed));
  const approvals = await approvalsWith(db, [
    ...new Set(open.filter((entry) => entry.state === 'waiting').map((entry) => entry.digest)),
  ]);
  const approvalsOf = Map.groupBy(approvals, (approval) => approval.digest);
  return [...Map.groupBy(open, (entry) => entry.account)].flatMap(([account, entries]) => {
    const known = [...new Set([...entries, ...entries.flatMap((entry) => namedBy(entry, named))])];
    const times = entries.flatMap((entry) => {
      const view = claimView(now, entry, known, approvalsOf.get(entry.digest) ?? [], null);
      return firstTime(entry, view, settings) ?? [];
    });
    return times.length === 0 ? [] : [{ account, at: times.reduce((a, b) => Math.min(a, b)) }];
  });
}

function keysNamed({ target, after }: Entry): readonly Key[] {
  return [target, after].filter((key) => key !== null);
}

/** Those among `named` that are over: the open ones are known already. */
function namedBy(entry: Entry, named: ReadonlyMap<Key, Entry>): readonly Entry[] {
  return keysNamed(entry).flatMap((key) => {
    const other = named.get(key);
    return other === undefined || OPEN_STATES.includes(other.state) ? [] : [other];
  });
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

/** The first instant at which it would be dropped: that is written down, whatever it waits for. */
function tooLate(entry: Entry, settings: Settings): Instant | null {
  const bounds = [entry.until, entry.action === 'publish' ? entry.at + settings.freshForMs : null].filter(
    (bound) => bound !== null,
  );
  return bounds.length === 0 ? null : Math.min(...bounds) + 1;
}
