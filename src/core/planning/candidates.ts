import {
  type Announcement,
  amendedBy,
  editionFor,
  isTooLate,
  type Kind,
  originalOf,
  URGENT_KINDS,
} from '../domain/announcement.ts';
import { DAY, type Instant } from '../domain/clock.ts';
import { aboutOf, type Configuration, factsOwner, speakerOf } from '../domain/configuration.ts';
import type { Language } from '../domain/language.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import type { Account, Municipality } from '../domain/municipality.ts';
import { type Key, keyOf, type PostName } from '../domain/post-key.ts';
import { type Entry, isOpen } from '../ledger/entry.ts';
import { raisedAt, wantedNow } from '../ledger/wanted.ts';
import type { PlanningContext } from './context.ts';
import type { LedgerIndex } from './ledger-index.ts';
import { newestOccurrence } from './recurrence.ts';

/** A place where a post of an announcement is or will be published. */
export interface Destination {
  readonly municipality: Municipality;
  readonly account: Account;
  readonly language: Language;
}

/** One announcement on one account in one language, before any rule was asked. */
export interface Candidate extends Destination {
  readonly key: Key;
  readonly announcement: Announcement;
  readonly occurrence: Instant | null;
  readonly edition: number;
  readonly about: readonly string[];
  /** The time at which it should be published; for an edition that was raised since, the time at which that was read. */
  readonly at: Instant;
  /** When the program first read the announcement. */
  readonly firstRead: Instant;
  /** When staff asked for it once more since then; null where they did not. */
  readonly raised: Instant | null;
  /** See `Intent`. */
  readonly endedFrom: Instant | null;
  readonly rank: number;
  /** The ledger's entry under this key. */
  readonly entry: Entry | null;
}

/** Ranks follow the order of the file; those of kinds that are not urgent begin here. */
const NOT_URGENT = 1_000_000;
const RANKS_PER_ANNOUNCEMENT = 100;

/** Kinds that describe the outage. They end with the all-clear, unless they have words of their own. */
export const OF_THE_OUTAGE: ReadonlySet<Kind> = new Set([
  'outage',
  'appointments',
  'services',
  'estimate',
  'status',
]);

/**
 * Makes the candidates of one announcement; of a recurring one those of its newest occurrence, none before the first. A candidate
 * that is no longer fresh would not be published, unless its edition was raised lately.
 */
export function candidatesOf(
  context: PlanningContext,
  announcement: Announcement,
  destinations: readonly Destination[],
): readonly Candidate[] {
  const { configuration, ledgerIndex, now } = context;
  const firstRead = context.firstRead(announcement.id);
  const wanted = wantedNow(announcement, ledgerIndex.view.wanted.get(announcement.id), firstRead, now);
  const begun = Math.max(announcement.at ?? firstRead, firstRead, wanted.every[1]);
  const newest = occurrenceOf(configuration, announcement, begun, now);
  const at = announcement.at ?? firstRead;
  const rank = rankOf(configuration, announcement);
  const canBeEnded = OF_THE_OUTAGE.has(announcement.kind) && announcement.text === null;
  return destinations.flatMap((destination, index) => {
    const { municipality, account, language } = destination;
    const edition = editionFor(announcement, municipality.id);
    const raised = raisedAt(wanted, municipality.id, edition, firstRead);
    // Until the changed schedule has an occurrence, what still waits is that of before, unless it has ended. An edition that is raised
    // says again what was said last.
    const isUnscheduled = announcement.every !== null && newest === null;
    const before = isUnscheduled ? ledgerIndex.said(announcement.id, account.id, language) : [];
    const waiting = isTooLate(announcement, now)
      ? undefined
      : before.findLast((one) => isOpen(one) && one.at <= now);
    const last = raised === null ? waiting : before.at(-1);
    const occurrence = newest ?? last?.occurrence ?? null;
    const endedFrom = announcement.every !== null ? firstRead : canBeEnded ? at : null;
    const meant = Math.max(occurrence ?? at, raised ?? 0);
    const isOld = (isUnscheduled && !last) || now - meant > configuration.settings.freshnessMs;
    if (announcement.every !== null && isOld) return [];
    const name = {
      ...{ incident: configuration.state.incident.id, announcement: announcement.id, occurrence, edition },
      ...{ account: account.id, language },
    };
    // The account may have had another id then, or have been listed as that of another town. A retraction is said there once.
    const isIt = (one: Entry) => one.occurrence === occurrence && one.edition === edition;
    const isOthers = (one: Entry) => isIt(one) && announcement.withdraws !== null && one.removedAt === null;
    const entry =
      saidBy(context, announcement.id, destination).find(isIt) ??
      ledgerIndex.said(announcement.id, account.id, language).find(isOthers) ??
      null;
    const key = entry?.key ?? freeKey(ledgerIndex, name);
    const candidate: Candidate = {
      ...destination,
      ...{ key, announcement, occurrence, edition, firstRead, raised, endedFrom },
      about: statedOf(configuration, announcement, municipality),
      at: meant,
      rank: rank + (index % RANKS_PER_ANNOUNCEMENT),
      entry,
    };
    return [candidate];
  });
}

/** The key of a post that the ledger does not have. Another account may have had this id then. */
function freeKey(ledgerIndex: LedgerIndex, name: PostName): Key {
  const key = keyOf(name);
  return ledgerIndex.entry(key) === null
    ? key
    : freeKey(ledgerIndex, { ...name, account: `${name.account}+` });
}

/**
 * The subjects of a text. A text about groups alone states the facts of its poster, and so is about the poster too: the poster's
 * all-clear ends it. An all-clear is about the bodies that it names.
 */
function statedOf(
  { region }: Configuration,
  announcement: Announcement,
  poster: Municipality,
): readonly string[] {
  const about = aboutOf(announcement, poster);
  const isNamed = announcement.kind === 'all-clear' || about.includes(poster.id);
  return isNamed || factsOwner(region, poster, about) !== poster ? about : [...about, poster.id];
}

function occurrenceOf(
  { settings: { zone } }: Configuration,
  { every, until }: Announcement,
  begun: Instant,
  now: Instant,
): Instant | null {
  if (every === null) return null;
  const to = until === null ? now : Math.min(now, until);
  // Searching forward from far back takes long where there is an occurrence every minute.
  for (let span = DAY; ; span *= 2) {
    const from = Math.max(begun, to - span);
    const newest = newestOccurrence(every, zone, from, to);
    if (newest !== null || from === begun) return newest;
  }
}

function rankOf({ state }: Configuration, announcement: Announcement): number {
  const index = state.announcements.indexOf(announcement);
  return (URGENT_KINDS.has(announcement.kind) ? 0 : NOT_URGENT) + index * RANKS_PER_ANNOUNCEMENT;
}

/** Every account of the named municipalities that are affected, in each of its languages. */
export function destinationsNamed(
  { region, state }: Configuration,
  postAs: readonly string[],
): readonly Destination[] {
  const municipalities = postAs
    .filter((id) => state.incident.affects.has(id))
    .flatMap((id) => region.municipalities.get(id) ?? []);
  return placesOnce(
    municipalities.flatMap((municipality) =>
      municipality.accounts.flatMap((account) =>
        account.languages.map((language) => ({ municipality, account, language })),
      ),
    ),
  );
}

/** The posts by which this municipality said an announcement at a place. While files were wrong, another may have spoken there. */
export function saidBy(
  { configuration, ledgerIndex }: PlanningContext,
  announcement: string,
  { municipality, account, language }: Destination,
): readonly Entry[] {
  return ledgerIndex
    .said(announcement, account.id, language)
    .filter((one) => speakerOf(configuration, one) === municipality);
}

/**
 * The posts that a correction or retraction is about. A retraction also removes what another municipality has published there still,
 * whose account this was taken for.
 */
export function originalsOf(
  { configuration, ledgerIndex }: PlanningContext,
  { announcement, account, municipality, language }: Candidate,
): readonly Entry[] {
  const takesOthers = announcement.withdraws !== null && account.municipality === municipality.id;
  return ledgerIndex
    .said(amendedBy(announcement) ?? '', account.id, language)
    .filter(
      (post) => speakerOf(configuration, post) === municipality || (takesOthers && post.removedAt === null),
    );
}

/** Each account once in each of its languages. */
export function placesOnce(places: readonly Destination[]): readonly Destination[] {
  return [...new Map(places.map((one) => [`${one.account.id}/${one.language}`, one])).values()];
}

/**
 * Lists all places where posts of the original are or were published, or are on their way. A mistake is put right even if the
 * municipality has left the incident; nothing else is said there. A municipality other than the account's own speaks only about
 * posts that it still has there, and only if the account's own said nothing.
 */
export function destinationsSaid(
  { configuration, ledgerIndex }: PlanningContext,
  { updates }: Announcement,
  original: Announcement,
): readonly Destination[] {
  const { accounts } = configuration.region;
  const isOwn = ({ municipality, account }: Destination) => account.municipality === municipality.id;
  const places = ledgerIndex.saidAnywhere(original.id).flatMap((entry): Destination[] => {
    const { account: id, language, state, removedAt } = entry;
    const account = accounts.get(id);
    const municipality = speakerOf(configuration, entry);
    if (updates !== null && !maySpeak(configuration, entry)) return [];
    if (!account || !municipality || state === 'refused' || state === 'expired') return [];
    const place = { municipality, account, language };
    return isOwn(place) || removedAt === null ? [place] : [];
  });
  return placesOnce([...places.filter((place) => !isOwn(place)), ...places.filter(isOwn)]);
}

/** Whether a new post may be published there: the municipality is affected, and still has this account and language. */
export function maySpeak(
  configuration: Configuration,
  entry: Pick<Entry, 'municipality' | 'account' | 'language'>,
): boolean {
  const { region, state } = configuration;
  const account = region.accounts.get(entry.account);
  const speaker = speakerOf(configuration, entry);
  return (
    account !== undefined &&
    speaker !== undefined &&
    state.incident.affects.has(speaker.id) &&
    account.municipality === speaker.id &&
    account.languages.includes(entry.language)
  );
}

export function announcementNamed({ state }: Configuration, id: string | null): Announcement | undefined {
  return id === null ? undefined : state.announcements.find((announcement) => announcement.id === id);
}

/** The announcement that this one corrects, withdraws or updates, where the file has it. */
export function originalIn(configuration: Configuration, announcement: Announcement) {
  return announcementNamed(configuration, originalOf(announcement));
}

/**
 * Returns the subjects that the original of a correction names: its services, if it is about them alone and the correction names
 * none; and for a restoration `services` if it names any, else `reach`.
 */
export function namedByOriginal(
  configuration: Configuration,
  { corrects, services }: Announcement,
): Pick<NonNullable<ContentSnapshot['original']>, 'services' | 'restored'> {
  const original = announcementNamed(configuration, corrects);
  const namesServices = original !== undefined && original.services.length > 0;
  if (original?.kind === 'restoration') return { restored: namesServices ? 'services' : 'reach' };
  const isAbout = original?.kind === 'services' && namesServices && services.length === 0;
  return isAbout ? { services: original.services } : {};
}

/** Ids of everything that an announcement updates, the nearest first. */
export function updatedBy(configuration: Configuration, announcement: Announcement): readonly string[] {
  return announcementsBefore(configuration, announcement, ({ updates }) => updates);
}

/** Ids of those before an announcement in its chain, the nearest first. `before`: the one right before. */
export function announcementsBefore(
  configuration: Configuration,
  announcement: Announcement,
  before: (one: Announcement) => string | null,
): readonly string[] {
  const ids = new Set<string>();
  let next = before(announcement);
  while (next !== null && next !== announcement.id && !ids.has(next)) {
    ids.add(next);
    const one = announcementNamed(configuration, next);
    next = one ? before(one) : null;
  }
  return [...ids];
}

/** Whether it was put off, or is too late. */
export function isNotForNow({ at, announcement }: Candidate, now: Instant): boolean {
  return at > now || isTooLate(announcement, now);
}
