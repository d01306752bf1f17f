import type { Liquid, Template } from 'liquidjs';
import type { Context } from '../../core/wording/context.ts';

/**
 * A part of a wording that is rendered by itself. The same values of the names that it uses give the same words, so it
 * remembers them: what seventy municipalities share is rendered once, and what one of them says on two channels, or in
 * ten wordings of different length, is rendered once too.
 */
export type Piece = (scene: Scene) => string;

/** A context, and what was rendered in it. */
export interface Scene {
  readonly context: Context;
  readonly values: Map<string, string>;
  readonly rendered: Map<Piece, string>;
}

export function sceneOf(context: Context): Scene {
  return { context, values: new Map(), rendered: new Map() };
}

/** How many renderings a piece remembers; far more than one municipality needs, and little beside the files themselves. */
const REMEMBERED_MAX = 200;
/** Tags by which one part of a text can change what another says: such a text is one piece. */
const KEEPS_STATE =
  /\{%-?\s*(?:assign|capture|increment|decrement|cycle|break|continue|liquid|include|layout|block)\b/;

/**
 * The pieces of a text, in order. `known` holds those of its engine by their source: the same source is the same piece.
 * `check` throws where one that is not known yet is wrong.
 */
export function piecesOf(
  engine: Liquid,
  text: string,
  known: Map<string, Piece>,
  check: (templates: Template[], piece: Piece) => void = () => {},
): readonly Piece[] {
  const templates = engine.parse(text);
  if (KEEPS_STATE.test(text)) return [checked(templates)];
  return templates.map((template) => {
    // Of a tag with a body only the beginning is its token's text: it is known by what it is, not by how it begins.
    const source = isWhole(template) ? template.token.getText() : null;
    const found = source === null ? undefined : known.get(source);
    if (found) return found;
    const piece = checked([template]);
    if (source !== null) known.set(source, piece);
    return piece;
  });

  function checked(parts: Template[]): Piece {
    const piece = pieceOf(engine, parts);
    check(parts, piece);
    return piece;
  }
}

function isWhole(template: Template): boolean {
  return !('name' in template) || template.name === 'render';
}

function pieceOf(engine: Liquid, templates: Template[]): Piece {
  const names = engine.globalVariablesSync(templates);
  const remembered = new Map<string, string>();
  const piece: Piece = (scene) => {
    const known = scene.rendered.get(piece);
    if (known !== undefined) return known;
    const values = names.map((name) => valueIn(scene, name)).join('\n');
    let words = remembered.get(values);
    if (words === undefined) {
      words = wordsOnly(engine.renderSync(templates, {}, { globals: scene.context, sync: true }));
      if (remembered.size >= REMEMBERED_MAX) remembered.clear();
      remembered.set(values, words);
    }
    scene.rendered.set(piece, words);
    return words;
  };
  return piece;
}

function valueIn({ context, values }: Scene, name: string): string {
  let value = values.get(name);
  if (value === undefined) {
    value = JSON.stringify(context[name]) ?? '';
    values.set(name, value);
  }
  return value;
}

/** A list or a map was to be printed as if it were a word. */
export class NoWords extends Error {}

/** What was rendered, where it is nothing but words. Throws `NoWords`. */
export function wordsOnly(rendered: unknown): string {
  const text = String(rendered);
  if (text.includes('[object Object]')) throw new NoWords('it prints a list or a map: name one of its parts');
  return text;
}
