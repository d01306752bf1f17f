import type { ChannelId } from '../core/domain/channel.ts';
import type { Instant } from '../core/domain/clock.ts';
import type { SandboxAccount } from './account.ts';

/** One wording of a post, from an instant on. */
export interface Version {
  readonly text: string;
  readonly spoiler: string;
  readonly sensitive: boolean;
  /** As the sender said, or as the platform guessed; null: not known. */
  readonly language: string | null;
  readonly at: Instant;
}

/** A post with everything that ever happens to it. What lies in the future of the clock has not happened yet. */
export interface Post {
  readonly id: string;
  readonly account: SandboxAccount;
  readonly replyTo: string | null;
  readonly idempotencyKey: string | null;
  readonly visibility: string;
  /** Oldest first. */
  readonly versions: readonly [Version, ...Version[]];
  readonly deletedAt: Instant | null;
}

/** A post as it stood at one instant. */
export interface Shown extends Version {
  readonly post: Post;
  /** The wording that stood, as the post holds it. */
  readonly current: Version;
  /** When it was first said. */
  readonly createdAt: Instant;
  /** Null: never edited. */
  readonly editedAt: Instant | null;
  /** Oldest first, without the current one. */
  readonly earlier: readonly Version[];
  /** Null: it stands. */
  readonly deletedAt: Instant | null;
}

export interface Timelines {
  add(
    account: SandboxAccount,
    post: Omit<Post, 'id' | 'account' | 'versions' | 'deletedAt'>,
    first: Version,
  ): Post;
  edit(id: string, version: Version): void;
  delete(id: string, at: Instant): void;
  /** A post as of an instant, deleted or not; null where there was none. */
  find(id: string, asOf: Instant): Shown | null;
  /** All of an account's posts as of an instant, newest first, deleted ones among them. */
  of(account: string, asOf: Instant): readonly Shown[];
  /** Grows with every change. */
  revision(): number;
}

const VERSIONS_MAX = 200;

export function timelinesWith(postsPerAccountMax: number): Timelines {
  const byId = new Map<string, Post>();
  /** Newest first. */
  const byAccount = new Map<string, readonly Post[]>();
  let count = 0;

  function replace(post: Post): void {
    byId.set(post.id, post);
    const posts = byAccount.get(post.account.id) ?? [];
    byAccount.set(
      post.account.id,
      posts.map((one) => (one.id === post.id ? post : one)),
    );
    count++;
  }

  return {
    add(account, rest, first) {
      const post: Post = {
        ...rest,
        id: idOf(account.channel, first.at, count++),
        account,
        versions: [first],
        deletedAt: null,
      };
      const posts = [post, ...(byAccount.get(account.id) ?? [])].sort(newestFirst);
      for (const forgotten of posts.slice(postsPerAccountMax)) byId.delete(forgotten.id);
      byAccount.set(account.id, posts.slice(0, postsPerAccountMax));
      byId.set(post.id, post);
      return post;
    },
    edit(id, version) {
      const post = byId.get(id);
      if (!post) return;
      const [first, ...later] = post.versions;
      // An edit that is accepted late comes after one that was sent after it.
      const edits = [...later.slice(-VERSIONS_MAX), version].sort((a, b) => a.at - b.at);
      replace({ ...post, versions: [first, ...edits] });
    },
    delete(id, at) {
      const post = byId.get(id);
      if (post) replace({ ...post, deletedAt: at });
    },
    find(id, asOf) {
      const post = byId.get(id);
      return post ? shownAt(post, asOf) : null;
    },
    of(account, asOf) {
      return (byAccount.get(account) ?? []).flatMap((post) => shownAt(post, asOf) ?? []);
    },
    revision: () => count,
  };
}

function shownAt(post: Post, asOf: Instant): Shown | null {
  const versions = post.versions.filter((version) => version.at <= asOf);
  const current = versions.at(-1);
  if (!current) return null;
  return {
    ...current,
    post,
    current,
    createdAt: post.versions[0].at,
    editedAt: versions.length > 1 ? current.at : null,
    earlier: versions.slice(0, -1),
    deletedAt: post.deletedAt !== null && post.deletedAt <= asOf ? post.deletedAt : null,
  };
}

/** Compares ids as the numbers that they are: they do not fit a double. */
export function isNewer(id: string, than: string): boolean {
  return id.length === than.length ? id > than : id.length > than.length;
}

function newestFirst(a: Post, b: Post): number {
  if (a.id === b.id) return 0;
  return isNewer(a.id, b.id) ? -1 : 1;
}

/** Where X's ids begin to count: 4 November 2010. */
const SNOWFLAKE_EPOCH = 1_288_834_974_657;

/** 64 bits that grow with time, as both platforms' ids do: milliseconds, then a number that tells apart what came at once. */
function idOf(channel: ChannelId, at: Instant, count: number): string {
  const [since, bits] = channel === 'x' ? [SNOWFLAKE_EPOCH, 22n] : [0, 16n];
  const elapsed = BigInt(Math.max(1, Math.floor(at - since)));
  return ((elapsed << bits) | (BigInt(count) % (1n << bits))).toString();
}
