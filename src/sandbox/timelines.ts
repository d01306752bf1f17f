import type { Instant } from '../core/domain/clock.ts';
import type { SandboxAccount } from './account.ts';

/** One wording of a post, from an instant on. */
export interface Version {
  readonly text: string;
  /** The content warning above the text, or nothing. */
  readonly spoiler: string;
  /** As the sender said or the platform guessed it; null: not known. */
  readonly language: string | null;
  readonly at: Instant;
}

/** A post with everything that ever happens to it. What lies in the clock's future has not happened yet. */
interface Post {
  readonly id: string;
  readonly account: SandboxAccount;
  /** The id of the post that it answers. */
  readonly replyTo: string | null;
  readonly idempotencyKey: string | null;
  /** Oldest first. */
  readonly versions: readonly Version[];
  readonly deletedAt: Instant | null;
}

/** A post as it was at one instant. */
export interface Shown extends Post {
  /** The newest of the versions. */
  readonly current: Version;
  readonly createdAt: Instant;
  /** Null: never edited. */
  readonly editedAt: Instant | null;
}

/** The posts of one platform. */
export interface Timelines {
  /** Returns the new post as it is at the time of its first version. */
  add(account: SandboxAccount, post: Pick<Post, 'replyTo' | 'idempotencyKey'>, first: Version): Shown;
  edit(id: string, version: Version): void;
  delete(id: string, at: Instant): void;
  /** A post that could be read at an instant; null where there was none, or it was deleted. */
  find(id: string, asOf: Instant): Shown | null;
  /** An account's posts that could be read at an instant, newest first. */
  published(account: SandboxAccount, asOf: Instant): readonly Shown[];
  /** As `published`, with the deleted ones among them. */
  all(account: SandboxAccount, asOf: Instant): readonly Shown[];
  /** Grows with every change. */
  revision(): number;
}

const VERSIONS_MAX = 200;

export function timelinesWith(
  postsPerAccountMax: number,
  postId: (at: Instant, number: number) => string,
): Timelines {
  const posts = new Map<string, Post>();
  /** Ids by account, newest first. */
  const ids = new Map<string, readonly string[]>();
  let changes = 0;

  function change(id: string, changed: (post: Post) => Partial<Post>): void {
    const post = posts.get(id);
    if (!post) return;
    posts.set(id, { ...post, ...changed(post) });
    changes++;
  }

  function all(account: SandboxAccount, asOf: Instant): readonly Shown[] {
    return (ids.get(account.id) ?? []).flatMap((id) => shownAt(posts.get(id), asOf) ?? []);
  }

  return {
    add(account, rest, first) {
      const id = postId(first.at, changes++);
      const post: Post = { ...rest, id, account, versions: [first], deletedAt: null };
      posts.set(id, post);
      const older = ids.get(account.id) ?? [];
      // A post that is accepted late is newer than some that are added after it.
      const newer = older.findIndex((other) => isNewer(id, other));
      const sorted = older.toSpliced(newer < 0 ? older.length : newer, 0, id);
      for (const forgotten of sorted.slice(postsPerAccountMax)) posts.delete(forgotten);
      ids.set(account.id, sorted.slice(0, postsPerAccountMax));
      return { ...post, current: first, createdAt: first.at, editedAt: null };
    },
    edit: (id, version) =>
      change(id, ({ versions: [first, ...later] }) => {
        // An edit that is accepted late comes after one that was sent after it.
        const edits = [...later.slice(-VERSIONS_MAX), version].sort((a, b) => a.at - b.at);
        return { versions: first ? [first, ...edits] : edits };
      }),
    delete: (id, at) => change(id, () => ({ deletedAt: at })),
    find(id, asOf) {
      const shown = shownAt(posts.get(id), asOf);
      return shown?.deletedAt === null ? shown : null;
    },
    published: (account, asOf) => all(account, asOf).filter((shown) => shown.deletedAt === null),
    all,
    revision: () => changes,
  };
}

function shownAt(post: Post | undefined, asOf: Instant): Shown | null {
  const versions = post?.versions.filter((version) => version.at <= asOf) ?? [];
  const [first, current] = [versions.at(0), versions.at(-1)];
  if (!post || !first || !current) return null;
  return {
    ...post,
    versions,
    current,
    createdAt: first.at,
    editedAt: current === first ? null : current.at,
    deletedAt: post.deletedAt !== null && post.deletedAt <= asOf ? post.deletedAt : null,
  };
}

/** Compares ids as the numbers that they are: they do not fit a double. */
export function isNewer(id: string, than: string): boolean {
  return id.length === than.length ? id > than : id.length > than.length;
}

/** 64 bits that grow with time: milliseconds, then the lowest `bits` of a number that tells apart what came at once. */
export function timedId(elapsedMs: number, bits: bigint, number: number): string {
  const elapsed = BigInt(Math.max(1, Math.floor(elapsedMs)));
  return ((elapsed << bits) | BigInt.asUintN(Number(bits), BigInt(number))).toString();
}
