import type { Imported, Translated } from '../../app/translations.ts';
import type { Language } from '../../core/domain/language.ts';
import { TRANSLATION_STATES, type Translation } from '../../files/messages/review-file.ts';
import { columns, count, quoted } from './words.ts';

/** A line for each language: how many of its sentences are signed, unsigned, stale, missing. */
export function translationsReport(languages: readonly Translated[]): string {
  const rows = languages.map(({ language, sentences }) => [
    language,
    ...TRANSLATION_STATES.map((state) => `${inState(sentences, state).length} ${state}`),
  ]);
  const more = 'Only signed sentences are sent live. `ausrufer translations LANGUAGE` shows the others.';
  return `${[...columns(rows), more].join('\n')}\n`;
}

/** What is open in a language: of what is stale or missing the words, of what only has to be read the ids. */
export function translationReport({ language, sentences }: Translated): string {
  const [missing, stale, unsigned] = (['missing', 'stale', 'unsigned'] as const).map((state) =>
    inState(sentences, state),
  ) as [readonly Translation[], readonly Translation[], readonly Translation[]];
  const parts = [
    part('MISSING', missing, ({ id, german }) => [`   ${id}`, quoted(german)].join('\n')),
    part('STALE, as the German was changed since it was signed', stale, ({ id, german, words, signOff }) =>
      [
        `   ${id}, translated by ${signOff?.translator}, read by ${signOff?.second_reader}, ${signOff?.date}. The German of today:`,
        quoted(german),
        '   Its translation:',
        quoted(words ?? ''),
      ].join('\n'),
    ),
    part('UNSIGNED', unsigned, ({ id }) => `   ${id}`),
    missing.length + stale.length + unsigned.length === 0
      ? `All ${sentences.length} sentences of ${language} are signed.`
      : `→ Once two people have read them: ausrufer translations ${language} --sign SENTENCE --translator NAME --by NAME`,
  ];
  return `${parts.filter((one) => one !== '').join('\n\n')}\n`;
}

export function importReport({ language, file, changed, fuzzy, refused }: Imported): string {
  return [
    `${count(changed.length, 'sentence')} of ${file} changed${changed.length === 0 ? '' : `: ${changed.join(', ')}`}.`,
    ...(fuzzy.length === 0 ? [] : [`Left alone, as they are marked as not done: ${fuzzy.join(', ')}.`]),
    ...(refused.length === 0 ? [] : [`${count(refused.length, 'sentence was', 'sentences were')} refused.`]),
    ...(changed.length === 0
      ? []
      : [`→ Two people read and sign them: ausrufer translations ${language} --sign SENTENCE`]),
    '',
  ].join('\n');
}

export function signReport(language: Language, signed: readonly string[]): string {
  return `${count(signed.length, 'sentence')} of ${language} signed.\n`;
}

function part(title: string, sentences: readonly Translation[], shown: (one: Translation) => string): string {
  return sentences.length === 0 ? '' : [`${title}: ${sentences.length}`, ...sentences.map(shown)].join('\n');
}

function inState(sentences: readonly Translation[], state: Translation['state']): readonly Translation[] {
  return sentences.filter((one) => one.state === state);
}
