import type { Imported, Translated } from '../../app/translations.ts';
import type { Language } from '../../core/domain/language.ts';
import { TRANSLATION_STATES, type Translation } from '../../files/messages/review-file.ts';
import { say } from '../../staff-words/say.ts';
import { columns, quoted } from './words.ts';

/** A line for each language: how many of its sentences are signed, unsigned, stale, missing. */
export function translationsReport(languages: readonly Translated[]): string {
  const rows = languages.map(({ language, sentences }) => [
    language,
    ...TRANSLATION_STATES.map((state) =>
      say('translation-state', { n: inState(sentences, state).length, state }),
    ),
  ]);
  return `${[...columns(rows), say('translations-more')].join('\n')}\n`;
}

/**
 * Lists what is open in a language: stale and missing sentences with their words, those that only have to be read by id.
 */
export function translationReport({ language, sentences }: Translated): string {
  const missing = inState(sentences, 'missing');
  const stale = inState(sentences, 'stale');
  const unsigned = inState(sentences, 'unsigned');
  const parts = [
    part('translation-missing', missing, ({ id, german }) => [`   ${id}`, quoted(german)].join('\n')),
    part('translation-stale', stale, ({ id, german, words, signOff }) =>
      [
        `   ${say('translation-stale-one', { id, translator: signOff?.translator ?? '', reader: signOff?.second_reader ?? '', date: signOff?.date ?? '' })}`,
        quoted(german),
        `   ${say('translation-its')}`,
        quoted(words ?? ''),
      ].join('\n'),
    ),
    part('translation-unsigned', unsigned, ({ id }) => `   ${id}`),
    missing.length + stale.length + unsigned.length === 0
      ? say('translation-all-signed', { n: sentences.length, language })
      : `→ ${say('translation-to-sign', { language })}`,
  ];
  return `${parts.filter((one) => one !== '').join('\n\n')}\n`;
}

export function importReport({ language, file, changed, fuzzy, refused }: Imported): string {
  const sentences = say('sentences', { n: changed.length });
  return [
    ...(changed.length === 0
      ? [say('import-changed', { sentences, file })]
      : [say('import-changed-ids', { sentences, file, ids: changed.join(', ') })]),
    ...(fuzzy.length === 0 ? [] : [say('import-fuzzy', { ids: fuzzy.join(', ') })]),
    ...(refused.length === 0 ? [] : [say('import-refused', { n: refused.length })]),
    ...(changed.length === 0 ? [] : [`→ ${say('import-to-sign', { language })}`]),
    '',
  ].join('\n');
}

/** Shows every sentence that two people now vouch for. */
export function signReport(language: Language, signed: readonly Translation[]): string {
  const shown = signed.flatMap(({ id, words }) => [`   ${id}`, quoted(words ?? '')]);
  const told = say('signed', { sentences: say('sentences', { n: signed.length }), language });
  return `${[...shown, told].join('\n')}\n`;
}

function part(
  title: `translation-${'missing' | 'stale' | 'unsigned'}`,
  sentences: readonly Translation[],
  shown: (one: Translation) => string,
): string {
  const n = sentences.length;
  return n === 0 ? '' : [say(title, { n }), ...sentences.map(shown)].join('\n');
}

function inState(sentences: readonly Translation[], state: Translation['state']): readonly Translation[] {
  return sentences.filter((one) => one.state === state);
}
