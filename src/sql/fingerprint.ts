import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { PEOPLE_KEYS } from './people/tables.ts';
import { anyTables, PRIMARY_KEYS, type Queries, type Row } from './tables.ts';

/** The primary key of every table, of ledgers and of people. */
const KEYS = { ...PRIMARY_KEYS, ...PEOPLE_KEYS };

export type AnyTable = keyof typeof KEYS;

/** How many rows a table has, and the SHA-256 of all their values in the order of the primary key. */
export interface Fingerprint {
  readonly rows: number;
  readonly digest: string;
}

/** In the words of SQL: which rows of a table. */
export type RowFilter = RawBuilder<boolean>;

const ROWS_AT_ONCE = 500;

/** Reads a table in the order of its primary key, and hands each part of it over. */
export async function fingerprint(
  db: Queries,
  table: AnyTable,
  each?: (rows: readonly Row[]) => Promise<void>,
  only?: RowFilter,
): Promise<Fingerprint> {
  const hash = createHash('sha256');
  let rows = 0;
  let last: Row | null = null;
  for (;;) {
    const some: readonly Row[] = await rowsOf(db, table, last, only).execute();
    for (const row of some) hash.update(`${lineOf(row)}\n`);
    if (each && some.length > 0) await each(some);
    rows += some.length;
    last = some.at(-1) ?? null;
    if (some.length < ROWS_AT_ONCE) return { rows, digest: hash.digest('hex') };
  }
}

/** The rows after `last`. Text is compared byte by byte on both databases. */
function rowsOf(db: Queries, table: AnyTable, last: Row | null, only: RowFilter | undefined) {
  const key: readonly string[] = KEYS[table];
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let query = anyTables(db).selectFrom(table).selectAll().limit(ROWS_AT_ONCE);
  if (only) query = query.where(only);
  for (const column of key) query = query.orderBy(column);
  return last === null
    ? query
    : query.where(sql<boolean>`(${columns}) > (${sql.join(key.map((column) => last[column]))})`);
}

/** A row as JSON with its columns in order, the same on both databases. */
export function lineOf(row: Row): string {
  return JSON.stringify(Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))));
}
