import type { AlertReason } from '../domain/advice.ts';
import type { Instant } from '../domain/clock.ts';

/** What needs a person, for as long as it does. */
export interface Alert {
  /** Names it while it lasts: the same again is no other concern. */
  readonly id: string;
  readonly topic: Topic;
  /** What is told in one message. */
  readonly group: string;
  /** Which post, municipality, account: listed where several share a group. */
  readonly about: string;
  readonly reason: AlertReason;
  /** Staff are told once it has lasted for this long. */
  readonly afterMs: number;
}

/** What was found to need a person now. */
export interface AlertFindings {
  readonly alerts: readonly Alert[];
  /** What was looked at: an open concern of these topics that was not found is over. */
  readonly topics: readonly Topic[];
  /** Ids of concerns of which nobody can say now whether they last: they stay as they are. */
  readonly undecided: ReadonlySet<string>;
}

/**
 * Where a concern is found. `plan`: by holding the files against the ledger; `ledger`: in the ledger alone, whether or not
 * anybody can read the files; `files`: in whether they can; `machine`: the clock.
 */
export type Topic = 'plan' | 'ledger' | 'files' | 'machine';

/** A concern that the ledger keeps until staff were told of it, and that it is over. */
export interface StoredAlert extends Omit<Alert, 'afterMs'> {
  readonly number: number;
  readonly since: Instant;
  readonly dueAt: Instant;
  readonly toldAt: Instant | null;
  readonly overAt: Instant | null;
}

/** One message to staff: alerts that were raised, or are over. */
export interface AlertMessage {
  readonly kind: 'raised' | 'over';
  readonly code: string;
  readonly reason: AlertReason;
  readonly since: Instant;
  readonly about: readonly string[];
  /** What it settles once it is accepted. */
  readonly alerts: readonly number[];
}

/** What happened once is told until it is taken, and then it is done: nobody waits to hear that it is over. */
export const NEVER_OVER: readonly string[] = ['expired'];

/** Alerts as messages: those of a group in one, urgent or not, the oldest first. */
export function alertMessages(alerts: readonly StoredAlert[]): readonly AlertMessage[] {
  const groups = new Map<string, StoredAlert[]>();
  for (const alert of alerts) {
    const kind = alert.overAt === null ? 'raised' : 'over';
    const id = `${kind} ${alert.group}`;
    groups.set(id, [...(groups.get(id) ?? []), alert]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const kind = first.overAt === null ? ('raised' as const) : ('over' as const);
    return [
      {
        kind,
        code: first.reason.code,
        reason: first.reason,
        since: group.reduce((since, alert) => Math.min(since, alert.since), first.since),
        about: [...new Set(group.map((alert) => alert.about))],
        alerts: group.map((alert) => alert.number),
      },
    ];
  });
}
