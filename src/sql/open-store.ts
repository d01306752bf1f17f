import type { Instant } from '../core/domain/clock.ts';
import { operatorError } from '../core/domain/errors.ts';
import { bytesIn } from './faults.ts';
import { type Migration, migrate, versionOf } from './migrations/migrate.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { MEMORY } from './sqlite/open-database.ts';
import { openSqlite } from './sqlite/sqlite.ts';
import type { Access, Store } from './store.ts';

/** The place of a ledger: a file, or a schema. Sandbox, exercise and live have one each. */
export type LedgerPlace =
  | { readonly kind: 'memory' }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly schema: string };

/** An opened store whose tables are those of the last of `migrations`. */
export async function openStore(
  place: LedgerPlace,
  migrations: readonly Migration[],
  now: Instant,
): Promise<Store> {
  const store = await storeAt(place, 'write');
  await closedOnError(store, migrate(store, migrations, now));
  store.known = migrations.length;
  return store;
}

/**
 * Opens a store for reading, while another process may write it; nothing is changed. Null if there is none: an empty file is left
 * over from a process that ended while it made one.
 */
export async function openToRead(place: LedgerPlace, migrations = MIGRATIONS): Promise<Store | null> {
  if (place.kind === 'memory' || (place.kind === 'file' && !bytesIn(place.file))) return null;
  const store = await storeAt(place, 'read');
  const version = await closedOnError(store, versionOf(store, migrations));
  store.known = migrations.length;
  if (version === migrations.length) return store;
  await store.close();
  if (version === 0) return null;
  throw operatorError('ledger-older.here', { place: store.place });
}

/** The result of the first work on an opened store, which is closed where that fails. */
export async function closedOnError<Result>(store: Store, work: Promise<Result>): Promise<Result> {
  return work.catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
}

async function storeAt(place: LedgerPlace, access: Access): Promise<Store> {
  switch (place.kind) {
    case 'memory':
      return openSqlite(MEMORY, access);
    case 'file':
      return openSqlite(place.file, access);
    case 'postgres':
      return (await import('./postgres/postgres.ts')).openPostgres(place.url, place.schema);
    default:
      return place satisfies never;
  }
}
