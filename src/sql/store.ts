import { setTimeout as sleep } from 'node:timers/promises';
import type { OperatorError } from '../core/domain/errors.ts';
import { busyFor } from './faults.ts';
import type { Queries } from './tables.ts';

export type Dialect = 'sqlite' | 'postgres';

/** Where a ledger lies, opened: a file, this process' memory, or a schema of a PostgreSQL database. */
export interface Store {
  readonly dialect: Dialect;
  readonly db: Queries;
  /** How staff are told where it lies: never holds a secret. */
  readonly place: string;
  hasMigrations(db: Queries): Promise<boolean>;
  /** Makes what tables can lie in, and lets nobody else do so until the transaction ends. */
  found(db: Queries): Promise<void>;
  /** Called before every write. Throws an OperatorError where what would be written is lost with this process. */
  attend(): void;
  /** What an error of the database means: `busy` passes by itself, an operator error does not. Null: a bug of ours. */
  fault(error: unknown): 'busy' | OperatorError | null;
  close(): Promise<void>;
}

export type Access = 'read' | 'write';

/** How often something is tried anew because another holds the lock, and the pause between: ten seconds or more. */
const TRIES_MAX = 500;
const PAUSE_MS = 15;

/**
 * Runs `work` in one transaction; what it returns is committed when this resolves. It may run more than once, so it
 * touches nothing but the database. Throws an OperatorError for what the database can't do.
 */
export function transact<Result>(
  store: Store,
  access: Access,
  work: (db: Queries) => Promise<Result>,
): Promise<Result> {
  return patiently(store, () => {
    if (access === 'write') store.attend();
    return begin(store, access).execute(work);
  });
}

/** Tries until nobody else holds the lock, without blocking the process. What went wrong is told as an OperatorError. */
export async function patiently<Result>(
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

function begin(store: Store, access: Access) {
  const transaction = store.db.transaction();
  return access === 'read'
    ? transaction.setIsolationLevel('repeatable read').setAccessMode('read only')
    : transaction.setIsolationLevel('read committed');
}

/** Reads everything as of one instant. */
export function reading<Result>(store: Store, work: (db: Queries) => Promise<Result>): Promise<Result> {
  return transact(store, 'read', work);
}

/** Changes what concerns every account: nobody else writes meanwhile. */
export function writing<Result>(store: Store, work: (db: Queries) => Promise<Result>): Promise<Result> {
  return transact(store, 'write', async (db) => {
    if (store.dialect === 'postgres') await db.selectFrom('ledger').select('one').forUpdate().execute();
    return work(db);
  });
}

/**
 * Changes entries of the account that `key` lies on: nobody else changes that account, or the whole ledger, meanwhile.
 * Null where there is no such key. SQLite has a single writer anyway; PostgreSQL locks the account's row.
 */
export function writingAccountOf<Result>(
  store: Store,
  key: string,
  work: (db: Queries) => Promise<Result>,
): Promise<Result | null> {
  return transact(store, 'write', async (db) => {
    if (store.dialect === 'postgres') await db.selectFrom('ledger').select('one').forShare().execute();
    const entry = await db.selectFrom('entries').select('account').where('key', '=', key).executeTakeFirst();
    if (!entry) return null;
    const { account } = entry;
    if (store.dialect === 'postgres')
      await db.selectFrom('accounts').select('account').where('account', '=', account).forUpdate().execute();
    return work(db);
  });
}
