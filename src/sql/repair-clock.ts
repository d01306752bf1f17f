import { sql } from 'kysely';
import { PROBE_AFTER_MS } from '../core/delivery/circuit-breaker.ts';
import { DAY, HOUR, type Instant } from '../core/domain/clock.ts';
import { revived } from '../core/ledger/transitions.ts';
import { OPEN_STATES, save } from './entries.ts';
import { entryOf, instantOf, textOf } from './rows.ts';
import type { Queries } from './tables.ts';

/** Times at which something happened: none of them can lie ahead. */
const HAPPENED: readonly (readonly [string, string])[] = [
  ['entries', 'created_at'],
  ['entries', 'updated_at'],
  ['entries', 'posted_at'],
  ['entries', 'removed_at'],
  ['announcements', 'first_read'],
  ['spendings', 'at'],
  ['states', 'at'],
  ['approvals', 'at'],
  ['pauses', 'at'],
  ['breakers', 'opened_at'],
  ['alerts', 'since'],
  ['ledger', 'last_tick'],
];
/** No claim lasts longer: it is the most that the settings allow. */
const CLAIM_MS_MAX = HOUR;
/** A wrong clock is found within an hour where anybody answers. Looks that begin too early cost only reading. */
const LEFT_EARLIER_MS = DAY;
/** From here on a time means: never by itself. */
const NEVER = '9000';

/** The latest time at which anything was written down. */
export async function lastWrittenIn(db: Queries): Promise<Instant | null> {
  const ledger = await db.selectFrom('ledger').select('last_tick').executeTakeFirst();
  const entries = await db
    .selectFrom('entries')
    .select((table) => table.fn.max('updated_at').as('updated_at'))
    .executeTakeFirst();
  const times = [ledger?.last_tick, entries?.updated_at].flatMap((at) => (at ? [instantOf(at)] : []));
  return times.length === 0 ? null : Math.max(...times);
}

/**
 * Takes back what a wrong clock brought about. What it dropped waits again, no time of anything that happened lies ahead,
 * nothing waits for longer than it was to wait, and the quiet time of what is not known begins anew: when that left nobody
 * can say. Changes little where the clock was right after all.
 */
export async function setRightIn(db: Queries, now: Instant): Promise<void> {
  const at = textOf(now);
  await reviveIn(db, now);
  await shortenWaits(db, now);
  for (const [table, column] of HAPPENED)
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${at} where ${sql.ref(column)} > ${at}`.execute(
      db,
    );
  const latest = textOf(now + CLAIM_MS_MAX);
  await db.updateTable('entries').set({ claimed_until: at }).where('claimed_until', '>', latest).execute();
  await db.updateTable('entries').set({ left_by: at }).where('left_by', '>', latest).execute();
  await renewQuietIn(db, now);
  // Looks begin at the time of creation. What left by a clock that was ahead stands there with an earlier one.
  const earlier = textOf(now - LEFT_EARLIER_MS);
  await db
    .updateTable('entries')
    .set({ created_at: earlier })
    .where('created_at', '>', earlier)
    .where('left_by', 'is not', null)
    .where('state', 'in', OPEN_STATES)
    .execute();
  for (const column of ['at', 'due'] as const)
    await db
      .updateTable('entries')
      .set({ [column]: at })
      .where(column, '>', at)
      .where('left_by', 'is not', null)
      .execute();
}

/** What is on its way, or lost, may leave up to now: whoever slept may have slept in the middle of it. */
export async function renewQuietIn(db: Queries, now: Instant): Promise<void> {
  const at = textOf(now);
  await db
    .updateTable('entries')
    .set({ left_by: at })
    .where('left_by', '<', at)
    .where('state', 'in', ['sending', 'unknown'])
    .execute();
}

/**
 * What is to lie ahead lies as far from now as it did from when it was written, where that was at a time that has not come
 * yet; what was written before now waits no longer than it was to anyway. A breaker's next try costs one request, so it is
 * never further off than where no platform named a time.
 */
async function shortenWaits(db: Queries, now: Instant): Promise<void> {
  const at = textOf(now);
  const waiting = await db
    .selectFrom('entries')
    .select(['key', 'next_at', 'updated_at'])
    .where('state', 'in', OPEN_STATES)
    .where('updated_at', '>', at)
    .where('next_at', '>', at)
    .where('next_at', '<', NEVER)
    .execute();
  for (const { key, next_at, updated_at } of waiting)
    await db
      .updateTable('entries')
      .set({ next_at: shifted(next_at ?? updated_at, updated_at, now) })
      .where('key', '=', key)
      .execute();
  const alerts = await db
    .selectFrom('alerts')
    .select(['number', 'since', 'due_at'])
    .where('since', '>', at)
    .execute();
  for (const { number, since, due_at } of alerts)
    await db
      .updateTable('alerts')
      .set({ due_at: shifted(due_at, since, now) })
      .where('number', '=', number)
      .execute();
  const probe = textOf(now + PROBE_AFTER_MS);
  await db.updateTable('breakers').set({ probe_at: probe }).where('probe_at', '>', probe).execute();
}

function shifted(time: string, written: string, now: Instant): string {
  return textOf(now + Math.max(0, instantOf(time) - instantOf(written)));
}

/** What was dropped at a time that has not come yet. Whether it is still to be said the next tick decides. */
async function reviveIn(db: Queries, now: Instant): Promise<void> {
  const rows = await db
    .selectFrom('entries')
    .selectAll()
    .where('state', 'in', ['expired', 'superseded'])
    .where('updated_at', '>', textOf(now))
    .execute();
  const changes = rows.map(entryOf).map((before) => ({ before, after: revived(before, now), why: null }));
  await save(db, changes, now);
}
