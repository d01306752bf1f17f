import { existsSync } from 'node:fs';
import type { Instant } from '../core/domain/clock.ts';
import type { Pause } from '../core/domain/pause.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import { sqliteFault } from './faults.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import type { LedgerPlace } from './open-store.ts';
import { openDatabase } from './sqlite/open-database.ts';
import { read, refuseIfTaken, retryWhileBusy, type Store, write } from './store.ts';
import type { Queries, Tables } from './tables.ts';

export function pausesOf(store: Store) {
  return {
    pause: (pause) =>
      write(store, async (db) => {
        await db
          .insertInto('pauses')
          .values({ ...pauseColumns(pause), endedBy: null, endedAt: null })
          .execute();
      }),
    resume: (scope, by, now) =>
      write(store, async (db) => {
        const { account, channel } = scopeColumns(scope);
        const ended = await db
          .updateTable('pauses')
          .set({ endedBy: by, endedAt: now })
          .where('endedAt', 'is', null)
          .$if(account !== null, (query) => query.where('account', '=', account))
          .$if(channel !== null, (query) => query.where('channel', '=', channel))
          .executeTakeFirst();
        return Number(ended.numUpdatedRows);
      }),
  } satisfies Partial<Ledger>;
}

/**
 * Writes a pause into the ledger at a place, and creates the ledger if there is none. It needs no settings and, in a file that is
 * up to date, no query builder, so that nobody who pauses has to wait. If the same scope is paused already, it writes nothing.
 * Returns the pause that holds. Throws an OperatorError if the ledger cannot be opened or written, or was moved.
 */
export async function pauseLedger(place: LedgerPlace, pause: Pause, now: Instant): Promise<Pause> {
  if (place.kind === 'file' && existsSync(place.file)) {
    const on = await writtenInto(place.file, pause);
    if (on !== null) return on;
  }
  const { openStore } = await import('./open-store.ts');
  await using store = await openStore(place, MIGRATIONS, now);
  const same = JSON.stringify(pause.scope);
  const lasting = await read(store, async (db) => {
    await refuseIfTaken(store, db);
    return lastingPauses(db);
  });
  const earlier = lasting.find(({ scope }) => JSON.stringify(scope) === same);
  if (earlier === undefined) await pausesOf(store).pause(pause);
  return earlier ?? pause;
}

const LASTING =
  'select "by", at from pauses where ended_at is null and scope = ? and account is ? and channel is ? order by at';

/** The first version of the ledger in which all that a pause writes is as it is now. */
const COUNTS_CHANGES = MIGRATIONS.findIndex(({ name }) => name === 'changes') + 1;

/**
 * Writes into the tables of an older version too, and leaves them so: its worker may still run on them. Null, with nothing
 * written, where they are too old or newer, or the ledger was moved elsewhere.
 */
async function writtenInto(file: string, pause: Pause): Promise<Pause | null> {
  const columns = pauseColumns(pause);
  const names = Object.keys(columns).map((name) => `"${name}"`);
  const insert = `insert into pauses (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`;
  using database = await openDatabase(file, 'write');
  return await retryWhileBusy({ place: file, fault: (error) => sqliteFault(error, file) }, () => {
    const hasTables = database.prepare("select 1 from sqlite_master where name = 'migrations'").get();
    if (hasTables === undefined) return null;
    const newest = database.prepare('select max(version) as version from migrations').get();
    const version = Number(newest?.version);
    if (!(version >= COUNTS_CHANGES && version <= MIGRATIONS.length)) return null;
    if (database.prepare('select 1 from ledger where moved_to is not null').get()) return null;
    const { scope, account, channel } = columns;
    const earlier = database.prepare(LASTING).get(scope, account, channel);
    if (earlier !== undefined) return { ...pause, by: String(earlier.by), at: Number(earlier.at) };
    database.exec('begin immediate');
    database.prepare(insert).run(...Object.values(columns));
    database.exec('update ledger set changes = changes + 1; commit');
    return pause;
  });
}

/** A pause as it is written down. */
function pauseColumns({ scope, by, at }: Pause) {
  return { ...scopeColumns(scope), by, at };
}

function scopeColumns(scope: Pause['scope']): Pick<Tables['pauses'], 'scope' | 'account' | 'channel'> {
  return {
    scope: scope.of,
    account: scope.of === 'account' ? scope.account : null,
    channel: scope.of === 'channel' ? scope.channel : null,
  };
}

export async function lastingPauses(db: Queries): Promise<readonly Pause[]> {
  const rows = await db.selectFrom('pauses').selectAll().where('endedAt', 'is', null).orderBy('id').execute();
  return rows.map((row) => ({ scope: scopeOf(row), by: row.by, at: row.at }));
}

function scopeOf({ scope, account, channel }: Omit<Tables['pauses'], 'id'>): Pause['scope'] {
  if (scope === 'account' && account !== null) return { of: 'account', account };
  if (scope === 'channel' && channel !== null) return { of: 'channel', channel };
  // A scope that this version does not know was meant to stop something.
  return { of: 'everything' };
}
