/** ISO 639-1, two lower-case letters: `de`. The form Mastodon takes for a status' language. */
export type Language = string;

/** The same words in several languages. A language that is absent was not written, and nothing replaces it. */
export type Localized = Readonly<Record<Language, string>>;
