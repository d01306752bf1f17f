import type { Instant } from '../core/domain/clock.ts';
import type { Key } from '../core/domain/post-key.ts';
import type { Entry } from '../core/ledger/entry.ts';
import type { Adoption, LedgerWrites } from '../core/ledger/ledger.ts';
import {
  adopted,
  cancelled,
  dropped,
  heldBack,
  isDormant,
  newEntry,
  replanned,
} from '../core/ledger/transitions.ts';
import { batches } from './batches.ts';
import { acceptedLast } from './claim-view.ts';
import { type EntryChange, entriesWith, save } from './entries.ts';
import { forgetUsage } from './rate-usage.ts';
import { textOf } from './rows.ts';
import type { Queries } from './tables.ts';

const LINES_PER_QUERY_MAX = 500;

/**
 * Writes down what a tick found out, and returns the number of the version that is accepted now. Where nothing is new,
 * nothing but the time of the tick is written; nothing at all, and null, where another version was accepted after `over`.
 */
export async function recordIn(
  db: Queries,
  writes: LedgerWrites,
  now: Instant,
  over: number,
): Promise<number | null> {
  const last = await acceptedLast(db);
  if (last && last.number > over && last.digest !== writes.state.digest) return null;
  await recordTickIn(db, now);
  const accepted = await acceptState(db, writes, last);
  await listAnnouncements(db, writes, now);
  await noteMessages(db, writes);
  const changes = await changesBy(db, writes, now);
  await keepSnapshots(db, writes, changes);
  await save(db, changes, now);
  return accepted;
}

export async function recordTickIn(db: Queries, now: Instant): Promise<void> {
  await db
    .updateTable('ledger')
    .set({ last_tick: textOf(now) })
    .execute();
  await forgetUsage(db, now);
}

export async function adoptIn(db: Queries, adoptions: readonly Adoption[], now: Instant): Promise<void> {
  const known = await entriesWith(
    db,
    adoptions.map(({ intent }) => intent.key),
  );
  const changes = adoptions.flatMap((adoption): readonly EntryChange[] => {
    const before = known.get(adoption.intent.key) ?? null;
    // Whatever was sent from here, or may have been, is known better than any timeline tells.
    if (before !== null && (before.state !== 'waiting' || !isDormant(before))) return [];
    return [{ before, after: adopted(adoption, now) }];
  });
  await save(db, changes, now);
}

/** The same content as before is no new version; the same content after another one is. */
async function acceptState(
  db: Queries,
  { incident, state }: LedgerWrites,
  last: Awaited<ReturnType<typeof acceptedLast>>,
): Promise<number> {
  const { digest, mode, at } = state;
  if (last?.digest === digest && last.mode === mode && last.incident === incident) return last.number;
  const { number } = await db
    .insertInto('states')
    .values({ incident, digest, mode, at: textOf(at) })
    .returning('number')
    .executeTakeFirstOrThrow();
  return number;
}

async function listAnnouncements(db: Queries, writes: LedgerWrites, now: Instant): Promise<void> {
  const { incident } = writes;
  const rows = await db
    .selectFrom('announcements')
    .select(['announcement', 'listed'])
    .where('incident', '=', incident)
    .execute();
  const wasListed = new Map(rows.map((row) => [row.announcement, row.listed === 1]));
  const isListed = new Set(writes.announcements);
  const lines = [
    ...[...isListed].filter((id) => wasListed.get(id) !== true).map((id) => ({ id, listed: 1 as const })),
    ...rows
      .filter((row) => row.listed === 1 && !isListed.has(row.announcement))
      .map((row) => ({ id: row.announcement, listed: 0 as const })),
  ].map(({ id, listed }) => ({ incident, announcement: id, first_read: textOf(now), listed }));
  for (const some of batches(lines, LINES_PER_QUERY_MAX))
    await db
      .insertInto('announcements')
      .values(some)
      .onConflict((conflict) =>
        conflict
          .columns(['incident', 'announcement'])
          .doUpdateSet((row) => ({ listed: row.ref('excluded.listed') })),
      )
      .execute();
}

async function noteMessages(db: Queries, { messages }: LedgerWrites): Promise<void> {
  const rows = await db.selectFrom('messages').selectAll().execute();
  const known = new Map(rows.map((row) => [row.kind, row.digest]));
  const kinds = Object.keys(messages) as (keyof typeof messages)[];
  const lines = kinds
    .filter((kind) => known.get(kind) !== messages[kind])
    .map((kind) => ({ kind, digest: messages[kind] }));
  if (lines.length === 0) return;
  await db
    .insertInto('messages')
    .values(lines)
    .onConflict((conflict) =>
      conflict.column('kind').doUpdateSet((row) => ({ digest: row.ref('excluded.digest') })),
    )
    .execute();
}

async function changesBy(db: Queries, writes: LedgerWrites, now: Instant): Promise<readonly EntryChange[]> {
  const before = await entriesWith(db, [
    ...writes.intents.map((intent) => intent.key),
    ...writes.dropped.map(({ intent }) => intent.key),
    ...writes.cancelled.map(({ key }) => key),
    ...writes.held.map(({ key }) => key),
  ]);
  const after = new Map<Key, Entry>(before);
  for (const intent of writes.intents) {
    const entry = after.get(intent.key);
    after.set(intent.key, entry ? replanned(entry, intent, now) : newEntry(intent, now));
  }
  for (const { intent, state, reason } of writes.dropped)
    after.set(intent.key, dropped(after.get(intent.key) ?? newEntry(intent, now), state, reason, now));
  for (const { key, reason } of writes.held) {
    const entry = after.get(key);
    if (entry) after.set(key, heldBack(entry, reason, now));
  }
  for (const { key, reason } of writes.cancelled) {
    const entry = after.get(key);
    if (entry && entry.cancelled !== reason) after.set(key, cancelled(entry, reason, now));
  }
  return [...after.values()].map((entry) => ({
    before: before.get(entry.key) ?? null,
    after: entry,
  }));
}

/** What new or changed entries are worded from; those of the others are there already. */
async function keepSnapshots(
  db: Queries,
  { snapshots }: LedgerWrites,
  changes: readonly EntryChange[],
): Promise<void> {
  const digests = new Set(
    changes.flatMap(({ before, after }) => (before === after ? [] : (after.snapshot ?? []))),
  );
  const lines = [...digests].flatMap((digest) => {
    const found = snapshots.get(digest);
    return found ? [{ digest, json: JSON.stringify(found) }] : [];
  });
  for (const some of batches(lines, LINES_PER_QUERY_MAX))
    await db
      .insertInto('grounds')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
