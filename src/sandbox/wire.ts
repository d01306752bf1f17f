import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Hono } from 'hono';
import type { Clock } from '../core/domain/clock.ts';
import type { SandboxAccount } from './account.ts';
import type { Arrangements } from './arrangements.ts';
import { answersAPost, type Bend, type Call, HONEST, type Platform, type Reply, type Route } from './call.ts';
import { FAULT_DEFAULTS, type Fault } from './fault.ts';
import type { Meter } from './limits.ts';
import type { OpenRequest, RequestLog } from './requests.ts';

export interface Bindings {
  readonly Bindings: HttpBindings;
}

/** What both platforms share: who is who, what is to fail, what is counted, what arrived. */
export interface Wire {
  readonly accounts: readonly SandboxAccount[];
  readonly arrangements: Arrangements;
  readonly meter: Meter;
  readonly log: RequestLog;
  readonly clock: Clock;
  /** Aborts when the sandbox closes: nothing waits any longer. */
  readonly closing: AbortSignal;
}

/** How a request ends on the wire. */
type Ending =
  | { readonly kind: 'answered'; readonly reply: Reply }
  /** The head and half of the body, then the line is cut. */
  | { readonly kind: 'half-answered'; readonly reply: Reply }
  | { readonly kind: 'cut' }
  | { readonly kind: 'hung' };

const REQUEST_MAX_BYTES = 32 * 1024;

/** Puts a platform on the server: every request is recorded, identified, counted, and meets the fault that waits for it. */
export function mount(app: Hono<Bindings>, platform: Platform, wire: Wire): void {
  const byToken = new Map(
    wire.accounts.filter((one) => one.channel === platform.channel).map((one) => [one.token, one]),
  );
  const under = `${platform.prefix}*`;
  for (const route of platform.routes) {
    app.on(route.method, route.path, (c) => serve(c, platform, route, byToken, wire));
  }
  app.all(under, async (c) => {
    const reply = platform.noSuchAddress();
    wire.log.add({ ...arrived(c, platform, null, (await bodyOf(c.env)) ?? '', wire), status: reply.status });
    return responseOf(reply);
  });
}

async function serve(
  c: Context<Bindings>,
  platform: Platform,
  route: Route,
  byToken: ReadonlyMap<string, SandboxAccount>,
  wire: Wire,
): Promise<Response> {
  const token = platform.token(c.req.header('authorization') ?? '');
  const account = token === null ? undefined : byToken.get(token);
  const text = await bodyOf(c.env);
  if (text === null) return responseOf(platform.unreadable(413));
  const request = { ...arrived(c, platform, route, text, wire), account: account?.id ?? null };
  wire.log.add(request);
  if (!account) {
    const reply = route.anonymous?.() ?? platform.unauthorized();
    request.status = reply.status;
    return responseOf(reply);
  }
  const body = await parsed(c.req.header('content-type') ?? '', request.body);
  const fault = wire.arrangements.take(account, route.operation, answersAPost(body));
  request.fault = fault?.kind ?? null;
  const perform: Perform = (how) => {
    const now = wire.clock.now();
    const standings = wire.meter.count(route.families, account, now);
    const exceeded = standings.find((standing) => standing.exceeded);
    if (exceeded) return platform.tooManyRequests(exceeded);
    const reply = route.act({
      account,
      when: how.when ?? now,
      asOf: how.asOf ?? now,
      id: c.req.param('id') ?? '',
      query: c.req.query(),
      body,
      idempotencyKey: request.idempotencyKey,
      bend: { ...HONEST, ...how.bend },
    });
    return { ...reply, headers: { ...platform.rateHeaders(standings), ...reply.headers } };
  };
  const ending = await endingOf(fault, platform, wire, perform);
  if (ending.kind === 'answered' || ending.kind === 'half-answered') request.status = ending.reply.status;
  return transmit(ending, c.env, wire);
}

/** Counts the call, does what it asks for, and says what the platform would answer. */
type Perform = (how: Partial<Pick<Call, 'when' | 'asOf'>> & { readonly bend?: Partial<Bend> }) => Reply;

/** Does what was asked, or not, as the fault wants, and says how the request ends. */
async function endingOf(
  fault: Fault | null,
  platform: Platform,
  wire: Wire,
  perform: Perform,
): Promise<Ending> {
  const now = wire.clock.now();
  if (!fault) return answered(perform({}));
  switch (fault.kind) {
    case 'delay':
      await wire.clock.sleep(fault.ms, wire.closing);
      return answered(perform({}));
    case 'refused-before':
      return { kind: 'cut' };
    case 'hang':
      return { kind: 'hung' };
    case 'accepted-then-cut':
      perform({});
      return { kind: 'cut' };
    case 'accepted-then-hang':
      perform({});
      return { kind: 'hung' };
    case 'cut-body':
      return { kind: 'half-answered', reply: perform({}) };
    case 'accepted-late':
      return meanwhile(fault.meanwhile ?? 'cut', perform({ when: now + fault.afterMs }), platform, now);
    case 'stale-timeline':
      return answered(perform({ asOf: now - fault.lagMs }));
    case 'wrong-identity':
      return answered(perform({ bend: { handle: fault.handle ?? FAULT_DEFAULTS.foreignHandle } }));
    case 'key-ignored':
      return answered(perform({ bend: { ignoresKeys: true } }));
    case 'replay-500':
      return answered(perform({ bend: { replayFails: true } }));
    default: {
      if ('accepted' in fault && fault.accepted) perform({});
      return answered(platform.answerTo(fault, now) ?? perform({}));
    }
  }
}

function answered(reply: Reply): Ending {
  return { kind: 'answered', reply };
}

type Meanwhile = NonNullable<Extract<Fault, { kind: 'accepted-late' }>['meanwhile']>;

function meanwhile(what: Meanwhile, reply: Reply, platform: Platform, now: number): Ending {
  switch (what) {
    case 'cut':
      return { kind: 'cut' };
    case 'hang':
      return { kind: 'hung' };
    case 'unavailable':
      return answered(platform.answerTo({ kind: 'unavailable' }, now) ?? reply);
    case 'answer':
      return answered(reply);
    default:
      return what satisfies never;
  }
}

async function transmit(ending: Ending, { incoming, outgoing }: HttpBindings, wire: Wire): Promise<Response> {
  switch (ending.kind) {
    case 'answered':
      return responseOf(ending.reply);
    case 'half-answered': {
      const bytes = Buffer.from(ending.reply.body, 'utf8');
      outgoing.writeHead(ending.reply.status, {
        ...ending.reply.headers,
        'content-length': String(bytes.byteLength),
      });
      outgoing.write(bytes.subarray(0, Math.floor(bytes.byteLength / 2)), () => incoming.socket.destroy());
      return RESPONSE_ALREADY_SENT;
    }
    case 'cut':
      incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    case 'hung':
      await gone(outgoing, wire.closing);
      return RESPONSE_ALREADY_SENT;
    default:
      return ending satisfies never;
  }
}

/** Resolves when the caller gives up, or the sandbox closes. */
function gone(outgoing: HttpBindings['outgoing'], closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (outgoing.closed || closing.aborted) return resolve();
    outgoing.once('close', resolve);
    closing.addEventListener('abort', () => resolve(), { once: true });
  });
}

function responseOf(reply: Reply): Response {
  const body = reply.status === 204 || reply.status === 304 ? null : reply.body;
  return new Response(body, { status: reply.status, headers: reply.headers });
}

function arrived(
  c: Context<Bindings>,
  platform: Platform,
  route: Route | null,
  body: string,
  wire: Wire,
): OpenRequest {
  const url = new URL(c.req.url);
  return {
    at: wire.clock.now(),
    account: null,
    channel: platform.channel,
    operation: route?.operation ?? null,
    method: c.req.method,
    path: url.pathname + url.search,
    body,
    idempotencyKey: c.req.header('idempotency-key') ?? null,
    status: null,
    fault: null,
  };
}

/** The body as text; null where it is too large, or its sender went away in the middle of it. */
async function bodyOf({ incoming }: HttpBindings): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of incoming) {
      bytes += chunk.length;
      // What is too much is read all the same, so that the sender gets to hear it.
      if (bytes <= REQUEST_MAX_BYTES) chunks.push(chunk);
    }
  } catch (error) {
    if (incoming.complete) throw error;
    return null;
  }
  return bytes <= REQUEST_MAX_BYTES ? Buffer.concat(chunks).toString('utf8') : null;
}

/** JSON or a form as the value that it stands for; undefined where it is neither. */
async function parsed(contentType: string, body: string): Promise<unknown> {
  if (body === '') return {};
  try {
    if (!/multipart|urlencoded/.test(contentType)) return JSON.parse(body);
    const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
    return Object.fromEntries(
      [...new Set(form.keys())].map((key) =>
        key.endsWith('[]') ? [key.slice(0, -2), form.getAll(key)] : [key, form.get(key)],
      ),
    );
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
