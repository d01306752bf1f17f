import { z } from 'zod';
import { mistake } from '../../core/domain/errors.ts';
import type { Hours, Weekday } from '../../core/domain/facts.ts';
import type { TextRead } from '../validation/times.ts';
import { objection, shown } from '../yaml/check.ts';
import { checkedText, localized, textRead } from '../yaml/fields.ts';

/** Days as they are written, in German and English, Monday first. */
const DAYS = [
  ['mo', 'mon'],
  ['di', 'tu', 'tue'],
  ['mi', 'we', 'wed'],
  ['do', 'th', 'thu'],
  ['fr', 'fri'],
  ['sa', 'sat'],
  ['so', 'su', 'sun'],
] as const;
const EXAMPLE = 'Mo-Fr 08:00-16:00';
const SPAN =
  /^(?:([a-z]{2,3})(?:\s*(?:[-–]|bis)\s*([a-z]{2,3}))?\s+)?(\d{1,2}(?::\d{2})?)(?:\s*Uhr)?\s*(?:[-–]|bis)\s*(\d{1,2}(?::\d{2})?)(\s*Uhr)?$/i;
/** A time that only a clock of 24 hours has: bare hours beside it are of that clock, unless they may be in the afternoon. */
const TWENTY_FOUR_HOURS = /(?<![:\d])(?:0\d|1[3-9]|2[0-4])(?!\d)/;

type Span = Hours['spans'][number];

const time = checkedText((text) =>
  timeOf(text) === null ? mistake('bad-hours.time', { written: shown(text) }) : null,
);
const days = checkedText((text) =>
  daysOf(text) === null ? mistake('bad-hours.days', { written: shown(text) }) : null,
);
const span = z
  .strictObject({ days: days.optional().describe('mo-fr; every day if left out.'), from: time, to: time })
  .transform(({ days, from, to }): Span => {
    const [first, last] = daysOf(days ?? 'mo-so') ?? [1, 7];
    return { from: first, to: last, opens: timeOf(from) ?? '', closes: timeOf(to) ?? '' };
  })
  .check(({ value, issues }) => {
    if (value.opens < value.closes) return;
    issues.push(objection(mistake('bad-hours.order'), value));
  });
const short = textRead({ examples: [EXAMPLE] }, spansIn);
const spans = z.union([short, span.transform((one) => [one]), z.array(span).min(1).max(14)]);

/** When somebody answers: `Mo-Fr 08:00-16:00`, as in posts (`Mo–Fr 8–16 Uhr`) or at doors (`Di, Do 8-12 Uhr`), or typed. */
export const hours: z.ZodType<Hours> = z.union([
  z
    .strictObject({ spans, note: localized.optional() })
    .transform(({ spans, note }) => ({ spans, note: note ?? null })),
  spans.transform((only) => ({ spans: only, note: null })),
]);

type Days = readonly [Weekday, Weekday];

function spansIn(text: string): TextRead<readonly Span[]> {
  const wrong = mistake('bad-hours.here', { written: shown(text), example: EXAMPLE });
  if (text.trim() === '24/7') return { value: [{ from: 1, to: 7, opens: '00:00', closes: '24:00' }] };
  const isClear = TWENTY_FOUR_HOURS.test(text);
  const spans: Span[] = [];
  // A time alone is of the days before it, as in "Mo-Fr 08:00-12:00, 14:00-16:00"; days alone have the times that follow.
  let before: readonly Days[] = [[1, 7]];
  let alone: readonly Days[] = [];
  for (const part of text.replace(/täglich|daily/gi, 'Mo-So').split(/[,;]|\s(?:und|and)\s/)) {
    const days = daysOf(part.trim().replace(/\s+bis\s+/i, '-'));
    if (days !== null) {
      alone = [...alone, days];
      continue;
    }
    const [, first, last = first, from = '', to = '', oClock] = SPAN.exec(part.trim()) ?? [];
    const minutes = isClear || oClock !== undefined ? ':00' : '';
    const [opens, closes] = [from, to].map((one) => timeOf(one.includes(':') ? one : `${one}${minutes}`));
    const own = first === undefined ? null : daysOf(`${first}-${last}`);
    const isUnclear = oClock === undefined && isAfternoon(from, to);
    if (!opens || !closes || isUnclear || (first !== undefined && own === null)) return wrong;
    if (opens >= closes) return mistake('bad-hours.order');
    const all = own === null ? alone : [...alone, own];
    if (all.length > 0) before = all;
    alone = [];
    spans.push(...before.map(([from, to]) => ({ from, to, opens, closes })));
  }
  return alone.length > 0 ? wrong : { value: spans };
}

/** Whether bare hours may be in the afternoon: `1-4`, `2-5:30`, `6-8`. */
function isAfternoon(from: string, to: string): boolean {
  if (from.includes(':') && to.includes(':')) return false;
  const [begins = 0, ends = 0] = [from, to].map((time) => Number(time.split(':')[0]));
  return (begins < 6 && ends <= 12) || [from, to].every((time) => /^\d(?::|$)/.test(time));
}

function daysOf(text: string): Days | null {
  const [first, last = first, ...more] = text
    .toLowerCase()
    .split(/\s*[-–]\s*/)
    .map(dayNamed);
  return first && last && more.length === 0 ? [first, last] : null;
}

function dayNamed(name: string): Weekday | null {
  const index = DAYS.findIndex((names) => (names as readonly string[]).includes(name));
  return index < 0 ? null : ((index + 1) as Weekday);
}

function timeOf(text: string): string | null {
  const [, hour = '', minute = ''] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  const isTime = (Number(hour) < 24 && Number(minute) < 60) || (hour === '24' && minute === '00');
  return hour === '' || !isTime ? null : `${hour.padStart(2, '0')}:${minute}`;
}

/** Hours as they are written in short. Their note is not in it. */
export function writtenHours({ spans }: Hours): string {
  const day = (index: Weekday) => {
    const [name = ''] = DAYS[index - 1] ?? [];
    return name.charAt(0).toUpperCase() + name.slice(1);
  };
  return spans
    .map(({ from, to, opens, closes }) => {
      const days = from === to ? day(from) : `${day(from)}-${day(to)}`;
      return `${days} ${opens}-${closes}`;
    })
    .join(', ');
}
