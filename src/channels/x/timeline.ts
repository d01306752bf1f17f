import { unreadable } from '../../core/delivery/outcome.ts';
import type { Channel, Seen } from '../../core/domain/channel.ts';
import type { Clock } from '../../core/domain/clock.ts';
import { accepted, failureOf } from './answers.ts';
import { pageAnswer, seenOf } from './posts.ts';
import type { Received } from './wire.ts';

/** Each post that is read costs money: most looks find what they want among the newest. */
const FIRST_PAGE_POSTS = 10;
/** What X gives at least and at most in one page, and how many pages hold the 3,200 posts that it shows. */
const PAGE_POSTS_MIN = 5;
const PAGE_POSTS_MAX = 100;
const PAGES_MAX = 33;

/** Reads an account's own posts, as `Channel.timeline` promises. `page` asks X for one page of them. */
export async function readTimeline(
  page: (query: Readonly<Record<string, string>>) => Promise<Received>,
  window: Parameters<Channel['timeline']>[0],
  genuine: boolean,
  clock: Pick<Clock, 'now'>,
): ReturnType<Channel['timeline']> {
  const posts: Seen[] = [];
  const read = (complete: boolean) => ({ kind: 'read', value: { posts, complete } }) as const;
  let next: string | undefined;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const wanted = pages === 0 ? FIRST_PAGE_POSTS : PAGE_POSTS_MAX;
    const received = await page({
      max_results: String(Math.max(PAGE_POSTS_MIN, Math.min(wanted, window.postsMax))),
      exclude: 'retweets',
      ...(window.since !== null && { since_id: window.since }),
      ...(next !== undefined && { pagination_token: next }),
    });
    const answer = accepted(received, pageAnswer);
    if (!answer) {
      if (pages > 0) return read(false);
      return unreadable(failureOf(received, { replying: false }, clock.now()));
    }
    for (const post of answer.data) {
      const { seen, dated } = seenOf(post, genuine, clock.now());
      if (seen.remoteId === window.since || (dated && seen.at < window.from)) return read(true);
      if (posts.length === window.postsMax) return read(false);
      posts.push(seen);
    }
    next = answer.meta.next_token;
    if (next === undefined) return read(true);
  }
  return read(false);
}
