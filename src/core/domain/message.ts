import type { Kind } from './announcement.ts';
import type { ChannelId } from './channel.ts';
import type { Instant } from './clock.ts';
import type { Facts } from './facts.ts';
import type { Cause, Mode } from './incident.ts';
import type { Language, Localized } from './language.ts';

/**
 * The contents that a text is worded from: plain JSON, in all languages, with instants instead of formatted times. The ledger
 * stores it with what was published, so that today's messages can word it again and compare it with today's facts.
 */
export interface ContentSnapshot {
  readonly mode: Mode;
  readonly title: Localized;
  /** Null where investigators have not agreed that it may be named in public. */
  readonly cause: Cause | null;
  readonly started: Instant;
  readonly hashtags: readonly string[];
  readonly poster: Subject;
  /** The municipalities and groups that it is about: the poster, unless the announcement names others. */
  readonly about: readonly Subject[];
  readonly facts: Facts;
  readonly announcement: {
    readonly kind: Kind;
    readonly services: readonly string[];
    readonly contact: string | null;
    readonly what: Localized | null;
    readonly text: Localized | null;
    readonly until: Instant | null;
    /** How long its facts count as confirmed; after that the text says how old they are. Null or absent: for ever. */
    readonly confirmedWithinMs?: number | null;
  };
  /** For a correction or retraction: the post that it is about. */
  readonly original: { readonly kind: Kind; readonly postedAt: Instant } | null;
}

/**
 * Free words of people in a text, in one language: nobody could see it when the wording of its kind was approved.
 */
export function freeWords(
  {
    title,
    cause,
    facts,
    what,
  }: Pick<ContentSnapshot, 'title' | 'cause' | 'facts'> & { what: Localized | null },
  language: Language,
): readonly string[] {
  const { instruction, appointments, mail, services, contacts } = facts;
  const written = [
    ...[title, what, cause?.supplier, instruction?.text, appointments?.note, mail?.note],
    ...Object.values(services).flatMap(({ alternative, note }) => [alternative, note]),
    ...Object.values(contacts).flatMap(({ name, place, hours }) => [name, place, hours]),
  ];
  return written.flatMap((one) => (typeof one === 'string' ? one : one?.[language]) ?? []);
}

export interface Subject {
  readonly id: string;
  readonly name: Localized;
}

/** Why there are no words. A message is named as its file, without the extension. */
export type UnwordedReason =
  | { readonly because: 'no-message'; readonly message: string; readonly language: Language }
  /** The facts hold nothing that the message could say. */
  | { readonly because: 'nothing-to-say'; readonly message: string; readonly municipality: string }
  /** `field` is null where it is the announcement's own text. */
  | { readonly because: 'missing-translation'; readonly field: string | null; readonly language: Language }
  /** `message` is null where it is the announcement's own text. */
  | {
      readonly because: 'message-broken';
      readonly message: string | null;
      readonly language: Language;
      readonly reason: string;
    }
  /** The text holds a configured secret. `source`: where it comes from, as a path in the facts or the announcement. */
  | { readonly because: 'secret'; readonly source: string };
export type Unworded = { readonly kind: 'unworded' } & UnwordedReason;

export interface Worded {
  readonly kind: 'worded';
  /** At least one, longest first, none empty. Each is put together when it is iterated, with the banner of an exercise. */
  readonly wordings: Iterable<string>;
}

/** The messages of a folder. Pure: the same snapshot and time give the same words. */
export interface Messages {
  word(snapshot: ContentSnapshot, channel: ChannelId, language: Language, now: Instant): Worded | Unworded;
  /** Why a text that was worded may not go out; null where it may. */
  refusal(text: string, snapshot: ContentSnapshot, language: Language): UnwordedReason | null;
  /** Whether a text begins with the banner of an exercise, in any language. */
  isExercise(text: string): boolean;
  /** For each kind, the SHA-256 of all messages that can word it. The approval of a pre-approved kind binds to it. */
  readonly digests: Readonly<Record<Kind, string>>;
}
