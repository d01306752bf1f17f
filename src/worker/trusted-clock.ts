import type { Runtime } from '../app/runtime.ts';
import { type Clock, HOUR, type Instant, MINUTE, SECOND } from '../core/domain/clock.ts';
import { serverOf } from '../core/domain/configuration.ts';
import type { Region } from '../core/domain/municipality.ts';
import type { Settings } from '../core/domain/settings.ts';
import { type ClockDoubt, doubtOf, JUMP_MS, type PlatformTime } from '../core/monitoring/clock-trust.ts';

/** Watches whether the clock can be believed: against steady time at every glance, against the platforms now and then. */
export interface TrustedClock {
  /**
   * The clock. While it is in doubt it tells the later of what it says and what it would have said, so that no quiet time
   * ends early.
   */
  readonly clock: Clock;
  /** Asks outside, and decides. Without a doubt it is believed from now on. */
  examine(servers: readonly string[], lastWritten: Instant | null): Promise<Examination>;
  /** Aborts as soon as it can't be believed any more. A new one after each examination that went well. */
  doubted(): AbortSignal;
  /** Looks at it every few seconds, and asks outside every hour, until `signal` aborts. */
  watch(servers: readonly string[], signal: AbortSignal): Promise<void>;
}

export interface Examination {
  readonly doubt: ClockDoubt | null;
  /** By how much it went away from steady time since it was believed last; 0 where it did not. */
  readonly jumpedMs: number;
  /** Whether the platforms agreed with the clock when they last answered. */
  readonly confirmed: boolean;
}

const GLANCE_EVERY_MS = 5 * SECOND;
const ASK_EVERY_MS = HOUR;
/** As long as nobody could be asked. */
const ASK_AGAIN_MS = MINUTE;
const ANSWER_WITHIN_MS = 5 * SECOND;
const SERVERS_ASKED_MAX = 5;

export function trustedClockFor({
  clock,
  steady,
  fetch,
}: Pick<Runtime, 'clock' | 'steady' | 'fetch'>): TrustedClock {
  let anchor = { wall: clock.now(), steady: steady() };
  let doubting = new AbortController();
  let askAt = 0;
  let confirmed = false;

  function glance(): Instant {
    const wall = clock.now();
    const even = steady();
    const expected = anchor.wall + (even - anchor.steady);
    if (!doubting.signal.aborted && Math.abs(wall - expected) <= JUMP_MS) {
      // Two clocks drift apart by and by; only a jump is one.
      anchor = { wall, steady: even };
      return wall;
    }
    doubting.abort();
    return Math.max(wall, Math.round(expected));
  }

  async function examine(servers: readonly string[], lastWritten: Instant | null): Promise<Examination> {
    glance();
    const platforms = await Promise.all(
      servers.slice(0, SERVERS_ASKED_MAX).map((server) => timeAt(fetch, server)),
    );
    const isAnswered = platforms.some(({ at }) => at !== null);
    askAt = steady() + (isAnswered ? ASK_EVERY_MS : ASK_AGAIN_MS);
    const now = clock.now();
    const jumpedMs = doubting.signal.aborted ? now - (anchor.wall + steady() - anchor.steady) : 0;
    const doubt = doubtOf({ now, jumpedMs, lastWritten, platforms });
    if (isAnswered) confirmed = doubt === null;
    if (doubt !== null) doubting.abort();
    else {
      anchor = { wall: clock.now(), steady: steady() };
      if (doubting.signal.aborted) doubting = new AbortController();
    }
    return { doubt, jumpedMs, confirmed };
  }

  return {
    clock: { now: glance, sleep: (ms, signal) => clock.sleep(ms, signal) },
    examine,
    doubted: () => doubting.signal,
    async watch(servers, signal) {
      while (!signal.aborted) {
        await clock.sleep(GLANCE_EVERY_MS, signal);
        glance();
        if (!signal.aborted && steady() >= askAt) await examine(servers, null);
      }
    },
  };
}

/** Where the accounts live. In the sandbox nobody outside is asked. */
export function serversOf(settings: Settings, region: Region, sandbox: string | null): readonly string[] {
  if (sandbox !== null) return [sandbox];
  const servers = [...region.accounts.values()].map((account) => serverOf(settings, account));
  return [
    ...new Set(servers.filter((server) => URL.canParse(server)).map((server) => new URL(server).origin)),
  ];
}

/** By the `Date` of any answer, whatever it says otherwise: RFC 9110 asks every server with a clock to send one. */
async function timeAt(fetch: typeof globalThis.fetch, server: string): Promise<PlatformTime> {
  try {
    const answer = await fetch(`${server}/`, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: { 'user-agent': 'Ausrufer', 'cache-control': 'no-cache' },
    });
    // What a cache kept is as old as it says.
    const age = Number(answer.headers.get('age') ?? 0) * SECOND;
    const at = Date.parse(answer.headers.get('date') ?? '') + age;
    return { server, at: Number.isNaN(at) ? null : at, expired: false };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    return { server, at: null, expired: code === 'CERT_NOT_YET_VALID' || code === 'CERT_HAS_EXPIRED' };
  }
}
