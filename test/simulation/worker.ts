import { accountQueue, wakeDue } from '../../src/core/delivery/account-queue.ts';
import { type DeliveryContext, emptyMemory, type Step } from '../../src/core/delivery/context.ts';
import { deliverAll } from '../../src/core/delivery/deliver.ts';
import { type ConfigurationReading, reconcile, type Tick } from '../../src/core/delivery/reconcile.ts';
import type { Channel } from '../../src/core/domain/channel.ts';
import { type Clock, MINUTE } from '../../src/core/domain/clock.ts';
import type { Account, Region } from '../../src/core/domain/municipality.ts';
import type { Settings } from '../../src/core/domain/settings.ts';
import type { Ledger } from '../../src/core/ledger/ledger.ts';
import type { Life } from './mishaps.ts';
import { NEVER } from './time.ts';

const TICK_MS = 10 * MINUTE;
const REST_LEAST_MS = 250;

/** What a worker of the simulation is given. */
export interface Work {
  readonly name: string;
  readonly life: Life;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly settings: Settings;
  readonly region: Region;
  readonly channel: (account: Account) => Channel | null;
  readonly read: () => ConfigurationReading;
  readonly ticked: (tick: Tick) => void;
  readonly onStep: (step: Step) => void;
  /** Told of what should never happen: an error of ours. */
  readonly failed: (error: unknown) => void;
}

export interface Worker {
  /** The state file changed. */
  changed(): void;
}

/** One worker of the real core: ticks, and delivers what is due, until its life is over. */
export function startWorker(work: Work): Worker {
  const { life, clock, settings, region, failed } = work;
  const ledger = life.ledger(work.ledger);
  const delivery: DeliveryContext = {
    name: work.name,
    rehearsal: false,
    ledger,
    clock,
    settings,
    account: (id) => region.accounts.get(id) ?? null,
    channel(account) {
      const channel = work.channel(account);
      return channel && life.channel(channel);
    },
    memory: emptyMemory(),
    onStep: work.onStep,
  };
  let rest = new AbortController();
  let nextTick = clock.now();
  const queue = accountQueue(
    settings.accountsAtOnce,
    async (account) => {
      if (await deliverAll(delivery, account, NEVER)) rest.abort();
    },
    (error) => failed(error),
  );

  async function live(): Promise<void> {
    while (!life.isOver()) {
      rest = new AbortController();
      if (clock.now() >= nextTick) {
        nextTick = clock.now() + TICK_MS;
        await life.step();
        const over = await ledger.versionAccepted();
        const tick = await reconcile(work.read(), ledger, clock.now(), over);
        if (tick.kind === 'planned' && tick.accepted === null) nextTick = clock.now();
        else work.ticked(tick);
      }
      const next = await wakeDue(ledger, queue, clock.now());
      const until = Math.min(next ?? nextTick, nextTick);
      await clock.sleep(REST_LEAST_MS, NEVER);
      await clock.sleep(until - clock.now(), rest.signal);
    }
  }

  live().catch(failed);
  return {
    changed() {
      nextTick = clock.now();
      rest.abort();
    },
  };
}
