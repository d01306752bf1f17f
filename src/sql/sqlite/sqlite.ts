import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
  sql,
  type TransactionSettings,
} from 'kysely';
import { damaged, sqliteFault } from '../faults.ts';
import { type Access, retryWhileBusy, type Store } from '../store.ts';
import type { Tables } from '../tables.ts';
import { filePresenceOf } from './file-presence.ts';

export const MEMORY = ':memory:';

/** How long SQLite itself waits for a lock, blocking the process; longer waits are up to `transact`, which does not. */
const BLOCK_MS_MAX = 20;
/** "Ausr": marks the file as ours. */
const APPLICATION_ID = 0x41757372;
const STATEMENTS_KEPT_MAX = 200;

/**
 * Opens an embedded ledger: with `write` the file and its folder are made where there are none; with `read` nothing is
 * changed, and the file must exist. Throws an OperatorError where the file can't be opened, is damaged or not a ledger.
 */
export async function openSqlite(file: string, access: Access): Promise<Store> {
  const fault = (error: unknown) => sqliteFault(error, file);
  const open = access === 'write' ? openToWrite : openToRead;
  const database = await retryWhileBusy({ place: file, fault }, () => open(file));
  const db = new Kysely<Tables>({ dialect: dialectOf(database) });
  const presence = file === MEMORY ? null : filePresenceOf(database, file);
  return {
    dialect: 'sqlite',
    db,
    place: file,
    fault,
    checkPresence: () => presence?.check(),
    async hasMigrations(queries) {
      const { rows } = await sql`select 1 from sqlite_master where name = 'migrations'`.execute(queries);
      return rows.length > 0;
    },
    async prepare() {},
    async close() {
      await db.destroy();
      if (database.isOpen) database.close();
    },
  };
}

function openToWrite(file: string): DatabaseSync {
  if (file !== MEMORY) mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: BLOCK_MS_MAX });
  return checked(database, file, () => {
    // A claim is on disk before the network is touched: with a write-ahead log only `full` waits for the disk at each commit.
    database.exec('pragma synchronous = full; pragma foreign_keys = on');
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
    // A file that was cut off opens, and fails only when the missing pages are read: better now than at a claim.
    if (database.prepare('pragma quick_check(1)').get()?.quick_check !== 'ok') throw damaged(file);
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

function dialectOf(database: DatabaseSync) {
  const config = { database: kyselyDatabase(database) };
  const createDriver = () => new ImmediateDriver(database, config);
  return Object.assign(new SqliteDialect(config), { createDriver });
}

/**
 * A transaction that will write takes its lock at once. One that reads first and writes later would fail without
 * waiting where another process wrote in between.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync, config: { database: SqliteDatabase }) {
    super(config);
    this.#database = database;
  }

  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings) {
    const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate';
    await connection.executeQuery(CompiledQuery.raw(begin));
  }

  /** Some errors (disk full) end the transaction by themselves. */
  override async rollbackTransaction(connection: DatabaseConnection) {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

/** The SQLite library that Kysely expects. Preparing statements takes a third of a claim: the newest are kept. */
function kyselyDatabase(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(query) {
      const statement = kept.get(query) ?? statementOf(database.prepare(query));
      kept.set(query, statement);
      const [oldest] = kept.keys();
      if (kept.size > STATEMENTS_KEPT_MAX && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
  };
}

type SqlValues = Parameters<StatementSync['run']>;

function statementOf(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SqlValues)),
    run: (parameters) => statement.run(...(parameters as SqlValues)),
    iterate: () => {
      throw new Error('the ledger streams nothing');
    },
  };
}
