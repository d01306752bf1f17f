import { type Failure, unreadable } from '../core/delivery/outcome.ts';
import type { Channel, Seen } from '../core/domain/channel.ts';

type TimelineWindow = Parameters<Channel['timeline']>[0];

/** One page of an account's own posts, newest first, dated by our clock. */
interface Page {
  readonly posts: readonly Seen[];
  /** Leads to the next page; null on the last one. */
  readonly next: string | null;
  /** On the last page: whether there are no more posts than were shown. */
  readonly complete: boolean;
}

/** As many pages as hold the 3,200 posts that X shows. */
const PAGES_MAX = 33;

/** Reads an account's own posts page by page, as `Channel.timeline` promises. */
export async function readTimeline(
  window: TimelineWindow,
  read: (cursor: string | null) => Promise<Page | Failure>,
): ReturnType<Channel['timeline']> {
  const posts: Seen[] = [];
  const seen = (complete: boolean) => ({ kind: 'read', value: { posts, complete } }) as const;
  /** When the last known post was made, once it has come: what comes after it in the same second is older. */
  let known: number | null = null;
  const isOlder = ({ remoteId, at }: Seen) =>
    remoteId === window.since || at < window.from || (known !== null && at <= known);
  let cursor: string | null = null;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const page: Page | Failure = await read(cursor);
    if ('kind' in page) return pages === 0 ? unreadable(page) : seen(false);
    for (const post of page.posts) {
      if (post.remoteId === window.since) known = post.at;
      if (isOlder(post)) continue;
      if (posts.length === window.postsMax) return seen(false);
      posts.push(post);
    }
    const last = page.posts.at(-1);
    // An older post may be above newer ones, as a pinned one is, even the last known one.
    if (last && isOlder(last)) return seen(true);
    if (page.next === null) return seen(page.complete);
    cursor = page.next;
  }
  return seen(false);
}
