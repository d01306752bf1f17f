import { basename, join } from 'node:path';
import { lookOfName } from '../core/domain/actor.ts';
import { type Mistake, mistake, OperatorError, operatorError } from '../core/domain/errors.ts';
import { type Language, SOURCE } from '../core/domain/language.ts';
import { sha256 } from '../core/domain/post-key.ts';
import { dayOf } from '../core/domain/time-zone.ts';
import { saveAtomically, saveNew } from '../files/incident/save.ts';
import {
  bodyOf,
  catalogueWith,
  readCatalogue,
  sentencesIn,
  type WrittenSentence,
  withBody,
} from '../files/messages/catalogue-file.ts';
import type { Returned } from '../files/messages/exchange.ts';
import { languagesIn } from '../files/messages/messages.ts';
import {
  readReview,
  reviewText,
  type SignOffs,
  sentenceDigest,
  type Translation,
  translationsOf,
} from '../files/messages/review-file.ts';
import { nearest } from '../files/nearest.ts';
import { language as languageField } from '../files/yaml/fields.ts';
import { readBytes } from './files.ts';
import type { App } from './load.ts';

/** A language with every sentence of the German catalogue. */
export interface Translated {
  readonly language: Language;
  readonly sentences: readonly Translation[];
}

/** All languages that have a catalogue, but for German. */
export function translated(app: Pick<App, 'files'>): readonly Translated[] {
  return languagesIn(app.files.texts.messages)
    .filter((language) => language !== SOURCE)
    .map((language) => translatedInto(app, language));
}

/** One language, which need not have a catalogue yet. Throws an OperatorError where it is none. */
export function translatedInto(app: Pick<App, 'files'>, language: Language): Translated {
  if (language === SOURCE || !languageField.safeParse(language).success)
    throw operatorError('bad-language.untranslated', { language });
  const catalogue = textOf(app, `${language}.ftl`) ?? '';
  return { language, sentences: translationsOf(germanOf(app), catalogue, reviewOf(app, language)) };
}

/** The sentences of a language as its file has them. */
export function sentencesOf(app: Pick<App, 'files'>, language: Language): readonly WrittenSentence[] {
  return sentencesIn(textOf(app, `${language}.ftl`) ?? '');
}

/** Writes the sentences of a language as a PO file for an agency. Throws an OperatorError: the file exists, or cannot be written. */
export async function exportTranslations(app: App, language: Language, file: string): Promise<Translated> {
  const all = translatedInto(app, language);
  const german = sentencesIn(germanOf(app));
  const { exportedAs } = await import('../files/messages/exchange.ts');
  await written(file, exportedAs(language, all.sentences, german), null);
  return all;
}

/** The result of an import. */
export interface Imported {
  readonly language: Language;
  readonly file: string;
  /** Ids of the sentences that have other words now. */
  readonly changed: readonly string[];
  /** Sentences that the agency has marked as not done. */
  readonly fuzzy: readonly string[];
  /** Why sentences were refused: they have the words that they had. */
  readonly refused: readonly Mistake[];
}

/** Takes over the translations that an agency sent back. A sentence that is missing or refused keeps its words. */
export async function importTranslations(app: App, language: Language, file: string): Promise<Imported> {
  const current = new Map(translatedInto(app, language).sentences.map((one) => [one.id, one]));
  const { returnedIn } = await import('../files/messages/exchange.ts');
  const all = returnedIn(await readBytes(file), file, language);
  const refused: Mistake[] = [];
  const wanted: Returned[] = [];
  for (const one of all.filter(({ isFuzzy }) => !isFuzzy)) {
    const known = current.get(one.id);
    const wrong = wrongAbout(one, known, [...current.keys()]);
    if (wrong) refused.push({ ...wrong, place: { file, line: null, column: null } });
    else if (withBody(one.id, one.words) !== known?.words) wanted.push(one);
  }
  const [catalogue, taken] = readable(app, language, wanted, refused);
  const before = textOf(app, `${language}.ftl`) ?? null;
  const path = join(app.options.messages, `${language}.ftl`);
  if (taken.length > 0) await written(path, catalogue, before);
  return {
    ...{ language, file: path, refused },
    changed: taken.map(({ id }) => id),
    fuzzy: all.filter(({ isFuzzy }) => isFuzzy).map(({ id }) => id),
  };
}

/** Why a sentence that came back is no translation of one that there is; null where it is. */
function wrongAbout(
  { id, german }: Returned,
  known: Translation | undefined,
  ids: readonly string[],
): Mistake | null {
  if (known === undefined) return mistake('unknown-message.here', { id, meant: nearest(id, ids) });
  return sentenceDigest(german) === sentenceDigest(bodyOf(known.german))
    ? null
    : mistake('other-german.here', { id });
}

/** The catalogue with all sentences that can be read in it, and which these are. The others are noted as refused. */
function readable(
  app: App,
  language: Language,
  wanted: readonly Returned[],
  refused: Mistake[],
): readonly [catalogue: string, taken: readonly Returned[]] {
  const german = sentencesIn(germanOf(app));
  const channels = app.files.channels.map(({ id }) => id);
  const before = textOf(app, `${language}.ftl`) ?? `### Translated from ${SOURCE}.ftl.\n\n`;
  // A line without an indent would end the sentence and begin another.
  const isOne = ({ id, words: body }: Returned) => {
    const [only, ...more] = sentencesIn(withBody(id, body));
    return more.length === 0 && only?.source === withBody(id, body);
  };
  let taken = wanted.filter(isOne);
  for (const { id } of wanted.filter((one) => !isOne(one)))
    refused.push(mistake('message-broken.indent', { id }));
  for (;;) {
    const catalogue = catalogueWith(before, taken, german);
    const mistakes: Mistake[] = [];
    readCatalogue(catalogue, `${language}.ftl`, language, channels, mistakes);
    if (mistakes.length === 0) return [catalogue, taken];
    const present = sentencesIn(catalogue);
    const wrong = new Map(
      mistakes.map((one) => [present.findLast(({ line }) => line <= (one.place?.line ?? 0))?.id, one]),
    );
    const left = taken.filter(({ id }) => !wrong.has(id));
    // Nothing that came back is wrong: then the catalogue was broken before, and loading it has said so.
    if (left.length === taken.length) throw new OperatorError(mistakes);
    refused.push(
      ...[...wrong]
        .filter(([id]) => taken.some((one) => one.id === id))
        .map(([, mistake]) => ({ ...mistake, place: null })),
    );
    taken = left;
  }
}

/**
 * Two people vouch for sentences: who translated them and who read them against the German. Without ids, for all that are
 * unsigned or stale. Throws an OperatorError: `same-reader`, `unknown-message`, `missing-sentence`.
 */
export async function signTranslations(
  app: App,
  language: Language,
  ids: readonly string[],
  people: { readonly translator: string; readonly by: string },
): Promise<readonly Translation[]> {
  const { sentences } = translatedInto(app, language);
  const name = `${language}.review.yaml`;
  if (lookOfName(people.translator) === lookOfName(people.by))
    throw operatorError('same-reader.here', { reader: people.by });
  for (const id of ids) {
    const one = sentences.find((sentence) => sentence.id === id);
    if (!one) {
      const known = sentences.map((sentence) => sentence.id);
      throw operatorError('unknown-message.to-sign', { id, language, meant: nearest(id, known) });
    }
    if (one.words === null) throw operatorError('missing-sentence.to-sign', { id, language });
  }
  const signed = sentences.filter(({ id, state, words }) =>
    ids.length > 0 ? ids.includes(id) : words !== null && state !== 'signed',
  );
  const date = dayOf(app.runtime.clock.now(), app.files.settings.zone);
  const fresh = new Map(
    signed.map(({ id, digests }) => [
      id,
      { ...digests(), translator: people.translator, second_reader: people.by, date },
    ]),
  );
  const review: SignOffs = Object.fromEntries(
    sentences.flatMap(({ id, signOff }) => {
      const one = fresh.get(id) ?? signOff;
      return one === null ? [] : [[id, one]];
    }),
  );
  const text = reviewText(language, review);
  // Reads the typed names as they will be read from the file.
  readReview(text, name);
  await written(join(app.options.messages, name), text, textOf(app, name) ?? null);
  return signed;
}

/** Puts a text in the place of the one that was read, or into a new file. */
async function written(path: string, text: string, before: string | null): Promise<void> {
  if (before !== null) {
    await saveAtomically(path, text, sha256(before));
    return;
  }
  await saveNew(path, text);
}

function germanOf(app: Pick<App, 'files'>): string {
  return textOf(app, `${SOURCE}.ftl`) ?? '';
}

function reviewOf(app: Pick<App, 'files'>, language: Language): SignOffs {
  const name = `${language}.review.yaml`;
  const text = textOf(app, name);
  return text === undefined ? {} : readReview(text, name);
}

function textOf({ files }: Pick<App, 'files'>, name: string): string | undefined {
  return [...files.texts.messages].find(([path]) => basename(path) === name)?.[1];
}
