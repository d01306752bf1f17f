import type { Announcement } from '../domain/announcement.ts';
import { isWhereAccountIs } from '../domain/configuration.ts';
import { factsOf } from '../domain/incident.ts';
import { type AllClear, allClearIn, isAllClearFor, isEndedBy } from '../ledger/all-clear.ts';
import { type Entry, isOpen, isPublished, postedAt } from '../ledger/entry.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import { isApprovedNow } from './approved-words.ts';
import { announcementNamed, type Candidate, maySpeak } from './candidates.ts';
import type { Evaluated } from './coalescing.ts';
import type { PlanningContext } from './context.ts';
import type { FilesNow } from './in-effect.ts';
import { lastingClears, readersOf } from './posts-of-today.ts';

/** The municipalities that have said something since their last all-clear. */
export function speakersIn(context: FilesNow, { entries }: Pick<LedgerView, 'entries'>): ReadonlySet<string> {
  const byTown = Map.groupBy(entries, ({ municipality }) => municipality);
  return new Set([...byTown].flatMap(([town, its]) => (hasSpoken(context, its) ? [town] : [])));
}

/**
 * Whether the municipality of these entries has published something that people can still read, or is about to, since the last
 * all-clear that the same readers read or will read. If no all-clear reaches these readers any more, the last one counts,
 * wherever it was. Once the facts say that the incident is over, notices, withdrawals, and corrections of an all-clear are no
 * news of an outage.
 */
export function hasSpoken(context: FilesNow, entries: readonly Entry[]): boolean {
  const { configuration } = context;
  const { region, state } = configuration;
  const said = entries.filter((one) => one.action === 'publish' && (isOpen(one) || isPublished(one)));
  const isResolved = ({ municipality: id }: Entry) => {
    const town = region.municipalities.get(id);
    return town !== undefined && factsOf(region, state, town).phase === 'resolved';
  };
  const coming = said.filter((one) => one.kind === 'all-clear' && isOpen(one));
  const clears = [...lastingClears(context, entries), ...coming];
  const isBeside = ({ kind, announcement }: Entry) => {
    if (kind !== 'correction') return kind === 'notice' || kind === 'retraction';
    const { corrects = null } = announcementNamed(configuration, announcement) ?? {};
    return announcementNamed(configuration, corrects)?.kind === 'all-clear';
  };
  const isNews = (one: Entry) =>
    one.kind !== 'all-clear' && !(clears.length > 0 && isBeside(one) && isResolved(one));
  const news = said.filter(isNews);
  const reached = news.filter(
    (one) => isOpen(one) || (maySpeak(configuration, one) && isWhereAccountIs(configuration, one)),
  );
  // Any all-clear of the municipality ends its posts that are about others alone.
  const isFor = (post: Entry, clear: Entry) =>
    isAllClearFor(post, clear) || !isAllClearFor(post, { about: [post.municipality] });
  const isEnded = (post: Entry) =>
    clears.some(
      (clear) =>
        postedAt(clear) >= postedAt(post) &&
        isFor(post, clear) &&
        (reached.length === 0 || readersOf(clear) === readersOf(post)),
    );
  return (reached.length > 0 ? reached : news).some((post) => !isEnded(post));
}

/** The all-clears of each municipality. */
export interface AllClears {
  /** All-clears that are published, may be, or go out now because they are due and approved. */
  readonly sure: ReadonlyMap<string, readonly AllClear[]>;
  /** All-clears that are due and wait for approval. */
  readonly waiting: ReadonlyMap<string, readonly AllClear[]>;
}

/** For deciding where all-clears go, before any of them ends anything. */
export const NO_CLEARS: AllClears = { sure: new Map(), waiting: new Map() };

/** The all-clears of the ledger, and those of this file that will be published according to `evaluated`. */
export function allClears(
  context: PlanningContext,
  evaluated: (announcement: Announcement) => readonly Evaluated[],
): AllClears {
  const { configuration, ledgerIndex, now } = context;
  const clears = { sure: new Map<string, AllClear[]>(), waiting: new Map<string, AllClear[]>() };
  const note = (of: Map<string, AllClear[]>, municipality: string, clear: AllClear | null) => {
    if (clear !== null) of.set(municipality, [...(of.get(municipality) ?? []), clear]);
  };
  const { entries, firstRead } = ledgerIndex.view;
  const lasting = new Set(lastingClears(context, entries));
  for (const entry of entries) {
    const said = lasting.has(entry) ? { ...entry, removedAt: null } : entry;
    note(clears.sure, entry.municipality, allClearIn(said, firstRead.get(entry.announcement) ?? entry.at));
  }
  for (const announcement of configuration.state.announcements.filter((one) => one.kind === 'all-clear'))
    for (const { candidate, decision } of evaluated(announcement)) {
      if (decision.kind !== 'say' || candidate.at > now) continue;
      const of = isApprovedNow(context, candidate, decision) ? clears.sure : clears.waiting;
      note(of, candidate.municipality.id, { at: candidate.at, knownAt: now, about: candidate.about });
    }
  return clears;
}

/** Whether one of these, by municipality, ends the candidate. */
export function isEndedAmong(
  clears: ReadonlyMap<string, readonly AllClear[]>,
  { endedFrom, occurrence, about, municipality: { id } }: Candidate,
): boolean {
  return isEndedBy({ endedFrom, occurrence, about, municipality: id }, clears.get(id) ?? []);
}
