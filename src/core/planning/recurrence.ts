import { CronExpressionParser } from 'cron-parser';
import type { Announcement } from '../domain/announcement.ts';
import type { Instant, Zone } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';

/** The next occurrence of an announcement after `now`; null where it does not recur, or ends before. */
export function nextOf(
  { settings }: Configuration,
  { every, at, until }: Announcement,
  now: Instant,
): Instant | null {
  if (every === null) return null;
  const next = cronFrom(every, settings.zone, Math.max(now + 1, at ?? 0))
    .next()
    .getTime();
  return until !== null && next > until ? null : next;
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
