import type { AnswerFault, ServerError } from '../../../sandbox/fault.ts';
import { htmlPage, json, type Reply } from '../../../sandbox/platform.ts';
import type { RateStatus } from '../../../sandbox/rates.ts';

/** A Mastodon server's words for the refusals that it knows. */
export const REFUSALS = {
  unauthorized: json(401, { error: 'The access token is invalid' }),
  suspended: json(403, { error: 'Your login is currently disabled' }),
  locked: json(403, { error: 'Your login is missing a confirmed e-mail address' }),
  'reply-refused': json(404, {
    error: 'The post you are trying to reply to does not appear to exist.',
  }),
  'missing-permission': json(403, { error: 'This action is outside the authorized scopes' }),
  'not-found': json(404, { error: 'Record not found' }),
  invalid: invalid("Text can't be blank"),
  redirect: { status: 301, headers: { location: '/api/v2/instance' }, body: '' },
} as const satisfies Partial<Record<AnswerFault, Reply>>;

export function invalid(reason: string): Reply {
  return json(422, { error: `Validation failed: ${reason}` });
}

/** The server itself answers in JSON, what is before it (502, 504) in HTML. */
export function unavailable(status: ServerError): Reply {
  if (status === 500) return json(500, { error: 'An unexpected error occurred.' });
  if (status !== 503) return htmlPage(status, String(status), `<h1>${status}</h1><hr>nginx`);
  return json(503, { error: 'There was a temporary problem serving your request, please try again' });
}

export function tooMany(usage: RateStatus): Reply {
  return json(429, { error: 'Too many requests' }, rateHeaders([usage]));
}

/** The reset is ISO 8601. Told is the rate that is particular to the call, not that of all calls. */
export function rateHeaders([usage]: readonly RateStatus[]): Readonly<Record<string, string>> {
  if (!usage) return {};
  return {
    'x-ratelimit-limit': String(usage.limit),
    'x-ratelimit-remaining': String(usage.remaining),
    'x-ratelimit-reset': new Date(usage.resetAt).toISOString(),
  };
}
