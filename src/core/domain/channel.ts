import type { Kind } from './announcement.ts';
import type { Instant } from './clock.ts';
import type { Language } from './language.ts';

/** Names a platform that can be posted to, as it is written in files and kept in the ledger. */
export type ChannelId = string;

/** The channel with this id. Throws where there is none, which is a bug: ids are checked when files are read. */
export function channelWithId<One extends { readonly id: ChannelId }>(
  channels: readonly One[],
  id: ChannelId,
): One {
  const found = channels.find((channel) => channel.id === id);
  if (!found) throw new Error(`there is no channel ${id}`);
  return found;
}

/** How long a text may be, and how much of that one link takes. */
export interface Limits {
  readonly characters: number;
  /** Null if the server's way of counting is unknown: then the greatest plausible count is taken. */
  readonly perUrl: number | null;
}

/** Each is null where the platform does not say. */
interface Rights {
  /** Whether the credential may publish. */
  readonly publishes: boolean | null;
  /** Whether it may read the account's posts: without that no lost answer is ever settled. */
  readonly reads: boolean | null;
  /** Whether the account's profile says that a program posts on it. */
  readonly isBot: boolean | null;
  /** Whether everybody sees what is posted on the account. */
  readonly isSeen: boolean | null;
}

/** The part of a channel that planning needs: pure, and the same for all of its accounts. */
export interface ChannelRules {
  readonly id: ChannelId;
  /** For people. */
  readonly name: string;
  /** Whether a post tells the platform its language. If it does not, a text in another language names its language. */
  readonly carriesLanguage: boolean;
  /** Whether a published post can be edited. If it cannot, a wrong post is deleted. */
  readonly edits: boolean;
  /** Null where the platform does not mind the same words on several accounts. */
  readonly nearDuplicates: NearDuplicatePolicy | null;
  /**
   * How long after a post the platform refuses the same text again on the same account, a day at most; null where it takes it.
   * Longer ago the text is only warned of.
   */
  readonly refusesRepeatsMs: number | null;
  /** The length of a text as the platform counts it. */
  length(text: string, limits: Limits): number;
  /** Whether the text holds something that the platform makes a link. */
  hasUrl(text: string): boolean;
}

/** Tells when texts of two accounts are too similar, and which of them wait. */
export interface NearDuplicatePolicy {
  /** From this similarity on, 0 to 1, the platform may suspend the accounts. */
  readonly similarity: number;
  /** Kinds that are held until somebody adds a local fact. All others go out with a warning. */
  readonly held: ReadonlySet<Kind>;
}

/** A post as a platform has it. */
export interface PostedAs {
  readonly remoteId: string;
  readonly url: string | null;
  /** Null where the platform does not tell. */
  readonly at: Instant | null;
  /** Whether the platform shows it to fewer people than everybody. */
  readonly isHidden?: boolean;
}

/**
 * How a delivery ended.
 * `posted`: it is published. `refused`: it is not, and trying the same again would not help. `deferred`: it is certainly
 * not published; try again at `until`, or when the back-off says so. `unknown`: it may be published, now or later. `decides: 'staff'`:
 * no look-up could recognise the post, so a person decides.
 */
export type Answer =
  | ({ readonly kind: 'posted' } & PostedAs)
  | { readonly kind: 'refused'; readonly cause: RefusalCause; readonly reason: string }
  | {
      readonly kind: 'deferred';
      readonly cause: DeferralCause;
      readonly until: Instant | null;
      readonly reason: string;
    }
  | { readonly kind: 'unknown'; readonly reason: string; readonly decides?: 'staff' };

/**
 * `duplicate`: the platform has this text already (after an unknown: ours). `reply`: it refuses the answer, or the
 * parent is gone: post on its own. `missing`: the post to be edited or deleted is not there. `account`: suspended,
 * locked or revoked until a person acts. `post`: this text is refused.
 */
type RefusalCause = 'post' | 'duplicate' | 'reply' | 'missing' | 'account';
/**
 * The reason for the wait: `unsent` (the request never left), `rate`, `account` (401, or nobody says whose it is), `app` (no
 * credit, app suspended), `server`.
 */
type DeferralCause = 'unsent' | 'rate' | 'account' | 'app' | 'server';

/** An answer to a question, or why there is none. */
export type ReadResult<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'unreadable';
      readonly reason: string;
      readonly until: Instant | null;
      /** Why it cannot be read; absent where that may pass by itself. */
      readonly cause?: UnreadableCause;
    };

/**
 * `credential`: 401. `account`: suspended, locked or without permission. `app`: no credit, app suspended. `rate`: asked too
 * often.
 */
export type UnreadableCause = 'credential' | 'account' | 'app' | 'rate';

/** A post as its platform shows it: `text` is normalised back to what was sent (links, entities, HTML). */
export interface Seen extends PostedAs {
  readonly text: string;
  readonly at: Instant;
  /** Whether the account of the channel published it; null where the platform does not tell. */
  readonly isOwn: boolean | null;
}

export interface Publication {
  readonly text: string;
  readonly language: Language;
  /** Remote id of the post it answers, or null. */
  readonly replyTo: string | null;
  /** The same for a post that is sent again because its answer was lost. */
  readonly idempotencyKey: string;
}

/** An account, as its platform names it. */
export interface Owner {
  readonly handle: string;
  readonly remoteId: string;
}

/**
 * One account on its platform, with its credential. Every answer of the platform is a returned value; an exception is a bug.
 * Every call ends within the channel's send timeout or when `signal` aborts; an aborted send is `unknown`.
 */
export interface Channel {
  /** The account whose credential this is, as the platform says. */
  identity(signal: AbortSignal): Promise<ReadResult<Owner>>;
  /** Digest of the server and the credential: the answer of `identity` holds as long as it stays the same. */
  readonly proof: string;
  /** Takes over what `identity` answered before, perhaps in another process. */
  recall(owner: Owner): void;
  /** The rights of the credential, as far as the platform says. Asks more than `identity` does. */
  rights(signal: AbortSignal): Promise<ReadResult<Rights>>;
  /** The limits that the account's server names; `absent` where it names none. */
  limits(signal: AbortSignal): Promise<ReadResult<Limits>>;
  publish(publication: Publication, signal: AbortSignal): Promise<Answer>;
  /** `posted` with the same remote id. Only where the rules of its platform say `edits`. */
  edit(remoteId: string, publication: Publication, signal: AbortSignal): Promise<Answer>;
  /** `posted` once it is gone; a post that was gone already counts as gone. */
  delete(remoteId: string, signal: AbortSignal): Promise<Answer>;
  /** One post by its id. */
  read(remoteId: string, signal: AbortSignal): Promise<ReadResult<Seen>>;
  /** The text of one post as it was sent; `absent` where the platform does not keep it. */
  source(remoteId: string, signal: AbortSignal): Promise<ReadResult<string>>;
  /**
   * The account's own posts and answers, newest first, each newer than the post `since` (all, where it is null) and
   * not older than `from`, at most `postsMax`. `complete` is false where there may be more that were not read.
   */
  timeline(
    window: { readonly since: string | null; readonly from: Instant; readonly postsMax: number },
    signal: AbortSignal,
  ): Promise<ReadResult<{ readonly posts: readonly Seen[]; readonly complete: boolean }>>;
  /** Whether a text read back is the text that was sent, as far as this platform lets one know. */
  same(sent: string, seen: Seen): boolean;
}
