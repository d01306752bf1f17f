import { basename, dirname } from 'node:path';
import { Liquid, type Template } from 'liquidjs';
import { KINDS, type Kind } from '../announcement.ts';
import { CHANNELS, type ChannelId } from '../channel.ts';
import type { Instant, Zone } from '../clock.ts';
import { type Context, contextFor, MISSING_BEGINS, MISSING_ENDS } from '../context.ts';
import { type Mistake, OperatorError } from '../errors.ts';
import type { Language } from '../language.ts';
import type { Grounds, Messages, Unworded, Worded } from '../message.ts';
import { sha256 } from '../post.ts';
import type { Services } from '../service.ts';
import { EXEMPLARY_CONTEXT } from './exemplary-context.ts';
import { didYouMean } from './explain.ts';
import { nearest } from './nearest.ts';

/** Templates of one language: partials begin with `_`. */
interface Book {
  readonly engine: Liquid;
  /** By kind, or `kind.channel`: wordings, longest first. */
  readonly messages: ReadonlyMap<string, readonly Wording[]>;
}

/** Paragraphs, as the file has them: one that comes out empty is left out. */
type Wording = readonly Template[][];

const BANNER = '_exercise';
const OWN_WORDS: Kind = 'notice';
/**
 * Bounds of one rendering: far more than any message needs. The second is in milliseconds of the machine's own time: a
 * machine that is busy for some seconds must not make the messages look broken.
 */
const LIMITS = { parseLimit: 100_000, renderLimit: 20_000, memoryLimit: 1_000_000 };
/** Filters that know the present, chance, or other places. */
const FORBIDDEN_FILTERS = [
  'date',
  'date_to_xmlschema',
  'date_to_rfc822',
  'date_to_string',
  'date_to_long_string',
  'sample',
  'raw',
];

/**
 * Reads `messages/<language>/<kind>[.<channel>].liquid` and their partials, given by path. Throws an OperatorError with
 * everything that is wrong with them: a misspelt name is found here, not on the night.
 */
export function readMessages(files: ReadonlyMap<string, string>, services: Services, zone: Zone): Messages {
  const mistakes: Mistake[] = [];
  const byLanguage = new Map<Language, Map<string, string>>();
  for (const [path, text] of files) {
    const language = basename(dirname(path));
    byLanguage.set(language, (byLanguage.get(language) ?? new Map()).set(path, text));
  }
  const books = new Map<Language, Book>();
  for (const [language, texts] of byLanguage) books.set(language, bookOf(texts, mistakes));
  if (mistakes.length > 0) throw new OperatorError(mistakes);
  const digests = new Map(KINDS.map((kind) => [kind, digestOf(files, kind)]));
  return {
    word: (grounds, channel, language, now) => word(books, services, zone, grounds, channel, language, now),
    isExercise: (text) => [...books.values()].some((book) => isExercise(book, text)),
    digestOf: (kind) => digests.get(kind) ?? '',
    hasOwnWords: (kind, channel, language) =>
      books.get(language)?.messages.has(`${kind}.${channel}`) ?? false,
  };
}

function bookOf(texts: ReadonlyMap<string, string>, mistakes: Mistake[]): Book {
  const templates = Object.fromEntries(
    [...texts].filter(([path]) => isPartial(path)).map(([path, text]) => [nameOf(path), text.trimEnd()]),
  );
  const engine = new Liquid({
    templates,
    cache: true,
    strictFilters: true,
    strictVariables: true,
    ownPropertyOnly: true,
    ...LIMITS,
  });
  for (const filter of FORBIDDEN_FILTERS) delete engine.filters[filter];
  const messages = new Map<string, readonly Wording[]>();
  for (const [path, text] of texts) {
    const name = nameOf(path);
    if (!isPartial(path) && !isMessageName(name)) mistakes.push(unknownMessage(path, name));
    else messages.set(name, parsed(engine, path, text, mistakes));
  }
  return { engine, messages };
}

function isPartial(path: string): boolean {
  return basename(path).startsWith('_');
}

function nameOf(path: string): string {
  return basename(path, '.liquid');
}

function isMessageName(name: string): boolean {
  const [kind, channel, ...more] = name.split('.');
  return (
    KINDS.some((one) => one === kind) &&
    more.length === 0 &&
    (channel === undefined || CHANNELS.some((one) => one === channel))
  );
}

function unknownMessage(path: string, name: string): Mistake {
  const known = [...KINDS, ...KINDS.flatMap((kind) => CHANNELS.map((channel) => `${kind}.${channel}`))];
  return {
    code: 'unknown-message',
    message: `${name} is no kind of announcement`,
    advice: `${didYouMean(nearest(name, known))}Message files are named KIND.liquid or KIND.CHANNEL.liquid; what they share begins with _.`,
    place: { file: path, line: 1, column: 1 },
  };
}

/** Parses the wordings of a file, and renders each against a context in which everything is there, to find misspelt names. */
function parsed(engine: Liquid, path: string, text: string, mistakes: Mistake[]): readonly Wording[] {
  let line = 1;
  return text.split(/^---[ \t]*\r?\n/m).map((wording) => {
    const paragraphs: Template[][] = [];
    // Kept apart before they are rendered: facts that are absent leave empty lines, which are no paragraphs.
    for (const [paragraph = ''] of wording.matchAll(/(?:[^\n]*\S[^\n]*(?:\n|$))+|\s+/g)) {
      try {
        const template = engine.parse(paragraph.trimEnd());
        if (!isPartial(path))
          wordsOnly(engine.renderSync(template, {}, { globals: EXEMPLARY_CONTEXT, sync: true }));
        checkNames(engine, template, isPartial(path));
        if (paragraph.trim() !== '') paragraphs.push(template);
      } catch (error) {
        mistakes.push(liquidMistake(error, path, line));
      }
      line += paragraph.split('\n').length - 1;
    }
    line += 1;
    return paragraphs;
  });
}

/** Every name that a template uses must exist, also in the branches that the exemplary facts do not enter. */
function checkNames(engine: Liquid, template: Template[], isPartial: boolean): void {
  // A partial may be handed names of its own: `{% render '_contact', one: contact %}`.
  const handed = isPartial ? new Set(['one', 'at', 'words']) : new Set<string>();
  for (const path of engine.globalFullVariablesSync(template, { partials: false })) {
    const [root = '', second] = path.split('.');
    if (handed.has(root)) continue;
    if (!(root in EXEMPLARY_CONTEXT))
      throw new UnknownName(path, nearest(root, Object.keys(EXEMPLARY_CONTEXT)));
    const value = EXEMPLARY_CONTEXT[root];
    if (
      second === undefined ||
      second === 'size' ||
      typeof value !== 'object' ||
      value === null ||
      Array.isArray(value)
    )
      continue;
    if (!(second in value)) throw new UnknownName(path, nearest(second, Object.keys(value)));
  }
}

class UnknownName extends Error {
  readonly suggestion: string | null;
  constructor(name: string, suggestion: string | null) {
    super(`undefined variable: ${name}`);
    this.suggestion = suggestion;
  }
}

/** liquidjs tells the place within the wording in `token`, and its reason in the first line of the message. */
function liquidMistake(error: unknown, path: string, firstLine: number): Mistake {
  if (!(error instanceof Error)) throw error;
  const position = 'token' in error && hasPosition(error.token) ? error.token.getPosition() : [1, 1];
  const [line = 1, column = 1] = position;
  const [reason = error.message] = error.message.replace(/, (file|line):.*/, '').split('\n');
  const misspelt = /undefined variable: ([\w.]+)/.exec(reason)?.[1];
  const suggestion =
    error instanceof UnknownName ? error.suggestion : nearest(misspelt ?? '', Object.keys(EXEMPLARY_CONTEXT));
  return {
    code: misspelt === undefined ? 'message-broken' : 'unknown-name',
    message:
      misspelt === undefined
        ? `The message cannot be read: ${reason}`
        : `There is no \`${misspelt}\` that a message could name`,
    advice:
      misspelt === undefined
        ? 'Messages are written in Liquid: {{ name }} and {% if name %} … {% endif %}. See docs/messages.md.'
        : `${didYouMean(suggestion)}docs/messages.md lists all names.`,
    place: { file: path, line: firstLine + line - 1, column },
  };
}

function hasPosition(token: unknown): token is { getPosition(): readonly number[] } {
  return (
    typeof token === 'object' &&
    token !== null &&
    'getPosition' in token &&
    typeof token.getPosition === 'function'
  );
}

function word(
  books: ReadonlyMap<Language, Book>,
  services: Services,
  zone: Zone,
  grounds: Grounds,
  channel: ChannelId,
  language: Language,
  now: Instant,
): Worded | Unworded {
  const kind = grounds.announcement.text === null ? grounds.announcement.kind : OWN_WORDS;
  const book = books.get(language);
  const templates = book?.messages.get(`${kind}.${channel}`) ?? book?.messages.get(kind);
  if (!book || !templates)
    return unworded(
      'no-message',
      `There is no messages/${language}/${kind}.liquid. Write it, or leave ${language} out of the account's languages.`,
    );
  const context = contextFor(grounds, services, channel, language, zone, now);
  const own = ownWords(book, grounds, language, context);
  if (own.kind !== 'words') return own;
  const whole = { ...context, text: own.text };
  const filled = filledIn(
    book,
    templates,
    grounds.mode === 'exercise',
    whole,
    `messages/${language}/${kind}.liquid`,
  );
  if (filled.kind === 'unworded') return filled;
  const { banner } = filled;
  if (grounds.mode === 'exercise' && banner.trim() === '')
    return unworded(
      'no-message',
      `There is no messages/${language}/${BANNER}.liquid, the banner that every exercise carries.`,
    );
  const [longest, ...shorter] = [...new Set(filled.texts)].map((text) => banner + text);
  if (longest === undefined)
    return unworded(
      'nothing-to-say',
      `The facts of ${grounds.poster.id} hold nothing for ${article(kind)} ${kind}. Complete them, or take the announcement back.`,
    );
  const missing = missingIn([longest, ...shorter]);
  if (missing)
    return unworded('missing-translation', `${missing} has no words in ${language}. Add them, or clear it.`);
  return { kind: 'worded', wordings: [longest, ...shorter] };
}

/**
 * The texts of all wordings that are not empty, and the banner. What no check of the files could foresee, such as the
 * first of no contacts, makes this message unfit and nothing else.
 */
function filledIn(
  { engine, messages }: Book,
  templates: readonly Wording[],
  isExercise: boolean,
  context: Context,
  path: string,
): { readonly kind: 'filled'; readonly banner: string; readonly texts: readonly string[] } | Unworded {
  try {
    const banner = isExercise ? `${rendered(engine, messages.get(BANNER)?.[0] ?? [], context)} ` : '';
    const texts = templates
      .map((template) => rendered(engine, template, context))
      .filter((text) => text !== '');
    return { kind: 'filled', banner, texts };
  } catch (error) {
    return unworded(
      'message-broken',
      `${path}, or a part that it uses, cannot be filled in with these facts: ${reasonOf(error)}. docs/messages.md lists the names that it may use.`,
    );
  }
}

/** Throws on what is no word of Liquid's about a template. */
function reasonOf(error: unknown): string {
  if (error instanceof NoWords) return error.message;
  if (!(error instanceof Error) || !('token' in error)) throw error;
  return error.message.split('\n')[0] ?? error.message;
}

/** A list or a map was to be printed as if it were a word. */
class NoWords extends Error {}

/** The banner is the same whatever it stands before. */
function isExercise({ engine, messages }: Book, text: string): boolean {
  const [banner = []] = messages.get(BANNER) ?? [];
  const begins = banner
    .map((paragraph): string => engine.renderSync(paragraph, {}, { strictVariables: false, sync: true }))
    .join(' ')
    .trim();
  return begins !== '' && text.startsWith(begins);
}

function article(kind: Kind): string {
  return /^[aeiou]/.test(kind) ? 'an' : 'a';
}

/** Words that staff wrote into the state file, with their placeholders filled in. */
function ownWords(
  { engine }: Book,
  grounds: Grounds,
  language: Language,
  context: Context,
): { readonly kind: 'words'; readonly text: string | null } | Unworded {
  const { text } = grounds.announcement;
  if (text === null) return { kind: 'words', text: null };
  const words = text[language];
  if (words === undefined)
    return unworded(
      'missing-translation',
      `The announcement's text has no words in ${language}. Add text.${language}, or leave the language to others.`,
    );
  try {
    return { kind: 'words', text: rendered(engine, [engine.parse(words)], { ...context, text: null }) };
  } catch (error) {
    return unworded(
      'message-broken',
      `The announcement's text cannot be filled in: ${reasonOf(error)}. docs/messages.md lists the names that it may use.`,
    );
  }
}

function missingIn(texts: readonly string[]): string | null {
  for (const text of texts) {
    const begins = text.indexOf(MISSING_BEGINS);
    if (begins >= 0) return text.slice(begins + 1, text.indexOf(MISSING_ENDS, begins));
  }
  return null;
}

function unworded(because: Unworded['because'], advice: string): Unworded {
  return { kind: 'unworded', because, advice };
}

/** Lines become sentences of one paragraph; an empty line in the file begins another. */
function rendered(engine: Liquid, paragraphs: Wording, context: Context): string {
  return paragraphs
    .map((template): string => engine.renderSync(template, {}, { globals: context, sync: true }))
    .map((paragraph) =>
      wordsOnly(paragraph)
        .replace(/\s+/g, ' ')
        .replace(/ ([.,;:!?)])/g, '$1')
        .trim(),
    )
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

function wordsOnly(text: string): string {
  if (text.includes('[object Object]')) throw new NoWords('it prints a list or a map: name one of its parts');
  return text;
}

/** Partials may stand in any message of their language, so all of them count. */
function digestOf(files: ReadonlyMap<string, string>, kind: Kind): string {
  const relevant = [...files].filter(([path]) => isPartial(path) || nameOf(path).split('.')[0] === kind);
  return sha256(
    JSON.stringify(
      relevant.map(([path, text]) => [`${basename(dirname(path))}/${basename(path)}`, text]).sort(),
    ),
  );
}
