import { sql } from 'kysely';
import type { Instant } from '../core/domain/clock.ts';
import type { Settings } from '../core/domain/settings.ts';
import type { Entry } from '../core/ledger/entry.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import type { RateUsage } from '../core/ledger/rate-limits.ts';
import { accountsOf, placesKnown } from './accounts.ts';
import { alertsOf } from './alerts.ts';
import { keepApprovals, voidApprovals } from './approvals.ts';
import { breakersOf } from './breakers.ts';
import { lastAccepted } from './claim-view.ts';
import { claimsOf } from './claims.ts';
import { entryRows, entryWith, OPEN_STATES, PUBLISH } from './entries.ts';
import { historyOf } from './history.ts';
import { nextDueAmong, nextDueOf } from './next-due.ts';
import { pausesOf } from './pauses.ts';
import { recordUsage } from './rate-usage.ts';
import { recordsOf } from './record.ts';
import { entryOf } from './rows.ts';
import { together } from './shared-transactions.ts';
import { newestVersion, read, refuseTaken, type Store, write } from './store.ts';
import type { Queries } from './tables.ts';
import { viewsOf } from './view.ts';

/**
 * The ledger on a SQL database whose tables are there. Each call is one transaction: rows are read, a pure function of
 * the core says what becomes of them, and they are written. `newToken` gives another token for each claim.
 */
export function sqlLedger(store: Store, settings: Settings, newToken: () => string): Ledger {
  const open = together(
    store,
    (asked: readonly { readonly account: string; readonly place: string | undefined }[]) =>
      read(store, async (db) => {
        const accounts = asked.map(({ account }) => account);
        const places = await placesKnown(db, accounts);
        const open = Map.groupBy(await openOn(db, accounts), ({ account }) => account);
        return asked.map(({ account, place }) => {
          const isAnother = place !== undefined && (places.get(account) ?? place) !== place;
          return isAnother ? [] : (open.get(account) ?? []);
        });
      }),
  );
  return {
    ...viewsOf(store, settings),
    ...recordsOf(store, settings),
    ...claimsOf(store, settings, newToken),
    ...pausesOf(store),
    ...breakersOf(store),
    ...accountsOf(store),
    ...alertsOf(store),
    approve: (approvals) => write(store, (db) => keepApprovals(db, approvals)),
    voidApprovals: (by, now) => write(store, (db) => voidApprovals(db, by, now)),
    lastAccepted: async () => (await read(store, lastAccepted)) ?? { number: 0, incident: null },
    lastTick: () => read(store, (db) => timeIn(db, 'lastTick')),
    history: (incident) => read(store, (db) => historyOf(db, incident)),
    nextDue: () => read(store, (db) => nextDueOf(db, settings)),
    nextDueOn: together(store, (accounts: readonly string[]) =>
      read(store, async (db) => {
        const due = await nextDueAmong(db, await openOn(db, accounts), settings);
        const times = new Map(due.map(({ account, at }) => [account, at]));
        return accounts.map((account) => times.get(account) ?? null);
      }),
    ),
    open: (account, place) => open({ account, place }),
    entry: (key) => read(store, (db) => entryWith(db, key)),
    settledIds: (account, server) => read(store, (db) => settledIdsOn(db, account, server)),
    lastWritten: () => read(store, lastWritten),
    signedAt: () => read(store, (db) => timeIn(db, 'signedAt')),
    decisions: () => read(store, decisions),
    changes: () => read(store, (db) => changes(store, db)),
    recordUsage: together(store, (all: readonly RateUsage[]) =>
      write(store, async (db) => {
        await recordUsage(
          db,
          all.map((usage) => ({ ...usage, claimToken: null })),
        );
        return all.map(() => undefined);
      }),
    ),
    close: store.close,
    [Symbol.asyncDispose]: store.close,
  };
}

async function openOn(db: Queries, accounts: readonly string[]): Promise<readonly Entry[]> {
  const rows = await entryRows(db)
    .where('account', 'in', accounts)
    .where('state', 'in', OPEN_STATES)
    .orderBy('due')
    .orderBy('rank')
    .orderBy('key')
    .execute();
  return rows.map(entryOf);
}

async function settledIdsOn(db: Queries, account: string, server: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('entries')
    .select('remoteId')
    .where('account', '=', account)
    .where('server', '=', server)
    .where('action', '=', PUBLISH)
    .where('remoteId', 'is not', null)
    .execute();
  return new Set(rows.flatMap((row) => row.remoteId ?? []));
}

async function timeIn(db: Queries, column: 'lastTick' | 'signedAt'): Promise<Instant | null> {
  const ledger = await db.selectFrom('ledger').select(column).executeTakeFirst();
  return ledger?.[column] ?? null;
}

async function lastWritten(db: Queries): Promise<Instant | null> {
  const entries = await db
    .selectFrom('entries')
    .select((table) => table.fn.max<Instant | null>('updatedAt').as('updatedAt'))
    .executeTakeFirst();
  const times = [await timeIn(db, 'lastTick'), entries?.updatedAt].flatMap((at) => at ?? []);
  return times.length === 0 ? null : Math.max(...times);
}

async function changes(store: Store, db: Queries): Promise<number> {
  const ledger = await db
    .selectFrom('ledger')
    .select(['changes', 'movedTo', newestVersion])
    .executeTakeFirstOrThrow();
  refuseTaken(store, [ledger]);
  return ledger.changes;
}

async function decisions(db: Queries): Promise<string> {
  const { rows } = await sql`select
    (select max(id) from approvals) as approval,
    (select count(*) from pauses where ended_at is null) as pauses,
    (select max(id) from pauses) as pause,
    (select string_agg(account, ' ' order by account) from accounts where stopped is not null) as stopped,
    (select string_agg(key, ' ' order by key) from entries where state = 'unknown') as unknown`.execute(db);
  return JSON.stringify(rows[0]);
}
