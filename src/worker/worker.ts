import cron from 'node-cron';
import { type AccountQueue, accountQueue, wakeDue } from '../core/delivery/account-queue.ts';
import type { DeliveryContext } from '../core/delivery/context.ts';
import { deliverAll } from '../core/delivery/deliver.ts';
import { type ConfigurationReading, reconcile, type Tick } from '../core/delivery/reconcile.ts';
import { type Instant, MINUTE, SECOND } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import type { Examined } from './first-reading.ts';

/** What a worker is given. `read` reads everything that people wrote, anew. */
export interface Work {
  readonly delivery: DeliveryContext;
  readonly ledger: Ledger;
  readonly read: () => Promise<ConfigurationReading>;
  /** Whether this world's posts stand in this worker's ledger: an exercise has another than the real thing. */
  readonly belongs: (configuration: Configuration) => boolean;
  /** Told when they don't: nothing was written, and this worker should be closed. */
  readonly moved: () => void;
  /** Asked before a reading is written down. */
  readonly examined: (reading: ConfigurationReading) => Promise<Examined>;
  readonly ticked: (tick: Tick) => void;
  readonly failed: (error: unknown) => void;
}

/** Ticks and deliveries until it is closed. */
export interface Worker {
  /** Asks for a tick, soon; several asked for at once are one. */
  tick(): void;
  /** Nothing new is sent; resolves once what is on the wire is settled. */
  close(): Promise<void>;
}

const WAIT_LEAST_MS = 250;
const WAIT_MOST_MS = 10 * MINUTE;

/**
 * The worker of one process. `schedule` is cron, in UTC: in a zone with summer time node-cron skips an hour of ticks.
 * A tick that fails is reported and the next one comes; so is a delivery.
 */
export function startWorker(work: Work, schedule: string): Worker {
  const { delivery, ledger } = work;
  const ending = new AbortController();
  const queue: AccountQueue = accountQueue(
    delivery.settings.accountsAtOnce,
    async (account) => {
      const worked = await deliverAll(delivery, account, ending.signal);
      // What was delivered may be what something else on the account waited for, or may leave a time to come back at.
      if (worked && !ending.signal.aborted) await wake();
    },
    (error) => work.failed(error),
  );
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let again = false;

  async function wake(): Promise<void> {
    const now = delivery.clock.now();
    const next = await wakeDue(ledger, queue, now);
    if (ending.signal.aborted) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void wake().catch(work.failed), waitUntil(next, now));
  }

  async function tickOnce(): Promise<void> {
    try {
      const over = await ledger.versionAccepted();
      const reading = await work.read();
      if (ending.signal.aborted) return;
      if (reading.kind === 'configuration' && !work.belongs(reading.configuration)) return work.moved();
      const examined = await work.examined(reading);
      if (examined === 'read-anew') {
        again = true;
        return;
      }
      const now = delivery.clock.now();
      if (ending.signal.aborted) return;
      const done = await reconcile(reading, ledger, now, over);
      if (done.kind === 'planned' && done.accepted === null) again = true;
      else work.ticked(done);
      if (examined === 'send') await wake();
    } catch (error) {
      work.failed(error);
    }
  }

  function tick(): void {
    if (ending.signal.aborted) return;
    if (running) {
      again = true;
      return;
    }
    running = tickOnce().finally(() => {
      running = null;
      if (again) {
        again = false;
        tick();
      }
    });
  }

  const scheduled = cron.schedule(schedule, tick, { timezone: 'UTC' });
  tick();
  return {
    tick,
    async close() {
      ending.abort();
      if (timer) clearTimeout(timer);
      await scheduled.destroy();
      await queue.close();
      await running;
    },
  };
}

function waitUntil(next: Instant | null, now: Instant): number {
  if (next === null) return WAIT_MOST_MS;
  return Math.min(WAIT_MOST_MS, Math.max(WAIT_LEAST_MS, next - now + SECOND / 100));
}
