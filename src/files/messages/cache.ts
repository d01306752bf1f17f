import type { Liquid, Template } from 'liquidjs';
import type { Context } from '../../core/wording/context.ts';

/**
 * A part of a wording that is rendered by itself. The same values of the names that it uses give the same words, so it
 * remembers them: what seventy municipalities share is rendered once, and what one of them says on two channels, or in
 * ten wordings of different length, is rendered once too.
 */
export type CachedTemplate = (rendering: Rendering) => string;

/** A context, and what was rendered in it. */
export interface Rendering {
  readonly context: Context;
  readonly values: Map<string, string>;
  readonly rendered: Map<CachedTemplate, string>;
}

export function renderingOf(context: Context): Rendering {
  return { context, values: new Map(), rendered: new Map() };
}

/** How many renderings a part remembers; far more than one municipality needs, and little beside the files themselves. */
const REMEMBERED_MAX = 200;
/** Tags by which one part of a text can change what another says: such a text is one part. */
const KEEPS_STATE =
  /\{%-?\s*(?:assign|capture|increment|decrement|cycle|break|continue|liquid|include|layout|block)\b/;

/**
 * The parts of a text, in order. `known` holds those of its engine by their source: the same source is the same part.
 * `check` throws where one that is not known yet is wrong.
 */
export function cachedTemplates(
  engine: Liquid,
  text: string,
  known: Map<string, CachedTemplate>,
  check: (templates: Template[], part: CachedTemplate) => void = () => {},
): readonly CachedTemplate[] {
  const templates = engine.parse(text);
  if (KEEPS_STATE.test(text)) return [checked(templates)];
  return templates.map((template) => {
    // The token of a tag with a body has only the beginning of its text: such a tag is never found by its source.
    const source = isWhole(template) ? template.token.getText() : null;
    const found = source === null ? undefined : known.get(source);
    if (found) return found;
    const part = checked([template]);
    if (source !== null) known.set(source, part);
    return part;
  });

  function checked(parts: Template[]): CachedTemplate {
    const part = cached(engine, parts);
    check(parts, part);
    return part;
  }
}

/** A whole text as one part. */
export function cachedText(engine: Liquid, text: string, known: Map<string, CachedTemplate>): CachedTemplate {
  const part = known.get(text) ?? cached(engine, engine.parse(text));
  known.set(text, part);
  return part;
}

function isWhole(template: Template): boolean {
  return !('name' in template) || template.name === 'render';
}

function cached(engine: Liquid, templates: Template[]): CachedTemplate {
  let names: readonly string[] | null = null;
  let isFirst = true;
  const remembered = new Map<string, string>();
  const part: CachedTemplate = (rendering) => {
    const known = rendering.rendered.get(part);
    if (known !== undefined) return known;
    // Most parts are rendered once, to check them. Their names, which take longer to find, are found for the second time.
    if (!isFirst) names ??= engine.globalVariablesSync(templates);
    isFirst = false;
    const values = names?.map((name) => valueIn(rendering, name)).join('\n') ?? null;
    let words = values === null ? undefined : remembered.get(values);
    if (words === undefined) {
      words = String(engine.renderSync(templates, {}, { globals: rendering.context, sync: true }));
      if (words.includes('[object Object]')) throw new NoWords();
      if (remembered.size >= REMEMBERED_MAX) remembered.clear();
      if (values !== null) remembered.set(values, words);
    }
    rendering.rendered.set(part, words);
    return words;
  };
  return part;
}

function valueIn({ context, values }: Rendering, name: string): string {
  const value = values.get(name) ?? JSON.stringify(context[name]) ?? '';
  values.set(name, value);
  return value;
}

/** A list or a map was to be printed as if it were a word. */
export class NoWords extends Error {
  override readonly message = 'it prints a list or a map: name one of its parts';
}
