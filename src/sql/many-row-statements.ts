import { CompiledQuery, type Insertable, sql } from 'kysely';
import { keptIn } from '../core/domain/cache.ts';
import { anyTables, PRIMARY_KEYS, type Queries, type Row, type TableName, type Tables } from './tables.ts';

/** How many rows a statement takes: few sizes, so that few statements are made. Making a longer one costs more than it saves. */
const SIZES = [100, 20, 5, 1] as const;

/** The SQL of statements that were made, by the adapter of their database: without the rows that they were made for. */
const kept = new WeakMap<object, Map<string, string>>();

/**
 * Carries out a statement for all of these rows, whose values are its parameters, one row after the other. Each statement is
 * made once: the query builder takes longer for a value than the database does. `name` says what `make` makes of these
 * columns.
 */
export async function forRows(
  db: Queries,
  name: string,
  columns: readonly string[],
  rows: readonly Row[],
  make: (some: readonly Row[]) => CompiledQuery,
): Promise<void> {
  const { adapter } = db.getExecutor();
  const statements = keptIn(kept, adapter, () => new Map<string, string>());
  let from = 0;
  for (const size of SIZES)
    for (; rows.length - from >= size; from += size) {
      const some = rows.slice(from, from + size);
      const known = `${name} ${columns} ${size}`;
      const statement = keptIn(statements, known, () => make(some).sql);
      const parameters = some.flatMap((row) => columns.map((column) => row[column]));
      await db.executeQuery(CompiledQuery.raw(statement, parameters));
    }
}

/**
 * Inserts rows that have the same columns. With `replaced` a row whose primary key is there already is no error: these columns
 * of it are written, and the others stay.
 */
export async function insertRows<Table extends TableName>(
  db: Queries,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
  replaced?: readonly (keyof Tables[Table] & string)[],
): Promise<void> {
  const all = rows as readonly Row[];
  await forRows(db, `insert into ${table} ${replaced}`, Object.keys(all[0] ?? {}), all, (some) => {
    const insert = anyTables(db).insertInto<string>(table).values(some);
    if (replaced === undefined) return insert.compile();
    const written = Object.fromEntries(
      replaced.map((column) => [column, sql.ref<string>(`excluded.${column}`)]),
    );
    return insert
      .onConflict((there) => {
        const known = there.columns(PRIMARY_KEYS[table]);
        return replaced.length === 0 ? known.doNothing() : known.doUpdateSet(written);
      })
      .compile();
  });
}
