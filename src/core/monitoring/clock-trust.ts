import { type Instant, isoOf, MINUTE, SECOND } from '../domain/clock.ts';

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

/** Why the clock cannot be believed, in words for staff. */
export interface ClockDoubt {
  readonly what: string;
  readonly advice: string;
}

/** All that is known about the clock when it is examined. */
export interface ClockEvidence {
  readonly now: Instant;
  /** The difference to steady time since the clock was believed last; 0 where it stayed within `JUMP_MS`. */
  readonly jumpedMs: number;
  /** The latest time in the ledger. */
  readonly lastWritten: Instant | null;
  readonly platforms: readonly PlatformTime[];
}

const ADVICE =
  'Set the clock of this machine and synchronise it (NTP). Until then nothing is sent and nothing expires; then the program continues by itself.';

/**
 * Decides whether the clock can be believed. If platforms answer, their time counts, whatever happened. If none answers, a
 * clock that jumped, or lies before what the ledger holds, is not believed; any other is.
 */
export function doubtOf({ now, jumpedMs, lastWritten, platforms }: ClockEvidence): ClockDoubt | null {
  const answers = platforms.flatMap(({ server, at }) => (at === null ? [] : [{ server, at }]));
  const agreeing = answers.filter(({ at }) => Math.abs(at - now) <= WRONG_MS);
  const [first] = answers;
  if (first && agreeing.length * 2 >= answers.length) return null;
  if (first)
    return doubt(`The clock is wrong: it says ${minute(now)}, and ${first.server} says ${minute(first.at)}`);
  const invalid = platforms.filter(({ expired }) => expired);
  if (invalid.length > 0 && invalid.length === platforms.length)
    return doubt(
      `The clock may be wrong: by its ${minute(now)} no certificate of ${invalid.map(({ server }) => server).join(', ')} is valid`,
    );
  const back = lastWritten !== null && lastWritten - now > WRONG_MS ? lastWritten : null;
  if (back !== null)
    return doubt(
      `The clock may be wrong: it says ${minute(now)}, and the ledger was written at ${minute(back)}`,
    );
  if (Math.abs(jumpedMs) > JUMP_MS)
    return doubt(
      `The clock jumped ${jumpWords(jumpedMs)}, to ${minute(now)}, and no platform can be asked which time is right`,
    );
  return null;
}

/**
 * Why a worker waits whose clock no platform has confirmed since the start. Nothing could be sent anyway, and what a wrong
 * clock writes into the ledger stays there: a time at which staff are told, or at which a post is looked for.
 */
export function unconfirmed(now: Instant): ClockDoubt {
  return {
    what: `No platform can be reached to confirm the clock, which says ${minute(now)}`,
    advice:
      'Check the network of this machine. Nothing is sent and nothing expires until a platform answers; then the program continues by itself.',
  };
}

function doubt(what: string): ClockDoubt {
  return { what, advice: ADVICE };
}

/** In UTC, because the local time may be what is wrong. */
function minute(instant: Instant): string {
  return `${isoOf(instant).slice(0, 16).replace('T', ' ')} UTC`;
}

/** `2 h ahead` */
export function jumpWords(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / MINUTE);
  const length =
    minutes < 1
      ? `${Math.round(Math.abs(ms) / SECOND)} s`
      : minutes < 120
        ? `${minutes} min`
        : minutes < 2_880
          ? `${Math.round(minutes / 60)} h`
          : `${Math.round(minutes / 1_440)} days`;
  return `${length} ${ms > 0 ? 'ahead' : 'back'}`;
}
