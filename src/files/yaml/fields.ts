import { CronExpressionParser } from 'cron-parser';
import { z } from 'zod';
import type { Day, Instant, Zone } from '../../core/domain/clock.ts';
import type { ErrorCode } from '../../core/domain/errors.ts';
import type { Language, Localized } from '../../core/domain/language.ts';
import { readDay, readInstant, readInstantOrDay, type TimeRead } from '../validation/times.ts';
import { objection, shown, type Words } from './explain.ts';

/** The fields that several files have: single words, lines, addresses and times. Each says itself what is wrong with it. */

const LINE_CHARACTERS_MAX = 300;
const TEXT_CHARACTERS_MAX = 5_000;
const ID_CHARACTERS_MAX = 64;

/** Ids are parts of post keys, and so have none of `/ @ .`. */
export const id = form(
  new RegExp(`^[a-z0-9][a-z0-9-]{0,${ID_CHARACTERS_MAX - 1}}$`),
  (written) => ({
    code: 'bad-id',
    message: `${shown(written)} is not an id`,
    advice: `Ids have lower-case letters, digits and hyphens only, at most ${ID_CHARACTERS_MAX}${idLike(written)}.`,
  }),
  'stadt-siegen',
);

/** A word that names municipalities: an id, `all`, a group, `towns-of/<id>`. */
export const who = form(
  new RegExp(`^(towns-of/)?[a-z0-9][a-z0-9-]{0,${ID_CHARACTERS_MAX - 1}}$`),
  (written) => ({
    code: 'bad-id',
    message: `${shown(written)} names nobody`,
    advice: `Write the id of a municipality or group, \`all\`, or \`towns-of/\` and the id of a district${idLike(written)}.`,
  }),
  'kreis-siwi',
);

/** One name or a list of them. */
export const whos = z
  .union([who.transform((one) => [one]), z.array(who).max(10_000)])
  .meta({ examples: [['siegen', 'kreis-siwi']] });

export const language: z.ZodType<Language, string> = form(
  /^[a-z]{2}$/,
  (written) => ({
    code: 'bad-language',
    message: `${shown(written)} is not a language`,
    advice: 'Write the two lower-case letters of ISO 639-1: `de`, `en`, `tr`, `uk`.',
  }),
  'de',
);

/** One line of text, without characters that cannot be seen. */
export const line = words(LINE_CHARACTERS_MAX, /[\p{Cc}\p{Cs}]/u);

/** The same words per language, as long as a post may be anywhere. */
export const localized: z.ZodType<Localized, Record<string, string>> = z
  .record(language, words(TEXT_CHARACTERS_MAX, /(?![\n\t])[\p{Cc}\p{Cs}]/u))
  .check(({ value, issues }) => {
    const advice = 'Write at least one: {de: "…"}.';
    if (Object.keys(value).length === 0)
      issues.push(objection({ code: 'no-words', message: 'no language has words here', advice }, value));
  })
  .meta({ description: 'Words per language, by ISO 639-1 code.', examples: [{ de: '…', en: '…' }] });

/** The address of a web page. */
export const url = checked(
  (written) => webAddress(written) !== null,
  (written) => ({
    code: 'bad-url',
    message: `${shownAddress(written)} is not the address of a page`,
    advice: 'Write it in full, with https://, without a name or password in it.',
  }),
  'https://example.org/notfall',
  { format: 'uri' },
);

/** An address that is called: `https:`, or `http:` on this machine. */
export const endpoint = serverAddress(() => true, 'https://alerts.example.org/hook');

/** The base address of an API, without the slash at the end. */
export const apiAddress = serverAddress(
  ({ search, hash }) => search === '' && hash === '',
  'https://api.example.org',
).transform(withoutSlash);

/** A server, without a path and without the slash at the end. */
export const server = serverAddress(
  ({ pathname, search, hash }) => pathname + search + hash === '/',
  'https://social.example.org',
).transform(withoutSlash);

export const phone = form(
  /^\+?\d[\d ()/-]{1,24}$/,
  (written) => ({
    code: 'bad-phone',
    message: `${shown(written)} is not a phone number`,
    advice: 'Digits, spaces and - / ( ) only, with + and the country in front: "+49 221 4710119".',
  }),
  '+49 221 4710119',
);

export const email = form(
  /^[^\s@<>"]{1,64}@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}$/,
  (written) => ({
    code: 'bad-email',
    message: `${shown(written)} is not a mail address`,
    advice: 'Write only the address.',
  }),
  'buergerservice@example.org',
);

/** A cron schedule: minute, hour, day of the month, month, day of the week. */
export const cron = checked(
  (written) => cronError(written) === null,
  (written) => ({
    code: 'bad-cron',
    message: `${shown(written)} is not a schedule: ${cronError(written)}`,
    advice:
      'Write five fields, minute hour day month weekday: "0 8,16 * * 1-5" is at 8 and at 16 from Monday to Friday.',
  }),
  '0 8,16 * * 1-5',
  {},
);

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
export interface TimeFields {
  readonly instant: z.ZodType<Instant, string>;
  readonly day: z.ZodType<Day, string>;
  readonly instantOrDay: z.ZodType<Instant | Day, string>;
}

export function timeFields(zone: Zone): TimeFields {
  return {
    instant: time(
      (text) => readInstant(text, zone),
      'A time in the configured zone, or with an offset.',
      '2023-10-30 06:30',
    ),
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

/** Text of this pattern, which editors check as well. */
export function form(pattern: RegExp, wrong: (written: string) => Words, example: string) {
  return checked((written) => pattern.test(written), wrong, example, { pattern: pattern.source });
}

function checked(
  isRight: (written: string) => boolean,
  wrong: (written: string) => Words,
  example: string,
  meta: { pattern?: string; format?: 'uri' },
) {
  return z
    .string()
    .check(({ value, issues }) => {
      if (!isRight(value)) issues.push(objection(wrong(value), value));
    })
    .meta({ ...meta, examples: [example] });
}

function words(charactersMax: number, unseen: RegExp) {
  const wrong = (written: string): [code: ErrorCode, message: string, advice: string] | null => {
    if (written.trim() === '')
      return ['empty-text', 'this text is blank', 'Write it, or leave the line out.'];
    if (written.length > charactersMax)
      return ['too-long', `this text has ${written.length} characters`, `Write at most ${charactersMax}.`];
    if (!unseen.test(written)) return null;
    return ['unseen-character', 'this text has an invisible character', 'Type it instead of pasting it.'];
  };
  return z
    .string()
    .check(({ value, issues }) => {
      const [code, message, advice] = wrong(value) ?? [];
      if (code && message && advice) issues.push(objection({ code, message, advice }, value));
    })
    .meta({ minLength: 1, maxLength: charactersMax });
}

function serverAddress(isRight: (address: URL) => boolean, example: string) {
  return checked(
    (written) => {
      const address = webAddress(written);
      return address !== null && isPrivate(address) && isRight(address);
    },
    (written) => ({
      code: 'bad-url',
      message: `${shownAddress(written)} is not the address of a server`,
      advice:
        'Write https:// and the name of the server. Without the s only for this machine: http://127.0.0.1:3000.',
    }),
    example,
    { format: 'uri' },
  );
}

/** Null where it is no web address, or has a name or password in it. */
function webAddress(written: string): URL | null {
  const address = URL.parse(written);
  if (!address || /\s/.test(written) || address.username !== '' || address.password !== '') return null;
  return /^https?:$/.test(address.protocol) ? address : null;
}

/** Whether nobody between here and there can read along. */
function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}

/** Without the name and password that may be in it. */
function shownAddress(written: string): string {
  return shown(written.replace(/\/\/.*@/, '//…@'));
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** The id that was probably meant, for the end of an advice; empty where nothing comes out. */
function idLike(written: string): string {
  const latin = written.toLowerCase().replace(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? '');
  const candidate = latin.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return candidate === '' || candidate === written ? '' : `: \`${candidate}\``;
}
