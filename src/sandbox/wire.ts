import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Hono } from 'hono';
import type { Clock } from '../core/domain/clock.ts';
import type { Arrangements } from './arrangements.ts';
import type { Fault } from './fault.ts';
import {
  answerTo,
  type Call,
  json,
  type PlatformState,
  type Reply,
  type Route,
  type SandboxPlatform,
} from './platform.ts';
import { meterFor } from './rates.ts';
import type { OpenRequest, RequestLog } from './requests.ts';

export interface Bindings {
  readonly Bindings: HttpBindings;
}

/** A platform as it runs in a sandbox. */
export interface RunningPlatform extends PlatformState {
  readonly platform: SandboxPlatform;
  readonly arrangements: Arrangements;
}

/** What all platforms of a sandbox share. */
export interface Wire {
  readonly log: RequestLog;
  readonly clock: Clock;
  /** Aborts when the sandbox closes: nothing waits any longer. */
  readonly closing: AbortSignal;
}

/** How a request ends on the wire. `half-answered`: the head and half of the body, then the connection is cut. */
type Ending =
  | { readonly kind: 'answered' | 'half-answered'; readonly reply: Reply }
  | { readonly kind: 'cut' | 'hung' };

const REQUEST_MAX_BYTES = 32 * 1024;

/** Puts a platform on the server. Every request is recorded, identified and counted, and meets the fault that waits for it. */
export function mount(app: Hono<Bindings>, running: RunningPlatform, wire: Wire): void {
  const { platform, accounts, arrangements, timelines, origin } = running;
  const byToken = new Map(accounts.map((account) => [account.token, account]));
  const meter = meterFor(platform.rates);

  for (const route of platform.routes) app.on(route.method, route.path, (c) => serve(c, route));
  app.all(`${platform.prefix}*`, (c) => serve(c, null));

  async function serve(c: Context<Bindings>, route: Route | null): Promise<Response> {
    const text = await bodyOf(c.env);
    if (text === null) return responseOf(json(413, { error: 'The request is too large.' }));
    const account = byToken.get(platform.readToken(c.req.header('authorization') ?? '') ?? '');
    const { pathname, search } = new URL(c.req.url);
    const request: OpenRequest = {
      at: wire.clock.now(),
      account: account?.id ?? null,
      channel: platform.channel,
      operation: route?.operation ?? null,
      method: c.req.method,
      path: pathname + search,
      body: text,
      idempotencyKey: c.req.header('idempotency-key') ?? null,
      status: null,
      fault: null,
    };
    wire.log.add(request);
    if (!route || !account) {
      const refusal = platform.answers[route ? 'unauthorized' : 'not-found'];
      const reply = route?.anonymous?.(running) ?? refusal;
      request.status = reply.status;
      return responseOf(reply);
    }
    const body = await parsed(c.req.header('content-type') ?? '', text);
    const fault = arrangements.take(account, route.operation, isReply(body, platform));
    request.fault = fault?.kind ?? null;
    const ending = await endingOf(fault, platform, wire, (times) => {
      const now = wire.clock.now();
      const usages = meter.count(route.rates, account, now);
      const exceeded = usages.find((usage) => usage.exceeded);
      if (exceeded) return platform.tooManyRequests(exceeded);
      const { idempotencyKey } = request;
      const [id, query] = [c.req.param('id') ?? '', c.req.query()];
      const state = { origin, accounts, timelines, account, when: now, asOf: now, ...times };
      const reply = route.act({ ...state, id, query, body, idempotencyKey, fault });
      return { ...reply, headers: { ...platform.rateHeaders(usages), ...reply.headers } };
    });
    if ('reply' in ending) request.status = ending.reply.status;
    return transmit(ending, c.env, wire);
  }
}

function isReply(body: unknown, { replyField }: SandboxPlatform): boolean {
  return typeof body === 'object' && body !== null && Boolean(Reflect.get(body, replyField));
}

/** Counts the call, does what it asks for, and returns what the platform would answer. */
type Perform = (times?: Partial<Pick<Call, 'when' | 'asOf'>>) => Reply;

/** Does what was asked, or not, as the fault wants, and says how the request ends. */
async function endingOf(
  fault: Fault | null,
  platform: SandboxPlatform,
  wire: Wire,
  perform: Perform,
): Promise<Ending> {
  const now = wire.clock.now();
  switch (fault?.kind) {
    case 'delay':
      await wire.clock.sleep(fault.ms, wire.closing);
      return { kind: 'answered', reply: perform() };
    case 'refused-before':
      return { kind: 'cut' };
    case 'hang':
      return { kind: 'hung' };
    case 'accepted-then-cut':
      perform();
      return { kind: 'cut' };
    case 'accepted-then-hang':
      perform();
      return { kind: 'hung' };
    case 'cut-body':
      return { kind: 'half-answered', reply: perform() };
    case 'accepted-late': {
      const reply = perform({ when: now + fault.afterMs });
      if (fault.meanwhile === 'answer') return { kind: 'answered', reply };
      if (fault.meanwhile === 'unavailable') return { kind: 'answered', reply: platform.unavailable(503) };
      return { kind: fault.meanwhile === 'hang' ? 'hung' : 'cut' };
    }
    case 'stale-timeline':
      return { kind: 'answered', reply: perform({ asOf: now - fault.lagMs }) };
    default: {
      const answer = fault && answerTo(platform, fault, now);
      if (answer && 'accepted' in fault && fault.accepted) perform();
      return { kind: 'answered', reply: answer ?? perform() };
    }
  }
}

async function transmit(ending: Ending, { incoming, outgoing }: HttpBindings, wire: Wire): Promise<Response> {
  switch (ending.kind) {
    case 'answered':
      return responseOf(ending.reply);
    case 'half-answered': {
      const bytes = Buffer.from(ending.reply.body, 'utf8');
      const { status, headers } = ending.reply;
      outgoing.writeHead(status, { ...headers, 'content-length': String(bytes.byteLength) });
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

function responseOf({ status, headers, body }: Reply): Response {
  return new Response(status === 204 || status === 304 ? null : body, { status, headers });
}

/** The body as text; null where it is too large, or its sender went away in the middle of it. */
async function bodyOf({ incoming }: HttpBindings): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of incoming) {
      bytes += chunk.length;
      // What is too much is read all the same, so that the sender reads the refusal.
      if (bytes <= REQUEST_MAX_BYTES) chunks.push(chunk);
    }
  } catch (error) {
    if (incoming.complete) throw error;
    return null;
  }
  return bytes <= REQUEST_MAX_BYTES ? Buffer.concat(chunks).toString('utf8') : null;
}

/** JSON or a form as a value; undefined where it is neither. */
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
