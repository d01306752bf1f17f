import { alike } from '../domain/alike.ts';
import type { WordedPost, WordingGroup } from './wordings.ts';

/** Something that a reviewer should look at, after the wordings themselves. */
export type Oddity =
  /** Texts that are worded unlike most others of the same announcement, channel and language. */
  | { readonly kind: 'unlike-the-rest'; readonly group: WordingGroup; readonly others: number }
  /**
   * Texts that lack what most others of their group say at one place: a fact is missing there, or a shorter form was taken.
   */
  | { readonly kind: 'says-less'; readonly group: WordingGroup; readonly posts: readonly WordedPost[] };

/** A group this much smaller than the largest beside it is unlike the rest. */
const UNLIKE_SHARE_MAX = 0.2;
/** At a place that this share of a group leaves empty, the few say less. */
const SAYS_LESS_SHARE_MAX = 0.25;

/** Everything odd about the posts that will go out. The plan itself tells which are held. */
export function oddities(groups: readonly WordingGroup[]): readonly Oddity[] {
  return [...unlikeTheRest(groups), ...groups.flatMap(saysLess)];
}

function unlikeTheRest(groups: readonly WordingGroup[]): readonly Oddity[] {
  const kinds = alike(groups, ({ announcement, action, channel, language }) =>
    JSON.stringify([announcement, action, channel, language]),
  );
  return kinds.flatMap((beside) => {
    const largest = Math.max(...beside.map(({ posts }) => posts.length));
    return beside
      .filter(({ posts }) => posts.length <= largest * UNLIKE_SHARE_MAX)
      .map((group): Oddity => ({ kind: 'unlike-the-rest', group, others: largest }));
  });
}

function saysLess(group: WordingGroup): readonly Oddity[] {
  const { parts, posts } = group;
  const places = parts.filter((part) => part.kind === 'place').length;
  return Array.from({ length: places }, (_, n) => posts.filter(({ local }) => local[n] === ''))
    .filter((few) => few.length > 0 && few.length <= posts.length * SAYS_LESS_SHARE_MAX)
    .map((few): Oddity => ({ kind: 'says-less', group, posts: few }));
}
