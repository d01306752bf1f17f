import { keptIn, once, recent } from '../../core/domain/cache.ts';
import { ifRight, type Mistake } from '../../core/domain/errors.ts';
import { decodedText, ENTRIES_MAX, readYaml, type YamlFile } from './yaml.ts';

/** The value under one key of a file, as somebody wrote it. */
interface Section {
  /** How many lines of the file are before it. */
  readonly before: number;
  /** The line of its key, where its entries are taken apart; else empty. */
  readonly lead: string;
  /** Its entries, each from its key to the next; else the whole section. */
  readonly pieces: readonly string[];
}

/** A piece that was read without a mistake of syntax. */
interface ReadPiece {
  /** The key of its section, and its own where it is an entry. */
  readonly keys: readonly string[];
  readonly value: unknown;
  /** Mistakes that were found in it since, placed as if the file had nothing else. */
  readonly placed: Map<string, Mistake>;
}

/** More than the greatest region has municipalities, with their facts. */
const PIECES_KEPT = 40_000;
/** Pieces by their texts, which is all that they depend on. */
const known = recent<string, ReadPiece>(PIECES_KEPT);

/**
 * Reads a file as `readYaml` does, but parses only those sections, and entries of sections, that were not read before: out of ten
 * thousand municipalities only the changed ones. An unchanged part is the same object as before. A file that cannot be taken
 * apart, or has a mistake of syntax, is read as a whole.
 */
export function readYamlByPieces(content: Uint8Array | string, name: string): YamlFile {
  const text = decodedText(content, name);
  const read = readSections(text, name);
  if (read === null) return readYaml(text, name);
  // A piece may have thousands of mistakes.
  const readAlone = new Map<string, YamlFile>();
  const aloneOf = (piece: string) => keptIn(readAlone, piece, () => readYaml(piece, name));
  const whole = once(() => readYaml(text, name));
  return {
    file: name,
    text,
    value: read.value,
    mistakes: [],
    typed: (path) => whole().typed(path),
    placed(found) {
      const { path, at } = found;
      const one = read.pieces.get(idOf(path.slice(0, 2))) ?? read.pieces.get(idOf(path.slice(0, 1)));
      if (!one || typeof at === 'number') return whole().placed(found);
      const id = JSON.stringify(found);
      const { place, ...same } = one.placed.get(id) ?? aloneOf(one.alone).placed(found);
      one.placed.set(id, { ...same, place });
      return { ...same, place: place && { ...place, file: name, line: (place.line ?? 0) + one.before } };
    },
  };
}

function idOf(keys: readonly unknown[]): string {
  return JSON.stringify(keys);
}

/** Null where the file cannot be taken apart, or has more entries than are read. */
function readSections(text: string, name: string) {
  const sections = sectionsOf(text);
  if (sections === null) return null;
  if ([sections, ...sections.map(({ pieces }) => pieces)].some(({ length }) => length > ENTRIES_MAX))
    return null;
  const value: Record<string, unknown> = {};
  const pieces = new Map<string, ReadPiece & { readonly alone: string; readonly before: number }>();
  for (const { lead, pieces: written, ...section } of sections) {
    let { before } = section;
    const entries: Record<string, unknown> = {};
    for (const piece of written) {
      const alone = lead + piece;
      const read = known.get(alone) ?? readPiece(alone, lead === '' ? 1 : 2, name);
      if (read === null) return null;
      known.set(alone, read);
      const [key = '', entry] = read.keys;
      // The same key twice is a mistake.
      if (pieces.has(idOf(read.keys)) || (before === section.before && Object.hasOwn(value, key)))
        return null;
      pieces.set(idOf(read.keys), { ...read, alone, before });
      if (entry === undefined) value[key] = read.value;
      else {
        entries[entry] = read.value;
        value[key] = entries;
      }
      before += linesIn(piece);
    }
  }
  return { value, pieces };
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

/** Null where it is no map of one entry, or has a mistake. */
function readPiece(alone: string, depth: 1 | 2, name: string): ReadPiece | null {
  const keys: string[] = [];
  let value = valueUnlessWrong(alone, name);
  while (keys.length < depth) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const [first, ...others] = Object.entries(value);
    if (!first || others.length > 0) return null;
    keys.push(first[0]);
    value = first[1];
  }
  return { keys, value, placed: new Map() };
}

function valueUnlessWrong(text: string, name: string): unknown {
  const read = ifRight(() => readYaml(text, name));
  return read?.mistakes.length === 0 ? read.value : null;
}

/** The line of a section that has its entries below it. */
const LEAD = /^[a-z_]+:[ \t]*(?:#.*)?\r?\n/;
/** The first line that says something, and its distance from the margin. */
const FIRST = /^( *)([^\s#])/m;

/**
 * All keys of a map have the same distance from the margin, and everything that belongs to an entry has a greater one: so the
 * lines tell where entries end. A text over several lines that is cut in its middle is a mistake of syntax in its piece.
 */
function sectionsOf(text: string): readonly Section[] | null {
  const [remark, sections] = partsOf(text, /^(?=[^\s#])/gm);
  if (FIRST.test(remark) || remark.startsWith('\ufeff')) return null;
  let before = linesIn(remark);
  return sections.map((section): Section => {
    const start = before;
    before += linesIn(section);
    const [lead = ''] = LEAD.exec(section) ?? [];
    const body = section.slice(lead.length);
    const [, margin = '', sign] = FIRST.exec(body) ?? [];
    if (lead === '' || margin === '' || sign === '-') return { before: start, lead: '', pieces: [section] };
    const [above, entries] = partsOf(body, new RegExp(`^(?=${margin}[^\\s#-])`, 'gm'));
    const [first = '', ...others] = entries;
    return { before: start, lead, pieces: [above + first, ...others] };
  });
}

/** Splits a text into the part before the first beginning and one part from each beginning to the next. */
function partsOf(text: string, beginnings: RegExp): readonly [before: string, parts: readonly string[]] {
  const starts = [...text.matchAll(beginnings)].map(({ index }) => index);
  return [text.slice(0, starts[0]), starts.map((start, index) => text.slice(start, starts[index + 1]))];
}
