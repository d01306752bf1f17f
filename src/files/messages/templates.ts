import { basename } from 'node:path';
import { Liquid, type Template } from 'liquidjs';
import { KINDS } from '../../core/domain/announcement.ts';
import type { ChannelId } from '../../core/domain/channel.ts';
import type { Mistake } from '../../core/domain/errors.ts';
import { nearest } from '../validation/nearest.ts';
import { didYouMean } from '../yaml/explain.ts';
import { type Piece, piecesOf, type Scene, sceneOf } from './cache.ts';
import { EXEMPLARY_CONTEXT } from './exemplary-context.ts';

/** The messages of one language: partials begin with `_`. */
export interface Book {
  readonly engine: Liquid;
  /** By their source. */
  readonly pieces: Map<string, Piece>;
  /** Those without mistakes, by their source: wordings of different lengths have most of their paragraphs in common. */
  readonly paragraphs: Map<string, Paragraph>;
  /** Everything is there. */
  readonly exemplary: Scene;
  /** By kind, or `kind.channel`, or the name of a partial. */
  readonly messages: ReadonlyMap<string, Message>;
}

/** One file: its wordings, longest first, and the different pieces that they are put together from. */
export interface Message {
  readonly wordings: readonly Wording[];
  readonly pieces: readonly Piece[];
}

/** Paragraphs, as the file has them: one that comes out empty is left out. */
export type Wording = readonly Paragraph[];

type Paragraph = readonly Piece[];

/**
 * Bounds of one rendering: far more than any message needs. Loops count as memory. None of them is a time: on a machine
 * that is busy a text would then be refused that another machine takes.
 */
const LIMITS = { parseLimit: 100_000, memoryLimit: 1_000_000 };
/** A part named by a variable could be any: nobody could say beforehand which names it uses. */
const UNNAMED_PART = /\{%-?\s*(?:render|include|layout)\s+(?!['"])/;
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

/** Parses the files of one language, given by path, and notes everything that is wrong with them. */
export function bookOf(
  texts: ReadonlyMap<string, string>,
  channels: readonly ChannelId[],
  mistakes: Mistake[],
): Book {
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
  const messages = new Map<string, Message>();
  const exemplary = sceneOf(EXEMPLARY_CONTEXT);
  const book: Book = { engine, pieces: new Map(), paragraphs: new Map(), exemplary, messages };
  for (const [path, text] of texts) {
    const name = nameOf(path);
    if (!isPartial(path) && !isMessageName(name, channels))
      mistakes.push(unknownMessage(path, name, channels));
    else messages.set(name, parsed(book, path, text, mistakes));
  }
  return book;
}

export function isPartial(path: string): boolean {
  return basename(path).startsWith('_');
}

export function nameOf(path: string): string {
  return basename(path, '.liquid');
}

function isMessageName(name: string, channels: readonly ChannelId[]): boolean {
  const [kind, channel, ...more] = name.split('.');
  return (
    KINDS.some((one) => one === kind) &&
    more.length === 0 &&
    (channel === undefined || channels.includes(channel))
  );
}

function unknownMessage(path: string, name: string, channels: readonly ChannelId[]): Mistake {
  const known = [...KINDS, ...KINDS.flatMap((kind) => channels.map((channel) => `${kind}.${channel}`))];
  return {
    code: 'unknown-message',
    message: `${name} is no kind of announcement`,
    advice: `${didYouMean(nearest(name, known))}Message files are named KIND.liquid or KIND.CHANNEL.liquid; what they share begins with _.`,
    place: { file: path, line: 1, column: 1 },
  };
}

/** Parses the wordings of a file. */
function parsed(book: Book, path: string, text: string, mistakes: Mistake[]): Message {
  let line = 1;
  const wordings = text.split(/^---[ \t]*\r?\n/m).map((wording): Wording => {
    const paragraphs: Paragraph[] = [];
    // Kept apart before they are rendered: facts that are absent leave empty lines, which are no paragraphs.
    for (const [paragraph = ''] of wording.matchAll(/(?:[^\n]*\S[^\n]*(?:\n|$))+|\s+/g)) {
      try {
        if (paragraph.trim() !== '') paragraphs.push(paragraphOf(book, paragraph.trimEnd(), isPartial(path)));
      } catch (error) {
        mistakes.push(liquidMistake(error, path, line));
      }
      line += paragraph.split('\n').length - 1;
    }
    line += 1;
    return paragraphs;
  });
  return { wordings, pieces: [...new Set(wordings.flat(2))] };
}

/** Parses a paragraph. What is new in it is rendered against a context in which everything is there, to find misspelt names. */
function paragraphOf(book: Book, source: string, isPartial: boolean): Paragraph {
  const id = `${isPartial ? '_' : ''}${source}`;
  const known = book.paragraphs.get(id);
  if (known) return known;
  if (UNNAMED_PART.test(source)) throw new Error("the name of a part stands in quotes: {% render '_next' %}");
  // A part may need names that it is handed: it is rendered with the messages that use it.
  const paragraph = isPartial
    ? piecesOf(book.engine, source, new Map(), (templates) => checkNames(book.engine, templates, isPartial))
    : piecesOf(book.engine, source, book.pieces, (templates, piece) => {
        piece(book.exemplary);
        checkNames(book.engine, templates, isPartial);
      });
  book.paragraphs.set(id, paragraph);
  return paragraph;
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
