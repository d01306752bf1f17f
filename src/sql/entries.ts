import { sql } from 'kysely';
import type { Instant } from '../core/domain/clock.ts';
import type { Key } from '../core/domain/post-key.ts';
import type { Entry, EntryState } from '../core/ledger/entry.ts';
import { batches } from './batches.ts';
import { entryOf, rowOf, textOf } from './rows.ts';
import type { EntryRow, Queries } from './tables.ts';

export const OPEN_STATES: readonly EntryState[] = ['waiting', 'sending', 'unknown'];
const KEYS_PER_QUERY_MAX = 500;
/** Each row has some forty values, of the 32,766 that SQLite takes. */
const ROWS_PER_QUERY_MAX = 50;
const LINES_PER_QUERY_MAX = 500;

export async function entryWith(db: Queries, key: Key): Promise<Entry | null> {
  const row = await db.selectFrom('entries').selectAll().where('key', '=', key).executeTakeFirst();
  return row ? entryOf(row) : null;
}

export async function entriesWith(db: Queries, keys: Iterable<Key>): Promise<Map<Key, Entry>> {
  const entries = new Map<Key, Entry>();
  for (const some of batches([...new Set(keys)], KEYS_PER_QUERY_MAX)) {
    const rows = await db.selectFrom('entries').selectAll().where('key', 'in', some).execute();
    for (const row of rows) entries.set(row.key, entryOf(row));
  }
  return entries;
}

/** Of the entry's account all that a claim looks at: see `ClaimView`. */
export async function entriesBeside(db: Queries, entry: Entry): Promise<readonly Entry[]> {
  const { key, target, after, account, incident, announcement } = entry;
  const named = [key, target, after].filter((one) => one !== null);
  const near = await db
    .selectFrom('entries')
    .selectAll()
    .where('account', '=', account)
    .where((is) =>
      is.or([
        is('state', 'in', OPEN_STATES),
        is('key', 'in', named),
        ...(target === null ? [] : [is('target', '=', target)]),
        is.and([is('incident', '=', incident), is('announcement', '=', announcement)]),
      ]),
    )
    .execute();
  const posted = db
    .selectFrom('entries')
    .selectAll()
    .where('account', '=', account)
    .where('action', '=', 'publish')
    .where('remote_id', 'is not', null)
    .orderBy('posted_at', 'desc')
    // Ids grow in length first.
    .orderBy(sql`length(remote_id)`, 'desc')
    .orderBy('remote_id', 'desc')
    .limit(1);
  const standing = posted.where('incident', '=', incident).where('removed_at', 'is', null);
  const rows = [...near, ...(await posted.execute()), ...(await standing.execute())];
  return [...new Map(rows.map((row) => [row.key, row])).values()].map(entryOf);
}

/** Whether a remote id already settles another publication of the same account. */
export async function isTaken(db: Queries, entry: Entry, remoteId: string): Promise<boolean> {
  if (entry.action !== 'publish') return false;
  const other = await db
    .selectFrom('entries')
    .select('key')
    .where('account', '=', entry.account)
    .where('action', '=', 'publish')
    .where('remote_id', '=', remoteId)
    .where('key', '!=', entry.key)
    .executeTakeFirst();
  return other !== undefined;
}

/** An entry as it was, or null where it is new, and as it is to be. */
export interface EntryChange {
  readonly before: Entry | null;
  readonly after: Entry;
  /** Of a claim: whose approval it relied on. */
  readonly approvers?: readonly string[];
}

/** Writes entries, and what their history keeps of how they were. Entries that stay the same are not touched. */
export async function save(db: Queries, all: readonly EntryChange[], now: Instant): Promise<void> {
  const changes = all.filter(({ before, after }) => before !== after);
  await addAccounts(
    db,
    changes.filter(({ before }) => before === null),
  );
  for (const some of batches(changes, ROWS_PER_QUERY_MAX))
    await upsert(
      db,
      some.map(({ after }) => rowOf(after)),
    );
  await addMoves(db, changes.filter(isMove), now);
  await keepTexts(db, changes, now);
}

async function addAccounts(db: Queries, changes: readonly EntryChange[]): Promise<void> {
  const accounts = [...new Set(changes.map(({ after }) => after.account))];
  for (const some of batches(accounts, LINES_PER_QUERY_MAX))
    await db
      .insertInto('accounts')
      .values(some.map((account) => ({ account, stopped: null, stopped_at: null })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

async function upsert(db: Queries, rows: readonly EntryRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first) as (keyof EntryRow)[];
  await db
    .insertInto('entries')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet((row) =>
          Object.fromEntries(columns.map((column) => [column, row.ref(`excluded.${column}`)])),
        ),
    )
    .execute();
}

function isMove({ before, after }: EntryChange): boolean {
  return before?.state !== after.state || (before.cancelled === null && after.cancelled !== null);
}

async function addMoves(db: Queries, changes: readonly EntryChange[], now: Instant): Promise<void> {
  const lines = changes.map(({ before, after, approvers }) => ({
    key: after.key,
    from_state: before?.state ?? null,
    to_state: after.state,
    at: textOf(now),
    why: before?.state === after.state ? after.cancelled : after.reason,
    approvers: approvers === undefined ? null : JSON.stringify(approvers),
  }));
  for (const some of batches(lines, LINES_PER_QUERY_MAX)) await db.insertInto('moves').values(some).execute();
}

/** The old text stays in the history, and what was approved of it is void: also where the text comes back later. */
async function keepTexts(db: Queries, changes: readonly EntryChange[], now: Instant): Promise<void> {
  const replaced = changes.flatMap(({ before, after }) =>
    before !== null && before.digest !== after.digest ? [before] : [],
  );
  const lines = replaced.map(({ key, digest, text }) => ({ key, digest, text, replaced_at: textOf(now) }));
  for (const some of batches(lines, LINES_PER_QUERY_MAX)) {
    await db.insertInto('earlier_texts').values(some).execute();
    const digests = some.map(({ digest }) => digest);
    await db
      .updateTable('approvals')
      .set({ void_at: textOf(now) })
      .where('post', 'is not', null)
      .where('digest', 'in', digests)
      .where('void_at', 'is', null)
      .execute();
  }
}
