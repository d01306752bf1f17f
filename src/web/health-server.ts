import { Hono } from 'hono';
import type { Runtime } from '../app/runtime.ts';
import { isoOrNull, SECOND } from '../core/domain/clock.ts';
import type { OnWorkerEvent } from '../worker/events.ts';
import { conditionOf } from './condition.ts';
import { type Listening, listen } from './listen.ts';
import { metricsOf } from './metrics.ts';

/** The pages that tell machines how the worker is: `/healthz` and Prometheus' `/metrics`. */
interface HealthServer extends Listening {
  readonly onEvent: OnWorkerEvent;
}

/** These limits keep requests that never end from taking file descriptors from the deliveries. */
const LIMITS = { connectionsMax: 64, requestMs: 5 * SECOND };

/** Throws an OperatorError `port-in-use` where something else listens already. */
export async function openHealthServer(
  web: { readonly host: string; readonly port: number },
  runtime: Pick<Runtime, 'clock' | 'steady'>,
): Promise<HealthServer> {
  const condition = conditionOf(runtime);
  const metrics = metricsOf(condition);
  const app = new Hono();
  app.get('/healthz', (context) => {
    const ok = condition.isWell();
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
      condition.onEvent(event);
    },
  };
}
