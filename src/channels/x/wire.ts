import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import {
  ApiPartialResponseError,
  ApiRequestError,
  ApiResponseError,
  TwitterApi,
  type TwitterApiTokens,
} from 'twitter-api-v2';
import { ANSWER_MAX_BYTES, NOT_SENT, type Received, silence } from '../wire.ts';

export interface XService {
  /** `https://api.x.com`; with or without `/2` behind it. */
  readonly baseUrl: string;
  readonly credentials: TwitterApiTokens;
}

export interface XRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/2/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/**
 * Asks X once, on a connection of its own: on a kept one a request can meet its end, and nobody knows whether it arrived.
 * Ends when `signal` aborts. Redirects are not followed. Never rejects for anything that X or the network does.
 */
export async function ask(service: XService, request: XRequest, signal: AbortSignal): Promise<Received> {
  if (signal.aborted) return NOT_SENT;
  const line = lineTo(service.baseUrl);
  const answer: Watched = { status: null, bytes: 0 };
  try {
    const { data, headers } = await send(service, request, line.agent, answer, signal);
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

function answered(status: number, headers: http.IncomingHttpHeaders, text: unknown): Received {
  const header = (name: string) => {
    const value = headers[name];
    return typeof value === 'string' ? value : null;
  };
  return { kind: 'answered', status, isPage: false, body: parsed(text), header };
}

/** What is seen of an answer below the client, which keeps the status of a successful one to itself. */
interface Watched {
  status: number | null;
  bytes: number;
}

/**
 * The body is taken as text: the client's own reading of it crashes the process over some malformed errors. Compression
 * is not asked for, because the client waits for ever for the rest of a cut compressed body.
 */
async function send(
  service: XService,
  request: XRequest,
  agent: http.Agent,
  answer: Watched,
  signal: AbortSignal,
) {
  const client = new TwitterApi(service.credentials, {
    httpAgent: agent,
    compression: false,
    plugins: [
      {
        onBeforeRequest: async ({ requestOptions }) => {
          requestOptions.signal = signal;
        },
      },
    ],
  });
  const { v2 } = client;
  const options = {
    prefix: `${service.baseUrl.replace(/\/+$/, '').replace(/\/2$/, '')}/2/`,
    fullResponse: true,
    forceParseMode: 'text',
    forceBodyMode: 'json',
    headers: { 'user-agent': 'Ausrufer' },
    requestEventDebugHandler: (event: string, told?: { readonly res?: unknown }) => {
      if (event === 'response' && told?.res instanceof http.IncomingMessage) watch(told.res, answer);
    },
  } as const;
  switch (request.method) {
    case 'GET':
      return v2.get<string>(request.path, { ...request.query }, options);
    case 'POST':
      return v2.post<string>(request.path, { ...request.body }, options);
    case 'DELETE':
      return v2.delete<string>(request.path, { ...request.query }, options);
    default:
      return request.method satisfies never;
  }
}

function watch(response: http.IncomingMessage, answer: Watched): void {
  answer.status = response.statusCode ?? null;
  response.on('data', (chunk: Buffer) => {
    answer.bytes += chunk.length;
    if (answer.bytes > ANSWER_MAX_BYTES) response.destroy();
  });
}

/** How far a connection got. Only on one that stands can a request have left. */
type Progress = 'connecting' | 'securing' | 'standing';

function lineTo(baseUrl: string): { readonly agent: http.Agent; progress(): Progress } {
  const secure = baseUrl.startsWith('https:');
  const agent = secure ? new https.Agent({ keepAlive: false }) : new http.Agent({ keepAlive: false });
  let progress: Progress = 'connecting';
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback): Duplex | null | undefined => {
    const socket = connect(options, callback);
    socket?.once('connect', () => {
      progress = secure ? 'securing' : 'standing';
    });
    socket?.once('secureConnect', () => {
      progress = 'standing';
    });
    return socket;
  };
  return { agent, progress: () => progress };
}

const RESETS: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

function unanswered(error: ApiRequestError, progress: Progress, signal: AbortSignal): Received {
  const cause = causeOf(error);
  const code = cause !== null && 'code' in cause ? String(cause.code) : '';
  const left = progress === 'standing' || (progress === 'connecting' && (code === '' || RESETS.has(code)));
  return silence(left, code || (cause?.message ?? ''), signal);
}

/** `requestError` is always undefined in 1.29.1: what happened stands in the hidden options. */
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
    // Told by `undefined`: what is no JSON proves nothing, and its status is judged without it.
    return undefined;
  }
}
