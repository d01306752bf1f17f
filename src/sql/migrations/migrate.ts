import { sql } from 'kysely';
import type { Instant } from '../../core/domain/clock.ts';
import { type Dialect, read, refuseNewer, type Store, transact } from '../store.ts';
import type { Queries } from '../tables.ts';

/** One step of a store's tables. Once released it is never edited: the next one corrects what it got wrong. */
export interface Migration {
  readonly name: string;
  statements(types: ColumnTypes): readonly string[];
}

/** The words in which the two databases differ. */
interface ColumnTypes {
  /** Compared byte by byte on both, so that keys sort alike. */
  readonly text: string;
  /** Instants in milliseconds, and US dollars. */
  readonly number: string;
  readonly numbered: string;
  /** SQLite checks types only where it is told to. */
  readonly strict: string;
}

const COLUMN_TYPES: Readonly<Record<Dialect, ColumnTypes>> = {
  sqlite: { text: 'text', number: 'real', numbered: 'integer primary key autoincrement', strict: 'strict' },
  postgres: {
    text: 'text collate "C"',
    number: 'double precision',
    numbered: 'integer generated always as identity primary key',
    strict: '',
  },
};

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
    const missing = migrations.slice(version);
    if (missing.length === 0) return;
    for (const { statements } of missing)
      for (const statement of statements(COLUMN_TYPES[store.dialect])) await sql.raw(statement).execute(db);
    await db
      .insertInto('migrations')
      .values(missing.map(({ name }, nth) => ({ version: version + nth + 1, name, appliedAt: now })))
      .execute();
  });
}

async function readVersion(store: Store, db: Queries, migrations: readonly Migration[]): Promise<number> {
  if (!(await store.hasMigrations(db))) return 0;
  const newest = await db
    .selectFrom('migrations')
    .select((table) => table.fn.max('version').as('version'))
    .executeTakeFirst();
  const version = newest?.version ?? 0;
  refuseNewer(store, version, migrations.length);
  return version;
}
