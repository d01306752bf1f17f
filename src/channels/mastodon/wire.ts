import { createRestAPIClient, MastoHttpError, type mastodon } from 'masto';
import { Agent, type Dispatcher } from 'undici';
import { type ChannelAccess, secretNamed } from '../../core/domain/channel-module.ts';
import {
  ANSWER_MAX_BYTES,
  codeOf,
  departureOf,
  KEPT_MS,
  NEVER_OPEN,
  NOT_SENT,
  type Received,
  silence,
} from '../wire.ts';

/** Connections that are kept for `KEPT_MS` after an answer, for whichever account asks next. */
export function mastodonLines(): Dispatcher {
  return new Agent({
    maxResponseSize: ANSWER_MAX_BYTES,
    keepAliveTimeout: KEPT_MS,
    keepAliveMaxTimeout: KEPT_MS,
  });
}

/**
 * Asks a server once. Ends when `signal` aborts; a redirect is an error, because it would be followed as a GET and the post
 * silently lost. Never rejects for anything that the server or the network does.
 */
export function ask(
  access: ChannelAccess,
  lines: Dispatcher,
  signal: AbortSignal,
  question: (client: mastodon.rest.Client) => PromiseLike<unknown>,
): Promise<Received> {
  const accessToken = secretNamed(access.credential, 'ACCESS_TOKEN');
  return askThrough(createRestAPIClient, { accessToken }, access, lines, signal, question);
}

/** The same through a client of another part of the API, or without a token. */
export async function askThrough<Client>(
  open: (props: Parameters<typeof createRestAPIClient>[0]) => Client,
  token: { readonly accessToken?: string },
  access: ChannelAccess,
  lines: Dispatcher,
  signal: AbortSignal,
  question: (client: Client) => PromiseLike<unknown>,
): Promise<Received> {
  if (signal.aborted) return NOT_SENT;
  const line: Line = { state: 'unused', status: null, headers: {}, end: () => {} };
  const client = open({
    // A path is left out.
    url: access.server,
    ...token,
    requestInit: {
      redirect: 'error',
      signal,
      // A packed answer of a few bytes may be larger than memory.
      headers: { 'User-Agent': 'Ausrufer', 'Accept-Encoding': 'identity' },
      // Node describes its fetch by a copy of undici's types that is not assignable, older by a few releases.
      dispatcher: lines.compose(watching(line, departureOf(access))) as unknown as NonNullable<
        RequestInit['dispatcher']
      >,
    },
  });
  try {
    return answered(line, await question(client));
  } catch (error) {
    // The unread rest of an answer would keep the connection open.
    line.end();
    return failed(line, error, signal);
  }
}

/**
 * A request as observed below masto, which loses the status of every answer that is not JSON. `unused` until the request
 * reaches the network, and where something took its place: then nobody knows whether it left.
 */
interface Line {
  state: 'unused' | 'connecting' | 'open';
  status: number | null;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Ends the connection, unless the answer has been read to its end. */
  end: () => void;
}

function watching(line: Line, whyNot: () => Error | null): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    line.state = 'connecting';
    return dispatch(options, {
      onRequestStart(controller, context) {
        // Called when the connection is open, right before the first byte is written.
        const late = whyNot();
        if (!late) line.state = 'open';
        line.end = () => controller.abort(new Error('not read to its end'));
        handler.onRequestStart?.(controller, context);
        if (late) controller.abort(late);
      },
      onRequestUpgrade: (...upgrade) => handler.onRequestUpgrade?.(...upgrade),
      onResponseStart(controller, status, headers, message) {
        line.status = status;
        line.headers = headers;
        // Pages are asked for by id. masto throws where the address of the next one is not a whole one.
        delete headers.link;
        // Without this header nobody unpacks an answer that a server packed all the same: its bytes are no answer.
        delete headers['content-encoding'];
        handler.onResponseStart?.(controller, status, headers, message);
      },
      onResponseData: (...data) => handler.onResponseData?.(...data),
      onResponseEnd(...end) {
        line.end = () => {};
        handler.onResponseEnd?.(...end);
      },
      onResponseError: (...error) => handler.onResponseError?.(...error),
    });
  };
}

function answered(line: Line, body: unknown): Received {
  const header = (name: string) => headerOf(line, name);
  return { kind: 'answered', status: line.status ?? 200, isPage: body === undefined, body, header };
}

function failed(line: Line, error: unknown, signal: AbortSignal): Received {
  if (error instanceof MastoHttpError) {
    const { cause, statusCode: status, message, additionalProperties } = error;
    const header = (name: string) => (cause instanceof Response ? cause.headers.get(name) : null);
    return {
      kind: 'answered',
      status,
      isPage: false,
      body: { ...additionalProperties, error: message },
      header,
    };
  }
  if (line.status !== null) {
    const header = (name: string) => headerOf(line, name);
    const isPage = (header('content-type') ?? '').includes('html');
    return { kind: 'answered', status: line.status, isPage, body: undefined, header };
  }
  const code = codeOf(error);
  const left = line.state !== 'connecting' && !NEVER_OPEN.test(code);
  return silence(left, code, signal);
}

function headerOf(line: Line, name: string): string | null {
  const value = line.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
