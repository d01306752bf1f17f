import type { Instant } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { Mistake } from '../domain/errors.ts';
import type { Ledger, LedgerView } from '../ledger/ledger.ts';
import { alertsFound, alertsWithoutFiles } from '../monitoring/alert-rules.ts';
import { type Plan, plan } from '../planning/plan.ts';
import type { Queue } from './account-queue.ts';
import type { DeliveryContext } from './context.ts';
import { deliverNext } from './deliver.ts';

/** What reading the files gave: everything, or the mistakes for which nothing new may be planned. */
export type ConfigurationReading =
  | {
      readonly kind: 'configuration';
      readonly configuration: Configuration;
      /** Of the other files, where there are some: then it is a draft, read by the last files that had none. */
      readonly mistakes?: readonly Mistake[];
    }
  | { readonly kind: 'broken'; readonly mistakes: readonly Mistake[] };

export type Tick =
  | {
      readonly kind: 'planned';
      readonly plan: Plan;
      readonly configuration: Configuration;
      /** What the plan was made from. */
      readonly view: LedgerView;
      /** The version's number; null where another one was accepted meanwhile: nothing was written, and it must be read anew. */
      readonly accepted: number | null;
    }
  | { readonly kind: 'broken'; readonly mistakes: readonly Mistake[] };

/**
 * One tick: the plan for what the files say now, written down, with everything that needs a person. A file that is broken
 * or can't be read plans nothing new; what was approved goes on, and staff are told what becomes of it. `over` is the
 * ledger's `versionAccepted` from before the files were read.
 */
export async function reconcile(
  reading: ConfigurationReading,
  ledger: Ledger,
  now: Instant,
  over: number,
): Promise<Tick> {
  if (reading.kind === 'broken') {
    await ledger.recordTick(now);
    const incident = await ledger.incidentAccepted();
    const view = incident === null ? null : await ledger.view(incident);
    await ledger.recordAlerts(alertsWithoutFiles(reading.mistakes, view, now), now);
    return reading;
  }
  const { configuration } = reading;
  const view = await ledger.view(configuration.state.incident.id);
  const planned = plan(configuration, view, now);
  const accepted = await ledger.record(planned.writes, now, over);
  if (accepted !== null && reading.mistakes) {
    const after = await ledger.view(configuration.state.incident.id);
    await ledger.recordAlerts(alertsWithoutFiles(reading.mistakes, after, now), now);
    return { kind: 'broken', mistakes: reading.mistakes };
  }
  if (accepted !== null) await ledger.recordAlerts(alertsFound(configuration, view, planned, now), now);
  return { kind: 'planned', plan: planned, configuration, view, accepted };
}

/** Wakes every account that can do something by now. Returns when the next one can, or null. */
export async function wakeDue(ledger: Ledger, queue: Queue, now: Instant): Promise<Instant | null> {
  let next: Instant | null = null;
  for (const { account, at } of await ledger.nextDue()) {
    if (at <= now) queue.wake(account);
    else next = Math.min(next ?? at, at);
  }
  return next;
}

/** Steps for one account before others have their turn; more of them wait for the next wake-up. */
const STEPS_PER_TURN_MAX = 200;

/** Does everything that can be done now for one account. True where something was done. */
export async function attend(
  delivery: DeliveryContext,
  account: string,
  signal: AbortSignal,
): Promise<boolean> {
  for (let steps = 0; steps < STEPS_PER_TURN_MAX; steps++)
    if ((await deliverNext(delivery, account, signal)) === null) return steps > 0;
  return true;
}
