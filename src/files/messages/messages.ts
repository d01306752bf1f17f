import { basename, dirname, join } from 'node:path';
import { KINDS, type Kind } from '../../core/domain/announcement.ts';
import { once } from '../../core/domain/cache.ts';
import type { Catalogue } from '../../core/domain/catalogue.ts';
import { collecting, type Mistake, mistake, OperatorError } from '../../core/domain/errors.ts';
import { unseenIn, unseenMistake } from '../../core/domain/invisible-characters.ts';
import { type Language, SOURCE } from '../../core/domain/language.ts';
import type { Layout } from '../../core/domain/layout.ts';
import type { Messages, WordDigests } from '../../core/domain/message.ts';
import { sha256 } from '../../core/domain/post-key.ts';
import { SENTENCES } from '../../core/wording/sentences.ts';
import { readCatalogue, sentencesIn } from './catalogue-file.ts';
import { readLayout } from './layout-file.ts';
import { readReview, translationsOf } from './review-file.ts';

/**
 * Reads `layout.yaml`, `<language>.ftl` and `<language>.review.yaml`, given by path. Throws an OperatorError with
 * everything that is wrong with them: a misspelt name is found here, not on the night. Catalogues other than the German
 * and those of `languages` are left unread.
 */
export function readMessages(
  files: ReadonlyMap<string, string>,
  channels: readonly string[],
  languages: Iterable<Language> = languagesIn(files),
): Messages {
  const mistakes: Mistake[] = [];
  const folder = dirname([...files.keys()][0] ?? '');
  const textOf = (name: string) => files.get(join(folder, name));
  const attempt = collecting(mistakes);
  const required = (name: string): string | null => {
    const text = textOf(name);
    if (text === undefined) mistakes.push(mistake('no-messages.file', { file: join(folder, name) }));
    return text ?? null;
  };
  const layoutText = required('layout.yaml');
  const german = required(`${SOURCE}.ftl`);
  const layout =
    layoutText === null ? null : attempt(() => readLayout(layoutText, join(folder, 'layout.yaml')));
  const catalogues = new Map<Language, Catalogue>();
  const unsigned = new Map<Language, ReadonlySet<string>>();
  for (const language of new Set([SOURCE, ...languages])) {
    const text = textOf(`${language}.ftl`);
    if (text === undefined) continue;
    catalogues.set(
      language,
      readCatalogue(text, join(folder, `${language}.ftl`), language, channels, mistakes),
    );
    if (language === SOURCE || german === null) continue;
    const name = `${language}.review.yaml`;
    const written = textOf(name);
    const review = written === undefined ? {} : attempt(() => readReview(written, join(folder, name)));
    const open = translationsOf(german, text, review ?? {}).filter(
      ({ state }) => state === 'unsigned' || state === 'stale',
    );
    unsigned.set(language, new Set(open.map(({ id }) => id)));
  }
  const written = new Set(sentencesIn(german ?? '').map(({ id }) => id));
  for (const id of Object.keys(SENTENCES))
    if (german !== null && !written.has(id))
      mistakes.push({
        ...mistake('message-broken.missing', { id }),
        place: { file: join(folder, `${SOURCE}.ftl`), line: null, column: null },
      });
  if (mistakes.length > 0 || layout === null) throw new OperatorError(mistakes);
  // An account may show posts in a language that it no longer speaks.
  const banners = once(() =>
    languagesIn(files).flatMap((language) => {
      const catalogue = textOf(`${language}.ftl`) ?? '';
      const read = catalogues.get(language) ?? readCatalogue(catalogue, language, language, channels, []);
      return channels.flatMap((channel) => read.forms('exercise', {}, channel));
    }),
  );
  return {
    layout,
    catalogues,
    unsigned,
    refusal(text, _, language) {
      // The wording itself isolates text by its direction: files may not have these characters.
      const unseen = unseenIn(text.replace(/[\u2066-\u2069]/g, ''));
      if (!unseen) return null;
      return { because: 'message-broken', language, mistake: unseenMistake(text, unseen) };
    },
    isExercise: (text) => banners().some((banner) => text.startsWith(banner)),
    digests: digestsOf(
      layout,
      new Map([...catalogues.keys()].map((one) => [one, textOf(`${one}.ftl`) ?? ''])),
      unsigned,
    ),
  };
}

/**
 * Digests everything from which the words of a kind in a language follow: its layout, the catalogue, and which of its
 * sentences nobody has signed.
 */
function digestsOf(
  { kinds, neverDropped, droppable }: Layout,
  catalogues: ReadonlyMap<Language, string>,
  unsigned: Messages['unsigned'],
): WordDigests {
  const inLanguages = (kind: Kind) =>
    [...catalogues].map(([language, text]) => {
      const open = [...(unsigned.get(language) ?? [])].sort();
      const given = [kind, language, kinds[kind], neverDropped, droppable, text, open];
      return [language, sha256(JSON.stringify(given))] as const;
    });
  const digests = KINDS.map((kind) => [kind, Object.fromEntries(inLanguages(kind))] as const);
  return Object.fromEntries(digests) as WordDigests;
}

/** The languages that have a catalogue. */
export function languagesIn(files: ReadonlyMap<string, string>): readonly Language[] {
  return [...files.keys()].flatMap((path) => /^(.+)\.ftl$/.exec(basename(path))?.[1] ?? []);
}
