import { DAY, type Day, type Instant, MINUTE, type Zone } from './clock.ts';

/** What a clock on the wall shows. Months and days count from 1; `weekday` is 0 on Sunday. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

const formats = new Map<Zone, Intl.DateTimeFormat>();

function formatFor(zone: Zone): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Wall times asked for lately, by zone: seventy municipalities show the same few, and Intl is slow. */
const shown = new Map<Zone, Map<Instant, WallTime>>();
const SHOWN_MAX = 1_000;

/** Throws a RangeError where the zone is unknown. */
export function wallTimeOf(instant: Instant, zone: Zone): WallTime {
  const lately = shown.get(zone) ?? new Map<Instant, WallTime>();
  shown.set(zone, lately);
  let wall = lately.get(instant);
  if (wall === undefined) {
    wall = readWallTime(instant, zone);
    if (lately.size >= SHOWN_MAX) lately.clear();
    lately.set(instant, wall);
  }
  return wall;
}

function readWallTime(instant: Instant, zone: Zone): WallTime {
  const parts = Object.fromEntries(
    formatFor(zone)
      .formatToParts(instant)
      .map((part) => [part.type, Number(part.value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

/**
 * The instants at which a clock in that zone shows this time, earliest first: one as a rule, none where clocks
 * are put forward over it, two where they are put back over it.
 */
export function instantsAt(wall: Omit<WallTime, 'weekday'>, zone: Zone): readonly Instant[] {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  const offsets = new Set([offsetAt(asUtc - DAY, zone), offsetAt(asUtc + DAY, zone)]);
  return [...offsets]
    .map((offset) => asUtc - offset)
    .filter((instant) => offsetAt(instant, zone) === asUtc - instant)
    .sort((a, b) => a - b);
}

/** How far the zone's clocks are ahead of UTC then, in milliseconds. */
export function offsetAt(instant: Instant, zone: Zone): number {
  const wall = wallTimeOf(instant, zone);
  const shown = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  return shown - Math.floor(instant / MINUTE) * MINUTE;
}

export function dayOf(instant: Instant, zone: Zone): Day {
  const { year, month, day } = wallTimeOf(instant, zone);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The first instant of a calendar day: midnight, or the first that exists after it. */
export function startOf(day: Day, zone: Zone): Instant {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  for (let minutes = 0; minutes < 180; minutes += 15) {
    const [first] = instantsAt(
      { year, month, day: date, hour: Math.floor(minutes / 60), minute: minutes % 60 },
      zone,
    );
    if (first !== undefined) return first;
  }
  throw new RangeError(`no start of ${day} in ${zone}`);
}

/** The first instant that is no longer this calendar day. */
export function endOf(day: Day, zone: Zone): Instant {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const next = new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10);
  return startOf(next, zone);
}

/** From when on a fact with this `until` is gone: a day counts to its end. */
export function overFrom(until: Instant | Day, zone: Zone): Instant {
  return typeof until === 'number' ? until : endOf(until, zone);
}
