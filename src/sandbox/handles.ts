import { MINUTE, SECOND } from '../core/domain/clock.ts';
import type { Fault, ServerError } from './fault.ts';
import { happensOn, type SandboxPlatform } from './platform.ts';

/** A fault, a sentence that says what happens, and how often it happens; without a number, always. */
type Failure = readonly [Fault, string, times?: number];

/**
 * Every failure that can be seen by hand, by a word that makes an account fail when it is in the account's handle.
 * Followed by `_once` the account fails only the first time.
 */
const FAILURES = {
  fails_429: [{ kind: 'rate-limited', on: 'write' }, 'The rate limit is spent: 429 until the next window.'],
  fails_500: failing(500),
  fails_502: failing(502),
  fails_503: failing(503),
  fails_504: failing(504),
  fails_401: [{ kind: 'unauthorized', on: 'any' }, 'The token was revoked: 401 to everything.'],
  bursts_401: [
    { kind: 'unauthorized', on: 'any' },
    'The first three requests are answered 401, as in an outage of X.',
    3,
  ],
  fails_404: [{ kind: 'not-found', on: 'write' }, 'The address of posts answers 404.'],
  fails_422: [{ kind: 'invalid', on: 'write' }, 'The platform refuses every text: 400 or 422.'],
  no_credit: [{ kind: 'no-credit', on: 'write' }, 'The credit of the app is spent: 402.'],
  duplicate: [{ kind: 'duplicate' }, 'Every text is taken for a duplicate: 403.'],
  suspended: [{ kind: 'suspended', on: 'any' }, 'The account is suspended: 403 to everything.'],
  locked: [{ kind: 'locked', on: 'write' }, 'The account is locked until a person signs in: 403.'],
  automated: [{ kind: 'automated' }, 'The spam filter takes every post for an automated one: 403.'],
  not_permitted: [{ kind: 'not-permitted' }, 'Every post is refused without a reason: 403.'],
  refuses_reply: [{ kind: 'reply-refused' }, 'Replies are refused, other posts are taken.'],
  app_limit: [
    { kind: 'app-limited', on: 'write' },
    "All accounts have used up the app's posts of the day: 429.",
  ],
  app_suspended: [{ kind: 'app-suspended', on: 'any' }, 'The app is suspended: 403 to everything.'],
  app_forbidden: [{ kind: 'client-forbidden', on: 'any' }, 'The app has no project: 403 to everything.'],
  read_only: [{ kind: 'missing-permission', on: 'write' }, 'The token may read but not write: 403.'],
  redirects: [
    { kind: 'redirect' },
    'Posting is answered 301. A client that follows it sends a GET: no post.',
  ],
  answers_html: [{ kind: 'html', on: 'write' }, 'HTML comes back with 200, and nothing was done.'],
  accepts_html: [{ kind: 'html', accepted: true }, 'The post is published, but HTML comes back with 200.'],
  html_503: [{ kind: 'html', on: 'write', status: 503 }, 'HTML comes back with 503, and nothing was done.'],
  accepts_503: [{ kind: 'unavailable', accepted: true }, 'The post is published, but the answer is 503.'],
  cuts_before: [{ kind: 'refused-before', on: 'write' }, 'The connection is cut, and nothing was done.'],
  accepts_then_cuts: [{ kind: 'accepted-then-cut' }, 'The post is published, then the connection is cut.'],
  accepts_then_hangs: [{ kind: 'accepted-then-hang' }, 'The post is published, and no answer ever comes.'],
  cuts_body: [{ kind: 'cut-body' }, 'The post is published, and the connection is cut in mid-answer.'],
  hangs: [{ kind: 'hang', on: 'write' }, 'Nothing is done, and no answer ever comes.'],
  accepts_late: [
    { kind: 'accepted-late', afterMs: MINUTE },
    'The connection is cut, and the post is published a minute later.',
  ],
  mixed_up: [
    { kind: 'mixed-up' },
    'The post is published, but the answer is the one to a post of another account.',
  ],
  never_deletes: [
    { kind: 'html', on: 'delete' },
    'Every deletion is answered with a web page, and nothing is deleted.',
  ],
  slow: [{ kind: 'delay', on: 'any', ms: 3 * SECOND }, 'Every answer takes three seconds.'],
  slow_timeline: [{ kind: 'stale-timeline', lagMs: 20 * SECOND }, 'The timeline is twenty seconds behind.'],
  no_timeline: [{ kind: 'timeline-unavailable' }, 'The timeline cannot be read: 503.'],
  wrong_identity: [{ kind: 'wrong-identity' }, 'The token belongs to another account.'],
  ignores_keys: [{ kind: 'key-ignored' }, 'The Idempotency-Key is ignored, as by snac2 and GoToSocial.'],
  replay_500: [
    { kind: 'replay-500' },
    'A repeated Idempotency-Key is answered 500 although the post is there.',
  ],
  renders_markup: [
    { kind: 'renders-markup' },
    'Backticks and < in a post are shown as markup, as by Hollo and snac2.',
  ],
} satisfies Readonly<Record<string, Failure>>;

/** The same sentences for those who read the timelines in a practice. */
const IN_GERMAN: Readonly<Record<keyof typeof FAILURES, string>> = {
  fails_429: 'Das Ratenlimit ist verbraucht: 429 bis zum nächsten Zeitfenster.',
  fails_500: 'Die Antwort ist 500, und nichts ist geschehen.',
  fails_502: 'Die Antwort ist 502, und nichts ist geschehen.',
  fails_503: 'Die Antwort ist 503, und nichts ist geschehen.',
  fails_504: 'Die Antwort ist 504, und nichts ist geschehen.',
  fails_401: 'Das Token wurde widerrufen: 401 auf alles.',
  bursts_401: 'Die ersten drei Anfragen werden mit 401 beantwortet, wie bei einem Ausfall von X.',
  fails_404: 'Die Adresse für Beiträge antwortet mit 404.',
  fails_422: 'Die Plattform lehnt jeden Text ab: 400 oder 422.',
  no_credit: 'Das Guthaben der App ist verbraucht: 402.',
  duplicate: 'Jeder Text gilt als doppelt: 403.',
  suspended: 'Das Konto ist gesperrt: 403 auf alles.',
  locked: 'Das Konto ist geschlossen, bis sich ein Mensch anmeldet: 403.',
  automated: 'Der Spamfilter hält jeden Beitrag für automatisch: 403.',
  not_permitted: 'Jeder Beitrag wird ohne Grund abgelehnt: 403.',
  refuses_reply: 'Antworten werden abgelehnt, andere Beiträge nicht.',
  app_limit: 'Alle Konten zusammen haben die Beiträge der App für heute verbraucht: 429.',
  app_suspended: 'Die App ist gesperrt: 403 auf alles.',
  app_forbidden: 'Die App gehört zu keinem Projekt: 403 auf alles.',
  read_only: 'Das Token darf lesen, aber nicht schreiben: 403.',
  redirects: 'Auf Beiträge kommt 301. Wer der Umleitung folgt, sendet GET: Es entsteht kein Beitrag.',
  answers_html: 'Mit 200 kommt eine Webseite zurück, und nichts ist geschehen.',
  accepts_html: 'Der Beitrag ist veröffentlicht, aber mit 200 kommt eine Webseite zurück.',
  html_503: 'Mit 503 kommt eine Webseite zurück, und nichts ist geschehen.',
  accepts_503: 'Der Beitrag ist veröffentlicht, aber die Antwort ist 503.',
  cuts_before: 'Die Verbindung bricht ab, und nichts ist geschehen.',
  accepts_then_cuts: 'Der Beitrag ist veröffentlicht, dann bricht die Verbindung ab.',
  accepts_then_hangs: 'Der Beitrag ist veröffentlicht, und es kommt nie eine Antwort.',
  cuts_body: 'Der Beitrag ist veröffentlicht, und die Verbindung bricht mitten in der Antwort ab.',
  hangs: 'Nichts geschieht, und es kommt nie eine Antwort.',
  accepts_late: 'Die Verbindung bricht ab, und der Beitrag erscheint eine Minute später.',
  mixed_up: 'Der Beitrag ist veröffentlicht, aber die Antwort gilt dem Beitrag eines anderen Kontos.',
  never_deletes: 'Auf jede Löschung kommt eine Webseite, und nichts wird gelöscht.',
  slow: 'Jede Antwort dauert drei Sekunden.',
  slow_timeline: 'Die Zeitleiste ist zwanzig Sekunden zurück.',
  no_timeline: 'Die Zeitleiste ist nicht lesbar: 503.',
  wrong_identity: 'Das Token gehört einem anderen Konto.',
  ignores_keys: 'Der Idempotency-Key wird nicht beachtet, wie bei snac2 und GoToSocial.',
  replay_500: 'Ein wiederholter Idempotency-Key wird mit 500 beantwortet, obwohl der Beitrag da ist.',
  renders_markup: 'Backticks und < im Beitrag werden als Auszeichnung gezeigt, wie bei Hollo und snac2.',
};

function failing(status: ServerError): Failure {
  return [{ kind: 'unavailable', on: 'write', status }, `The answer is ${status}, and nothing was done.`];
}

export interface WellKnownHandle {
  readonly word: string;
  readonly fault: Fault;
  /** The fault that happens. */
  readonly sentence: string;
  readonly german: string;
  readonly times: number;
}

export const WELL_KNOWN_HANDLES: readonly WellKnownHandle[] = Object.entries<Failure>(FAILURES).map(
  ([word, [fault, sentence, times = Number.POSITIVE_INFINITY]]) => ({
    ...{ word, fault, sentence, times },
    german: IN_GERMAN[word as keyof typeof FAILURES],
  }),
);

/** How the handle makes its account fail on a platform, and how often. The longest word in it counts. */
export function wellKnownIn(
  handle: string,
  platform: SandboxPlatform,
): { -readonly [Part in keyof WellKnownHandle]: WellKnownHandle[Part] } | null {
  for (const known of LONGEST_FIRST) {
    const match = new RegExp(`(?<![a-z0-9])${known.word}(_once)?(?![a-z0-9])`, 'i').exec(handle);
    if (match && !happensOn(platform, known.fault)) return null;
    if (match) return { ...known, times: match[1] ? 1 : known.times };
  }
  return null;
}

const LONGEST_FIRST = WELL_KNOWN_HANDLES.toSorted((a, b) => b.word.length - a.word.length);
