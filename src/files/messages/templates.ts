import { basename } from 'node:path';
import { Liquid, type Template } from 'liquidjs';
import { KINDS } from '../../core/domain/announcement.ts';
import type { ChannelId } from '../../core/domain/channel.ts';
import type { Mistake } from '../../core/domain/errors.ts';
import { unseenIn, unseenWords } from '../../core/domain/unseen.ts';
import type { Context } from '../../core/wording/context.ts';
import { didYouMean, nearest } from '../validation/nearest.ts';
import { words } from '../yaml/mistake.ts';
import { type CachedTemplate, cachedTemplates, type Rendering, renderingOf } from './cache.ts';

/** The messages of one language: partials begin with `_`. */
export interface LanguageTemplates {
  readonly engine: Liquid;
  /** By their source. */
  readonly parts: Map<string, CachedTemplate>;
  /** Those without mistakes, by their source: wordings of different lengths have most of their paragraphs in common. */
  readonly paragraphs: Map<string, Paragraph>;
  /** Every name that a message may use has a value in it. */
  readonly complete: Rendering;
  /** By kind, or `kind.channel`, or the name of a partial. */
  readonly messages: ReadonlyMap<string, Message>;
}

/** One file: its wordings, longest first, and the different parts that they are put together from. */
export interface Message {
  readonly wordings: readonly Wording[];
  readonly parts: readonly CachedTemplate[];
}

/** Paragraphs, as the file has them: one that comes out empty is left out. */
export type Wording = readonly Paragraph[];

type Paragraph = readonly CachedTemplate[];

/**
 * Bounds of one rendering: far more than any message needs. Each part that is rendered counts as memory, and so does each
 * round of a loop. None of them is a time: a busy machine would refuse a text that another machine takes.
 */
const LIMITS = { parseLimit: 100_000, memoryLimit: 20_000 };
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
export function templatesIn(
  texts: readonly (readonly [path: string, text: string])[],
  context: Context,
  channels: readonly ChannelId[],
  mistakes: Mistake[],
): LanguageTemplates {
  const partials = texts.filter(([path]) => isPartial(path));
  const engine = new Liquid({
    templates: Object.fromEntries(partials.map(([path, text]) => [nameOf(path), text.trimEnd()])),
    cache: true,
    strictFilters: true,
    strictVariables: true,
    ownPropertyOnly: true,
    ...LIMITS,
  });
  const { renderer } = engine;
  const render = renderer.renderTemplates;
  renderer.renderTemplates = function* (parts, context, emitter) {
    context.memoryLimit.use(parts.length);
    return yield* render.call(renderer, parts, context, emitter);
  };
  for (const filter of FORBIDDEN_FILTERS) delete engine.filters[filter];
  const messages = new Map<string, Message>();
  const complete = renderingOf(context);
  const templates = { engine, parts: new Map(), paragraphs: new Map(), complete, messages };
  const known = KINDS.flatMap((kind) => [kind, ...channels.map((channel) => `${kind}.${channel}`)]);
  for (const [path, text] of texts) {
    const name = nameOf(path);
    const unseen = unseenIn(text.replaceAll('\r\n', ' \n'));
    if (unseen) {
      const before = text.slice(0, unseen.offset).split('\n');
      const place = { file: path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
      mistakes.push({ ...words('unseen-character', `the message ${unseenWords(text, unseen)}`), place });
    }
    if (isPartial(path) || known.includes(name)) messages.set(name, parsed(templates, path, text, mistakes));
    else {
      const advice = `${didYouMean(nearest(name, known))}Message files are named KIND.liquid or KIND.CHANNEL.liquid; what they share begins with _.`;
      const place = { file: path, line: 1, column: 1 };
      mistakes.push({ ...words('unknown-message', `${name} is not a kind of announcement`, advice), place });
    }
  }
  return templates;
}

export function isPartial(path: string): boolean {
  return basename(path).startsWith('_');
}

export function nameOf(path: string): string {
  return basename(path, '.liquid');
}

/** Parses the wordings of a file. */
function parsed(templates: LanguageTemplates, path: string, text: string, mistakes: Mistake[]): Message {
  let line = 1;
  const wordings = text.split(/^---[ \t]*\r?\n/m).map((wording): Wording => {
    const paragraphs: Paragraph[] = [];
    // Kept apart before they are rendered: facts that are absent leave empty lines, which are no paragraphs.
    for (const [paragraph = ''] of wording.matchAll(/(?:[^\n]*\S[^\n]*(?:\n|$))+|\s+/g)) {
      try {
        if (paragraph.trim() !== '')
          paragraphs.push(paragraphOf(templates, paragraph.trimEnd(), isPartial(path)));
      } catch (error) {
        mistakes.push(liquidMistake(error, path, line, templates.complete.context));
      }
      line += paragraph.split('\n').length - 1;
    }
    line += 1;
    return paragraphs;
  });
  return { wordings, parts: [...new Set(wordings.flat(2))] };
}

/** Parses a paragraph. Its new parts are rendered against a context in which everything is there, to find misspelt names. */
function paragraphOf(templates: LanguageTemplates, source: string, isPartial: boolean): Paragraph {
  const id = `${isPartial ? '_' : ''}${source}`;
  const known = templates.paragraphs.get(id);
  if (known) return known;
  if (UNNAMED_PART.test(source))
    throw new Error("the name of a part must be in quotes: {% render '_next' %}");
  // A part may need names that it is handed: it is rendered with the messages that use it.
  const paragraph = isPartial
    ? cachedTemplates(templates.engine, source, new Map(), (some) => checkNames(templates, some, isPartial))
    : cachedTemplates(templates.engine, source, templates.parts, (some, part) => {
        part(templates.complete);
        checkNames(templates, some, isPartial);
      });
  templates.paragraphs.set(id, paragraph);
  return paragraph;
}

/** Every name that a template uses must exist, also in the branches that complete facts do not enter. */
function checkNames(
  { engine, complete: { context } }: LanguageTemplates,
  template: Template[],
  isPartial: boolean,
): void {
  // A partial may be handed names of its templates: `{% render '_contact', one: contact %}`.
  const handed = isPartial ? new Set(['one', 'at', 'words']) : new Set<string>();
  for (const path of engine.globalFullVariablesSync(template, { partials: false })) {
    const [root = '', second] = path.split('.');
    if (handed.has(root)) continue;
    if (!(root in context)) throw new UnknownName(path, nearest(root, Object.keys(context)));
    const value = context[root];
    if (second === undefined || second === 'size') continue;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
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
function liquidMistake(error: unknown, path: string, firstLine: number, context: Context): Mistake {
  if (!(error instanceof Error)) throw error;
  const { token } = error as { token?: { getPosition?(): readonly number[] } };
  const [line = 1, column = 1] = token?.getPosition?.() ?? [];
  const place = { file: path, line: firstLine + line - 1, column };
  const [reason = error.message] = error.message.replace(/, (file|line):.*/, '').split('\n');
  const misspelt = /undefined variable: ([\w.]+)/.exec(reason)?.[1];
  if (misspelt === undefined)
    return { ...words('message-broken', `The message cannot be read: ${reason}`), place };
  const meant = error instanceof UnknownName ? error.suggestion : nearest(misspelt, Object.keys(context));
  const advice = `${didYouMean(meant)}docs/messages.md lists all names.`;
  return { ...words('unknown-name', `There is no \`${misspelt}\` that a message could name`, advice), place };
}
