import { randomInt } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { sql } from 'kysely';
import type { Instant } from '../core/domain/clock.ts';
import { operatorError, phrase } from '../core/domain/errors.ts';
import { type AnyTable, type Fingerprint, fingerprint } from './fingerprint.ts';
import type { Migration } from './migrations/migrate.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { type LedgerPlace, openStore, openToRead } from './open-store.ts';
import { PEOPLE_KEYS, PEOPLE_MIGRATIONS } from './people/tables.ts';
import { lockWorker } from './sqlite/worker-lock.ts';
import { headRow, refuseMoved, type Store, transact } from './store.ts';
import { anyTables, PRIMARY_KEYS, type Queries, type Row } from './tables.ts';

/** A table that was copied: read back from the new place it is the same. */
interface MovedTable {
  readonly table: string;
  readonly from: Fingerprint;
  readonly to: Fingerprint;
}

/** Names of both places for staff, and the tables. */
export interface MovedLedger {
  readonly from: string;
  readonly to: string;
  readonly tables: readonly MovedTable[];
}

/** The tables that are moved together. */
interface Contents {
  readonly migrations: readonly Migration[];
  /** In an order in which they can be filled. */
  readonly tables: readonly AnyTable[];
  /** Has one row, with the place to which everything was moved. On PostgreSQL every writer locks it. */
  readonly head: 'ledger' | 'head';
}

export const LEDGER_CONTENTS: Contents = {
  migrations: MIGRATIONS,
  tables: Object.keys(PRIMARY_KEYS) as AnyTable[],
  head: 'ledger',
};

/** The people of the console, and its log. */
export const PEOPLE_CONTENTS: Contents = {
  migrations: PEOPLE_MIGRATIONS,
  tables: Object.keys(PEOPLE_KEYS) as AnyTable[],
  head: 'head',
};

/**
 * Moves a ledger, or the people: copies every table into an empty place in one transaction, reads it back and compares it by
 * count and digest, and marks the old one as moved, so that nobody posts from it again. The mark is committed before the copy: at
 * no time are both in use. A failure before the mark leaves the old one as it was and the new one empty; after it neither is in
 * use until the same move is made again. Throws `no-ledger`, `ledger-moved`, `worker-running` if a worker uses either,
 * `ledger-taken` if the new place is not empty or is the old one, and `copy-differs`.
 */
export async function moveLedger(
  from: LedgerPlace,
  to: LedgerPlace,
  now: Instant,
  contents = LEDGER_CONTENTS,
): Promise<MovedLedger> {
  refuseSameFile(from, to);
  const probe = await openToRead(from, contents.migrations);
  if (probe === null) throw operatorError('no-ledger.to-move');
  await probe.close();
  using locks = new DisposableStack();
  const lock = (place: LedgerPlace) => place.kind === 'file' && locks.use(lockWorker(place.file));
  lock(from);
  await using source = await openStore(from, contents.migrations, now);
  const refuse = async (old: Queries, place: string | null) => {
    const head = await headRow(source, old, contents.head);
    // An earlier move may have ended between the mark and the copy.
    if (place !== null && head[0]?.movedTo !== place) refuseMoved(source, head);
    if (from.kind === 'postgres') await refuseWorked(source, old, from.schema, now, contents);
    return head;
  };
  // A move that is refused leaves no new file.
  await transact(source, 'write', (old) => refuse(old, to.kind === 'file' ? to.file : null));
  lock(to);
  await using target = await openStore(to, contents.migrations, now);
  const tables = await transact(target, 'write', async (fresh) => {
    await headRow(target, fresh, contents.head);
    const copied = await transact(source, 'write', async (old) => {
      if (from.kind === 'postgres' && to.kind === 'postgres' && from.schema === to.schema)
        await refuseSameDatabase(source, old, target, fresh);
      const head = await refuse(old, target.place);
      const taken = await tablesTaken(fresh, contents);
      if (taken.length > 0) refuseMoved(source, head);
      if (taken.length > 0) throw operatorError('ledger-taken.here', { place: target.place, tables: taken });
      const copied = await copyTables(old, fresh, target, contents);
      await anyTables(old).updateTable(contents.head).set({ movedTo: target.place }).execute();
      return copied;
    });
    await anyTables(fresh).updateTable(contents.head).set({ movedTo: null }).execute();
    return copied;
  });
  return { from: source.place, to: target.place, tables };
}

/** Refuses two paths that lead to the same file, also through a link. */
function refuseSameFile(from: LedgerPlace, to: LedgerPlace): void {
  if (from.kind !== 'file' || to.kind !== 'file') return;
  const [one, other] = [from.file, to.file].map((file) => (existsSync(file) ? statSync(file) : null));
  if (!one || one.ino !== other?.ino || one.dev !== other.dev) return;
  throw operatorError('ledger-taken.same', { from: from.file, to: to.file });
}

/** Refuses two addresses of the same database: a database gives each lock only once. */
async function refuseSameDatabase(source: Store, old: Queries, target: Store, fresh: Queries): Promise<void> {
  const number = sql.lit(randomInt(2 ** 47));
  await sql`select pg_advisory_xact_lock(${number})`.execute(fresh);
  const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${number}) as free`.execute(
    old,
  );
  if (!rows[0]?.free) throw operatorError('ledger-taken.same', { from: source.place, to: target.place });
}

/** On PostgreSQL no lock shows a worker: its connections do, and its claims where it is cut off. */
async function refuseWorked(
  { place }: Store,
  db: Queries,
  schema: string,
  now: Instant,
  { head }: Contents,
): Promise<void> {
  const { connectionName } = await import('./postgres/postgres.ts');
  const { rows } = await sql<{ pid: number; address: string | null }>`
    select pid, host(client_addr) as address from pg_catalog.pg_stat_activity
    where application_name = ${connectionName(schema)} and datname = current_database() and pid <> pg_backend_pid()
    order by pid`.execute(db);
  const claimed = db.selectFrom('entries').select('key').where('claimedUntil', '>', now);
  const claims = head === 'ledger' ? await claimed.execute() : [];
  if (rows.length === 0 && claims.length === 0) return;
  const users = rows.map(({ pid, address }) =>
    address === null ? phrase('phrase.process-here', { pid }) : phrase('phrase.process-of', { pid, address }),
  );
  const all = [...users, ...claims.map(({ key }) => phrase('phrase.sending', { key }))];
  throw operatorError('worker-running.database', { place, users: all.slice(0, SHOWN_MAX) });
}

const SHOWN_MAX = 5;

async function tablesTaken(db: Queries, { tables }: Contents): Promise<readonly string[]> {
  const taken: string[] = [];
  for (const table of tables) {
    if (MADE_WITH_TABLES.has(table)) continue;
    if ((await anyTables(db).selectFrom(table).selectAll().limit(1).execute()).length > 0) taken.push(table);
  }
  return taken;
}

/** Each of these has a row in every new place; the copy has the rows of its original. */
const MADE_WITH_TABLES: ReadonlySet<AnyTable> = new Set(['migrations', 'ledger', 'head']);

async function copyTables(
  from: Queries,
  to: Queries,
  target: Store,
  { tables }: Contents,
): Promise<readonly MovedTable[]> {
  const moved: MovedTable[] = [];
  for (const table of tables) {
    if (MADE_WITH_TABLES.has(table)) await anyTables(to).deleteFrom(table).execute();
    const before = await fingerprint(from, table, (rows) => insert(to, target, table, rows));
    if (target.dialect === 'postgres') await continueNumbers(to, table);
    const after = await fingerprint(to, table);
    if (before.rows !== after.rows || before.digest !== after.digest)
      throw operatorError('copy-differs.move', {
        table,
        place: target.place,
        found: after.rows,
        rows: before.rows,
      });
    moved.push({ table, from: before, to: after });
  }
  return moved;
}

async function insert(db: Queries, { dialect }: Store, table: AnyTable, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  // A numbered row keeps its number.
  const overriding = sql.raw(dialect === 'postgres' ? 'overriding system value' : '');
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    ${overriding} values ${sql.join(values)}`.execute(db);
}

/** New rows get numbers after those that were copied. */
async function continueNumbers(db: Queries, table: AnyTable): Promise<void> {
  const [column] = table in PRIMARY_KEYS ? PRIMARY_KEYS[table as keyof typeof PRIMARY_KEYS] : [];
  if (column !== 'id' && column !== 'number') return;
  const name = table.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  await sql`select setval(pg_get_serial_sequence(${name}, ${column})::regclass, max(${sql.ref(column)}))
    from ${sql.table(table)}`.execute(db);
}
