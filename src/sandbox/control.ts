import { Hono } from 'hono';
import { z } from 'zod';
import type { SandboxAccount } from './account.ts';
import { type Fault, faultSchema } from './fault.ts';
import type { Bindings } from './wire.ts';

const arrangement = z.strictObject({
  account: z.string(),
  fault: faultSchema,
  /** `"until-cleared"`, as JSON knows no infinity. */
  times: z.union([z.number().int().min(1), z.literal('until-cleared')]).default(1),
});

/**
 * Everything of a sandbox that can be asked and ordered from outside. Accounts are named by their ids; an unknown one is a
 * RangeError.
 */
interface ControlledSandbox {
  arrange(accountId: string, fault: Fault, times: number): void;
  clear(accountId?: string): void;
  requests(): readonly unknown[];
  timeline(accountId: string): readonly unknown[];
}

/** Requests that a script in another process of the same machine may make of the sandbox. */
export function control(sandbox: ControlledSandbox, accounts: readonly SandboxAccount[]): Hono<Bindings> {
  const app = new Hono<Bindings>();
  app.use(async (c, next) => {
    const { host = '', origin } = c.req.header();
    const isLocal = /^(::1$|(::ffff:)?127\.)/.test(c.env.incoming.socket.remoteAddress ?? '');
    // A page of another site may reach this machine by a name of its own, but not by this one.
    const isNamed = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
    // A browser names the origin where it gives orders, and otherwise says whether the page is of the same site.
    const site = c.req.header('sec-fetch-site') ?? 'none';
    const isSameOrigin =
      (origin === undefined || origin === `http://${host}`) && ['same-origin', 'none'].includes(site);
    if (isLocal && isNamed && isSameOrigin) return next();
    return c.json({ error: 'The sandbox takes orders from its own machine only.' }, 403);
  });
  app.onError((error, c) => {
    if (!(error instanceof RangeError)) throw error;
    return c.json({ error: error.message }, 400);
  });

  app.post('/faults', async (c) => {
    // A browser sends JSON to another site only after asking, and is never allowed: no page can give orders.
    if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? ''))
      return c.json({ error: 'Send JSON, with the content type application/json.' }, 415);
    const parsed = arrangement.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    const { account, fault, times } = parsed.data;
    sandbox.arrange(account, fault, times === 'until-cleared' ? Number.POSITIVE_INFINITY : times);
    return c.json(parsed.data, 201);
  });
  app.delete('/faults', (c) => {
    sandbox.clear(c.req.query('account'));
    return c.body(null, 204);
  });
  app.get('/timelines.json', (c) => {
    const all = accounts.map(({ token: _, ...open }) => ({ ...open, posts: sandbox.timeline(open.id) }));
    return c.json({ accounts: all });
  });
  app.get('/requests.json', (c) => c.json({ requests: sandbox.requests() }));
  return app;
}
