import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExpressionBuilder, Kysely } from 'kysely';
import { type OperatorError, operatorError } from '../core/domain/errors.ts';
import { busyFor, movedAway } from './faults.ts';
import type { Queries, Tables } from './tables.ts';

export type Dialect = 'sqlite' | 'postgres';

/** A long-lived process: its name in the ledgers, and how often it has committed to each, by the place of the ledger. */
export interface Witness {
  readonly name: string;
  readonly written: Map<string, number>;
}

export function newWitness(): Witness {
  return { name: randomUUID(), written: new Map() };
}

/** An open database for one ledger: a file, memory, or a schema of a PostgreSQL database. */
export interface Store extends AsyncDisposable {
  readonly dialect: Dialect;
  readonly db: Queries;
  /** Names the place to staff. Never holds a secret. */
  readonly place: string;
  /** The newest version of its tables that this program can use. Set when it is opened. */
  known: number;
  /** The commits of this process, for `writeWitnessed`; null for a command that soon ends. */
  witness: Witness | null;
  hasMigrations(db: Queries): Promise<boolean>;
  /** Makes the schema, and keeps other processes from making it until the transaction ends. */
  prepare(db: Queries): Promise<void>;
  /** Resolves once everybody who asks for something in this turn has asked: see `together`. */
  gather(): Promise<void>;
  /** Names the transaction of these queries, for `isCommitted`. Null: nothing could tell later whether it was committed. */
  transactionOf(queries: Queries): Promise<string | null>;
  /**
   * Tells whether a transaction was committed although the answer to its commit was lost. Also false where nobody can tell,
   * as after a crash of the server.
   */
  isCommitted(transaction: string): Promise<boolean>;
  /** Resolves once everything that was committed is on the disk. */
  onDisk(): Promise<void>;
  /**
   * Resolves once what was deleted is in none of the files any more, or somebody else has read them for seconds: then a later
   * call does it, or the end of the last process. PostgreSQL sees to its files by itself.
   */
  erased(): Promise<void>;
  /** Called before every write. Throws an OperatorError where what would be written is lost with this process. */
  checkPresence(): void;
  /** Translates an error of the database: `busy` passes by itself, an operator error does not. Null: a bug of ours. */
  fault(error: unknown): 'busy' | OperatorError | null;
  close(): Promise<void>;
}

export type Access = 'read' | 'write';

/** How often an attempt is repeated while another process holds the lock, and the pause between: ten seconds or more. */
const TRIES_MAX = 500;
const PAUSE_MS = 15;

/**
 * Runs `work` in one transaction; what it returns is committed and on the disk when this resolves. It may run more than
 * once, so it touches nothing but the database. Throws an OperatorError for what the database can't do. If the answer
 * to a commit is lost, the database is asked whether it was done.
 */
export function transact<Result>(
  store: Store,
  access: Access,
  work: (db: Queries) => Promise<Result>,
): Promise<Result> {
  return retryWhileBusy(store, async () => {
    if (access === 'write') store.checkPresence();
    const transaction = store.db.transaction();
    if (access === 'read')
      return transaction.setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
    let done = null as { readonly result: Result; readonly transaction: string | null } | null;
    const toDo = async (db: Queries) => {
      const result = await work(db);
      done = { result, transaction: await store.transactionOf(db) };
      return done;
    };
    const { result } = await transaction
      .setIsolationLevel('read committed')
      .execute(toDo)
      .catch(async (error: unknown) => {
        if (done?.transaction == null || !(await store.isCommitted(done.transaction))) throw error;
        return done;
      });
    await store.onDisk();
    return result;
  });
}

/** Tries until no other process holds the lock, without blocking this one. Throws faults as OperatorErrors. */
export async function retryWhileBusy<Result>(
  { place, fault }: Pick<Store, 'place' | 'fault'>,
  attempt: () => Result | Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const meaning = fault(error);
      if (meaning === null) throw error;
      if (meaning !== 'busy') throw meaning;
      if (tries >= TRIES_MAX) throw busyFor(place, error);
      await sleep(PAUSE_MS);
    }
  }
}

/** Reads everything as of one instant. */
export function read<Result>(store: Store, work: (db: Queries) => Promise<Result>): Promise<Result> {
  return transact(store, 'read', work);
}

/**
 * Changes the ledger: no other process writes meanwhile. SQLite has a single writer anyway; PostgreSQL locks a row. Throws
 * `ledger-moved` where the ledger was moved meanwhile, and `ledger-newer` where a later version of the program converted it.
 */
export function write<Result>(store: Store, work: (db: Queries) => Promise<Result>): Promise<Result> {
  return transact(store, 'write', async (db) => {
    refuseTaken(store, await countChange(db).execute());
    return work(db);
  });
}

/** The same for work that often changes nothing: `work` calls `changed` if it does. */
export function writeIfNeeded<Result>(
  store: Store,
  work: (db: Queries, changed: () => Promise<unknown>) => Promise<Result>,
): Promise<Result> {
  return transact(store, 'write', async (db) => {
    if (store.dialect === 'postgres')
      refuseTaken(
        store,
        await db.selectFrom('ledger').select(['movedTo', newestVersion]).forUpdate().execute(),
      );
    return work(db, () => countChange(db).execute());
  });
}

function countChange(db: Queries) {
  return db
    .updateTable('ledger')
    .set((row) => ({ changes: row('changes', '+', 1) }))
    .returning(['movedTo', newestVersion]);
}

/** The version of the tables now. A later version of the program may have converted them while this one runs. */
export const newestVersion = ({ selectFrom }: ExpressionBuilder<Tables, 'ledger'>) =>
  selectFrom('migrations')
    .select(({ fn }) => fn.max('version').as('version'))
    .as('version');

/** Throws `ledger-moved` or `ledger-newer` where the ledger is no longer one for this process to use. */
export function refuseTaken(
  store: Store,
  rows: readonly { readonly movedTo: string | null; readonly version: number | null }[],
): void {
  refuseMoved(store, rows);
  refuseNewer(store, rows[0]?.version ?? 0, store.known);
}

/** Throws `ledger-newer` where the tables have a version that this program does not know. */
export function refuseNewer({ place }: Store, version: number, known: number): void {
  if (version > known) throw operatorError('ledger-newer.here', { place, version, known });
}

/** Throws `ledger-moved` where the row of the ledger says so. */
export function refuseMoved(
  { place }: Store,
  [ledger]: readonly { readonly movedTo: string | null }[],
  fault = movedAway,
): void {
  if (ledger && ledger.movedTo !== null) throw fault(place, new Error(ledger.movedTo));
}

/**
 * The row that says where all of a store was moved to: the ledger of a ledger, the head of the people. On PostgreSQL it keeps other
 * processes from writing until the transaction ends.
 */
export function headRow(
  { dialect }: Pick<Store, 'dialect'>,
  db: Queries,
  table: 'ledger' | 'head',
): Promise<{ readonly movedTo: string | null }[]> {
  const row = (db as Kysely<Record<typeof table, { movedTo: string | null }>>)
    .selectFrom(table)
    .select('movedTo');
  return (dialect === 'postgres' ? row.forUpdate() : row).execute();
}

/** Reads the row of the ledger, and throws as `refuseTaken`: what this ledger holds may no longer be true. */
export async function refuseIfTaken(store: Store, db: Queries): Promise<void> {
  refuseTaken(store, await db.selectFrom('ledger').select(['movedTo', newestVersion]).execute());
}

/** An entry has 49 values, and SQLite takes 32,766 in one statement. */
const ROWS_PER_STATEMENT_MAX = 500;

/** Runs `query` on so many of the values at a time as fit into one statement. Returns all that it returned. */
export async function inBatches<Value, Row>(
  values: Iterable<Value>,
  query: (some: readonly Value[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const all = [...values];
  const rows: Row[] = [];
  for (let from = 0; from < all.length; from += ROWS_PER_STATEMENT_MAX)
    // Row by row: one value may bring more rows than a call takes arguments.
    for (const row of await query(all.slice(from, from + ROWS_PER_STATEMENT_MAX))) rows.push(row);
  return rows;
}
