import { CronExpressionParser } from 'cron-parser';
import { z } from 'zod';
import type { Day, Instant, Zone } from '../../core/domain/clock.ts';
import type { Language, Localized } from '../../core/domain/language.ts';
import { readDay, readInstant, readInstantOrDay, type TimeRead } from '../validation/times.ts';
import { objection, shown, type Words } from './explain.ts';

/** The forms in which single words, lines and times are written. Each says itself what is wrong with another. */

const LINE_CHARACTERS_MAX = 300;
const TEXT_CHARACTERS_MAX = 5_000;
const ID_CHARACTERS_MAX = 64;

/** Ids stand in keys of posts, and so hold none of `/ @ .`. */
export const id = form(
  new RegExp(`^[a-z0-9][a-z0-9-]{0,${ID_CHARACTERS_MAX - 1}}$`),
  (written) => ({
    code: 'bad-id',
    message: `${shown(written)} is no id`,
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
    message: `${shown(written)} is no language`,
    advice: 'Write the two lower-case letters of ISO 639-1: `de`, `en`, `tr`, `uk`.',
  }),
  'de',
);

/** One line of text, without characters that cannot be seen. */
export const line = words(LINE_CHARACTERS_MAX, /[\p{Cc}\p{Cs}]/u);

/** The same words per language, as long as a post may be anywhere. */
export const localized: z.ZodType<Localized, Record<string, string>> = z
  .record(language, words(TEXT_CHARACTERS_MAX, /(?![\n\t])[\p{Cc}\p{Cs}]/u))
  .check((context) => {
    if (Object.keys(context.value).length === 0)
      context.issues.push(
        objection(
          {
            code: 'no-words',
            message: 'no language has words here',
            advice: 'Write at least one: {de: "…"}.',
          },
          context.value,
        ),
      );
  })
  .meta({ description: 'Words per language, by ISO 639-1 code.', examples: [{ de: '…', en: '…' }] });

/** An address of a page on the web. */
export const url = checked(
  (written) => isWebAddress(written),
  (written) => ({
    code: 'bad-url',
    message: `${shownAddress(written)} is no address of a page`,
    advice: 'Write it in full, with https://, without a name or password in it.',
  }),
  'https://example.org/notfall',
  { format: 'uri' },
);

/** Where an API lives: `https:`, or `http:` on this machine; without the slash at the end. */
export const apiAddress = checked(
  (written) => isWebAddress(written) && isSafe(new URL(written)),
  wrongServer,
  'https://api.example.org',
  { format: 'uri' },
).transform((written) => written.replace(/\/+$/, ''));

/** An address that is called: `https:`, or `http:` on this machine. */
export const endpoint = checked(
  (written) => isWebAddress(written) && isPrivate(new URL(written)),
  wrongServer,
  'https://alerts.example.org/hook',
  { format: 'uri' },
);

/** A server without a path: `https:`, or `http:` on this machine; without the slash at the end. */
export const server = checked(
  (written) => isWebAddress(written) && isSafe(new URL(written)) && new URL(written).pathname === '/',
  wrongServer,
  'https://social.example.org',
  { format: 'uri' },
).transform((written) => written.replace(/\/+$/, ''));

function wrongServer(written: string): Words {
  return {
    code: 'bad-url',
    message: `${shownAddress(written)} is no address of a server`,
    advice:
      'Write https:// and the name of the server. Without the s only for this machine: http://127.0.0.1:3000.',
  };
}

export const phone = form(
  /^\+?\d[\d ()/-]{1,24}$/,
  (written) => ({
    code: 'bad-phone',
    message: `${shown(written)} is no phone number`,
    advice: 'Digits, spaces and - / ( ) only, with + and the country in front: "+49 221 4710119".',
  }),
  '+49 221 4710119',
);

export const email = form(
  /^[^\s@<>"]{1,64}@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}$/,
  (written) => ({
    code: 'bad-email',
    message: `${shown(written)} is no mail address`,
    advice: 'Write only the address.',
  }),
  'buergerservice@example.org',
);

/** A schedule of cron: minute, hour, day of the month, month, day of the week. */
export const cron = checked(
  (written) => cronWrong(written) === null,
  (written) => ({
    code: 'bad-cron',
    message: `${shown(written)} is no schedule: ${cronWrong(written)}`,
    advice:
      'Write five fields, minute hour day month weekday: "0 8,16 * * 1-5" is at 8 and at 16 from Monday to Friday.',
  }),
  '0 8,16 * * 1-5',
  {},
);

/** Any moment will do: what matters is that there is a next one. */
const SOME_MOMENT = new Date('2024-01-01T00:00:00Z');

function cronWrong(written: string): string | null {
  const fields = written.trim().split(/\s+/);
  if (fields.length !== 5) return `it has ${fields.length} fields`;
  if (/\bH\b/.test(written)) return '`H` stands for a random time';
  try {
    CronExpressionParser.parse(written, { tz: 'UTC', currentDate: SOME_MOMENT }).next();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Times as they are written in a zone. The same text is read once. */
export interface TimeForms {
  readonly instant: z.ZodType<Instant, string>;
  readonly day: z.ZodType<Day, string>;
  readonly instantOrDay: z.ZodType<Instant | Day, string>;
}

export function timeForms(zone: Zone): TimeForms {
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
    .check((context) => {
      if (!isRight(context.value)) context.issues.push(objection(wrong(context.value), context.value));
    })
    .meta({ ...meta, examples: [example] });
}

function words(charactersMax: number, unseen: RegExp) {
  return z
    .string()
    .check((context) => {
      const wrong = wrongWords(context.value, charactersMax, unseen);
      if (wrong) context.issues.push(objection(wrong, context.value));
    })
    .meta({ minLength: 1, maxLength: charactersMax });
}

function wrongWords(written: string, charactersMax: number, unseen: RegExp): Words | null {
  if (written.trim() === '')
    return {
      code: 'empty-text',
      message: 'there is no word in this text',
      advice: 'Write it, or leave the line out.',
    };
  if (written.length > charactersMax)
    return {
      code: 'too-long',
      message: `this text has ${written.length} characters`,
      advice: `At most ${charactersMax} are read.`,
    };
  if (!unseen.test(written)) return null;
  return {
    code: 'unseen-character',
    message: 'this text has a character in it that cannot be seen',
    advice: 'Type it again instead of pasting it.',
  };
}

function isWebAddress(written: string): boolean {
  const address = URL.parse(written);
  if (!address || /\s/.test(written)) return false;
  return /^https?:$/.test(address.protocol) && address.username === '' && address.password === '';
}

/** Without the name and password that may stand in it. */
function shownAddress(written: string): string {
  return shown(written.replace(/\/\/.*@/, '//…@'));
}

function isSafe(address: URL): boolean {
  return address.search === '' && address.hash === '' && isPrivate(address);
}

/** Whether nobody on the way can read along. */
function isPrivate(address: URL): boolean {
  return address.protocol === 'https:' || LOOPBACK.test(address.hostname);
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** What the id would be, where something can be made of what was written. */
function idLike(written: string): string {
  const candidate = written
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return candidate === '' || candidate === written ? '' : `: \`${candidate}\``;
}
