import type { Instant } from './clock.ts';

/** Numbers between these are times, and no counts: 1973 to 5138. */
const [TIME_LEAST, TIME_MOST] = [1e11, 1e14];

/** Names every time in maps, lists and objects. */
export function forEachTime(value: unknown, found: (at: Instant) => void): void {
  if (typeof value === 'number' && value > TIME_LEAST && value < TIME_MOST) found(value);
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof Map || value instanceof Set || Array.isArray(value))
    for (const one of value.values()) forEachTime(one, found);
  else for (const key in value) forEachTime((value as Readonly<Record<string, unknown>>)[key], found);
}
