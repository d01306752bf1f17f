import { isAmending, SITUATION_KINDS } from '../domain/announcement.ts';
import { type Args, type Catalogue, isMissing, type Join, type Missing } from '../domain/catalogue.ts';
import type { ChannelId } from '../domain/channel.ts';
import type { Day, Instant } from '../domain/clock.ts';
import { type Estimate, estimateUntil, type FactsPatch } from '../domain/facts.ts';
import type { Localized } from '../domain/language.ts';
import type { Part } from '../domain/layout.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import type { Services } from '../domain/municipal-service.ts';
import type { Calendar } from '../domain/time-zone.ts';

/** One sentence that the facts allow, by its name in the catalogues. */
export interface Statement {
  readonly id: string;
  readonly args: Args;
  /** Said right after it, and never without it. */
  readonly with?: Statement;
  /** Said instead where there is no room even for the shortest form. */
  readonly instead?: Statement;
  /** The part that has to give way for these words; `instead` is said where it does. Default: that of the statement. */
  readonly at?: Part;
  /** It is not needed, and gives way as this part does. */
  readonly extra?: Part;
  /** It is left unsaid where the text would otherwise be held as too long; `atLast`: after all others have said less. */
  readonly mayGo?: boolean | 'atLast';
  /** Says less, and is said instead where the text would otherwise be held as too long. */
  readonly lastly?: () => Statement;
  /** The same, after all others have said less. */
  readonly atLast?: () => Statement;
}

/** Everything that one text is made from. */
export interface Scene {
  readonly snapshot: ContentSnapshot;
  readonly services: Services;
  /** The facts that the region prepared for its subject before anything happened. */
  readonly prepared: FactsPatch;
  readonly catalogue: Catalogue;
  readonly channel: {
    readonly id: ChannelId;
    /** Whether the platform is told in which language a post is. */
    readonly carriesLanguage: boolean;
    /** Whether a post with a link costs more than one without. */
    readonly linksCost: boolean;
  };
  /** The place of the German post that this text translates; null where this text is German, or there is none. */
  readonly german: 'on-this-account' | 'elsewhere' | null;
  readonly calendar: Calendar;
  readonly now: Instant;
  /** Times in the words of this catalogue, as `time` puts them: thousands of municipalities name the same few. */
  readonly times: Map<string, Args>;
  /** Own words of the announcement, filled in; null where it has none. */
  readonly text: string | null;
  /** Whether something is left unsaid because this language has no words for it. */
  readonly isIncomplete: boolean;
  /** Whether everybody whom the text is about is named; else only whose facts it states. */
  readonly namesAll: boolean;
}

export function stated(id: string, args: Args = {}, more: Omit<Statement, 'id' | 'args'> = {}): Statement {
  return { id, args, ...more };
}

/** Words for a statement; `at` as the statement has it. */
export interface Form {
  readonly words: string;
  readonly at?: Part | undefined;
}

/** A statement in all its forms, the longest first; none where this language has no words for it. */
export function formsOf(scene: Scene, { id, args, at, instead, ...statement }: Statement): readonly Form[] {
  const { catalogue, channel } = scene;
  const own = catalogue.forms(id, args, channel.id);
  const next = statement.with && formsOf(scene, statement.with).map(({ words }) => words);
  const pairs = next && own.length > 0 && next.length > 0 ? Math.max(own.length, next.length) : 0;
  const all = next
    ? Array.from({ length: pairs }, (_, form) =>
        [own, next].map((one) => one[Math.min(form, one.length - 1)]),
      )
    : own.map((words) => [words]);
  return [
    ...all.map((sentences): Form => ({ words: sentences.join(catalogue.gap), at })),
    ...(instead ? formsOf(scene, instead) : []),
  ];
}

/** No text is held for it: where there is no room, or this language has no words for it, it is left unsaid. */
export function holdingNothing(scene: Scene, one: Statement): Statement {
  return { ...one, mayGo: 'atLast', ...(formsOf(scene, one).length === 0 && { extra: 'notes' }) };
}

export function noteOf(scene: Scene, note: Localized | null, field: string): readonly Statement[] {
  if (note === null) return [];
  return [stated('own-sentence', { text: sentence(words(scene, note, field)) }, { extra: 'notes' })];
}

export function isOld({ snapshot: { facts, announcement }, now }: Scene): boolean {
  const { confirmedWithinMs } = announcement;
  return confirmedWithinMs != null && facts.confirmed !== null && now - facts.confirmed > confirmedWithinMs;
}

/** The body whose facts a text states: the poster where the text is about it, else the first that it is about. */
export function subjectOf({ about, poster }: ContentSnapshot): ContentSnapshot['poster'] {
  return about.find(({ id }) => id === poster.id) ?? about[0] ?? poster;
}

export function whoOf(scene: Scene): string | Missing | undefined {
  if (!scene.namesAll) return nameOf(scene, subjectOf(scene.snapshot));
  return listed(
    scene,
    scene.snapshot.about.map((one) => nameOf(scene, one)),
    'conjunction',
  );
}

function nameOf(scene: Scene, { id, name }: ContentSnapshot['poster']): string | Missing {
  return words(scene, name, `${id}.name`);
}

/** Own words, after the name of the body whose they are; without it where they begin with it, or say it by `{ $who }`. */
export function ownSaid(scene: Scene, text: string): Statement {
  const { poster, announcement } = scene.snapshot;
  const who = nameOf(scene, poster);
  const written = announcement.text?.[scene.catalogue.language] ?? '';
  const isSlot = /\{\s*\$who\s*\}/.test(written) && subjectOf(scene.snapshot).id === poster.id;
  const rest = text.replace(/^[„“"»«]*(?:(?:Die|Der|Das|The) )?[„“"»«]*/, '').toLowerCase();
  const isFirst =
    typeof who === 'string' &&
    rest.startsWith(who.toLowerCase()) &&
    !/^[\p{L}\p{N}_/-]/u.test(rest.slice(who.length));
  if (isSlot || isFirst) return stated('own-sentence', { text });
  return stated('own-words', { who, text, colon: /^[^.!?\n]*: /.test(text) ? 'yes' : 'no' });
}

/** Whether a text describes the outage. */
export function isSituation({ snapshot: { announcement } }: Scene): boolean {
  return SITUATION_KINDS.includes(announcement.kind);
}

/** Whether a text speaks of nobody but whose account it is. */
export function isOfPosterAlone({ snapshot: { about, poster } }: Scene): boolean {
  return about.every(({ id }) => id === poster.id);
}

/** The cause that may be named, for sentences that differ by it. */
export function causeArgs({ snapshot: { cause } }: Scene): Args {
  return { cause: cause?.kind ?? 'unknown' };
}

/** The words in the language of the text. No other language replaces one that is absent. */
export function words({ catalogue }: Scene, localized: Localized | null, field: string): string | Missing {
  return localized?.[catalogue.language] ?? { missing: field };
}

/** Words that somebody wrote, as a whole sentence. */
export function sentence(text: string | Missing): string | Missing {
  if (isMissing(text)) return text;
  const trimmed = text.trim();
  return /(?:[.!?…:][)"“”»]*|https?:\S+|#\S+)$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** Words that somebody wrote, for the end of a sentence. */
export function plain(text: string | Missing): string | Missing {
  return isMissing(text) ? text : text.trim().replace(/[.!]$/, '');
}

export function listed(
  { catalogue }: Scene,
  entries: readonly (string | Missing | undefined)[],
  join: Join,
): string | Missing | undefined {
  const gap = entries.find((entry) => typeof entry !== 'string');
  const known = entries.filter((entry) => typeof entry === 'string');
  return known.length < entries.length ? gap : catalogue.list(known, join);
}

export function isAmendment({ snapshot: { announcement } }: Scene): boolean {
  return isAmending(announcement.kind);
}

export function isPresent({ calendar, now }: Scene, until: Instant | Day | null): boolean {
  return until === null || calendar.overFrom(until) > now;
}

/** The estimate; null where there is none, or its time has passed. */
export function presentEstimate(scene: Scene): Estimate | null {
  const { estimate } = scene.snapshot.facts;
  return estimate !== null && isPresent(scene, estimateUntil(estimate)) ? estimate : null;
}
