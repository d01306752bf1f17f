import type { Instant, Zone } from './clock.ts';

/**
 * `Mon 30 Oct 06:30`, in German `Mo 30.10. 06:30`, for staff: in the configured zone, with the year only where it is not the
 * year of `now`.
 */
export function shownTime(instant: Instant, zone: Zone, now: Instant, language: 'de' | 'en' = 'en'): string {
  const isGerman = language === 'de';
  const format = new Intl.DateTimeFormat(isGerman ? 'de' : 'en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: isGerman ? 'numeric' : 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const partsOf = (at: Instant) =>
    Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const { weekday, day, month, year = '', hour, minute } = partsOf(instant);
  const shownYear = year === partsOf(now).year ? '' : year;
  if (isGerman) return `${weekday?.replace('.', '')} ${day}.${month}.${shownYear} ${hour}:${minute}`;
  return `${weekday} ${day} ${month}${shownYear && ` ${shownYear}`} ${hour}:${minute}`;
}

/** `06:30:05`, for a log: the time of day in the configured zone. */
export function shownSecond(instant: Instant, zone: Zone): string {
  return new Date(instant).toLocaleTimeString('en-GB', { timeZone: zone, hourCycle: 'h23' });
}
