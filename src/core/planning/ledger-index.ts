import type { Language } from '../domain/language.ts';
import type { Key } from '../domain/post-key.ts';
import { type Entry, isPublished } from '../ledger/entry.ts';
import type { LedgerView } from '../ledger/ledger.ts';

/** What the ledger says, ready to be asked: the other half of what a plan is made from. */
export interface LedgerIndex {
  readonly view: LedgerView;
  entry(key: Key): Entry | null;
  /** Publications of one announcement on one account in one language, oldest first. */
  said(announcement: string, account: string, language: Language): readonly Entry[];
  /** All publications of one announcement. */
  saidAnywhere(announcement: string): readonly Entry[];
  /** Edits and deletions of one post, oldest first. */
  changesOf(key: Key): readonly Entry[];
  /** All publications on one account. */
  publicationsOn(account: string): readonly Entry[];
  readonly published: readonly Entry[];
}

export function indexLedger(view: LedgerView): LedgerIndex {
  const byKey = new Map<Key, Entry>();
  const bySaid = new Map<string, Entry[]>();
  const byAnnouncement = new Map<string, Entry[]>();
  const byTarget = new Map<Key, Entry[]>();
  const byAccount = new Map<string, Entry[]>();
  const inOrder = [...view.entries].sort(bySaying);
  for (const entry of inOrder) {
    byKey.set(entry.key, entry);
    if (entry.target !== null) push(byTarget, entry.target, entry);
    if (entry.action !== 'publish') continue;
    push(bySaid, saidId(entry.announcement, entry.account, entry.language), entry);
    push(byAnnouncement, entry.announcement, entry);
    push(byAccount, entry.account, entry);
  }
  return {
    view,
    entry: (key) => byKey.get(key) ?? null,
    said: (announcement, account, language) => bySaid.get(saidId(announcement, account, language)) ?? [],
    saidAnywhere: (announcement) => byAnnouncement.get(announcement) ?? [],
    changesOf: (key) => byTarget.get(key) ?? [],
    publicationsOn: (account) => byAccount.get(account) ?? [],
    published: inOrder.filter(isPublished),
  };
}

function saidId(announcement: string, account: string, language: Language): string {
  return `${announcement}/${account}/${language}`;
}

function bySaying(a: Entry, b: Entry): number {
  return (a.occurrence ?? 0) - (b.occurrence ?? 0) || a.edition - b.edition || a.createdAt - b.createdAt;
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
