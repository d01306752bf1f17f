import { codeOf, NEVER_OPEN } from '../channels/wire.ts';
import { SECOND } from '../core/domain/clock.ts';

/** The outcome of a message: taken, certainly not taken, or nobody knows. */
export type Reception = 'taken' | 'refused' | 'unknown';

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
  try {
    const answer = await fetch(address, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const beginning = await beginningOf(answer);
    if (!answer.ok || isPage(beginning)) return 'refused';
    return 'taken';
  } catch (error) {
    // Staff can't be told that staff can't be told: the missing ping says so.
    return NEVER_OPEN.test(codeOf(error)) ? 'refused' : 'unknown';
  }
}

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
