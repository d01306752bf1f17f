import { type Bulletin, bulletins } from '../alert.ts';
import { type Instant, isoOf, SECOND } from '../clock.ts';
import { OperatorError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import type { Settings } from '../settings.ts';
import { shownTime } from '../shown-time.ts';
import { bulletinLine } from './bulletin-report.ts';
import type { Host } from './host.ts';
import type { Journal } from './journal.ts';

/** Tells staff: every alert once, until it is accepted, and that it is over. */
export interface Herald {
  /** Tells what is due. Never rejects; what was not accepted is told again the next time. */
  tell(): Promise<void>;
  /** Of what the ledger can't hold, because it is the ledger that fails: told at once, and once while it lasts. */
  alarm(error: unknown): Promise<void>;
  /** What was alarmed of is over. */
  calm(): Promise<void>;
  /** The sign of life, to an address outside. Given only while everything that is due was told. */
  ping(): Promise<void>;
}

export interface HeraldOptions {
  readonly host: Pick<Host, 'fetch' | 'clock'>;
  readonly settings: Settings;
  /** Which ledger: `live`, `sandbox-exercise`. */
  readonly where: string;
  readonly ledger: Pick<Ledger, 'alertsDue' | 'told'>;
  readonly redact: (text: string) => string;
  readonly journal: Journal;
}

const ANSWER_WITHIN_MS = 10 * SECOND;

export function heraldFor({ host, settings, where, ledger, redact, journal }: HeraldOptions): Herald {
  const { webhook, ping } = settings.alerts;
  const noted = new Set<string>();
  const alarmed = new Map<string, { readonly bulletin: Bulletin; isTold: boolean }>();
  let isBehind = false;
  let telling: Promise<void> | null = null;

  /** In the log once, whether or not the webhook takes it. */
  function note(bulletin: Bulletin): void {
    const id = `${bulletin.kind} ${bulletin.alerts.join()} ${bulletin.what}`;
    if (noted.has(id)) return;
    noted.add(id);
    journal.bulletin(bulletin);
  }

  async function send(bulletin: Bulletin): Promise<boolean> {
    note(bulletin);
    if (webhook === null) return true;
    const body = redact(JSON.stringify(messageOf(bulletin, where, settings, host.clock.now())));
    return request(webhook, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  }

  async function request(address: string, init: RequestInit): Promise<boolean> {
    try {
      const answer = await host.fetch(address, {
        ...init,
        redirect: 'error',
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      // Staff can't be told that staff can't be told: the missing ping says so.
      return false;
    }
  }

  async function tellDue(): Promise<void> {
    let behind = false;
    for (const alarm of alarmed.values()) {
      if (!alarm.isTold) alarm.isTold = await send(alarm.bulletin);
      behind ||= !alarm.isTold;
    }
    try {
      for (const bulletin of bulletins(await ledger.alertsDue(host.clock.now()))) {
        if (await send(bulletin)) await ledger.told(bulletin.alerts, host.clock.now());
        else behind = true;
      }
    } catch (error) {
      behind = true;
      journal.failed(error);
    }
    if (behind && !isBehind)
      journal.note(
        'alerts-not-accepted',
        'The webhook does not take the alerts: they are told again, and no ping is sent.',
      );
    isBehind = behind;
  }

  return {
    tell() {
      telling ??= tellDue().finally(() => {
        telling = null;
      });
      return telling;
    },
    async alarm(error) {
      const failure = failureOf(error);
      if (alarmed.has(failure.code)) return;
      const since = host.clock.now();
      const alarm = {
        bulletin: { ...failure, kind: 'raised' as const, since, about: [], alerts: [] },
        isTold: false,
      };
      alarmed.set(failure.code, alarm);
      alarm.isTold = await send(alarm.bulletin);
    },
    async calm() {
      for (const [id, { bulletin, isTold }] of alarmed) {
        alarmed.delete(id);
        if (isTold) await send({ ...bulletin, kind: 'over' });
      }
    },
    async ping() {
      if (ping === null || isBehind || alarmed.size > 0) return;
      await request(ping, { method: 'GET' });
    },
  };
}

/** What fails is mostly the ledger itself, so that it can't hold the alert. */
function failureOf(error: unknown): Pick<Bulletin, 'code' | 'what' | 'advice'> {
  const [mistake] = error instanceof OperatorError ? error.mistakes : [];
  if (mistake) return { code: mistake.code, what: mistake.message, advice: mistake.advice };
  return {
    code: 'bug',
    what: 'The program failed where it must not; the log has the details',
    advice: 'What was sent is in the ledger. Look at `history` before you do anything again.',
  };
}

/** What the webhook is sent. `text` is what chats show; the rest is for programs. */
function messageOf(bulletin: Bulletin, where: string, { zone }: Settings, now: Instant): object {
  const { kind, code, what, advice, since, about, alerts } = bulletin;
  return {
    text: [bulletinLine(bulletin), `(${where}, since ${shownTime(since, zone, now)})`].join(' '),
    id: `${kind}-${alerts.join('.')}`,
    kind,
    code,
    where,
    what,
    advice,
    since: isoOf(since),
    about,
  };
}
