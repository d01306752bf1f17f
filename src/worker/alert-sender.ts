import type { Runtime } from '../app/runtime.ts';
import { DAY, isoOf, MINUTE, SECOND } from '../core/domain/clock.ts';
import type { Region } from '../core/domain/municipality.ts';
import type { Settings } from '../core/domain/settings.ts';
import { type AlertMessage, alertMessages, NEVER_OVER, type StoredAlert } from '../core/ledger/alert.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import { wordAlert } from '../staff-words/alert.ts';
import type { OnWorkerEvent } from './events.ts';
import { type Reception, request, TAKEN } from './webhook.ts';

/**
 * Sends each alert to staff once, until the webhook accepts it, and sends that it is over. A ledger that fails cannot
 * hold an alert: then no ping is sent, so those who watch the pings notice. Without a webhook the log says it once, and staff
 * are told by a worker that has one.
 */
export interface AlertSender {
  /** Sends due alerts. Never rejects: a message that was not accepted is sent again in the next round. */
  send(): Promise<void>;
  /**
   * The sign of life, to an address outside. It is sent only while everything that is due was accepted; without a
   * webhook only while nothing is due, because then the ping is all that anybody hears.
   */
  ping(): Promise<void>;
}

interface AlertSenderParts {
  readonly runtime: Pick<Runtime, 'fetch' | 'clock' | 'steady'>;
  readonly settings: Settings;
  readonly redact: (text: string) => string;
  readonly ledger: Ledger;
  /** The name of the ledger: `live`, `sandbox-exercise`. */
  readonly where: string;
  readonly region: Region;
  readonly onEvent: OnWorkerEvent;
}

/** More messages wait for the next round: a chat takes about one a second. */
const MESSAGES_PER_ROUND_MAX = 20;
/** A longer round would delay the end of the program. */
const ROUND_MS_MAX = 20 * SECOND;
/** A message that may have arrived is sent again after one minute, two, and then after this. */
const AGAIN_MS_MAX = 4 * MINUTE;
/** Names of accounts and posts in one message. */
const NAMES_MAX = 100;

export function alertSender(parts: AlertSenderParts): AlertSender {
  const { runtime, settings, redact, ledger, where, region, onEvent } = parts;
  const { alerts, zone } = settings;
  /**
   * How often a message failed: one that is never accepted must not keep the others from being tried. `lost`: how often it may
   * have arrived. `againAt`, by the steady clock: then it is sent again ever more rarely.
   */
  const failures = new Map<
    string,
    { readonly times: number; readonly lost: number; readonly againAt: number }
  >();
  /** Accepted, but the ledger could not write it down: not sent again. */
  const accepted = new Set<string>();
  const reported = new Set<string>();
  let pending = false;
  let isRefused = false;
  let sending: Promise<void> | null = null;

  function log(message: AlertMessage): ReturnType<typeof wordAlert> {
    const id = idOf(message);
    const now = runtime.clock.now();
    const origin = settings.console?.origin ?? null;
    const words = wordAlert(message, { where, region, origin, zone, now });
    if (!reported.has(id)) onEvent({ kind: 'alert', message, line: words.line });
    reported.add(id);
    return words;
  }

  async function post(message: AlertMessage, webhook: string): Promise<Reception> {
    const id = idOf(message);
    const { what, advice, text } = log(message);
    const { kind, code, since, about } = message;
    const body = redact(
      JSON.stringify({
        ...{ text, id, kind, code, where, what, advice },
        since: isoOf(since),
        about: about.slice(0, NAMES_MAX),
      }),
    );
    const headers = { 'content-type': 'application/json', 'user-agent': 'Ausrufer' };
    return request(runtime.fetch, webhook, { method: 'POST', body, headers });
  }

  /** The part of a message that still lasts: others may have ended while earlier messages were sent. Null: nothing. */
  async function remaining(
    message: AlertMessage,
    due: readonly StoredAlert[],
    open: readonly StoredAlert[],
  ): Promise<AlertMessage | null> {
    if (accepted.has(idOf(message))) return message;
    const lasting = new Set(await ledger.beginTelling(message.alerts, message.kind, runtime.clock.now()));
    return (
      alertMessages(
        due.filter(({ number }) => lasting.has(number)),
        message.kind === 'over' ? [] : open,
      )[0] ?? null
    );
  }

  async function sendOne(message: AlertMessage, webhook: string): Promise<Reception> {
    const id = idOf(message);
    if (!accepted.has(id)) {
      const reception = await post(message, webhook);
      if (reception.kind !== 'taken') {
        const isLost = reception.kind === 'unknown';
        await ledger.recordNotTold(message.alerts, message.kind, !isLost);
        const { times, lost } = failures.get(id) ?? { times: 0, lost: 0 };
        const waitMs = isLost ? Math.min(MINUTE * 2 ** lost, AGAIN_MS_MAX) : 0;
        const lostNow = lost + (isLost ? 1 : 0);
        failures.set(id, { times: times + 1, lost: lostNow, againAt: runtime.steady() + waitMs });
        return reception;
      }
      // The webhook is well: nothing waits for it any longer.
      for (const [other, failure] of failures) failures.set(other, { ...failure, againAt: 0 });
      accepted.add(id);
    }
    await ledger.recordTold(message.alerts, message.kind, runtime.clock.now());
    accepted.delete(id);
    failures.delete(id);
    return TAKEN;
  }

  async function sendDue(): Promise<void> {
    const endAt = runtime.steady() + ROUND_MS_MAX;
    const tries = (message: AlertMessage) => failures.get(idOf(message))?.times ?? 0;
    const isRipe = (message: AlertMessage) => (failures.get(idOf(message))?.againAt ?? 0) <= runtime.steady();
    const stored = await ledger.alertsDue(runtime.clock.now());
    const open = await ledger.openAlerts();
    const logged = await logUnsaid(stored, open);
    const { webhook } = alerts;
    if (webhook === null) return setPending(false);
    const toSay = stored.filter((alert) => !logged.has(alert));
    const due = alertMessages(toSay, open).toSorted((a, b) => tries(a) - tries(b));
    let sent = 0;
    let because: string | null = null;
    for (const message of due.filter(isRipe).slice(0, MESSAGES_PER_ROUND_MAX)) {
      const left = await remaining(message, stored, open);
      const reception = left === null ? TAKEN : await sendOne(left, webhook);
      const { kind } = reception;
      if (kind === 'taken') sent++;
      else because = reception.because;
      // If nobody answers, nobody would answer the next message either.
      if (kind === 'unreached' || kind === 'unknown' || runtime.steady() > endAt) break;
    }
    setPending(sent < due.length, because);
  }

  /** Logs and returns alerts not sent to staff: all where there is no webhook, and the end of those that only a log named. */
  async function logUnsaid(due: readonly StoredAlert[], open: readonly StoredAlert[]) {
    const unsaid = due.filter(
      ({ tellingAt, loggedAt, overAt }) =>
        tellingAt === null && (overAt !== null || (alerts.webhook === null && loggedAt === null)),
    );
    const known = open.map((alert) => ({ ...alert, toldAt: alert.loggedAt ?? alert.tellingAt }));
    for (const message of alertMessages(unsaid, known)) {
      const marked = await ledger.recordLogged(message.alerts, message.kind, runtime.clock.now());
      if (marked.length > 0) log(message);
    }
    return new Set(unsaid);
  }

  function setPending(now: boolean, because: string | null = null): void {
    const isNews = now !== pending || (because !== null && !isRefused);
    if (isNews) onEvent({ kind: 'alerts-pending', pending: now, because });
    pending = now;
    isRefused = now && (isRefused || because !== null);
  }

  return {
    send() {
      sending ??= sendDue()
        .catch((error: unknown) => {
          setPending(true);
          onEvent({ kind: 'failed', error });
        })
        .finally(() => {
          sending = null;
        });
      return sending;
    },
    async ping() {
      if (alerts.ping === null || pending) return;
      const now = runtime.clock.now();
      const open = alerts.webhook === null ? await ledger.openAlerts() : [];
      // An event never ends: there is no message that it is over.
      const isPast = ({ dueAt, reason }: StoredAlert) =>
        NEVER_OVER.includes(reason.code) && now - dueAt > DAY;
      if (open.some((alert) => alert.dueAt <= now && !isPast(alert))) return;
      await request(runtime.fetch, alerts.ping, { method: 'GET' });
    },
  };
}

/** The same for every attempt to send the same message, so that the receiver can drop duplicates. */
function idOf({ kind, alerts }: AlertMessage): string {
  return `${kind}-${alerts.join('.')}`;
}
