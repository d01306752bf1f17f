import { type Recent, recent } from '../domain/cache.ts';
import { type Catalogue, isMissing } from '../domain/catalogue.ts';
import type { Limits } from '../domain/channel.ts';
import type { Instant } from '../domain/clock.ts';
import { type Configuration, limitsOf, rulesOf } from '../domain/configuration.ts';
import type { Language } from '../domain/language.ts';
import type { Layout, Part } from '../domain/layout.ts';
import { type ContentSnapshot, freeWords, type Unworded, type UnwordedReason } from '../domain/message.ts';
import type { Account } from '../domain/municipality.ts';
import { sha256 } from '../domain/post-key.ts';
import { channelSettings } from '../domain/settings.ts';
import { type Calendar, calendarIn, dayOf, endOf } from '../domain/time-zone.ts';
import { forEachTime } from '../domain/times-within.ts';
import { ownWords } from './own-words.ts';
import type { Scene, Statement } from './scene.ts';
import { STATEMENTS } from './statements.ts';

/** A text that fits an account. `snapshot` is the digest of the snapshot that it was worded from. */
export interface Fitting {
  readonly kind: 'fitting';
  readonly text: string;
  readonly length: number;
  readonly limit: number;
  readonly snapshot: string;
  /** Digests of the words in the snapshot that people wrote freely. */
  readonly words: readonly string[];
  /** Parts that are said in a shorter form than the longest, or not at all, for want of room. */
  readonly shortened: readonly Part[];
}

interface TooLong {
  readonly kind: 'too-long';
  /** The length of the shortest text that says everything that must be said. */
  readonly length: number;
  readonly limit: number;
}

/** Words texts for accounts. Each is put together once, and again where a time in its facts has passed or a day has ended. */
export interface Wording {
  fit(snapshot: ContentSnapshot, account: Account, language: Language): Fitting | TooLong | Unworded;
  /** SHA-256 of a snapshot, computed once for each object. */
  digest(snapshot: ContentSnapshot): string;
}

/** A text, and between which times the same facts are worded so. */
interface Worded {
  readonly fit: Fitting | TooLong | Unworded;
  readonly from: Instant;
  readonly until: Instant;
}

/** What files say, worded: as many texts as a region of 20,000 accounts has twice. */
const TEXTS_KEPT = 40_000;

interface Kept {
  readonly calendar: Calendar;
  readonly texts: Recent<string, Worded>;
  /** By channel and what a link counts there, then by text. */
  readonly lengths: Map<string, Recent<string, number>>;
}

export function wordingFor(configuration: Configuration, now: Instant): Wording {
  const { messages, settings, services, region, channels } = configuration;
  const owners = [messages, settings, services, region, channels];
  const { calendar, texts, lengths } = configuration.cache.kept<Kept>('wording', owners, () => ({
    calendar: calendarIn(settings.zone),
    texts: recent(TEXTS_KEPT),
    lengths: new Map(),
  }));
  const digests = new WeakMap<ContentSnapshot, string>();
  const tomorrow = endOf(dayOf(now, settings.zone), settings.zone);

  function digest(snapshot: ContentSnapshot): string {
    const known = digests.get(snapshot) ?? sha256(JSON.stringify(snapshot));
    digests.set(snapshot, known);
    return known;
  }

  function worded(snapshot: ContentSnapshot, account: Account, language: Language, limits: Limits) {
    const rules = rulesOf(configuration, account);
    const { pricesUsd } = channelSettings(settings, account.channel);
    const limit = limits.characters;
    const whole = messages.catalogues.get(language);
    if (!whole) return unworded({ because: 'no-language', language });
    // In a live incident a sentence that nobody has signed counts as missing.
    const unsigned = (snapshot.mode === 'live' && messages.unsigned.get(language)) || NONE;
    const catalogue = unsigned.size === 0 ? whole : signedPart(whole, unsigned);
    const authoritative = region.municipalities.get(account.municipality)?.languages[0] ?? language;
    const scene: Scene = {
      snapshot,
      services,
      catalogue,
      authoritative,
      calendar,
      now,
      text: null,
      isIncomplete: false,
      namesAll: false,
      channel: {
        id: rules.id,
        carriesLanguage: rules.carriesLanguage,
        linksCost: pricesUsd.postWithUrl > pricesUsd.post,
      },
    };
    const counted = `${account.channel} ${limits.perUrl}`;
    const known = lengths.get(counted) ?? recent<string, number>(TEXTS_KEPT);
    lengths.set(counted, known);
    const lengthOf = (text: string) => {
      const before = known.get(text);
      if (before !== undefined) return before;
      const length = rules.length(text, limits);
      known.set(text, length);
      return length;
    };
    const composed = composedFrom(messages.layout, scene, unsigned);
    if (composed.kind === 'unworded') return composed;
    const filled = filledIn(composed, messages.layout, limit, lengthOf);
    if (filled.kind === 'too-long') return { ...filled, limit };
    const refused = messages.refusal(filled.text, snapshot, language);
    if (refused) return unworded(refused);
    const { text, shortened } = filled;
    const { what } = snapshot.announcement;
    const words = [...new Set(freeWords({ ...snapshot, what }, language))].map(sha256);
    return {
      kind: 'fitting',
      text,
      length: lengthOf(text),
      limit,
      shortened,
      snapshot: digest(snapshot),
      words,
    } as const;
  }

  /** The next time at which the same facts may be worded in another way. */
  function changesAt({ facts, announcement }: ContentSnapshot): Instant {
    let until = tomorrow;
    const note = (at: Instant) => {
      // A rule may begin with this instant, or right after it.
      const from = at > now ? at : at + 1;
      if (from > now && from < until) until = from;
    };
    forEachTime([facts, announcement], note);
    if (facts.confirmed !== null) note(facts.confirmed + (announcement.confirmedWithinMs ?? 0));
    return until;
  }

  return {
    digest,
    fit(snapshot, account, language) {
      const limits = limitsOf(configuration, account);
      const { municipality, channel } = account;
      const id = `${digest(snapshot)} ${municipality} ${channel} ${language} ${limits.characters}/${limits.perUrl}`;
      const known = texts.get(id);
      if (known && known.from <= now && now < known.until) return known.fit;
      const fit = worded(snapshot, account, language, limits);
      texts.set(id, { fit, from: now, until: changesAt(snapshot) });
      return fit;
    },
  };
}

const NONE: ReadonlySet<string> = new Set();

/** The catalogue without the sentences that nobody has signed. */
function signedPart(catalogue: Catalogue, unsigned: ReadonlySet<string>): Catalogue {
  return {
    ...catalogue,
    has: (id) => !unsigned.has(id) && catalogue.has(id),
    forms: (id, args, channel) => (unsigned.has(id) ? [] : catalogue.forms(id, args, channel)),
    word: (id, args) => (unsigned.has(id.split('.')[0] ?? id) ? undefined : catalogue.word(id, args)),
  };
}

function unworded(reason: UnwordedReason): Unworded {
  return { kind: 'unworded', ...reason };
}

/** A part with its forms, the longest first, in its line of its paragraph. */
interface Piece {
  readonly part: Part;
  readonly paragraph: number;
  readonly line: number;
  readonly forms: readonly string[];
  /** How many of the first forms name everybody whom the text is about, which is less important than the rest of it. */
  readonly namingAll: number;
  /** How many of the last forms leave something unsaid. They are for texts that would have to be held otherwise. */
  readonly lastResort: number;
  readonly neverDropped: boolean;
}

interface Composed {
  readonly kind: 'composed';
  /** Begins every text of an exercise. */
  readonly banner: string | null;
  readonly pieces: readonly Piece[];
  /** Separates two parts of a line. */
  readonly gap: Catalogue['gap'];
}

/** Everything that this kind of text could say, part by part. */
function composedFrom(layout: Layout, scene: Scene, unsigned: ReadonlySet<string>): Composed | Unworded {
  const { snapshot, catalogue } = scene;
  const { announcement } = snapshot;
  const { language } = catalogue;
  const kind = announcement.text === null ? announcement.kind : 'notice';
  const banner = snapshot.mode === 'exercise' ? (catalogue.word('exercise', {}) ?? null) : null;
  if (snapshot.mode === 'exercise' && banner === null)
    return unworded({ because: 'no-sentence', sentence: 'exercise', language });
  const own = announcement.text === null ? null : ownWords(scene, announcement.text);
  if (own?.kind === 'unworded') return own;
  let told = { ...scene, text: own?.text ?? null };
  const pieces: Piece[] = [];
  for (const [paragraph, lines] of layout.kinds[kind].entries())
    for (const [line, places] of lines.entries())
      for (const { part, mayGo } of places) {
        const neverDropped = !mayGo && layout.neverDropped.includes(part);
        const said = formsOf(part, told, unsigned);
        if (said.lacks && neverDropped) return unworded(said.lacks);
        if (said.lacks || said.lacksExtra) told = { ...told, isIncomplete: true };
        if (said.lacks) continue;
        // Own words may have said it already through a slot, and a correction in its first line.
        const already =
          own?.text ?? (kind === 'correction' ? pieces.find((one) => one.part === 'headline')?.forms[0] : '');
        if (
          said.forms.length > 0 &&
          !said.forms.some((form) => already?.includes(form) && part !== 'headline')
        )
          pieces.push({ part, paragraph, line, neverDropped, ...said });
      }
  if (!pieces.some(({ part }) => part === 'headline'))
    return unworded({ because: 'nothing-to-say', message: kind, municipality: snapshot.poster.id });
  return { kind: 'composed', banner, pieces, gap: catalogue.gap };
}

type Forms = Pick<Piece, 'forms' | 'namingAll' | 'lastResort'> & {
  readonly lacks?: UnwordedReason;
  /** Whether something that may be left out has no words in this language. */
  readonly lacksExtra?: boolean;
};

const NOTHING: Forms = { forms: [], namingAll: 0, lastResort: 0 };

/** All forms of a part, or what it lacks in this language. */
function formsOf(part: Part, scene: Scene, unsigned: ReadonlySet<string>): Forms {
  if (part === 'about') return NOTHING;
  const alone = joinedForms(part, STATEMENTS[part](scene), scene, unsigned);
  if (part !== 'headline' || scene.snapshot.about.length < 2) return alone;
  const all = joinedForms(part, STATEMENTS[part]({ ...scene, namesAll: true }), scene, unsigned);
  if (alone.lacks || all.lacks) return alone;
  const named = all.forms.slice(0, all.forms.length - all.lastResort);
  return { ...alone, forms: [...named, ...alone.forms], namingAll: named.length };
}

/**
 * The sentences of a part together: all in their longest form, then without what is extra, then each shorter, at last
 * without what may go, the last of it first.
 */
function joinedForms(
  part: Part,
  statements: readonly Statement[],
  scene: Scene,
  unsigned: ReadonlySet<string>,
): Forms {
  const [only] = statements;
  if (!only) return NOTHING;
  const { catalogue, channel } = scene;
  const formsFor = ({ id, args, instead }: Statement): readonly string[] => {
    const forms = catalogue.forms(id, args, channel.id);
    return instead ? [...forms, ...formsFor(instead)] : forms;
  };
  const sentences = statements.map((statement) => ({ statement, forms: formsFor(statement) }));
  const lacking = sentences.find(({ statement, forms }) => forms.length === 0 && !statement.isExtra);
  if (lacking) return { ...NOTHING, lacks: lackOf(lacking.statement, catalogue, unsigned) };
  const distinct = (forms: readonly string[]) => [...new Set(forms)].filter((form) => form !== '');
  // Most parts are one sentence, as it is.
  if (statements.length === 1 && !only.isExtra && !only.lastly)
    return { ...NOTHING, forms: distinct(formsFor(only)) };
  const gap = part === 'contacts' ? '\n' : catalogue.gap;
  const join = (form: number, isSaid: (statement: Statement) => boolean) =>
    sentences
      .filter(({ statement, forms }) => forms.length > 0 && isSaid(statement))
      .map(({ forms }) => forms[Math.min(form, forms.length - 1)])
      .join(gap);
  const most = Math.max(0, ...sentences.map(({ forms }) => forms.length));
  const whole = [
    join(0, () => true),
    ...Array.from({ length: most }, (_, form) => join(form, ({ isExtra }) => !isExtra)),
  ];
  const going = statements.filter(({ mayGo }) => mayGo);
  const lessened = Array.from({ length: going.length + 1 }, (_, gone) =>
    sentences
      .filter(({ statement }) => !statement.isExtra && going.indexOf(statement) < going.length - gone)
      .flatMap(({ statement: { lastly }, forms }) =>
        [...forms, ...(lastly ? formsFor(lastly) : [])].slice(-1),
      )
      .join(gap),
  );
  const lacksExtra = sentences.some(({ forms }) => forms.length === 0);
  const forms = distinct([...whole, ...lessened]);
  const lastResort = forms.filter((form) => !whole.includes(form)).length;
  return { ...NOTHING, forms, lastResort, lacksExtra };
}

function lackOf(
  { id, args }: Statement,
  catalogue: Catalogue,
  unsigned: ReadonlySet<string>,
): UnwordedReason {
  const { language } = catalogue;
  const field = Object.values(args).find(isMissing)?.missing;
  if (field !== undefined) return { because: 'missing-translation', field, language };
  // Where the sentence has words, one of the words that it names has none.
  const isUnsigned = unsigned.has(id) || (catalogue.has(id) && unsigned.size > 0);
  return { because: isUnsigned ? 'unsigned' : 'no-sentence', sentence: id, language };
}

interface Filled {
  readonly kind: 'filled';
  readonly text: string;
  readonly shortened: readonly Part[];
}

/**
 * The text that says most in the room there is. What is never dropped is in it at least in its shortest form; only where
 * not even that fits, the least important of it leaves something unsaid. Then each part, the most important first, takes the
 * longest form that still fits: so the least important gives way first, and what still fits is put back in order of
 * importance.
 */
function filledIn(
  { banner, pieces, gap }: Composed,
  layout: Layout,
  limit: number,
  lengthOf: (text: string) => number,
): Filled | (Omit<TooLong, 'limit'> & { readonly kind: 'too-long' }) {
  const lengths = pieces.map(({ forms }) => forms.map(lengthOf));
  const shortest = ({ forms, lastResort }: Piece, index: number) =>
    (lengths[index] ?? [])
      .slice(0, forms.length - lastResort)
      .reduce((least, length, form, all) => (length <= (all[least] ?? length) ? form : least), 0);
  const chosen = pieces.map((piece, index) => (piece.neverDropped ? shortest(piece, index) : -1));
  const sizeAs = (index: number, form: number) => (form < 0 ? 0 : (lengths[index]?.[form] ?? 0) + 1);
  // Each part but the first costs a blank or a line break.
  let size = (banner === null ? 0 : lengthOf(banner) + 1) - 1;
  for (const [index, form] of chosen.entries()) size += sizeAs(index, form);
  const choose = (index: number, form: number) => {
    size += sizeAs(index, form) - sizeAs(index, chosen[index] ?? -1);
    chosen[index] = form;
  };
  for (const part of size > limit ? layout.neverDropped.toReversed() : [])
    for (const [index, piece] of pieces.entries())
      if (piece.part === part && piece.neverDropped)
        for (
          let form = piece.forms.length - piece.lastResort;
          form < piece.forms.length && size > limit;
          form++
        )
          choose(index, form);
  if (size > limit) return { kind: 'too-long', length: size };
  const take = (index: number, first: number, end: number) => {
    const others = size - sizeAs(index, chosen[index] ?? -1);
    for (let form = first; form < end; form++)
      if (others + sizeAs(index, form) <= limit) return choose(index, form);
  };
  for (const part of [...layout.neverDropped, ...layout.droppable])
    for (const [index, piece] of pieces.entries())
      if (part === 'about' && piece.namingAll > 0) take(index, 0, chosen[index] ?? -1);
      else if (piece.part === part) take(index, piece.namingAll, piece.forms.length);
  return { kind: 'filled', ...putTogether({ banner, pieces, gap }, chosen, limit - size) };
}

/** The chosen forms as a text: parts of a line after each other, and empty lines between paragraphs where there is room. */
function putTogether(
  { banner, pieces, gap }: Omit<Composed, 'kind'>,
  chosen: readonly number[],
  room: number,
): Pick<Filled, 'text' | 'shortened'> {
  const said = pieces.flatMap((piece, index) => {
    const form = piece.forms[chosen[index] ?? -1];
    return form === undefined ? [] : [{ ...piece, form }];
  });
  const paragraphs = [...Map.groupBy(said, ({ paragraph }) => paragraph).values()].map((parts) =>
    [...Map.groupBy(parts, ({ line }) => line).values()]
      .map((line) => line.map(({ form }) => form).join(gap))
      .join('\n'),
  );
  const space = room >= paragraphs.length - 1 ? '\n\n' : '\n';
  const shortened = pieces.filter((_, index) => chosen[index] !== 0).map(({ part }) => part);
  return { text: [...(banner === null ? [] : [banner]), paragraphs.join(space)].join('\n'), shortened };
}
