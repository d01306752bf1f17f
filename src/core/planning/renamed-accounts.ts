import { type Configuration, serverOf } from '../domain/configuration.ts';
import { handleRead } from '../domain/municipality.ts';
import type { LedgerView } from '../ledger/ledger.ts';

/** The id that an account has in the files now, by the one under which the ledger knows it. */
export type RenamedAccounts = ReadonlyMap<string, string>;

/**
 * Accounts whose id was changed in the files. The files no longer have the id that the ledger knows, and the ledger has nothing of
 * the new id, which the files give to the same handle on the same server.
 */
export function renamedAccounts(
  { region, settings }: Configuration,
  { entries, owners }: LedgerView,
): RenamedAccounts {
  const placeOf = (channel: string, server: string, handle: string) =>
    JSON.stringify([channel, server, handleRead(handle)]);
  const lost = new Map(
    entries.flatMap(({ account, channel, server }) => {
      const handle = region.accounts.has(account) ? undefined : owners.get(account);
      return handle === undefined ? [] : [[account, placeOf(channel, server, handle)]];
    }),
  );
  if (lost.size === 0) return lost;
  const known = new Set(entries.map(({ account }) => account));
  const fresh = [...region.accounts.values()].filter(({ id }) => !known.has(id));
  const ids = new Map(
    fresh.map((one) => [placeOf(one.channel, serverOf(settings, one), one.handle), one.id]),
  );
  return new Map(
    [...lost].flatMap(([account, place]) => {
      const id = ids.get(place);
      return id === undefined ? [] : [[account, id]];
    }),
  );
}

/** What the ledger says of these accounts, under the ids that they have now. Keys stay as they are for ever. */
export function withAccountsRenamed(view: LedgerView, renamed: RenamedAccounts): LedgerView {
  if (renamed.size === 0) return view;
  const rename = <Of extends { readonly account: string }>(one: Of): Of => {
    const account = renamed.get(one.account);
    return account === undefined ? one : { ...one, account };
  };
  return {
    ...view,
    entries: view.entries.map(rename),
    earlier: view.earlier.map(rename),
    saidBefore: view.saidBefore.map(rename),
    pauses: view.pauses.map((pause) =>
      pause.scope.of === 'account' ? { ...pause, scope: rename(pause.scope) } : pause,
    ),
  };
}
