/** A point in time: milliseconds since the epoch, UTC. */
export type Instant = number;
/** A calendar day in the configured time zone: `2023-10-30`. */
export type Day = string;
/** An IANA time zone name: `Europe/Berlin`. */
export type Zone = string;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The only source of time. Drills, tests and simulations have a virtual one. */
export interface Clock {
  now(): Instant;
  /** Resolves after `ms`, or at once when `signal` aborts; it never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The zone as the system spells it; null where there is none of this name. */
export function zoneNamed(written: string): Zone | null {
  if (!/^[A-Za-z]/.test(written)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: written }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** ISO 8601 in UTC, without milliseconds where they are 0. All instants are written so. */
export function isoOf(instant: Instant): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

export function isoOrNull(instant: Instant | null): string | null {
  return instant === null ? null : isoOf(instant);
}

/**
 * The earlier of `until` and the first instant after `now` at which a rule that waits for `at` may take another turn: it
 * may begin with this instant, or right after it.
 */
export function sooner(until: Instant, at: Instant, now: Instant): Instant {
  const from = at > now ? at : at + 1;
  return from > now && from < until ? from : until;
}

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
