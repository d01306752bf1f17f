import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { type Clock, SECOND, type Zone } from '../core/domain/clock.ts';
import { operatorError } from '../core/domain/errors.ts';
import type { SandboxAccount } from './account.ts';
import { arrangementsFor } from './arrangements.ts';
import { mountConsent } from './consent.ts';
import { type Fault, faultSchema } from './fault.ts';
import { mountPages } from './pages.ts';
import { happensOn, type SandboxPlatform } from './platform.ts';
import { type SandboxPost, timelinesWith } from './timelines.ts';
import { type Bindings, mount, type OpenRequest, type RunningPlatform, type SandboxRequest } from './wire.ts';

/** As nginx does. */
const KEPT_MS = 75 * SECOND;

export type { SandboxPost } from './timelines.ts';

/** Platforms, pretended, on one HTTP server, with a page on which all timelines can be read. */
export interface Sandbox extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`. Every platform's API is under its own prefix, the page at `/`. */
  readonly origin: string;
  /** Oldest first, deleted posts among them. Throws a RangeError where there is no such account, as all that name one do. */
  timeline(accountId: string): readonly SandboxPost[];
  /** The requests that arrived, oldest first. */
  requests(): readonly SandboxRequest[];
  /** Adds the accounts whose id it does not know yet. Throws a RangeError where one has no platform or another's token. */
  admit(accounts: readonly SandboxAccount[]): void;
  /**
   * Makes the next `times` requests that the fault concerns fail (default 1; Infinity: until cleared). Faults are met in
   * the order in which they were arranged. Throws a RangeError where the fault does not happen on the platform.
   */
  arrange(accountId: string, fault: Fault, times?: number): void;
  /** Forgets what was arranged, for one account or all. A fault of a well-known handle stays. */
  clear(accountId?: string): void;
  /** Cuts every connection. Nothing is kept. */
  close(): Promise<void>;
}

export interface SandboxOptions {
  readonly platforms: readonly SandboxPlatform[];
  readonly accounts: readonly SandboxAccount[];
  readonly clock: Clock;
  /** Default 0: any that is free. */
  readonly port?: number;
  /** The zone in which the page tells the time. Default: Europe/Berlin. */
  readonly zone?: Zone;
  /** The oldest are forgotten when there are more. */
  readonly postsPerAccountMax?: number;
  readonly requestsMax?: number;
}

/** This machine only. */
const HOST = '127.0.0.1';

/**
 * Throws an OperatorError `port-in-use` where something else listens already, and a RangeError where an account has no
 * platform, or two have the same id or token.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { platforms, clock, port = 0, zone = 'Europe/Berlin' } = options;
  const { postsPerAccountMax = 1_000, requestsMax = 20_000 } = options;
  checkAccounts(options.accounts, platforms);
  const accounts = [...options.accounts];
  const requests: OpenRequest[] = [];
  const closing = new AbortController();
  const app = new Hono<Bindings>();

  // Callers hear the time of the clock that all this runs on.
  app.use('*', async (context, next) => {
    await next();
    if (!context.res.headers.has('date')) context.header('date', new Date(clock.now()).toUTCString());
  });

  // The real clients run in the same process: their `Request` and `Response` stay as they are.
  const listener = createAdaptorServer({
    fetch: app.fetch,
    overrideGlobalObjects: false,
    // As long as real platforms keep a connection: a machine that does nothing for seconds loses no request on one.
    serverOptions: { keepAliveTimeout: KEPT_MS },
  });
  const origin = await listen(listener, port);
  const running = platforms.map((platform) => {
    const own = accounts.filter((account) => account.channel === platform.channel);
    return {
      platform,
      origin,
      accounts: own,
      timelines: timelinesWith(postsPerAccountMax, platform.postId),
      arrangements: arrangementsFor(platform),
      tokens: new Map(own.map((account) => [account.token, account])),
    } satisfies RunningPlatform;
  });

  const sandbox: Sandbox = {
    origin,
    timeline: (id) => {
      const { account, timelines } = find(id);
      return timelines.all(account, clock.now()).toReversed();
    },
    requests: () => requests.map((request) => ({ ...request })),
    admit(more) {
      const added = more.filter(({ id }) => accounts.every((account) => account.id !== id));
      checkAccounts([...accounts, ...added], platforms);
      accounts.push(...added);
      for (const one of running) {
        const own = added.filter(({ channel }) => channel === one.platform.channel);
        one.accounts.push(...own);
        for (const account of own) one.tokens.set(account.token, account);
      }
    },
    arrange: (id, fault, times = 1) => {
      const { account, platform, arrangements } = find(id);
      if (!happensOn(platform, fault))
        throw new RangeError(`${fault.kind} does not happen on ${platform.name}`);
      arrangements.arrange(account, fault, times);
    },
    clear: (id) => {
      for (const one of id === undefined ? accounts.map((account) => account.id) : [id]) {
        const { account, arrangements } = find(one);
        arrangements.clear(account);
      }
    },
    close,
    [Symbol.asyncDispose]: close,
  };
  for (const one of running) mount(app, one, { record, clock, closing: closing.signal });
  app.route('/sandbox', control(sandbox, accounts));
  mountConsent(app, running);
  mountPages(app, { running, accounts, clock, zone });
  return sandbox;

  function record(request: OpenRequest): void {
    requests.push(request);
    if (requests.length > requestsMax) requests.shift();
  }

  function find(id: string): RunningPlatform & { readonly account: SandboxAccount } {
    for (const one of running) {
      const account = one.accounts.find((own) => own.id === id);
      if (account) return { ...one, account };
    }
    throw new RangeError(`there is no account ${id} in this sandbox`);
  }

  async function close(): Promise<void> {
    if (closing.signal.aborted) return;
    closing.abort();
    const closed = once(listener, 'close');
    listener.close();
    if ('closeAllConnections' in listener) listener.closeAllConnections();
    await closed;
  }
}

function checkAccounts(accounts: readonly SandboxAccount[], platforms: readonly SandboxPlatform[]): void {
  if (new Set(accounts.map(({ id }) => id)).size < accounts.length)
    throw new RangeError('two accounts of a sandbox have the same id');
  if (new Set(accounts.map(({ channel, token }) => `${channel} ${token}`)).size < accounts.length)
    throw new RangeError('two accounts of a sandbox have the same token');
  const stray = accounts.find(({ channel }) => platforms.every((platform) => platform.channel !== channel));
  if (stray) throw new RangeError(`the sandbox has no platform ${stray.channel} for ${stray.id}`);
}

/** Returns the origin. */
async function listen(listener: ReturnType<typeof createAdaptorServer>, port: number): Promise<string> {
  listener.listen(port, HOST);
  try {
    await once(listener, 'listening');
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause;
    throw operatorError('port-in-use.sandbox', { address: `${HOST}:${port}` }, { cause });
  }
  return `http://${HOST}:${(listener.address() as AddressInfo).port}`;
}

const arrangement = z.strictObject({
  account: z.string(),
  fault: faultSchema,
  /** `"until-cleared"`, as JSON knows no infinity. */
  times: z.union([z.number().int().min(1), z.literal('until-cleared')]).default(1),
});

/** Requests that a script in another process of the same machine may make of the sandbox. */
function control(sandbox: Sandbox, accounts: readonly SandboxAccount[]): Hono<Bindings> {
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
