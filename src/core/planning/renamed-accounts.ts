import { type Configuration, serverOf } from '../domain/configuration.ts';
import { handleRead } from '../domain/municipality.ts';
import type { LedgerView } from '../ledger/ledger.ts';

/** The id that an account has in the files now, by the one under which the ledger knows it. */
export type RenamedAccounts = ReadonlyMap<string, string>;

/** What each account of the files is, whatever its id: a handle on a server. */
export function placesIn({ region, settings, cache }: Configuration): LedgerView['places'] {
  return cache.kept('places', [region, settings], () => {
    const placeOf = (...place: readonly string[]) => JSON.stringify(place);
    return new Map(
      [...region.accounts.values()].map((one) => [
        one.id,
        placeOf(one.channel, serverOf(settings, one), handleRead(one.handle)),
      ]),
    );
  });
}

/**
 * Accounts whose id was changed in the files: these give another id to what the ledger knows. An id that the ledger knows too is
 * another account, unless that has another id as well.
 */
export function renamedAccounts(
  configuration: Configuration,
  { places, entries }: LedgerView,
): RenamedAccounts {
  const inFiles = placesIn(configuration);
  const moved = [...places].filter(([id, place]) => inFiles.get(id) !== place);
  if (moved.length === 0) return new Map();
  const ids = new Map([...inFiles].map(([id, place]) => [place, id]));
  const renamed = new Map(
    moved.flatMap(([before, place]) => {
      const id = ids.get(place);
      return id === undefined ? [] : [[before, id] as const];
    }),
  );
  const known = new Set([...places.keys(), ...entries.map(({ account }) => account)]);
  const isTaken = ([, id]: readonly [string, string]) => known.has(id) && !renamed.has(id);
  for (let taken = [...renamed].filter(isTaken); taken.length > 0; taken = [...renamed].filter(isTaken))
    for (const [before] of taken) renamed.delete(before);
  return renamed;
}

/** What the ledger says of these accounts, under the ids that they have now. Keys stay as they are for ever. */
export function withAccountsRenamed(view: LedgerView, renamed: RenamedAccounts): LedgerView {
  if (renamed.size === 0) return view;
  const idNow = (account: string) => renamed.get(account) ?? account;
  const rename = <Of extends { readonly account: string }>(one: Of): Of =>
    renamed.has(one.account) ? { ...one, account: idNow(one.account) } : one;
  const renameKeys = <Of>(of: ReadonlyMap<string, Of>) =>
    new Map([...of].map(([account, one]) => [idNow(account), one]));
  return {
    ...view,
    entries: view.entries.map(rename),
    earlier: view.earlier.map(rename),
    saidBefore: view.saidBefore.map(rename),
    pauses: view.pauses.map((pause) =>
      pause.scope.of === 'account' ? { ...pause, scope: rename(pause.scope) } : pause,
    ),
    places: renameKeys(view.places),
    identified: renameKeys(view.identified),
    stopped: renameKeys(view.stopped),
    limits: renameKeys(view.limits),
    rateUsage: view.rateUsage.map(rename),
  };
}
