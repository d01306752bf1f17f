import { serversIn, workEach } from '../core/delivery/account-queue.ts';
import type { DeliveryContext } from '../core/delivery/context.ts';
import { deliverNext } from '../core/delivery/deliver.ts';
import type { Instant } from '../core/domain/clock.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Rounds over all accounts; more would be a bug. */
const ROUNDS_MAX = 10_000;
/** Steps of one account in a round. */
const STEPS_MAX = 200;

/**
 * Delivers everything that can be delivered at this instant, several accounts at once. Resolves with the next instant at
 * which something can be done, or null.
 */
export async function deliverNow(delivery: DeliveryContext, signal: AbortSignal): Promise<Instant | null> {
  for (let round = 0; round < ROUNDS_MAX && !signal.aborted; round++) {
    const now = delivery.clock.now();
    const nextDue = await delivery.ledger.nextDue();
    const due = nextDue.filter((next) => next.at <= now).map((next) => next.account);
    let worked = false;
    await workEach(due, delivery.settings.accountsAtOnce, serversIn(delivery), async (account) => {
      // A platform that hangs must not hold up the posts of the others.
      for (
        let steps = 0;
        steps < STEPS_MAX && (await deliverNext(delivery, account, signal)) !== null;
        steps++
      )
        worked = true;
    });
    if (worked) continue;
    const later = nextDue.map((next) => next.at).filter((at) => at > now);
    return later.length === 0 ? null : Math.min(...later);
  }
  return null;
}

/**
 * Delivers at this instant, and has the ledger planned again, until nothing more can be done: a refusal may free what waited
 * for the refused post. `planAgain` resolves with null if the files have changed meanwhile: their earlier content is not planned
 * again. Resolves with the last plan; null if there was none.
 */
export async function deliverAndPlan<Planned>(
  delivery: DeliveryContext,
  signal: AbortSignal,
  planAgain: () => Promise<Planned | null>,
): Promise<Planned | null> {
  let steps = 0;
  let last: Planned | null = null;
  const counted: DeliveryContext = {
    ...delivery,
    onStep(step) {
      steps++;
      delivery.onStep(step);
    },
  };
  await deliverNow(counted, signal);
  for (;;) {
    const planned = await planAgain();
    if (planned === null) return last;
    last = planned;
    const before = steps;
    await deliverNow(counted, signal);
    if (steps === before) return last;
  }
}

/** Delivers on a virtual clock: moves it to the next instant at which something can be done, again and again, up to `until`. */
export async function deliverThrough(
  delivery: DeliveryContext,
  clock: VirtualClock,
  until: Instant,
  signal: AbortSignal,
): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX && !signal.aborted; round++) {
    const next = await deliverNow(delivery, signal);
    if (next === null || next > until) break;
    clock.advanceTo(next);
  }
  clock.advanceTo(until);
}
