import type { PostHistory } from '../app/history.ts';
import { NEEDS_NOBODY } from '../core/domain/advice.ts';
import { alike } from '../core/domain/alike.ts';
import type { Action } from '../core/domain/post-key.ts';
import { type Entry, isPastRefusal } from '../core/ledger/entry.ts';
import type { Held } from '../core/planning/held.ts';
import { reasonWords, say } from './say.ts';

/** Rows of what is not done yet that are shown before the rest is counted. */
const ROWS_MAX = 12;

/**
 * How much is done, and what is not and why: `169 of 172 published, 2 held: too-long, 1 waits: paused`. `held`: what the
 * plan holds. It is counted where no open post is the same: it has no entry in the ledger, because it could not be worded.
 */
export function boardLine(all: readonly PostHistory[], held: readonly Held[] = []): string {
  const posts = all.filter(({ entry }) => !isPastRefusal(entry));
  const done = (['publish', 'edit', 'delete'] as const).flatMap((action) => doneOf(posts, action));
  const inState = (['sending', 'refused', 'unknown', 'expired'] as const).flatMap((state) => {
    const { length } = posts.filter(({ entry }) => entry.state === state);
    return length === 0 ? [] : [say('board-state', { n: length, state: say(`state-${state}`) })];
  });
  const waiting = posts.filter(({ entry }) => entry.state === 'waiting');
  const whys = [
    ...waiting.map(whyOf),
    ...withoutPost(held, posts).map(({ because }) => ({ isHeld: true, because })),
  ];
  const open = alike(whys, (why) => `${why.isHeld} ${because(why)}`).map((all) =>
    say(all[0].isHeld ? 'board-held' : 'board-waits', { n: all.length, because: because(all[0]) }),
  );
  return [...done, ...inState, ...open].join(', ');
}

function doneOf(posts: readonly PostHistory[], action: Action): readonly string[] {
  const all = posts.filter(({ entry }) => entry.action === action && entry.state !== 'superseded');
  if (all.length === 0) return [];
  const done = all.filter(({ entry }) => entry.state === 'posted');
  const gone = done.filter(({ entry }) => entry.removedAt !== null).length;
  const counted = say(`board-${action}`, { done: done.length, all: all.length });
  return [gone === 0 ? counted : `${counted} ${say('board-gone', { n: gone })}`];
}

function withoutPost(held: readonly Held[], posts: readonly PostHistory[]): readonly Held[] {
  const open = new Set(posts.filter(({ entry }) => isUndone(entry)).map(({ entry }) => entry.key));
  return held.filter(({ intent, because }) => !open.has(intent) && !NEEDS_NOBODY.has(because));
}

function isUndone(entry: Entry): boolean {
  return entry.state !== 'posted' && entry.state !== 'superseded' && !isPastRefusal(entry);
}

interface Why {
  readonly isHeld: boolean;
  readonly because: string | null;
}

function whyOf({ entry, pending }: PostHistory): Why {
  return { isHeld: entry.held !== null, because: pending };
}

function because({ because }: Pick<Why, 'because'>): string {
  return because === null ? say('nobody-knows') : say('because', { code: reasonWords(because) });
}

/**
 * Words the board, then the posts that are not done, account by account in the order of the region. If there are several
 * announcements, each is named.
 */
export function boardLines(
  posts: readonly PostHistory[],
  held: readonly Held[],
  accounts: readonly string[],
): readonly string[] {
  const open = [
    ...posts.filter(({ entry }) => isUndone(entry)).map((post) => ({ ...post.entry, words: rowWords(post) })),
    ...withoutPost(held, posts).map((one) => ({ ...one, words: say('row-held', { because: because(one) }) })),
  ].toSorted((a, b) => accounts.indexOf(a.account) - accounts.indexOf(b.account));
  const isOne = new Set(open.map(({ announcement }) => announcement)).size <= 1;
  const more = open.length - ROWS_MAX;
  return [
    `${boardLine(posts, held)}.`,
    ...open.slice(0, ROWS_MAX).map(({ announcement, account, language, words }) => {
      return `   ${isOne ? '' : `${announcement}: `}${account} (${language}) ${words}`;
    }),
    ...(more > 0 ? [`   ${say('rest-more', { n: more })}`] : []),
  ];
}

/** The outcome of a post, or the thing that it waits for. */
export function rowWords(post: PostHistory): string {
  const { state, action, reason, url } = post.entry;
  if (state === 'posted') return `${say(`done-${action}`)}${url === null ? '' : `  ${url}`}`;
  if (state !== 'waiting')
    return `${say(`state-${state}`)}${reason === null ? '' : `: ${reasonWords(reason)}`}`;
  return pendingWords(post);
}

/** Tells why an unfinished post waits or is held. */
export function pendingWords(post: PostHistory): string {
  const why = whyOf(post);
  return say(why.isHeld ? 'row-held' : 'row-waits', { because: because(why) });
}
