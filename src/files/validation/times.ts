import { CronDate } from 'cron-parser';
import { DAY, type Day, type Instant, MINUTE, type Zone } from '../../core/domain/clock.ts';
import { type Mistake, mistake } from '../../core/domain/errors.ts';
import { shown } from '../yaml/check.ts';

/** The value that was read in a text, or the mistake in it. */
export type TextRead<Value> = { readonly value: Value } | Mistake;

const DAY_PATTERN = /^\d{4}-\d\d-\d\d$/;
const TIME_PATTERN =
  /^(?<day>\d{4}-\d\d-\d\d)[ T](?<minute>([01]\d|2[0-3]):[0-5]\d)(?::(?<second>[0-5]\d(?:\.\d{1,6})?))? ?(?<offset>Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/;

/**
 * Reads `2023-10-30 06:30` in the zone, or a time with an offset or `Z`; seconds are allowed. Refuses a local time that
 * does not exist or exists twice, and offers both readings.
 */
export function readInstant(text: string, zone: Zone): TextRead<Instant> {
  if (DAY_PATTERN.test(text)) return mistake('day-not-time.here', { text });
  const parts = TIME_PATTERN.exec(text)?.groups;
  if (!parts) return mistake('not-a-time.here', { written: shown(text) });
  const day = readDay(parts.day ?? '');
  if (!('value' in day)) return day;
  const clock = `${day.value}T${parts.minute}:${parts.second ?? '00'}`;
  if (parts.offset !== undefined) return { value: Date.parse(clock + parts.offset) };
  return readLocal(text, clock, zone);
}

/** The minute of an instant by the clocks of the zone, as a file says it: `2023-10-30T06:30+01:00`. */
export function writtenMinute(instant: Instant, zone: Zone): string {
  const offset = offsetAt(instant, zone);
  return withOffset(new Date(instant + offset).toISOString().slice(0, 16), offset);
}

/** Reads `2023-10-30`, a day that exists. */
export function readDay(text: string): TextRead<Day> {
  if (TIME_PATTERN.test(text)) return mistake('time-not-day.here', { text, day: text.slice(0, 10) });
  if (!DAY_PATTERN.test(text)) return mistake('not-a-day.here', { written: shown(text) });
  const midnight = Date.parse(`${text}T00:00Z`);
  // JavaScript takes 30 February for 1 March; a year of another century is a slip of the keyboard.
  const isReal = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
  if (isReal && text.startsWith('20')) return { value: text };
  return mistake('no-such-day.here', { text });
}

/** A day, which counts to its end, or a time. */
export function readInstantOrDay(text: string, zone: Zone): TextRead<Instant | Day> {
  return DAY_PATTERN.test(text) ? readDay(text) : readInstant(text, zone);
}

function readLocal(text: string, clock: string, zone: Zone): TextRead<Instant> {
  const asUtc = Date.parse(`${clock}Z`);
  // The offsets on both sides of whatever change of the clocks may be near.
  const [before = 0, after = 0] = [asUtc - DAY, asUtc + DAY].map((instant) => offsetAt(instant, zone));
  if (before === after) return { value: asUtc - before };
  const instants = [asUtc - before, asUtc - after].filter((one) => one + offsetAt(one, zone) === asUtc);
  const [first] = instants;
  if (first !== undefined && instants.length === 1) return { value: first };
  const offered = { before: withOffset(clock, before), after: withOffset(clock, after) };
  return mistake(first === undefined ? 'no-such-time.here' : 'ambiguous-time.here', {
    text,
    zone,
    ...offered,
  });
}

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: Instant, zone: Zone): number {
  return new CronDate(instant, zone).getUTCOffset() * MINUTE;
}

function withOffset(clock: string, offset: number): string {
  const shown = new Date(Math.abs(offset)).toISOString().slice(11, 16);
  return `${clock}${offset < 0 ? '-' : '+'}${shown}`;
}
