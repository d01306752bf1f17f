import type { Instant } from '../core/domain/clock.ts';
import { MINUTE } from '../core/domain/clock.ts';
import { htmlReply, json, type Reply } from './call.ts';
import { FAULT_DEFAULTS, type Fault } from './fault.ts';

const PROBLEMS = 'https://api.twitter.com/2/problems';

/** An error as v2 writes it: problem details. */
export function problem(
  status: number,
  title: string,
  detail: string,
  type = 'about:blank',
  more = {},
): Reply {
  return json(status, { title, detail, type, status, ...more });
}

export function forbidden(detail: string): Reply {
  return problem(403, 'Forbidden', detail);
}

export const X_ANSWERS = {
  unauthorized: () => problem(401, 'Unauthorized', 'Unauthorized'),
  duplicate: () => forbidden('You are not allowed to create a Tweet with duplicate content.'),
  notPermitted: () => forbidden('You are not permitted to perform this action.'),
  replyRefused: () =>
    forbidden(
      'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
    ),
  parentGone: () => forbidden('You attempted to reply to a Tweet that is deleted or not visible to you.'),
  notFound: () => problem(404, 'Not Found', 'Not Found'),
  tooMany: (limit: number, resetAt: Instant) => tooMany('x-rate-limit', limit, resetAt),
  /** The day's limit of all accounts of the app together. */
  appSpent: (limit: number, resetAt: Instant) => tooMany('x-app-limit-24hour', limit, resetAt),
  invalid: (errors: readonly { readonly message: string }[]) =>
    json(400, {
      errors: errors.map((error) => ({ parameters: {}, ...error })),
      title: 'Invalid Request',
      detail: 'One or more parameters to your request was invalid.',
      type: `${PROBLEMS}/invalid-request`,
    }),
  missing: (id: string) => ({
    value: id,
    detail: `Could not find tweet with id: [${id}].`,
    title: 'Not Found Error',
    resource_type: 'tweet',
    parameter: 'id',
    resource_id: id,
    type: `${PROBLEMS}/resource-not-found`,
  }),
};

const TITLES = {
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
} as const;

function tooMany(family: string, limit: number, resetAt: Instant): Reply {
  return {
    ...problem(429, 'Too Many Requests', 'Too Many Requests'),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      [`${family}-limit`]: String(limit),
      [`${family}-remaining`]: '0',
      [`${family}-reset`]: String(Math.ceil(resetAt / 1000)),
    },
  };
}

/** What X answers instead of doing what was asked; null where the fault is none of X's, or concerns no answer. */
export function xAnswerTo(fault: Fault, now: Instant): Reply | null {
  switch (fault.kind) {
    case 'rate-limited':
      return X_ANSWERS.tooMany(100, now + (fault.resetAfterMs ?? 15 * MINUTE));
    case 'app-limited':
      return X_ANSWERS.appSpent(10_000, now + (fault.resetAfterMs ?? FAULT_DEFAULTS.appResetAfterMs));
    case 'unavailable':
    case 'timeline-unavailable': {
      const status = fault.status ?? FAULT_DEFAULTS.status;
      return problem(status, TITLES[status], TITLES[status]);
    }
    case 'unauthorized':
      return X_ANSWERS.unauthorized();
    case 'no-credit':
      return json(402, {
        title: 'CreditsDepleted',
        detail: 'Your enrolled account [1] does not have any credits to fulfill this request.',
        type: `${PROBLEMS}/credits`,
      });
    case 'duplicate':
      return X_ANSWERS.duplicate();
    case 'suspended':
      return problem(
        403,
        'Forbidden',
        'Your account is suspended and is not permitted to access this feature.',
        `${PROBLEMS}/user-suspended`,
      );
    case 'locked':
      return json(403, {
        errors: [
          {
            code: 326,
            message:
              'To protect our users from spam and other malicious activity, this account is temporarily locked. Please log in to https://twitter.com to unlock your account.',
          },
        ],
      });
    case 'automated':
      return json(403, {
        errors: [
          {
            code: 226,
            message:
              "This request looks like it might be automated. To protect our users from spam and other malicious activity, we can't complete this action right now.",
          },
        ],
      });
    case 'not-permitted':
      return X_ANSWERS.notPermitted();
    case 'reply-refused':
      return X_ANSWERS.replyRefused();
    case 'app-suspended':
      return problem(403, 'Forbidden', 'This application is suspended.', `${PROBLEMS}/app-suspended`);
    case 'client-forbidden':
      return problem(
        403,
        'Client Forbidden',
        'When authenticating requests to the Twitter API v2 endpoints, you must use keys and tokens from a Twitter developer App that is attached to a Project.',
        `${PROBLEMS}/client-forbidden`,
        {
          client_id: '1',
          reason: 'client-not-enrolled',
          required_enrollment: 'Appropriate Level of API Access',
        },
      );
    case 'missing-permission':
      return problem(
        403,
        'Forbidden',
        'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
        `${PROBLEMS}/oauth1-permissions`,
      );
    case 'not-found':
      return X_ANSWERS.notFound();
    case 'invalid':
      return X_ANSWERS.invalid([{ message: 'The text of your Tweet is invalid.' }]);
    case 'html':
      return htmlReply(
        fault.status ?? 200,
        '<!DOCTYPE html><html><head><title>X</title></head><body>Something went wrong.</body></html>',
      );
    case 'redirect':
      return { status: 301, headers: { location: '/2/users/me' }, body: '' };
    case 'answer':
      return { status: fault.status, headers: fault.headers ?? {}, body: fault.body };
    default:
      return null;
  }
}
