/**
 * How alike two texts are as a platform's filter for copies would see it: the Jaccard similarity of their word trigrams,
 * links and hashtags removed. From 0, nothing in common, to 1.
 */
export function similarity(a: string, b: string): number {
  return jaccard(trigramsOf(a), trigramsOf(b));
}

/** A text and the earlier one in the list that it is most alike. */
export interface Likeness {
  readonly index: number;
  readonly like: number;
  readonly score: number;
}

/**
 * Each text that is at least this alike to an earlier one of another group, with the one it is most alike. Exact, and
 * without comparing all pairs: of two sets that share so much, the rarest few members of one must occur among the rarest
 * few of the other (prefix filtering), so only texts that meet there are compared.
 */
export function likenesses(
  texts: readonly { readonly text: string; readonly group: string }[],
  atLeast: number,
): readonly Likeness[] {
  const sets = texts.map(({ text }) => trigramsOf(text));
  const counts = new Map<string, number>();
  for (const set of sets) for (const trigram of set) counts.set(trigram, (counts.get(trigram) ?? 0) + 1);
  const seen = new Map<string, number[]>();
  const twins = new Map<string, number>();
  const found: Likeness[] = [];
  for (const [index, set] of sets.entries()) {
    const rarestFirst = [...set].sort(
      (a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0) || (a < b ? -1 : 1),
    );
    // Texts that are the same word for word meet the first of them only: thousands of copies stay cheap.
    const whole = rarestFirst.join('\n');
    const group = texts[index]?.group;
    const twin = twins.get(whole);
    if (twin !== undefined) {
      if (texts[twin]?.group !== group) found.push({ index, like: twin, score: 1 });
      continue;
    }
    twins.set(whole, index);
    const prefix = rarestFirst.slice(0, set.size - Math.ceil(atLeast * set.size) + 1);
    const met = new Set(prefix.flatMap((trigram) => seen.get(trigram) ?? []));
    let best: Likeness | null = null;
    for (const other of met) {
      if (texts[other]?.group === group) continue;
      const score = jaccard(set, sets[other] ?? new Set());
      if (score >= atLeast && score > (best?.score ?? 0)) best = { index, like: other, score };
    }
    if (best) found.push(best);
    for (const trigram of prefix) {
      const others = seen.get(trigram);
      if (others) others.push(index);
      else seen.set(trigram, [index]);
    }
  }
  return found;
}

function trigramsOf(text: string): ReadonlySet<string> {
  const words = text
    .replace(/https?:\/\/\S+|#[\p{L}\p{N}_]+/gu, ' ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  if (words.length < 3) return new Set([words.join(' ')]);
  return new Set(words.slice(2).map((word, index) => `${words[index]} ${words[index + 1]} ${word}`));
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const one of small) if (large.has(one)) shared++;
  return shared / (a.size + b.size - shared);
}
