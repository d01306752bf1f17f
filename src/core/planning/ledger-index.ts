import type { Language } from '../domain/language.ts';
import type { Key } from '../domain/post-key.ts';
import { type Entry, isPublished } from '../ledger/entry.ts';
import type { LedgerView } from '../ledger/ledger.ts';

/** The ledger's view with indexes. All lists are sorted by occurrence, edition and time of creation. */
export interface LedgerIndex {
  readonly view: LedgerView;
  entry(key: Key): Entry | null;
  /** Publications of one announcement on one account in one language. */
  said(announcement: string, account: string, language: Language): readonly Entry[];
  /** Publications of one announcement. */
  saidAnywhere(announcement: string): readonly Entry[];
  /** Publications, edits and deletions on one account. */
  entriesOn(account: string): readonly Entry[];
  /** Publications on one account. */
  publicationsOn(account: string): readonly Entry[];
  /** Edits and deletions of one post. */
  changesOf(key: Key): readonly Entry[];
  readonly published: readonly Entry[];
}

export function indexLedger(view: LedgerView): LedgerIndex {
  const sorted = [...view.entries].sort(
    (a, b) => (a.occurrence ?? 0) - (b.occurrence ?? 0) || a.edition - b.edition || a.createdAt - b.createdAt,
  );
  const publications = sorted.filter((entry) => entry.action === 'publish');
  const byKey = new Map(sorted.map((entry) => [entry.key, entry]));
  const byTarget = Map.groupBy(sorted, (entry) => entry.target);
  const byAnnouncement = Map.groupBy(publications, (entry) => entry.announcement);
  const onAccount = Map.groupBy(sorted, (entry) => entry.account);
  const byAccount = Map.groupBy(publications, (entry) => entry.account);
  const byPlace = Map.groupBy(publications, ({ announcement, account, language }) =>
    placeOf(announcement, account, language),
  );
  return {
    view,
    entry: (key) => byKey.get(key) ?? null,
    said: (announcement, account, language) => byPlace.get(placeOf(announcement, account, language)) ?? [],
    saidAnywhere: (announcement) => byAnnouncement.get(announcement) ?? [],
    entriesOn: (account) => onAccount.get(account) ?? [],
    publicationsOn: (account) => byAccount.get(account) ?? [],
    changesOf: (key) => byTarget.get(key) ?? [],
    published: sorted.filter(isPublished),
  };
}

function placeOf(announcement: string, account: string, language: Language): string {
  return `${announcement}/${account}/${language}`;
}
