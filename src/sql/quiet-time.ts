import type { Instant } from '../core/domain/clock.ts';
import { OPEN_STATES } from './entries.ts';
import { instantOf, textOf } from './rows.ts';
import type { Queries } from './tables.ts';

/** From here on a time means: never by itself. */
const NEVER = '9000';

/** The latest time at which a tick or an entry was written. */
export async function lastWrittenIn(db: Queries): Promise<Instant | null> {
  const ledger = await db.selectFrom('ledger').select('last_tick').executeTakeFirst();
  const entries = await db
    .selectFrom('entries')
    .select((table) => table.fn.max('updated_at').as('updated_at'))
    .executeTakeFirst();
  const times = [ledger?.last_tick, entries?.updated_at].flatMap((at) => (at ? [instantOf(at)] : []));
  return times.length === 0 ? null : Math.max(...times);
}

/** A request may leave as late as now where the machine slept, and none left later, whatever a clock ahead of now wrote. */
export async function renewQuietIn(db: Queries, now: Instant): Promise<void> {
  const at = textOf(now);
  await db
    .updateTable('entries')
    .set({ left_by: at })
    .where((is) =>
      is.or([is('state', '=', 'unknown'), is.and([is('state', '=', 'sending'), is('left_by', '<', at)])]),
    )
    .execute();
  await db
    .updateTable('entries')
    .set({ next_at: at })
    .where('state', 'in', OPEN_STATES)
    .where('updated_at', '>', at)
    .where('next_at', '>', at)
    .where('next_at', '<', NEVER)
    .execute();
}
