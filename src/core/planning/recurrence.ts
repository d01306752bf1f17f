import { CronExpressionParser } from 'cron-parser';
import type { Announcement } from '../domain/announcement.ts';
import { HOUR, type Instant, type Zone } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';

/** The next occurrence of an announcement after `now`; null where it does not recur, or ends before. */
export function nextOf(
  { settings }: Configuration,
  { every, at, until }: Announcement,
  now: Instant,
): Instant | null {
  if (every === null) return null;
  const next = occurrencesFrom(every, settings.zone, Math.max(now + 1, at ?? 0))();
  return until !== null && next > until ? null : next;
}

/**
 * The newest occurrence of a cron schedule in `from … to`, both included, or null. A local time that happens twice gives
 * one occurrence, one that does not exist gives the instant at which it would have been; schedules of every hour run
 * through both hours. cron-parser 5 keeps this with `next()` alone, so the search goes forward and callers limit its span.
 */
export function newestOccurrence(schedule: string, zone: Zone, from: Instant, to: Instant): Instant | null {
  const next = occurrencesFrom(schedule, zone, from);
  let newest: Instant | null = null;
  for (let at = next(); at <= to; at = next()) newest = at;
  return newest;
}

/**
 * Where cron-parser 5 starts within the hours in which clocks change, it leaves out the time that does not exist, and gives the
 * one that happens twice a second time. So it starts this long before.
 */
const STARTED_BEFORE_MS = 3 * HOUR;

/** Returns a function that gives the next occurrence at each call; the first is at or after `from`. */
function occurrencesFrom(schedule: string, zone: Zone, from: Instant): () => Instant {
  const currentDate = new Date(from - STARTED_BEFORE_MS - 1);
  const cron = CronExpressionParser.parse(schedule, { tz: zone, currentDate });
  return () => {
    let at = cron.next().getTime();
    while (at < from) at = cron.next().getTime();
    return at;
  };
}
