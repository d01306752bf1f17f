import { z } from 'zod';
import { type Failure, failureOfSilence, resetWithin } from '../../core/delivery/outcome.ts';
import { HOUR, type Instant } from '../../core/domain/clock.ts';
import { type Purpose, type Received, reasonOf } from '../wire.ts';

/** The longest window of any limit: 300 posts in 3 hours. */
const WINDOW_MS = 3 * HOUR;

/**
 * What an answer without the wanted content means for something that was to be done. Sources: Mastodon's documentation
 * and server source. A 2xx is here only because it could not be read. HTML of any kind proves nothing: it comes
 * from whatever stands before the server, and an error page may hide a post that was taken.
 */
export function failureOf(received: Received, purpose: Purpose, now: Instant): Failure {
  if (received.kind === 'silent') return failureOfSilence(received.left, received.reason);
  const { status, isPage } = received;
  const error = errorOf(received.body);
  const reason = reasonOf(
    'the server',
    status,
    error ?? (isPage ? 'a web page' : 'nothing that can be read'),
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
      // Without the server's own words a refusal may be that of something in between.
      return error === null ? { kind: 'unknown', reason } : refusal(status, error, purpose, reason);
  }
}

function refusal(status: number, error: string, purpose: Purpose, reason: string): Failure {
  switch (status) {
    case 403:
      return { kind: 'refused', cause: 'account', reason };
    case 404:
    case 410:
      if (purpose === 'reply') return { kind: 'refused', cause: 'reply', reason };
      if (purpose === 'edit') return { kind: 'refused', cause: 'missing', reason };
      // To a new post: perhaps the replay of one that was taken and is gone.
      return { kind: 'unknown', reason };
    case 422:
      if (purpose === 'reply' && /repl|antwort|thread|parent/i.test(error))
        return { kind: 'refused', cause: 'reply', reason };
      return { kind: 'refused', cause: 'post', reason };
    case 400:
    case 406:
    case 413:
    case 415:
      return { kind: 'refused', cause: 'post', reason };
    default:
      return { kind: 'unknown', reason };
  }
}

/** Whether the server itself says that a status is not there. */
export function saysNotFound(received: Received): boolean {
  return (
    received.kind === 'answered' &&
    (received.status === 404 || received.status === 410) &&
    errorOf(received.body) !== null
  );
}

/** Whether a server answers this address at all, in whatever way it says so. */
export function lacksAddress(received: Received): boolean {
  return received.kind === 'answered' && [404, 405, 410, 501].includes(received.status);
}

const errorSchema = z.object({ error: z.string().min(1) });

function errorOf(body: unknown): string | null {
  const read = errorSchema.safeParse(body);
  return read.success ? read.data.error : null;
}
