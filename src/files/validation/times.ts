import { CronDate } from 'cron-parser';
import { DAY, type Day, type Instant, MINUTE, type Zone } from '../../core/domain/clock.ts';
import { shown } from '../yaml/explain.ts';
import { type Words, words } from '../yaml/mistake.ts';

/** A time that was read, or what is wrong with it. */
export type TimeRead<Value> = { readonly value: Value } | Words;

const DAY_PATTERN = /^\d{4}-\d\d-\d\d$/;
const TIME_PATTERN =
  /^(?<day>\d{4}-\d\d-\d\d)[ T](?<minute>([01]\d|2[0-3]):[0-5]\d)(?::(?<second>[0-5]\d(?:\.\d{1,6})?))? ?(?<offset>Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/;

const AS_A_TIME =
  'Write the day and the time like "2023-10-30 06:30", or with an offset like 2023-10-30T06:30:00+01:00.';
const AS_A_DAY = 'Write the day like 2023-10-30: year, month, day.';

/**
 * Reads `2023-10-30 06:30` in the zone, or a time with an offset or `Z`; seconds are allowed. Refuses a local time that
 * does not exist or exists twice, and offers both readings.
 */
export function readInstant(text: string, zone: Zone): TimeRead<Instant> {
  if (DAY_PATTERN.test(text))
    return words(
      'day-not-time',
      `\`${text}\` is a day, and a time of day is needed`,
      `Write "${text} 08:00".`,
    );
  const parts = TIME_PATTERN.exec(text)?.groups;
  if (!parts) return words('not-a-time', `${shown(text)} is not a time`, AS_A_TIME);
  const day = readDay(parts.day ?? '');
  if (!('value' in day)) return day;
  const clock = `${day.value}T${parts.minute}:${parts.second ?? '00'}`;
  if (parts.offset !== undefined) return { value: Date.parse(clock + parts.offset) };
  return readLocal(text, clock, zone);
}

/** Reads `2023-10-30`, a day that exists. */
export function readDay(text: string): TimeRead<Day> {
  if (TIME_PATTERN.test(text)) {
    const day = text.slice(0, 10);
    return words('time-not-day', `\`${text}\` is a time, and a day is needed`, `Write only the day: ${day}.`);
  }
  if (!DAY_PATTERN.test(text)) return words('not-a-day', `${shown(text)} is not a day`, AS_A_DAY);
  const midnight = Date.parse(`${text}T00:00Z`);
  // JavaScript takes 30 February for 1 March; a year of another century is a slip of the keyboard.
  const isReal = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
  if (isReal && text.startsWith('20')) return { value: text };
  return words('no-such-day', `there is no day \`${text}\` in this century`, AS_A_DAY);
}

/** A day, which counts to its end, or a time. */
export function readInstantOrDay(text: string, zone: Zone): TimeRead<Instant | Day> {
  return DAY_PATTERN.test(text) ? readDay(text) : readInstant(text, zone);
}

function readLocal(text: string, clock: string, zone: Zone): TimeRead<Instant> {
  const asUtc = Date.parse(`${clock}Z`);
  // The offsets on both sides of whatever change of the clocks may be near.
  const [before = 0, after = 0] = [asUtc - DAY, asUtc + DAY].map((instant) => offsetAt(instant, zone));
  if (before === after) return { value: asUtc - before };
  const instants = [asUtc - before, asUtc - after].filter((one) => one + offsetAt(one, zone) === asUtc);
  const [first] = instants;
  if (first !== undefined && instants.length === 1) return { value: first };
  const advice = `Write ${withOffset(clock, before)} (the clock as before the change) or ${withOffset(clock, after)} (as after it).`;
  return first === undefined
    ? words('no-such-time', `\`${text}\` does not exist in ${zone}: the clocks skip it that night`, advice)
    : words(
        'ambiguous-time',
        `\`${text}\` comes twice in ${zone}: the clocks are put back that night`,
        advice,
      );
}

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: Instant, zone: Zone): number {
  return new CronDate(instant, zone).getUTCOffset() * MINUTE;
}

function withOffset(clock: string, offset: number): string {
  const shown = new Date(Math.abs(offset)).toISOString().slice(11, 16);
  return `${clock}${offset < 0 ? '-' : '+'}${shown}`;
}
