import type { Instant } from '../core/domain/clock.ts';
import { OperatorError } from '../core/domain/errors.ts';
import type { AlertMessage } from '../core/ledger/alert.ts';
import type { Alarm, AlarmNote } from './failure-note.ts';

/**
 * What staff must hear of though the ledger can't hold it, because it is the ledger that fails: told at once, once while
 * it lasts, again until it is accepted, and taken back.
 */
export interface Alarms {
  /** Something failed. */
  raise(error: unknown, now: Instant): Promise<void>;
  /** A round went well. What was not raised again since the last such round is over. */
  calm(): Promise<void>;
  /** How many last. */
  open(): number;
}

export interface AlarmsOptions {
  readonly note: AlarmNote;
  /** True where it was accepted. */
  readonly send: (message: AlertMessage) => Promise<boolean>;
}

/** What keeps a second worker or a mistyped port from starting is told to whoever starts it. */
const FOR_WHOEVER_STARTS: ReadonlySet<string> = new Set(['worker-running', 'port-in-use']);

export async function alarmsWith({ note, send }: AlarmsOptions): Promise<Alarms> {
  const lasting = new Map((await note.read()).map((alarm) => [alarm.code, { ...alarm }]));
  /** Raised since the last round that went well. */
  const fresh = new Set<string>();

  const keep = () => note.write([...lasting.values()]);

  async function tell(alarm: Alarm): Promise<void> {
    if (alarm.isTold) return;
    // Set before it is known, so that two who fail at once tell it once.
    alarm.isTold = true;
    alarm.isTold = await send(messageOf(alarm, 'raised'));
  }

  return {
    async raise(error, now) {
      const failure = failureOf(error);
      if (FOR_WHOEVER_STARTS.has(failure.code)) return;
      fresh.add(failure.code);
      const alarm = lasting.get(failure.code) ?? { ...failure, since: now, isTold: false };
      if (lasting.has(failure.code) && alarm.isTold) return;
      lasting.set(failure.code, alarm);
      await tell(alarm);
      await keep();
    },
    async calm() {
      if (lasting.size === 0) return;
      const over = [...lasting.values()].filter((alarm) => !fresh.has(alarm.code));
      fresh.clear();
      for (const alarm of over) {
        const isOver = !alarm.isTold || (await send(messageOf(alarm, 'over')));
        if (isOver && !fresh.has(alarm.code)) lasting.delete(alarm.code);
      }
      for (const alarm of lasting.values()) await tell(alarm);
      await keep();
    },
    open: () => lasting.size,
  };
}

function messageOf({ code, what, advice, since }: Alarm, kind: AlertMessage['kind']): AlertMessage {
  return { kind, code, reason: { code: 'bug', what, advice }, since, about: [], alerts: [] };
}

/** What fails is mostly the ledger itself, so that it can't hold the alert. */
function failureOf(error: unknown): Pick<Alarm, 'code' | 'what' | 'advice'> {
  const [mistake] = error instanceof OperatorError ? error.mistakes : [];
  if (mistake) return { code: mistake.code, what: mistake.message, advice: mistake.advice };
  return {
    code: 'bug',
    what: 'The program failed where it must not; the log has the details',
    advice: 'What was sent is in the ledger. Look at `history` before you do anything again.',
  };
}
