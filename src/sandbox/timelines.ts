import type { Instant } from '../core/domain/clock.ts';
import type { SandboxAccount } from './account.ts';

/** One wording of a post, from an instant on. */
export interface Version {
  /** As it was sent. */
  readonly text: string;
  /** As the sender said or the platform guessed it; null: not known. */
  readonly language: string | null;
  readonly at: Instant;
}

/** A post as it was at one instant, with the newest of its wordings. */
export interface SandboxPost extends Version {
  readonly id: string;
  readonly account: string;
  /** The id of the post that it answers. */
  readonly replyTo: string | null;
  readonly idempotencyKey: string | null;
  /** When it was published. */
  readonly at: Instant;
  /** Oldest first, the newest among them. */
  readonly versions: readonly Version[];
  /** The earlier texts, oldest first. */
  readonly edits: readonly string[];
  readonly editedAt: Instant | null;
  readonly deletedAt: Instant | null;
}

/** Everything that ever happens to a post. An event in the clock's future has not happened yet. */
type Life = Pick<SandboxPost, 'id' | 'account' | 'replyTo' | 'idempotencyKey' | 'versions' | 'deletedAt'>;

/** The posts of one platform. */
export interface Timelines {
  add(account: SandboxAccount, post: Pick<Life, 'replyTo' | 'idempotencyKey'>, first: Version): SandboxPost;
  edit(id: string, version: Version): void;
  delete(id: string, at: Instant): void;
  /** A post that could be read at an instant; null where there was none, or it was deleted. */
  find(id: string, asOf: Instant): SandboxPost | null;
  /** An account's posts that could be read at an instant, newest first; with ids, those between the two. */
  published(
    account: SandboxAccount,
    asOf: Instant,
    ids?: { readonly newerThan?: string | undefined; readonly olderThan?: string | undefined },
  ): readonly SandboxPost[];
  /** As `published`, with the deleted ones among them. */
  all(account: SandboxAccount, asOf: Instant): readonly SandboxPost[];
  /** The number of changes up to an instant. */
  revision(asOf: Instant): number;
}

const VERSIONS_MAX = 200;

export function timelinesWith(
  postsPerAccountMax: number,
  postId: (at: Instant, number: number) => string,
): Timelines {
  const lives = new Map<string, Life>();
  /** Ids by account, newest first. */
  const ids = new Map<string, readonly string[]>();
  const changes: Instant[] = [];

  function change(id: string, at: Instant, changed: (life: Life) => Partial<Life>): void {
    const life = lives.get(id);
    if (life) lives.set(id, { ...life, ...changed(life) });
    changes.push(at);
  }

  function all(account: SandboxAccount, asOf: Instant): readonly SandboxPost[] {
    return (ids.get(account.id) ?? []).flatMap((id) => postAt(lives.get(id), asOf) ?? []);
  }

  return {
    add(account, post, first) {
      const id = postId(first.at, changes.push(first.at));
      const life = { ...post, id, account: account.id, versions: [first], deletedAt: null };
      lives.set(id, life);
      const others = ids.get(account.id) ?? [];
      // A post that is accepted late is newer than some that are added after it.
      const older = others.findIndex((other) => isNewer(id, other));
      const sorted = others.toSpliced(older < 0 ? others.length : older, 0, id);
      for (const forgotten of sorted.slice(postsPerAccountMax)) lives.delete(forgotten);
      ids.set(account.id, sorted.slice(0, postsPerAccountMax));
      return { ...life, ...first, edits: [], editedAt: null };
    },
    edit: (id, version) =>
      change(id, version.at, ({ versions: [first, ...later] }) => {
        // An edit that is accepted late comes after one that was sent after it.
        const edits = [...later.slice(-VERSIONS_MAX), version].sort((a, b) => a.at - b.at);
        return { versions: first ? [first, ...edits] : edits };
      }),
    delete: (id, at) => change(id, at, () => ({ deletedAt: at })),
    find(id, asOf) {
      const post = postAt(lives.get(id), asOf);
      return post?.deletedAt === null ? post : null;
    },
    published: (account, asOf, { newerThan, olderThan } = {}) =>
      all(account, asOf).filter(
        ({ id, deletedAt }) =>
          deletedAt === null &&
          (!newerThan || isNewer(id, newerThan)) &&
          (!olderThan || isNewer(olderThan, id)),
      ),
    all,
    revision: (asOf) => changes.filter((at) => at <= asOf).length,
  };
}

function postAt(life: Life | undefined, asOf: Instant): SandboxPost | null {
  const versions = life?.versions.filter((version) => version.at <= asOf) ?? [];
  const [first, newest] = [versions.at(0), versions.at(-1)];
  if (!life || !first || !newest) return null;
  const edits = versions.slice(0, -1).map((version) => version.text);
  const editedAt = edits.length > 0 ? newest.at : null;
  const deletedAt = life.deletedAt !== null && life.deletedAt <= asOf ? life.deletedAt : null;
  return { ...life, ...newest, at: first.at, versions, edits, editedAt, deletedAt };
}

/** Compares ids as the numbers that they are: they do not fit a double. */
function isNewer(id: string, than: string): boolean {
  return id.length === than.length ? id > than : id.length > than.length;
}

/** 64 bits that grow with time: milliseconds, then the lowest `bits` of a number that tells apart what came at once. */
export function timedId(elapsedMs: number, bits: bigint, number: number): string {
  const elapsed = BigInt(Math.max(1, Math.floor(elapsedMs)));
  return ((elapsed << bits) | BigInt.asUintN(Number(bits), BigInt(number))).toString();
}
