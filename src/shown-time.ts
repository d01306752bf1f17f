import type { Instant, Zone } from './clock.ts';
import { wallTimeOf } from './zone.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `Mon 30 Oct 06:30`, for staff: in the configured zone, with the year only where it is not the year of `now`. */
export function shownTime(instant: Instant, zone: Zone, now: Instant): string {
  const { year, month, day, weekday, hour, minute } = wallTimeOf(instant, zone);
  const monthName = new Date(Date.UTC(2000, month - 1, 1)).toLocaleString('en-GB', {
    month: 'short',
    timeZone: 'UTC',
  });
  const shownYear = year === wallTimeOf(now, zone).year ? '' : ` ${year}`;
  return `${WEEKDAYS[weekday]} ${day} ${monthName}${shownYear} ${two(hour)}:${two(minute)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
