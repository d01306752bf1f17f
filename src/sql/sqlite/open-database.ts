import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { damaged, sqliteFault } from '../faults.ts';
import { type Access, retryWhileBusy } from '../store.ts';

export const MEMORY = ':memory:';

/** How long SQLite itself waits for a lock, blocking the process; longer waits are up to `transact`, which does not. */
const BLOCK_MS_MAX = 20;
/** A larger file is not read from end to end each time it is opened. */
const CHECKED_BYTES_MAX = 8 * 2 ** 20;
/** "Ausr": marks the file as ours. */
const APPLICATION_ID = 0x41757372;

/** Opens the file of a ledger as `openSqlite` does, without the query builder. Waits while another process holds it. */
export function openDatabase(file: string, access: Access): Promise<DatabaseSync> {
  const fault = (error: unknown) => sqliteFault(error, file);
  const open = access === 'write' ? openToWrite : openToRead;
  return retryWhileBusy({ place: file, fault }, () => open(file));
}

/** Makes an empty file and its folder, which only this user may enter and read. Leaves what is there as it is. */
export function makePrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
}

function openToWrite(file: string): DatabaseSync {
  if (file !== MEMORY) makePrivate(file);
  const database = new DatabaseSync(file, { timeout: BLOCK_MS_MAX });
  return checked(database, file, () => {
    // A pause is on disk when its command ends: with a write-ahead log only `full` waits for the disk at each commit. Deleted
    // content is overwritten.
    database.exec('pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on');
    if (numberIn(database, 'pragma application_id') !== APPLICATION_ID)
      database.exec(`pragma application_id = ${APPLICATION_ID}`);
    if (file === MEMORY) return;
    database.exec('pragma journal_mode = wal');
    // A file that can't be written opens without complaint, and would fail at the first claim.
    for (const path of [file, dirname(file)]) accessSync(path, constants.W_OK);
  });
}

function openToRead(file: string): DatabaseSync {
  const options = { readOnly: true, timeout: BLOCK_MS_MAX };
  try {
    return checked(new DatabaseSync(file, options), file);
  } catch (error) {
    // In a folder that can't be written SQLite finds no room for its lock: without a journal no process writes anyway.
    const isJournal = existsSync(`${file}-wal`);
    if (isJournal || !wantsToWrite(error)) throw error;
    const immutable = pathToFileURL(file);
    immutable.searchParams.set('immutable', '1');
    return checked(new DatabaseSync(immutable, options), file);
  }
}

/** SQLITE_CANTOPEN or SQLITE_READONLY_DIRECTORY. */
function wantsToWrite(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (error.errcode === 14 || error.errcode === 1544);
}

/** Also prepares it; closes it where either fails. */
function checked(database: DatabaseSync, file: string, prepare?: () => void): DatabaseSync {
  try {
    // A file that was cut off fails at the first query. Damage in its middle is found only when that is read: better now than
    // at a claim, unless finding it delays every start.
    const isSmall = file === MEMORY || statSync(file).size <= CHECKED_BYTES_MAX;
    if (isSmall && database.prepare('pragma quick_check(1)').get()?.quick_check !== 'ok') throw damaged(file);
    const isOurs = numberIn(database, 'pragma application_id') === APPLICATION_ID;
    if (!isOurs && numberIn(database, 'select count(*) from sqlite_master') > 0) throw damaged(file);
    prepare?.();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function numberIn(database: DatabaseSync, query: string): number {
  return Number(Object.values(database.prepare(query).get() ?? {})[0] ?? 0);
}
