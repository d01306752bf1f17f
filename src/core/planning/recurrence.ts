import { CronExpressionParser } from 'cron-parser';
import type { Instant, Zone } from '../domain/clock.ts';

/** The first occurrence of a cron schedule at `from` or later. */
export function nextOccurrence(schedule: string, zone: Zone, from: Instant): Instant {
  return cronFrom(schedule, zone, from).next().getTime();
}

/**
 * The newest occurrence of a cron schedule in `from … to`, both included, or null. A local time that happens twice gives
 * one occurrence, one that does not exist gives the instant at which it would have been; schedules of every hour run
 * through both hours. cron-parser 5 keeps this with `next()` alone, so the search goes forward and callers limit its span.
 */
export function newestOccurrence(schedule: string, zone: Zone, from: Instant, to: Instant): Instant | null {
  const cron = cronFrom(schedule, zone, from);
  let newest: Instant | null = null;
  for (let next = cron.next().getTime(); next <= to; next = cron.next().getTime()) newest = next;
  return newest;
}

function cronFrom(schedule: string, zone: Zone, from: Instant) {
  return CronExpressionParser.parse(schedule, { tz: zone, currentDate: new Date(from - 1) });
}
