import { STATUS_CODES } from 'node:http';
import type { AnswerFault, ServerError } from '../../../sandbox/fault.ts';
import { json, type Reply } from '../../../sandbox/platform.ts';
import type { RateStatus } from '../../../sandbox/rates.ts';

const PROBLEMS = 'https://api.x.com/2/problems';

/** An error as v2 writes it: problem details. */
function problem(status: number, title: string, detail = title, type = 'about:blank'): Reply {
  return json(status, { title, detail, type, status });
}

export function forbidden(detail: string, type?: string): Reply {
  return problem(403, 'Forbidden', detail, type && `${PROBLEMS}/${type}`);
}

/** An error as v1 wrote it. */
export function coded(status: number, code: number, message: string): Reply {
  return json(status, { errors: [{ code, message }] });
}

export function invalid(...messages: readonly string[]): Reply {
  return json(400, {
    errors: messages.map((message) => ({ parameters: {}, message })),
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: `${PROBLEMS}/invalid-request`,
  });
}

/** The problem of an id without a post. It is part of the answer to a read, and the answer to a deletion. */
export function missing(id: string) {
  return {
    detail: `Could not find tweet with id: [${id}].`,
    title: 'Not Found Error',
    resource_type: 'tweet',
    resource_id: id,
    type: `${PROBLEMS}/resource-not-found`,
  };
}

export function unavailable(status: ServerError): Reply {
  return problem(status, STATUS_CODES[status] ?? '');
}

export function tooMany(usage: RateStatus): Reply {
  const reply = problem(429, 'Too Many Requests');
  return { ...reply, headers: { ...reply.headers, ...rateHeaders(usage) } };
}

/** Times are epoch seconds. The day of the app, which all its accounts share, has headers of its own. */
export function rateHeaders({
  name,
  limit,
  remaining,
  resetAt,
}: RateStatus): Readonly<Record<string, string>> {
  const rate = name === 'x-app' ? 'x-app-limit-24hour' : 'x-rate-limit';
  return {
    [`${rate}-limit`]: String(limit),
    [`${rate}-remaining`]: String(remaining),
    [`${rate}-reset`]: String(Math.ceil(resetAt / 1000)),
  };
}

/** X's words for every refusal, from its documentation and from bodies seen. */
export const REFUSALS = {
  unauthorized: problem(401, 'Unauthorized'),
  'no-credit': json(402, {
    title: 'CreditsDepleted',
    detail: 'Your enrolled account [1] does not have any credits to fulfill this request.',
    type: `${PROBLEMS}/credits`,
  }),
  duplicate: forbidden('You are not allowed to create a Tweet with duplicate content.'),
  suspended: forbidden(
    'Your account is suspended and is not permitted to access this feature.',
    'user-suspended',
  ),
  locked: coded(
    403,
    326,
    'To protect our users from spam and other malicious activity, this account is temporarily locked. Please log in to https://twitter.com to unlock your account.',
  ),
  automated: coded(
    403,
    226,
    "This request looks like it might be automated. To protect our users from spam and other malicious activity, we can't complete this action right now.",
  ),
  'not-permitted': forbidden('You are not permitted to perform this action.'),
  'reply-refused': forbidden(
    'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
  ),
  'app-suspended': forbidden('This application is suspended.', 'app-suspended'),
  'client-forbidden': problem(
    403,
    'Client Forbidden',
    'When authenticating requests to the Twitter API v2 endpoints, you must use keys and tokens from a Twitter developer App that is attached to a Project.',
    `${PROBLEMS}/client-forbidden`,
  ),
  'missing-permission': {
    ...forbidden(
      'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
      'oauth1-permissions',
    ),
    headers: { ...forbidden('').headers, 'x-access-level': 'read' },
  },
  'not-found': problem(404, 'Not Found'),
  invalid: invalid('The text of your Tweet is invalid.'),
  redirect: { status: 301, headers: { location: '/2/users/me' }, body: '' },
} as const satisfies Record<AnswerFault, Reply>;
