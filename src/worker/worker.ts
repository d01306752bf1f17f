import type { Loaded } from '../app/load.ts';
import type { Runtime } from '../app/runtime.ts';
import { isCurrent, type Session } from '../app/session.ts';
import { accountQueue, serversIn, wakeDue } from '../core/delivery/account-queue.ts';
import type { DeliveryContext } from '../core/delivery/context.ts';
import { deliverNext } from '../core/delivery/deliver.ts';
import { identifyAhead } from '../core/delivery/identity.ts';
import { reconcile, type Tick } from '../core/delivery/reconcile.ts';
import { readServerLimits } from '../core/delivery/server-limits.ts';
import { type Clock, type Instant, MINUTE, SECOND } from '../core/domain/clock.ts';
import { isMistake, type Mistake } from '../core/domain/errors.ts';
import type { Mode } from '../core/domain/incident.ts';
import { sha256 } from '../core/domain/post-key.ts';
import type { Planning } from '../core/ledger/turn.ts';
import { quietUntil } from '../core/monitoring/quiet-until.ts';
import type { OnWorkerEvent } from './events.ts';
import type { FirstReading } from './first-reading.ts';

/** All that a worker works with, for one session. */
export interface Work {
  readonly session: Session;
  /** Reads everything that people wrote. */
  readonly read: () => Promise<Loaded>;
  readonly schedule: Runtime['schedule'];
  readonly firstReading: FirstReading;
  readonly onEvent: OnWorkerEvent;
  /**
   * Called when a tick was written down and what was due is on its way, or left to the worker that planned it. `isWell`: no
   * delivery failed since the last one.
   */
  readonly ticked: (tick: Tick, isWell: boolean) => void;
  /** Called with every tick in which the ledger may have been lost (`ledger-empty`): nothing is written down or sent. */
  readonly refused: (mistake: Mistake) => void;
}

/** Ticks and deliveries of one session. */
export interface Worker {
  /** Asks for a tick soon. Several asked for at once are one. */
  tick(): void;
  /** Resolves when the files or the mode are no longer those of the session. */
  readonly outdated: Promise<void>;
  /** Takes nothing new. Resolves once what is on the wire is settled. */
  close(): Promise<void>;
}

const WAIT_LEAST_MS = 250;
const WAIT_MOST_MS = 10 * MINUTE;
/** How often a worker looks whether people decided something that posts wait for. */
const DECISIONS_EVERY_MS = 2 * SECOND;
/** A server that does not say in this time how long its texts may be is asked again later: a plan does not wait for it. */
const LIMITS_MS_MAX = 5 * SECOND;
/** Timers may fire a little early. */
const TIMER_SLACK_MS = 10;
/** How much later a worker begins whose plan another made, which is at work already. */
const STANDBY_MS = 5 * SECOND;
/** How often a worker that waits for another's plan asks whether it is there. */
const TURN_EVERY_MS = 100;

/** Works a session until it is closed. A tick or a delivery that fails is reported, and the next one comes. */
export function startWorker(work: Work): Worker {
  const { session, onEvent } = work;
  const { ledger, files } = session;
  const delivery: DeliveryContext = {
    ...session.delivery,
    onStep(step) {
      session.delivery.onStep(step);
      // All accounts of its server waited for it.
      if (step.kind === 'breaker-closed') void wake().catch(failed);
      if (step.kind === 'parted') ticks.ask();
    },
  };
  const { clock } = delivery;
  const ending = new AbortController();
  const outdated = Promise.withResolvers<void>();
  const failed = (error: unknown) => onEvent({ kind: 'failed', error });
  const alarm = alarmClock(clock, ending.signal, () => void wake().catch(failed));
  const ticks = rounds(tickOnce, ending.signal);
  const queue = accountQueue(
    files.settings.accountsAtOnce,
    serversIn(delivery),
    async (account) => {
      const step = await deliverNext(delivery, account, ending.signal);
      if (ending.signal.aborted) return;
      // Another post of the account may have waited for what was delivered, or it may leave a time to come back at.
      const next = await ledger.nextDueOn(account);
      const now = clock.now();
      if (next !== null && next > now) alarm.set(next);
      else if (next !== null && step !== null) queue.wake(account);
    },
    (error) => {
      isWell = false;
      failed(error);
    },
  );
  let isWell = true;
  const beganAt = clock.now();
  /** Whether the last tick had to plan, or what spared it. */
  let turn: Awaited<ReturnType<typeof turnFor>> = 'ours';
  let watching = new AbortController();
  let ahead: Promise<void> | null = null;

  /** Wakes all accounts that have something to do, and itself when the next ones have. */
  async function wake(): Promise<void> {
    alarm.reset();
    const now = clock.now();
    const isStandby = turn === 'planned-elsewhere';
    const next = (await wakeDue(ledger, queue, now, isStandby)) ?? now + WAIT_MOST_MS;
    alarm.set(isStandby ? next + STANDBY_MS : next);
  }

  /**
   * Asks for a tick once somebody decided something, perhaps in another process, or an unknown outcome settled: what waited
   * for it need not wait for the next minute.
   */
  async function tickOnceDecided(before: string): Promise<void> {
    watching.abort();
    watching = new AbortController();
    const signal = AbortSignal.any([watching.signal, ending.signal]);
    while (!signal.aborted) {
      await clock.sleep(DECISIONS_EVERY_MS, signal);
      if (!signal.aborted && (await ledger.decisions()) !== before) return ticks.ask();
    }
  }

  function tickOnce(): Promise<void> {
    const ticked = tickNow().catch(async (error: unknown) => {
      failed(error);
      if (isMistake(error, 'ledger-empty')) for (const mistake of error.mistakes) work.refused(mistake);
      if (ending.signal.aborted) return;
      // Where the ledger cannot be reached, the files may name another by now.
      const { reading, files } = await work.read();
      if (!isCurrent(session, files, modeOf(reading) ?? session.mode)) outdated.resolve();
    });
    return ticked.catch(failed);
  }

  /** Nothing is written down for a session that is no longer current: the next one reads it again. */
  async function tickNow(): Promise<void> {
    if (turn === 'ours') await readLimitsSoon(session, ending.signal);
    // The next tick finds what changes from now on; a decision brings that tick about.
    const changes = await ledger.changes();
    const decided = await ledger.decisions();
    const over = await ledger.lastAccepted();
    const loaded = await work.read();
    const { reading } = loaded;
    if (ending.signal.aborted) return;
    if (!isCurrent(session, loaded.files, modeOf(reading) ?? session.mode)) return outdated.resolve();
    const examined = await work.firstReading.examine(reading, delivery, over, ending.signal);
    const inputs = examined === 'send' ? inputsOf(loaded) : null;
    const planning = inputs === null ? null : { ...inputs, changes, since: beganAt, by: delivery.name };
    turn = planning === null ? 'ours' : await turnFor(planning);
    if (examined === 'read-again' || turn === 'read-again') return ticks.ask();
    const now = clock.now();
    if (ending.signal.aborted) return;
    const goOn = async (error: unknown): Promise<never> => {
      // Approved posts go out, whatever part of a tick fails. The ledger may not know yet that the file is a draft.
      if (examined === 'send' && modeOf(reading) !== 'draft') await wake().catch(failed);
      throw error;
    };
    const tick: Tick =
      turn === 'ours' ? await reconcile(reading, ledger, now, over.number).catch(goOn) : { kind: turn };
    if (tick.kind === 'planned' && tick.accepted === null) return ticks.ask();
    const wasWell = isWell;
    isWell = true;
    onEvent({ kind: 'ticked', tick, isWell: wasWell });
    if (tick.kind !== 'unchanged' && isAwaited(tick)) void tickOnceDecided(decided).catch(failed);
    if (examined === 'send' && turn === 'planned-elsewhere') alarm.set(now + STANDBY_MS);
    else if (examined === 'send') await wake();
    if (examined === 'send' && !files.settings.sandbox)
      ahead ??= identifyAhead(delivery, files.region.accounts.values(), ending.signal)
        .catch(failed)
        .finally(() => {
          ahead = null;
        });
    work.ticked(tick, wasWell);
    if (planning !== null && tick.kind === 'planned')
      await ledger.endTurn(planning, now, quietUntil(tick.configuration, tick.view, tick.plan, now));
  }

  /** Waits for another worker that plans the same. If that worker never finishes, what was read is too old to be planned. */
  async function turnFor(planning: Planning) {
    for (let waited = false; !ending.signal.aborted; waited = true) {
      const turn = await ledger.takeTurn(planning, clock.now());
      if (turn !== 'underway') return waited && turn === 'ours' ? 'read-again' : turn;
      await clock.sleep(TURN_EVERY_MS, ending.signal);
    }
    return 'read-again';
  }

  work.schedule(files.settings.tick, ticks.ask, ending.signal);
  ticks.ask();
  return {
    tick: ticks.ask,
    outdated: outdated.promise,
    async close() {
      ending.abort();
      await queue.close();
      await ticks.running();
      await ahead;
    },
  };
}

/** Rings at the first of the times that it was set to since it was reset, but not in the same moment. */
function alarmClock(clock: Clock, ending: AbortSignal, ring: () => void) {
  let at = Number.POSITIVE_INFINITY;
  let timer = new AbortController();
  return {
    set(next: Instant): void {
      const now = clock.now();
      const wait = Math.min(WAIT_MOST_MS, Math.max(WAIT_LEAST_MS, next - now + TIMER_SLACK_MS));
      if (ending.aborted || now + wait >= at) return;
      at = now + wait;
      timer.abort();
      timer = new AbortController();
      const signal = AbortSignal.any([timer.signal, ending]);
      void clock.sleep(wait, signal).then(() => (signal.aborted ? undefined : ring()));
    },
    reset(): void {
      at = Number.POSITIVE_INFINITY;
      timer.abort();
    },
  };
}

/** Works one round after another: several that are asked for during one are one more. `round` never rejects. */
function rounds(round: () => Promise<void>, ending: AbortSignal) {
  let running: Promise<void> | null = null;
  let again = false;
  function ask(): void {
    again = running !== null;
    if (ending.aborted || running) return;
    running = round().finally(() => {
      running = null;
      if (again) ask();
    });
  }
  return { ask, running: () => running };
}

/** Digests of everything that was read. Null if anything has a mistake, because it may be right at another time. */
function inputsOf({ files, reading }: Loaded): Pick<Planning, 'inputs' | 'decides'> | null {
  if (reading.kind === 'broken' || reading.mistakes || reading.configuration.state.broken.size > 0)
    return null;
  const { digest } = reading.configuration.state;
  return {
    inputs: sha256(`${files.digest} ${digest}`),
    decides: { ...files.decides, incident: digest.slice(0, 16) },
  };
}

/** Whether something waits that a decision may let go. */
function isAwaited(tick: Tick): boolean {
  return tick.kind !== 'planned' || tick.plan.posts.length + tick.plan.held.length > 0;
}

/** Before the files are read: people may change them while a server is asked. */
export function readLimitsSoon({ files, delivery }: Session, signal: AbortSignal): Promise<void> {
  const soon = AbortSignal.any([signal, AbortSignal.timeout(LIMITS_MS_MAX)]);
  return readServerLimits(delivery, files.region.accounts.values(), soon);
}

/** The mode of the state file; null where it cannot be read. */
export function modeOf(reading: Loaded['reading']): Mode | null {
  return reading.kind === 'configuration' ? reading.configuration.state.incident.mode : null;
}
