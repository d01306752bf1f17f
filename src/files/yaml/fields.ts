import { CronExpressionParser } from 'cron-parser';
import { z } from 'zod';
import { remembering } from '../../core/domain/cache.ts';
import type { Zone } from '../../core/domain/clock.ts';
import { type Mistake, mistake } from '../../core/domain/errors.ts';
import { unseenIn, unseenMistake } from '../../core/domain/invisible-characters.ts';
import type { Language, Localized } from '../../core/domain/language.ts';
import { isPrivate } from '../private-address.ts';
import { readDay, readInstant, readInstantOrDay, type TextRead } from '../validation/times.ts';
import { objection, shown } from './check.ts';

/** The fields that several files have: single words, lines, addresses and times. Each says itself what is wrong with it. */

/** The number of schemas kept of each sort. */
const SCHEMAS_KEPT = 4;
const LINE_CHARACTERS_MAX = 300;
const TEXT_CHARACTERS_MAX = 5_000;

/** Ids are parts of post keys, and so have none of `/ @ .`. */
export const id = textMatching(/^[a-z0-9][a-z0-9-]{0,63}$/, 'stadt-siegen', (written) =>
  mistake('bad-id.id', { written: shown(written), meant: idLike(written) }),
);

/**
 * A word that names municipalities: an id, `all`, a group, `towns-of/<id>`. Editors check its pattern; the program knows the
 * names themselves, and what was meant by any other word.
 */
export const who = checkedText(() => null).meta({
  pattern: '^(towns-of\\/)?[a-z0-9][a-z0-9-]{0,63}$',
  examples: ['kreis-siwi'],
});

/** One name or a list of them. */
export const whos = z
  .union([who.transform((one) => [one]), z.array(who).max(10_000)])
  .meta({ examples: [['siegen', 'kreis-siwi']] });

/** Two letters, or `de-simple`. */
export const language: z.ZodType<Language, string> = textMatching(
  /^(?:[a-z]{2}|de-simple)$/,
  'de',
  (written) => mistake('bad-language.here', { written: shown(written) }),
);

/** One line of text, without characters that cannot be seen. */
export const line = plainText(LINE_CHARACTERS_MAX, /\n/);

/** The same words per language, as long as a post may be anywhere. */
export const localized: z.ZodType<Localized, Record<string, string>> = z
  .record(language, plainText(TEXT_CHARACTERS_MAX, null))
  .check(({ value, issues }) => {
    if (Object.keys(value).length === 0) issues.push(objection(mistake('no-words'), value));
  })
  .meta({
    description: 'Words per language, by ISO 639-1 code; `de-simple` is Leichte Sprache.',
    examples: [{ de: '…', en: '…' }],
  });

/** The address of a web page. */
export const url = address(() => true, 'https://example.org/notfall', 'bad-url.page');

/** An address that is called: `https:`, or `http:` on this machine. */
export const endpoint = address(isPrivate, 'https://alerts.example.org/hook');

/** The base address of an API, without the slash at the end. */
export const apiAddress = address(
  (written) => isPrivate(written) && written.search + written.hash === '',
  'https://api.example.org',
).transform((address) => address.replace(/\/+$/, ''));

/** A server, without a path: one server has one spelling, whatever port, dot or capitals it was written with. */
export const server = address(
  (written) => isPrivate(written) && written.pathname + written.search + written.hash === '/',
  'https://social.example.org',
).transform((written) => new URL(written).origin.replace(/\.(?=(?::\d+)?$)/, ''));

/**
 * `+49 0221…` has a 0 too many: as it is dialled at home it would be `00221…`, a number of another country. `2761 83123` lacks its
 * 0: it is somebody else's number in the caller's own town, and on a mobile nobody's. `0221` is only half typed. 115, 116, 118
 * and, on the landline, 19222 are dialled without an area code. 110 and 112 are nobody's contact: whether they work is a service.
 */
export const phone = textMatching(
  new RegExp(
    [
      /^(?=.{2,27}$)(?!\(?(?:\+|00)49[ )/-]*(?:0|$))/,
      /(?![ ()/-]*(?:(?:\+|00)49)?[ ()/-]*0?[ ()/-]*1[ ()/-]*1[ ()/-]*[02]\)?$)/,
      /(?=\(?(?:(?:\+|00)(?:[ ()/-]*\d){7}|0(?!0)(?:[ ()/-]*\d){5}|(?:(?:\+|00)49[ ()/-]*)?1[ /-]*(?:1[ /-]*[568]|9[ /-]*2[ /-]*2[ /-]*2$)))/,
      /(?:\((?=[+0]))?\+?\d[\d ()/-]{1,24}$/,
    ]
      .map(({ source }) => source)
      .join(''),
  ),
  '+49 221 4710119',
  (written) =>
    /^(?:(?:\+|00)?49)?0?11[02]$/.test(written.replace(/[ ()/-]/g, ''))
      ? mistake('bad-phone.emergency', { written: shown(written) })
      : mistake('bad-phone.here', { written: shown(written) }),
);

export const email = textMatching(
  /^[^\s@<>"]{1,64}@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}$/,
  'buergerservice@example.org',
  (written) => mistake('bad-email.here', { written: shown(written) }),
);

/** A cron schedule: minute, hour, day of the month, month, day of the week. */
export const cron = checkedText(wrongInCron).meta({ examples: ['0 8,16 * * 1-5'] });

/** A cron schedule that node-cron, which runs it, and cron-parser, which the rest of the program uses, read alike. */
export const tick = checkedText((text) => {
  const [, , day, , weekday] = text.trim().split(/\s+/);
  const isReadAlike = !/[?\r\n]|(?:^|[ ,])\w+\//.test(text) && (day === '*' || weekday === '*');
  return wrongInCron(text) ?? (isReadAlike ? null : mistake('bad-cron.tick', { written: shown(text) }));
}).meta({ examples: ['* * * * *'] });

function wrongInCron(text: string): Mistake | null {
  const fields = text.trim().split(/\s+/);
  const written = shown(text);
  if (fields.length !== 5) return mistake('bad-cron.fields', { written, n: fields.length });
  if (/\bH\b/.test(text)) return mistake('bad-cron.random', { written });
  try {
    // From any moment: this only finds out whether there is a next occurrence.
    CronExpressionParser.parse(text, { tz: 'UTC', currentDate: new Date(0) }).next();
    return null;
  } catch (error) {
    return mistake('bad-cron.here', { written, why: error instanceof Error ? error.message : String(error) });
  }
}

/** Times as they are written in a zone. */
export function timeFields(zone: Zone) {
  const description = 'A time in the configured zone, or with an offset.';
  return {
    instant: time((text) => readInstant(text, zone), description, '2023-10-30 06:30'),
    day: time(readDay, 'A day.', '2023-10-30'),
    instantOrDay: time((text) => readInstantOrDay(text, zone), 'A time, or a day.', '2023-11-06'),
  };
}

/** Reads each text once: a file says the same few times for many municipalities. */
function time<Value>(read: (text: string) => TextRead<Value>, description: string, example: string) {
  return textRead({ description, examples: [example] }, remembering(read));
}

/** A text field with the value that `read` finds in it, or with its mistake. */
export function textRead<Value>(
  meta: { readonly description?: string; readonly examples: string[] },
  read: (text: string) => TextRead<Value>,
) {
  return z
    .string()
    .meta(meta)
    .transform((text, context): Value => {
      const result = read(text);
      if ('value' in result) return result.value;
      context.issues.push(objection(result, text));
      return z.NEVER;
    });
}

/**
 * The same function, which gives the schema that it made before where it is given the same zone, catalogue or channels again.
 * Making one, and using it for the first time, takes longer than reading most files by it.
 */
export function rememberingSchema<Given extends readonly unknown[], Schema>(
  make: (...given: Given) => Schema,
): (...given: Given) => Schema {
  const made: { readonly given: Given; readonly schema: Schema }[] = [];
  return (...given) => {
    const known = made.find((one) => given.every((each, index) => each === one.given[index]));
    if (known) return known.schema;
    const schema = make(...given);
    made.unshift({ given, schema });
    made.splice(SCHEMAS_KEPT);
    return schema;
  };
}

/** At most `max` entries, none of them twice: a text for each would be published twice. */
export function distinct(entry: z.ZodType<string, string>, max: number) {
  return z
    .array(entry)
    .max(max)
    .check(({ value, issues }) => {
      for (const [index, one] of value.entries())
        if (value.indexOf(one) < index)
          issues.push(objection(mistake('listed-twice.here', { written: shown(one) }), one, [index]));
    })
    .meta({ uniqueItems: true });
}

/** Text of this pattern, which editors check as well. */
export function textMatching(pattern: RegExp, example: string, wrong: (written: string) => Mistake) {
  return checkedText((written) => (pattern.test(written) ? null : wrong(written))).meta({
    pattern: pattern.source,
    examples: [example],
  });
}

/** A text that `wrong` finds nothing wrong with. */
export function checkedText(wrong: (written: string) => Mistake | null) {
  return z.string().check(({ value, issues }) => {
    const unseen = unseenIn(value);
    const found = unseen ? unseenMistake(value, unseen) : wrong(value);
    if (found) issues.push(objection(found, value));
  });
}

/** A text needs a letter, a digit or a pictograph: punctuation and symbols alone say nothing. */
const SAYS_SOMETHING = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

function plainText(charactersMax: number, forbidden: RegExp | null) {
  return checkedText((written) => {
    if (!SAYS_SOMETHING.test(written)) return mistake('empty-text');
    if (forbidden?.test(written)) return mistake('unseen-character.break');
    const n = written.length;
    return n > charactersMax ? mistake('too-long.here', { n, max: charactersMax }) : null;
  }).meta({ minLength: 1, maxLength: charactersMax });
}

/** An address on the web without a name or password. A wrong value is shown without them. */
function address(
  isRight: (address: URL) => boolean,
  example: string,
  wrong: 'bad-url.page' | 'bad-url.server' = 'bad-url.server',
) {
  return checkedText((written) => {
    const read = URL.parse(written);
    const isOnWeb = read && /^https?:$/.test(read.protocol) && !/\s/.test(written);
    if (isOnWeb && read.username + read.password === '' && isRight(read)) return null;
    return mistake(wrong, { written: shown(written.replace(/\/\/.*@/, '//…@')) });
  }).meta({ format: 'uri', examples: [example] });
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** The id that was probably meant; null where nothing comes out. */
export function idLike(written: string): string | null {
  const latin = written.toLowerCase().replace(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? '');
  const candidate = latin.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return candidate === '' || candidate === written ? null : candidate;
}
