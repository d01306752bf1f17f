import { z } from 'zod';
import { type Failure, failureOfSilence, resetWithin } from '../../core/delivery/outcome.ts';
import { HOUR, type Instant } from '../../core/domain/clock.ts';
import { reason as sentence } from '../../core/domain/reason.ts';
import { type Purpose, type Received, reasonOf } from '../wire.ts';

/** The longest window of any limit: 300 posts in 3 hours. */
const WINDOW_MS = 3 * HOUR;

/**
 * Says what an answer without the wanted content means for what was asked. Sources: Mastodon's documentation and the
 * server's source. A 2xx comes here only because it could not be read. HTML proves nothing: it comes from a proxy in front
 * of the server, and an error page may hide a post that was published.
 */
export function failureOf(received: Received, purpose: Purpose, now: Instant): Failure {
  if (received.kind === 'silent') return failureOfSilence(received.left, received.reason);
  const { status, isPage } = received;
  const error = errorOf(received.body);
  const reason = reasonOf(
    sentence('reason.the-server'),
    status,
    error,
    sentence(isPage ? 'reason.web-page' : 'reason.no-words'),
  );
  if (isPage) return { kind: 'unknown', reason };
  switch (status) {
    case 401:
      return { kind: 'deferred', cause: 'account', until: null, reason };
    case 429: {
      const reset = Date.parse(received.header('x-ratelimit-reset') ?? '');
      return { kind: 'deferred', cause: 'rate', until: resetWithin(WINDOW_MS, reset, now), reason };
    }
    default:
      // Without the server's own words the refusal may come from a proxy in front of it.
      return error === null ? { kind: 'unknown', reason } : refusal(status, error, purpose, reason);
  }
}

function refusal(status: number, error: string, purpose: Purpose, reason: string): Failure {
  switch (status) {
    case 403:
      // About what was asked for, not about the account: Mastodon says so where a rule forbids one action.
      if (/this action is not allowed/i.test(error))
        return { kind: 'refused', cause: purpose === 'reply' ? 'reply' : 'post', reason };
      return { kind: 'refused', cause: 'account', reason };
    case 404:
    case 410:
      if (purpose === 'reply') return { kind: 'refused', cause: 'reply', reason };
      // Only reading tells whether a post is gone. For a new post it may be the replay of one that was published and deleted.
      return { kind: 'unknown', reason };
    case 400:
    case 406:
    case 413:
    case 415:
    case 422:
      if (purpose === 'reply' && /repl|antwort|thread|parent/i.test(error))
        return { kind: 'refused', cause: 'reply', reason };
      return { kind: 'refused', cause: 'post', reason };
    default:
      return { kind: 'unknown', reason };
  }
}

/** Whether the server itself says that a status does not exist. */
export function saysNotFound(received: Received): boolean {
  return (
    received.kind === 'answered' &&
    (received.status === 404 || received.status === 410) &&
    errorOf(received.body) !== null
  );
}

/** Whether the server does not have this address, however it says so. */
export function lacksAddress(received: Received): boolean {
  return received.kind === 'answered' && [404, 405, 410, 501].includes(received.status);
}

const words = z.string().min(1);
/** Pixelfed refuses as Laravel does: with a message, and what is wrong with each field. */
const errorSchema = z.union([
  z.object({ error: words }),
  z
    .object({ message: words, errors: z.record(z.string(), z.unknown()) })
    .transform(({ message }) => ({ error: message })),
]);

function errorOf(body: unknown): string | null {
  const read = errorSchema.safeParse(body);
  return read.success ? read.data.error : null;
}
