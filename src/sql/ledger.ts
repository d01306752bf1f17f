import type { Pause, PauseScope } from '../core/domain/pause.ts';
import type { Settings } from '../core/domain/settings.ts';
import type { Ledger, LedgerReader } from '../core/ledger/ledger.ts';
import { alertsDueIn, openAlertsIn, recordAlertsIn, tellingIn, toldIn, untoldIn } from './alerts.ts';
import { addApprovals } from './approvals.ts';
import { closeBreakerIn, openBreakerIn } from './breakers.ts';
import { acceptedLast } from './claim-view.ts';
import { claimIn, holdsIn, recordLookUpIn, resolveIn, settleIn } from './claims.ts';
import { entryWith, OPEN_STATES } from './entries.ts';
import { historyOf } from './history.ts';
import { nextDueIn } from './next-due.ts';
import { lastWrittenIn, renewQuietIn } from './quiet-time.ts';
import { recordUsageIn } from './rate-usage.ts';
import { adoptIn, recordIn, recordTickIn } from './record.ts';
import { entryOf, textOf } from './rows.ts';
import { reading, type Store, writing, writingAccountOf } from './store.ts';
import type { Queries } from './tables.ts';
import { type SnapshotCache, viewOf } from './view.ts';

/**
 * The ledger on a SQL database whose tables are there. Each call is one transaction: rows are read, a pure function of
 * the core says what becomes of them, and they are written. `newToken` gives another token for each claim.
 */
export function sqlLedger(store: Store, settings: Settings, newToken: () => string): Ledger {
  return {
    ...sqlLedgerReader(store, settings),
    record: (writes, now, over) => writing(store, (db) => recordIn(db, writes, now, over)),
    recordTick: (now) => writing(store, (db) => recordTickIn(db, now)),
    adopt: (adoptions, now) => writing(store, (db) => adoptIn(db, adoptions, now)),
    approve: (approvals) => writing(store, (db) => addApprovals(db, approvals)),
    pause: (pause) => writing(store, (db) => pauseIn(db, pause)),
    resume: (scope, by, now) => writing(store, (db) => resumeIn(db, scope, by, textOf(now))),
    stop: (account, reason, now) => writing(store, (db) => stopIn(db, account, reason, textOf(now))),
    openBreaker: (server, reason, probeAt, now) =>
      writing(store, (db) => openBreakerIn(db, server, reason, probeAt, now)),
    closeBreaker: (server) => writing(store, (db) => closeBreakerIn(db, server)),
    recordAlerts: (findings, now) => writing(store, (db) => recordAlertsIn(db, findings, now)),
    telling: (numbers, now) => writing(store, (db) => tellingIn(db, numbers, now)),
    told: (numbers, kind, now) => writing(store, (db) => toldIn(db, numbers, kind, now)),
    untold: (numbers) => writing(store, (db) => untoldIn(db, numbers)),
    renewQuiet: (now) => writing(store, (db) => renewQuietIn(db, now)),
    recordUsage: (usage) => writing(store, (db) => recordUsageIn(db, usage, null)),
    async claim(key, by, now) {
      const claimant = { by, token: newToken() };
      const claimed = await writingAccountOf(store, key, (db) => claimIn(db, key, claimant, settings, now));
      return claimed ?? { kind: 'not-claimed', because: 'it is not in the ledger' };
    },
    holds: (claim, now) => reading(store, (db) => holdsIn(db, claim, now)),
    async settle(claim, settlement, now) {
      const { key } = claim.entry;
      return (await writingAccountOf(store, key, (db) => settleIn(db, claim, settlement, now))) ?? false;
    },
    async recordLookUp(key, finding, now) {
      return (
        (await writingAccountOf(store, key, (db) => recordLookUpIn(db, key, finding, settings, now))) ?? false
      );
    },
    async resolve(key, as, by, now) {
      return (await writingAccountOf(store, key, (db) => resolveIn(db, key, as, by, now))) ?? false;
    },
  };
}

/** The same, for whoever may not change it. */
export function sqlLedgerReader(store: Store, settings: Settings): LedgerReader {
  const kept: SnapshotCache = { grounds: new Map() };
  return {
    view: (incident) => reading(store, (db) => viewOf(db, incident, kept, settings)),
    versionAccepted: async () => (await reading(store, acceptedLast))?.number ?? 0,
    incidentAccepted: async () => (await reading(store, acceptedLast))?.incident ?? null,
    history: (filter) => reading(store, (db) => historyOf(db, filter)),
    nextDue: () => reading(store, (db) => nextDueIn(db, settings)),
    open: (account) => reading(store, (db) => openIn(db, account)),
    entry: (key) => reading(store, (db) => entryWith(db, key)),
    settledIds: (account) => reading(store, (db) => settledIdsIn(db, account)),
    alertsDue: (now) => reading(store, (db) => alertsDueIn(db, now)),
    openAlerts: () => reading(store, openAlertsIn),
    lastWritten: () => reading(store, lastWrittenIn),
    close: () => store.close(),
  };
}

async function openIn(db: Queries, account: string) {
  const rows = await db
    .selectFrom('entries')
    .selectAll()
    .where('account', '=', account)
    .where('state', 'in', OPEN_STATES)
    .orderBy('due')
    .orderBy('rank')
    .orderBy('key')
    .execute();
  return rows.map(entryOf);
}

async function settledIdsIn(db: Queries, account: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('entries')
    .select('remote_id')
    .where('account', '=', account)
    .where('action', '=', 'publish')
    .where('remote_id', 'is not', null)
    .execute();
  return new Set(rows.flatMap((row) => row.remote_id ?? []));
}

async function pauseIn(db: Queries, { scope, by, at }: Pause): Promise<void> {
  await db
    .insertInto('pauses')
    .values({
      scope: scope.of,
      account: scope.of === 'account' ? scope.account : null,
      channel: scope.of === 'channel' ? scope.channel : null,
      paused_by: by,
      at: textOf(at),
      ended_by: null,
      ended_at: null,
    })
    .execute();
}

async function resumeIn(db: Queries, scope: PauseScope, by: string, at: string): Promise<number> {
  const ended = await db
    .updateTable('pauses')
    .set({ ended_by: by, ended_at: at })
    .where('ended_at', 'is', null)
    .$if(scope.of !== 'everything', (query) => query.where('scope', '=', scope.of))
    .$if(scope.of === 'account', (query) =>
      query.where('account', '=', scope.of === 'account' ? scope.account : null),
    )
    .$if(scope.of === 'channel', (query) =>
      query.where('channel', '=', scope.of === 'channel' ? scope.channel : null),
    )
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
}

async function stopIn(db: Queries, account: string, reason: string | null, at: string): Promise<void> {
  const stop = { stopped: reason, stopped_at: reason === null ? null : at };
  await db
    .insertInto('accounts')
    .values({ account, ...stop })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(stop))
    .execute();
}
