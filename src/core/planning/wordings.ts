import { alike } from '../domain/alike.ts';
import type { Instant } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';
import { SOURCE } from '../domain/language.ts';
import type { Intent } from '../ledger/entry.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import { wordingFor } from '../wording/fill.ts';
import { type Plan, type PlannedPost, plan } from './plan.ts';

/** Posts that say the same with other local words: read once, they are reviewed together. */
export interface WordingGroup extends Pick<Intent, 'announcement' | 'kind' | 'channel' | 'language'> {
  readonly action: 'publish' | 'edit';
  /** The text as common words and places of local words, in reading order. A group of one post is common throughout. */
  readonly parts: readonly WordingPart[];
  readonly posts: readonly WordedPost[];
  /** The wordings in German that they are translations of, of the same municipalities alone. */
  readonly german: readonly WordingGroup[];
}

type WordingPart =
  | { readonly kind: 'common'; readonly text: string }
  /** The n-th place of local words, counted from 0. */
  | { readonly kind: 'place'; readonly n: number };

export interface WordedPost
  extends Pick<Intent, 'key' | 'municipality' | 'account'>,
    Pick<PlannedPost, 'length' | 'limit' | 'unsaid'> {
  /** The words of this post at each place, by its number; empty where it says nothing there. */
  readonly local: readonly string[];
}

/** The mark of the n-th place of local words, counted from 0: A to Z, then AA. In a text a number would be read as one. */
export function placeMark(n: number): string {
  const letter = String.fromCharCode('A'.charCodeAt(0) + (n % 26));
  return n < 26 ? letter : `${placeMark(Math.floor(n / 26) - 1)}${letter}`;
}

/** A text joins a group when at least this share of its words is common to all of the group. */
const COMMON_SHARE_MIN = 0.5;

/** So few words between two places of local words, in one line, are read with them: "7 bis 20" is one place, not two. */
const STRAY_WORDS_MAX = 2;

/** A word or a number, which may have blanks in it, and the blanks before it. */
interface Word {
  readonly text: string;
  readonly before: string;
}

/**
 * Groups the texts of a plan by announcement, channel and language, and by what they have in common. Every post that has
 * a text is in exactly one group; parts and local words put together give its text, but for the blanks around common words.
 */
export function wordings(posts: readonly PlannedPost[]): readonly WordingGroup[] {
  const groups = groupsOf(posts);
  const beside = posts.flatMap(({ german }) => german ?? []);
  const inGerman = [...groups.filter(({ language }) => language === SOURCE), ...groupsOf(beside)];
  const germanOf = germanIn(posts);
  const planned = new Map(posts.map((post) => [post.intent.key, post]));
  return groups.map((group) => {
    const german = germanOf(group.posts.flatMap(({ key }) => planned.get(key) ?? []));
    const meant = new Set(german.map(({ intent }) => intent.key));
    const narrowed =
      meant.size === 0
        ? []
        : inGerman.map((one) => ({ ...one, posts: one.posts.filter(({ key }) => meant.has(key)) }));
    return { ...group, german: narrowed.filter(({ posts }) => posts.length > 0) };
  });
}

function groupsOf(posts: readonly PlannedPost[]): readonly WordingGroup[] {
  const kinds = alike(
    posts.filter(({ intent }) => intent.text !== null),
    ({ intent }) => JSON.stringify([intent.announcement, intent.action, intent.channel, intent.language]),
  );
  return kinds.flatMap((group) => clustered(group).map(groupOf));
}

/**
 * A plan for people to read: with the German beside each foreign text that is due without it, for example because the German post is
 * already published.
 */
export function planToRead(configuration: Configuration, view: LedgerView, now: Instant): Plan {
  const made = plan(configuration, view, now);
  const wording = wordingFor(configuration, now);
  const germanOf = germanIn(made.posts);
  const posts = made.posts.map((post): PlannedPost => {
    const { account: id, snapshot: digest, language, text } = post.intent;
    const account = configuration.region.accounts.get(id);
    const snapshot = made.writes.snapshots.get(digest ?? '');
    if (language === SOURCE || text === null || !account || !snapshot || germanOf([post]).length > 0)
      return post;
    const german = wording.fit(snapshot, account, SOURCE);
    if (german.kind !== 'fitting') return post;
    const intent = { ...post.intent, language: SOURCE, text: german.text };
    return { ...post, german: { ...post, intent, length: german.length, limit: german.limit, unsaid: [] } };
  });
  return { ...made, posts };
}

/** The parts of a text that identify the German text of which it is a translation. */
interface Worded {
  readonly intent: Pick<
    Intent,
    | 'announcement'
    | 'occurrence'
    | 'edition'
    | 'action'
    | 'municipality'
    | 'account'
    | 'channel'
    | 'language'
    | 'text'
  >;
}

/**
 * Tells which German posts others are translations of: those of their municipality that say the same, on the same account
 * where there is one, else on the same channel; where no German post says the same, the German that `planToRead` has added.
 */
export function germanIn<Post extends Worded>(
  posts: readonly Post[],
): (translated: readonly (Post & { readonly german?: Post })[]) => readonly Post[] {
  const saying = ({ intent: { announcement, occurrence, edition, action, municipality } }: Post) =>
    JSON.stringify([announcement, occurrence, edition, action, municipality]);
  const german = Map.groupBy(
    posts.filter(({ intent }) => intent.language === SOURCE && intent.text !== null),
    saying,
  );
  return (translated) => {
    const found = translated.flatMap((post) => {
      const own = post.intent.language === SOURCE ? [] : (german.get(saying(post)) ?? []);
      const { account, channel } = post.intent;
      return (
        own.find(({ intent }) => intent.account === account) ??
        own.find(({ intent }) => intent.channel === channel) ??
        own[0] ??
        post.german ??
        []
      );
    });
    return [...new Set(found)];
  };
}

interface Cluster {
  /** Words that all texts of the cluster have, in order. */
  common: readonly Word[];
  readonly posts: [PlannedPost, ...PlannedPost[]];
}

function clustered(posts: readonly PlannedPost[]): readonly Cluster[] {
  const clusters: Cluster[] = [];
  for (const post of posts) {
    const words = wordsOf(post.intent.text ?? '');
    let best: { readonly cluster: Cluster; readonly common: readonly Word[] } | null = null;
    for (const cluster of clusters) {
      const common = commonWords(cluster.common, words);
      if (common.length >= words.length * COMMON_SHARE_MIN && common.length > (best?.common.length ?? 0))
        best = { cluster, common };
    }
    if (best === null) clusters.push({ common: words, posts: [post] });
    else {
      best.cluster.common = best.common;
      best.cluster.posts.push(post);
    }
  }
  return clusters;
}

function groupOf(cluster: Cluster): WordingGroup {
  const { posts } = cluster;
  const [first] = posts;
  const { announcement, kind, action, channel, language } = first.intent;
  const texts = posts.map(({ intent }) => wordsOf(intent.text ?? ''));
  const common = withoutStrays(texts, cluster.common);
  const { gaps, used } = placesOf(texts, common);
  const parts: WordingPart[] = [];
  let text = '';
  let n = 0;
  for (let gap = 0; gap <= common.length; gap++) {
    if (used[gap]) {
      if (text !== '') parts.push({ kind: 'common', text });
      parts.push({ kind: 'place', n: n++ });
      text = '';
    }
    text += written(common[gap]);
  }
  if (text !== '') parts.push({ kind: 'common', text });
  return {
    announcement,
    kind,
    action: action === 'edit' ? 'edit' : 'publish',
    channel,
    language,
    parts,
    posts: posts.map(({ intent, length, limit, unsaid }, index) => ({
      key: intent.key,
      municipality: intent.municipality,
      account: intent.account,
      length,
      limit,
      unsaid,
      local: (gaps[index] ?? []).filter((_, gap) => used[gap]),
    })),
    german: [],
  };
}

/** Returns the common words without those that are almost alone between two places of local words. */
function withoutStrays(texts: readonly (readonly Word[])[], common: readonly Word[]): readonly Word[] {
  const { used } = placesOf(texts, common);
  const kept: Word[] = [];
  let run: Word[] = [];
  for (const [index, word] of common.entries()) {
    const afterPlace = used[index - run.length] === true;
    run.push(word);
    if (!used[index + 1] && index + 1 < common.length) continue;
    const stray =
      afterPlace &&
      used[index + 1] === true &&
      run.length <= STRAY_WORDS_MAX &&
      !run.some(({ before }) => before.includes('\n'));
    if (!stray) kept.push(...run);
    run = [];
  }
  return kept;
}

/** Splits texts by their common words: `gaps` are the words between these in each text; `used` tells which gaps have any. */
function placesOf(texts: readonly (readonly Word[])[], common: readonly Word[]) {
  const gaps = texts.map((words) => gapsIn(words, common));
  const used = Array.from({ length: common.length + 1 }, (_, gap) => gaps.some((own) => own[gap] !== ''));
  return { gaps, used };
}

/** `0221 4710119` is one word: nobody reads half a number. */
const WORD = /(\s*)((?:\+?\d+(?: \d+)+)?\S+)/g;

function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(WORD)].map(([, before = '', text = '']) => ({ text, before }));
}

function written(word: Word | undefined): string {
  return word === undefined ? '' : `${word.before}${word.text}`;
}

/** The local words at each gap: before the first common word, between any two, and after the last. */
function gapsIn(words: readonly Word[], common: readonly Word[]): readonly string[] {
  const gaps: string[] = [''];
  for (const word of words)
    if (word.text === common[gaps.length - 1]?.text) gaps.push('');
    else gaps[gaps.length - 1] += written(word);
  return gaps;
}

/** The longest common subsequence of two lists of words: with the blanks of `a`, or those of `b` where it has none. */
function commonWords(a: readonly Word[], b: readonly Word[]): readonly Word[] {
  const lengths = subsequenceLengths(a, b);
  const common: Word[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const word = a[i];
    if (word !== undefined && word.text === b[j]?.text) {
      common.push(word.before === '' ? (b[j] ?? word) : word);
      i++;
      j++;
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) i++;
    else j++;
  }
  return common;
}

/** At `[i][j]` the length of the longest common subsequence of `a` from `i` on and `b` from `j` on. */
function subsequenceLengths(a: readonly Word[], b: readonly Word[]): readonly Uint16Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    const row = lengths[i];
    const below = lengths[i + 1];
    if (!row || !below) continue;
    for (let j = b.length - 1; j >= 0; j--)
      row[j] = a[i]?.text === b[j]?.text ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return lengths;
}
