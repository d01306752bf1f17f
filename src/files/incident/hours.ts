import { z } from 'zod';
import { mistake } from '../../core/domain/errors.ts';
import type { Hours, Weekday } from '../../core/domain/facts.ts';
import { shown } from '../yaml/explain.ts';
import { localized, readText } from '../yaml/fields.ts';

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
const SPAN = /^(?:([a-z]{2,3})(?:\s*[-–]\s*([a-z]{2,3}))?\s+)?(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})$/i;

type Span = Hours['spans'][number];

const spans = readText(
  (text) => {
    const value = spansIn(text);
    return value ? { value } : mistake('bad-hours.here', { written: shown(text), example: EXAMPLE });
  },
  { examples: [EXAMPLE] },
);

/** When somebody answers: `Mo-Fr 08:00-16:00`, alone or with a note. */
export const hours: z.ZodType<Hours> = z.union([
  z
    .strictObject({ spans, note: localized.optional() })
    .transform(({ spans, note }) => ({ spans, note: note ?? null })),
  spans.transform((only) => ({ spans: only, note: null })),
]);

function spansIn(text: string): readonly Span[] | null {
  if (text.trim() === '24/7') return [{ from: 1, to: 7, opens: '00:00', closes: '24:00' }];
  const read = text.split(/[,;]/).map((part): Span | null => {
    const [, first, last, from = '', to = ''] = SPAN.exec(part.trim()) ?? [];
    const [opens, closes] = [timeOf(from), timeOf(to)];
    const days = first === undefined ? ([1, 7] as const) : [dayNamed(first), dayNamed(last ?? first)];
    if (!days[0] || !days[1] || opens === null || closes === null || opens >= closes) return null;
    return { from: days[0], to: days[1], opens, closes };
  });
  const spans = read.filter((one) => one !== null);
  return spans.length === read.length ? spans : null;
}

function dayNamed(name: string): Weekday | null {
  const index = DAYS.findIndex((names) => (names as readonly string[]).includes(name.toLowerCase()));
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
