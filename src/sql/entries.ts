import { sql } from 'kysely';
import type { Instant } from '../core/domain/clock.ts';
import type { Key } from '../core/domain/post-key.ts';
import type { Entry, EntryState } from '../core/ledger/entry.ts';
import { entryOf, rowOf } from './rows.ts';
import { inBatches } from './store.ts';
import type { Queries } from './tables.ts';

export const OPEN_STATES: readonly EntryState[] = ['waiting', 'sending', 'unknown'];

/** Written out: SQLite uses an index of publications only where it sees that they are meant. */
export const PUBLISH = sql.lit('publish' as const);

export function entryRows(db: Queries) {
  return db.selectFrom('entries').selectAll();
}

export async function entryWith(db: Queries, key: Key): Promise<Entry | null> {
  const row = await entryRows(db).where('key', '=', key).executeTakeFirst();
  return row ? entryOf(row) : null;
}

export async function entriesWith(db: Queries, keys: Iterable<Key>): Promise<Map<Key, Entry>> {
  const rows = await inBatches(new Set(keys), (some) => entryRows(db).where('key', 'in', some).execute());
  return new Map(rows.map((row) => [row.key, entryOf(row)]));
}

/** All entries of the same account that a claim of `entry` depends on: see `ClaimView`. */
export async function entriesBeside(db: Queries, entry: Entry): Promise<readonly Entry[]> {
  const onAccount = entryRows(db).where('account', '=', entry.account);
  // Each by an index of its own.
  const open = onAccount.where('state', 'in', OPEN_STATES);
  const ofIncident = onAccount.where('incident', '=', entry.incident);
  const newestPosted = onAccount
    .where('action', '=', PUBLISH)
    .where('remoteId', 'is not', null)
    .orderBy('postedAt', 'desc')
    // Ids grow in length first.
    .orderBy(sql`length(remote_id)`, 'desc')
    .orderBy('remoteId', 'desc')
    .limit(1);
  const rows = [
    ...(await open.execute()),
    ...(await ofIncident.execute()),
    ...(await newestPosted.execute()),
  ];
  return [...new Map(rows.map((row) => [row.key, row])).values()].map(entryOf);
}

/** Whether a remote id already settles another publication of the same account, or of any account of the server. */
export async function isTaken(
  db: Queries,
  entry: Entry,
  remoteId: string,
  of: 'account' | 'server',
): Promise<boolean> {
  if (entry.action !== 'publish') return false;
  const other = await db
    .selectFrom('entries')
    .select('key')
    .where('channel', '=', entry.channel)
    .where(of, '=', entry[of])
    .where('action', '=', PUBLISH)
    .where('remoteId', '=', remoteId)
    .where('key', '!=', entry.key)
    .executeTakeFirst();
  return other !== undefined;
}

/** An entry as it was, or null where it is new, and as it is to be. */
export interface EntryChange {
  readonly before: Entry | null;
  readonly after: Entry;
  /** For a claim: the people whose approval it relies on. */
  readonly approvers?: readonly string[];
}

/** Writes entries, and what their history keeps of how they were. Entries that stay the same are not touched. */
export async function save(db: Queries, all: readonly EntryChange[], now: Instant): Promise<void> {
  const changes = all.filter(({ before, after }) => before !== after);
  const isNew = changes.filter(({ before }) => before === null);
  await inBatches(new Set(isNew.map(({ after }) => after.account)), (some) =>
    db
      .insertInto('accounts')
      .values(some.map((account) => ({ account, stopped: null, stoppedAt: null })))
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  await inBatches(changes, (some) => upsert(db, some));
  await addTransitions(db, changes, now);
  await keepTexts(db, changes, now);
}

function upsert(db: Queries, changes: readonly EntryChange[]) {
  const rows = changes.map(({ after }) => rowOf(after));
  const columns = Object.keys(rows[0] ?? {}) as (keyof (typeof rows)[number])[];
  return db
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

async function addTransitions(db: Queries, changes: readonly EntryChange[], now: Instant): Promise<void> {
  const lines = changes.flatMap(({ before, after, approvers }) => {
    const isCancelled = before?.cancelled === null && after.cancelled !== null;
    if (before?.state === after.state && !isCancelled) return [];
    return {
      key: after.key,
      from: before?.state ?? null,
      to: after.state,
      at: now,
      why: before?.state === after.state ? after.cancelled : after.reason,
      approvers: approvers === undefined ? null : JSON.stringify(approvers),
    };
  });
  await inBatches(lines, (some) => db.insertInto('transitions').values(some).execute());
}

/** The old text stays in the history, and its approvals are void: also where the same text comes back later. */
async function keepTexts(db: Queries, changes: readonly EntryChange[], now: Instant): Promise<void> {
  const replaced = changes.flatMap(({ before, after }) =>
    before !== null && before.digest !== after.digest ? [before] : [],
  );
  const lines = replaced.map(({ key, digest, text }) => ({ key, digest, text, replacedAt: now }));
  await inBatches(lines, (some) => db.insertInto('earlierTexts').values(some).execute());
  const digests = replaced.map(({ digest }) => digest);
  await inBatches(digests, (some) =>
    db
      .updateTable('approvals')
      .set({ voidAt: now })
      .where('post', 'is not', null)
      .where('digest', 'in', some)
      .where('voidAt', 'is', null)
      .execute(),
  );
}
