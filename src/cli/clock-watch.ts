import { SECOND } from '../clock.ts';
import { clockConcern } from '../concerns.ts';
import { operatorError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import type { Session } from './session.ts';
import type { Timekeeper } from './timekeeper.ts';

/** Between two questions to the platforms while the clock is in doubt. */
const EXAMINE_EVERY_MS = 15 * SECOND;

/**
 * Resolves once the clock can be believed, or `signal` aborts. Until then staff are told, and nothing else is done. What a
 * wrong clock brought about in the ledger is taken back.
 */
export async function untilBelieved(
  timekeeper: Timekeeper,
  session: Session,
  servers: readonly string[],
  signal: AbortSignal,
  doubting: (isInDoubt: boolean) => void,
): Promise<void> {
  const { ledger, herald } = session;
  const { clock } = timekeeper;
  const hadDoubts = timekeeper.doubted().aborted;
  let isTold = false;
  while (!signal.aborted) {
    const doubt = await timekeeper.examine(servers, await ledger.lastWritten());
    doubting(doubt !== null);
    if (doubt === null) {
      await setRight(ledger, clock.now(), hadDoubts || isTold);
      await ledger.noteConcerns([], ['machine'], clock.now());
      return;
    }
    await ledger.noteConcerns([clockConcern(doubt)], ['machine'], clock.now());
    await herald.tell();
    isTold = true;
    await clock.sleep(EXAMINE_EVERY_MS, signal);
  }
}

/** For a single round: throws `clock-wrong` where the clock can't be believed. */
export async function refuseWrongClock(
  timekeeper: Timekeeper,
  ledger: Ledger,
  servers: readonly string[],
): Promise<void> {
  const doubt = await timekeeper.examine(servers, await ledger.lastWritten());
  if (doubt !== null) throw operatorError('clock-wrong', doubt.what, doubt.advice);
  await setRight(ledger, timekeeper.clock.now(), false);
}

async function setRight(ledger: Ledger, now: number, hadDoubts: boolean): Promise<void> {
  if (hadDoubts || ((await ledger.lastWritten()) ?? 0) > now) await ledger.setRight(now);
}
