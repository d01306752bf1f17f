import { type Clock, HOUR, type Instant, MINUTE, SECOND } from '../core/domain/clock.ts';
import { serverOf } from '../core/domain/configuration.ts';
import type { Mistake } from '../core/domain/errors.ts';
import { doubtOf, JUMP_MS, type PlatformTime } from '../core/monitoring/clock-trust.ts';
import type { Runtime } from './runtime.ts';
import type { Session } from './session.ts';

/**
 * The clock of a worker. It is compared with the platforms' `Date` at the start, every hour, and after each jump. While
 * it is off by five minutes or more, nothing is planned or sent.
 */
export interface TrustedClock {
  /** While in doubt it tells the later of its time and the time that it would have told, so that no quiet time ends early. */
  readonly clock: Clock;
  /** Asks the platforms for the time and decides. Without a doubt the clock is trusted from now on. */
  examine(servers: readonly string[], lastWritten: Instant | null): Promise<ClockExamination>;
  /** Aborts as soon as the clock is in doubt. A new signal after each examination without a doubt. */
  doubted(): AbortSignal;
  /** Looks for jumps every few seconds and asks the platforms every hour, until `signal` aborts. */
  watch(servers: readonly string[], signal: AbortSignal): Promise<void>;
}

interface ClockExamination {
  readonly doubt: Mistake | null;
  /** The departure of the clock from steady time since it was last trusted; 0 if there is none. */
  readonly jumpedMs: number;
  /** Whether one of these servers has agreed with the clock, now or when it last answered. */
  readonly isConfirmed: boolean;
}

const GLANCE_EVERY_MS = 5 * SECOND;
const ASK_EVERY_MS = HOUR;
/** While no platform answers. */
const ASK_AGAIN_MS = MINUTE;
const ANSWER_WITHIN_MS = 5 * SECOND;
const SERVERS_ASKED_MAX = 20;

export function trustedClock({
  clock,
  steady,
  fetch,
}: Pick<Runtime, 'clock' | 'steady' | 'fetch'>): TrustedClock {
  let anchor = { wall: clock.now(), steady: steady() };
  let doubting = new AbortController();
  let askAt = 0;
  /** Servers that agreed with the clock when they last answered. */
  let confirmedBy = '';
  let isWatching = false;

  function now(): Instant {
    const wall = clock.now();
    const even = steady();
    const expected = anchor.wall + (even - anchor.steady);
    if (!doubting.signal.aborted && Math.abs(wall - expected) <= JUMP_MS) {
      // Two clocks drift apart slowly. Only a sudden difference is a jump.
      anchor = { wall, steady: even };
      return wall;
    }
    doubting.abort();
    return Math.max(wall, Math.round(expected));
  }

  async function examine(servers: readonly string[], lastWritten: Instant | null): Promise<ClockExamination> {
    now();
    const platforms = await Promise.all(
      servers.slice(0, SERVERS_ASKED_MAX).map((server) => timeAt(fetch, server)),
    );
    const isAnswered = platforms.some(({ at }) => at !== null);
    askAt = steady() + (isAnswered ? ASK_EVERY_MS : ASK_AGAIN_MS);
    const wall = clock.now();
    const jumpedMs = doubting.signal.aborted ? wall - (anchor.wall + steady() - anchor.steady) : 0;
    const doubt = doubtOf({ now: wall, jumpedMs, lastWritten, platforms });
    if (isAnswered) confirmedBy = doubt === null ? servers.join() : '';
    if (doubt !== null) doubting.abort();
    // A jump that is noticed while watching is for the next examination: the quiet time begins again by it.
    else if (!(isWatching && doubting.signal.aborted)) {
      anchor = { wall: clock.now(), steady: steady() };
      if (doubting.signal.aborted) doubting = new AbortController();
    }
    return { doubt, jumpedMs, isConfirmed: servers.length > 0 && confirmedBy === servers.join() };
  }

  return {
    clock: { now, sleep: (ms, signal) => clock.sleep(ms, signal) },
    examine,
    doubted: () => doubting.signal,
    async watch(servers, signal) {
      while (!signal.aborted) {
        await clock.sleep(GLANCE_EVERY_MS, signal);
        now();
        if (signal.aborted || steady() < askAt) continue;
        isWatching = true;
        await examine(servers, null);
        isWatching = false;
      }
    },
  };
}

/** The servers that know the time: those of the accounts, or the sandbox. */
export function timeServers({ files, sandbox }: Pick<Session, 'files' | 'sandbox'>): readonly string[] {
  if (sandbox !== null) return [sandbox.origin];
  const servers = [...files.region.accounts.values()].map((account) => serverOf(files.settings, account));
  return [...new Set(servers.filter((one) => URL.canParse(one)).map((one) => new URL(one).origin))];
}

/** By the `Date` of any answer, whatever else it says: RFC 9110 asks every server with a clock to send one. */
async function timeAt(fetch: typeof globalThis.fetch, server: string): Promise<PlatformTime> {
  try {
    const answer = await fetch(`${server}/`, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: { 'user-agent': 'Ausrufer', 'cache-control': 'no-cache' },
    });
    // An answer from a cache is as old as it says.
    const age = Number(answer.headers.get('age') ?? 0) * SECOND;
    const at = Date.parse(answer.headers.get('date') ?? '') + age;
    return { server, at: Number.isNaN(at) ? null : at, expired: false };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    return { server, at: null, expired: code === 'CERT_NOT_YET_VALID' || code === 'CERT_HAS_EXPIRED' };
  }
}
