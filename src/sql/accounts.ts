import { type Insertable, sql } from 'kysely';
import type { Entry } from '../core/ledger/entry.ts';
import type { KeptOwner, Ledger, LedgerView } from '../core/ledger/ledger.ts';
import { partedTo } from '../core/ledger/transitions.ts';
import { freeId, renamedAccounts } from '../core/planning/renamed-accounts.ts';
import { entryRows, saveEntries } from './entries.ts';
import { forRows, insertRows } from './many-row-statements.ts';
import { entryOf } from './rows.ts';
import { together } from './shared-transactions.ts';
import { inBatches, read, type Store, write } from './store.ts';
import type { Queries, Tables } from './tables.ts';

/** The methods for what is known of each account: why it is stopped, how long its texts may be, who owns its credential. */
export function accountsOf(store: Store) {
  const record = together(
    store,
    (all: readonly { readonly account: string; readonly owner: Parameters<Ledger['recordOwner']>[1] }[]) =>
      write(store, async (db) => {
        await keepAccounts(
          db,
          all.map(({ account, owner }) => ownerRow(account, owner)),
        );
        return all.map(() => undefined);
      }),
  );
  return {
    stop: (account, reason, now) =>
      write(store, (db) =>
        keepAccounts(db, [{ account, stopped: reason, stoppedAt: reason === null ? null : now }]),
      ),
    limits: () => read(store, async (db) => (await accountsKnown(db)).limits),
    recordLimits: (accounts, { characters, perUrl, server }, now) =>
      write(store, (db) =>
        keepAccounts(
          db,
          accounts.map((account) => ({ account, characters, perUrl, server, readAt: now })),
        ),
      ),
    owner: together(store, (accounts: readonly string[]) =>
      read(store, async (db) => {
        const rows = await db.selectFrom('accounts').selectAll().where('account', 'in', accounts).execute();
        const owners = known(
          rows,
          ({ ownerHandle: handle, ownerId: remoteId, ownerProof: proof, ownerAt: at }) =>
            handle === null || remoteId === null || proof === null || at === null
              ? null
              : { handle, remoteId, proof, at },
        );
        return accounts.map((account) => owners.get(account) ?? null);
      }),
    ),
    recordOwner: (account, owner) => record({ account, owner }),
    partFrom: (account, server, { before, place, reason, claimed }, owner) =>
      write(store, async (db) => {
        const known = await db
          .selectFrom('accounts')
          .select('ownerId')
          .where('account', '=', account)
          .executeTakeFirst();
        const rows = await entryRows(db)
          .where('account', '=', account)
          .where('server', '=', server)
          .execute();
        const its = rows.map(entryOf).filter(({ key }) => key !== claimed);
        const isSending = its.some(({ claim }) => claim !== null && claim.until > owner.at);
        if (known?.ownerId !== before.remoteId || isSending) return false;
        const left = new Set(its.filter(wasSent).map(({ key }) => key));
        const moved = its.filter(({ key, target }) => left.has(key) || left.has(target ?? ''));
        if (moved.length > 0) {
          const id = await freeAccountId(db, account);
          await keepAccounts(db, [{ account: id, place }]);
          await saveEntries(
            db,
            moved.map((entry) => ({ before: entry, after: partedTo(id, entry, reason, owner.at) })),
          );
        }
        await keepAccounts(db, [ownerRow(account, owner)]);
        return true;
      }),
  } satisfies Partial<Ledger>;
}

function ownerRow(
  account: string,
  { handle, remoteId, proof, at }: KeptOwner,
): Insertable<Tables['accounts']> {
  return { account, ownerHandle: handle, ownerId: remoteId, ownerProof: proof, ownerAt: at };
}

/** Whether its platform may have it, or had it. */
function wasSent({ state, attempts }: Entry): boolean {
  return state === 'posted' || attempts > 0;
}

/** An id that no account has. */
async function freeAccountId(db: Queries, account: string): Promise<string> {
  const known = new Set(
    (await db.selectFrom('accounts').select('account').execute()).map((row) => row.account),
  );
  return freeId(account, (id) => known.has(id));
}

/** See `Ledger`. Returns whether all of it was known. */
export async function knowAccounts(db: Queries, places: LedgerView['places']): Promise<boolean> {
  const rows = await db.selectFrom('accounts').select(['account', 'place']).execute();
  const before = known(rows, ({ place }) => place);
  await renameAccounts(db, renamedAccounts(places, before));
  const changed = [...places].filter(([account, place]) => before.get(account) !== place);
  await keepAccounts(
    db,
    changed.map(([account, place]) => ({ account, place })),
  );
  return changed.length === 0;
}

/** Moves everything that is written of these accounts to their new ids, which some may have from each other. */
async function renameAccounts(db: Queries, renamed: ReadonlyMap<string, string>): Promise<void> {
  // No account has such an id: no two accounts share one meanwhile.
  const between = [...renamed].map(([before, after]) => ({ before, between: `=${after}`, after }));
  await moveAccounts(
    db,
    between.map(({ before, between: after }) => ({ before, after })),
  );
  await moveAccounts(
    db,
    between.map(({ between: before, after }) => ({ before, after })),
  );
}

async function moveAccounts(
  db: Queries,
  moves: readonly { readonly before: string; readonly after: string }[],
): Promise<void> {
  const ids = new Map(moves.map(({ before, after }) => [before, after]));
  const rows = await inBatches(ids.keys(), (some) =>
    db.selectFrom('accounts').selectAll().where('account', 'in', some).execute(),
  );
  await keepAccounts(
    db,
    rows.map((row) => ({ ...row, account: ids.get(row.account) ?? row.account })),
  );
  for (const table of ['entries', 'pauses', 'usage'] as const)
    await forRows(db, `move ${table}`, ['before', 'after'], moves, (some) => {
      const values = some.map(({ before, after }) => sql`(cast(${before} as text), cast(${after} as text))`);
      return sql`update ${sql.table(table)} set account = given.column2
        from (values ${sql.join(values)}) as given where account = given.column1`.compile(db);
    });
  await inBatches(ids.keys(), (some) => db.deleteFrom('accounts').where('account', 'in', some).execute());
}

/** Writes new values of accounts, all of them with the same columns. Other columns stay. */
async function keepAccounts(db: Queries, rows: readonly Insertable<Tables['accounts']>[]): Promise<void> {
  // A statement takes an account once: of several rows the last counts.
  const last = new Map(rows.map((row) => [row.account, row]));
  const { account: _, ...known } = rows[0] ?? { account: '' };
  await insertRows(db, 'accounts', [...last.values()], Object.keys(known) as (keyof typeof known)[]);
}

/** All that planning needs to know of accounts. */
export async function accountsKnown(
  db: Queries,
): Promise<Pick<LedgerView, 'places' | 'identified' | 'stopped' | 'limits'>> {
  const rows = await db
    .selectFrom('accounts')
    .select(['account', 'place', 'stopped', 'ownerAt', 'characters', 'perUrl', 'readAt', 'server'])
    .orderBy('account')
    .execute();
  return {
    places: known(rows, ({ place }) => place),
    identified: known(rows, ({ ownerAt }) => ownerAt),
    stopped: known(rows, ({ stopped }) => stopped),
    limits: known(rows, ({ characters, perUrl, readAt, server }) =>
      characters === null || readAt === null || server === null
        ? null
        : { characters, perUrl, readAt, server },
    ),
  };
}

export async function placesKnown(
  db: Queries,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('accounts')
    .select(['account', 'place'])
    .where('account', 'in', accounts)
    .execute();
  return known(rows, ({ place }) => place);
}

/** Accounts that wait for a person, with the reason. */
export async function stoppedAccounts(db: Queries): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('accounts')
    .select(['account', 'stopped'])
    .where('stopped', 'is not', null)
    .orderBy('account')
    .execute();
  return known(rows, ({ stopped }) => stopped);
}

/** Makes a map of the known values, by the ids of their accounts. */
function known<Row extends { readonly account: string }, Of>(
  rows: readonly Row[],
  of: (row: Row) => Of | null,
): ReadonlyMap<string, Of> {
  return new Map(
    rows.flatMap((row) => {
      const one = of(row);
      return one === null ? [] : [[row.account, one] as const];
    }),
  );
}
