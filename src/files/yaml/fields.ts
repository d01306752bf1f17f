import { CronExpressionParser } from 'cron-parser';
import { z } from 'zod';
import type { Zone } from '../../core/domain/clock.ts';
import type { ErrorCode } from '../../core/domain/errors.ts';
import type { Language, Localized } from '../../core/domain/language.ts';
import { unseenIn, unseenWords } from '../../core/domain/unseen.ts';
import { readDay, readInstant, readInstantOrDay, type TimeRead } from '../validation/times.ts';
import { objection, shown } from './explain.ts';
import { type Words, words } from './mistake.ts';

/** The fields that several files have: single words, lines, addresses and times. Each says itself what is wrong with it. */

const LINE_CHARACTERS_MAX = 300;
const TEXT_CHARACTERS_MAX = 5_000;

/** Ids are parts of post keys, and so have none of `/ @ .`. */
export const id = textMatching(/^[a-z0-9][a-z0-9-]{0,63}$/, 'bad-id', 'an id', 'stadt-siegen', (written) => {
  const like = idLike(written);
  return `Ids have lower-case letters, digits and hyphens only, at most 64${like}.`;
});

/** A word that names municipalities: an id, `all`, a group, `towns-of/<id>`. */
export const who = textMatching(
  /^(towns-of\/)?[a-z0-9][a-z0-9-]{0,63}$/,
  'bad-id',
  'the name of anybody',
  'kreis-siwi',
  (written) =>
    `Write the id of a municipality or group, \`all\`, or \`towns-of/\` and the id of a district${idLike(written)}.`,
);

/** One name or a list of them. */
export const whos = z
  .union([who.transform((one) => [one]), z.array(who).max(10_000)])
  .meta({ examples: [['siegen', 'kreis-siwi']] });

/** Two letters, or `de-simple`. */
export const language: z.ZodType<Language, string> = textMatching(
  /^(?:[a-z]{2}|de-simple)$/,
  'bad-language',
  'a language',
  'de',
);

/** One line of text, without characters that cannot be seen. */
export const line = plainText(LINE_CHARACTERS_MAX, /[\n\t]/);

/** The same words per language, as long as a post may be anywhere. */
export const localized: z.ZodType<Localized, Record<string, string>> = z
  .record(language, plainText(TEXT_CHARACTERS_MAX, null))
  .check(({ value, issues }) => {
    if (Object.keys(value).length === 0)
      issues.push(objection(words('no-words', 'no language has words here'), value));
  })
  .meta({
    description: 'Words per language, by ISO 639-1 code; `de-simple` is Leichte Sprache.',
    examples: [{ de: '…', en: '…' }],
  });

/** The address of a web page. */
export const url = address(
  () => true,
  'a page',
  'https://example.org/notfall',
  'Write it in full, with https://, without a name or password in it.',
);

/** An address that is called: `https:`, or `http:` on this machine. */
export const endpoint = address(isPrivate, 'a server', 'https://alerts.example.org/hook');

/** The base address of an API, without the slash at the end. */
export const apiAddress = address(
  (written) => isPrivate(written) && written.search + written.hash === '',
  'a server',
  'https://api.example.org',
).transform(withoutSlash);

/** A server, without a path and without the slash at the end. */
export const server = address(
  (written) => isPrivate(written) && written.pathname + written.search + written.hash === '/',
  'a server',
  'https://social.example.org',
).transform(withoutSlash);

export const phone = textMatching(
  /^\+?\d[\d ()/-]{1,24}$/,
  'bad-phone',
  'a phone number',
  '+49 221 4710119',
  'Digits, spaces and - / ( ) only, with + and the country in front: "+49 221 4710119".',
);

export const email = textMatching(
  /^[^\s@<>"]{1,64}@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}$/,
  'bad-email',
  'a mail address',
  'buergerservice@example.org',
);

/** A cron schedule: minute, hour, day of the month, month, day of the week. */
export const cron = checkedText((written) => {
  const error = cronError(written);
  if (error === null) return null;
  const advice =
    'Write five fields, minute hour day month weekday: "0 8,16 * * 1-5" is at 8 and at 16 from Monday to Friday.';
  return words('bad-cron', `${shown(written)} is not a schedule: ${error}`, advice);
}).meta({ examples: ['0 8,16 * * 1-5'] });

function cronError(written: string): string | null {
  const fields = written.trim().split(/\s+/);
  if (fields.length !== 5) return `it has ${fields.length} fields`;
  if (/\bH\b/.test(written)) return '`H` stands for a random time';
  try {
    // From any moment: this only finds out whether there is a next occurrence.
    CronExpressionParser.parse(written, { tz: 'UTC', currentDate: new Date(0) }).next();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
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
function time<Value>(read: (text: string) => TimeRead<Value>, description: string, example: string) {
  const known = new Map<string, TimeRead<Value>>();
  return z
    .string()
    .meta({ description, examples: [example] })
    .transform((text, context): Value => {
      const result = known.get(text) ?? read(text);
      known.set(text, result);
      if ('value' in result) return result.value;
      context.issues.push(objection(result, text));
      return z.NEVER;
    });
}

/** Text of this pattern, which editors check as well. `what` it is goes into "is not …". */
export function textMatching(
  pattern: RegExp,
  code: ErrorCode,
  what: string,
  example: string,
  advice?: string | ((written: string) => string),
) {
  return checkedText((written) => {
    if (pattern.test(written)) return null;
    const told = typeof advice === 'function' ? advice(written) : advice;
    return words(code, `${shown(written)} is not ${what}`, told);
  }).meta({ pattern: pattern.source, examples: [example] });
}

/** A text that `wrong` finds nothing wrong with. */
export function checkedText(wrong: (written: string) => Words | null) {
  return z.string().check(({ value, issues }) => {
    const unseen = unseenIn(value);
    const found = unseen
      ? words('unseen-character', `this text ${unseenWords(value, unseen)}`)
      : wrong(value);
    if (found) issues.push(objection(found, value));
  });
}

function plainText(charactersMax: number, forbidden: RegExp | null) {
  return checkedText((written) => {
    if (written.trim() === '') return words('empty-text', 'this text is blank');
    if (forbidden?.test(written)) return words('unseen-character', 'this text has a line break or a tab');
    const message = `this text has ${written.length} characters`;
    return written.length > charactersMax
      ? words('too-long', message, `Write at most ${charactersMax}.`)
      : null;
  }).meta({ minLength: 1, maxLength: charactersMax });
}

/** An address on the web without a name or password. A wrong value is shown without them. */
function address(
  isRight: (address: URL) => boolean,
  whose: string,
  example: string,
  advice = 'Write https:// and the name of the server. Without the s only for this machine: http://127.0.0.1:3000.',
) {
  return checkedText((written) => {
    const read = URL.parse(written);
    const isOnWeb = read && /^https?:$/.test(read.protocol) && !/\s/.test(written);
    if (isOnWeb && read.username + read.password === '' && isRight(read)) return null;
    const message = `${shown(written.replace(/\/\/.*@/, '//…@'))} is not the address of ${whose}`;
    return words('bad-url', message, advice);
  }).meta({ format: 'uri', examples: [example] });
}

/** Whether nobody between here and there can read along: TLS, or this machine. */
function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** The id that was probably meant, for the end of an advice; empty where nothing comes out. */
function idLike(written: string): string {
  const latin = written.toLowerCase().replace(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? '');
  const candidate = latin.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return candidate === '' || candidate === written ? '' : `: \`${candidate}\``;
}
