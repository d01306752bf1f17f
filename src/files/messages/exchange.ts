import { po } from 'gettext-parser';
import { operatorError } from '../../core/domain/errors.ts';
import { iso639, type Language } from '../../core/domain/language.ts';
import { bodyOf, type WrittenSentence } from './catalogue-file.ts';
import type { Translation } from './review-file.ts';

/** A sentence as an agency sends it back. */
export interface Returned {
  readonly id: string;
  /** The German that it was translated from, as Fluent writes it after `id =`. */
  readonly german: string;
  readonly words: string;
  /** The agency has marked it as not done. */
  readonly isFuzzy: boolean;
}

/**
 * Writes sentences as a PO file for translation programs: the context is the id, the source is the German in Fluent, the comment
 * is that of the German catalogue. A stale translation is marked as fuzzy: somebody has to look at it again.
 */
export function exportedAs(
  language: Language,
  translations: readonly Translation[],
  german: readonly WrittenSentence[],
): string {
  const about = new Map(german.map((one) => [one.id, one]));
  const entries = translations.map(({ id, german: source, words, state }) => ({
    msgctxt: id,
    msgid: bodyOf(source),
    msgstr: [words === null ? '' : bodyOf(words)],
    comments: {
      extracted: [about.get(id)?.group ?? '', about.get(id)?.comment ?? '']
        .filter((comment) => comment !== '')
        .join('\n'),
      reference: `messages/de.ftl:${about.get(id)?.line ?? ''}`,
      ...(state === 'stale' ? { flag: 'fuzzy' } : {}),
    },
  }));
  const headers = {
    'Content-Type': 'text/plain; charset=UTF-8',
    'Content-Transfer-Encoding': '8bit',
    Language: language,
  };
  const byContext = Object.fromEntries(entries.map((entry) => [entry.msgctxt, { [entry.msgid]: entry }]));
  return po.compile({ charset: 'utf-8', headers, translations: byContext }, { foldLength: 0 }).toString();
}

/**
 * Throws an OperatorError where it is no PO file, one in another language or without sentences, or where it does not say
 * which sentence something is, or says it twice, or where its bytes are not in the encoding that it names. Sentences without
 * a translation are left out.
 */
export function returnedIn(content: Uint8Array, name: string, language: Language): readonly Returned[] {
  try {
    const { translations, headers = {} } = po.parse(Buffer.from(content), {
      defaultCharset: 'utf-8',
      validation: true,
    });
    // Translation programs may add a region, as in `pl_PL`.
    const [, written] = /^([a-z]+)/i.exec(headers.Language ?? '') ?? [];
    if (written !== undefined && written.toLowerCase() !== iso639(language))
      throw operatorError('bad-po.language', { file: name, written, language });
    const entries = Object.values(translations)
      .flatMap((entries) => Object.values(entries))
      .filter(({ msgctxt, msgid }) => msgctxt !== undefined || msgid !== '');
    if (entries.length === 0) throw operatorError('bad-po.empty', { file: name });
    // The decoder puts this character where bytes are none of the encoding: words with it would be public one day.
    if (entries.some(({ msgid, msgstr }) => `${msgid}${msgstr}`.includes('\uFFFD')))
      throw operatorError('not-utf8.here', { file: name });
    const unnamed = entries.find(({ msgctxt }) => !msgctxt);
    if (unnamed) throw operatorError('bad-po.unnamed', { file: name, german: unnamed.msgid });
    return entries.flatMap(({ msgctxt, msgid, msgstr: [words = ''] = [], comments }) =>
      msgctxt === undefined || words.trim() === ''
        ? []
        : [{ id: msgctxt, german: msgid, words, isFuzzy: comments?.flag?.includes('fuzzy') ?? false }],
    );
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    throw operatorError('bad-po.here', { file: name, why: error.message }, { cause: error });
  }
}
