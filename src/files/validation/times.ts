import { type Day, HOUR, type Instant, MINUTE, SECOND, type Zone } from '../../core/domain/clock.ts';
import { instantsAt, offsetAt } from '../../core/domain/time-zone.ts';
import { shown } from '../yaml/explain.ts';

/** A time that was read, or what is wrong with it. */
export type TimeRead<Value> = { readonly value: Value } | TimeWrong;
export interface TimeWrong {
  readonly code:
    | 'not-a-time'
    | 'not-a-day'
    | 'day-not-time'
    | 'time-not-day'
    | 'no-such-day'
    | 'no-such-time'
    | 'ambiguous-time';
  readonly message: string;
  readonly advice: string;
}

const DAY_FORM = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME_FORM =
  /^(?<day>\d{4}-\d\d-\d\d)[ T](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.(?<fraction>\d{1,6}))?)? ?(?<offset>Z|[+-]\d\d:?\d\d)?$/;
/** A year outside of these is a slip of the keyboard. */
const YEAR_MIN = 2000;
const YEAR_MAX = 2099;
const OFFSET_MAX = 14 * HOUR;

const AS_A_TIME =
  'Write the day and the time like "2023-10-30 06:30", or with an offset like 2023-10-30T06:30:00+01:00.';
const AS_A_DAY = 'Write the day like 2023-10-30: year, month, day.';

/**
 * `2023-10-30 06:30` in the zone, or with an offset or `Z`; seconds may stand. A local time that does not exist or
 * exists twice is refused, and both readings are offered.
 */
export function readInstant(text: string, zone: Zone): TimeRead<Instant> {
  if (DAY_FORM.test(text)) {
    const day = readDay(text);
    if (!('value' in day)) return day;
    return {
      code: 'day-not-time',
      message: `\`${text}\` is a day, and a time of day is needed here`,
      advice: `Add the time: "${text} 08:00".`,
    };
  }
  const parts = TIME_FORM.exec(text)?.groups;
  if (!parts) return { code: 'not-a-time', message: `${shown(text)} is not a time`, advice: AS_A_TIME };
  const day = readDay(parts.day ?? '');
  if (!('value' in day)) return day;
  const hour = Number(parts.hour);
  const minute = Number(parts.minute);
  const second = Number(parts.second ?? 0);
  const offset = parts.offset === undefined ? null : offsetIn(parts.offset);
  if (hour > 23 || minute > 59 || second > 59 || (offset !== null && Math.abs(offset) > OFFSET_MAX))
    return { code: 'not-a-time', message: `no clock shows \`${text}\``, advice: AS_A_TIME };
  const withinMinute = second * SECOND + Number(`${parts.fraction ?? ''}000`.slice(0, 3));
  if (offset !== null)
    return {
      value: Date.parse(`${day.value}T00:00:00Z`) + hour * HOUR + minute * MINUTE + withinMinute - offset,
    };
  return readLocal(text, day.value, hour, minute, withinMinute, zone);
}

/** `2023-10-30`, a day that exists. */
export function readDay(text: string): TimeRead<Day> {
  const [, year, month, day] = (DAY_FORM.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) {
    if (TIME_FORM.test(text))
      return {
        code: 'time-not-day',
        message: `\`${text}\` is a time, and a day is needed here`,
        advice: `Write only the day: ${text.slice(0, 10)}.`,
      };
    return { code: 'not-a-day', message: `${shown(text)} is not a day`, advice: AS_A_DAY };
  }
  if (year < YEAR_MIN || year > YEAR_MAX)
    return { code: 'no-such-day', message: `the year of \`${text}\` cannot be meant`, advice: AS_A_DAY };
  const real = new Date(Date.UTC(year, month - 1, day));
  if (real.getUTCMonth() === month - 1 && real.getUTCDate() === day) return { value: text };
  return {
    code: 'no-such-day',
    message: `the day \`${text}\` does not exist`,
    advice: `Check the month and the day. ${AS_A_DAY}`,
  };
}

/** A day, which counts to its end, or a time. */
export function readInstantOrDay(text: string, zone: Zone): TimeRead<Instant | Day> {
  return DAY_FORM.test(text) ? readDay(text) : readInstant(text, zone);
}

function readLocal(
  text: string,
  day: Day,
  hour: number,
  minute: number,
  withinMinute: number,
  zone: Zone,
): TimeRead<Instant> {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const instants = instantsAt({ year, month, day: date, hour, minute }, zone);
  const [only] = instants;
  if (instants.length === 1 && only !== undefined) return { value: only + withinMinute };
  const wall = Date.UTC(year, month - 1, date, hour, minute) + withinMinute;
  const [before, after] = [offsetAt(wall - 24 * HOUR, zone), offsetAt(wall + 24 * HOUR, zone)].map((offset) =>
    isoWith(wall, offset),
  );
  const choice = `Write ${before} (the clock as before the change) or ${after} (as after it).`;
  if (instants.length === 0)
    return {
      code: 'no-such-time',
      message: `\`${text}\` does not exist in ${zone}: clocks are put forward over it that night`,
      advice: choice,
    };
  return {
    code: 'ambiguous-time',
    message: `\`${text}\` comes twice in ${zone}: clocks are put back over it that night`,
    advice: choice,
  };
}

function offsetIn(text: string): number {
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(-2));
  if (minutes > 59) return Number.POSITIVE_INFINITY;
  return (text.startsWith('-') ? -1 : 1) * (Number(text.slice(1, 3)) * HOUR + minutes * MINUTE);
}

/** What a clock with this offset shows: `2023-10-29T02:30:00+02:00`. */
function isoWith(wall: number, offset: number): string {
  const minutes = Math.abs(offset) / MINUTE;
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  const clock = new Date(wall).toISOString().slice(0, 19);
  return `${clock}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}
