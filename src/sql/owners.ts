import type { Ledger } from '../core/ledger/ledger.ts';
import { together } from './shared-transactions.ts';
import { inBatches, read, type Store, write } from './store.ts';

/** The methods that keep the owner of each account's credential. */
export function ownersOf(store: Store): Pick<Ledger, 'owner' | 'recordOwner' | 'identified'> {
  const record = together(
    store,
    (all: readonly { readonly account: string; readonly owner: Parameters<Ledger['recordOwner']>[1] }[]) =>
      write(store, async (db) => {
        const rows = new Map(
          all.map(({ account, owner: { handle, remoteId, proof, at } }) => [
            account,
            { account, ownerHandle: handle, ownerId: remoteId, ownerProof: proof, ownerAt: at },
          ]),
        );
        await inBatches(rows.values(), (some) =>
          db
            .insertInto('accounts')
            .values(some)
            .onConflict((conflict) =>
              conflict.column('account').doUpdateSet((row) => ({
                ownerHandle: row.ref('excluded.ownerHandle'),
                ownerId: row.ref('excluded.ownerId'),
                ownerProof: row.ref('excluded.ownerProof'),
                ownerAt: row.ref('excluded.ownerAt'),
              })),
            )
            .execute(),
        );
        return all.map(() => undefined);
      }),
  );
  return {
    owner: together(store, (accounts: readonly string[]) =>
      read(store, async (db) => {
        const rows = await db
          .selectFrom('accounts')
          .select(['account', 'ownerHandle', 'ownerId', 'ownerProof', 'ownerAt'])
          .where('account', 'in', accounts)
          .execute();
        const owners = new Map(
          rows.map(({ account, ownerHandle: handle, ownerId: remoteId, ownerProof: proof, ownerAt: at }) => [
            account,
            handle === null || remoteId === null || proof === null || at === null
              ? null
              : { handle, remoteId, proof, at },
          ]),
        );
        return accounts.map((account) => owners.get(account) ?? null);
      }),
    ),
    recordOwner: (account, owner) => record({ account, owner }),
    identified: () =>
      read(store, async (db) => {
        const rows = await db.selectFrom('accounts').select(['account', 'ownerAt']).execute();
        return new Map(
          rows.flatMap(({ account, ownerAt }) => (ownerAt === null ? [] : [[account, ownerAt] as const])),
        );
      }),
  };
}
