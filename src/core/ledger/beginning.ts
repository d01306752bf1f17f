import type { Seen } from '../domain/channel.ts';
import type { Instant } from '../domain/clock.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import type { Intent } from './entry.ts';

/** The finding in an account's timeline about a post that a new ledger would send. */
export interface Adoption {
  readonly intent: Intent;
  /** Whether it is sent if it is absent. Others are only looked for, unless a later plan asks for them. */
  readonly isAsked: boolean;
  readonly as: /** The same text is published there. */
    | { readonly kind: 'published'; readonly seen: Seen }
    /** A similar text is published there: a person decides. */
    | { readonly kind: 'similar'; readonly seen: Seen }
    | { readonly kind: 'absent' }
    /** The account could not be read. The post is looked up like one whose answer was lost. */
    | { readonly kind: 'unread'; readonly reason: string };
}

/** The posts that are known from before, when a ledger begins during an incident. */
export interface Beginning {
  readonly incident: string;
  /** The incident's start: something may have been said since. */
  readonly since: Instant;
  readonly adoptions: readonly Adoption[];
  /** The snapshots from which the texts were worded, by digest. */
  readonly snapshots: ReadonlyMap<string, ContentSnapshot>;
  /** When announcements were read at the latest. */
  readonly firstRead: ReadonlyMap<string, Instant>;
}
