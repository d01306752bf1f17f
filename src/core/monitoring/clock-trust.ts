import { type Instant, isoOf, MINUTE, SECOND } from '../domain/clock.ts';
import { type Mistake, mistake } from '../domain/errors.ts';

/** Beyond this difference to steady time the clock was set, or the machine slept. */
export const JUMP_MS = 10 * SECOND;
/**
 * A clock further off than this is wrong. Look-ups begin ten minutes before the send, so they find posts sent by any better
 * clock.
 */
export const WRONG_MS = 5 * MINUTE;

/** The time of a platform; null where it did not answer. */
export interface PlatformTime {
  readonly server: string;
  readonly at: Instant | null;
  /** Whether its certificate is not yet or no longer valid by our clock. */
  readonly expired: boolean;
}

/** All that is known about the clock when it is examined. */
interface ClockEvidence {
  readonly now: Instant;
  /** The difference to steady time since the clock was believed last; 0 where it stayed within `JUMP_MS`. */
  readonly jumpedMs: number;
  /** The latest time in the ledger. */
  readonly lastWritten: Instant | null;
  readonly platforms: readonly PlatformTime[];
}

/**
 * Decides whether the clock can be believed. If platforms answer, their time counts, whatever happened. If none answers, a
 * clock that jumped, or lies before what the ledger holds, is not believed; any other is.
 */
export function doubtOf({ now, jumpedMs, lastWritten, platforms }: ClockEvidence): Mistake | null {
  const said = minute(now);
  const answers = platforms.flatMap(({ server, at }) => (at === null ? [] : [{ server, at }]));
  const agreeing = answers.filter(({ at }) => Math.abs(at - now) <= WRONG_MS);
  const [first] = answers;
  if (first && agreeing.length * 2 >= answers.length) return null;
  if (first)
    return mistake('clock-wrong.platform', { now: said, server: first.server, time: minute(first.at) });
  const invalid = platforms.filter(({ expired }) => expired);
  if (invalid.length > 0 && invalid.length === platforms.length)
    return mistake('clock-wrong.certificates', { now: said, servers: invalid.map(({ server }) => server) });
  const back = lastWritten !== null && lastWritten - now > WRONG_MS ? lastWritten : null;
  if (back !== null) return mistake('clock-wrong.ledger', { now: said, time: minute(back) });
  if (Math.abs(jumpedMs) > JUMP_MS) return mistake('clock-wrong.jumped', { now: said, ...jump(jumpedMs) });
  return null;
}

/**
 * Why a worker waits whose clock no platform has confirmed since the start. Nothing could be sent anyway, and what a wrong
 * clock writes into the ledger stays there: a time at which staff are told, or at which a post is looked for.
 */
export function unconfirmed(now: Instant): Mistake {
  return mistake('clock-wrong.unconfirmed', { now: minute(now) });
}

/** In UTC, because the local time may be what is wrong. */
function minute(instant: Instant): string {
  return `${isoOf(instant).slice(0, 16).replace('T', ' ')} UTC`;
}

/** How far a clock jumped: `2 h ahead`. */
export function jump(ms: number) {
  const to = ms > 0 ? 'ahead' : 'back';
  const minutes = Math.round(Math.abs(ms) / MINUTE);
  if (minutes < 1) return { n: Math.round(Math.abs(ms) / SECOND), unit: 's', to };
  if (minutes < 120) return { n: minutes, unit: 'min', to };
  return minutes < 2_880
    ? { n: Math.round(minutes / 60), unit: 'h', to }
    : { n: Math.round(minutes / 1_440), unit: 'days', to };
}
