import { editionFor, SITUATION_KINDS } from '../core/domain/announcement.ts';
import { HOUR, type Instant, MINUTE } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { announcementIn, type Key, placeIn } from '../core/domain/post-key.ts';
import { isUnapproved } from '../core/ledger/approval.ts';
import { breakerOf } from '../core/ledger/claim-rules.ts';
import {
  type Entry,
  type EntryState,
  type Intent,
  isPastRefusal,
  isPending,
  isPublished,
  postedAt,
} from '../core/ledger/entry.ts';
import type { LedgerView } from '../core/ledger/ledger.ts';
import { EXPIRED_FOR_MS, isTriedInVain } from '../core/monitoring/entry-alerts.ts';
import { openPromises } from '../core/monitoring/promises.ts';
import type { Plan } from '../core/planning/plan.ts';
import type { Upcoming } from '../core/planning/upcoming.ts';
import { viewOf } from './ledgers.ts';
import { type App, viewNow } from './load.ts';
import { ledgerName, placeNamed } from './locate-ledgers.ts';
import { type Draft, publishedDrafts } from './people/drafts.ts';
import type { People } from './people/people.ts';
import { planned } from './planned.ts';

/** How an incident is, and everything in it that needs a person. */
export interface Situation {
  readonly configuration: Configuration;
  readonly view: LedgerView;
  readonly plan: Plan;
  /** Posts that are published now. */
  readonly published: readonly Entry[];
  /** The earliest of the open promises of a next update. Null: there is none. */
  readonly promised: Instant | null;
  /** The posts that wait for approval, by their announcement. None in a draft. */
  readonly unapproved: ReadonlyMap<string, Plan['posts']>;
  /** The recurring announcements, and the next time of each. None in a draft. */
  readonly upcoming: readonly Upcoming[];
  /** Municipalities whose facts somebody has to confirm for a recurring status, and its next time: a past one if it is held. */
  readonly unconfirmed: { readonly at: Instant; readonly municipalities: readonly string[] } | null;
}

/** How long before a recurring status somebody is asked whether its facts still hold. */
const CONFIRMED_BEFORE_MS = 4 * HOUR;

export async function situationNow(app: App, configuration: Configuration): Promise<Situation> {
  const view = await viewNow(app, configuration);
  const now = app.runtime.clock.now();
  const { plan, upcoming: comingUp } = planned(configuration, view, now);
  const isRecurring =
    plan.mode !== 'draft' && configuration.state.announcements.some(({ every }) => every !== null);
  const upcoming = isRecurring ? comingUp() : [];
  const published = view.entries.filter(isPublished);
  const { needed } = configuration.settings.approvals;
  const waiting = plan.mode === 'draft' ? [] : plan.posts.filter((post) => isUnapproved(post, needed, null));
  const unapproved = Map.groupBy(waiting, ({ intent }) => intent.announcement);
  const promises = openPromises(configuration, view, now).map(({ promised }) => promised);
  const [promised = null] = promises.toSorted((a, b) => a - b);
  return {
    ...{ configuration, view, plan, published, promised, unapproved, upcoming },
    unconfirmed: unconfirmedIn(plan, upcoming, now),
  };
}

function unconfirmedIn(
  { mode, held }: Plan,
  upcoming: readonly Upcoming[],
  now: Instant,
): Situation['unconfirmed'] {
  if (mode === 'draft') return null;
  const soon = upcoming.filter(({ occurrence }) => occurrence - now <= CONFIRMED_BEFORE_MS);
  const missing = [{ occurrence: now, held }, ...soon].flatMap((one) =>
    one.held.flatMap((reason) =>
      reason.because === 'not-confirmed' ? { at: one.occurrence, municipality: reason.municipality } : [],
    ),
  );
  const [first] = missing;
  return first
    ? { at: first.at, municipalities: [...new Set(missing.map(({ municipality }) => municipality))] }
    : null;
}

/**
 * Drafts that count as published though neither the file asks for their posts nor the ledger knows them: the program ended
 * before it wrote them down. While the file is a draft, that is the one that should have made an incident of it.
 */
export async function lostDrafts(
  { files, options }: App,
  people: People,
  { configuration, view }: Situation,
): Promise<readonly Draft[]> {
  const { settings } = files;
  const { incident, announcements, digest } = configuration.state;
  const inFile = new Map(announcements.map((announcement) => [announcement.id, announcement]));
  const isWanted = (key: Key) => {
    const { edition, account } = placeIn(key);
    const announcement = inFile.get(announcementIn(key));
    const speaker = configuration.region.accounts.get(account)?.municipality ?? '';
    return announcement !== undefined && edition <= editionFor(announcement, speaker);
  };
  const unknownTo = ({ entries }: LedgerView) => {
    const known = new Set(entries.map(({ key }) => key));
    return ({ keys }: Draft) => keys.some((key) => !isWanted(key)) && keys.every((key) => !known.has(key));
  };
  const published = await publishedDrafts(people);
  const ledger = ledgerName(settings, incident.mode);
  if (incident.mode !== 'draft')
    return published
      .filter(({ into }) => into?.incident === incident.id && into.ledger === ledger)
      .filter(unknownTo(view));
  const newest = published.slice(0, 1).filter(({ into }) => into?.before === digest && into.mode !== 'draft');
  const [into] = newest.map((one) => one.into);
  if (!into) return [];
  const place = placeNamed(into.ledger, settings.database, options.data);
  return newest.filter(unknownTo(await viewOf(place, settings, into.incident)));
}

/** Accounts on which the platform takes nothing now, though it is asked again and again. */
export function triedAccounts({ configuration, view }: Situation): ReadonlySet<string> {
  const { mode } = configuration.state.incident;
  const tried = view.entries.filter(
    (entry) =>
      isTriedInVain(view, mode, entry, configuration) ||
      (entry.state === 'waiting' && breakerOf(view.breakers, entry) !== undefined),
  );
  return new Set(tried.map(({ account }) => account));
}

/** Posts that expired within the last day, not when they were first read, where their account has said nothing in their language since. */
export function expiredIn({ view, published }: Situation, now: Instant): readonly Entry[] {
  const placeOf = ({ account, language }: Entry) => `${account} ${language}`;
  const newest = new Map(
    published.toSorted((a, b) => postedAt(a) - postedAt(b)).map((post) => [placeOf(post), post]),
  );
  const saidSince = (entry: Entry) => {
    const last = newest.get(placeOf(entry));
    return last !== undefined && postedAt(last) >= entry.updatedAt;
  };
  return view.entries.filter(
    (entry) =>
      entry.action === 'publish' &&
      entry.state === 'expired' &&
      entry.updatedAt > (view.firstRead.get(entry.announcement) ?? entry.createdAt) &&
      now - entry.updatedAt <= EXPIRED_FOR_MS &&
      !saidSince(entry),
  );
}

/** Staff who read that posts are wrong need not say again what follows by itself within this time. */
const SOON_MS = 15 * MINUTE;

/**
 * The outdated posts without those that a newer post is about to put right: the next edition of the announcement that says it again;
 * or an approved report of how things stand, worded from today's facts, about the same bodies, there in that language.
 */
export function outdatedNow({ view, plan, unapproved }: Situation, now: Instant): Plan['outdated'] {
  const waiting = new Set([...unapproved.values()].flat());
  const placesOf = (again: string, { kind, account, language, about }: Intent, isApproved = true) =>
    [again, ...(isApproved && SITUATION_KINDS.includes(kind) ? [`about ${about}`] : [])].map(
      (what) => `${what} ${account} ${language}`,
    );
  const posts = plan.mode === 'draft' ? [] : plan.posts;
  const coming = posts
    .filter(({ intent: { action, due } }) => action === 'publish' && due - now <= SOON_MS)
    .flatMap((post) =>
      placesOf(post.intent.announcement, post.intent, !waiting.has(post)).map(
        (place) => [place, Infinity] as const,
      ),
    );
  const onTheirWay = view.entries
    .filter((one) => one.action === 'publish' && isPending(one))
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .flatMap((one) => placesOf(one.announcement, one).map((place) => [place, one.createdAt] as const));
  const newest = new Map([...onTheirWay, ...coming]);
  return plan.outdated.filter(
    ({ again, entry }) =>
      !placesOf(again, entry).some((place) => (newest.get(place) ?? -Infinity) > postedAt(entry)),
  );
}

/** Entries in this state that need a person. */
export function entriesIn({ view }: Situation, state: EntryState): readonly Entry[] {
  return view.entries.filter((entry) => entry.state === state && !isPastRefusal(entry));
}
