import type { ContentSnapshot } from '../core/domain/message.ts';
import type { Settings } from '../core/domain/settings.ts';
import { isPublished } from '../core/ledger/entry.ts';
import type { LedgerView } from '../core/ledger/ledger.ts';
import { approvalOf } from './approvals.ts';
import { batches } from './batches.ts';
import { breakersIn } from './breakers.ts';
import { pausesOn, stoppedAccounts } from './claim-view.ts';
import { recentUsage } from './rate-usage.ts';
import { entryOf, instantOf } from './rows.ts';
import type { Queries } from './tables.ts';

const DIGESTS_PER_QUERY_MAX = 500;

/** ContentSnapshot that were read before: under their digest they never change. Holds those of one view at a time. */
export interface SnapshotCache {
  grounds: ReadonlyMap<string, ContentSnapshot>;
}

/** All that planning must know of one incident. */
export async function viewOf(
  db: Queries,
  incident: string,
  kept: SnapshotCache,
  settings: Settings,
): Promise<LedgerView> {
  const entries = await db
    .selectFrom('entries')
    .selectAll()
    .where('incident', '=', incident)
    .orderBy('key')
    .execute();
  const announcements = await db
    .selectFrom('announcements')
    .select(['announcement', 'first_read'])
    .where('incident', '=', incident)
    .orderBy('announcement')
    .execute();
  const approvals = await db
    .selectFrom('approvals')
    .selectAll()
    .where('void_at', 'is', null)
    .where((is) => is.or([is('incident', '=', incident), is('post', 'is', null)]))
    .orderBy('id')
    .execute();
  const states = await db
    .selectFrom('states')
    .select(['digest', 'mode', 'at'])
    .where('incident', '=', incident)
    .orderBy('number')
    .execute();
  const ledger = await db.selectFrom('ledger').select('last_tick').executeTakeFirst();
  const all = entries.map(entryOf);
  const standing = all.filter(isPublished).flatMap((entry) => entry.publishedSnapshot ?? []);
  return {
    entries: all,
    firstRead: new Map(announcements.map((row) => [row.announcement, instantOf(row.first_read)])),
    approvals: approvals.map(approvalOf),
    pauses: await pausesOn(db),
    snapshots: await snapshotsWith(db, new Set(standing), kept),
    accepted: states.map(({ digest, mode, at }) => ({ digest, mode, at: instantOf(at) })),
    lastTick: ledger?.last_tick ? instantOf(ledger.last_tick) : null,
    stopped: await stoppedAccounts(db),
    breakers: await breakersIn(db),
    rateUsage: await recentUsage(db, settings),
    settlesWithinMs: Object.fromEntries(
      Object.entries(settings.channels).map(([id, { quietMs }]) => [id, settings.claimMs + quietMs]),
    ),
  };
}

async function snapshotsWith(
  db: Queries,
  digests: ReadonlySet<string>,
  kept: SnapshotCache,
): Promise<ReadonlyMap<string, ContentSnapshot>> {
  const read = new Map<string, ContentSnapshot>();
  const unread = [...digests].filter((digest) => !kept.grounds.has(digest));
  for (const some of batches(unread, DIGESTS_PER_QUERY_MAX)) {
    const rows = await db.selectFrom('grounds').selectAll().where('digest', 'in', some).execute();
    for (const { digest, json } of rows) read.set(digest, JSON.parse(json) as ContentSnapshot);
  }
  const found = new Map<string, ContentSnapshot>();
  for (const digest of digests) {
    const grounds = kept.grounds.get(digest) ?? read.get(digest);
    if (grounds) found.set(digest, grounds);
  }
  kept.grounds = found;
  return found;
}
