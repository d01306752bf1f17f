import { MINUTE, SECOND } from '../core/domain/clock.ts';
import type { Fault, ServerError } from './fault.ts';
import { happensOn, type SandboxPlatform } from './platform.ts';

/**
 * Every failure that can be seen by hand, by a word that makes an account fail when it is in the account's handle.
 * Followed by `_once` the account fails only the first time.
 */
const FAILURES: Readonly<Record<string, Fault>> = {
  fails_429: { kind: 'rate-limited', on: 'write' },
  fails_500: failing(500),
  fails_502: failing(502),
  fails_503: failing(503),
  fails_504: failing(504),
  fails_401: { kind: 'unauthorized', on: 'any' },
  bursts_401: { kind: 'unauthorized', on: 'any' },
  fails_404: { kind: 'not-found', on: 'write' },
  fails_422: { kind: 'invalid', on: 'write' },
  no_credit: { kind: 'no-credit', on: 'write' },
  duplicate: { kind: 'duplicate' },
  suspended: { kind: 'suspended', on: 'any' },
  locked: { kind: 'locked', on: 'write' },
  automated: { kind: 'automated' },
  not_permitted: { kind: 'not-permitted' },
  refuses_reply: { kind: 'reply-refused' },
  app_limit: { kind: 'app-limited', on: 'write' },
  app_suspended: { kind: 'app-suspended', on: 'any' },
  app_forbidden: { kind: 'client-forbidden', on: 'any' },
  read_only: { kind: 'missing-permission', on: 'write' },
  redirects: { kind: 'redirect' },
  answers_html: { kind: 'html', on: 'write' },
  accepts_html: { kind: 'html', accepted: true },
  html_503: { kind: 'html', on: 'write', status: 503 },
  accepts_503: { kind: 'unavailable', accepted: true },
  cuts_before: { kind: 'refused-before', on: 'write' },
  accepts_then_cuts: { kind: 'accepted-then-cut' },
  accepts_then_hangs: { kind: 'accepted-then-hang' },
  cuts_body: { kind: 'cut-body' },
  hangs: { kind: 'hang', on: 'write' },
  accepts_late: { kind: 'accepted-late', afterMs: MINUTE },
  mixed_up: { kind: 'mixed-up' },
  never_deletes: { kind: 'html', on: 'delete' },
  slow: { kind: 'delay', on: 'any', ms: 3 * SECOND },
  slow_timeline: { kind: 'stale-timeline', lagMs: 20 * SECOND },
  no_timeline: { kind: 'timeline-unavailable' },
  wrong_identity: { kind: 'wrong-identity' },
  ignores_keys: { kind: 'key-ignored' },
  replay_500: { kind: 'replay-500' },
  renders_markup: { kind: 'renders-markup' },
};

/** How often it happens, where that is not always. */
const TIMES: Readonly<Record<string, number>> = { bursts_401: 3 };

function failing(status: ServerError): Fault {
  return { kind: 'unavailable', on: 'write', status };
}

/** A handle that causes a fault. The sentence `fault-<word>` of `page.<language>.ftl` describes it. */
export interface WellKnownHandle {
  readonly word: string;
  readonly fault: Fault;
  times: number;
}

export const WELL_KNOWN_HANDLES: readonly WellKnownHandle[] = Object.entries(FAILURES).map(
  ([word, fault]) => ({ word, fault, times: TIMES[word] ?? Number.POSITIVE_INFINITY }),
);

/** How the handle makes its account fail on a platform, and how often. The longest word in it counts. */
export function wellKnownIn(handle: string, platform: SandboxPlatform): WellKnownHandle | null {
  for (const known of LONGEST_FIRST) {
    const match = new RegExp(`(?<![a-z0-9])${known.word}(_once)?(?![a-z0-9])`, 'i').exec(handle);
    if (match && !happensOn(platform, known.fault)) return null;
    if (match) return { ...known, times: match[1] ? 1 : known.times };
  }
  return null;
}

const LONGEST_FIRST = WELL_KNOWN_HANDLES.toSorted((a, b) => b.word.length - a.word.length);
