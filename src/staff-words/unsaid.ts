import { names, say } from './say.ts';

const SENTENCES_MAX = 5;

/** Says what has no room in texts that are read together, what most of them lack first; '' where everything has. */
export function unsaidWords(posts: readonly { readonly unsaid: readonly string[] }[]): string {
  const all = posts.length;
  const lacking = Map.groupBy(
    posts.flatMap(({ unsaid }) => unsaid),
    (sentence) => sentence.replace(/\s+/g, ' ').trim(),
  );
  if (lacking.size === 0) return '';
  const sentences = [...lacking]
    .toSorted(([, some], [, others]) => others.length - some.length)
    .map(([words, { length: n }]) => say('no-room-for', { words, n, all, some: n < all ? 'yes' : 'no' }));
  return say('no-room', { what: names(sentences, SENTENCES_MAX) });
}
