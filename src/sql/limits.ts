import type { KeptLimits, Ledger } from '../core/ledger/ledger.ts';
import { inBatches, read, type Store, write } from './store.ts';
import type { Queries } from './tables.ts';

export function limitsOf(store: Store): Pick<Ledger, 'limits' | 'recordLimits'> {
  return {
    limits: () => read(store, keptLimits),
    recordLimits: (accounts, { characters, perUrl }, now) =>
      write(store, async (db) => {
        const kept = { characters, perUrl, readAt: now };
        await inBatches(accounts, (some) =>
          db
            .insertInto('accounts')
            .values(some.map((account) => ({ account, ...kept })))
            .onConflict((conflict) => conflict.column('account').doUpdateSet(kept))
            .execute(),
        );
      }),
  };
}

export async function keptLimits(db: Queries): Promise<ReadonlyMap<string, KeptLimits>> {
  const rows = await db
    .selectFrom('accounts')
    .select(['account', 'characters', 'perUrl', 'readAt'])
    .where('readAt', 'is not', null)
    .orderBy('account')
    .$narrowType<KeptLimits>()
    .execute();
  return new Map(rows.map(({ account, ...limits }) => [account, limits]));
}
