import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentBundle, FluentNumber, FluentResource } from '@fluent/bundle';
import { once, remembering } from '../core/domain/cache.ts';
import { HOUR, type Instant, type Zone } from '../core/domain/clock.ts';
import type { Arg, Args, Mistake } from '../core/domain/errors.ts';
import type { Language, Localized } from '../core/domain/language.ts';
import type { Settable } from '../files/incident/settable.ts';
import { STAFF_LANGUAGES, type StaffLanguage } from './language.ts';
import type sentences from './sentences.json';

/*
 * Everything that an operator reads. The sentences are in `<file>.<language>.ftl`; those of a catalogue are read when the first of its
 * words is needed. Indents, arrows and lines are ours.
 */

/** The files of each catalogue. */
const CATALOGUES = {
  program: ['commands', 'holds', 'warnings', 'alerts'],
  console: ['console'],
  mistakes: ['mistakes'],
  /** The meanings of the fields and values of the state file, in German: the schemas have them in English. */
  fields: ['fields'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type Catalogue = keyof typeof CATALOGUES;

/** Each sentence, with the names that it uses: `npm run types` lists them from the English files. */
type Sentences = typeof sentences;
export type SentenceId = keyof Sentences;
/** `{}` is left out for a sentence that names nothing. */
type Given<Id extends keyof Sentences> = [keyof Sentences[Id]] extends [never]
  ? []
  : [args: Readonly<Record<keyof Sentences[Id], Arg>>];

/** The names of the console's sentences begin with this. */
const CONSOLE = 'console-';
/** The process speaks one language to the person who called it. */
let language: StaffLanguage = STAFF_LANGUAGES[0];
/** An answer to a request is in the language of its visitor. */
const asked = new AsyncLocalStorage<StaffLanguage>();

/** The options for all commands that a person typed, as a shell reads them, each after a blank. */
const typed = new AsyncLocalStorage<string>();

/** Every command that is printed during `work` has these options, so that it reads and writes the same files. */
export function sayingCommandsWith<Done>(
  options: Readonly<Record<string, string | undefined>>,
  work: () => Done,
): Done {
  const quoted = (value: string) =>
    /[^\w./:@%+=,~-]/.test(value) ? ["'", value.replaceAll("'", "'\\''"), "'"].join('') : value;
  const given = Object.entries(options).map(([name, value]) =>
    value === undefined ? '' : ` --${name} ${quoted(value)}`,
  );
  return typed.run(given.join(''), work);
}

/** The same words, with those options in each command. */
export function asTyped(words: string): string {
  return words.replaceAll(/\bausrufer(?= [a-z])/g, () => `ausrufer${typed.getStore() ?? ''}`);
}

/** From now on everything that is said is in this language. */
export function speak(next: StaffLanguage): void {
  language = next;
}

/**
 * Everything that is said while `answer` works is in this language, and for a page of the console: where a sentence has an
 * attribute `on-page`, that is said. It names pages, as `[Städte](/staedte)`, in place of commands and files.
 */
export function speaking<Answer>(next: StaffLanguage, answer: () => Answer): Answer {
  return asked.run(next, answer);
}

/** The language that is spoken now. */
export function spoken(): StaffLanguage {
  return asked.getStore() ?? language;
}

/** A sentence of the catalogue. Throws where the catalogue lacks it, or a name that it uses. */
export function say<Id extends keyof Sentences>(id: Id, ...[args]: Given<Id>): string {
  return sayWith(id, args ?? {});
}

/** A bug with its stack. Only what blacks out secrets may print it. */
export function bugWords(error: unknown): string {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${say('a-bug')}\n${what}\n`;
}

/** Whether commands and the worker have this sentence. */
export function isSentence(id: string): id is SentenceId {
  return bundleOf('program').hasMessage(id);
}

/** The same, for a sentence whose names are known only when it is said. */
export function sayWith(id: SentenceId, args: Args): string {
  return put(id.startsWith(CONSOLE) ? 'console' : 'program', id, null, args);
}

/** The name in the language that is spoken, or in any. */
export function spokenName(words: Localized): string {
  return words[spoken()] ?? Object.values(words)[0] ?? '';
}

const languageNames = once(
  () => new Map(STAFF_LANGUAGES.map((one) => [one, new Intl.DisplayNames(one, { type: 'language' })])),
);

/** `Arabisch`: a language by its name in the one that is spoken. Sentences of the catalogue say it with `LANGUAGE($language)`. */
export function languageName(language: Language): string {
  if (language === 'de-simple') return say('language-de-simple');
  return /^[a-z]{2}$/.test(language) ? (languageNames().get(spoken())?.of(language) ?? language) : language;
}

/** The first few names, and how many more there are. */
export function names(all: readonly string[], most: number): string {
  const first = all.slice(0, most).join(', ');
  return all.length > most ? say('and-more', { names: first, n: all.length - most }) : first;
}

/** Words what is wrong, and what to do. A mistake that an earlier version stored has no sentence but its code. */
export function mistakeWords({
  code,
  sentence = code,
  args = {},
}: Pick<Mistake, 'code' | 'sentence' | 'args'>) {
  const [, details = null] = sentence.split('.');
  const precise = `${details}-advice`;
  const hasPrecise = bundleOf('mistakes').getMessage(code)?.attributes[precise] !== undefined;
  const meant = args.meant ?? allowedMeant(args);
  const question = meant === null ? '' : put('mistakes', 'phrase', 'meant', { meant });
  return {
    message: put('mistakes', code, details, args).replace(details === null ? /\.$/ : '', ''),
    advice: `${question} ${put('mistakes', code, hasPrecise ? precise : 'advice', args)}`.trim(),
  };
}

/** The allowed word that somebody wrote in German; null where it is none, or the mistake is another. */
function allowedMeant({ written, expected }: Args): Arg | null {
  const allowed = typeof expected === 'object' && 'args' in expected ? expected.args.words : [];
  if (spoken() !== 'de' || typeof written !== 'string' || !Array.isArray(allowed)) return null;
  const word = written.slice(1, -1).normalize('NFC').toLowerCase();
  const names = allowed.map((one) => String(one).slice(1, -1));
  return names.find((one) => germanFor(one).some((german) => german.toLowerCase() === word)) ?? null;
}

function germanFor(value: string): readonly string[] {
  const attributes = bundleOf('fields').getMessage('values')?.attributes ?? {};
  return String(attributes[value] ?? '').split(', ');
}

/** A reason as the ledger keeps it, in words and without a full stop at its end: the sentence around it has one. */
export function reasonWords(reason: string): string {
  return wordsOf(reason).replace(/\.$/, '');
}

/** Our own sentences are worded, what a platform said stays as it is. */
function wordsOf(reason: string): string {
  const [, part, args = '{}'] = /^reason\.([a-z-]+)(?: (\{.*\}))?$/s.exec(reason) ?? [];
  if (!part || !bundleOf('mistakes').getMessage('reason')?.attributes[part]) return reason;
  try {
    return put('mistakes', 'reason', part, JSON.parse(args) as Args);
  } catch (error) {
    // A platform may say what begins like one of our sentences: what it names is not there, or not JSON.
    if (error instanceof SyntaxError || error instanceof ReferenceError) return reason;
    throw error;
  }
}

/** `reach.phone: down`, in German with what the value means: `reach.phone: down (ausgefallen)`. In either language with what `null` means. */
export function factWords(fact: string): string {
  const value = fact.split(': ').at(-1) ?? '';
  if (value === 'null') return `${fact} (${say('not-given')})`;
  const [meant] = spoken() === 'de' ? germanFor(value) : [];
  return meant ? `${fact} (${meant})` : fact;
}

/** Explains a field of the state file: what to write into it, and what its values mean. The schemas say it in English. */
export function fieldWords(
  of: 'facts' | 'incident',
  { path, values, description }: Pick<Settable, 'path' | 'values' | 'description'>,
): string {
  if (spoken() === 'en') return description;
  const meant = values.flatMap((value) => germanFor(value).slice(0, 1)).filter((one) => one !== '');
  return [
    ...(meant.length === 0 ? [] : [`(${meant.join(' | ')})`]),
    ...(description === '' ? [] : [put('fields', `${of}-${path.replaceAll('.', '-')}`, null, {})]),
  ].join(' ');
}

const offsets = remembering(
  (timeZone: Zone) =>
    new Intl.DateTimeFormat('en', {
      timeZone,
      hour: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    }),
);

/** ` +02:00` of a time that clocks show twice, in the night when they are put back; else ''. */
export function offsetIfTwice(instant: Instant, zone: Zone): string {
  const [before, shown, after] = [-HOUR, 0, HOUR].map((by) => {
    const [hour, , name] = offsets(zone).formatToParts(instant + by);
    return { hour: hour?.value, offset: name?.value.slice('GMT'.length) || '+00:00' };
  });
  const isTwice = shown?.hour === before?.hour || shown?.hour === after?.hour;
  return isTwice ? ` ${shown?.offset}` : '';
}

/**
 * `Mo 30.10. 06:30`, `Mon 30 Oct 06:30`: in this zone, with the year only where it is not the year of `now`, and with the offset
 * only where clocks show the time twice.
 */
export function shownTime(instant: Instant, zone: Zone, now: Instant | null): string {
  const isGerman = spoken() === 'de';
  const format = new Intl.DateTimeFormat(isGerman ? 'de' : 'en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: isGerman ? 'numeric' : 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const partsOf = (at: Instant) =>
    Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const { weekday, day, month, year = '', hour, minute } = partsOf(instant);
  const shownYear = now !== null && year === partsOf(now).year ? '' : year;
  const time = `${hour}:${minute}${offsetIfTwice(instant, zone)}`;
  if (isGerman) return `${weekday?.replace('.', '')} ${day}.${month}.${shownYear} ${time}`;
  return `${weekday} ${day} ${month}${shownYear && ` ${shownYear}`} ${time}`;
}

/** Shows instants in this zone, as `shownTime` does. */
export function timesIn(zone: Zone, now: Instant): (instant: Instant) => string {
  return (instant) => shownTime(instant, zone, now);
}

function put(catalogue: Catalogue, id: string, attribute: string | null, args: Args): string {
  const message = bundleOf(catalogue).getMessage(id);
  const onPage =
    asked.getStore() === undefined ? '' : attribute === null ? 'on-page' : `${attribute}-on-page`;
  const terminal = attribute === null ? message?.value : message?.attributes[attribute];
  const pattern = message?.attributes[onPage] ?? terminal;
  if (pattern == null) throw new Error(`no sentence ${id} in ${spoken()}`);
  const words = formatted(catalogue, pattern, args);
  return asked.getStore() === undefined ? asTyped(words) : words;
}

/** Throws a ReferenceError where `args` lack what the pattern names. */
function formatted(
  catalogue: Catalogue,
  pattern: Parameters<FluentBundle['formatPattern']>[0],
  args: Args,
): string {
  const errors: Error[] = [];
  const text = bundleOf(catalogue).formatPattern(
    pattern,
    // Years and ports have no thousands separator.
    Object.fromEntries(
      Object.entries(args).map(([name, value]) => [
        name,
        typeof value === 'number' ? new FluentNumber(value, { useGrouping: false }) : argWords(value),
      ]),
    ),
    errors,
  );
  if (errors[0]) throw errors[0];
  return text;
}

function argWords(arg: Arg): string {
  if (typeof arg !== 'object') return wordsOf(String(arg));
  if ('zone' in arg) return shownTime(arg.at, arg.zone, arg.now ?? null);
  if (!('sentence' in arg)) return arg.map(argWords).join(', ');
  const [id = '', part = null] = arg.sentence.split('.');
  return put('mistakes', id, part, arg.args);
}

function bundleOf(catalogue: Catalogue): FluentBundle {
  return bundleIn(`${catalogue} ${spoken()}`);
}

const bundleIn = remembering((of: string): FluentBundle => {
  const [catalogue, language] = of.split(' ') as [Catalogue, StaffLanguage];
  const functions = { LANGUAGE: ([code]: readonly unknown[]) => languageName(String(code)) };
  const bundle = new FluentBundle(language === 'en' ? 'en-GB' : 'de', { useIsolating: false, functions });
  for (const file of CATALOGUES[catalogue]) {
    const text = readFileSync(join(import.meta.dirname, `${file}.${language}.ftl`), 'utf8');
    bundle.addResource(new FluentResource(text));
  }
  return bundle;
});
