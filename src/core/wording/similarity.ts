import { keptIn, remembering } from '../domain/cache.ts';

/**
 * How similar two texts are to a platform's filter for copies: the Jaccard similarity of their word trigrams, without links
 * and hashtags. From 0 (nothing in common) to 1.
 */
export function similarity(a: string, b: string): number {
  const [one = NO_TRIGRAMS, other = NO_TRIGRAMS] = trigramReader()([a, b]).sets;
  return jaccardOf(one.toSorted(), other.toSorted());
}

/** How many words two texts share, whatever their order: the Jaccard similarity of their words. From 0 to 1. */
function sharedWords(a: string, b: string): number {
  const [one, other] = [looksOf(a).words, looksOf(b).words];
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / (one.size + other.size - shared);
}

/** Texts that are so much alike say the same with other facts. */
export const THE_SAME = 0.4;
/** A post that is so similar may say the same with quite other facts, if nothing else can have said it. */
export const ANYTHING = 0.2;
/** A line of a post begins with the name of its town, or with words of ours. */
const LINE_WORDS = 2;

/** How much of its words a text shares with another, and at least so much where it begins alike. From 0 to 1. */
function likenessOf(a: string, b: string): number {
  const [one, other] = [looksOf(a), looksOf(b)];
  const beginsAlike = [...one.begins].some((begin) => other.begins.has(begin));
  const least = one.line === other.line ? THE_SAME : beginsAlike ? ANYTHING : 0;
  return Math.max(least, sharedWords(a, b));
}

/** The features of a text for comparison: its words, its first line, and the beginning of each line. */
const looksOf = remembering((text: string) => {
  const lines = text.split('\n').filter((line) => line !== '');
  const begins = lines.map((line) => wordsOf(line).slice(0, LINE_WORDS).join(' '));
  return {
    words: new Set(wordsOf(text)),
    line: lines[0],
    begins: new Set(begins.filter((one) => one !== '')),
  };
});

export function isAlike(a: string, b: string): boolean {
  return likenessOf(a, b) >= THE_SAME;
}

/** Matches each text with a post that it is similar to. If several texts are similar to a post, the most similar one has it. */
export function matched<
  Text extends { readonly text: string | null },
  Post extends { readonly text: string },
>(texts: readonly Text[], posts: readonly Post[], atLeast: number): ReadonlyMap<Text, Post> {
  const pairs = texts
    .flatMap((one) => posts.map((post) => ({ one, post, score: likenessOf(one.text ?? '', post.text) })))
    .filter(({ score }) => score >= atLeast)
    .toSorted((a, b) => b.score - a.score);
  const given = new Map<Text, Post>();
  const taken = new Set<Post>();
  for (const { one, post } of pairs) {
    if (given.has(one) || taken.has(post)) continue;
    given.set(one, post);
    taken.add(post);
  }
  return given;
}

/** A text, and an earlier one in the list that it is similar to. */
export interface Likeness {
  readonly index: number;
  readonly like: number;
  readonly score: number;
}

/** How many similar earlier texts are compared to find the most similar one. */
const PARTNERS_MAX = 8;

/**
 * Each text whose similarity to an earlier one of another group is at least `atLeast`, with the most similar of those that
 * were compared. It misses none, and does not compare all pairs: sets that share so much have a member in common among the
 * rarest few of each (prefix filtering). So ten thousand texts that differ by a name are cheap. It goes from small sets to
 * large ones, which keeps the prefixes short. See Xiao et al., "Efficient similarity joins for near-duplicate detection"
 * (2008).
 */
export function likenesses(
  texts: readonly { readonly text: string; readonly group: string }[],
  atLeast: number,
  trigramsIn = trigramReader(),
): readonly Likeness[] {
  const groups = texts.map(({ group }) => group);
  const sets = rarestFirst(trigramsIn(texts.map(({ text }) => text)));
  const best = new Map<number, Likeness>();
  const partners = new Uint8Array(texts.length);
  const met = new Int32Array(texts.length).fill(-1);
  const having = new Map<number, Having>();
  const isDone = (index: number) => (partners[index] ?? 0) >= PARTNERS_MAX;
  for (const [one, set] of [...sets.entries()].sort(([, a], [, b]) => a.length - b.length)) {
    const prefix = (share: number) => set.subarray(0, set.length - least(share * set.length) + 1);
    for (const trigram of prefix(atLeast)) {
      const { indexes, last } = having.get(trigram) ?? NOTHING;
      for (const other of indexes) {
        if (last < one && isDone(one)) break;
        const [like, index] = other < one ? [other, one] : [one, other];
        if (met[other] === one || isDone(index) || groups[one] === groups[other]) continue;
        met[other] = one;
        const score = jaccardOf(sets[other] ?? NO_TRIGRAMS, set);
        if (score < atLeast - TINY) continue;
        partners[index] = (partners[index] ?? 0) + 1;
        if (score > (best.get(index)?.score ?? 0)) best.set(index, { index, like, score });
      }
    }
    for (const trigram of prefix((2 * atLeast) / (1 + atLeast))) {
      const known = having.get(trigram) ?? { indexes: [], last: -1 };
      known.indexes.push(one);
      known.last = Math.max(known.last, one);
      having.set(trigram, known);
    }
  }
  return [...best.values()].sort((a, b) => a.index - b.index);
}

/** The sets that have a trigram in their prefix. */
interface Having {
  readonly indexes: number[];
  /** The greatest index: a text that comes later needs none of them once it has enough partners. */
  last: number;
}
const NOTHING: Having = { indexes: [], last: -1 };

/** Tolerance for floating point: nine tenths of ten are nine. */
const TINY = 1e-9;

function least(count: number): number {
  return Math.max(1, Math.ceil(count - TINY));
}

/** Each once, as numbers. */
type Trigrams = Int32Array;
const NO_TRIGRAMS: Trigrams = new Int32Array();

/**
 * The same sets in ascending order, the trigrams numbered by how rare they are: the rarest is the lowest, and of equals the
 * one that comes first here. Numbers of the reader depend on what it read before, and a plan must not.
 */
function rarestFirst({ sets, count }: TrigramSets): readonly Trigrams[] {
  const counts = new Uint32Array(count);
  const found: number[] = [];
  for (const set of sets)
    for (const trigram of set) {
      const before = counts[trigram] ?? 0;
      if (before === 0) found.push(trigram);
      counts[trigram] = before + 1;
    }
  const inOrder = Float64Array.from(found, (trigram, place) => (counts[trigram] ?? 0) * count + place).sort();
  const ranks = new Int32Array(count);
  for (const [rank, one] of inOrder.entries()) ranks[found[one % count] ?? 0] = rank;
  return sets.map((set) => set.map((trigram) => ranks[trigram] ?? 0).sort());
}

/** The trigrams of texts, as numbers below `count`. */
interface TrigramSets {
  readonly sets: readonly Trigrams[];
  readonly count: number;
}

/** Reads the trigrams of many texts. It remembers those of texts that it was given before. */
type TrigramReader = (texts: readonly string[]) => TrigramSets;

/** A reader that remembers more texts than this, those of a whole region at several times, forgets all of them. */
const TEXTS_REMEMBERED_MAX = 100_000;
/** More than so many texts have words, or pairs of words. */
const NAMES_MAX = 2 ** 26;

export function trigramReader(): TrigramReader {
  const known = new Map<string, Trigrams>();
  const words = new Map<string, number>();
  const pairs = new Map<number, number>();
  const trigrams = new Map<string | number, number>();
  const trigramsOf = (text: string): Trigrams => {
    const numbers = wordsOf(text).map((word) => numberIn(words, word));
    if (numbers.length < 3) return Int32Array.of(numberIn(trigrams, numbers.join(' ')));
    const pairsThere = numbers
      .slice(1)
      .map((number, index) => numberIn(pairs, (numbers[index] ?? 0) * NAMES_MAX + number));
    const all = numbers
      .slice(2)
      .map((number, index) => numberIn(trigrams, (pairsThere[index] ?? 0) * NAMES_MAX + number));
    return Int32Array.from(new Set(all));
  };
  return (texts) => {
    if (known.size > TEXTS_REMEMBERED_MAX) for (const all of [known, words, pairs, trigrams]) all.clear();
    const sets = texts.map((text) => keptIn(known, text, () => trigramsOf(text)));
    return { sets, count: trigrams.size };
  };
}

/** Things are numbered in the order in which they are first seen. */
function numberIn<Thing>(numbers: Map<Thing, number>, thing: Thing): number {
  return keptIn(numbers, thing, () => numbers.size);
}

const LINK = /https?:\/\/\S+/giu;
/** X makes links of bare domains. */
const BARE_DOMAIN = /(?<![\p{L}\p{N}@.-])(?:[\p{L}\p{N}-]+\.)+[a-z]{2,}(?:\/\S*)?(?![\p{L}\p{N}])/giu;
const HASHTAG = /#[\p{L}\p{N}_]+/gu;

function wordsOf(text: string): readonly string[] {
  const plain = text.normalize().replace(LINK, ' ').replace(BARE_DOMAIN, ' ').replace(HASHTAG, ' ');
  return plain.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** The Jaccard similarity of two sets in ascending order. */
function jaccardOf(a: Trigrams, b: Trigrams): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const order = (a[i] ?? 0) - (b[j] ?? 0);
    if (order === 0) shared++;
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return shared / (a.length + b.length - shared);
}
