import { type Announcement, editionFor } from '../../src/announcement.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../src/clock.ts';
import type { State } from '../../src/incident.ts';
import type { Language } from '../../src/language.ts';
import type { Pause, PauseScope } from '../../src/ledger.ts';
import type { Account } from '../../src/municipality.ts';
import { idempotencyKeyOf, type Key, keyOf } from '../../src/post.ts';
import type { Settings } from '../../src/settings.ts';
import { type Call, type Platform, type PlatformPost, type Sent, textAtFirst, textOf } from './platform.ts';
import { INCIDENT, type Story } from './story.ts';
import { factsIn } from './words.ts';

/** What the checker may know: what people wanted and did, and what came in on the platforms' side. Not the ledger. */
export interface Evidence {
  readonly story: Story;
  readonly platform: Pick<Platform, 'calls' | 'posts' | 'refused'>;
  readonly settings: Settings;
  /** When which version of the file was taken over, `now` by the worker's own clock. */
  readonly readings: { readonly digest: string; readonly now: Instant; readonly at: Instant }[];
  readonly approved: {
    readonly key: Key;
    readonly account: string;
    readonly text: string | null;
    readonly at: Instant;
  }[];
  readonly pauses: { readonly scope: PauseScope; readonly from: Instant; readonly to: Instant }[];
  readonly bugs: string[];
}

/** What staff read at the end: how many outcomes nobody knows, and what is held by `announcement/account/language`. */
export interface Confession {
  readonly unknown: number;
  readonly held: ReadonlyMap<string, string>;
}

export interface Verdict {
  /** Of what was to stand at the end: what does, what is held with a reason. */
  readonly posted: number;
  readonly held: number;
  readonly unknown: number;
  readonly duplicates: number;
  /** What should stand, does not, and nobody is told. */
  readonly losses: number;
  /** Sent after it was withdrawn, corrected, expired, or too old. */
  readonly stale: number;
  /** Every violation in words: of these promises, and of order, pauses, approval, and what stands although it was withdrawn. */
  readonly violations: readonly string[];
}

/** Clocks of workers differ, and a request takes a moment from its last check to the platform. */
const TOLERANCE_MS = 17 * SECOND;
const ON_THE_WIRE_MS = 500;
/** Between the clocks of two workers, with the time that a request takes. */
const CLOCKS_APART_MS = 35 * SECOND;
/** What runs out sooner after calm returned need not have been said any more. */
const SETTLING_MS = 40 * MINUTE;

/** A post as people name it. */
interface Named {
  readonly key: Key;
  readonly announcement: Announcement;
  readonly occurrence: Instant | null;
  readonly edition: number;
  readonly account: Account;
  readonly language: Language;
}

export function check(evidence: Evidence, confession: Confession): Verdict {
  const day = dayOf(evidence);
  const duplicates = duplicatesIn(day);
  const stale = staleIn(day);
  const missing = missingIn(day);
  const told = (one: Named) =>
    confession.held.has(`${one.announcement.id}/${one.account.id}/${one.language}`);
  const held = missing.absent.filter(told);
  const losses = missing.absent.filter((one) => !told(one));
  return {
    posted: missing.standing,
    held: held.length,
    unknown: confession.unknown,
    duplicates: duplicates.length,
    losses: losses.length,
    stale: stale.length,
    violations: [
      ...evidence.bugs.map((bug) => `bug: ${bug}`),
      ...duplicates,
      ...stale,
      ...losses.map((one) => `loss: ${one.key} does not stand`),
      ...(confession.unknown > 0 ? [`unknown: ${confession.unknown} at the end`] : []),
      ...wrongStanding(day),
      ...disorderIn(day),
      ...despitePause(day),
      ...unapprovedIn(day),
    ],
  };
}

/** Everything about one day that more than one question needs. */
interface Day extends Evidence {
  /** The file as it stands at the end. */
  readonly final: State;
  readonly names: readonly Named[];
  /** Keys of posts that a platform refused for good. */
  readonly refused: ReadonlySet<Key>;
  readonly publishes: readonly { readonly call: Extract<Call, { do: 'publish' }>; readonly named: Named }[];
  readonly posts: readonly { readonly post: PlatformPost; readonly named: Named }[];
  /** The newest version that was taken over before then. */
  inEffect(at: Instant): State | null;
  firstRead(announcement: string): Instant | null;
  /** The facts of a municipality that came with an announcement. */
  factsWith(announcement: string, municipality: string): number;
  /** Whether a post is what this correction corrects: shown before it was known, and saying what was wrong. */
  isWrong(correction: Announcement, post: PlatformPost, text: string): boolean;
}

function dayOf(evidence: Evidence): Day {
  const { story, platform, readings } = evidence;
  const states = story.versions.flatMap(({ state }) => state ?? []);
  const byDigest = new Map(states.map((state, index) => [state.digest, { state, index }]));
  const final = states.at(-1);
  if (!final) throw new Error('a story ends with a file that can be read');
  const names = namesIn(story, final);
  const nameOf = nameFinder(names);
  let newest = -1;
  const taken = readings.flatMap(({ digest, at, now }) => {
    const version = byDigest.get(digest);
    if (!version) throw new Error('nobody wrote that version');
    const isNewer = version.index > newest;
    newest = Math.max(newest, version.index);
    return [{ at, now, state: version.state, isNewer }];
  });
  const factsWith = (id: string, municipality: string) => {
    const first = states.find((state) => state.announcements.some((announcement) => announcement.id === id));
    return first ? story.factsAt(first.digest, municipality) : 0;
  };
  const known =
    (id: string) =>
    ({ state }: { readonly state: State }) =>
      state.incident.mode !== 'draft' && state.announcements.some((announcement) => announcement.id === id);
  return {
    ...evidence,
    final,
    names,
    refused: new Set(platform.refused.map((post) => nameOf(post).key)),
    publishes: platform.calls.flatMap((call) =>
      call.do === 'publish' ? [{ call, named: nameOf(call) }] : [],
    ),
    posts: platform.posts.map((post) => ({
      post,
      named: nameOf({ ...post, text: textAtFirst(post) }),
    })),
    inEffect: (at) => taken.findLast((one) => one.at <= at && one.isNewer)?.state ?? null,
    firstRead: (id) => taken.find(known(id))?.now ?? null,
    factsWith,
    isWrong(correction, post, text) {
      const account = story.region.accounts.get(post.account);
      const read = taken.find(known(correction.id))?.at ?? story.end;
      // What came just then is before or after, as the worker's clock has it.
      if (Math.abs(read - post.calledAt) < CLOCKS_APART_MS) return false;
      return account !== undefined && factsIn(text) < factsWith(correction.id, account.municipality);
    },
  };
}

/** Tells whose post it is that came in: its idempotency key is the digest of its key. */
function nameFinder(names: readonly Named[]): (sent: Sent) => Named {
  const byDigest = new Map(names.map((one) => [idempotencyKeyOf(one.key, false), one]));
  return ({ account, idempotencyKey, text }) => {
    const found = byDigest.get(idempotencyKey);
    if (!found) throw new Error(`nobody wanted "${text}" on ${account}`);
    return found;
  };
}

/** Every post that this day could have brought, the newest announcements first. */
function namesIn(story: Story, final: State): readonly Named[] {
  const named: Named[] = [];
  const hours: Instant[] = [];
  for (let at = Math.ceil(story.start / HOUR) * HOUR; at <= story.end; at += HOUR) hours.push(at);
  for (const announcement of final.announcements.toReversed())
    for (const account of story.region.accounts.values())
      for (const language of account.languages)
        for (const occurrence of announcement.every === null ? [null] : hours)
          for (let edition = 1; edition <= editionFor(announcement, account.municipality); edition++) {
            const key = keyOf({
              incident: INCIDENT,
              announcement: announcement.id,
              occurrence,
              edition,
              account: account.id,
              language,
            });
            named.push({ key, announcement, occurrence, edition, account, language });
          }
  return named;
}

function duplicatesIn({ posts }: Day): readonly string[] {
  const shown = new Map<string, string>();
  return posts.flatMap(({ post, named }) => {
    const byKey = `${post.account} ${named.key}`;
    const byText = `${post.account} ${textAtFirst(post)}`;
    // What recurs says the same again where nobody touched the facts.
    const isRecurring = named.occurrence !== null;
    const earlier = shown.get(byKey) ?? (isRecurring ? undefined : shown.get(byText));
    shown.set(byKey, named.key);
    shown.set(byText, named.key);
    return earlier === undefined ? [] : [`duplicate: ${named.key} as ${post.remoteId}, after ${earlier}`];
  });
}

function staleIn(day: Day): readonly string[] {
  return day.publishes.flatMap(({ call, named }) => {
    const why = whyStale(day, named, call);
    return why === null ? [] : [`stale: ${named.key} at ${timeOf(call.at)}, ${why}`];
  });
}

function whyStale(day: Day, named: Named, call: Extract<Call, { do: 'publish' }>): string | null {
  const { announcement } = named;
  if (announcement.until !== null && call.at > announcement.until + TOLERANCE_MS)
    return `after its until ${timeOf(announcement.until)}`;
  const meant = meantAt(day, named);
  if (meant !== null && call.at > meant + day.settings.freshForMs + TOLERANCE_MS) return 'too old';
  // What was taken over while the request was on its way counts in its favour, not against it.
  const before = day.inEffect(call.at - ON_THE_WIRE_MS);
  const now = day.inEffect(call.at);
  if (now === null) return 'before anybody had read of it';
  return before && whyUnwanted(day, before, named, call) && whyUnwanted(day, now, named, call);
}

/** What this version of the file has against a post. */
function whyUnwanted(
  day: Day,
  state: State,
  { announcement, account }: Named,
  call: Extract<Call, { do: 'publish' }>,
): string | null {
  if (state.incident.mode === 'draft') return 'in a draft';
  for (const other of state.announcements) {
    if (other.withdraws === announcement.id) return `withdrawn by ${other.id}`;
    const isWrong = factsIn(call.text) < day.factsWith(other.id, account.municipality);
    if (other.corrects === announcement.id && isWrong) return `corrected by ${other.id}`;
  }
  return null;
}

function meantAt(day: Day, { announcement, occurrence }: Named): Instant | null {
  return occurrence ?? announcement.at ?? day.firstRead(announcement.id);
}

/** What stands at the end although it was withdrawn, or with what was wrong. */
function wrongStanding(day: Day): readonly string[] {
  return day.posts.flatMap(({ post, named }) => {
    if (post.deletedAt !== null) return [];
    const { announcement } = named;
    return day.final.announcements.flatMap((other) => {
      if (other.withdraws === announcement.id)
        return [`standing: ${named.key} as ${post.remoteId}, withdrawn by ${other.id}`];
      return other.corrects === announcement.id && day.isWrong(other, post, textOf(post))
        ? [`standing: ${named.key} as ${post.remoteId}, corrected by ${other.id}`]
        : [];
    });
  });
}

/** Later editions never before earlier ones, and nothing is edited or deleted before its correction stands. */
function disorderIn(day: Day): readonly string[] {
  const newest = new Map<string, Named>();
  const editions = day.publishes.flatMap(({ named }) => {
    const place = placeOf(named);
    const before = newest.get(place);
    if (before && isLater(before, named)) return [`order: ${named.key} after ${before.key}`];
    newest.set(place, named);
    return [];
  });
  const changes = day.platform.calls.flatMap((call) => {
    if (call.do === 'publish') return [];
    const changed = day.posts.find(({ post }) => post.remoteId === call.remoteId);
    if (!changed) return [`order: ${call.do} of ${call.remoteId}, which is no post`];
    const isTold = day.posts.some(
      ({ post, named }) => amends(named, changed.named) && post.acceptedAt <= call.at,
    );
    return isTold || cannotBeTold(day, changed.named, call.at)
      ? []
      : [`order: ${call.do} of ${changed.named.key} before anybody was told why`];
  });
  return [...editions, ...changes];
}

/** Whether the platform refused what would have told why, or it came too late: what is wrong is taken away all the same. */
function cannotBeTold(day: Day, original: Named, at: Instant): boolean {
  return day.names.some((one) => {
    if (!amends(one, original)) return false;
    const meant = meantAt(day, one);
    const isLate = meant !== null && at > meant + day.settings.freshForMs - TOLERANCE_MS;
    return isLate || day.refused.has(one.key);
  });
}

function placeOf({ announcement, account, language }: Named): string {
  return `${announcement.id}/${account.id}/${language}`;
}

function isLater(a: Named, b: Named): boolean {
  const occurrences = (a.occurrence ?? 0) - (b.occurrence ?? 0);
  return occurrences > 0 || (occurrences === 0 && a.edition > b.edition);
}

function amends(one: Named, original: Named): boolean {
  const { corrects, withdraws } = one.announcement;
  return (
    (corrects === original.announcement.id || withdraws === original.announcement.id) &&
    one.account.id === original.account.id &&
    one.language === original.language
  );
}

function despitePause({ platform, pauses, story }: Day): readonly string[] {
  return platform.calls.flatMap((call) => {
    const account = story.region.accounts.get(call.account);
    if (!account) throw new Error(`there is no account ${call.account}`);
    const during = pauses.find(
      (pause) =>
        covers(pause.scope, account) &&
        call.at > pause.from + ON_THE_WIRE_MS &&
        call.at < endOf(pause, pauses),
    );
    return during ? [`paused: ${call.do} on ${call.account} at ${timeOf(call.at)}`] : [];
  });
}

function covers(scope: Pause['scope'], account: Account): boolean {
  switch (scope.of) {
    case 'everything':
      return true;
    case 'account':
      return scope.account === account.id;
    case 'channel':
      return scope.channel === account.channel;
    default:
      return scope satisfies never;
  }
}

/** Whoever resumes ends all pauses of the same scope; of everything, all. */
function endOf(pause: Evidence['pauses'][number], pauses: Evidence['pauses']): Instant {
  const ends = pauses
    .filter(
      (other) =>
        other.to > pause.from &&
        (other.scope.of === 'everything' || JSON.stringify(other.scope) === JSON.stringify(pause.scope)),
    )
    .map((other) => other.to);
  return Math.min(...ends);
}

/** What was seen is what is sent: every text was approved before, or its kind is approved as wording. */
function unapprovedIn(day: Day): readonly string[] {
  const { standing } = day.settings.approvals;
  const isApproved = (account: string, key: Key | null, text: string, at: Instant) =>
    day.approved.some(
      (one) =>
        one.account === account && one.text === text && one.at <= at && (key === null || one.key === key),
    );
  const published = day.publishes.flatMap(({ call, named }) =>
    standing.has(named.announcement.kind) || isApproved(call.account, named.key, call.text, call.at)
      ? []
      : [`unapproved: ${named.key} at ${timeOf(call.at)}: "${call.text}"`],
  );
  const edited = day.platform.calls.flatMap((call) =>
    call.do !== 'edit' || isApproved(call.account, null, call.text, call.at)
      ? []
      : [`unapproved: edit on ${call.account} at ${timeOf(call.at)}: "${call.text}"`],
  );
  return [...published, ...edited];
}

/** What had to stand at the end: how much of it does, and what does not. */
function missingIn(day: Day): { readonly standing: number; readonly absent: readonly Named[] } {
  const required = [...requiredIn(day)];
  const absent = required.filter((one) => !stands(day, one));
  return { standing: required.length - absent.length, absent };
}

function stands(day: Day, one: Named): boolean {
  return day.posts.some(
    ({ post, named }) =>
      post.deletedAt === null &&
      (named.key === one.key || (amends(named, one) && named.announcement.corrects)),
  );
}

function* requiredIn(day: Day): Iterable<Named> {
  const newest = newestNames(day);
  for (const one of newest) {
    if (!isInTime(day, one) || day.refused.has(one.key)) continue;
    if (one.announcement.corrects !== null || one.announcement.withdraws !== null) {
      if (hasWrong(day, one)) yield one;
      continue;
    }
    const amended = day.final.announcements.filter(
      (other) => other.withdraws === one.announcement.id || other.corrects === one.announcement.id,
    );
    if (amended.some((other) => other.withdraws !== null)) continue;
    // What has words of its own and was corrected on its way is for people to announce anew.
    if (amended.length > 0 && one.announcement.text !== null) continue;
    if (newest.some((other) => overtakes(day, other, one))) continue;
    yield one;
  }
}

/** Of each announcement on each account the newest edition and occurrence that people wanted. */
function newestNames(day: Day): readonly Named[] {
  const newest = new Map<string, Named>();
  for (const one of day.names) {
    const { announcement, occurrence, account, edition } = one;
    const { postAs } = announcement;
    if (postAs !== null && !postAs.includes(account.municipality)) continue;
    if (edition !== editionFor(announcement, account.municipality)) continue;
    const first = day.firstRead(announcement.id);
    if (first === null) continue;
    if (occurrence !== null && (occurrence > day.story.end - SETTLING_MS / 2 || occurrence < first)) continue;
    const place = placeOf(one);
    const before = newest.get(place);
    if (!before || isLater(one, before)) newest.set(place, one);
  }
  return [...newest.values()];
}

function isInTime(day: Day, one: Named): boolean {
  const { until } = one.announcement;
  const meant = meantAt(day, one);
  const settled = day.story.calmFrom + SETTLING_MS;
  if (meant === null || meant > day.story.end - SETTLING_MS) return false;
  return (until === null || until > settled) && meant + day.settings.freshForMs > settled;
}

/** Whether something wrong of the original stood where this correction or withdrawal speaks. */
function hasWrong(day: Day, one: Named): boolean {
  return day.posts.some(
    ({ post, named }) =>
      amends(one, named) &&
      (one.announcement.withdraws !== null || day.isWrong(one.announcement, post, textAtFirst(post))),
  );
}

/** Something newer of the same sort, or of the same thread, in the same place: then the older need not be said. */
function overtakes(day: Day, newer: Named, older: Named): boolean {
  const [a, b] = [newer.announcement, older.announcement];
  if (a.id === b.id || newer.account.id !== older.account.id || newer.language !== older.language)
    return false;
  if (a.corrects !== null || a.withdraws !== null) return false;
  const sameThread = rootOf(day.final, a) === rootOf(day.final, b);
  const sameSort = a.kind === b.kind && a.text === null && b.text === null && topicOf(a) === topicOf(b);
  if (!sameThread && !sameSort) return false;
  const [at, than] = [meantAt(day, newer) ?? 0, meantAt(day, older) ?? 0];
  return (
    at > than || (at === than && day.final.announcements.indexOf(a) > day.final.announcements.indexOf(b))
  );
}

function topicOf(announcement: Announcement): string {
  return announcement.services.join('+');
}

function rootOf(state: State, announcement: Announcement): string {
  let root: Announcement = announcement;
  while (root.updates !== null) {
    const parent = state.announcements.find((other) => other.id === root.updates);
    if (!parent) break;
    root = parent;
  }
  return root.id;
}

function timeOf(at: Instant): string {
  return new Date(at).toISOString().slice(11, 19);
}
