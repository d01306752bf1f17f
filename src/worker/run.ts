import { changedMeanwhile } from '../app/deliver-change.ts';
import { deliverAndPlan } from '../app/deliver-now.ts';
import type { Files } from '../app/files.ts';
import type { Loaded } from '../app/load.ts';
import { ledgerName } from '../app/locate-ledgers.ts';
import type { Runtime } from '../app/runtime.ts';
import { isCurrent, openSession, type Session, type SessionParts } from '../app/session.ts';
import { type TrustedClock, timeServers } from '../app/trusted-clock.ts';
import { identifyChanged } from '../core/delivery/identity.ts';
import { reconcile, type Tick } from '../core/delivery/reconcile.ts';
import type { OpenLive } from '../core/domain/advice.ts';
import { type Instant, SECOND } from '../core/domain/clock.ts';
import { isMistake, type Mistake, nullIfWrong, OperatorError, operatorError } from '../core/domain/errors.ts';
import type { Mode } from '../core/domain/incident.ts';
import type { Entry } from '../core/ledger/entry.ts';
import { clockAlerts, lostLedgerAlerts, openLiveAlerts } from '../core/monitoring/alert-rules.ts';
import { JUMP_MS, unconfirmed, WRONG_MS } from '../core/monitoring/clock-trust.ts';
import type { Plan } from '../core/planning/plan.ts';
import { type AlertSender, alertSender } from './alert-sender.ts';
import type { OnWorkerEvent } from './events.ts';
import { type FirstReading, firstReading } from './first-reading.ts';
import { modeOf, readLimitsSoon, startWorker } from './worker.ts';

/** All that a run is given. Time, files, ledger and channels are arguments, so that the simulation runs the same worker. */
export interface Run {
  readonly runtime: Pick<Runtime, 'fetch' | 'steady' | 'schedule' | 'signal'>;
  readonly clock: TrustedClock;
  readonly read: () => Promise<Loaded>;
  readonly parts: SessionParts;
  /** When the ledger of a mode was last worked with; null where it never was, or there is none. */
  readonly lastTick: (files: Files, mode: Mode) => Promise<Instant | null>;
  /** Finds the open actions of the live incident, for an exercise or the sandbox. */
  readonly openLive: (files: Files, mode: Mode, now: Instant) => Promise<OpenLive | null>;
  /** Calls `changed` soon after the state file changed. */
  readonly watch: (changed: () => void, signal: AbortSignal) => void;
  /** Reads the accounts before anything is sent, and takes over what is there. */
  readonly adopt: boolean;
  readonly onEvent: OnWorkerEvent;
}

/** Between two questions to the platforms while the clock is in doubt. */
const EXAMINE_EVERY_MS = 15 * SECOND;
/** Before a session that could not be opened is tried again. */
const REOPEN_AFTER_MS = 15 * SECOND;
/** A command that changes the mode has the ledger of the new one only until it has delivered. */
const IN_USE_FOR_MS = SECOND;

/**
 * Works one session after another until the program is told to end. Throws an OperatorError where the first session cannot
 * be opened.
 */
export async function runUntilEnded(run: Run): Promise<void> {
  const { signal } = run.runtime;
  const first = firstReading(run.adopt, run.onEvent);
  let mode: Mode | null = null;
  let before: Session | null = null;
  while (!signal.aborted) {
    const { reading, files } = await run.read();
    mode = modeOf(reading) ?? mode ?? (await lastMode(run, files));
    const isFirst = before === null;
    try {
      await using session: Session = await openSession(run.parts, files, mode, before);
      run.onEvent({ kind: 'session-opened', session, before });
      before = session;
      try {
        await workSession(run, session, first);
      } finally {
        run.onEvent({ kind: 'session-closed' });
      }
    } catch (error) {
      if (isFirst) throw error;
      const isInUse = isMistake(error, 'worker-running');
      run.onEvent(isInUse ? { kind: 'ledger-in-use' } : { kind: 'failed', error });
      await run.clock.clock.sleep(isInUse ? IN_USE_FOR_MS : REOPEN_AFTER_MS, signal);
    }
  }
}

/** The mode that was worked in last, for a start with a file that cannot be read. */
async function lastMode(run: Run, files: Files): Promise<Mode> {
  // A live ledger that cannot be read says so: nobody takes it for one that was never worked with.
  const live = await run.lastTick(files, 'live');
  const exercise = await run.lastTick(files, 'exercise').catch(nullIfWrong);
  return (exercise ?? 0) > (live ?? 0) ? 'exercise' : 'live';
}

/** Works a session until it is outdated or the program ends. While the clock is in doubt nothing is planned or sent. */
async function workSession(run: Run, session: Session, first: FirstReading): Promise<void> {
  const { signal } = run.runtime;
  const alerts = alertsOf(run, session);
  let isOutdated = false;
  while (!isOutdated && !signal.aborted) {
    isOutdated = await untilTrusted(run, session, alerts);
    if (signal.aborted || isOutdated) return;
    isOutdated = await workWhileTrusted(run, session, first, alerts);
  }
}

/** True where the session is outdated; false where the clock is in doubt or the program ends. */
async function workWhileTrusted(
  run: Run,
  session: Session,
  first: FirstReading,
  alerts: AlertSender,
): Promise<boolean> {
  const { runtime, clock, onEvent } = run;
  const ended = new AbortController();
  const ending = AbortSignal.any([runtime.signal, clock.doubted(), ended.signal]);
  const { ledger } = session;
  const rounds = new Set<Promise<void>>();
  const tell = (round: Promise<void>) => {
    rounds.add(round);
    void round
      .catch((error: unknown) => onEvent({ kind: 'failed', error }))
      .finally(() => rounds.delete(round));
  };
  const worker = startWorker({
    session,
    read: run.read,
    schedule: runtime.schedule,
    firstReading: first,
    onEvent,
    ticked: (tick, isWell) =>
      tell(
        noteOpenLive(run, session).then(async (isNoted) => {
          await alerts.send();
          if (isNoted && tick.kind !== 'broken' && isWell) await alerts.ping();
        }),
      ),
    refused: (mistake) =>
      tell(ledger.recordAlerts(lostLedgerAlerts(mistake), clock.clock.now()).then(() => alerts.send())),
  });
  run.watch(worker.tick, ending);
  const watching = clock.watch(timeServers(session), ending);
  const stopped = new Promise<false>((resolve) => {
    // In the same instant: the caller that noticed the doubt may be about to write something by this clock.
    const stop = () => void worker.close().then(() => resolve(false));
    if (ending.aborted) stop();
    else ending.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([worker.outdated.then(() => true), stopped]);
  } finally {
    await worker.close();
    ended.abort();
    await Promise.allSettled([...rounds, watching]);
  }
}

/**
 * Resolves once the clock can be trusted or the program ends. Until then staff are told, and the files are read only to see
 * whether the session is outdated: then it resolves with true.
 */
async function untilTrusted(run: Run, session: Session, alerts: AlertSender): Promise<boolean> {
  const { signal } = run.runtime;
  while (!signal.aborted) {
    const doubt = await examineClock(run, session);
    if (doubt === null) return false;
    await alerts.send();
    await run.clock.clock.sleep(EXAMINE_EVERY_MS, signal);
    const { reading, files } = await run.read();
    if (!isCurrent(session, files, modeOf(reading) ?? session.mode)) return true;
  }
  return false;
}

async function examineClock(run: Run, session: Session): Promise<Mistake | null> {
  const { ledger } = session;
  const { clock } = run.clock;
  const lastWritten = await ledger.lastWritten();
  const servers = timeServers(session);
  const { doubt: found, jumpedMs, isConfirmed } = await run.clock.examine(servers, lastWritten);
  const now = clock.now();
  const doubt = found ?? (isConfirmed || servers.length === 0 ? null : unconfirmed(now));
  run.onEvent({ kind: 'clock', doubt, jumpedMs });
  // The machine slept, or another process that has ended since wrote by a clock that was ahead.
  const hasJumped = Math.abs(jumpedMs) > JUMP_MS || (lastWritten ?? now) - now > WRONG_MS;
  if (doubt === null && hasJumped) await ledger.renewQuiet(now);
  await ledger.recordAlerts(clockAlerts(doubt), now);
  return doubt;
}

/**
 * In an exercise or the sandbox nobody works on the live ledger: a worker that does tells what is open in it. False where it
 * could not be read.
 */
async function noteOpenLive(run: Run, { files, mode, ledger }: Session): Promise<boolean> {
  if (mode !== 'exercise' && !files.settings.sandbox) return true;
  const now = run.clock.clock.now();
  try {
    await ledger.recordAlerts(openLiveAlerts(await run.openLive(files, mode, now)), now);
    return true;
  } catch (error) {
    run.onEvent({ kind: 'failed', error });
    return false;
  }
}

function alertsOf({ runtime, clock, onEvent }: Run, session: Session): AlertSender {
  return alertSender({
    runtime: { fetch: runtime.fetch, steady: runtime.steady, clock: clock.clock },
    settings: session.files.settings,
    redact: session.files.redact,
    ledger: session.ledger,
    where: ledgerName(session.files.settings, session.mode),
    region: session.files.region,
    onEvent,
  });
}

/** The findings of a single round, and what it left. */
interface Round {
  readonly tick: Tick;
  /** The plan after the round; null where the files are broken. */
  readonly left: Plan | null;
  /** The entries of the incident in the ledger after the round. */
  readonly entries: readonly Entry[];
  /** Whether staff are told that what is approved does not get out. */
  readonly undone: boolean;
}

/** How often others may write another version of the state file down during one round. */
const READINGS_MAX = 5;

/**
 * One tick and everything that can be delivered now. Throws `clock-wrong`, `ledger-empty`, what opening a session throws,
 * and `changed-meanwhile` where the files no longer are those of the session.
 */
export async function runOnce(run: Run): Promise<Round> {
  const { reading, files } = await run.read();
  const mode = modeOf(reading) ?? (await lastMode(run, files));
  await using session = await openSession(run.parts, files, mode, null);
  run.onEvent({ kind: 'session-opened', session, before: null });
  const alerts = alertsOf(run, session);
  await refuseWrongClock(run, session, alerts);
  const first = firstReading(run.adopt, run.onEvent);
  await readLimitsSoon(session, run.runtime.signal);
  for (let readings = 0; readings < READINGS_MAX; readings++) {
    const round = await roundOf(run, session, first, alerts);
    if (round !== null) return round;
  }
  throw operatorError('state-changing.worker');
}

/** Null where everything must be read again. */
async function roundOf(
  run: Run,
  session: Session,
  first: FirstReading,
  alerts: AlertSender,
): Promise<Round | null> {
  const { signal } = run.runtime;
  const { ledger, delivery } = session;
  const over = await ledger.lastAccepted();
  const { reading, files } = await run.read();
  if (!isCurrent(session, files, modeOf(reading) ?? session.mode)) throw changedMeanwhile();
  const examined = await first.examine(reading, delivery, over, signal);
  if (examined === 'read-again') return null;
  // Once something is written down the ledger is no longer new, and the accounts would not be read the next time.
  if (signal.aborted) return { tick: { kind: 'unchanged' }, left: null, entries: [], undone: false };
  if (examined === 'send' && !files.settings.sandbox)
    await identifyChanged(delivery, files.region.accounts.values(), signal);
  const tick = await reconcile(reading, ledger, await trustedNow(run, session, alerts), over.number);
  if (tick.kind === 'planned' && tick.accepted === null) return null;
  run.onEvent({ kind: 'ticked', tick, isWell: true });
  const accepted = tick.kind === 'planned' ? (tick.accepted ?? over.number) : over.number;
  const planAgain = async () => {
    if (tick.kind === 'planned' && (await run.read()).reading !== reading) return null;
    return reconcile(reading, ledger, await trustedNow(run, session, alerts), accepted);
  };
  const planned =
    examined === 'send'
      ? await deliverAndPlan(delivery, AbortSignal.any([signal, run.clock.doubted()]), planAgain)
      : await planAgain();
  const after = planned ?? tick;
  const isNoted = await noteOpenLive(run, session);
  await alerts.send();
  if (isNoted && tick.kind === 'planned') await alerts.ping();
  const now = run.clock.clock.now();
  const undone = (await ledger.openAlerts()).some(
    ({ reason, dueAt }) => dueAt <= now && (reason.code === 'undone' || reason.code === 'breaker'),
  );
  if (after.kind === 'broken') return { tick, left: null, entries: [], undone };
  const { entries, earlier } = await ledger.view(after.configuration.state.incident.id);
  return { tick, left: after.plan, entries: [...entries, ...earlier], undone };
}

/** Adopting and delivering take time. The clock must be trusted after them too before it decides anything. */
async function trustedNow(run: Run, session: Session, alerts: AlertSender): Promise<Instant> {
  const { clock } = run.clock;
  clock.now();
  if (run.clock.doubted().aborted) await refuseWrongClock(run, session, alerts);
  return clock.now();
}

/** Throws `clock-wrong`, and tells staff, where the clock cannot be trusted. */
async function refuseWrongClock(run: Run, session: Session, alerts: AlertSender): Promise<void> {
  const doubt = await examineClock(run, session);
  if (doubt === null) return;
  await alerts.send();
  throw new OperatorError([doubt]);
}
