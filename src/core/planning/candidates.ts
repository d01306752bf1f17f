import { type Announcement, editionFor, KINDS, originalOf, URGENT_KINDS } from '../domain/announcement.ts';
import type { Instant } from '../domain/clock.ts';
import { aboutOf, type Configuration } from '../domain/configuration.ts';
import type { Language } from '../domain/language.ts';
import type { Account, Municipality } from '../domain/municipality.ts';
import { type Key, keyOf } from '../domain/post-key.ts';
import type { Entry } from '../ledger/entry.ts';
import type { LedgerIndex } from './ledger-index.ts';
import { newestOccurrence } from './recurrence.ts';

/** One announcement on one account in one language, before anybody asked whether it may, can or need be said. */
export interface Candidate {
  readonly key: Key;
  readonly announcement: Announcement;
  readonly municipality: Municipality;
  readonly account: Account;
  readonly language: Language;
  readonly occurrence: Instant | null;
  readonly edition: number;
  readonly about: readonly string[];
  /** When it is meant to be said. */
  readonly at: Instant;
  /** From when the program knew of it. */
  readonly firstRead: Instant;
  readonly rank: number;
  /** What the ledger has under this key. */
  readonly entry: Entry | null;
}

/** Where a post of an announcement stands, or should. */
export interface Destination {
  readonly municipality: Municipality;
  readonly account: Account;
  readonly language: Language;
}

/** Urgent kinds rank before all others, then the order of the file counts. */
const NOT_URGENT = 1_000_000;
const PLACES_PER_ANNOUNCEMENT = 100;

/** The candidates of one announcement: for what recurs those of the newest occurrence, none before the first. */
export function candidatesOf(
  configuration: Configuration,
  ledgerIndex: LedgerIndex,
  announcement: Announcement,
  places: readonly Destination[],
  now: Instant,
): readonly Candidate[] {
  const firstRead = ledgerIndex.view.firstRead.get(announcement.id) ?? now;
  const at = announcement.at ?? firstRead;
  const occurrence = occurrenceOf(configuration, announcement, firstRead, now);
  if (announcement.every !== null && occurrence === null) return [];
  const rank = rankOf(configuration, announcement);
  return places.map(({ municipality, account, language }, index) => {
    const edition = editionFor(announcement, municipality.id);
    const incident = configuration.state.incident.id;
    const key = keyOf({
      incident,
      announcement: announcement.id,
      occurrence,
      edition,
      account: account.id,
      language,
    });
    return {
      key,
      announcement,
      municipality,
      account,
      language,
      occurrence,
      edition,
      about: aboutOf(announcement, municipality),
      at: occurrence ?? at,
      firstRead,
      rank: rank + (index % PLACES_PER_ANNOUNCEMENT),
      entry: ledgerIndex.entry(key),
    };
  });
}

function occurrenceOf(
  configuration: Configuration,
  announcement: Announcement,
  firstRead: Instant,
  now: Instant,
): Instant | null {
  if (announcement.every === null) return null;
  // What is older than freshness allows is never said: no need to look for it.
  const from = Math.max(announcement.at ?? firstRead, firstRead, now - configuration.settings.freshForMs);
  const to = announcement.until === null ? now : Math.min(now, announcement.until);
  return newestOccurrence(announcement.every, configuration.settings.zone, from, to);
}

function rankOf(configuration: Configuration, announcement: Announcement): number {
  const index = configuration.state.announcements.indexOf(announcement);
  const urgent = URGENT_KINDS.has(announcement.kind);
  return (urgent ? 0 : NOT_URGENT) + index * PLACES_PER_ANNOUNCEMENT;
}

/** Everywhere the named municipalities speak: each of their accounts in each of its languages. */
export function destinationsNamed(
  configuration: Configuration,
  postAs: readonly string[],
): readonly Destination[] {
  const { region, state } = configuration;
  return postAs
    .filter((id) => state.incident.affects.has(id))
    .flatMap((id) => region.municipalities.get(id) ?? [])
    .flatMap((municipality) =>
      municipality.accounts.flatMap((account) =>
        account.languages.map((language) => ({ municipality, account, language })),
      ),
    );
}

/** Wherever posts of an announcement stand, stood, or are on their way. */
export function destinationsSaid(
  configuration: Configuration,
  ledgerIndex: LedgerIndex,
  announcement: string,
): readonly Destination[] {
  const places = new Map<string, Destination>();
  for (const entry of ledgerIndex.saidAnywhere(announcement)) {
    const account = configuration.region.accounts.get(entry.account);
    const municipality = configuration.region.municipalities.get(entry.municipality);
    const gone = entry.state === 'refused' || entry.state === 'expired';
    if (!account || !municipality || gone) continue;
    places.set(`${account.id}/${entry.language}`, { municipality, account, language: entry.language });
  }
  return [...places.values()];
}

/** The announcement at the root of a chain of updates: they supersede each other, and wait for each other's gap. */
export function rootOf(configuration: Configuration, announcement: Announcement): string {
  let root = announcement;
  for (let links = 0; root.updates !== null && links < KINDS.length * 10; links++) {
    const parent = announcementNamed(configuration, root.updates);
    if (!parent) break;
    root = parent;
  }
  return root.id;
}

export function announcementNamed(configuration: Configuration, id: string | null): Announcement | undefined {
  return id === null
    ? undefined
    : configuration.state.announcements.find((announcement) => announcement.id === id);
}

export function originalIn(
  configuration: Configuration,
  announcement: Announcement,
): Announcement | undefined {
  return announcementNamed(configuration, originalOf(announcement));
}
