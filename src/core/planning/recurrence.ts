import { CronExpressionParser } from 'cron-parser';
import type { Instant, Zone } from '../domain/clock.ts';

/**
 * The newest occurrence of a cron schedule in `from … to`, both included, or null. A local time that happens twice gives
 * one occurrence, one that does not exist gives the instant at which it would have been; schedules of every hour run
 * through both hours. cron-parser 5 keeps this with `next()` alone, so the search goes forward and callers limit its span.
 */
export function newestOccurrence(schedule: string, zone: Zone, from: Instant, to: Instant): Instant | null {
  const cron = CronExpressionParser.parse(schedule, { tz: zone, currentDate: new Date(from - 1) });
  let newest: Instant | null = null;
  for (let next = cron.next().getTime(); next <= to; next = cron.next().getTime()) newest = next;
  return newest;
}
