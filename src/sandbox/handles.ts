import type { ChannelId } from '../core/domain/channel.ts';
import { MINUTE, SECOND } from '../core/domain/clock.ts';
import { FAULT_DEFAULTS, type Fault } from './fault.ts';

/** A word which, standing in an account's handle, makes the account fail in a known way. */
export interface WellKnownHandle {
  readonly word: string;
  /** Where the failure exists: elsewhere the word means nothing. */
  readonly channels: readonly ChannelId[];
  readonly fault: Fault;
  /** What happens, in a sentence. */
  readonly sentence: string;
}

const X: readonly ChannelId[] = ['x'];
const MASTODON: readonly ChannelId[] = ['mastodon'];
const CHANNELS = [...X, ...MASTODON];

/** Every failure that can be seen by hand. A word followed by `_once` happens only the first time. */
export const WELL_KNOWN_HANDLES: readonly WellKnownHandle[] = [
  word(
    'fails_429',
    CHANNELS,
    { kind: 'rate-limited', on: 'write' },
    'The rate limit is spent: 429, and a time when it begins anew.',
  ),
  word(
    'fails_500',
    CHANNELS,
    { kind: 'unavailable', on: 'write', status: 500 },
    'The platform answers 500 and has done nothing.',
  ),
  word(
    'fails_502',
    CHANNELS,
    { kind: 'unavailable', on: 'write', status: 502 },
    'The platform answers 502 and has done nothing.',
  ),
  word(
    'fails_503',
    CHANNELS,
    { kind: 'unavailable', on: 'write', status: 503 },
    'The platform answers 503 and has done nothing.',
  ),
  word(
    'fails_504',
    CHANNELS,
    { kind: 'unavailable', on: 'write', status: 504 },
    'The platform answers 504 and has done nothing.',
  ),
  word(
    'fails_401',
    CHANNELS,
    { kind: 'unauthorized', on: 'any' },
    'The token was revoked: 401 to everything.',
  ),
  word('fails_404', CHANNELS, { kind: 'not-found', on: 'write' }, 'The address of posts answers 404.'),
  word(
    'fails_422',
    CHANNELS,
    { kind: 'invalid', on: 'write' },
    'The platform refuses every text: 422 on Mastodon, 400 on X.',
  ),
  word('no_credit', X, { kind: 'no-credit', on: 'write' }, 'The credit of the app is spent: 402.'),
  word('duplicate', X, { kind: 'duplicate' }, 'Every text is taken for a duplicate: 403.'),
  word(
    'suspended',
    CHANNELS,
    { kind: 'suspended', on: 'any' },
    'The account is suspended: 403 to everything.',
  ),
  word(
    'locked',
    CHANNELS,
    { kind: 'locked', on: 'write' },
    'The account is locked until a person signs in: 403.',
  ),
  word('automated', X, { kind: 'automated' }, 'The spam filter takes every post for an automated one: 403.'),
  word('not_permitted', X, { kind: 'not-permitted' }, 'Every post is refused without a reason: 403.'),
  word(
    'refuses_reply',
    CHANNELS,
    { kind: 'reply-refused' },
    'Answers are refused, posts that stand alone are taken.',
  ),
  word(
    'app_limit',
    X,
    { kind: 'app-limited', on: 'write' },
    "The app's posts of the day are used up for all accounts: 429, and a time when they begin anew.",
  ),
  word('app_suspended', X, { kind: 'app-suspended', on: 'any' }, 'The app is suspended: 403 to everything.'),
  word(
    'app_forbidden',
    X,
    { kind: 'client-forbidden', on: 'any' },
    'The app belongs to no project: 403 to everything.',
  ),
  word(
    'read_only',
    CHANNELS,
    { kind: 'missing-permission', on: 'write' },
    'The token may read but not write: 403.',
  ),
  word(
    'redirects',
    CHANNELS,
    { kind: 'redirect' },
    'Posting is answered with 301 to another path; followed, it becomes a GET and the post is lost.',
  ),
  word(
    'answers_html',
    CHANNELS,
    { kind: 'html', on: 'write' },
    'A page of HTML comes back with 200, and nothing was done.',
  ),
  word(
    'accepts_html',
    CHANNELS,
    { kind: 'html', accepted: true },
    'The post stands, but a page of HTML comes back with 200.',
  ),
  word(
    'html_503',
    CHANNELS,
    { kind: 'html', on: 'write', status: 503 },
    'A page of HTML comes back with 503, and nothing was done.',
  ),
  word(
    'accepts_503',
    CHANNELS,
    { kind: 'unavailable', accepted: true },
    'The post stands, but the platform answers 503.',
  ),
  word(
    'cuts_before',
    CHANNELS,
    { kind: 'refused-before', on: 'write' },
    'The line is cut before anything is done.',
  ),
  word(
    'accepts_then_cuts',
    CHANNELS,
    { kind: 'accepted-then-cut' },
    'The post stands, then the line is cut.',
  ),
  word(
    'accepts_then_hangs',
    CHANNELS,
    { kind: 'accepted-then-hang' },
    'The post stands, and no answer ever comes.',
  ),
  word(
    'cuts_body',
    CHANNELS,
    { kind: 'cut-body' },
    'The post stands, and the line is cut in the middle of the answer.',
  ),
  word('hangs', CHANNELS, { kind: 'hang', on: 'write' }, 'Nothing is done, and no answer ever comes.'),
  word(
    'accepts_late',
    CHANNELS,
    { kind: 'accepted-late', afterMs: MINUTE },
    'The line is cut, and a minute later the post stands.',
  ),
  word('slow', CHANNELS, { kind: 'delay', on: 'any', ms: 3 * SECOND }, 'Every answer takes three seconds.'),
  word(
    'slow_timeline',
    CHANNELS,
    { kind: 'stale-timeline', lagMs: FAULT_DEFAULTS.staleLagMs },
    'The timeline shows what stood twenty seconds ago.',
  ),
  word('no_timeline', CHANNELS, { kind: 'timeline-unavailable' }, 'The timeline cannot be read: 503.'),
  word(
    'wrong_identity',
    CHANNELS,
    { kind: 'wrong-identity' },
    'The token turns out to be that of another account.',
  ),
  word(
    'ignores_keys',
    MASTODON,
    { kind: 'key-ignored' },
    'The server ignores the Idempotency-Key, as snac2 and GoToSocial do.',
  ),
  word(
    'replay_500',
    MASTODON,
    { kind: 'replay-500' },
    'The same Idempotency-Key again is answered 500 although the post stands.',
  ),
];

function word(word: string, channels: readonly ChannelId[], fault: Fault, sentence: string): WellKnownHandle {
  return { word, channels, fault, sentence };
}

const LONGEST_FIRST = [...WELL_KNOWN_HANDLES].sort((a, b) => b.word.length - a.word.length);

/** What a handle brings upon its account, and how often. The longest word that stands in it counts. */
export function wellKnownIn(
  handle: string,
  channel: ChannelId,
): { readonly known: WellKnownHandle; readonly times: number } | null {
  for (const known of LONGEST_FIRST) {
    const match = new RegExp(`(?<![a-z0-9])${known.word}(_once)?(?![a-z0-9])`, 'i').exec(handle);
    if (!match) continue;
    if (!known.channels.includes(channel)) return null;
    return { known, times: match[1] ? 1 : Number.POSITIVE_INFINITY };
  }
  return null;
}
