import type { Message, StaffWebhook } from '../fixtures/staff-webhook.ts';
import type { AlertLine, Glimpse } from './glimpse.ts';
import { isToldAgain, type Step, type Telling } from './step.ts';

/** For what a program does within this time after it was answered: it waits for the ledger's lock. */
const ANSWERED_MS = 30;

/** A kill on the way to telling staff. */
export interface TellingKill {
  /** Whether the program has come as far as it is to be killed at. */
  readonly reached: () => boolean;
  /** Once it was killed: the staff takes everything again, and the ledger's lock is free. */
  release(): void;
}

/** `nth` counts the alerts from 1. */
export function prepareTelling(
  { of, point }: Extract<Step, { kind: 'telling' }>,
  staff: StaffWebhook,
  ledger: () => Glimpse | null,
  nth: number,
): TellingKill {
  let unblock: (() => void) | null = null;
  let readAt: number | null = null;
  const blocked = () => {
    unblock ??= ledger()?.block() ?? null;
    return unblock !== null;
  };
  const read = (message: Message) => {
    staff.messages.push(message);
    if (isOfFacts(message) && message.kind === of) readAt ??= Date.now();
  };
  if (isToldAgain(point))
    staff.fails = (response) => {
      const message = staff.arrived.at(-1);
      if (!message) return;
      const isMeant = isOfFacts(message);
      if (isMeant && point === 'told, not answered') return read(message);
      const take = () => {
        if (isMeant && !blocked()) return void setTimeout(take, 1);
        read(message);
        response.writeHead(204).end();
      };
      take();
    };
  const isRead = (ms: number) => readAt !== null && Date.now() - readAt >= ms;
  return {
    reached() {
      switch (point) {
        case 'not told':
          return isNoted(ledger(), of, nth) && blocked();
        case 'told, not answered':
          return isRead(0);
        case 'taken, not on disk':
          return isRead(ANSWERED_MS);
        case 'on disk':
          return isTold(ledger(), of, nth);
        default:
          return point satisfies never;
      }
    },
    release() {
      staff.fails = null;
      unblock?.();
    },
  };
}

function isOfFacts({ code }: Message): boolean {
  return code === 'facts-broken';
}

function isNoted(ledger: Glimpse | null, of: Telling, nth: number): boolean {
  const alert: AlertLine | undefined = ledger?.alerts()[nth - 1];
  return alert !== undefined && (of === 'raised' || alert.isOver);
}

/** Whether the ledger says that staff were told of the nth alert. */
export function isTold(ledger: Glimpse | null, of: Telling, nth: number): boolean {
  if (nth === 0) return true;
  const alert = ledger?.alerts()[nth - 1];
  return alert !== undefined && (of === 'raised' ? alert.isTold : alert.isOverTold);
}

/** What staff read, held against what was to be told. A kill between a message and its being written down makes it two. */
export interface Told {
  readonly raised: number;
  readonly twice: number;
  readonly tooOften: readonly string[];
  readonly never: readonly string[];
}

/** `alerts`: how often something came about that staff must hear of, and hear that it is over. */
export function toldAmong(messages: readonly Message[], alerts: number): Told {
  const raised = countedBy(messages, 'raised');
  const over = countedBy(messages, 'over');
  const all = [...raised, ...over];
  const missing = (kind: string, found: number) =>
    found < alerts ? [`${alerts - found} alerts were never told to be ${kind}`] : [];
  return {
    raised: alerts,
    twice: all.filter(([, times]) => times === 2).length,
    tooOften: [
      ...all.filter(([, times]) => times > 2).map(([id, times]) => `${id} was told ${times} times`),
      ...(raised.length > alerts ? [`${raised.length} alerts were told of ${alerts}`] : []),
    ],
    never: [...missing('raised', raised.length), ...missing('over', over.length)],
  };
}

function countedBy(
  messages: readonly Message[],
  kind: Message['kind'],
): readonly (readonly [string, number])[] {
  const meant = messages.filter((one) => one.kind === kind && isOfFacts(one));
  return [...Map.groupBy(meant, (one) => one.id)].map(([id, same]) => [id, same.length]);
}
