import { originalOf } from '../core/domain/announcement.ts';
import { type Day, type Instant, MINUTE } from '../core/domain/clock.ts';
import type { Configuration, freeWordsByMunicipality } from '../core/domain/configuration.ts';
import {
  ALL,
  type Municipality,
  municipalitiesNamed,
  namedIds,
  type Region,
} from '../core/domain/municipality.ts';
import { covers } from '../core/domain/pause.ts';
import { reason } from '../core/domain/reason.ts';
import { coveredBy } from '../core/domain/rights.ts';
import { isOver } from '../core/domain/time-zone.ts';
import { isUnapproved } from '../core/ledger/approval.ts';
import { type Intent, isOpen } from '../core/ledger/entry.ts';
import type { LedgerView } from '../core/ledger/ledger.ts';
import { announcementNamed } from '../core/planning/candidates.ts';
import { sumUsd } from '../core/planning/cost.ts';
import { forecast } from '../core/planning/forecast.ts';
import type { Held } from '../core/planning/held.ts';
import { type Plan, postsOfGroup } from '../core/planning/plan.ts';
import { type Change, isAbout } from './changed-file.ts';
import { unitOf } from './fact-changes.ts';
import { layersWithin } from './fact-layers.ts';
import { type Fact, factsToday, isWithin } from './facts.ts';
import type { App } from './load.ts';
import { planned } from './planned.ts';

/** Free words that a change writes into the facts of a municipality, a group or `all`. */
export interface Wrote {
  readonly who: string;
  readonly words: string;
}

export type WordsOfEach = ReturnType<typeof freeWordsByMunicipality>;

/** The new free words in the facts of each municipality, group or `all` that a change writes into. */
export function wroteInto(
  { incident = [], facts = [] }: Change,
  region: Region,
  before: WordsOfEach,
  now: WordsOfEach,
): readonly Wrote[] {
  const whos = [...new Set([...(incident.length > 0 ? [ALL] : []), ...facts.map(({ who }) => who)])];
  return whos.flatMap((who) => {
    const all = municipalitiesNamed(region, who).flatMap(({ id }) => {
      const earlier = before.get(id) ?? [];
      return (now.get(id) ?? []).filter((one) => !earlier.includes(one));
    });
    return [...new Set(all)].map((words) => ({ who, words }));
  });
}

/** A fact of today that a change writes over, and its owner. */
export interface Replaced extends Fact {
  readonly who: string;
}

/** The facts of today, of a municipality or as written for a group or `all`, in whose place a change writes others. */
export function replacedBy({ facts = [] }: Change, configuration: Configuration): readonly Replaced[] {
  return facts.flatMap(({ who, assignments }) => {
    const written = assignments.map(({ path }) => path.join('.'));
    return factsToday(configuration, who)
      .filter((fact) => written.some((start) => isWithin(fact, start)))
      .map(({ path, value, isInstant }) => ({ who, path, value, isInstant }));
  });
}

/**
 * The times at which those below a group or `all` last confirmed facts of their own. If a change writes a fact for all of them, a
 * newer time says that they have looked since.
 */
export function confirmedBelow({ facts = [] }: Change, configuration: Configuration): readonly Replaced[] {
  const { region, state } = configuration;
  const wide = facts.filter(
    ({ who, assignments }) =>
      !region.municipalities.has(who) && assignments.some(({ path }) => path[0] !== 'confirmed'),
  );
  const below = new Set(wide.flatMap(({ who }) => layersWithin(configuration, who).slice(1)));
  return [...below].flatMap((who) => {
    const value = state.facts.get(who)?.confirmed ?? null;
    return value === null ? [] : [{ who, path: 'confirmed', value, isInstant: true }];
  });
}

/** The ways of contact: the other entries of a contact are about them. */
export const ADDRESS = /^(contacts\.[^.]+\.)(?:phone|email|url)$/;

/** The days of a policy or a status. */
const DAYS = /^(appointments|services\.[^.]+)\.(?:from|since|until)$/;

/** Values that need no days, because nothing fails. */
const WORKS: ReadonlySet<unknown> = new Set(['available', 'take-place', undefined]);

/**
 * Finds the statements that municipalities lose because a change writes another number, address, policy or status: those beside
 * the old number or address, and the days of a policy or status that still restricts something.
 */
export function lostWith(
  { facts = [] }: Change,
  before: Configuration,
  after: Configuration,
  now: Instant,
): readonly Replaced[] {
  return facts.flatMap(({ who, assignments }) => {
    const written = assignments.map(({ path }) => path.join('.'));
    const contacts = written.flatMap((path) => ADDRESS.exec(path)?.[1] ?? []);
    if (contacts.length === 0 && !written.some((path) => DAYS.test(`${unitOf(path)}.until`))) return [];
    const lost = municipalitiesNamed(before.region, who).flatMap(({ id }) => {
      const [then, today] = [before, after].map(
        (one) => new Map(factsToday(one, id).map((fact) => [fact.path, fact])),
      );
      const isOfContact = (fact: Fact) =>
        contacts.some((start) => fact.path.startsWith(start)) &&
        !fact.path.endsWith('.verified_by') &&
        !written.some((path) => isWithin(fact, path));
      const isOfDays = ({ path }: Fact) => {
        const [, unit = ''] = DAYS.exec(path) ?? [];
        const known = [`${unit}.policy`, `${unit}.status`, unit].flatMap((one) => today?.get(one) ?? [])[0];
        const until = then?.get(`${unit}.until`)?.value;
        const isPast = until !== undefined && isOver(until as Instant | Day, after.settings.zone, now);
        return (
          written.some((one) => unitOf(one) === unit) &&
          !written.includes(path) &&
          !isPast &&
          !WORKS.has(known?.value)
        );
      };
      return [...(then?.values() ?? [])].filter(
        (fact) => !today?.has(fact.path) && (isOfContact(fact) || isOfDays(fact)),
      );
    });
    return [
      ...new Map(
        lost.map(({ path, value, isInstant }) => [`${path} ${value}`, { who, path, value, isInstant }]),
      ).values(),
    ];
  });
}

/**
 * The municipalities that say an announcement: those that it names, otherwise those that say what it corrects, withdraws or
 * updates, by the file or because a post of theirs is still open. None for null.
 */
export function speakersOf(
  configuration: Configuration,
  view: LedgerView,
  id: string | null,
): readonly Municipality['id'][] {
  const announcement = announcementNamed(configuration, id);
  const original = announcement ? originalOf(announcement) : null;
  if (original === null || announcement?.postAs) return announcement?.postAs ?? [];
  const open = view.entries.filter((entry) => entry.announcement === original && isOpen(entry));
  return [...speakersOf(configuration, view, original), ...open.map(({ municipality }) => municipality)];
}

/** An announcement that is said again within this time was probably typed twice. */
const REPEATED_WITHIN_MS = 10 * MINUTE;

/** The announcement of the last minutes that said all of these posts; null where there is none. */
export function repeated({ posts, held }: Plan, { entries }: LedgerView, now: Instant): string | null {
  const recent = entries.filter(
    ({ due, state }) => state !== 'superseded' && now - due <= REPEATED_WITHIN_MS,
  );
  const onAccount = Map.groupBy(recent, ({ account }) => account);
  const withKey = new Map(recent.map((entry) => [entry.key, entry]));
  const saidBefore = ({ kind, account, language, text }: Intent) =>
    onAccount
      .get(account)
      ?.find((one) => one.kind === kind && one.language === language && one.text === text);
  const twice = held.flatMap((one) =>
    one.because === 'said-twice' || one.because === 'says-the-same' ? one.other : [],
  );
  const earlier = [
    ...posts.map(({ intent }) => saidBefore(intent)),
    ...twice.map((other) => withKey.get(other)),
  ];
  return earlier.every((entry) => entry !== undefined) ? (earlier[0]?.announcement ?? null) : null;
}

/** The part of a plan that is new: a fact may set free a held post, hold a post, or give a waiting one other words. */
export function newIn(
  after: Plan,
  earlier: Configuration | null,
  view: LedgerView,
  now: Instant,
): Pick<Plan, 'posts' | 'held'> {
  // A draft publishes nothing; if the file had mistakes, nobody knows what should have gone out.
  if (earlier === null || earlier.state.incident.mode === 'draft') return after;
  const { plan: before } = planned(earlier, view, now);
  const known = new Set(before.posts.map(({ intent }) => intent.digest));
  const knownHeld = new Set(before.held.map((one) => JSON.stringify(one)));
  return {
    posts: after.posts.filter(({ intent }) => !known.has(intent.digest)),
    held: after.held.filter((one) => !knownHeld.has(JSON.stringify(one))),
  };
}

/** Everything that a plan was made from. */
interface PlannedFrom {
  readonly configuration: Configuration;
  readonly view: LedgerView;
  readonly now: Instant;
}

/** Ids of the municipalities whose facts a change writes, or for which it says outdated posts again. */
function meantBy({ facts = [], again }: Change, region: Region): ReadonlySet<Municipality['id']> {
  return new Set(coveredBy([...facts.map(({ who }) => who), ...(again?.speakers ?? [])], region));
}

/**
 * Posts that a change lets out by the facts that it writes, beside the announcements that it says: approved already, not for later, of
 * the municipalities that it means. Nobody would read them otherwise. Not posts that went out anyway, in the same words. A
 * town's officer may not publish what others say of the town.
 */
export function freedBy(
  { files: { region, settings } }: App,
  change: Change,
  whole: Plan,
  told: readonly string[],
  { earlier, view, now }: Pick<PlannedFrom, 'view' | 'now'> & { readonly earlier: Configuration | null },
): Plan['posts'] {
  if (whole.mode === 'draft' || told.length === 0 || change.facts === undefined) return [];
  const towns = meantBy(change, region);
  const isApproved = (post: Plan['posts'][number]) => !isUnapproved(post, settings.approvals.needed, null);
  const out = whole.posts.filter(
    (post) =>
      !told.includes(post.intent.announcement) &&
      towns.has(post.intent.municipality) &&
      post.intent.at <= now &&
      isApproved(post),
  );
  if (out.length === 0 || earlier === null) return out;
  const before = planned(earlier, view, now).plan.posts.filter(isApproved);
  const known = new Set(before.map(({ intent }) => intent.digest));
  return out.filter(({ intent }) => !known.has(intent.digest));
}

/**
 * Returns the part of a plan that a change is about: the new posts of the announcements that it makes, or the posts that it sets
 * free. Posts that waited or were held before are no part of it: others may have to approve them. `freed`: posts that go out
 * beside those of its announcements.
 */
export function partOf(
  whole: Plan,
  fresh: Pick<Plan, 'posts' | 'held'> & { readonly freed: Plan['posts'] },
  told: readonly string[],
  app: App,
  change: Change,
  from: PlannedFrom,
): Plan {
  const isTold = (announcement: string) => told.includes(announcement);
  // A change of the incident may affect everything that was there before.
  const setsFree = whole.mode !== 'draft' && (told.length === 0 || change.incident !== undefined);
  const own = fresh.posts.filter(({ intent }) => isTold(intent.announcement));
  const others = setsFree ? fresh.posts.filter(({ intent }) => !isTold(intent.announcement)) : fresh.freed;
  const posts = [...own, ...others];
  const ids = [...told, ...posts.map(({ intent }) => intent.announcement)];
  // A person who changes the mode must see everything that will not go out.
  const isEverything = change.incident !== undefined;
  const { region } = app.files;
  const municipalities = meantBy(change, region);
  // A person who says something for a town learns that it stays silent, also where it was silent before.
  const isMeant = ({ account }: Held) => municipalities.has(region.accounts.get(account)?.municipality ?? '');
  const heldNew = new Set(fresh.held);
  const held = isEverything
    ? whole.held
    : whole.held.filter((one) => isTold(one.announcement) && (heldNew.has(one) || isMeant(one)));
  const who = [
    ...(change.facts ?? []).map((one) => one.who),
    ...told.flatMap((id) => [
      ...speakersOf(from.configuration, from.view, id),
      ...(announcementNamed(from.configuration, id)?.about ?? []),
    ]),
  ];
  return {
    ...whole,
    posts,
    held,
    // A post that is said again need not be listed as outdated.
    outdated: outdatedBy(whole, app, change).filter(({ entry }) => !isTold(entry.announcement)),
    warnings: isEverything ? whole.warnings : warningsFor(whole, { posts, held, ids, who }, from),
    announcements: whole.announcements.filter(
      (group) => ids.includes(group.id) && postsOfGroup({ posts }, group).length > 0,
    ),
    cost: { posts: posts.length, usd: sumUsd(posts.map(({ intent }) => intent.usd)) },
  };
}

/** A part of a plan. `ids`: its announcements; `who`: whom it concerns, beside those who say its posts or are their subject. */
interface Part extends Pick<Plan, 'posts' | 'held'> {
  readonly ids: readonly string[];
  readonly who: readonly string[];
}

/** The warnings of a plan that are about this part of it. `plan` tells all of them. */
export function warningsFor(
  whole: Pick<Plan, 'warnings' | 'posts'>,
  { posts, held, ids, who }: Part,
  { configuration: { region, settings }, view, now }: PlannedFrom,
): Plan['warnings'] {
  const concerned = [
    ...who,
    ...posts.flatMap(({ intent }) => [intent.municipality, ...intent.about]),
    ...held.flatMap(({ account }) => region.accounts.get(account)?.municipality ?? []),
  ];
  const towns = namedIds(region, concerned);
  const accounts = [...region.accounts.values()].filter(({ municipality }) => towns.has(municipality));
  const announcements = new Set(ids);
  const isConcerned = (word: string) =>
    word === 'incident' ||
    announcements.has(word) ||
    municipalitiesNamed(region, word).some(({ id }) => towns.has(id));
  const own = whole.warnings.filter((one) => {
    switch (one.code) {
      case 'paused':
        return accounts.some(({ id, channel }) => covers(one.pause, { account: id, channel }));
      case 'written': {
        const { who, word } = one.mistake.args;
        const whose = who ?? word;
        return typeof whose !== 'string' || isConcerned(whose);
      }
      case 'odd-time':
      case 'costly-number':
        return isConcerned(one.who);
      case 'unwatched':
      case 'facts-broken':
        return isConcerned(one.municipality);
      case 'delayed':
        return false;
      default:
        return announcements.has(one.announcement);
    }
  });
  return [...own, ...forecast(settings, view, whole.posts, now, posts)];
}

function outdatedBy({ outdated }: Plan, { files }: App, change: Change): Plan['outdated'] {
  if (change.incident) return outdated;
  const who = (change.facts ?? []).map((one) => one.who);
  return who.length === 0 ? [] : outdated.filter(isAbout(files.region, who));
}

/**
 * Tells why no post of an announcement goes out by this plan. Null if one does, or is held, which the plan tells by itself, or if
 * it ends the coming posts of another.
 */
export function whyNothing(
  configuration: Configuration,
  view: LedgerView,
  plan: Plan,
  id: string,
): readonly string[] | null {
  const announcement = announcementNamed(configuration, id);
  if (!announcement || plan.mode === 'draft') return null;
  const isMeant = (one: { readonly announcement: string }) => one.announcement === id;
  if (plan.posts.some(({ intent }) => isMeant(intent)) || plan.held.some(isMeant)) return null;
  const dropped = [
    ...plan.writes.dropped.filter(({ intent }) => isMeant(intent)),
    ...plan.warnings.filter((one) => one.code === 'dropped').filter(isMeant),
  ];
  if (dropped.length > 0) return [...new Set(dropped.map(({ reason }) => reason))];
  if (view.entries.some(isMeant)) return [reason('reason.known-already')];
  const original = originalOf(announcement);
  if (original === null) return [reason('reason.nobody-says-it')];
  const ended = new Set(plan.writes.cancelled.map(({ key }) => key));
  const changes =
    plan.posts.some(({ intent }) => intent.announcement === original) ||
    view.entries.some((entry) => entry.announcement === original && ended.has(entry.key));
  return changes ? null : [reason('reason.no-original', { announcement: original })];
}
