/** ISO 639-1, two lower-case letters: `de`. Or `de-simple`, Leichte Sprache: German for people who find reading hard. */
export type Language = string;

/** The same words in several languages. A language that is absent was not written, and nothing replaces it. */
export type Localized = Readonly<Record<Language, string>>;

/** All texts in other languages are translations from this one. */
export const SOURCE: Language = 'de';

/** The two letters by which platforms and `Intl` know a language: those of `de-simple` are `de`. */
export function iso639(language: Language): string {
  return language.slice(0, 2);
}

/**
 * The first of `known` that a browser asks for: by a choice that was kept in the cookie `sprache`, then by its settings; else
 * the first of all.
 */
export function languageAsked<Known extends string>(
  known: readonly [Known, ...Known[]],
  headers: { get(name: string): string | null },
): Known {
  const chosen = /(?:^|;\s*)sprache=(\w+)/.exec(headers.get('cookie') ?? '')?.[1];
  const accepted = (headers.get('accept-language') ?? '').split(',').map((one) => one.trim().slice(0, 2));
  return (
    [chosen, ...accepted].flatMap((one) => known.find((language) => language === one) ?? [])[0] ?? known[0]
  );
}
