import { Hono } from 'hono';
import type { Runtime } from '../app/runtime.ts';
import type { Session } from '../app/session.ts';
import { type Instant, isoOrNull, MINUTE, SECOND } from '../core/domain/clock.ts';
import type { OnWorkerEvent } from '../worker/events.ts';
import { type Listening, listen } from './listen.ts';
import { codeOf, type Metrics, metricsOf } from './metrics.ts';

/** The pages that tell machines how the worker is: `/healthz` and Prometheus' `/metrics`. */
interface HealthServer extends Listening {
  readonly onEvent: OnWorkerEvent;
}

/** A worker that has not ticked for this long is not well. */
const TICK_LATE_MS = 5 * MINUTE;

/** These limits keep requests that never end from taking file descriptors from the deliveries. */
const LIMITS = { connectionsMax: 64, requestMs: 5 * SECOND };

/** How the worker is. Times are steady ones: a clock that is wrong must not look like a worker that is late. */
interface Condition {
  readonly startedAt: number;
  tickedAt: number | null;
  lastTick: Instant | null;
  isBroken: boolean;
  /** The code of what failed since the last tick that went well. */
  failure: string | null;
  isInDoubt: boolean;
  alertsPending: boolean;
  session: Session | null;
}

/** Throws an OperatorError `port-in-use` where something else listens already. */
export async function openHealthServer(
  web: { readonly host: string; readonly port: number },
  { clock, steady }: Pick<Runtime, 'clock' | 'steady'>,
): Promise<HealthServer> {
  const condition: Condition = {
    startedAt: steady(),
    tickedAt: null,
    lastTick: null,
    isBroken: false,
    failure: null,
    isInDoubt: false,
    alertsPending: false,
    session: null,
  };
  const tickAgeMs = () => steady() - (condition.tickedAt ?? condition.startedAt);
  const metrics: Metrics = metricsOf({
    tickAgeSeconds: () => tickAgeMs() / SECOND,
    ledger: () => condition.session?.ledger ?? null,
    isWell: () => isWell(condition, tickAgeMs()),
    isBehind: () => condition.alertsPending,
    isInDoubt: () => condition.isInDoubt,
  });

  const app = new Hono();
  app.get('/healthz', (context) => {
    const ok = isWell(condition, tickAgeMs());
    const body = {
      ok,
      last_tick: isoOrNull(condition.lastTick),
      state_file: condition.isBroken ? 'broken' : 'fine',
      ledger: condition.failure ?? 'fine',
      clock: condition.isInDoubt ? 'wrong' : 'fine',
      alerts: condition.alertsPending ? 'not-accepted' : 'fine',
    };
    return context.json(body, ok ? 200 : 503);
  });
  app.get('/metrics', async (context) =>
    context.text(await metrics.text(), 200, { 'content-type': metrics.contentType }),
  );
  return {
    ...(await listen(app.fetch, web, LIMITS)),
    onEvent(event) {
      metrics.onEvent(event);
      switch (event.kind) {
        case 'session-opened':
          condition.session = event.session;
          condition.alertsPending = false;
          return;
        case 'session-closed':
          condition.session = null;
          return;
        case 'ticked':
          condition.tickedAt = steady();
          condition.lastTick = clock.now();
          condition.isBroken = event.tick.kind === 'broken';
          if (event.isWell) condition.failure = null;
          return;
        case 'failed':
          condition.failure = codeOf(event.error);
          return;
        case 'clock':
          condition.isInDoubt = event.doubt !== null;
          return;
        case 'alerts-pending':
          condition.alertsPending = event.pending;
          return;
        case 'step':
        case 'ledger-in-use':
        case 'adopted':
        case 'alert':
          return;
        default:
          return event satisfies never;
      }
    },
  };
}

/** Whether it works. Alerts tell that something is held or refused: it is no failure of the program. */
function isWell({ failure, isInDoubt }: Condition, tickAgeMs: number): boolean {
  return tickAgeMs <= TICK_LATE_MS && failure === null && !isInDoubt;
}
