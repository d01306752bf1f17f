import { SECOND } from '../core/domain/clock.ts';
import { operatorError } from '../core/domain/errors.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import { clockAlerts } from '../core/monitoring/alert-rules.ts';
import { JUMP_MS, jumpWords, unconfirmed, WRONG_MS } from '../core/monitoring/clock-trust.ts';
import type { Log } from './log.ts';
import type { Session } from './session.ts';
import type { Examination, TrustedClock } from './trusted-clock.ts';

/** Between two questions to the platforms while the clock is in doubt. */
const EXAMINE_EVERY_MS = 15 * SECOND;

export interface Watch {
  readonly trustedClock: TrustedClock;
  readonly session: Session;
  /** Who is asked what time it is. */
  readonly servers: readonly string[];
  readonly log: Log;
  readonly doubted: (isInDoubt: boolean) => void;
}

/** Resolves once the clock can be believed, or `signal` aborts. Until then staff are told, and nothing else is done. */
export async function untilBelieved(watch: Watch, signal: AbortSignal): Promise<void> {
  const { trustedClock, session, servers, log, doubted } = watch;
  const { ledger, alertSender } = session;
  const { clock } = trustedClock;
  while (!signal.aborted) {
    const { doubt, jumpedMs } = await examined(trustedClock, ledger, servers);
    doubted(doubt !== null);
    await ledger.recordAlerts(clockAlerts(doubt), clock.now());
    if (doubt === null) {
      if (Math.abs(jumpedMs) > JUMP_MS)
        log.note(
          'clock-jumped',
          `The clock jumped ${jumpWords(jumpedMs)}, and the platforms say that it is right now.`,
        );
      return;
    }
    await alertSender.tell();
    await clock.sleep(EXAMINE_EVERY_MS, signal);
  }
}

/** For a single round: throws `clock-wrong` where the clock can't be believed. */
export async function refuseWrongClock(
  trustedClock: TrustedClock,
  ledger: Ledger,
  servers: readonly string[],
): Promise<void> {
  const { doubt } = await examined(trustedClock, ledger, servers);
  if (doubt !== null) throw operatorError('clock-wrong', doubt.what, doubt.advice);
}

async function examined(
  trustedClock: TrustedClock,
  ledger: Ledger,
  servers: readonly string[],
): Promise<Pick<Examination, 'doubt' | 'jumpedMs'>> {
  const lastWritten = await ledger.lastWritten();
  const { doubt, jumpedMs, confirmed } = await trustedClock.examine(servers, lastWritten);
  const now = trustedClock.clock.now();
  if (doubt !== null) return { doubt, jumpedMs };
  if (!confirmed && servers.length > 0) return { doubt: unconfirmed(now), jumpedMs };
  // Another process, which has ended since, may have written by a clock that was ahead.
  if (Math.abs(jumpedMs) > JUMP_MS || (lastWritten ?? now) - now > WRONG_MS) await ledger.renewQuiet(now);
  return { doubt, jumpedMs };
}
