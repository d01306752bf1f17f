import { type Announcement, editionFor, type Kind } from '../../src/core/domain/announcement.ts';
import { type Instant, MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import type { State } from '../../src/core/domain/incident.ts';
import type { PauseScope } from '../../src/core/domain/pause.ts';
import type { Key } from '../../src/core/domain/post-key.ts';
import type { Settings } from '../../src/core/domain/settings.ts';
import type { Hardships } from './hardship.ts';
import { type Named, nameFinder, namesIn } from './named.ts';
import { type Call, type Platform, type PlatformPost, textAtFirst } from './platform.ts';
import type { Story } from './story.ts';
import { factsIn } from './words.ts';

/** What the checker may know: what people wanted and did, and what came in on the platforms' side. Not the ledger. */
export interface Evidence {
  readonly story: Story;
  readonly platform: Pick<Platform, 'calls' | 'posts' | 'refused'>;
  readonly settings: Settings;
  /** When which version of the file was taken over, `now` by the worker's own clock. */
  readonly readings: { readonly digest: string; readonly now: Instant; readonly at: Instant }[];
  /** The announcements of the file from which a ledger began that was lost before. */
  readonly adoptions: {
    readonly announcements: ReadonlySet<string>;
    readonly now: Instant;
    readonly at: Instant;
  }[];
  readonly approved: {
    readonly key: Key;
    readonly account: string;
    readonly text: string | null;
    readonly at: Instant;
  }[];
  readonly pauses: { readonly scope: PauseScope; readonly from: Instant; readonly to: Instant }[];
  readonly bugs: string[];
  /** Counted while the day went by. */
  readonly met: Hardships;
}

/** Clocks of workers differ, and a request takes a moment from its last check to the platform. */
export const TOLERANCE_MS = 17 * SECOND;
export const ON_THE_WIRE_MS = 500;
/** Between the clocks of two workers, with the time that a request takes. */
export const CLOCKS_APART_MS = 35 * SECOND;
/** What runs out sooner after calm returned need not have been said any more. */
export const SETTLING_MS = 40 * MINUTE;

/** Everything about one day that more than one question needs. */
export interface Day extends Evidence {
  /** The state file at the end. */
  readonly final: State;
  readonly names: readonly Named[];
  /** Keys of posts that a platform refused for good. */
  readonly refused: ReadonlySet<Key>;
  readonly publishes: readonly { readonly call: Extract<Call, { do: 'publish' }>; readonly named: Named }[];
  readonly posts: readonly { readonly post: PlatformPost; readonly named: Named }[];
  /** The newest version that was taken over before then. */
  inEffect(at: Instant): State | null;
  /** By the ledger: one that began without an announcement reads it first when it is written again. */
  firstRead(announcement: string, raised?: Pick<Named, 'account' | 'edition'>): Instant | null;
  /**
   * Whether the ledgers were lost after this announcement was read first. Of what was said before, a new ledger knows what
   * it finds on the accounts: see docs/reliability.md.
   */
  isForgotten(announcement: string): boolean;
  /** The facts of a municipality that came with an announcement. */
  factsWith(announcement: string, municipality: string): number;
  /** Whether a post is what this correction corrects: shown before it was known, and saying what was wrong. */
  isWrong(correction: Announcement, post: PlatformPost, text: string): boolean;
  /** The same, also where it was shown about when the correction became known. */
  mayBeWrong(correction: Announcement, post: PlatformPost, text: string): boolean;
}

export function dayOf(evidence: Evidence): Day {
  const { story, platform, readings, adoptions } = evidence;
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
    (id: string, raised?: Pick<Named, 'account' | 'edition'>) =>
    ({ state }: { readonly state: State }) =>
      state.incident.mode !== 'draft' &&
      state.announcements.some(
        (one) => one.id === id && (!raised || editionFor(one, raised.account.municipality) >= raised.edition),
      );
  const mayBeWrong: Day['mayBeWrong'] = (correction, post, text) => {
    const account = story.region.accounts.get(post.account);
    return account !== undefined && factsIn(text) < factsWith(correction.id, account.municipality);
  };
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
    firstRead(id, raised) {
      const isKnown = known(id, raised);
      const began = story.losses.map((lost) => taken.findIndex(({ at }) => at > lost));
      const anew = began.findLast((index) => index >= 0 && !taken.slice(index, index + 1).some(isKnown)) ?? 0;
      const read = (taken.slice(anew).find(isKnown) ?? taken.find(isKnown))?.now ?? null;
      const lost = story.losses.at(-1) ?? story.end;
      const begun = adoptions.find(({ announcements, at }) => at > lost && announcements.has(id));
      // Files that are broken just then are planned from hours after they were adopted.
      return begun && (read === null || begun.now < read) ? begun.now : read;
    },
    isForgotten(id) {
      const read = taken.find(known(id))?.at ?? story.end;
      return story.losses.some((at) => at >= read);
    },
    factsWith,
    isWrong(correction, post, text) {
      const read = taken.find(known(correction.id))?.at ?? story.end;
      // What came just then is before or after, as the worker's clock has it.
      return Math.abs(read - post.calledAt) >= CLOCKS_APART_MS && mayBeWrong(correction, post, text);
    },
    mayBeWrong,
  };
}

const OF_THE_OUTAGE: ReadonlySet<Kind> = new Set(['outage', 'status']);

/** The all-clear of a post that it ends: nothing of the outage that was written before is said after it. */
export function allClearOf(day: Day, { announcement: { id, kind } }: Named): Announcement | null {
  const allClear = day.final.announcements.find((one) => one.kind === 'all-clear') ?? null;
  const [read, over] = [day.firstRead(id), allClear && day.firstRead(allClear.id)];
  return OF_THE_OUTAGE.has(kind) && read !== null && over !== null && read <= over ? allClear : null;
}

export function meantAt(day: Day, named: Named): Instant | null {
  const { announcement, occurrence, edition } = named;
  const first = day.firstRead(announcement.id);
  const meant = occurrence ?? announcement.at ?? first;
  const raised = edition === 1 ? null : day.firstRead(announcement.id, named);
  return meant !== null && raised !== null && raised > (first ?? 0) ? Math.max(meant, raised) : meant;
}

export function timeOf(at: Instant): string {
  return new Date(at).toISOString().slice(11, 19);
}
