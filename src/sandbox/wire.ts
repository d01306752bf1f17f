import { once } from 'node:events';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Hono } from 'hono';
import type { ChannelId } from '../core/domain/channel.ts';
import type { Clock, Instant } from '../core/domain/clock.ts';
import { jsonIn } from '../core/domain/json.ts';
import type { Arrangements } from './arrangements.ts';
import { BODILESS, type Fault, type Operation } from './fault.ts';
import {
  answerTo,
  type Call,
  type Endpoint,
  json,
  type PlatformState,
  type Reply,
  type SandboxPlatform,
} from './platform.ts';
import { meterFor } from './rates.ts';

export interface Bindings {
  readonly Bindings: HttpBindings;
}

/** A platform as it runs in a sandbox. */
export interface RunningPlatform extends PlatformState {
  readonly arrangements: Arrangements;
}

/** A request that arrived, and its outcome. Headers, and so credentials, are not kept. */
export interface SandboxRequest {
  readonly at: Instant;
  /** Null: the token belongs to no account. */
  readonly account: string | null;
  readonly channel: ChannelId;
  readonly operation: Operation | null;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** The body byte by byte, as UTF-8. */
  readonly body: string;
  readonly idempotencyKey: string | null;
  /** The status of the answer; null where none was given, or not yet. */
  readonly status: number | null;
  /** The fault that the request met, or null. */
  readonly fault: Fault['kind'] | null;
}

/** A request whose answer is not known yet. */
export type OpenRequest = { -readonly [Key in keyof SandboxRequest]: SandboxRequest[Key] };

/** All that all platforms of a sandbox share. */
interface Wire {
  /** Keeps a request, and later changes to it. */
  record(request: OpenRequest): void;
  readonly clock: Clock;
  /** Aborts when the sandbox closes: nothing waits any longer. */
  readonly closing: AbortSignal;
}

const REQUEST_MAX_BYTES = 32 * 1024;

/**
 * Puts a platform on the server. Every request is recorded, identified and counted, and meets the fault that waits for it.
 */
export function mount(app: Hono<Bindings>, running: RunningPlatform, wire: Wire): void {
  const { platform, tokens, arrangements } = running;
  const count = meterFor(platform.rates);
  /** The newest answer to each operation of each account, for a proxy that mixes them up. */
  const newest = new Map<string, { readonly account: string; readonly reply: Reply }>();

  for (const route of platform.routes) app.on(route.method, route.path, (c) => serve(c, route));
  app.all(`${platform.prefix}*`, (c) => serve(c, null));

  async function serve(c: Context<Bindings>, route: Endpoint | null): Promise<Response> {
    const text = await bodyOf(c.env);
    if (text === null) return responseOf(json(413, { error: 'The request is too large.' }));
    const account = tokens.get(platform.readToken(c.req.header('authorization') ?? '') ?? '');
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
    wire.record(request);
    const body = parsed(c.req.header('content-type') ?? '', text);
    if (!route || !account) {
      const refusal = platform.answers[route ? 'unauthorized' : 'not-found'];
      const reply = route?.anonymous?.({ ...running, query: c.req.query(), body }) ?? refusal;
      request.status = reply.status;
      return responseOf(reply);
    }
    const fault = arrangements.take(account, route.operation, isReply(body, platform));
    request.fault = fault?.kind ?? null;
    const perform: Perform = (times) => {
      const now = wire.clock.now();
      const usages = count(route.rates, account, now);
      const exceeded = usages.find((usage) => usage.exceeded);
      if (exceeded) return platform.tooManyRequests(exceeded);
      const { idempotencyKey } = request;
      const [id, query] = [c.req.param('id') ?? '', c.req.query()];
      const state = { ...running, account, when: now, asOf: now, ...times };
      const reply = route.act({ ...state, id, query, body, idempotencyKey, fault });
      newest.set(`${account.id} ${route.operation}`, { account: account.id, reply });
      return { ...reply, headers: { ...platform.rateHeaders(usages), ...reply.headers } };
    };
    const anothers = () =>
      [...newest].findLast(([of, one]) => of.endsWith(` ${route.operation}`) && one.account !== account.id);
    const ending = await endingOf(fault, platform, wire, perform, () => anothers()?.[1].reply);
    if (typeof ending === 'object') request.status = ending.status;
    return transmit(ending, c.env, wire.closing);
  }
}

function isReply(body: unknown, { replyField }: SandboxPlatform): boolean {
  return typeof body === 'object' && body !== null && Boolean(Reflect.get(body, replyField));
}

/** Counts the call, carries it out, and returns the answer of the platform. */
type Perform = (times?: Partial<Pick<Call, 'when' | 'asOf'>>) => Reply;

/** How a request ends: with an answer, whole or cut off in the middle of its body, or without. */
type Ending = (Reply & { readonly isCutOff?: boolean }) | 'cut' | 'hang';

/** Does what was asked, or not, as the fault wants. */
async function endingOf(
  fault: Fault | null,
  platform: SandboxPlatform,
  { clock, closing }: Wire,
  perform: Perform,
  answerToAnother: () => Reply | undefined,
): Promise<Ending> {
  const now = clock.now();
  switch (fault?.kind) {
    case 'delay':
      await clock.sleep(fault.ms, closing);
      return perform();
    case 'refused-before':
      return 'cut';
    case 'hang':
      return 'hang';
    case 'accepted-then-cut':
      perform();
      return 'cut';
    case 'accepted-then-hang':
      perform();
      return 'hang';
    case 'mixed-up': {
      const reply = perform();
      return answerToAnother() ?? reply;
    }
    case 'cut-body':
      return { ...perform(), isCutOff: true };
    case 'accepted-late': {
      const { meanwhile = 'cut' } = fault;
      const reply = perform({ when: now + fault.afterMs });
      if (meanwhile === 'unavailable') return platform.unavailable(503);
      return meanwhile === 'answer' ? reply : meanwhile;
    }
    case 'stale-timeline':
      return perform({ asOf: now - fault.lagMs });
    default: {
      const answer = fault && answerTo(platform, fault, now);
      if (answer && 'accepted' in fault && fault.accepted) perform();
      return answer ?? perform();
    }
  }
}

async function transmit(
  ending: Ending,
  { incoming, outgoing }: HttpBindings,
  closing: AbortSignal,
): Promise<Response> {
  if (ending === 'cut') {
    incoming.socket.destroy();
  } else if (ending === 'hang') {
    // Until the caller gives up, or the sandbox closes.
    if (!outgoing.closed) await once(outgoing, 'close', { signal: closing }).catch(() => {});
  } else if (ending.isCutOff) {
    const bytes = Buffer.from(ending.body, 'utf8');
    outgoing.writeHead(ending.status, { ...ending.headers, 'content-length': String(bytes.byteLength) });
    outgoing.write(bytes.subarray(0, Math.floor(bytes.byteLength / 2)), () => incoming.socket.destroy());
  } else {
    return responseOf(ending);
  }
  return RESPONSE_ALREADY_SENT;
}

function responseOf({ status, headers, body }: Reply): Response {
  return new Response(BODILESS.has(status) ? null : body, { status, headers });
}

/** The body as text; null if it is too large, or its sender left in the middle of it. */
async function bodyOf({ incoming }: HttpBindings): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of incoming) {
      bytes += chunk.length;
      // Bytes over the limit are read all the same, so that the sender reads the refusal.
      if (bytes <= REQUEST_MAX_BYTES) chunks.push(chunk);
    }
  } catch (error) {
    if (incoming.complete) throw error;
    return null;
  }
  return bytes <= REQUEST_MAX_BYTES ? Buffer.concat(chunks).toString('utf8') : null;
}

/** JSON or a form as a value; undefined where it is neither. */
function parsed(contentType: string, body: string): unknown {
  if (contentType.includes('urlencoded')) return Object.fromEntries(new URLSearchParams(body));
  return body === '' ? {} : jsonIn(body);
}
