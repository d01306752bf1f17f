import { type Instant, MINUTE } from '../core/domain/clock.ts';
import { htmlReply, json, type Reply } from './call.ts';
import { FAULT_DEFAULTS, type Fault } from './fault.ts';

export const MASTODON_ANSWERS = {
  unauthorized: () => json(401, { error: 'The access token is invalid' }),
  notFound: () => json(404, { error: 'Record not found' }),
  parentGone: () => json(404, { error: 'The post you are trying to reply to does not appear to exist.' }),
  invalid: (what: string) => json(422, { error: `Validation failed: ${what}` }),
  tooMany: (limit: number, resetAt: Instant) =>
    json(
      429,
      { error: 'Too many requests' },
      {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': new Date(resetAt).toISOString(),
      },
    ),
  internal: () => json(500, { error: 'An unexpected error occurred.' }),
};

const PAGE =
  '<!DOCTYPE html><html><head><title>Mastodon</title></head><body><p>We’re sorry, but something went wrong on our end.</p></body></html>';

/** What a Mastodon server answers instead of doing what was asked; null where the fault is none of Mastodon's, or concerns no answer. */
export function mastodonAnswerTo(fault: Fault, now: Instant): Reply | null {
  switch (fault.kind) {
    case 'rate-limited':
      return MASTODON_ANSWERS.tooMany(300, now + (fault.resetAfterMs ?? 5 * MINUTE));
    case 'unavailable':
    case 'timeline-unavailable':
      return unavailable(fault.status ?? FAULT_DEFAULTS.status);
    case 'unauthorized':
      return MASTODON_ANSWERS.unauthorized();
    case 'suspended':
      return json(403, { error: 'Your login is currently disabled' });
    case 'locked':
      return json(403, { error: 'Your login is missing a confirmed e-mail address' });
    case 'reply-refused':
      return MASTODON_ANSWERS.parentGone();
    case 'missing-permission':
      return json(403, { error: 'This action is outside the authorized scopes' });
    case 'not-found':
      return MASTODON_ANSWERS.notFound();
    case 'invalid':
      return MASTODON_ANSWERS.invalid("Text can't be blank");
    case 'html':
      return htmlReply(fault.status ?? 200, PAGE);
    case 'redirect':
      return { status: 301, headers: { location: '/api/v2/instance' }, body: '' };
    case 'answer':
      return { status: fault.status, headers: fault.headers ?? {}, body: fault.body };
    default:
      return null;
  }
}

/** The server itself answers in JSON, what stands before it (502, 504) in HTML. */
function unavailable(status: 500 | 502 | 503 | 504): Reply {
  if (status === 500) return MASTODON_ANSWERS.internal();
  if (status === 503)
    return json(503, { error: 'There was a temporary problem serving your request, please try again' });
  return htmlReply(
    status,
    `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center><hr><center>nginx</center></body></html>`,
  );
}
