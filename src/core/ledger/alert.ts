import type { AlertReason } from '../domain/advice.ts';
import { alike } from '../domain/alike.ts';
import type { Instant } from '../domain/clock.ts';

/** Something that needs a person. */
export interface Alert {
  /** The same id found again is the same alert. */
  readonly id: string;
  readonly topic: Topic;
  /** Alerts of one group are told in one message. */
  readonly group: string;
  /** The post, municipality or account: listed where several alerts share a message. */
  readonly about: string;
  readonly reason: AlertReason;
  /** Staff are told once the alert has lasted this long. */
  readonly afterMs: number;
}

/** The alerts that were found now. */
export interface AlertFindings {
  readonly alerts: readonly Alert[];
  /** The topics that were examined. An open alert of one of them that was not found again is over. */
  readonly topics: readonly Topic[];
  /** Ids of alerts that may or may not last: they stay as they are. */
  readonly undecided: ReadonlySet<string>;
}

/**
 * How an alert is found. `plan`: by comparing the files with the ledger. `ledger`: in the ledger alone, whether or not the
 * files can be read. `files`: by reading the files. `machine`: by examining the clock. `live`: in an exercise or the sandbox, in the live
 * ledger.
 */
type Topic = 'plan' | 'ledger' | 'files' | 'machine' | 'live';

/** An alert that the ledger keeps until staff have been told of it, and of its end. */
export interface StoredAlert extends Omit<Alert, 'afterMs'> {
  readonly number: number;
  readonly since: Instant;
  readonly dueAt: Instant;
  /** The time at which a worker without a webhook wrote it into its log: staff did not hear of it. */
  readonly loggedAt: Instant | null;
  /** The time at which a worker first began to tell staff of it. */
  readonly tellingAt: Instant | null;
  readonly toldAt: Instant | null;
  readonly overAt: Instant | null;
}

/** One message to staff: that alerts were raised, or are over. */
export interface AlertMessage {
  readonly kind: 'raised' | 'over';
  readonly code: string;
  readonly reason: AlertReason;
  readonly since: Instant;
  readonly about: readonly string[];
  /** Numbers of the alerts that are told once the message is accepted. */
  readonly alerts: readonly number[];
}

/** Codes of alerts about an event. They are told until a message is accepted, for a week at most, and never told to be over. */
export const NEVER_OVER: readonly string[] = ['expired', 'alone'];

/** Codes of alerts about a published post that no longer matches the facts. */
export const OUTDATED: readonly string[] = ['outdated', 'outdated-others', 'outdated-clear', 'outdated-gone'];

/** Alerts that come in great numbers while a platform is out. A growing group is told again once it has doubled. */
const OF_OUTAGES: readonly string[] = ['unknown', 'undone'];
/** Alerts about a mistake in public, or about something that goes on only when a person acts. */
const URGENT: readonly string[] = [
  'stopped',
  'refused',
  ...OUTDATED,
  'unwatched',
  'also-wrong',
  'clock-wrong',
  'ledger-empty',
  'paused',
  'live-open',
  'alone',
];

/** Alerts that are due as messages: one for each group, the urgent first. `open`: every alert that lasts. */
export function alertMessages(
  due: readonly StoredAlert[],
  open: readonly StoredAlert[],
): readonly AlertMessage[] {
  const kindOf = ({ overAt }: StoredAlert) => (overAt === null ? 'raised' : 'over');
  const told = Map.groupBy(
    open.filter(({ toldAt, reason }) => toldAt !== null && OF_OUTAGES.includes(reason.code)),
    (alert) => `raised ${alert.group}`,
  );
  const idOf = (alert: StoredAlert) => `${kindOf(alert)} ${alert.group}`;
  const messages = alike(due, idOf).flatMap((group): AlertMessage[] => {
    const [first] = group;
    const before = told.get(idOf(first)) ?? [];
    if (group.length < before.length) return [];
    const { reason } = first;
    const all = [...before, ...group];
    return [
      {
        ...{ kind: kindOf(first), code: reason.code, reason },
        since: Math.min(...all.map((alert) => alert.since)),
        about: [...new Set(all.map((alert) => alert.about))],
        alerts: group.map((alert) => alert.number),
      },
    ];
  });
  const rank = ({ code }: AlertMessage) => (URGENT.includes(code) ? 0 : OF_OUTAGES.includes(code) ? 2 : 1);
  return messages.toSorted((a, b) => rank(a) - rank(b));
}
