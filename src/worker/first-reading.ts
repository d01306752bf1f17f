import { refuseSayingAgain } from '../app/deliver-change.ts';
import { adopt as adoptTimelines } from '../core/delivery/adopt.ts';
import type { DeliveryContext } from '../core/delivery/context.ts';
import type { ConfigurationReading } from '../core/delivery/reconcile.ts';
import { type Instant, MINUTE } from '../core/domain/clock.ts';
import type { AcceptedVersion, Ledger } from '../core/ledger/ledger.ts';
import type { OnWorkerEvent } from './events.ts';

/** Protects posts that were on the accounts before the ledger began from being said again. */
export interface FirstReading {
  /**
   * Examines a reading before any of it is written down, until this incident, live or an exercise, was examined for this
   * ledger: a draft or a broken file proves nothing. `accepted`: the ledger's last, from before the files were read. If that is
   * suddenly another, or none, the ledger may have been lost and begun again, and the reading is examined again. Adopts first
   * where the run is to adopt. Throws `ledger-empty`.
   */
  examine(
    reading: ConfigurationReading,
    delivery: DeliveryContext,
    accepted: AcceptedVersion,
    signal: AbortSignal,
  ): Promise<Examined>;
}

/**
 * `wait`: the reading may be written down, but nothing may be sent before the accounts were read. `read-again`: examining
 * may have taken minutes, in which people may have stopped everything, so the reading is too old to be used.
 */
type Examined = 'send' | 'wait' | 'read-again';

/** The accounts are not read every minute while a lost ledger is refused: that costs requests, on X money. */
const AGAIN_AFTER_MS = 15 * MINUTE;

/** For one run. If it is to adopt, it adopts in the first of its sessions that can. */
export function firstReading(adopt: boolean, onEvent: OnWorkerEvent): FirstReading {
  /** The incident that was examined for a ledger, and the one that this had accepted last. */
  const examined = new WeakMap<Ledger, { incident: string; accepted: string | null }>();
  const refused = new WeakMap<Ledger, { digest: string; until: Instant; error: unknown }>();
  let toAdopt = adopt;
  let draftAdopted = false;
  return {
    async examine(reading, delivery, accepted, signal) {
      const known = toAdopt ? 'wait' : 'send';
      if (reading.kind === 'broken') return known;
      const { configuration } = reading;
      const { id: incident, mode } = configuration.state.incident;
      const isDraft = mode === 'draft';
      const last = examined.get(delivery.ledger);
      if (last?.incident === incident && [incident, last.accepted].includes(accepted.incident)) {
        last.accepted = accepted.incident;
        return known;
      }
      if (isDraft && (!toAdopt || draftAdopted)) return known;
      const before = refused.get(delivery.ledger);
      if (before?.digest === configuration.state.digest && delivery.clock.now() < before.until)
        throw before.error;
      if (toAdopt) {
        const adoptions = await adoptTimelines(delivery, configuration, signal);
        if (!signal.aborted) onEvent({ kind: 'adopted', adoptions });
      } else {
        const beginning = await refuseSayingAgain(delivery, configuration, () => true, signal).catch(
          (error: unknown) => {
            const until = delivery.clock.now() + AGAIN_AFTER_MS;
            refused.set(delivery.ledger, { digest: configuration.state.digest, until, error });
            throw error;
          },
        );
        if (signal.aborted) return 'wait';
        if (beginning !== null) await delivery.ledger.adopt(beginning, delivery.clock.now());
      }
      if (signal.aborted) return 'wait';
      // Additions to a draft before it goes live may be on the accounts as well.
      if (isDraft) draftAdopted = true;
      else {
        toAdopt = false;
        examined.set(delivery.ledger, { incident, accepted: accepted.incident });
      }
      return 'read-again';
    },
  };
}
