import type { Instant } from '../core/domain/clock.ts';
import type { Breaker, Ledger } from '../core/ledger/ledger.ts';
import { instantOf, textOf } from './rows.ts';
import { type Store, write } from './store.ts';
import type { Queries } from './tables.ts';

export function breakersOf(store: Store): Pick<Ledger, 'openBreaker' | 'closeBreaker'> {
  return {
    openBreaker: (server, reason, probeAt, now) =>
      write(store, async (db) => {
        const probe_at = textOf(probeAt);
        await db
          .insertInto('breakers')
          .values({ server, reason, opened_at: textOf(now), probe_at })
          .onConflict((conflict) => conflict.column('server').doUpdateSet({ reason, probe_at }))
          .execute();
      }),
    closeBreaker: (server) =>
      write(store, async (db) => {
        const closed = await db
          .deleteFrom('breakers')
          .where('server', '=', server)
          .returning('reason')
          .executeTakeFirst();
        if (!closed) return false;
        // Posts that waited only for the breaker may be sent at once.
        await db
          .updateTable('entries')
          .set({ next_at: null, reason: null })
          .where('server', '=', server)
          .where('state', '=', 'waiting')
          .where('reason', '=', closed.reason)
          .execute();
        return true;
      }),
  };
}

export async function openBreakers(db: Queries): Promise<readonly Breaker[]> {
  const rows = await db.selectFrom('breakers').selectAll().orderBy('server').execute();
  return rows.map(({ server, reason, opened_at, probe_at }) => ({
    server,
    reason,
    openedAt: instantOf(opened_at),
    probeAt: instantOf(probe_at),
  }));
}

/** One post probes a server: the one that moves `probeAt`. False where another was first. */
export async function takeProbe(db: Queries, breaker: Breaker, nextProbeAt: Instant): Promise<boolean> {
  const moved = await db
    .updateTable('breakers')
    .set({ probe_at: textOf(nextProbeAt) })
    .where('server', '=', breaker.server)
    .where('probe_at', '=', textOf(breaker.probeAt))
    .executeTakeFirst();
  return moved.numUpdatedRows > 0n;
}
