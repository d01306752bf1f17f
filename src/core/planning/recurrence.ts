import { CronExpressionParser } from 'cron-parser';
import type { Instant, Zone } from '../domain/clock.ts';

/**
 * The newest occurrence of a cron schedule in `from … to`, both included, or null. A local time that happens twice
 * gives one occurrence a day, one that does not exist the instant at which it would have been, as clocks had it before;
 * schedules that run through every hour run through both of them. Only `next()` of cron-parser 5 keeps this on nights when clocks change, `prev()`
 * does not: so it walks forward, and callers bound the span.
 */
export function newestOccurrence(schedule: string, zone: Zone, from: Instant, to: Instant): Instant | null {
  const cron = CronExpressionParser.parse(schedule, { tz: zone, currentDate: new Date(from - 1) });
  let newest: Instant | null = null;
  for (let next = cron.next().getTime(); next <= to; next = cron.next().getTime()) newest = next;
  return newest;
}
