import { MINUTE, SECOND } from '../core/domain/clock.ts';
import { FAULT_DEFAULTS, type Fault, type ServerError } from './fault.ts';
import { happensOn, type SandboxPlatform } from './platform.ts';

/** A word in an account's handle that makes the account fail in a known way, wherever the fault happens. */
export interface WellKnownHandle {
  readonly word: string;
  readonly fault: Fault;
  /** What happens, in a sentence. */
  readonly sentence: string;
}

/** Every failure that can be seen by hand. A word followed by `_once` fails only the first time. */
export const WELL_KNOWN_HANDLES: readonly WellKnownHandle[] = [
  word(
    'fails_429',
    { kind: 'rate-limited', on: 'write' },
    'The rate limit is spent: 429, with the time of the next window.',
  ),
  ...([500, 502, 503, 504] as const).map(failing),
  word('fails_401', { kind: 'unauthorized', on: 'any' }, 'The token was revoked: 401 to everything.'),
  word('fails_404', { kind: 'not-found', on: 'write' }, 'The address of posts answers 404.'),
  word(
    'fails_422',
    { kind: 'invalid', on: 'write' },
    'The platform refuses every text: 422 on Mastodon, 400 on X.',
  ),
  word('no_credit', { kind: 'no-credit', on: 'write' }, 'The credit of the app is spent: 402.'),
  word('duplicate', { kind: 'duplicate' }, 'Every text is taken for a duplicate: 403.'),
  word('suspended', { kind: 'suspended', on: 'any' }, 'The account is suspended: 403 to everything.'),
  word('locked', { kind: 'locked', on: 'write' }, 'The account is locked until a person signs in: 403.'),
  word('automated', { kind: 'automated' }, 'The spam filter takes every post for an automated one: 403.'),
  word('not_permitted', { kind: 'not-permitted' }, 'Every post is refused without a reason: 403.'),
  word('refuses_reply', { kind: 'reply-refused' }, 'Replies are refused, other posts are taken.'),
  word(
    'app_limit',
    { kind: 'app-limited', on: 'write' },
    "The app's posts of the day are used up for all accounts: 429, with the time of the next window.",
  ),
  word('app_suspended', { kind: 'app-suspended', on: 'any' }, 'The app is suspended: 403 to everything.'),
  word(
    'app_forbidden',
    { kind: 'client-forbidden', on: 'any' },
    'The app belongs to no project: 403 to everything.',
  ),
  word('read_only', { kind: 'missing-permission', on: 'write' }, 'The token may read but not write: 403.'),
  word(
    'redirects',
    { kind: 'redirect' },
    'Posting is answered with 301. A client that follows it sends a GET, and the post is lost.',
  ),
  word(
    'answers_html',
    { kind: 'html', on: 'write' },
    'A page of HTML comes back with 200, and nothing was done.',
  ),
  word(
    'accepts_html',
    { kind: 'html', accepted: true },
    'The post is published, but a page of HTML comes back with 200.',
  ),
  word(
    'html_503',
    { kind: 'html', on: 'write', status: 503 },
    'A page of HTML comes back with 503, and nothing was done.',
  ),
  word(
    'accepts_503',
    { kind: 'unavailable', accepted: true },
    'The post is published, but the platform answers 503.',
  ),
  word(
    'cuts_before',
    { kind: 'refused-before', on: 'write' },
    'The connection is cut before anything is done.',
  ),
  word(
    'accepts_then_cuts',
    { kind: 'accepted-then-cut' },
    'The post is published, then the connection is cut.',
  ),
  word(
    'accepts_then_hangs',
    { kind: 'accepted-then-hang' },
    'The post is published, and no answer ever comes.',
  ),
  word(
    'cuts_body',
    { kind: 'cut-body' },
    'The post is published, and the connection is cut in the middle of the answer.',
  ),
  word('hangs', { kind: 'hang', on: 'write' }, 'Nothing is done, and no answer ever comes.'),
  word(
    'accepts_late',
    { kind: 'accepted-late', afterMs: MINUTE },
    'The connection is cut, and the post is published a minute later.',
  ),
  word('slow', { kind: 'delay', on: 'any', ms: 3 * SECOND }, 'Every answer takes three seconds.'),
  word(
    'slow_timeline',
    { kind: 'stale-timeline', lagMs: FAULT_DEFAULTS.staleLagMs },
    'The timeline shows what was there twenty seconds ago.',
  ),
  word('no_timeline', { kind: 'timeline-unavailable' }, 'The timeline cannot be read: 503.'),
  word('wrong_identity', { kind: 'wrong-identity' }, 'The token turns out to be that of another account.'),
  word(
    'ignores_keys',
    { kind: 'key-ignored' },
    'The server ignores the Idempotency-Key, as snac2 and GoToSocial do.',
  ),
  word(
    'replay_500',
    { kind: 'replay-500' },
    'A repeated Idempotency-Key is answered 500 although the post is published.',
  ),
];

function word(word: string, fault: Fault, sentence: string): WellKnownHandle {
  return { word, fault, sentence };
}

function failing(status: ServerError): WellKnownHandle {
  const fault: Fault = { kind: 'unavailable', on: 'write', status };
  return word(`fails_${status}`, fault, `The platform answers ${status} and has done nothing.`);
}

const LONGEST_FIRST = WELL_KNOWN_HANDLES.toSorted((a, b) => b.word.length - a.word.length);

/** How the handle makes its account fail on a platform, and how often. The longest word in it counts. */
export function wellKnownIn(
  handle: string,
  platform: SandboxPlatform,
): { readonly known: WellKnownHandle; readonly times: number } | null {
  for (const known of LONGEST_FIRST) {
    const match = new RegExp(`(?<![a-z0-9])${known.word}(_once)?(?![a-z0-9])`, 'i').exec(handle);
    if (!match) continue;
    if (!happensOn(platform, known.fault)) return null;
    return { known, times: match[1] ? 1 : Number.POSITIVE_INFINITY };
  }
  return null;
}
