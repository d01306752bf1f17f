import type { Runtime } from '../app/runtime.ts';
import { type AlertWords, alertWords } from '../cli/reports/advice.ts';
import { bulletinLine } from '../cli/reports/alert-report.ts';
import { type Instant, isoOf, SECOND } from '../core/domain/clock.ts';
import type { Settings } from '../core/domain/settings.ts';
import { shownTime } from '../core/domain/staff-time.ts';
import { type AlertMessage, alertMessages, type StoredAlert } from '../core/ledger/alert.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import type { Alarms } from './failure-alerts.ts';
import type { Log } from './log.ts';
import { type Reception, request } from './webhook.ts';

/** Tells staff: every alert once, until it is accepted, and that it is over. */
export interface AlertSender {
  /** Tells what is due. Never rejects; what was not accepted is told again the next time. */
  tell(): Promise<void>;
  /** Of what the ledger can't hold, because it is the ledger that fails: told at once, and once while it lasts. */
  alarm(error: unknown): Promise<void>;
  /** A round went well: what was alarmed of before it, and not since, is over. */
  calm(): Promise<void>;
  /**
   * The sign of life, to an address outside. Given only while everything that is due was told and nothing is alarmed of;
   * without a webhook only while there is nothing to tell, because then this is all that anybody hears.
   */
  ping(): Promise<void>;
  /** Whether staff have still to hear something that nobody took. */
  isBehind(): boolean;
}

export interface AlertSenderOptions {
  readonly runtime: Pick<Runtime, 'fetch' | 'clock' | 'steady'>;
  readonly settings: Settings;
  readonly ledger: Pick<Ledger, 'alertsDue' | 'openAlerts' | 'beginTelling' | 'recordTold' | 'recordNotTold'>;
  readonly alarms: Alarms;
  readonly post: Post;
  readonly log: Log;
}

/** More wait for the next round: a chat takes about one message a second. */
const BULLETINS_PER_ROUND_MAX = 20;
/** A round that takes longer would hold up the end of the program. */
const ROUND_MS_MAX = 20 * SECOND;
/** Names of accounts and posts in one message. */
const NAMES_MAX = 100;

export function alertSenderFor({
  runtime,
  settings,
  ledger,
  alarms,
  post,
  log,
}: AlertSenderOptions): AlertSender {
  const { webhook, ping } = settings.alerts;
  /** How often a message failed: one that is never taken must not keep the others from being tried. */
  const failures = new Map<string, number>();
  /** Taken, and the ledger could not write it down: not told again. */
  const taken = new Set<string>();
  let isBehind = false;
  let telling: Promise<void> | null = null;

  /** Others were told before it: what is over meanwhile is not in it any more. Null: nothing is left. */
  async function leftOf(message: AlertMessage, due: readonly StoredAlert[]): Promise<AlertMessage | null> {
    if (message.kind === 'over' || taken.has(bulletinId(message))) return message;
    const lasting = new Set(await ledger.beginTelling(message.alerts, runtime.clock.now()));
    return alertMessages(due.filter(({ number }) => lasting.has(number)))[0] ?? null;
  }

  async function tellOne(message: AlertMessage): Promise<Reception> {
    const id = bulletinId(message);
    if (!taken.has(id)) {
      const reception = await post(message);
      if (reception === 'refused' && message.kind === 'raised') await ledger.recordNotTold(message.alerts);
      if (reception !== 'taken') {
        failures.set(id, (failures.get(id) ?? 0) + 1);
        return reception;
      }
      taken.add(id);
    }
    await ledger.recordTold(message.alerts, message.kind, runtime.clock.now());
    taken.delete(id);
    failures.delete(id);
    return 'taken';
  }

  async function tellDue(): Promise<void> {
    const endAt = runtime.steady() + ROUND_MS_MAX;
    const tries = (message: AlertMessage) => failures.get(bulletinId(message)) ?? 0;
    const alerts = await ledger.alertsDue(runtime.clock.now());
    const due = alertMessages(alerts).toSorted((a, b) => tries(a) - tries(b));
    let told = 0;
    for (const message of due.slice(0, BULLETINS_PER_ROUND_MAX)) {
      const left = await leftOf(message, alerts);
      const reception = left === null ? 'taken' : await tellOne(left);
      if (reception === 'taken') told++;
      // Where nobody answers, nobody would answer the next one either.
      if (reception === 'unknown' || runtime.steady() > endAt) break;
    }
    const behind = told < due.length;
    if (behind && !isBehind)
      log.note(
        'alerts-not-accepted',
        'The webhook does not take the alerts: they are told again, and no ping is sent.',
      );
    isBehind = behind;
  }

  return {
    tell() {
      telling ??= tellDue()
        .catch((error: unknown) => {
          isBehind = true;
          log.failed(error);
          return alarms.raise(error, runtime.clock.now());
        })
        .finally(() => {
          telling = null;
        });
      return telling;
    },
    alarm: (error) => alarms.raise(error, runtime.clock.now()),
    calm: () => alarms.calm(),
    async ping() {
      if (ping === null || isBehind || alarms.open() > 0) return;
      if (webhook === null && (await isAnythingDue(ledger, runtime.clock.now()))) return;
      await request(runtime.fetch, ping, { method: 'GET' });
    },
    isBehind: () => isBehind,
  };
}

async function isAnythingDue(ledger: Pick<Ledger, 'openAlerts'>, now: Instant): Promise<boolean> {
  return (await ledger.openAlerts()).some((alert) => alert.dueAt <= now);
}

/** Hands one message over to the log, once, and to the webhook. Never rejects. */
export type Post = (message: AlertMessage) => Promise<Reception>;

export interface PostOptions {
  readonly runtime: Pick<Runtime, 'fetch' | 'clock'>;
  readonly settings: Settings;
  /** Which ledger: `live`, `sandbox-exercise`. */
  readonly where: string;
  readonly redact: (text: string) => string;
  readonly log: Log;
}

export function postFor({ runtime, settings, where, redact, log }: PostOptions): Post {
  const { webhook } = settings.alerts;
  const noted = new Set<string>();
  return async (message) => {
    const id = bulletinId(message);
    const now = runtime.clock.now();
    const words = alertWords(message.reason, (at) => shownTime(at, settings.zone, now));
    if (!noted.has(id)) log.message(message, words);
    noted.add(id);
    if (webhook === null) return 'taken';
    const body = redact(JSON.stringify(messageOf(message, words, where, settings, now)));
    const headers = { 'content-type': 'application/json', 'user-agent': 'Ausrufer' };
    return request(runtime.fetch, webhook, { method: 'POST', body, headers });
  };
}

/** The same for every attempt to tell the same thing, so that whoever receives it can leave out what comes twice. */
function bulletinId({ kind, code, since, alerts }: AlertMessage): string {
  return alerts.length === 0 ? `${kind}-${code}-${since}` : `${kind}-${alerts.join('.')}`;
}

/** What the webhook is sent. `text` is what chats show; the rest is for programs. */
function messageOf(
  message: AlertMessage,
  words: AlertWords,
  where: string,
  { zone }: Settings,
  now: Instant,
): object {
  const { kind, code, since, about } = message;
  return {
    text: [bulletinLine(message, words), `(${where}, since ${shownTime(since, zone, now)})`].join(' '),
    id: bulletinId(message),
    kind,
    code,
    where,
    ...words,
    since: isoOf(since),
    about: about.slice(0, NAMES_MAX),
  };
}
