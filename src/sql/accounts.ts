import { type Insertable, sql } from 'kysely';
import type { KeptLimits, Ledger } from '../core/ledger/ledger.ts';
import { PUBLISH } from './entries.ts';
import { insertRows } from './many-row-statements.ts';
import { together } from './shared-transactions.ts';
import { read, type Store, write } from './store.ts';
import type { Queries, Tables } from './tables.ts';

type Methods = 'stop' | 'limits' | 'recordLimits' | 'owner' | 'recordOwner' | 'identified';

/** The methods for what is known of each account: why it is stopped, how long its texts may be, who owns its credential. */
export function accountsOf(store: Store): Pick<Ledger, Methods> {
  const record = together(
    store,
    (all: readonly { readonly account: string; readonly owner: Parameters<Ledger['recordOwner']>[1] }[]) =>
      write(store, async (db) => {
        const rows = all.map(({ account, owner: { handle, remoteId, proof, at } }) => ({
          ...{ account, ownerHandle: handle, ownerId: remoteId, ownerProof: proof, ownerAt: at },
        }));
        await keepAccounts(db, rows);
        return all.map(() => undefined);
      }),
  );
  return {
    stop: (account, reason, now) =>
      write(store, (db) =>
        keepAccounts(db, [{ account, stopped: reason, stoppedAt: reason === null ? null : now }]),
      ),
    limits: () => read(store, keptLimits),
    recordLimits: (accounts, { characters, perUrl, server }, now) =>
      write(store, (db) =>
        keepAccounts(
          db,
          accounts.map((account) => ({ account, characters, perUrl, server, readAt: now })),
        ),
      ),
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

/**
 * Moves everything that is written of these accounts to their new ids. Where a post settles another key of the new id already, an earlier
 * version of this program found it there: that entry stays as it is.
 */
export async function renameAccounts(db: Queries, renamed: ReadonlyMap<string, string>): Promise<void> {
  if (renamed.size === 0) return;
  const owners = await db
    .selectFrom('accounts')
    .select(['account', 'ownerHandle', 'ownerId', 'ownerProof', 'ownerAt'])
    .where('account', 'in', [...renamed.keys()])
    .execute();
  await keepAccounts(
    db,
    owners.map(({ account, ...owner }) => ({ account: renamed.get(account) ?? account, ...owner })),
  );
  for (const [before, account] of renamed) {
    await sql`update entries set account = ${account} where account = ${before} and not exists (
      select 1 from entries as other where other.account = ${account} and other.action = ${PUBLISH}
        and other.remote_id = entries.remote_id and other.server = entries.server)`.execute(db);
    await db
      .updateTable('pauses')
      .set({ account })
      .where('account', '=', before)
      .where('endedAt', 'is', null)
      .execute();
    await db.updateTable('usage').set({ account }).where('account', '=', before).execute();
    // If it is still so, the next delivery says it of the new id.
    await db
      .updateTable('accounts')
      .set({ stopped: null, stoppedAt: null })
      .where('account', '=', before)
      .execute();
  }
}

/** Writes what is known of accounts, all of them with the same columns. What else is known of them stays. */
export async function keepAccounts(
  db: Queries,
  rows: readonly Insertable<Tables['accounts']>[],
): Promise<void> {
  // A statement takes an account once: of several rows the last counts.
  const last = new Map(rows.map((row) => [row.account, row]));
  const { account: _, ...known } = rows[0] ?? { account: '' };
  await insertRows(db, 'accounts', [...last.values()], Object.keys(known) as (keyof typeof known)[]);
}

export async function keptLimits(db: Queries): Promise<ReadonlyMap<string, KeptLimits>> {
  const rows = await db
    .selectFrom('accounts')
    .select(['account', 'characters', 'perUrl', 'readAt', 'server'])
    .where('readAt', 'is not', null)
    .orderBy('account')
    .$narrowType<KeptLimits>()
    .execute();
  return new Map(rows.map(({ account, ...limits }) => [account, limits]));
}

export async function ownerHandles(db: Queries): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('accounts')
    .select(['account', 'ownerHandle'])
    .where('ownerHandle', 'is not', null)
    .$narrowType<{ ownerHandle: string }>()
    .execute();
  return new Map(rows.map(({ account, ownerHandle }) => [account, ownerHandle]));
}

/** Accounts that wait for a person, with the reason. */
export async function stoppedAccounts(db: Queries): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('accounts')
    .select(['account', 'stopped'])
    .where('stopped', 'is not', null)
    .orderBy('account')
    .execute();
  return new Map(rows.map(({ account, stopped }) => [account, stopped ?? '']));
}
