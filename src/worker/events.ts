import type { Session } from '../app/session.ts';
import type { Step } from '../core/delivery/context.ts';
import type { Tick } from '../core/delivery/reconcile.ts';
import type { Mistake } from '../core/domain/errors.ts';
import type { AlertMessage } from '../core/ledger/alert.ts';
import type { Adoption } from '../core/ledger/beginning.ts';

/** All that the worker reports while it runs: to the log, to the health page, to metrics. */
export type WorkerEvent =
  /** `before` is the session that ended for this one; null at the start. */
  | { readonly kind: 'session-opened'; readonly session: Session; readonly before: Session | null }
  | { readonly kind: 'session-closed' }
  /** A command that delivers has the ledger of the next session: it opens when the command is done. */
  | { readonly kind: 'ledger-in-use' }
  /** `isWell`: no delivery failed since the last tick. */
  | { readonly kind: 'ticked'; readonly tick: Tick; readonly isWell: boolean }
  | { readonly kind: 'step'; readonly step: Step }
  /** A tick, a delivery or an alert failed: mostly because the ledger or its disk does. */
  | { readonly kind: 'failed'; readonly error: unknown }
  /** The clock was examined. `jumpedMs`: by how much it departed from steady time since it was trusted last. */
  | { readonly kind: 'clock'; readonly doubt: Mistake | null; readonly jumpedMs: number }
  /** The accounts were read, and this was taken over from them. */
  | { readonly kind: 'adopted'; readonly adoptions: readonly Adoption[] }
  /** A message to staff, reported before it is first sent. */
  | { readonly kind: 'alert'; readonly message: AlertMessage; readonly line: string }
  /** Whether staff have still to hear something. `because`: why the webhook did not accept it; null where nothing was refused. */
  | { readonly kind: 'alerts-pending'; readonly pending: boolean; readonly because: string | null };

export type OnWorkerEvent = (event: WorkerEvent) => void;
