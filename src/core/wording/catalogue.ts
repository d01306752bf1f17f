import { FluentBundle, type FluentVariable } from '@fluent/bundle';
import { keptIn, recent } from '../domain/cache.ts';
import { type Args, type Catalogue, type DateNames, isMissing, type Join } from '../domain/catalogue.ts';
import type { ChannelId } from '../domain/channel.ts';
import { iso639, type Language } from '../domain/language.ts';
import { entriesIsolated, isRightToLeft, withNeededMarks, withoutMarks } from './direction.ts';

/** The forms of a sentence, from the longest to the shortest. They are the attributes of a message in the catalogue. */
const SHORTER = ['short', 'shortest'] as const;

/** How much a catalogue remembers of each sort: what municipalities share is put together once. */
const REMEMBERED = 50_000;

/**
 * Takes the place of a line break of own words while they are put into a sentence. Nobody can write it: unseen
 * characters are refused.
 */
const LINE_BREAK = '\u0003';

/** Leichte Sprache has a line for each sentence: there the lines of the file are those of the text. */
const SENTENCE_A_LINE: ReadonlySet<Language> = new Set(['de-simple']);

export function catalogueOf(language: Language, bundle: FluentBundle): Catalogue {
  const sentences = recent<string, readonly string[]>(REMEMBERED);
  const words = recent<string, string | undefined>(REMEMBERED);
  const joined = recent<string, string>(REMEMBERED);
  const locale = intlLocale(language);
  const isFromTheRight = isRightToLeft(language);
  const gap = SENTENCE_A_LINE.has(language) ? '\n' : ' ';
  const lists = new Map<Join, Intl.ListFormat>();
  const names = recent<number, DateNames>(REMEMBERED);
  let formats: readonly [long: Intl.DateTimeFormat, short: Intl.DateTimeFormat] | null = null;

  function formatted(pattern: Parameters<FluentBundle['formatPattern']>[0], args: Args): string | undefined {
    const errors: Error[] = [];
    const given: Record<string, FluentVariable> = {};
    for (const [name, value] of Object.entries(args))
      if (value !== undefined && !isMissing(value))
        given[name] = typeof value === 'string' ? value.replaceAll('\n', LINE_BREAK) : value;
    const text = bundle.formatPattern(pattern, given, errors);
    if (errors.length > 0) return undefined;
    return (
      text
        .replace(/\s*\n\s*/g, gap)
        .replace(/[^\S\n]+/g, ' ')
        // A sentence that ends as its last word does, with a date or "e.V.", has no second full stop. Three are meant.
        .replace(/(?<=(?:^|[^.])(?:[.!?…]|\.{3})\u2069*)\.(?=\s|$)/g, '')
        .trim()
        .replaceAll(LINE_BREAK, '\n')
    );
  }

  function wordOf(id: string, args: Args): string | undefined {
    const [name = '', attribute] = id.split('.');
    const message = bundle.getMessage(name);
    const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
    const word = pattern == null ? undefined : formatted(pattern, args);
    return word === undefined || !isFromTheRight ? word : withoutMarks(word);
  }

  function listOf(given: readonly string[], join: Join): string {
    const entries = isFromTheRight ? entriesIsolated(given) : given;
    // Only what is denied is listed so, and there Polish does not say "or": `A, B ani C`.
    if (join === 'disjunction' && locale === 'pl')
      return [entries.slice(0, -1).join(', '), ...entries.slice(-1)]
        .filter((one) => one !== '')
        .join(' ani ');
    if (join === 'commas') return entries.join(locale === 'ar' ? '، ' : ', ');
    return keptIn(lists, join, () => new Intl.ListFormat(locale, { type: join })).format(entries);
  }

  function put(id: string, args: Args, channel: ChannelId): readonly string[] {
    const message = bundle.getMessage(id);
    if (!message) return [];
    const { value, attributes } = message;
    const own = attributes[channel];
    const patterns = own === undefined ? [value, ...SHORTER.map((form) => attributes[form])] : [own];
    return patterns.flatMap((pattern) => {
      const sentence = pattern == null ? undefined : formatted(pattern, args);
      if (sentence === undefined) return [];
      return [capitalised(isFromTheRight ? withNeededMarks(sentence) : sentence, language)];
    });
  }

  return {
    language,
    gap,
    forms(id, args, channel) {
      // A sentence that has no words of its own for this channel is the same on all of them.
      const where = bundle.getMessage(id)?.attributes[channel] === undefined ? '' : channel;
      return keptIn(sentences, `${id} ${where} ${JSON.stringify(args)}`, () => put(id, args, channel));
    },
    word: (id, args) => keptIn(words, `${id} ${JSON.stringify(args)}`, () => wordOf(id, args)),
    has: (id) => bundle.hasMessage(id),
    list: (given, join) => keptIn(joined, `${join} ${JSON.stringify(given)}`, () => listOf(given, join)),
    dateNames(date) {
      formats ??= [dateFormat(locale, 'long'), dateFormat(locale, 'short')];
      const both = formats;
      return keptIn(names, date.getTime(), () => dateNames(both, date));
    },
  };
}

export function bundleFor(language: Language): FluentBundle {
  return new FluentBundle(intlLocale(language), { useIsolating: isRightToLeft(language) });
}

/** The locale by which numbers, lists and weekdays are written: `de-simple` is German, and English is British. */
function intlLocale(language: Language): string {
  const code = iso639(language);
  return code === 'en' ? 'en-GB' : code;
}

/** A sentence begins with a capital letter, whatever the name it begins with. */
export function capitalised(sentence: string, language: Language): string {
  const first = /^\p{Ll}(?!\w*:\/\/)/u.exec(sentence)?.[0];
  return first === undefined
    ? sentence
    : first.toLocaleUpperCase(iso639(language)) + sentence.slice(first.length);
}

function dateFormat(locale: string, width: 'long' | 'short'): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { weekday: width, day: 'numeric', month: width, timeZone: 'UTC' });
}

function dateNames(
  [long, short]: readonly [Intl.DateTimeFormat, Intl.DateTimeFormat],
  date: Date,
): DateNames {
  const part = (format: Intl.DateTimeFormat, type: 'weekday' | 'month') =>
    format
      .formatToParts(date)
      .find((one) => one.type === type)
      ?.value.replace(/\.$/, '') ?? '';
  return {
    weekday: part(long, 'weekday'),
    'weekday-short': part(short, 'weekday'),
    'month-name': part(long, 'month'),
    'month-short': part(short, 'month'),
  };
}
