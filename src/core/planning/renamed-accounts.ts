import { type Configuration, serverOf, speakerOf } from '../domain/configuration.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import { type Account, handleRead } from '../domain/municipality.ts';
import type { Settings } from '../domain/settings.ts';
import type { Entry } from '../ledger/entry.ts';
import type { LedgerView, SaidBefore } from '../ledger/ledger.ts';

/** The id that an account has in the files now, by the one under which the ledger knows it. */
type RenamedAccounts = ReadonlyMap<string, string>;

type Places = LedgerView['places'];

/** Identifies an account by its handle on a server, whatever its id. */
export function placeOf(settings: Settings, account: Account): string {
  const { channel, handle } = account;
  return JSON.stringify([channel, serverOf(settings, account), handleRead(handle)]);
}

/** The account of an entry whose place this is, which the files need not have. */
export function accountAt(place: string, { account, municipality, server }: Entry): Account {
  const [channel, , handle] = JSON.parse(place) as [Account['channel'], string, string];
  return { id: account, municipality, channel, handle, server, languages: [], publicExercises: false };
}

/** The handle and server of each account of the files. */
export function placesOf({ region, settings }: Pick<Configuration, 'region' | 'settings'>): Places {
  return new Map([...region.accounts.values()].map((one) => [one.id, placeOf(settings, one)]));
}

export function placesIn(configuration: Configuration): Places {
  const { region, settings, cache } = configuration;
  return cache.kept('places', [region, settings], () => placesOf(configuration));
}

/**
 * Accounts whose id was changed in the files: these give another id to what the ledger knows. An account that is gone makes room for
 * one that has its id now.
 */
export function renamedAccounts(inFiles: Places, places: Places): RenamedAccounts {
  const moved = [...places].filter(([id, place]) => inFiles.get(id) !== place);
  if (moved.length === 0) return new Map();
  const ids = new Map([...inFiles].map(([id, place]) => [place, id]));
  const renamed = new Map(
    moved.flatMap(([before, place]) => {
      const id = ids.get(place);
      return id === undefined || places.get(id) === place ? [] : [[before, id] as const];
    }),
  );
  for (const id of [...renamed.values()])
    if (places.has(id) && !renamed.has(id)) {
      renamed.set(
        id,
        freeId(id, (one) => places.has(one) || inFiles.has(one)),
      );
    }
  return renamed;
}

/** An id for an account that makes room for another one. */
export function freeId(id: string, isTaken: (id: string) => boolean): string {
  const free = `${id}+`;
  return isTaken(free) ? freeId(free, isTaken) : free;
}

/** The entries of a view, each as `rename` has it. */
function entriesAs(
  { entries, earlier, saidBefore }: LedgerView,
  rename: <Of extends SaidBefore>(one: Of) => Of,
): Pick<LedgerView, 'entries' | 'earlier' | 'saidBefore'> {
  return { entries: entries.map(rename), earlier: earlier.map(rename), saidBefore: saidBefore.map(rename) };
}

/** Gives the accounts in the view of the ledger the ids that they have now. Keys never change. */
export function withAccountsRenamed(view: LedgerView, renamed: RenamedAccounts): LedgerView {
  if (renamed.size === 0) return view;
  const idNow = (account: string) => renamed.get(account) ?? account;
  const rename = <Of extends { readonly account: string }>(one: Of): Of =>
    renamed.has(one.account) ? { ...one, account: idNow(one.account) } : one;
  const renameKeys = <Of>(of: ReadonlyMap<string, Of>) =>
    new Map([...of].map(([account, one]) => [idNow(account), one]));
  return {
    ...view,
    ...entriesAs(view, rename),
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

/**
 * The same of municipalities whose id was corrected in the files, as the accounts tell that they have (see `speakerOf`): else no
 * all-clear of before would end what is theirs, and their posts would be compared with nobody's facts.
 */
export function withMunicipalitiesRenamed(
  view: LedgerView,
  configuration: Pick<Configuration, 'region'>,
): LedgerView {
  const { municipalities } = configuration.region;
  const renamed = new Map<string, string>();
  for (const post of view.entries) {
    if (municipalities.has(post.municipality) || renamed.has(post.municipality)) continue;
    const now = speakerOf(configuration, post);
    if (now) renamed.set(post.municipality, now.id);
  }
  if (renamed.size === 0) return view;
  const idNow = (id: string) => renamed.get(id) ?? id;
  const rename = <Of extends Pick<Entry, 'municipality' | 'about'>>(one: Of): Of => ({
    ...one,
    municipality: idNow(one.municipality),
    about: one.about.map(idNow),
  });
  const renameSubject = (one: ContentSnapshot['poster']) => ({ ...one, id: idNow(one.id) });
  const snapshots = [...view.snapshots].map(
    ([digest, one]) =>
      [digest, { ...one, poster: renameSubject(one.poster), about: one.about.map(renameSubject) }] as const,
  );
  return {
    ...view,
    ...entriesAs(view, rename),
    snapshots: new Map(snapshots),
  };
}
