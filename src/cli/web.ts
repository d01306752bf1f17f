import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { Counter, Gauge, Registry } from 'prom-client';
import { type Clock, type Instant, isoOf, MINUTE } from '../clock.ts';
import type { Step } from '../courier.ts';
import { operatorError } from '../errors.ts';
import type { Tick } from '../reconcile.ts';

/** Where machines see how the worker is: `/healthz` and Prometheus' `/metrics`. */
export interface Watchtower {
  readonly origin: string;
  ticked(tick: Tick): void;
  stepped(step: Step): void;
  close(): Promise<void>;
}

/** No tick for this long, and the worker does not count as well. */
const TICK_LATE_MS = 5 * MINUTE;

/** Throws an OperatorError `port-in-use` where something else listens already. */
export async function openWatchtower(
  web: { readonly host: string; readonly port: number },
  clock: Clock,
): Promise<Watchtower> {
  const started = clock.now();
  const registry = new Registry();
  const sent = new Counter({
    name: 'ausrufer_deliveries_total',
    help: 'Deliveries by action, channel and outcome',
    labelNames: ['action', 'channel', 'outcome'],
    registers: [registry],
  });
  const ticks = new Counter({
    name: 'ausrufer_ticks_total',
    help: 'Ticks by what they found',
    labelNames: ['found'],
    registers: [registry],
  });
  const plans = new Gauge({
    name: 'ausrufer_plan',
    help: 'The last plan: posts that are due, held, outdated',
    labelNames: ['of'],
    registers: [registry],
  });
  let lastTick: Instant | null = null;
  let broken = false;

  const app = new Hono();
  app.get('/healthz', (context) => {
    const late = clock.now() - (lastTick ?? started) > TICK_LATE_MS;
    const body = {
      ok: !late,
      last_tick: lastTick === null ? null : isoOf(lastTick),
      state_file: broken ? 'broken' : 'fine',
    };
    return context.json(body, late ? 503 : 200);
  });
  app.get('/metrics', async (context) =>
    context.text(await registry.metrics(), 200, { 'content-type': registry.contentType }),
  );
  const server = serve({
    fetch: app.fetch,
    hostname: web.host,
    port: web.port,
    overrideGlobalObjects: false,
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', (cause) => reject(portError(web.port, cause)));
    server.once('listening', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : web.port);
    });
  });

  return {
    origin: `http://${web.host}:${port}`,
    ticked(tick) {
      lastTick = clock.now();
      broken = tick.kind === 'broken';
      ticks.inc({ found: tick.kind });
      if (tick.kind !== 'planned') return;
      plans.set({ of: 'posts' }, tick.plan.posts.length);
      plans.set({ of: 'held' }, tick.plan.held.length);
      plans.set({ of: 'outdated' }, tick.plan.outdated.length);
    },
    stepped(step) {
      if (step.kind === 'sent')
        sent.inc({ action: step.entry.action, channel: step.entry.channel, outcome: step.answer.kind });
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function portError(port: number, cause: Error): Error {
  if (!('code' in cause) || cause.code !== 'EADDRINUSE') return cause;
  return operatorError(
    'port-in-use',
    `Port ${port} is in use`,
    'Another worker may be running. Set another port under web: in config.yaml.',
    { cause },
  );
}
