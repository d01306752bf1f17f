import { codeOf } from '../channels/wire.ts';
import { once } from '../core/domain/cache.ts';
import { SECOND } from '../core/domain/clock.ts';

/** The outcome of a message, and in the words of the network or the answer why it was not taken. */
export interface Reception {
  /** Taken, refused by the server that answered, not sent because no connection opened, or nobody knows. */
  readonly kind: 'taken' | 'refused' | 'unreached' | 'unknown';
  readonly because: string;
}

export const TAKEN: Reception = { kind: 'taken', because: '' };

const CONNECTED_WITHIN_MS = 5 * SECOND;
const ANSWER_WITHIN_MS = 10 * SECOND;
/** Bytes of an answer that are looked at. */
const ANSWER_BYTES_MAX = 4_096;

/**
 * Asks an address outside once. Taken is what is answered with 2xx, and not with a web page: a page that asks somebody to
 * sign in takes no message. Redirects are not followed. Never rejects for anything that the network does.
 */
export async function request(
  fetch: typeof globalThis.fetch,
  address: string,
  init: RequestInit,
): Promise<Reception> {
  const dispatcher = (await lines()) as unknown as NonNullable<RequestInit['dispatcher']>;
  try {
    const answer = await fetch(address, {
      ...init,
      dispatcher,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const beginning = await beginningOf(answer);
    const status = `HTTP ${answer.status}`;
    if (!answer.ok) return { kind: 'refused', because: status };
    return isPage(beginning) ? { kind: 'refused', because: `${status}, text/html` } : TAKEN;
  } catch (error) {
    // Staff can't be told that staff can't be told: the missing ping says so.
    return { kind: codeOf(error) === NEVER_OPEN ? 'unreached' : 'unknown', because: causeOf(error) };
  }
}

/** The first cause of an error, as `connect ECONNREFUSED 127.0.0.1:9`: `fetch` itself only says that it failed. */
function causeOf(error: unknown): string {
  return error instanceof Error && error.cause !== undefined ? causeOf(error.cause) : String(error);
}

const NEVER_OPEN = 'never-open';

/** Every failure to open a connection, TLS and a wait of five seconds included, has one code: nothing was sent. */
const lines = once(async () => {
  const { Agent, buildConnector } = await import('undici');
  const connect = buildConnector({ timeout: CONNECTED_WITHIN_MS });
  return new Agent({
    connect: (to, done) =>
      connect(to, (...[error, socket]) =>
        error ? done(Object.assign(error, { code: NEVER_OPEN }), null) : done(null, socket),
      ),
  });
});

async function beginningOf(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const bytes of answer.body ?? []) {
      text += decoder.decode(bytes, { stream: true });
      if (text.length >= ANSWER_BYTES_MAX) break;
    }
  } catch {
    // Its status has come, and that says whether the message was taken.
  }
  return text;
}

/** By its beginning, as chats answer a plain "ok" that they call HTML. */
function isPage(beginning: string): boolean {
  return /^\s*<(!doctype\s+html|html)\b/i.test(beginning);
}
