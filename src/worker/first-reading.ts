import { adoptTimelines, refuseSayingAgain } from '../app/adopt-timelines.ts';
import { suspectsIn } from '../core/delivery/adopt.ts';
import type { DeliveryContext } from '../core/delivery/context.ts';
import type { ConfigurationReading } from '../core/delivery/reconcile.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import { plan } from '../core/planning/plan.ts';
import type { Log } from './log.ts';

/** Nothing is said again that stood on the accounts before a ledger began. */
export interface FirstReading {
  /**
   * Examines a reading before any of it is written down, until one of a live or exercise incident was examined for this
   * ledger: a draft or a broken file proves nothing. Adopts first where the run is to. Throws `ledger-empty`.
   */
  examine(reading: ConfigurationReading, delivery: DeliveryContext, signal: AbortSignal): Promise<Examined>;
}

/**
 * `wait`: it may be written down, but nothing may be sent before the accounts were read that are to be. `read-anew`: the
 * examination may have taken minutes, in which people may have stopped everything: the reading is too old to be used.
 */
export type Examined = 'send' | 'wait' | 'read-anew';

/** Of one run: what it is to adopt it adopts in whichever of its sessions first can. */
export function firstReadingFor(log: Log, adopt: boolean): FirstReading {
  const examined = new WeakSet<Ledger>();
  let toAdopt = adopt;
  let draftAdopted = false;
  return {
    async examine(reading, delivery, signal) {
      const known = toAdopt ? 'wait' : 'send';
      if (reading.kind === 'broken') return known;
      const { configuration } = reading;
      const { ledger, clock } = delivery;
      const isDraft = configuration.state.incident.mode === 'draft';
      if (examined.has(ledger) || (isDraft && (!toAdopt || draftAdopted))) return known;
      if (toAdopt) await adoptTimelines(delivery, configuration, log, signal);
      else {
        const now = clock.now();
        const view = await ledger.view(configuration.state.incident.id);
        await refuseSayingAgain(
          delivery,
          configuration,
          suspectsIn(configuration, view, plan(configuration, view, now), now),
          signal,
        );
      }
      if (signal.aborted) return 'wait';
      // What is added to a draft before it goes live may stand on the accounts as well.
      if (isDraft) draftAdopted = true;
      else {
        toAdopt = false;
        examined.add(ledger);
      }
      return 'read-anew';
    },
  };
}
