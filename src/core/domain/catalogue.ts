import type { ChannelId } from './channel.ts';
import type { Language } from './language.ts';

/**
 * The values that fill in a sentence. An absent value has no words in this language: the forms of the sentence that
 * need it are missing.
 */
export type Args = Readonly<Record<string, string | number | Missing | undefined>>;

/**
 * Takes the place of words that nobody wrote in the language of the text: `missing` names the field,
 * `contacts.hotline.name`.
 */
export interface Missing {
  readonly missing: string;
}

export function isMissing(value: unknown): value is Missing {
  return typeof value === 'object' && value !== null && 'missing' in value;
}

/** `commas` is a list that need not end in "and". */
export type Join = 'conjunction' | 'disjunction' | 'commas';

/** The whole sentences of one language, in Project Fluent. Pure: the same arguments give the same words. */
export interface Catalogue {
  readonly language: Language;
  /** Separates two sentences. */
  readonly gap: ' ' | '\n';
  /**
   * The sentence in all of its forms, the longest first; empty where this language has no words for it. A channel that has
   * an attribute of its name, as in `.x`, has that one form only.
   */
  forms(id: string, args: Args, channel: ChannelId): readonly string[];
  /** Words for the middle of a sentence: `time`, `time.short`. Undefined where there are none. */
  word(id: string, args: Args): string | undefined;
  has(id: string): boolean;
  list(entries: readonly string[], join: Join): string;
  /** The names of a day and its month, as a date in UTC. */
  dateNames(date: Date): DateNames;
}

/** In the forms that they have within a date. */
export interface DateNames {
  readonly weekday: string;
  readonly 'weekday-short': string;
  readonly 'month-name': string;
  readonly 'month-short': string;
}
