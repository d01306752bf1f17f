import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import {
  ApiPartialResponseError,
  ApiRequestError,
  ApiResponseError,
  TwitterApi,
  type TwitterApiTokens,
  type TwitterApiv2,
  type TwitterResponse,
} from 'twitter-api-v2';
import { type ChannelAccess, type Credential, secretNamed } from '../../core/domain/channel-module.ts';
import {
  ANSWER_MAX_BYTES,
  departureOf,
  KEPT_MS,
  NEVER_OPEN,
  NOT_SENT,
  type Received,
  silence,
} from '../wire.ts';

/** Asks through the client. `options` must be handed on to it. */
export type XQuestion = (v2: TwitterApiv2, options: XOptions) => Promise<TwitterResponse<string>>;
type XOptions = Readonly<ReturnType<typeof optionsFor>>;

/**
 * Asks X once. Ends when `signal` aborts. Redirects are not followed. Never rejects for anything that X or the network does.
 */
export async function ask(
  access: ChannelAccess,
  lines: XLines,
  tokens: TwitterApiTokens,
  signal: AbortSignal,
  question: XQuestion,
): Promise<Received> {
  if (signal.aborted) return NOT_SENT;
  const answer: Observed = { status: null, bytes: 0 };
  const line = lines(access.server, signal, departureOf(access), answer);
  const { v2 } = new TwitterApi(tokens, {
    httpAgent: line.agent,
    // The client waits for ever for the rest of a compressed body that was cut.
    compression: false,
  });
  try {
    const { data, headers } = await question(v2, optionsFor(access.server));
    return answered(answer.status ?? 200, headers, data);
  } catch (error) {
    if (error instanceof ApiResponseError) return answered(error.code, error.headers, error.data);
    if (error instanceof ApiPartialResponseError) {
      const { statusCode = 0, headers } = error.response;
      return answered(statusCode, headers, undefined);
    }
    if (error instanceof ApiRequestError) return unanswered(error, line.progress(), signal);
    throw error;
  }
}

/** The secrets of the app, by which it asks for the tokens of an account. */
export function appTokens(credential: Credential) {
  return {
    appKey: secretNamed(credential, 'X_APP_KEY'),
    appSecret: secretNamed(credential, 'X_APP_SECRET'),
  };
}

/** The secrets of an account, with those of the app. */
export function accountTokens(credential: Credential) {
  return {
    ...appTokens(credential),
    accessToken: secretNamed(credential, 'ACCESS_TOKEN'),
    accessSecret: secretNamed(credential, 'ACCESS_SECRET'),
  };
}

/** Observed below the client, which does not tell the status of a successful answer. */
interface Observed {
  status: number | null;
  bytes: number;
}

/** `server`: `https://api.x.com`, with or without `/2` behind it. */
export function rootOf(server: string): string {
  return server.replace(/\/+$/, '').replace(/\/2$/, '');
}

function optionsFor(server: string) {
  return {
    prefix: `${rootOf(server)}/2/`,
    fullResponse: true,
    // As text, because the client's own parsing crashes the process on some malformed errors.
    forceParseMode: 'text',
    forceBodyMode: 'json',
    headers: { 'user-agent': 'Ausrufer' },
  } as const;
}

function observe(response: http.IncomingMessage, answer: Observed): void {
  answer.status = response.statusCode ?? null;
  response.on('data', (chunk: Buffer) => {
    answer.bytes += chunk.length;
    if (answer.bytes > ANSWER_MAX_BYTES) response.destroy();
  });
}

function answered(status: number, headers: http.IncomingHttpHeaders, text: unknown): Received {
  const header = (name: string) => {
    const value = headers[name];
    return typeof value === 'string' ? value : null;
  };
  return { kind: 'answered', status, isPage: false, body: parsed(text), header };
}

/**
 * The progress of a connection: a request can have left only on an open one. `untouched`: something took the place of the
 * network, and nobody knows whether the request left.
 */
type Progress = 'untouched' | 'connecting' | 'open';

/** Gives each request a line. */
type XLines = (
  server: string,
  signal: AbortSignal,
  whyNot: () => Error | null,
  answer: Observed,
) => { readonly agent: http.Agent; progress(): Progress };

/** The part of a request that its connection gets. */
interface Departure {
  progress: Progress;
  readonly signal: AbortSignal;
  readonly whyNot: () => Error | null;
}

/** Lines whose connections are kept for `KEPT_MS` after an answer, for whichever account asks next. */
export function xLines(): XLines {
  const agents = [keeping(new http.Agent(KEEPING)), keeping(new https.Agent(KEEPING))] as const;
  return (server, signal, whyNot, answer) => {
    const departure: Departure = { progress: 'untouched', signal, whyNot };
    const kept = agents[server.startsWith('https:') ? 1 : 0];
    const agent: Asked = Object.create(kept);
    agent.addRequest = (request, options) => {
      // On a kept connection it leaves at once, and what is destroyed never does.
      const late = whyNot();
      departure.progress = late ? 'connecting' : 'open';
      if (late) request.destroy(late);
      const stop = () => request.destroy(new Error('stopped'));
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop);
      request.once('close', () => signal.removeEventListener('abort', stop));
      request.once('response', (response) => observe(response, answer));
      kept.addRequest(request, { ...options, departure });
    };
    return { agent: agent as unknown as http.Agent, progress: () => departure.progress };
  };
}

const KEEPING = { keepAlive: true, maxFreeSockets: Number.MAX_SAFE_INTEGER };

/** The part of an agent that is not in its types. */
interface Asked extends Omit<http.Agent, 'keepSocketAlive' | 'reuseSocket'> {
  addRequest(request: http.ClientRequest, options: object): void;
  keepSocketAlive(socket: Socket): boolean;
  reuseSocket(socket: Socket, request: http.ClientRequest): void;
}

/** The client gets a socket only once it is connected and secured: before that, no byte of a request can be in it. */
function keeping(agent: http.Agent): Asked {
  const kept = agent as unknown as Asked;
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const { departure } = options as unknown as { readonly departure: Departure };
    departure.progress = 'connecting';
    const socket = connect(options) as Socket;
    const fail = (error: Error) => callback?.(error, socket);
    const stop = () => socket.destroy(new Error('stopped'));
    departure.signal.addEventListener('abort', stop);
    socket.once('error', fail);
    socket.once(agent instanceof https.Agent ? 'secureConnect' : 'connect', () => {
      departure.signal.removeEventListener('abort', stop);
      const late = departure.whyNot();
      if (late) return socket.destroy(late);
      socket.off('error', fail);
      departure.progress = 'open';
      return callback?.(null, socket);
    });
    return undefined;
  };
  const keep = kept.keepSocketAlive.bind(kept);
  kept.keepSocketAlive = (socket) => {
    const isKept = keep(socket);
    socket.setTimeout(KEPT_MS);
    return isKept;
  };
  const reuse = kept.reuseSocket.bind(kept);
  kept.reuseSocket = (socket, request) => {
    reuse(socket, request);
    socket.setTimeout(0);
  };
  return kept;
}

const RESETS: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

function unanswered(error: ApiRequestError, progress: Progress, signal: AbortSignal): Received {
  const cause = causeOf(error);
  const code = cause !== null && 'code' in cause ? String(cause.code) : '';
  const mayHaveLeft = progress === 'open' || (progress === 'untouched' && (code === '' || RESETS.has(code)));
  const left = mayHaveLeft && !NEVER_OPEN.test(code);
  return silence(left, code || (cause?.message ?? ''), signal);
}

/** `requestError` is always undefined in 1.29.1: the cause is in the hidden options. */
function causeOf(error: ApiRequestError): Error | null {
  const options: unknown = Reflect.get(error, '_options');
  if (typeof options !== 'object' || options === null || !('error' in options)) return null;
  return options.error instanceof Error ? options.error : null;
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // `undefined` says so: what is not JSON proves nothing, and its status is judged without it.
    return undefined;
  }
}
