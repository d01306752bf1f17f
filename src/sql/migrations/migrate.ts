import { sql } from 'kysely';
import type { Instant } from '../../core/domain/clock.ts';
import { mistake, operatorError } from '../../core/domain/errors.ts';
import { read, type Store, transact } from '../store.ts';
import type { Queries } from '../tables.ts';
import { COLUMN_TYPES, type Migration } from './migration.ts';

/** The version that a store has: 0 where there is no ledger yet. Throws `ledger-newer` for one of a later program. */
export function versionOf(store: Store, migrations: readonly Migration[]): Promise<number> {
  return read(store, (db) => readVersion(store, db, migrations));
}

/** Brings the tables up to the newest version: all steps in one transaction, or none. */
export async function migrate(store: Store, migrations: readonly Migration[], now: Instant): Promise<void> {
  if ((await versionOf(store, migrations)) === migrations.length) return;
  await transact(store, 'write', async (db) => {
    await store.prepare(db);
    const createTable = `create table if not exists migrations (
      version integer primary key, name text not null, applied_at ${COLUMN_TYPES[store.dialect].number} not null)`;
    await sql.raw(createTable).execute(db);
    const version = await readVersion(store, db, migrations);
    for (const migration of migrations.slice(version)) await apply(db, store, migration, now);
  });
}

async function readVersion(store: Store, db: Queries, migrations: readonly Migration[]): Promise<number> {
  if (!(await store.hasMigrations(db))) return 0;
  const newest = await db
    .selectFrom('migrations')
    .select((table) => table.fn.max('version').as('version'))
    .executeTakeFirst();
  const version = newest?.version ?? 0;
  if (version <= migrations.length) return version;
  const told = { place: store.place, version, known: migrations.length };
  throw operatorError(mistake('ledger-newer.here', told));
}

async function apply(db: Queries, store: Store, migration: Migration, now: Instant): Promise<void> {
  for (const statement of migration.statements(COLUMN_TYPES[store.dialect]))
    await sql.raw(statement).execute(db);
  const { version, name } = migration;
  await db.insertInto('migrations').values({ version, name, appliedAt: now }).execute();
}
