import { sql } from 'kysely';
import { HOUR, type Instant } from '../clock.ts';
import { revived } from '../moves.ts';
import { save } from './entries.ts';
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
  ['breakers', 'probe_at'],
  ['alerts', 'since'],
  ['alerts', 'due_at'],
  ['ledger', 'last_tick'],
];
/** No claim lasts longer: it is the most that the settings allow. */
const CLAIM_MS_MAX = HOUR;
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
 * nothing waits for a time that it made up, and the quiet time of what is not known begins anew: when that left nobody can
 * say.
 */
export async function setRightIn(db: Queries, now: Instant): Promise<void> {
  const at = textOf(now);
  await reviveIn(db, now);
  for (const [table, column] of HAPPENED)
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${at} where ${sql.ref(column)} > ${at}`.execute(
      db,
    );
  const latest = textOf(now + CLAIM_MS_MAX);
  await db.updateTable('entries').set({ claimed_until: at }).where('claimed_until', '>', latest).execute();
  await db.updateTable('entries').set({ left_by: at }).where('left_by', '>', latest).execute();
  await db
    .updateTable('entries')
    .set({ left_by: at })
    .where('left_by', '<', at)
    .where('state', 'in', ['sending', 'unknown'])
    .execute();
  await db
    .updateTable('entries')
    .set({ next_at: at })
    .where('next_at', '>', at)
    .where('next_at', '<', NEVER)
    .execute();
  for (const column of ['at', 'due'] as const)
    await db
      .updateTable('entries')
      .set({ [column]: at })
      .where(column, '>', at)
      .where('left_by', 'is not', null)
      .execute();
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
