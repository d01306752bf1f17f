/** ISO 639-1, two lower-case letters: `de`. Or `de-simple`, Leichte Sprache: German for people who find reading hard. */
export type Language = string;

/** The same words in several languages. A language that is absent was not written, and nothing replaces it. */
export type Localized = Readonly<Record<Language, string>>;

/** The language of which all texts in other languages are translations. */
export const SOURCE: Language = 'de';

/** The two letters by which platforms and `Intl` know a language: those of `de-simple` are `de`. */
export function iso639(language: Language): string {
  return language.slice(0, 2);
}
