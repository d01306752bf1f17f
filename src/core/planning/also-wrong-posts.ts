import type { Warning } from '../domain/advice.ts';
import { mentions } from '../domain/mention.ts';
import type { Key } from '../domain/post-key.ts';
import { isOpen } from '../ledger/entry.ts';
import { postsOfToday } from './all-clears.ts';
import type { PlanningContext } from './context.ts';
import type { Decisions } from './decide.ts';
import type { DuePost } from './intents.ts';
import type { Outdated } from './outdated.ts';
import { saidNow } from './said.ts';
import { factsCalledWrong, type Gone, goneFrom } from './wrong-facts.ts';

/**
 * For each correction, the published posts that say the same wrong thing and that nothing changes: texts with a number or
 * an address that was wrong, from any town and in any words, and outdated posts that were worded from the
 * same wrong fact. Posts from before an all-clear are past.
 */
export function alsoWrong(
  context: PlanningContext,
  { wrong }: Decisions,
  outdated: readonly Outdated[],
  posts: readonly DuePost[],
): readonly Warning[] {
  if (wrong.length === 0) return [];
  const { ledgerIndex } = context;
  const settled = new Set<Key | null>([
    ...wrong.map(({ post }) => post.key),
    ...posts.map(({ intent }) => intent.target),
  ]);
  const others = postsOfToday(context, ledgerIndex.view, ledgerIndex.published).filter(
    ({ key }) => !settled.has(key) && !ledgerIndex.changesOf(key).some(isOpen),
  );
  const said = new Map(outdated.map((post) => [post.entry.key, wrongIn(post, context)]));
  return [...Map.groupBy(wrong, ({ correction }) => correction)].flatMap(([correction, its]): Warning[] => {
    const facts = its.flatMap(({ post }) => factsCalledWrong(context, correction, post));
    const ids = new Set(facts.map(({ id, place }) => `${place} ${id}`));
    const addresses = [...new Set(facts.flatMap(({ address }) => address ?? []))];
    const posts = others
      .filter(
        ({ key, publishedText }) =>
          addresses.some((address) => mentions(publishedText ?? '', address)) ||
          said.get(key)?.some(({ id, place }) => ids.has(`${place} ${id}`)),
      )
      .map(({ key, account }) => ({ key, account }));
    return posts.length === 0 ? [] : [{ code: 'also-wrong', announcement: correction.id, posts }];
  });
}

/** The same of an outdated post, as it is published now. */
function wrongIn({ entry, snapshot }: Outdated, context: PlanningContext): readonly Gone[] {
  const then = saidNow(context, entry);
  return then ? goneFrom(context, then, snapshot.facts) : [];
}
