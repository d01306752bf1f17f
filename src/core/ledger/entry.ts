import { type Kind, URGENT_KINDS } from '../domain/announcement.ts';
import type { ChannelId } from '../domain/channel.ts';
import type { Instant } from '../domain/clock.ts';
import type { Language } from '../domain/language.ts';
import type { Action, Key } from '../domain/post-key.ts';

/**
 * `waiting`: not sent, may be. `sending`: claimed. `posted`: done (an edit or deletion: carried out).
 * `refused`: the platform said no, for good. `unknown`: sent, and nobody knows. `expired`: too late, never sent.
 * `superseded`: something newer took its place, or it was withdrawn; never sent, or certainly not standing.
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

/** What planning fixes of one publication, edit or deletion. */
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
  /** Address of what takes it: X's API, or the account's Mastodon server. */
  readonly server: string;
  readonly language: Language;
  /** Ids of those it is about, sorted. */
  readonly about: readonly string[];
  /** Null for a deletion. */
  readonly text: string | null;
  /** `postDigest` of the above: what an approval binds to. */
  readonly digest: string;
  /** Digest of the snapshot that it was worded from; null for a deletion. */
  readonly snapshot: string | null;
  /** Key of the post that is edited or deleted. */
  readonly target: Key | null;
  /** Key of what must stand first. */
  readonly after: Key | null;
  /** When it was meant to be said: freshness counts from here. */
  readonly at: Instant;
  /** Not before. */
  readonly due: Instant;
  readonly until: Instant | null;
  /** Within an account and a due time, the lower goes first. */
  readonly rank: number;
  /** What the platform charges for it, in US dollars, by the configured prices. */
  readonly usd: number;
}

/** One row: an intent, and everything that happened to it. */
export interface Entry extends Intent {
  readonly state: EntryState;
  /** Why it is in this state, in words for staff. */
  readonly reason: string | null;
  /** Why it may no longer be said: an unknown is then only looked for. */
  readonly cancelled: string | null;
  /** While it is open: why the newest plan does not want it sent, or sent again. Null: it does. */
  readonly held: string | null;
  /** Sends so far, certain or not. */
  readonly attempts: number;
  /** Looks since the last send. */
  readonly looks: number;
  readonly claim: { readonly by: string; readonly token: string; readonly until: Instant } | null;
  /** The last instant at which the last send could have left. */
  readonly leftBy: Instant | null;
  /** Neither sent nor looked for before this. */
  readonly nextAt: Instant | null;
  /** Remote id of the account's newest post known before the last send: a look starts behind it. */
  readonly since: string | null;
  /** Key and remote id of the post it answers; chosen when it is claimed. */
  readonly replyTo: Key | null;
  readonly parentId: string | null;
  /** Whether the platform refused the answer, so that it goes out on its own. */
  readonly alone: boolean;
  readonly remoteId: string | null;
  readonly url: string | null;
  readonly postedAt: Instant | null;
  /** Of a publication: text and snapshot that stand now, after edits. */
  readonly publishedText: string | null;
  readonly publishedSnapshot: string | null;
  /** Of a publication: since when it no longer stands. */
  readonly removedAt: Instant | null;
  /**
   * When its text was written down, or since when an earlier ledger may have posted it: looks begin ten minutes before.
   */
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** Not over: something may still be done for it. */
export function isOpen({ state }: Entry): boolean {
  return state === 'waiting' || state === 'sending' || state === 'unknown';
}

export function isPublished(entry: Entry): boolean {
  return entry.action === 'publish' && entry.state === 'posted' && entry.removedAt === null;
}

/** Urgent kinds and what follows from them first, edits that keep posts current last. */
export function turnOf(intent: Pick<Intent, 'kind' | 'action' | 'after'>): 0 | 1 | 2 {
  if (URGENT_KINDS.has(intent.kind)) return 0;
  return intent.action === 'edit' && intent.after === null ? 2 : 1;
}
