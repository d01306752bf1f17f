import { unreadable } from '../../core/delivery/outcome.ts';
import type { Channel, Seen } from '../../core/domain/channel.ts';
import type { Clock } from '../../core/domain/clock.ts';
import { accepted, failureOf } from './answers.ts';
import { pageAnswer, seenOf } from './statuses.ts';
import type { Received } from './wire.ts';

export interface PageQuery {
  readonly limit: number;
  readonly excludeReblogs: boolean;
  readonly sinceId?: string;
  readonly maxId?: string;
}

const PAGE_POSTS = 40;
const PAGES_MAX = 33;

/**
 * Reads an account's own posts, as `Channel.timeline` promises, page by page until one is empty: how short a last page
 * is differs between servers. One that knows no pages and gives the same again (snac2) has said all it will say.
 */
export async function readTimeline(
  page: (query: PageQuery) => Promise<Received>,
  window: Parameters<Channel['timeline']>[0],
  clock: Pick<Clock, 'now'>,
): ReturnType<Channel['timeline']> {
  const posts: Seen[] = [];
  const read = (complete: boolean) => ({ kind: 'read', value: { posts, complete } }) as const;
  const known = new Set<string>();
  let last: string | undefined;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const received = await page({
      limit: PAGE_POSTS,
      excludeReblogs: true,
      ...(window.since !== null && { sinceId: window.since }),
      ...(last !== undefined && { maxId: last }),
    });
    const statuses = accepted(received, pageAnswer);
    if (!statuses) {
      if (pages > 0) return read(false);
      return unreadable(failureOf(received, 'question', clock.now()));
    }
    const fresh = statuses.filter(({ id }) => !known.has(id));
    // The same again, and exactly as long as was asked: there may be more that cannot be reached.
    if (fresh.length === 0) return read(statuses.length !== PAGE_POSTS);
    for (const status of fresh) {
      known.add(status.id);
      last = status.id;
      if (status.id === window.since || status.createdAt < window.from) return read(true);
      if (status.reblog) continue;
      if (posts.length === window.postsMax) return read(false);
      posts.push(seenOf(status));
    }
  }
  return read(false);
}
