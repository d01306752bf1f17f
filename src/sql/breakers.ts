import type { Instant } from '../core/domain/clock.ts';
import type { Breaker } from '../core/ledger/ledger.ts';
import { instantOf, textOf } from './rows.ts';
import type { Queries } from './tables.ts';

export async function breakersIn(db: Queries): Promise<readonly Breaker[]> {
  const rows = await db.selectFrom('breakers').selectAll().orderBy('server').execute();
  return rows.map(({ server, reason, opened_at, probe_at }) => ({
    server,
    reason,
    openedAt: instantOf(opened_at),
    probeAt: instantOf(probe_at),
  }));
}

export async function openBreakerIn(
  db: Queries,
  server: string,
  reason: string,
  probeAt: Instant,
  now: Instant,
): Promise<void> {
  await db
    .insertInto('breakers')
    .values({ server, reason, opened_at: textOf(now), probe_at: textOf(probeAt) })
    .onConflict((conflict) => conflict.column('server').doUpdateSet({ reason, probe_at: textOf(probeAt) }))
    .execute();
}

/** What waited for nothing else may try at once. */
export async function closeBreakerIn(db: Queries, server: string): Promise<boolean> {
  const breaker = await db.selectFrom('breakers').selectAll().where('server', '=', server).executeTakeFirst();
  if (!breaker) return false;
  await db.deleteFrom('breakers').where('server', '=', server).execute();
  await db
    .updateTable('entries')
    .set({ next_at: null, reason: null })
    .where('server', '=', server)
    .where('state', '=', 'waiting')
    .where('reason', '=', breaker.reason)
    .execute();
  return true;
}

/** One post tries: whoever moves the time on is the one. False where another was first. */
export async function probeIn(db: Queries, breaker: Breaker, next: Instant): Promise<boolean> {
  const moved = await db
    .updateTable('breakers')
    .set({ probe_at: textOf(next) })
    .where('server', '=', breaker.server)
    .where('probe_at', '=', textOf(breaker.probeAt))
    .executeTakeFirst();
  return Number(moved.numUpdatedRows) > 0;
}
