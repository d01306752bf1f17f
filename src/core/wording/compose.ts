import { type Catalogue, isMissing } from '../domain/catalogue.ts';
import { type Layout, outlineOf, type Part } from '../domain/layout.ts';
import type { Unworded, UnwordedReason } from '../domain/message.ts';
import { ownWords } from './own-words.ts';
import { type Form, formsOf, type Scene, type Statement } from './scene.ts';
import { STATEMENTS } from './statements.ts';

/** A statement in its line of its paragraph, with its forms, the longest first. */
export interface Piece {
  readonly part: Part;
  readonly paragraph: number;
  readonly line: string;
  readonly forms: readonly Form[];
  /** Leave something unsaid, for a text that would have to be held otherwise; the longest first. */
  readonly lastly: () => readonly Form[];
  /** The same, if even all forms of `lastly` are too long. */
  readonly atLast: () => readonly Form[];
  readonly neverDropped: boolean;
  /** It is left unsaid before the text is held. */
  readonly mayGo: Statement['mayGo'];
  /** The piece that a note is about: the note is not said without it. Null: it is no note, or that is said elsewhere. */
  readonly noteOf: Piece | null;
}

export interface Composed {
  readonly kind: 'composed';
  /** The forms of what begins every text of an exercise, the longest first. Null where it is none. */
  readonly banner: readonly string[] | null;
  readonly pieces: readonly Piece[];
  /** Separates two sentences of a line. */
  readonly gap: Catalogue['gap'];
}

/** Everything that this kind of text could say, statement by statement. */
export function composedFrom(
  layout: Layout,
  scene: Scene,
  unsigned: ReadonlySet<string>,
): Composed | Unworded {
  const { snapshot, catalogue } = scene;
  const { announcement } = snapshot;
  const { language } = catalogue;
  const banner = snapshot.mode === 'exercise' ? catalogue.forms('exercise', {}, scene.channel.id) : null;
  if (banner?.length === 0) return unworded({ because: 'no-sentence', sentence: 'exercise', language });
  const own = announcement.text === null ? null : ownWords(scene, announcement.text);
  if (own?.kind === 'unworded') return own;
  let told = { ...scene, text: own?.text ?? null };
  const pieces: Piece[] = [];
  for (const [paragraph, lines] of outlineOf(layout, announcement).entries())
    for (const [line, places] of lines.entries())
      for (const { part, mayGo } of places) {
        const neverDropped = !mayGo && layout.neverDropped.includes(part);
        const said = wordedPart(part, told, unsigned);
        if (said.lacks && neverDropped) return unworded(said.lacks);
        if (said.lacks || said.isIncomplete) told = { ...told, isIncomplete: true };
        if (said.lacks) continue;
        pieces.push(...piecesOf(said.worded, { part, paragraph, line: `${line}`, neverDropped }, layout));
      }
  const isHeadline = ({ part, neverDropped }: Piece) => part === 'headline' && neverDropped;
  const headline = pieces.filter(isHeadline);
  if (headline.length === 0)
    return unworded({
      because: 'nothing-to-say',
      message: announcement.kind,
      municipality: snapshot.poster.id,
    });
  // Own words may have said it already through a slot, and other texts in their first line.
  const already = own?.text ?? headline.map(({ forms }) => forms[0]?.words).join(catalogue.gap);
  const isNew = (piece: Piece) =>
    isHeadline(piece) || !piece.forms.some(({ words }) => already.includes(words));
  return { kind: 'composed', banner, pieces: pieces.filter(isNew), gap: catalogue.gap };
}

/** The statements of a part as pieces of its line. */
function piecesOf(
  worded: readonly Said[],
  { part, line, ...place }: Pick<Piece, 'part' | 'paragraph' | 'line' | 'neverDropped'>,
  layout: Layout,
): readonly Piece[] {
  const pieces: Piece[] = [];
  let said: Piece | null = null;
  for (const [nth, { extra, ...one }] of worded.entries()) {
    const isNote = one.part === 'notes';
    const of: Piece | null = isNote ? said : null;
    const piece: Piece = {
      ...one,
      // A note gives way with what it is about, or before.
      part: of === null ? one.part : lessImportant(layout, one.part, of.part),
      paragraph: place.paragraph,
      // Each number has a line, with everything that is known about it.
      line: part !== 'contacts' ? line : extra ? (said?.line ?? line) : `${line} ${nth}`,
      neverDropped: place.neverDropped && !extra,
      noteOf: of,
    };
    pieces.push(piece);
    if (!isNote) said = piece;
  }
  return pieces;
}

function lessImportant({ neverDropped, droppable }: Layout, one: Part, other: Part): Part {
  const order = [...neverDropped, ...droppable];
  return order.indexOf(one) < order.indexOf(other) ? other : one;
}

type Said = Pick<Piece, 'part' | 'forms' | 'lastly' | 'atLast' | 'mayGo'> & { readonly extra: boolean };

/** The statements of a part in all of their forms, or what the part lacks in this language. */
function wordedPart(
  part: Part,
  scene: Scene,
  unsigned: ReadonlySet<string>,
): {
  readonly worded: readonly Said[];
  readonly lacks?: UnwordedReason;
  /** Whether something that may be left out has no words in this language. */
  readonly isIncomplete?: boolean;
} {
  if (part === 'about' || part === 'notes') return { worded: [] };
  const { catalogue, snapshot } = scene;
  const statements = STATEMENTS[part](scene);
  const namingAll =
    part === 'headline' && snapshot.about.length > 1 ? STATEMENTS[part]({ ...scene, namesAll: true }) : [];
  const worded = statements.map((statement, nth): Said => {
    const [all] = namingAll.slice(nth);
    const { extra, mayGo } = statement;
    const alone = formsOf(scene, statement);
    const named = (all ? formsOf(scene, all) : []).filter(
      ({ words }) => !alone.some((one) => one.words === words),
    );
    // A correction that names one of several leaves the others with what was wrong.
    const namesAll = snapshot.announcement.kind === 'correction' && named.length > 0;
    const lesser = (one: Statement | undefined) => (one?.lastly ? formsOf(scene, one.lastly()) : []);
    const least = () => (statement.atLast ? formsOf(scene, statement.atLast()) : []);
    return {
      part: extra ?? part,
      forms: namesAll ? named : [...named.map(({ words }): Form => ({ words, at: 'about' })), ...alone],
      lastly: () => lesser(namesAll ? all : statement),
      atLast: () => (namesAll ? [...alone, ...lesser(statement)] : least()),
      mayGo,
      extra: extra !== undefined,
    };
  });
  const lacking = worded.findIndex(({ forms, extra }) => forms.length === 0 && !extra);
  const [lacked] = lacking < 0 ? [] : statements.slice(lacking);
  if (lacked) return { worded: [], lacks: lackOf(lacked, catalogue, unsigned) };
  const inWords = worded.filter(({ forms }) => forms.length > 0);
  return { worded: inWords, isIncomplete: inWords.length < worded.length };
}

function lackOf(
  { id, args }: Statement,
  catalogue: Catalogue,
  unsigned: ReadonlySet<string>,
): UnwordedReason {
  const { language } = catalogue;
  const field = Object.values(args).find(isMissing)?.missing;
  if (field !== undefined) return { because: 'missing-translation', field, language };
  // If the sentence has words, one of the words that it names has none.
  const isUnsigned = unsigned.has(id) || (catalogue.has(id) && unsigned.size > 0);
  return { because: isUnsigned ? 'unsigned' : 'no-sentence', sentence: id, language };
}

export function unworded(reason: UnwordedReason): Unworded {
  return { kind: 'unworded', ...reason };
}
