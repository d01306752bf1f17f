import type { Seen } from '../domain/channel.ts';
import type { Instant } from '../domain/clock.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import type { Intent } from './entry.ts';

/** The finding in an account's timeline about a post that a new ledger would send. */
export interface Adoption {
  readonly intent: Intent;
  /** Whether it is sent where it is absent. What is not is only looked for, unless a later plan asks for it. */
  readonly isAsked: boolean;
  readonly as: /** The same text is published there. */
    | { readonly kind: 'published'; readonly seen: Seen }
    /** A similar text is published there: a person decides. */
    | { readonly kind: 'similar'; readonly seen: Seen }
    | { readonly kind: 'absent' }
    /** The account could not be read. The post is looked up like one whose answer was lost. */
    | { readonly kind: 'unread'; readonly reason: string };
}

/** What is known, when a ledger begins in an incident that lasts, of what was said in it before. */
export interface Beginning {
  readonly incident: string;
  /** The incident's start: something may have been said since. */
  readonly since: Instant;
  readonly adoptions: readonly Adoption[];
  /** What the texts were worded from, by digest. */
  readonly snapshots: ReadonlyMap<string, ContentSnapshot>;
  /** When announcements were read at the latest. */
  readonly firstRead: ReadonlyMap<string, Instant>;
}
