import { type RawBuilder, sql } from 'kysely';
import type { Key } from '../core/domain/post-key.ts';
import type { Entry, EntryState } from '../core/ledger/entry.ts';
import { markPublished } from './approvals.ts';
import { forRows, insertRows } from './many-row-statements.ts';
import { type EntryRow, entryOf, rowOf } from './rows.ts';
import { inBatches } from './store.ts';
import type { Queries } from './tables.ts';

export const OPEN_STATES: readonly EntryState[] = ['waiting', 'sending', 'unknown'];

/** Written out: SQLite uses an index of publications only where it sees that they are meant. */
export const PUBLISH = sql.lit('publish' as const);

export function entryRows(db: Queries) {
  return db.selectFrom('entries').selectAll();
}

/**
 * Deletions of this incident, or of all others, that have yet to be made: the newest file of their incident asks for them, and
 * nobody has removed the post meanwhile.
 */
export function deletionsLeft(db: Queries, of: 'this' | 'others', incident: string) {
  const keys = (isMeant: RawBuilder<unknown>) => sql<Key>`select entries.key from entries
    join announcements on announcements.incident = entries.incident and announcements.announcement = entries.announcement
    left join entries as target on target.key = entries.target
    where ${isMeant} and entries.action = 'delete' and entries.state = 'waiting' and listed = 1
      and target.removed_at is null`;
  const meant =
    of === 'this'
      ? keys(sql`entries.incident = ${incident}`)
      : // SQLite uses no index for what differs.
        sql<Key>`${keys(sql`entries.incident < ${incident}`)} union all ${keys(sql`entries.incident > ${incident}`)}`;
  return db.selectFrom('entries').where('key', 'in', sql<Key>`(${meant})`);
}

export async function entryWith(db: Queries, key: Key): Promise<Entry | null> {
  const row = await entryRows(db).where('key', '=', key).executeTakeFirst();
  return row ? entryOf(row) : null;
}

export async function entriesWith(db: Queries, keys: Iterable<Key>): Promise<Map<Key, Entry>> {
  const rows = await inBatches(new Set(keys), (some) => entryRows(db).where('key', 'in', some).execute());
  return new Map(rows.map((row) => [row.key, entryOf(row)]));
}

/** The place of an entry, and the digests that its approvals bind to. */
export type EntryNames = Pick<Entry, 'key' | 'account' | 'incident' | 'digest' | 'words'>;

export async function namesWith(db: Queries, keys: Iterable<Key>): Promise<ReadonlyMap<Key, EntryNames>> {
  const rows = await inBatches(new Set(keys), (some) =>
    db
      .selectFrom('entries')
      .select(['key', 'account', 'incident', 'digest', 'words'])
      .where('key', 'in', some)
      .execute(),
  );
  return new Map(rows.map((row) => [row.key, { ...row, words: JSON.parse(row.words) as string[] }]));
}

/** All entries of these accounts on which a claim of one of these entries depends, themselves included: see `ClaimView`. */
export async function entriesBeside(db: Queries, entries: readonly EntryNames[]): Promise<readonly Entry[]> {
  if (entries.length === 0) return [];
  const accounts = [...new Set(entries.map(({ account }) => account))];
  const incidents = [...new Set(entries.map(({ incident }) => incident))];
  const onAccounts = entryRows(db).where('account', 'in', accounts);
  const newestPosted = db
    .selectFrom('accounts')
    .where('account', 'in', accounts)
    .select((of) =>
      of
        .selectFrom('entries')
        .select('key')
        .whereRef('entries.account', '=', 'accounts.account')
        .where('action', '=', PUBLISH)
        .where('remoteId', 'is not', null)
        .orderBy('postedAt', 'desc')
        // Ids grow in length first.
        .orderBy(sql`length(remote_id)`, 'desc')
        .orderBy('remoteId', 'desc')
        .limit(1)
        .as('key'),
    );
  // Each by an index of its own.
  const rows = [
    ...(await onAccounts.where('state', 'in', OPEN_STATES).execute()),
    ...(await onAccounts.where('incident', 'in', incidents).where('state', 'not in', OPEN_STATES).execute()),
    ...(await entryRows(db).where('key', 'in', newestPosted).execute()),
  ];
  return [...new Map(rows.map((row) => [row.key, row])).values()].map(entryOf);
}

/**
 * Returns a function that tells whether one of these remote ids settles another publication on the server of an entry: no two
 * accounts of it have posts with one id. From then on it settles that of the entry.
 */
export async function takenAmong(
  db: Queries,
  remoteIds: readonly string[],
): Promise<(entry: Entry, remoteId: string) => boolean> {
  const rows = await inBatches(new Set(remoteIds), (some) =>
    db
      .selectFrom('entries')
      .select(['key', 'channel', 'server', 'remoteId'])
      .where('action', '=', PUBLISH)
      .where('remoteId', 'in', some)
      .execute(),
  );
  const nameOf = (on: Pick<Entry, 'channel' | 'server'>, remoteId: string | null) =>
    JSON.stringify([on.channel, on.server, remoteId]);
  const settled = Map.groupBy(rows, (row) => nameOf(row, row.remoteId));
  const keys = new Map([...settled].map(([name, some]) => [name, new Set(some.map(({ key }) => key))]));
  return (entry, remoteId) => {
    if (entry.action !== 'publish') return false;
    const name = nameOf(entry, remoteId);
    const its = keys.get(name) ?? new Set();
    const isOther = its.size > (its.has(entry.key) ? 1 : 0);
    if (!isOther) keys.set(name, its.add(entry.key));
    return isOther;
  };
}

/** An entry before a change, or null if it is new, and after it. */
export interface EntryChange {
  readonly before: Entry | null;
  readonly after: Entry;
  /** For a claim: the people whose approval it relies on. */
  readonly approvers?: readonly string[];
}

/** Writes entries, and what their history keeps of how they were. Entries that stay the same are not touched. */
export async function saveEntries(db: Queries, all: readonly EntryChange[]): Promise<void> {
  const changes = all.filter(({ before, after }) => before !== after);
  const isNew = changes.filter(({ before }) => before === null);
  const accounts = [...new Set(isNew.map(({ after }) => after.account))];
  await insertRows(
    db,
    'accounts',
    accounts.map((account) => ({ account })),
    [],
  );
  await insertRows(
    db,
    'entries',
    isNew.map(({ after }) => rowOf(after)),
  );
  const known = changes.flatMap(({ before, after }) => (before === null ? [] : { before, after }));
  const { sending = [], others = [] } = Object.groupBy(known, ({ after }) =>
    after.state === 'sending' ? 'sending' : 'others',
  );
  // An account sends one thing at a time: what it sent until now is no longer on its way when it sends the next.
  for (const some of [others, sending]) await update(db, some);
  await addTransitions(db, changes);
  await keepTexts(db, changes);
  const posted = changes.filter(
    ({ before, after }) => after.state === 'posted' && before?.state !== 'posted',
  );
  await markPublished(
    db,
    posted.map(({ after }) => after),
  );
}

interface Update {
  readonly before: Entry;
  readonly after: Entry;
}

/** Sets the columns that differ in any of them, and nothing else. */
async function update(db: Queries, changes: readonly Update[]): Promise<void> {
  const types = new Map<string, 'float8' | 'text'>([['key', 'text']]);
  const rows = changes.map(({ before, after }) => {
    const was = rowOf(before);
    const is = rowOf(after);
    for (const column of Object.keys(is) as (keyof EntryRow)[])
      if (was[column] !== is[column])
        types.set(column, typeof (is[column] ?? was[column]) === 'number' ? 'float8' : 'text');
    return is;
  });
  const columns = [...types.keys()];
  if (columns.length === 1) return;
  await forRows(db, 'update entries', columns, rows, (some) => {
    const values = some.map((row, index) => {
      // PostgreSQL takes the types of all rows from the first.
      const its = [...types].map(([column, type]) => {
        const value = sql`${row[column]}`;
        return index > 0 ? value : sql`cast(${value} as ${sql.raw(type)})`;
      });
      return sql`(${sql.join(its)})`;
    });
    const sets = columns
      .slice(1)
      .map((column, at) => sql`${sql.ref(column)} = given.${sql.raw(`column${at + 2}`)}`);
    return sql`update entries set ${sql.join(sets)} from (values ${sql.join(values)}) as given
      where entries.key = given.column1`.compile(db);
  });
}

async function addTransitions(db: Queries, changes: readonly EntryChange[]): Promise<void> {
  const lines = changes.flatMap(({ before, after, approvers }) => {
    const isCancelled = before?.cancelled === null && after.cancelled !== null;
    if (before?.state === after.state && !isCancelled) return [];
    return {
      key: after.key,
      from: before?.state ?? null,
      to: after.state,
      at: after.updatedAt,
      why: before?.state === after.state ? after.cancelled : after.reason,
      approvers: approvers === undefined ? null : JSON.stringify(approvers),
    };
  });
  await insertRows(db, 'transitions', lines);
}

/** The old text stays in the history, and its approvals are void: also where the same text comes back later. */
async function keepTexts(db: Queries, changes: readonly EntryChange[]): Promise<void> {
  const replaced = changes.flatMap(({ before, after }) =>
    before !== null && before.digest !== after.digest ? { ...before, replacedAt: after.updatedAt } : [],
  );
  const lines = replaced.map(({ key, digest, text, replacedAt }) => ({ key, digest, text, replacedAt }));
  await insertRows(db, 'earlierTexts', lines);
  await inBatches(lines, (some) =>
    db
      .updateTable('approvals')
      .set({ voidAt: some[0]?.replacedAt ?? null })
      .where('post', 'is not', null)
      .where(
        'digest',
        'in',
        some.map(({ digest }) => digest),
      )
      .where('voidAt', 'is', null)
      .execute(),
  );
}
