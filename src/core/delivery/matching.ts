import { alike } from '../domain/alike.ts';
import type { Announcement } from '../domain/announcement.ts';
import type { Channel, Seen } from '../domain/channel.ts';
import { MINUTE } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { Adoption } from '../ledger/beginning.ts';
import type { Intent } from '../ledger/entry.ts';
import { matched, THE_SAME } from '../wording/similarity.ts';

/** The platform's clock may differ from ours. */
export const SKEW_MS = 10 * MINUTE;

/** Publications that may have been made before the ledger began, though a new ledger would not make all of them. */
export interface Sought {
  readonly planned: readonly Intent[];
  /** Posts of withdrawn announcements. The ledger must know those that are published, to delete them. They are never sent. */
  readonly withdrawn: readonly Intent[];
  /** Corrections that no longer have anything to correct. Published ones can be corrected again. They are never sent. */
  readonly corrections: readonly Intent[];
  /**
   * Publications that are too late or overtaken, and the newest occurrence of an announcement that recurs. They may have been
   * made in time, and then they count for what is said later.
   */
  readonly overtaken: readonly Intent[];
}

/** An account's posts that have not been matched yet, and those that have an intent by now. */
export interface Timeline {
  readonly channel: Channel | null;
  posts: readonly Seen[];
  given: readonly Seen[];
  readonly unread: string | null;
}

/**
 * Each key once, with the words of the first intent that has it. Overtaken intents have the words of today too: they take no post
 * from the others.
 */
export function allOf({ planned, withdrawn, corrections, overtaken }: Sought): readonly Intent[] {
  const all = alike([...planned, ...withdrawn, ...corrections, ...overtaken], ({ key }) => key);
  return all.map(([first]) => first);
}

/**
 * Matches identical texts first, so that a similar text takes none of their posts. A post of what was withdrawn would be
 * deleted: where another announcement of its kind may have said it in the same words, a person looks first.
 */
export function identicalTo(
  sought: Sought,
  { announcements }: Configuration['state'],
  timelines: ReadonlyMap<string, Timeline>,
): readonly Adoption[] {
  const byId = new Map(announcements.map((one) => [one.id, one]));
  const withdrawn = new Set(sought.withdrawn.map(({ announcement }) => announcement));
  const still = announcements.filter(({ id }) => !withdrawn.has(id));
  const saidIn = (one: Announcement | undefined) =>
    JSON.stringify([one?.kind, one?.text, one?.contact, one?.services]);
  const isDoubtful = ({ announcement, municipality }: Intent) => {
    if (!withdrawn.has(announcement)) return false;
    return still.some(
      (one) =>
        (one.postAs === null || one.postAs.includes(municipality)) &&
        saidIn(one) === saidIn(byId.get(announcement)),
    );
  };
  return allOf(sought).flatMap((intent): readonly Adoption[] => {
    const timeline = timelines.get(intent.account);
    const find = ({ channel, posts }: Timeline) =>
      posts.findLast((one) => channel?.same(intent.text ?? '', one));
    if (isDoubtful(intent)) {
      const seen = timeline && find(timeline);
      return seen ? [{ intent, isAsked: false, as: { kind: 'similar', seen } }] : [];
    }
    const seen = taken(timeline, find);
    return seen ? [{ intent, isAsked: true, as: { kind: 'published', seen } }] : [];
  });
}

/**
 * Returns the intents among these that are not identical to a post: published with other facts, unread, or absent. If several are
 * similar to a post, the most similar one has it. A post that no other intent has said belongs to one that the file asks for, if
 * it is similar to the degree `atLeast`.
 */
export function othersAmong(
  sought: Sought,
  { state }: Configuration,
  identical: readonly Adoption[],
  timelines: ReadonlyMap<string, Timeline>,
  atLeast: number,
): readonly Adoption[] {
  const adopted = new Set(identical.map(({ intent }) => intent.key));
  const { planned } = sought;
  const intents = allOf({ ...sought, overtaken: [] }).filter(({ key }) => !adopted.has(key));
  const corrects = new Map(state.announcements.map((one) => [one.id, one.corrects]));
  const placeOf = (what: string | null | undefined, { account, language }: Intent) =>
    JSON.stringify([what, account, language]);
  const corrected = new Set(sought.corrections.map((one) => placeOf(corrects.get(one.announcement), one)));
  const asked = new Set(planned);
  const untimed = new Set(
    state.announcements.flatMap(({ id, at, every }) => ((at ?? every) === null ? id : [])),
  );
  const isAsked = (intent: Intent) => asked.has(intent);
  const withdrawn = new Set(sought.withdrawn);
  const answers = Map.groupBy(allOf(sought), (one) => placeOf(corrects.get(one.announcement), one));
  const isCorrected = (intent: Intent, similar: ReadonlyMap<Intent, Seen>) =>
    answers
      .get(placeOf(intent.announcement, intent))
      ?.some((one) => adopted.has(one.key) || similar.has(one));
  const passes: readonly Pass[] = [
    { atLeast: THE_SAME, isMeant: (intent) => !withdrawn.has(intent) },
    // A correction edits or deletes its original. Each other announcement may have said one of the posts that are left.
    { atLeast, isMeant: (intent, similar) => isAsked(intent) && !isCorrected(intent, similar) },
    // A withdrawn announcement takes no post that one which still holds may have said.
    { atLeast: THE_SAME, isMeant: () => true },
  ];
  const similar = similarTo(intents, passes, timelines);
  const given = new Map([...similar].map(([one, seen]) => [placeOf(one.text, one), seen]));
  return intents.flatMap((intent): readonly Adoption[] => {
    const timeline = timelines.get(intent.account);
    if (!timeline) return [];
    const twin = () => twinOf(intent, timeline, untimed, given.get(placeOf(intent.text, intent)));
    const seen = similar.get(intent) ?? (isAsked(intent) ? twin() : undefined);
    if (seen) return [{ intent, isAsked: isAsked(intent), as: { kind: 'similar', seen } }];
    const { unread } = timeline;
    if (unread === null) return isAsked(intent) ? [{ intent, isAsked: true, as: { kind: 'absent' } }] : [];
    // An absent announcement is then said only once its correction is absent too.
    const isAlone = isAsked(intent) && !corrected.has(placeOf(intent.announcement, intent));
    return [{ intent, isAsked: isAlone, as: { kind: 'unread', reason: unread } }];
  });
}

/**
 * Finds a post that another intent already has, with the same words as this one or given to one with the same words. It may
 * belong to this one, unless it is older: if two announcements say the same today, nobody knows which of them was published. An
 * announcement without a time of its own may be older than the ledger knows.
 */
function twinOf(
  { announcement, at, text }: Intent,
  { channel, given }: Timeline,
  untimed: ReadonlySet<string>,
  similar: Seen | undefined,
): Seen | undefined {
  const isLater = (seen: Seen) => untimed.has(announcement) || seen.at >= at - SKEW_MS;
  return given.findLast((seen) => isLater(seen) && (seen === similar || channel?.same(text ?? '', seen)));
}

interface Pass {
  readonly atLeast: number;
  isMeant(intent: Intent, similar: ReadonlyMap<Intent, Seen>): boolean;
}

/** In each pass those of the intents that are meant and have no post yet. */
function similarTo(
  intents: readonly Intent[],
  passes: readonly Pass[],
  timelines: ReadonlyMap<string, Timeline>,
): ReadonlyMap<Intent, Seen> {
  const similar = new Map<Intent, Seen>();
  for (const [account, own] of Map.groupBy(intents, (intent) => intent.account)) {
    const timeline = timelines.get(account);
    for (const { atLeast, isMeant } of passes) {
      const left = own.filter((intent) => !similar.has(intent) && isMeant(intent, similar));
      for (const [intent, post] of matched(left, timeline?.posts ?? [], atLeast)) {
        similar.set(intent, post);
        taken(timeline, () => post);
      }
    }
  }
  return similar;
}

/** Takes the found post from the timeline, so that it matches one post of the ledger only. */
function taken(
  timeline: Timeline | undefined,
  find: (timeline: Timeline) => Seen | undefined,
): Seen | undefined {
  const seen = timeline && find(timeline);
  if (timeline && seen) {
    timeline.posts = timeline.posts.filter((one) => one !== seen);
    timeline.given = [...timeline.given, seen];
  }
  return seen;
}
