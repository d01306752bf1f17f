import type { Instant, Zone } from './clock.ts';
import { wallTimeOf } from './time-zone.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

/** `Mon 30 Oct 06:30`, for staff: in the configured zone, with the year only where it is not the year of `now`. */
export function shownTime(instant: Instant, zone: Zone, now: Instant): string {
  const { year, month, day, weekday, hour, minute } = wallTimeOf(instant, zone);
  const shownYear = year === wallTimeOf(now, zone).year ? '' : ` ${year}`;
  return `${WEEKDAYS[weekday]} ${day} ${MONTHS[month - 1]}${shownYear} ${two(hour)}:${two(minute)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
