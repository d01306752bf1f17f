import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { ChannelAccess } from '../core/domain/channel-module.ts';
import {
  ANSWER_MAX_BYTES,
  codeOf,
  departureOf,
  KEPT_MS,
  NEVER_OPEN,
  NOT_SENT,
  type Received,
  silence,
} from './wire.ts';

export interface Question {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: object | undefined;
}

/**
 * Asks a server once, and never again by itself. Ends when `signal` aborts. Redirects are not followed: a post would be
 * asked for as a GET, and silently lost. Never rejects for anything that the server or the network does.
 */
export type Lines = (access: ChannelAccess, question: Question, signal: AbortSignal) => Promise<Received>;

/** Lines whose connections are kept for `KEPT_MS` after an answer, for whichever account asks next. */
export function openLines(): Lines {
  const keeping = { keepAlive: true, maxFreeSockets: Number.MAX_SAFE_INTEGER, timeout: KEPT_MS };
  const agents = { http: careful(new http.Agent(keeping)), https: careful(new https.Agent(keeping)) };
  return (access, { method, url, headers, body }, signal) => {
    if (signal.aborted) return Promise.resolve(NOT_SENT);
    const { promise, resolve } = Promise.withResolvers<Received>();
    const [request, agent] =
      url.protocol === 'https:' ? [https.request, agents.https] : [http.request, agents.http];
    const departure: Departure = { signal, whyNot: departureOf(access) };
    const options = {
      ...{ method, agent, signal, departure },
      headers: {
        'user-agent': 'Ausrufer',
        accept: 'application/json',
        'accept-encoding': 'identity',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
    };
    /** A request can have left only on a connection that is open. */
    let isOpen = false;
    request(url, options)
      .on('socket', () => {
        isOpen = true;
      })
      .on('response', (response) => void answerIn(response).then(resolve))
      .on('error', (error) => {
        const code = codeOf(error);
        resolve(silence(isOpen && !NEVER_OPEN.test(code), code || error.message, signal));
      })
      .end(body === undefined ? undefined : JSON.stringify(body));
    return promise;
  };
}

/** The body is undefined where it is not JSON, was cut or is too long. */
function answerIn(response: http.IncomingMessage): Promise<Received> {
  const { promise, resolve } = Promise.withResolvers<Received>();
  const { statusCode: status = 0, headers } = response;
  const header = (name: string) => {
    const value = headers[name];
    return typeof value === 'string' ? value : null;
  };
  const isPage = (header('content-type') ?? '').includes('html');
  const parts: Buffer[] = [];
  let bytes = 0;
  response
    .on('data', (part: Buffer) => {
      parts.push(part);
      bytes += part.length;
      if (bytes > ANSWER_MAX_BYTES) response.destroy();
    })
    // What was cut is judged by its status, once the connection is over.
    .on('error', () => {})
    .on('close', () => {
      const body = response.complete ? parsed(Buffer.concat(parts).toString()) : undefined;
      resolve({ kind: 'answered', status, isPage, body, header });
    });
  return promise;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // `undefined` says so: what is not JSON proves nothing, and its status is judged without it.
    return undefined;
  }
}

/** The part of a request that its connection gets. */
interface Departure {
  readonly signal: AbortSignal;
  readonly whyNot: () => Error | null;
}

/**
 * Requests get a socket only once it is connected and secured: before that, no byte of one can be in it. They get one of an
 * earlier request only once it was looked at again: some servers (snac2) end it with their answer, and do not say so.
 */
function careful<Agent extends http.Agent>(agent: Agent): Agent {
  const [keep] = agent.listeners('free') as ((...freed: readonly unknown[]) => void)[];
  agent.removeAllListeners('free').on('free', (...freed) => setImmediate(() => keep?.(...freed)));
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const { departure } = options as unknown as { readonly departure: Departure };
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
      return callback?.(null, socket);
    });
    return undefined;
  };
  return agent;
}
