import { SECOND } from '../core/domain/clock.ts';
import { operatorError } from '../core/domain/errors.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import { clockAlerts } from '../core/monitoring/alert-rules.ts';
import { JUMP_MS, jumpWords } from '../core/monitoring/clock-trust.ts';
import type { Log } from './log.ts';
import type { Session } from './session.ts';
import type { TrustedClock } from './trusted-clock.ts';

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

/**
 * Resolves once the clock can be believed, or `signal` aborts. Until then staff are told, and nothing else is done. What a
 * clock that was wrong brought about in the ledger is taken back; where it was right all along, nothing is.
 */
export async function untilBelieved(watch: Watch, signal: AbortSignal): Promise<void> {
  const { trustedClock, session, servers, log, doubted } = watch;
  const { ledger, alertSender } = session;
  const { clock } = trustedClock;
  while (!signal.aborted) {
    const { doubt, jumpedMs, wasWrong } = await trustedClock.examine(servers, await ledger.lastWritten());
    doubted(doubt !== null);
    if (doubt === null) {
      if (Math.abs(jumpedMs) > JUMP_MS)
        log.note(
          'clock-jumped',
          `The clock jumped ${jumpWords(jumpedMs)}, and the platforms say that it is right now.`,
        );
      if (wasWrong) await ledger.setRight(clock.now());
      else if (jumpedMs > JUMP_MS) await ledger.renewQuiet(clock.now());
      await ledger.recordAlerts(clockAlerts(null), clock.now());
      return;
    }
    await ledger.recordAlerts(clockAlerts(doubt), clock.now());
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
  const { doubt, wasWrong } = await trustedClock.examine(servers, await ledger.lastWritten());
  if (doubt !== null) throw operatorError('clock-wrong', doubt.what, doubt.advice);
  if (wasWrong) await ledger.setRight(trustedClock.clock.now());
}
