import type { Runtime } from '../app/runtime.ts';
import type { Session } from '../app/session.ts';
import { type Instant, MINUTE } from '../core/domain/clock.ts';
import { OperatorError } from '../core/domain/errors.ts';
import type { WorkerEvent } from '../worker/events.ts';

/** A worker that has not ticked for this long is not well. */
const TICK_LATE_MS = 5 * MINUTE;

/** How the worker is, as its events say. */
export interface Condition {
  readonly lastTick: Instant | null;
  /** Whether the files have mistakes, as the last tick found. */
  readonly isBroken: boolean;
  /** The code of what failed since the last tick that went well. */
  readonly failure: string | null;
  readonly isInDoubt: boolean;
  readonly alertsPending: boolean;
  readonly session: Session | null;
  /** Since the last tick, or since the start: by a steady clock, so that a wrong one looks like no worker that is late. */
  tickAgeMs(): number;
  /** Whether it works. Alerts tell that something is held or refused: it is no failure of the program. */
  isWell(): boolean;
  onEvent(event: WorkerEvent): void;
}

export function conditionOf({ clock, steady }: Pick<Runtime, 'clock' | 'steady'>): Condition {
  let tickedAt = steady();
  const condition = {
    lastTick: null as Instant | null,
    isBroken: false,
    failure: null as string | null,
    isInDoubt: false,
    alertsPending: false,
    session: null as Session | null,
    tickAgeMs: () => steady() - tickedAt,
    isWell: () => condition.tickAgeMs() <= TICK_LATE_MS && condition.failure === null && !condition.isInDoubt,
    onEvent(event: WorkerEvent): void {
      if (event.kind === 'session-opened') {
        condition.session = event.session;
        condition.alertsPending = false;
      }
      if (event.kind === 'session-closed') condition.session = null;
      if (event.kind === 'ticked') {
        tickedAt = steady();
        condition.lastTick = clock.now();
        condition.isBroken = event.tick.kind === 'broken';
        if (event.isWell) condition.failure = null;
      }
      if (event.kind === 'failed') condition.failure = failureCode(event.error);
      if (event.kind === 'clock') condition.isInDoubt = event.doubt !== null;
      if (event.kind === 'alerts-pending') condition.alertsPending = event.pending;
    },
  };
  return condition;
}

/** The code of a mistake, or `bug`. */
export function failureCode(error: unknown): string {
  return (error instanceof OperatorError ? error.mistakes[0]?.code : null) ?? 'bug';
}
