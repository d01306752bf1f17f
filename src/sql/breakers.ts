import type { Instant } from '../core/domain/clock.ts';
import type { Breaker, Ledger } from '../core/ledger/ledger.ts';
import { insertRows } from './many-row-statements.ts';
import { type Store, write } from './store.ts';
import type { Queries } from './tables.ts';

export function breakersOf(store: Store) {
  return {
    openBreaker: ({ channel, server }, reason, probeAt, now) =>
      write(store, (db) =>
        insertRows(
          db,
          'breakers',
          [{ channel, server, reason, openedAt: now, probeAt }],
          ['reason', 'probeAt'],
        ),
      ),
    closeBreaker: ({ channel, server }) =>
      write(store, async (db) => {
        const closed = await db
          .deleteFrom('breakers')
          .where('channel', '=', channel)
          .where('server', '=', server)
          .returning('reason')
          .executeTakeFirst();
        if (!closed) return false;
        // Posts that waited only for the breaker may be sent at once.
        await db
          .updateTable('entries')
          .set({ nextAt: null, reason: null })
          .where('channel', '=', channel)
          .where('server', '=', server)
          .where('state', '=', 'waiting')
          .where('reason', '=', closed.reason)
          .execute();
        return true;
      }),
  } satisfies Partial<Ledger>;
}

export function openBreakers(db: Queries): Promise<readonly Breaker[]> {
  return db.selectFrom('breakers').selectAll().orderBy('channel').orderBy('server').execute();
}

/** One post probes a server: the one that moves `probeAt`. False where another was first. */
export async function takeProbe(db: Queries, breaker: Breaker, nextProbeAt: Instant): Promise<boolean> {
  const moved = await db
    .updateTable('breakers')
    .set({ probeAt: nextProbeAt })
    .where('channel', '=', breaker.channel)
    .where('server', '=', breaker.server)
    .where('probeAt', '=', breaker.probeAt)
    .executeTakeFirst();
  return moved.numUpdatedRows > 0n;
}
