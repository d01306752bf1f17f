import type { DeliveryContext } from '../core/delivery/context.ts';
import { attend } from '../core/delivery/reconcile.ts';
import type { Instant } from '../core/domain/clock.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Rounds over all accounts before something must be wrong. */
const ROUNDS_MAX = 10_000;

/**
 * Delivers all that can be delivered at this instant, several accounts at once. Resolves with the next instant at which
 * something more can be done, or null.
 */
export async function deliverNow(delivery: DeliveryContext, signal: AbortSignal): Promise<Instant | null> {
  for (let round = 0; round < ROUNDS_MAX && !signal.aborted; round++) {
    const now = delivery.clock.now();
    const nextDue = await delivery.ledger.nextDue();
    const due = nextDue.filter((next) => next.at <= now).map((next) => next.account);
    const worked = await inTurns(due, delivery.settings.accountsAtOnce, (account) =>
      attend(delivery, account, signal),
    );
    if (!worked.includes(true)) return earliest(nextDue.map((next) => next.at).filter((at) => at > now));
  }
  return null;
}

/** On a virtual clock: delivers, moves time to the next chance, and so on, up to `until`. */
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

async function inTurns<Result>(
  accounts: readonly string[],
  atOnceMax: number,
  work: (account: string) => Promise<Result>,
) {
  const results: Result[] = [];
  const waiting = accounts.values();
  const worker = async () => {
    for (const account of waiting) results.push(await work(account));
  };
  await Promise.all(Array.from({ length: Math.min(atOnceMax, accounts.length) }, worker));
  return results;
}

function earliest(instants: readonly Instant[]): Instant | null {
  return instants.length === 0 ? null : Math.min(...instants);
}
