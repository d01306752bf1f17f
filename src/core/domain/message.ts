import type { Kind } from './announcement.ts';
import type { ChannelId } from './channel.ts';
import type { Instant } from './clock.ts';
import type { Facts } from './facts.ts';
import type { Cause, Mode } from './incident.ts';
import type { Language, Localized } from './language.ts';

/**
 * What a text is worded from: plain JSON, in all languages, with instants instead of formatted times. It is stored with
 * what was said, so that later facts can be held against it with today's messages.
 */
export interface ContentSnapshot {
  readonly mode: Mode;
  readonly title: Localized;
  /** Null where investigators have not agreed that it may be named. */
  readonly cause: Cause | null;
  readonly started: Instant;
  readonly hashtags: readonly string[];
  readonly poster: Subject;
  /** Whom it is about; the poster itself where nobody else is. */
  readonly about: readonly Subject[];
  readonly facts: Facts;
  readonly announcement: {
    readonly kind: Kind;
    readonly services: readonly string[];
    readonly contact: string | null;
    readonly what: Localized | null;
    readonly text: Localized | null;
    readonly until: Instant | null;
    /**
     * For how long its facts count as confirmed; after that it says how old they are. Null where it need not, absent
     * from what older versions stored.
     */
    readonly confirmedWithinMs?: number | null;
  };
  /** Of corrections, retractions and updates: the post that stood. */
  readonly original: { readonly kind: Kind; readonly postedAt: Instant } | null;
}

export interface Subject {
  readonly id: string;
  readonly name: Localized;
}

/** Why there are no words. `advice` says what staff can do. */
export interface Unworded {
  readonly kind: 'unworded';
  readonly because: 'no-message' | 'missing-translation' | 'nothing-to-say' | 'message-broken';
  readonly advice: string;
}

export interface Worded {
  readonly kind: 'worded';
  /**
   * Longest first, none of them empty, each put together when it is asked for; the banner of an exercise stands in each.
   * At least one.
   */
  readonly wordings: Iterable<string>;
}

/** The messages of a folder, ready to be worded. Pure: the same snapshot and time give the same words. */
export interface Messages {
  word(snapshot: ContentSnapshot, channel: ChannelId, language: Language, now: Instant): Worded | Unworded;
  /** Whether a text that somebody reads begins as those of an exercise do, in whatever language. */
  isExercise(text: string): boolean;
  /** Of each kind the SHA-256 over every message that can word it: what a standing approval binds to. */
  readonly digests: Readonly<Record<Kind, string>>;
}
