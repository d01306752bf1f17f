import { adoptTimelines, refuseSayingAgain } from '../app/adopt-timelines.ts';
import { suspectsIn } from '../core/delivery/adopt.ts';
import type { Courier } from '../core/delivery/context.ts';
import type { WorldReading } from '../core/delivery/reconcile.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import { plan } from '../core/planning/plan.ts';
import type { Journal } from './log.ts';

/** Nothing is said again that stood on the accounts before a ledger began. */
export interface Beginning {
  /**
   * Examines a reading before any of it is written down, until one of a live or exercise incident was examined for this
   * ledger: a draft or a broken file proves nothing. Adopts first where the run is to. Throws `ledger-empty`.
   */
  examine(reading: WorldReading, courier: Courier, signal: AbortSignal): Promise<Examined>;
}

/**
 * `wait`: it may be written down, but nothing may be sent before the accounts were read that are to be. `read-anew`: the
 * examination may have taken minutes, in which people may have stopped everything: the reading is too old to be used.
 */
export type Examined = 'send' | 'wait' | 'read-anew';

/** Of one run: what it is to adopt it adopts in whichever of its sessions first can. */
export function beginningFor(journal: Journal, adopt: boolean): Beginning {
  const examined = new WeakSet<Ledger>();
  let toAdopt = adopt;
  let draftAdopted = false;
  return {
    async examine(reading, courier, signal) {
      const known = toAdopt ? 'wait' : 'send';
      if (reading.kind === 'broken') return known;
      const { world } = reading;
      const { ledger, clock } = courier;
      const isDraft = world.state.incident.mode === 'draft';
      if (examined.has(ledger) || (isDraft && (!toAdopt || draftAdopted))) return known;
      if (toAdopt) await adoptTimelines(courier, world, journal, signal);
      else {
        const now = clock.now();
        const view = await ledger.view(world.state.incident.id);
        await refuseSayingAgain(courier, world, suspectsIn(world, view, plan(world, view, now), now), signal);
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
