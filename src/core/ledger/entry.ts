import type { Kind } from '../domain/announcement.ts';
import type { ChannelId } from '../domain/channel.ts';
import type { Instant } from '../domain/clock.ts';
import type { Language } from '../domain/language.ts';
import type { Action, Key } from '../domain/post-key.ts';

/**
 * `waiting`: not sent yet, or to be sent again. `sending`: claimed. `posted`: published, or the edit or deletion carried
 * out. `refused`: the platform refused it for good. `unknown`: sent, and the outcome is not known. `expired`: too late, and
 * never sent. `superseded`: replaced or withdrawn; never sent, or certainly not published.
 */
export const ENTRY_STATES = [
  'waiting',
  'sending',
  'posted',
  'refused',
  'unknown',
  'expired',
  'superseded',
] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

/** One publication, edit or deletion, as planning fixes it. */
export interface Intent {
  readonly key: Key;
  readonly action: Action;
  readonly incident: string;
  readonly announcement: string;
  readonly kind: Kind;
  readonly occurrence: Instant | null;
  readonly edition: number;
  readonly municipality: string;
  readonly account: string;
  readonly channel: ChannelId;
  /** Address of the server that it is sent to. */
  readonly server: string;
  readonly language: Language;
  /** Ids of those it is about, sorted. */
  readonly about: readonly string[];
  /** Null for a deletion. */
  readonly text: string | null;
  /** `postDigest` of the above: what an approval binds to. */
  readonly digest: string;
  /** Digests of the free words of its snapshot, which the approval of a kind does not cover. */
  readonly words: readonly string[];
  /** Digest of the snapshot that it was worded from; null for a deletion. */
  readonly snapshot: string | null;
  /** Key of the post that is edited or deleted. */
  readonly target: Key | null;
  /** Key of the post that must be published first. */
  readonly after: Key | null;
  /** The time at which it should be published; freshness counts from here. */
  readonly at: Instant;
  /** It is not sent before. */
  readonly due: Instant;
  /** It is not sent after. */
  readonly until: Instant | null;
  /** From this time on an all-clear of its municipality ends it (see `isEndedBy`). Null: none does. */
  readonly endedFrom: Instant | null;
  /** The lower rank goes first among posts that are due at once on an account. */
  readonly rank: number;
  /** The platform's charge for it, in US dollars, by the configured prices. */
  readonly usd: number;
}

/** An intent, and everything that happened to it. */
export interface Entry extends Intent {
  readonly state: EntryState;
  /** Why it is in this state, in words for staff. */
  readonly reason: string | null;
  /**
   * Why it may no longer be published: an unknown one is then looked up, and never sent again; a refused one stays refused,
   * and needs nobody.
   */
  readonly cancelled: string | null;
  /** While it is open: why the newest plan does not want it sent. Null: it does. */
  readonly held: string | null;
  /** Sends so far, certain or not. */
  readonly attempts: number;
  /** Look-ups since the last send. */
  readonly looks: number;
  readonly claim: { readonly by: string; readonly token: string; readonly until: Instant } | null;
  /** The last instant at which the last send could have left. */
  readonly leftBy: Instant | null;
  /** It is neither sent nor looked up before. */
  readonly nextAt: Instant | null;
  /**
   * Whether its account sends nothing else with this action until `nextAt`: the platform limits the account, or rejects its
   * credential.
   */
  readonly rests: boolean;
  /** Remote id of the account's newest post before the first send: a look-up reads what is newer. */
  readonly since: string | null;
  /** Key and remote id of the post that it answers, chosen by the claim. */
  readonly replyTo: Key | null;
  readonly parentId: string | null;
  /** Whether it is published on its own, because the platform refused it as an answer, or lost it twice. */
  readonly alone: boolean;
  /** How many Idempotency-Keys it was sent under before, which the platform answered for good (see `underNewKey`). */
  readonly earlierKeys: number;
  readonly remoteId: string | null;
  readonly url: string | null;
  readonly postedAt: Instant | null;
  /** Text and snapshot of a publication as they are published now, after edits. */
  readonly publishedText: string | null;
  readonly publishedSnapshot: string | null;
  /** The time since which a publication is no longer published. */
  readonly removedAt: Instant | null;
  /**
   * When its text was written down, or since when an earlier ledger may have posted it: look-ups begin ten minutes before.
   */
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** When a publication was posted, or was to be where the platform never said. */
export function postedAt(entry: Pick<Entry, 'postedAt' | 'at'>): Instant {
  return entry.postedAt ?? entry.at;
}

/** Whether something may still be done for it. */
export function isOpen({ state }: Pick<Entry, 'state'>): boolean {
  return state === 'waiting' || state === 'sending' || state === 'unknown';
}

export function isPublished(entry: Pick<Entry, 'action' | 'state' | 'removedAt'>): boolean {
  return entry.action === 'publish' && entry.state === 'posted' && entry.removedAt === null;
}

/** Whether it is on its way: claimed, or sent with an unknown outcome. */
export function isPending({ state }: Pick<Entry, 'state'>): boolean {
  return state === 'sending' || state === 'unknown';
}

/** Whether it was refused, and something has taken its place since: nobody need do anything about it. */
export function isPastRefusal({ state, cancelled }: Pick<Entry, 'state' | 'cancelled'>): boolean {
  return state === 'refused' && cancelled !== null;
}

/** Whether it was refused, and nothing has taken its place. */
export function needsSomebody({ state, cancelled }: Pick<Entry, 'state' | 'cancelled'>): boolean {
  return state === 'refused' && cancelled === null;
}

/**
 * Posts that another announcement should delete or change, and that stay public because that was refused, or has not succeeded so
 * far: each with its newest change that failed.
 */
export function stillPublic(entries: readonly Entry[]): ReadonlyMap<Key, Entry> {
  const published = new Map(entries.filter(isPublished).map((post) => [post.key, post]));
  const failed = entries.flatMap((change) => {
    const post = published.get(change.target ?? '');
    const { announcement, state, attempts, cancelled } = change;
    const isTried = (state === 'waiting' || state === 'unknown') && attempts > 0 && cancelled === null;
    const isWanted = post !== undefined && post.announcement !== announcement;
    return isWanted && (isTried || needsSomebody(change)) ? [[post.key, change] as const] : [];
  });
  return new Map(failed);
}

/** Whether it may ever have reached the platform. From then on its text is fixed. */
export function mayHaveLeft(entry: Pick<Entry, 'leftBy'>): boolean {
  return entry.leftBy !== null;
}
