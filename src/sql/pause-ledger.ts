import { existsSync } from 'node:fs';
import type { Instant } from '../core/domain/clock.ts';
import type { Pause } from '../core/domain/pause.ts';
import { decisionsOf, lastingPauses, pauseColumns } from './decisions.ts';
import { sqliteFault } from './faults.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import type { LedgerPlace } from './open-store.ts';
import { openDatabase } from './sqlite/open-database.ts';
import { read, refuseMoved, retryWhileBusy } from './store.ts';

/**
 * Writes a pause into the ledger at a place, which is made where there is none. It needs no settings and, in a file that is
 * up to date, no query builder: nobody who pauses has to wait. Where the same is paused already it writes nothing.
 * Returns the pause that is on. Throws an OperatorError where the ledger cannot be opened or written, or was moved.
 */
export async function pauseLedger(place: LedgerPlace, pause: Pause, now: Instant): Promise<Pause> {
  if (place.kind === 'file' && existsSync(place.file)) {
    const on = await writtenInto(place.file, pause);
    if (on !== null) return on;
  }
  const { openStore } = await import('./open-store.ts');
  const store = await openStore(place, MIGRATIONS, now);
  try {
    const same = JSON.stringify(pause.scope);
    const lasting = await read(store, async (db) => {
      refuseMoved(store, await db.selectFrom('ledger').select('movedTo').execute());
      return lastingPauses(db);
    });
    const earlier = lasting.find(({ scope }) => JSON.stringify(scope) === same);
    if (earlier === undefined) await decisionsOf(store).pause(pause);
    return earlier ?? pause;
  } finally {
    await store.close();
  }
}

const LASTING =
  'select "by", at from pauses where ended_at is null and scope = ? and account is ? and channel is ? order by at';

/** Null, with nothing written, where the tables are those of another version, or the ledger was moved elsewhere. */
async function writtenInto(file: string, pause: Pause): Promise<Pause | null> {
  const columns = pauseColumns(pause);
  const names = Object.keys(columns).map((name) => `"${name}"`);
  const insert = `insert into pauses (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`;
  const database = await openDatabase(file, 'write');
  try {
    return await retryWhileBusy({ place: file, fault: (error) => sqliteFault(error, file) }, () => {
      const hasTables = database.prepare("select 1 from sqlite_master where name = 'migrations'").get();
      if (hasTables === undefined) return null;
      const newest = database.prepare('select max(version) as version from migrations').get();
      if (newest?.version !== MIGRATIONS.length) return null;
      if (database.prepare('select 1 from ledger where moved_to is not null').get()) return null;
      const { scope, account, channel } = columns;
      const earlier = database.prepare(LASTING).get(scope, account, channel);
      if (earlier !== undefined) return { ...pause, by: String(earlier.by), at: Number(earlier.at) };
      database.exec('begin immediate');
      database.prepare(insert).run(...Object.values(columns));
      database.exec('update ledger set changes = changes + 1; commit');
      return pause;
    });
  } finally {
    database.close();
  }
}
