import { alike } from '../core/domain/alike.ts';
import type { DuePost } from '../core/planning/intents.ts';
import { names, say } from './say.ts';

const SENTENCES_MAX = 5;

/** Names the facts that have no room in texts that are read together, most frequent first; '' if every text has all. */
export function unsaidWords(posts: readonly Pick<DuePost, 'unsaid'>[]): string {
  const all = posts.length;
  // With the marks that keep numbers in their place in Arabic.
  const oneLine = (words: string) => words.replace(/\s+/g, ' ').trim();
  const groups = alike(
    posts.flatMap(({ unsaid }) => unsaid),
    ({ words, full }) => oneLine(`${words} ${full}`),
  );
  const lacking = groups
    .toSorted((some, others) => others.length - some.length)
    .map((group) => ({ ...group[0], n: group.length }));
  const argsOf = ({ full, n }: (typeof lacking)[number]) => ({
    ...{ words: oneLine(full), n, all, some: n < all ? 'yes' : 'no' },
  });
  const gone = lacking.filter(({ words }) => words === null).map((one) => say('no-room-for', argsOf(one)));
  const shorter = lacking.flatMap((one) =>
    one.words === null ? [] : say('shorter-for', { ...argsOf(one), shown: oneLine(one.words) }),
  );
  return [
    ...(gone.length > 0 ? [say('no-room', { what: names(gone, SENTENCES_MAX) })] : []),
    ...(shorter.length > 0 ? [say('shorter', { what: names(shorter, SENTENCES_MAX) })] : []),
  ].join(' · ');
}
