import type { Instant } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { Mistake } from '../domain/errors.ts';
import type { Ledger, LedgerView } from '../ledger/ledger.ts';
import { alertsFound, alertsWithoutFiles } from '../monitoring/alert-rules.ts';
import { type Plan, plan } from '../planning/plan.ts';

/** The result of reading the files: everything, or mistakes that forbid to plan anything new. */
export type ConfigurationReading =
  | {
      readonly kind: 'configuration';
      readonly configuration: Configuration;
      /** Mistakes in other files. Then the incident is a draft, read with the last files that had none. */
      readonly mistakes?: readonly Mistake[];
    }
  | { readonly kind: 'broken'; readonly mistakes: readonly Mistake[] };

export type Tick =
  | {
      readonly kind: 'planned';
      readonly plan: Plan;
      readonly configuration: Configuration;
      /** The ledger that the plan was made from. */
      readonly view: LedgerView;
      /**
       * Number of the accepted version of the state file. Null where another version was accepted after `over`: nothing was
       * written, and the file must be read again.
       */
      readonly accepted: number | null;
    }
  | { readonly kind: 'broken'; readonly mistakes: readonly Mistake[] }
  /** Nothing was planned: neither files nor ledger changed since the tick before, and no rule had waited for this time. */
  | { readonly kind: 'unchanged' }
  /** Another worker planned the same files on the same ledger. */
  | { readonly kind: 'planned-elsewhere' };

/**
 * One tick: makes the plan for the present files, and writes it into the ledger, with every alert. Broken or unreadable files
 * plan nothing new; approved posts still go out, and alerts say so. `over`: the number of the ledger's `lastAccepted` from before
 * the files were read.
 */
export async function reconcile(
  reading: ConfigurationReading,
  ledger: Ledger,
  now: Instant,
  over: number,
): Promise<Extract<Tick, { kind: 'planned' | 'broken' }>> {
  if (reading.kind === 'broken') {
    await ledger.recordTick(now);
    const { incident } = await ledger.lastAccepted();
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
