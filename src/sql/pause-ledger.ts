import { existsSync } from 'node:fs';
import type { Instant } from '../core/domain/clock.ts';
import type { Pause } from '../core/domain/pause.ts';
import { sqliteFault } from './faults.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import type { LedgerPlace } from './open-store.ts';
import { openDatabase } from './sqlite/open-database.ts';
import { decisionsOf, pauseColumns } from './staff.ts';
import { retryWhileBusy } from './store.ts';

/**
 * Writes a pause into the ledger at a place, which is made where there is none. It needs no settings and, in a file that is
 * up to date, no query builder: whoever pauses waits for nothing. Throws an OperatorError where the ledger cannot be
 * opened or written.
 */
export async function pauseLedger(place: LedgerPlace, pause: Pause, now: Instant): Promise<void> {
  if (place.kind === 'file' && existsSync(place.file) && (await isWrittenInto(place.file, pause))) return;
  const { openStore } = await import('./open-store.ts');
  const store = await openStore(place, MIGRATIONS, now);
  try {
    await decisionsOf(store).pause(pause);
  } finally {
    await store.close();
  }
}

/** False, with nothing written, where the tables are those of another version. */
async function isWrittenInto(file: string, pause: Pause): Promise<boolean> {
  const columns = pauseColumns(pause);
  const names = Object.keys(columns).map((name) => `"${name}"`);
  const insert = `insert into pauses (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`;
  const database = await openDatabase(file, 'write');
  try {
    return await retryWhileBusy({ place: file, fault: (error) => sqliteFault(error, file) }, () => {
      const hasTables = database.prepare("select 1 from sqlite_master where name = 'migrations'").get();
      if (hasTables === undefined) return false;
      const newest = database.prepare('select max(version) as version from migrations').get();
      if (newest?.version !== MIGRATIONS.length) return false;
      database.prepare(insert).run(...Object.values(columns));
      return true;
    });
  } finally {
    database.close();
  }
}
