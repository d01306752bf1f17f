import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  SqliteQueryCompiler,
  type SqliteStatement,
  sql,
  type TransactionSettings,
} from 'kysely';
import { sqliteFault } from '../faults.ts';
import { type Access, retryWhileBusy, type Store } from '../store.ts';
import type { Tables } from '../tables.ts';
import { filePresenceOf } from './file-presence.ts';
import { MEMORY, openDatabase } from './open-database.ts';
import { writeAheadLogOf } from './write-ahead-log.ts';

const STATEMENTS_KEPT_MAX = 200;
/** How often the log is tried to be emptied while others read it, and the pause between: three seconds or more. */
const ERASE_TRIES_MAX = 200;
const ERASE_PAUSE_MS = 15;

/**
 * Opens an embedded ledger: with `write` the file and its folder are made where there are none; with `read` nothing is
 * changed, and the file must exist. Throws an OperatorError where the file can't be opened, is damaged or not a ledger.
 */
export async function openSqlite(file: string, access: Access): Promise<Store> {
  const database = await openDatabase(file, access);
  const log = access === 'write' && file !== MEMORY ? writeAheadLogOf(file) : null;
  // Each commit waits for the log itself. A checkpoint, for which SQLite waits, comes with every 40 MB of it.
  if (log) database.exec('pragma synchronous = normal; pragma wal_autocheckpoint = 10000');
  const db = new Kysely<Tables>({ dialect: dialectOf(database) });
  const close = async () => {
    await db.destroy();
    if (database.isOpen) database.close();
    log?.close();
  };
  const fault = (error: unknown) => sqliteFault(error, file);
  /** Overwrites in the file what was deleted, and cuts the log off, which has it still. False while somebody reads the log. */
  const emptyLog = () =>
    retryWhileBusy({ place: file, fault }, async () => {
      const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
      return rows[0]?.busy !== 1;
    });
  return {
    dialect: 'sqlite',
    db,
    place: file,
    known: Number.POSITIVE_INFINITY,
    witness: null,
    fault,
    // In memory a commit costs nothing.
    gather: file === MEMORY ? async () => {} : () => setImmediate(),
    transactionOf: async () => null,
    isCommitted: async () => false,
    onDisk: async () => log?.sync(),
    async erased() {
      for (let tries = 0; tries < ERASE_TRIES_MAX && !(await emptyLog()); tries++)
        await sleep(ERASE_PAUSE_MS);
    },
    checkPresence: file === MEMORY ? () => {} : filePresenceOf(database, file),
    async hasMigrations(queries) {
      const { rows } = await sql`select 1 from sqlite_master where name = 'migrations'`.execute(queries);
      return rows.length > 0;
    },
    async prepare() {},
    close,
    [Symbol.asyncDispose]: close,
  };
}

function dialectOf(database: DatabaseSync) {
  const kept = kyselyDatabase(database);
  const config = { database: kept };
  return Object.assign(new SqliteDialect(config), {
    createDriver: () => new ImmediateDriver(database, kept),
    createQueryCompiler: () => new SnakeCaseCompiler(),
  });
}

/**
 * A transaction that will write takes its lock at once. One that reads first and writes later would fail without
 * waiting where another process wrote in between.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync;
  readonly #kept: KeptStatements;

  constructor(database: DatabaseSync, kept: KeptStatements) {
    super({ database: kept });
    this.#database = database;
    this.#kept = kept;
  }

  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings) {
    const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate';
    await connection.executeQuery(CompiledQuery.raw(begin));
    this.#kept.forgetOutdated();
  }

  /** Some errors (disk full) end the transaction by themselves. */
  override async rollbackTransaction(connection: DatabaseConnection) {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

interface KeptStatements extends SqliteDatabase {
  /** Forgets the statements where another process has changed the tables: they name columns that may be others now. */
  forgetOutdated(): void;
}

/** The SQLite library that Kysely expects. Preparing statements takes a third of a claim: the newest are kept. */
function kyselyDatabase(database: DatabaseSync): KeptStatements {
  const kept = new Map<string, SqliteStatement>();
  const schema = database.prepare('pragma schema_version');
  let known: unknown = null;
  return {
    forgetOutdated() {
      const version = schema.get()?.schema_version;
      if (version === known) return;
      kept.clear();
      // SQLite prepares by the tables that it remembers, until a statement has run.
      database.exec('select 1 from sqlite_schema');
      known = version;
    },
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

/**
 * Columns are named in snake case, as `statementOf` expects. Kysely's plugin for it makes a copy of each query, which takes as
 * long as compiling it.
 */
class SnakeCaseCompiler extends SqliteQueryCompiler {
  protected override sanitizeIdentifier(identifier: string): string {
    return super.sanitizeIdentifier(identifier.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  }
}

type SqlValues = Parameters<StatementSync['run']>;

/** Rows are copies of one that names all columns: of objects that get one name after the other, each is slow to read. */
function statementOf(statement: StatementSync): SqliteStatement {
  const names = statement
    .columns()
    .map(({ name }) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
  const named: Record<string, unknown> = Object.fromEntries(names.map((name) => [name, null]));
  statement.setReturnArrays(true);
  return {
    reader: names.length > 0,
    all: (parameters) =>
      (statement.all(...(parameters as SqlValues)) as unknown as readonly (readonly unknown[])[]).map(
        (values) => {
          const row = { ...named };
          for (let index = 0; index < names.length; index++) row[names[index] as string] = values[index];
          return row;
        },
      ),
    run: (parameters) => statement.run(...(parameters as SqlValues)),
    iterate: () => {
      throw new Error('the ledger streams nothing');
    },
  };
}
