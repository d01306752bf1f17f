import type { DuePost } from '../core/planning/intents.ts';
import { names, say } from './say.ts';

const SENTENCES_MAX = 5;

/** Says what has no room in texts that are read together, what most of them lack first; '' where everything has. */
export function unsaidWords(posts: readonly Pick<DuePost, 'unsaid'>[]): string {
  const all = posts.length;
  const onOneLine = (words: string) => words.replace(/\s+/g, ' ').trim();
  const lacking = Map.groupBy(
    posts
      .flatMap(({ unsaid }) => unsaid)
      .map(({ words, full }) => ({
        shown: words === null ? null : onOneLine(words),
        words: onOneLine(full),
      })),
    ({ shown, words }) => `${shown}\n${words}`,
  );
  const told = [...lacking.values()].toSorted((some, others) => others.length - some.length);
  const sentences = told.flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const { words, shown } = first;
    const n = 1 + more.length;
    const args = { words, n, all, some: n < all ? 'yes' : 'no' };
    const sentence = shown === null ? say('no-room-for', args) : say('shorter-for', { ...args, shown });
    return [{ id: shown === null ? 'no-room' : 'shorter', sentence }] as const;
  });
  return (['no-room', 'shorter'] as const)
    .map((id) => ({ id, what: sentences.filter((one) => one.id === id).map(({ sentence }) => sentence) }))
    .filter(({ what }) => what.length > 0)
    .map(({ id, what }) => say(id, { what: names(what, SENTENCES_MAX) }))
    .join(' · ');
}
