import { alike } from '../domain/alike.ts';
import { keptIn, type Recent, recent } from '../domain/cache.ts';
import type { Args, Catalogue } from '../domain/catalogue.ts';
import type { Limits } from '../domain/channel.ts';
import { forEachTime, type Instant, sooner } from '../domain/clock.ts';
import { type Configuration, limitsOf, rulesOf } from '../domain/configuration.ts';
import { type Language, SOURCE } from '../domain/language.ts';
import type { Layout, Part } from '../domain/layout.ts';
import { type ContentSnapshot, type Unworded, wordsOf } from '../domain/message.ts';
import type { Account, Region } from '../domain/municipality.ts';
import { sha256 } from '../domain/post-key.ts';
import { channelSettings } from '../domain/settings.ts';
import { type Calendar, calendarIn, dayOf, endOf } from '../domain/time-zone.ts';
import { type Composed, composedFrom, type Piece, unworded } from './compose.ts';
import { type Form, type Scene, subjectOf } from './scene.ts';

/** A text that fits an account. `snapshot` is the digest of the snapshot that it was worded from. */
export interface Fitting {
  readonly kind: 'fitting';
  readonly text: string;
  readonly length: number;
  readonly limit: number;
  readonly snapshot: string;
  /** Digests of the words in the snapshot that people wrote freely. */
  readonly words: readonly string[];
  readonly shortened: readonly Shortened[];
}

/** A sentence that is said in a shorter form, or not at all, for want of room. */
export interface Shortened {
  readonly part: Part;
  /** The statement as it is said; null if it is not. */
  readonly words: string | null;
  readonly full: string;
  /** Whether it leaves something unsaid for which even the shortest form had no room. */
  readonly isLess: boolean;
}

/**
 * A text has as much room as one `had` there, whatever the limit is now; or of that limit at most so many characters, or as many as
 * another text takes.
 */
export type Room = { readonly had: string } | { readonly most: number | string };

/** Words texts for accounts. Each is put together once, and again where a time in its facts has passed or a day has ended. */
export interface Wording {
  fit(snapshot: ContentSnapshot, account: Account, language: Language, room?: Room): Fitting | Unworded;
  /** Like `fit` without a room, for a text that is asked for once. It is not kept. */
  fitOnce(snapshot: ContentSnapshot, account: Account, language: Language): Fitting | Unworded;
  /** SHA-256 of a snapshot, computed once for each object. */
  digest(snapshot: ContentSnapshot): string;
}

/** A text, and between which times the same facts are worded so. */
interface Worded {
  readonly fit: Fitting | Unworded;
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * Texts kept to be used again: four for each of 20,000 accounts. A plan compares what was published with what would be said
 * today, each with and without the time of confirmation.
 */
const TEXTS_KEPT = 80_000;

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
  const signed = new Map<Language, Catalogue>();
  const times = new Map<Catalogue, Map<string, Args>>();
  const tomorrow = endOf(dayOf(now, settings.zone), settings.zone);

  function digest(snapshot: ContentSnapshot): string {
    return keptIn(digests, snapshot, () => sha256(JSON.stringify(snapshot)));
  }

  function worded(
    snapshot: ContentSnapshot,
    account: Account,
    language: Language,
    { limits, german }: { readonly limits: Limits; readonly german: Scene['german'] },
  ) {
    const rules = rulesOf(configuration, account);
    const { pricesUsd } = channelSettings(settings, account.channel);
    const limit = limits.characters;
    const whole = messages.catalogues.get(language);
    if (!whole) return unworded({ because: 'no-language', why: whyUnread(region, language), language });
    // In a live incident a sentence that nobody has signed counts as missing.
    const unsigned = (snapshot.mode === 'live' && messages.unsigned.get(language)) || NONE;
    const catalogue =
      unsigned.size === 0 ? whole : keptIn(signed, language, () => signedPart(whole, unsigned));
    const scene: Scene = {
      snapshot,
      services,
      prepared: region.municipalities.get(subjectOf(snapshot).id)?.facts ?? {},
      catalogue,
      german,
      calendar,
      now,
      times: keptIn(times, catalogue, () => new Map<string, Args>()),
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
    const known = keptIn(lengths, counted, () => recent<string, number>(TEXTS_KEPT));
    const lengthOf = (text: string) => keptIn(known, text, () => rules.length(text, limits));
    const composed = composedFrom(messages.layout, scene, unsigned);
    if (composed.kind === 'unworded') return composed;
    const filled = filledIn(composed, messages.layout, limit, lengthOf);
    // Staff also see a text that is too long.
    const refused = messages.refusal(filled.text, snapshot, language);
    if (refused) return unworded(refused);
    if (filled.kind === 'unworded') return filled;
    const words = [...new Set(wordsOf(snapshot, language))].map(sha256);
    return {
      ...filled,
      length: rules.length(filled.text, limits),
      ...{ limit, snapshot: digest(snapshot), words },
    };
  }

  /** The next time at which the same facts may be worded in another way. */
  function changesAt({ facts, newest, announcement }: ContentSnapshot): Instant {
    let until = tomorrow;
    const note = (at: Instant) => {
      until = sooner(until, at, now);
    };
    forEachTime([facts, newest, announcement], note);
    if (facts.confirmed !== null) note(facts.confirmed + (announcement.confirmedWithinMs ?? 0));
    return until;
  }

  return {
    digest,
    fitOnce(snapshot, account, language) {
      const limits = limitsOf(configuration, account);
      return worded(snapshot, account, language, { limits, german: germanOf(region, account, language) });
    },
    fit(snapshot, account, language, room) {
      const today = limitsOf(configuration, account);
      const limits = { ...today, characters: charactersIn(room, today, rulesOf(configuration, account)) };
      const { municipality, channel } = account;
      const german = germanOf(region, account, language);
      const id = `${digest(snapshot)} ${municipality} ${channel} ${language} ${german} ${limits.characters}/${limits.perUrl}`;
      const known = texts.get(id);
      if (known && known.from <= now && now < known.until) return known.fit;
      const fit = worded(snapshot, account, language, { limits, german });
      texts.set(id, { fit, from: now, until: changesAt(snapshot) });
      return fit;
    },
  };
}

function charactersIn(room: Room | undefined, today: Limits, { length }: ReturnType<typeof rulesOf>): number {
  if (room === undefined) return today.characters;
  if ('had' in room) return Math.max(today.characters, length(room.had, today));
  return Math.min(today.characters, typeof room.most === 'number' ? room.most : length(room.most, today));
}

function germanOf({ municipalities }: Region, account: Account, language: Language): Scene['german'] {
  if (language === SOURCE || !municipalities.get(account.municipality)?.languages.includes(SOURCE))
    return null;
  return account.languages.includes(SOURCE) ? 'on-this-account' : 'elsewhere';
}

/** Only languages that accounts speak are read. A correction goes wherever its original is, in its language. */
function whyUnread({ accounts }: Region, language: Language): 'no-file' | 'not-spoken' {
  return [...accounts.values()].some(({ languages }) => languages.includes(language))
    ? 'no-file'
    : 'not-spoken';
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

/**
 * Makes the text that says most in the room there is. It has every statement that is never dropped, at least in its shortest
 * form. Only if that does not fit, the least important of these leaves something unsaid, and a correction finally leaves out what
 * was wrong. Then each part, the most important first, takes the longest forms that still fit: so the least important part gives
 * way first, and what still fits is put back in order of importance.
 */
function filledIn(
  composed: Composed,
  layout: Layout,
  limit: number,
  lengthOf: (text: string) => number,
): Pick<Fitting, 'kind' | 'text' | 'shortened'> | (Unworded & { readonly text: string }) {
  const { pieces, gap } = composed;
  const choice = leastOf(composed, lengthOf);
  if (choice.size() > limit) leaveUnsaid(choice, composed, layout, limit);
  if (choice.size() > limit) {
    const alone = choice.size() - choice.sizeOf(choice.heading());
    const unbannered = alone <= limit ? alone : null;
    const text = putTogether(choice, pieces, gap, 0);
    return { kind: 'unworded', because: 'too-long', text, length: choice.size(), limit, unbannered };
  }
  lengthen(choice, pieces, layout, limit);
  const shortened = [...pieces.entries()].flatMap(([index, { part, forms }]) => {
    const form = choice.form(index);
    if (form === 0) return [];
    const words = form === UNSAID ? null : choice.words(index, form);
    return [{ part, words, full: choice.words(index, 0), isLess: words === null || form >= forms.length }];
  });
  return { kind: 'fitting', text: putTogether(choice, pieces, gap, limit - choice.size()), shortened };
}

/** In place of the number of a form. */
const UNSAID = -1;

/** The form in which each piece is said, and the length of the text with them. Forms that nothing asks for are not measured. */
interface Choice {
  size(): number;
  form(index: number): number;
  words(index: number, form: number): string;
  /** With the blank or the line break that every sentence but the first costs. */
  sizeAs(index: number, form: number): number;
  choose(index: number, form: number): void;
  /** Adds forms that leave something unsaid after all others, and returns their numbers. */
  add(index: number, forms: readonly Form[]): readonly number[];
  heading(): string | null;
  head(words: string): void;
  sizeOf(heading: string | null): number;
}

/** Begins with the shortest forms of the pieces that are never dropped, under the whole banner. */
function leastOf({ banner, pieces }: Composed, lengthOf: (text: string) => number): Choice {
  const added = new Map<number, readonly Form[]>();
  const lengths = pieces.map((): number[] => []);
  const words = (index: number, form: number) =>
    [...(pieces[index]?.forms ?? []), ...(added.get(index) ?? [])][form]?.words ?? '';
  const lengthAs = (index: number, form: number): number => {
    const known = lengths[index] ?? [];
    known[form] ??= lengthOf(words(index, form));
    return known[form];
  };
  const shortest = ({ part, forms }: Piece, index: number): number => {
    let least = UNSAID;
    for (const [form, { at = part }] of forms.entries())
      if (at === part && (least === UNSAID || lengthAs(index, form) <= lengthAs(index, least))) least = form;
    return least;
  };
  const sizeAs = (index: number, form: number) => (form === UNSAID ? 0 : lengthAs(index, form) + 1);
  const sizeOf = (heading: string | null) => (heading === null ? 0 : lengthOf(heading) + 1);
  const forms = pieces.map((piece, index) => (piece.neverDropped ? shortest(piece, index) : UNSAID));
  let [heading = null] = banner ?? [];
  let size = sizeOf(heading) - 1;
  for (const [index, form] of forms.entries()) size += sizeAs(index, form);
  return {
    size: () => size,
    form: (index) => forms[index] ?? UNSAID,
    ...{ words, sizeAs, sizeOf },
    choose(index, form) {
      size += sizeAs(index, form) - sizeAs(index, forms[index] ?? UNSAID);
      forms[index] = form;
    },
    add(index, more) {
      const before = added.get(index) ?? [];
      added.set(index, [...before, ...more]);
      const first = (pieces[index]?.forms.length ?? 0) + before.length;
      return more.map((_, nth) => first + nth);
    },
    heading: () => heading,
    head(words) {
      size += sizeOf(words) - sizeOf(heading);
      heading = words;
    },
  };
}

/**
 * Leaves parts of the statements that are never dropped unsaid, until the text fits or nothing is left that may go. Parts that
 * need not have gone are said after all, before anything becomes longer.
 */
function leaveUnsaid(choice: Choice, { banner, pieces }: Composed, layout: Layout, limit: number): void {
  const isTooLong = () => choice.size() > limit;
  const gone: (readonly [number, number])[] = [];
  for (const when of ['lastly', 'atLast'] as const) {
    for (const part of layout.neverDropped.toReversed())
      for (const [index, piece] of [...pieces.entries()].reverse())
        if (piece.part === part && choice.form(index) !== UNSAID && isTooLong()) {
          for (const form of choice.add(index, piece[when]())) if (isTooLong()) choice.choose(index, form);
          const goes = piece.mayGo === true ? 'lastly' : piece.mayGo;
          if (goes !== when || !isTooLong()) continue;
          if (when === 'atLast') gone.push([index, choice.form(index)]);
          choice.choose(index, UNSAID);
        }
    // An exercise shows what the public would read: rather than that, its banner is short.
    for (const words of (banner ?? []).slice(1)) if (isTooLong()) choice.head(words);
  }
  for (const [index, form] of gone.reverse())
    if (choice.size() + choice.sizeAs(index, form) <= limit) choice.choose(index, form);
}

/** Says more wherever there is room for it, the most important part first. */
function lengthen(choice: Choice, pieces: readonly Piece[], layout: Layout, limit: number): void {
  // A statement that the text makes elsewhere is no piece.
  const isUnsaid = (piece: Piece | null) =>
    piece !== null && pieces.includes(piece) && choice.form(pieces.indexOf(piece)) === UNSAID;
  /** Takes the next better form with the room of this part that still fits; another part never makes it shorter. */
  const isLengthened = (index: number, part: Part): boolean => {
    const piece = pieces[index];
    if (!piece || isUnsaid(piece.noteOf)) return false;
    const now = choice.form(index);
    const before = choice.sizeAs(index, now);
    const { at: taken = piece.part } = piece.forms[now] ?? {};
    const form = piece.forms.findLastIndex(
      ({ at = piece.part }, nth) =>
        at === part &&
        (now === UNSAID || nth < now) &&
        (at === taken || choice.sizeAs(index, nth) >= before) &&
        choice.size() - before + choice.sizeAs(index, nth) <= limit,
    );
    if (form < 0) return false;
    choice.choose(index, form);
    return true;
  };
  const wanting = new Map<Part, Set<number>>();
  for (const [index, { part, forms }] of pieces.entries())
    for (const { at = part } of forms) wanting.set(at, (wanting.get(at) ?? new Set()).add(index));
  for (const part of [...layout.neverDropped, ...layout.droppable]) {
    // The sentences of a part become longer by turns, as long as one of them can: a better form may be a shorter one.
    const ones = [...(wanting.get(part) ?? [])];
    while (ones.filter((index) => isLengthened(index, part)).length > 0);
  }
}

/** The chosen words as a text: sentences of a line after each other, and empty lines between paragraphs where there is room. */
function putTogether(choice: Choice, pieces: readonly Piece[], gap: Catalogue['gap'], room: number): string {
  const said = pieces.flatMap((piece, index) => {
    const form = choice.form(index);
    return form === UNSAID ? [] : [{ ...piece, words: choice.words(index, form) }];
  });
  const paragraphs = alike(said, ({ paragraph }) => paragraph).map((parts) =>
    alike(parts, ({ line }) => line)
      .map((line) => line.map(({ words }) => words).join(gap))
      .join('\n'),
  );
  const banner = choice.heading();
  const space = room >= paragraphs.length - 1 ? '\n\n' : '\n';
  return [...(banner === null ? [] : [banner]), paragraphs.join(space)].join('\n');
}
