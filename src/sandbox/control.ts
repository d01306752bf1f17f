import type { Context, Hono } from 'hono';
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

/** What a script in another process may ask of the sandbox, from the same machine only. */
export function mountControl(
  app: Hono<Bindings>,
  sandbox: ControlledSandbox,
  accounts: readonly SandboxAccount[],
): void {
  const lacks = (id: string) => accounts.every((account) => account.id !== id);
  const unknown = (c: Context, id: string) =>
    c.json({ error: `There is no account ${id} in this sandbox.` }, 404);

  app.use('/sandbox/*', async (c, next) => {
    if (/^(::1$|(::ffff:)?127\.)/.test(c.env.incoming.socket.remoteAddress ?? '')) return next();
    return c.json({ error: 'The sandbox takes orders from its own machine only.' }, 403);
  });

  app.post('/sandbox/faults', async (c) => {
    // A browser sends JSON to another site only after asking, and is never allowed: no page can give orders.
    if (!c.req.header('content-type')?.includes('application/json'))
      return c.json({ error: 'Send JSON, with the content type application/json.' }, 415);
    const parsed = arrangement.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    const { account, fault, times } = parsed.data;
    if (lacks(account)) return unknown(c, account);
    try {
      sandbox.arrange(account, fault, times === 'until-cleared' ? Number.POSITIVE_INFINITY : times);
    } catch (error) {
      if (error instanceof RangeError) return c.json({ error: error.message }, 400);
      throw error;
    }
    return c.json({ account, fault, times }, 201);
  });

  app.delete('/sandbox/faults', (c) => {
    const account = c.req.query('account');
    if (account !== undefined && lacks(account)) return unknown(c, account);
    sandbox.clear(account);
    return c.body(null, 204);
  });

  app.get('/sandbox/timelines.json', (c) => {
    const all = accounts.map(({ token: _, ...open }) => ({ ...open, posts: sandbox.timeline(open.id) }));
    return c.json({ accounts: all });
  });
  app.get('/sandbox/requests.json', (c) => c.json({ requests: sandbox.requests() }));
}

/** What of a sandbox can be asked and ordered from outside. Accounts are named by their ids. */
export interface ControlledSandbox {
  arrange(accountId: string, fault: Fault, times: number): void;
  clear(accountId?: string): void;
  requests(): readonly unknown[];
  timeline(accountId: string): readonly unknown[];
}
