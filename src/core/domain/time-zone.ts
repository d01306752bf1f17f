import { CronDate } from 'cron-parser';
import { remembering } from './cache.ts';
import { DAY, type Day, type Instant, type Zone } from './clock.ts';

/** The time that a clock on the wall shows. Months and days count from 1. */
interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** A zone that remembers its answers: seventy municipalities show the same few times, and asking a zone is slow. */
export interface Calendar {
  wallTimeOf(instant: Instant): WallTime;
  overFrom(until: Instant | Day): Instant;
}

export function calendarIn(zone: Zone): Calendar {
  return {
    wallTimeOf: remembering((instant) => wallTimeOf(instant, zone)),
    overFrom: remembering((until) => overFrom(until, zone)),
  };
}

/** Throws an Error where the zone is unknown. */
export function wallTimeOf(instant: Instant, zone: Zone): WallTime {
  const date = new CronDate(instant, zone);
  return {
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    hour: date.getHours(),
    minute: date.getMinutes(),
  };
}

export function dayOf(instant: Instant, zone: Zone): Day {
  const { year, month, day } = wallTimeOf(instant, zone);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** The first instant after a calendar day. */
export function endOf(day: Day, zone: Zone): Instant {
  // A day begins at midnight, or at the first instant that exists after it.
  return new CronDate(new Date(Date.parse(day) + DAY).toISOString().slice(0, 10), zone).getTime();
}

/** Whether a fact with this `until` is gone. Null: it holds until somebody changes it. */
export function isOver(until: Instant | Day | null, zone: Zone, now: Instant): boolean {
  return until !== null && overFrom(until, zone) <= now;
}

/** The instant from which a fact with this `until` is gone: a day counts to its end. */
export function overFrom(until: Instant | Day, zone: Zone): Instant {
  return typeof until === 'number' ? until : endOf(until, zone);
}
