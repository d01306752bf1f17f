import type { Kind } from './announcement.ts';
import type { Catalogue } from './catalogue.ts';
import type { Instant } from './clock.ts';
import type { Mistake } from './errors.ts';
import type { Facts, ReachWay } from './facts.ts';
import type { Cause, Mode } from './incident.ts';
import type { Language, Localized } from './language.ts';
import type { Layout } from './layout.ts';

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
  /** When somebody last made sure of any of the facts, where that is later than `facts.confirmed`, else absent. */
  readonly newest?: Instant;
  readonly announcement: {
    readonly kind: Kind;
    readonly services: readonly string[];
    /** Absent where the announcement names none. */
    readonly reach?: readonly ReachWay[];
    readonly contact: string | null;
    readonly what: Localized | null;
    readonly text: Localized | null;
    readonly until: Instant | null;
    /** How long its facts count as confirmed; after that the text says how old they are. Null or absent: for ever. */
    readonly confirmedWithinMs?: number | null;
  };
  /** The post that a correction or retraction is about. */
  readonly original: Original | null;
}

interface Original {
  /** The id of its announcement. Absent where an earlier version wrote it down. */
  readonly id?: string;
  readonly kind: Kind;
  readonly postedAt: Instant;
  /** The facts from which it was worded; null or absent where they are no longer known. */
  readonly facts?: Facts | null;
  /** The services that it named and was about alone. Absent: all, or those that the correction names. */
  readonly services?: readonly string[];
  /** `services` if a restoration named any, else `reach`. Absent: services. */
  readonly restored?: 'services' | 'reach';
  /** Whether it named a phone number that is not the one of today: nobody should call there. */
  readonly wrongNumber: boolean;
  /** Whether it is the newest of several that are withdrawn; absent: it is the only one. */
  readonly several?: true;
  /** Whether it is an all-clear that still holds for all whom it names, so that its correction says so once more; absent: no. */
  readonly stillOver?: true;
}

/**
 * The words that people wrote freely into a text, in one language: nobody could see them when the wording of its kind
 * was approved.
 */
export function freeWords(
  {
    title,
    cause,
    hashtags,
    facts,
    what,
  }: Pick<ContentSnapshot, 'title' | 'cause' | 'hashtags' | 'facts'> & { what: Localized | null },
  language: Language,
): readonly string[] {
  const { instruction, appointments, mail, services, contacts } = facts;
  const written = [
    ...hashtags,
    ...[title, what, cause?.supplier, instruction?.text, instruction?.place, appointments?.note, mail?.note],
    ...Object.values(services).flatMap(({ alternative, note }) => [alternative, note]),
    ...Object.values(contacts).flatMap((one) => [one.name, one.for, one.place, one.hours?.note, one.note]),
  ];
  return written.flatMap((one) => (typeof one === 'string' ? one : one?.[language]) ?? []);
}

/** The same of all that a text is worded from. */
export function wordsOf(snapshot: ContentSnapshot, language: Language): readonly string[] {
  return freeWords({ ...snapshot, what: snapshot.announcement.what }, language);
}

interface Subject {
  readonly id: string;
  readonly name: Localized;
}

/** Why there are no words. */
export type UnwordedReason =
  /** There is no catalogue of the language, or none is read because no account speaks it any more. */
  | { readonly because: 'no-language'; readonly why: 'no-file' | 'not-spoken'; readonly language: Language }
  /** The catalogue of the language lacks a sentence that must not be left out. */
  | { readonly because: 'no-sentence'; readonly sentence: string; readonly language: Language }
  /** Nobody has signed the sentence in this language since it, or its German original, was changed. */
  | { readonly because: 'unsigned'; readonly sentence: string; readonly language: Language }
  /** The facts hold nothing that this kind of announcement could say. */
  | { readonly because: 'nothing-to-say'; readonly message: Kind; readonly municipality: string }
  /** `field` is null where it is the announcement's own text. */
  | { readonly because: 'missing-translation'; readonly field: string | null; readonly language: Language }
  /** The announcement's own words cannot be filled in, or a text has characters that nobody sees. */
  | { readonly because: 'message-broken'; readonly language: Language; readonly mistake: Mistake }
  /** The text holds a configured secret. `source`: where it comes from, as a path in the facts or the announcement. */
  | { readonly because: 'secret'; readonly source: string }
  /**
   * `text`: the shortest that says all that must be said; alerts do not repeat it. `unbannered`: its length without the banner of an
   * exercise, if it fits then.
   */
  | {
      readonly because: 'too-long';
      readonly text: string | null;
      readonly length: number;
      readonly limit: number;
      readonly unbannered: number | null;
    };
export type Unworded = { readonly kind: 'unworded' } & UnwordedReason;

/** The contents of `messages/`: which sentences can be said, in which order and in which words. */
export interface Messages {
  readonly layout: Layout;
  /** By language. */
  readonly catalogues: ReadonlyMap<Language, Catalogue>;
  /** The sentences of a language that nobody has signed, or whose German original was changed since. */
  readonly unsigned: ReadonlyMap<Language, ReadonlySet<string>>;
  /** Why a text that was worded may not go out; null where it may. */
  refusal(text: string, snapshot: ContentSnapshot, language: Language): UnwordedReason | null;
  /** Whether a text begins with the banner of an exercise, in any language. */
  isExercise(text: string): boolean;
  readonly digests: WordDigests;
}

/** For each kind, by language, the SHA-256 of all that can word it. The approval of a pre-approved kind binds to it. */
export type WordDigests = Readonly<Record<Kind, Readonly<Record<Language, string>>>>;
