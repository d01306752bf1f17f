import { z } from 'zod';
import { lookOfName } from '../../core/domain/actor.ts';
import { once } from '../../core/domain/cache.ts';
import { mistake } from '../../core/domain/errors.ts';
import type { Language } from '../../core/domain/language.ts';
import { sha256 } from '../../core/domain/post-key.ts';
import { objection, readChecked, shown } from '../yaml/check.ts';
import { line, textMatching, timeFields } from '../yaml/fields.ts';
import { referencesIn, sentencesIn } from './catalogue-file.ts';

const digest = textMatching(/^[0-9a-f]{16}$/, '0123456789abcdef', (written) =>
  mistake('bad-id.digest', { written: shown(written) }),
);
const signOff = z
  .strictObject({
    german: digest.describe('Digest of the German sentence that was translated.'),
    words: digest.describe('Digest of the translation.'),
    translator: line.describe('Who translated it.'),
    second_reader: line.describe('Who read it against the German.'),
    date: timeFields('UTC').day,
  })
  .check(({ value, issues }) => {
    const { translator, second_reader: reader } = value;
    if (lookOfName(translator) === lookOfName(reader))
      issues.push(objection(mistake('same-reader.here', { reader }), value, ['second_reader']));
  });

/** `messages/<language>.review.yaml` as written: who vouches for which sentence. */
const reviewSchema = z
  .record(z.string().max(100), signOff)
  .meta({ title: 'Sign-off of translated sentences' });

export type SignOff = z.output<typeof signOff>;
export type SignOffs = Readonly<Record<string, SignOff>>;

/** Throws an OperatorError with everything that is wrong with the file. */
export function readReview(content: string, name: string): SignOffs {
  const asWritten = reviewSchema.safeParse(linesOf(content));
  if (asWritten.success) return asWritten.data;
  return readChecked(reviewSchema, content, name);
}

const KEYS = ['german', 'words', 'translator', 'second_reader', 'date'] as const;
const LINE = new RegExp(`^([\\w-]+): \\{${KEYS.map((key) => `${key}: (".*")`).join(', ')}\\}$`);

/** The lines as `reviewText` writes them, read ten times as fast as YAML. Null where one is of another form, or is there twice. */
function linesOf(content: string): Readonly<Record<string, unknown>> | null {
  const lines = content.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const found = lines.flatMap((line) => {
    const [, id, ...values] = LINE.exec(line) ?? [];
    const quoted = values.map((value) => /^"[^"\\]*"$/.test(value) && value.slice(1, -1));
    return id === undefined || quoted.includes(false)
      ? []
      : [[id, Object.fromEntries(KEYS.map((key, index) => [key, quoted[index]]))] as const];
  });
  const review = Object.fromEntries(found);
  return Object.keys(review).length === lines.length ? review : null;
}

/** The file in which the sign-offs of a language are kept, a line for each sentence. */
export function reviewText(language: Language, review: SignOffs): string {
  const lines = Object.entries(review).map(
    ([id, one]) => `${id}: {${KEYS.map((key) => `${key}: ${JSON.stringify(one[key])}`).join(', ')}}`,
  );
  const head = `# Who vouches for which sentence of ${language}.ftl. \`ausrufer translations ${language} --sign\` writes it.`;
  return `${[head, ...lines].join('\n')}\n`;
}

/** The digest of a sentence: 64 bits, enough to notice a change. Nobody gains by making two with the same digest. */
export function sentenceDigest(source: string): string {
  return sha256(source.replace(/\s+/g, ' ').trim()).slice(0, 16);
}

/** Each sentence of a catalogue together with those that it uses: a signature vouches for all of them. */
function wholeSources(text: string): ReadonlyMap<string, string> {
  const sources = new Map(sentencesIn(text).map(({ id, source }) => [id, source]));
  const whole = (id: string, above: readonly string[]): string => {
    const source = sources.get(id);
    if (source === undefined || above.includes(id)) return '';
    const used = new Set(referencesIn(source).map((one) => one.id));
    return [source, ...[...used].map((name) => whole(name, [...above, id]))].join('\n').trimEnd();
  };
  return new Map([...sources.keys()].map((id) => [id, whole(id, [])]));
}

export const TRANSLATION_STATES = ['signed', 'unsigned', 'stale', 'missing'] as const;

/** A sentence of the German catalogue and the state of its translation. */
export interface Translation {
  readonly id: string;
  readonly german: string;
  /** Null where it is missing. */
  readonly words: string | null;
  /** `stale`: it was signed, and the German was changed since. */
  readonly state: (typeof TRANSLATION_STATES)[number];
  readonly signOff: SignOff | null;
  /** The digests that a sign-off of today has. */
  digests(): { readonly german: string; readonly words: string };
}

/** Every German sentence with its translation. */
export function translationsOf(german: string, translated: string, review: SignOffs): readonly Translation[] {
  const others = new Map(sentencesIn(translated).map(({ id, source }) => [id, source]));
  // A sentence that nobody has signed needs no digest.
  const whole = { german: once(() => wholeSources(german)), words: once(() => wholeSources(translated)) };
  return sentencesIn(german).map(({ id, source }) => {
    const words = others.get(id) ?? null;
    const signOff = review[id] ?? null;
    const ofGerman = () => sentenceDigest(whole.german().get(id) ?? source);
    const ofWords = () => sentenceDigest(whole.words().get(id) ?? '');
    const isOfToday = signOff !== null && signOff.german === ofGerman();
    const isAsRead = words !== null && signOff !== null && signOff.words === ofWords();
    const state =
      words === null
        ? 'missing'
        : signOff === null || !isAsRead
          ? 'unsigned'
          : isOfToday
            ? 'signed'
            : 'stale';
    return {
      id,
      german: source,
      words,
      state,
      signOff,
      digests: () => ({ german: ofGerman(), words: ofWords() }),
    };
  });
}
