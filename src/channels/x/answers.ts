import { z } from 'zod';
import { type Failure, failureOfSilence, resetWithin } from '../../core/delivery/outcome.ts';
import { DAY, type Instant, SECOND } from '../../core/domain/clock.ts';
import { reason as sentence } from '../../core/domain/reason.ts';
import { type Purpose, type Received, reasonOf } from '../wire.ts';

/**
 * Says what an answer without the wanted content means for what was asked. Sources: X's documentation of response codes
 * and problems, and bodies that were seen. A 2xx comes here only because it could not be read.
 */
export function failureOf(received: Received, purpose: Purpose, now: Instant): Failure {
  if (received.kind === 'silent') return failureOfSilence(received.left, received.reason);
  const problem = problemOf(received.body);
  const reason = reasonOf('X', received.status, problem?.words ?? null, sentence('reason.no-words'));
  switch (received.status) {
    case 401:
      return { kind: 'deferred', cause: 'account', until: null, reason };
    case 402:
      return { kind: 'deferred', cause: 'app', until: null, reason };
    case 420:
    case 429: {
      const isOfApp = isUsedUp(received, APP_DAY) || /usage-?capped/i.test(problem?.type ?? '');
      const cause = isOfApp ? 'app' : 'rate';
      return { kind: 'deferred', cause, until: resetOf(received, now), reason };
    }
    case 400:
    case 413:
    case 422:
      // Without the platform's own words the refusal may come from a proxy in front of it.
      if (!problem) return { kind: 'unknown', reason };
      if (isReplyRefused(problem, purpose)) return { kind: 'refused', cause: 'reply', reason };
      return { kind: 'refused', cause: 'post', reason };
    case 403:
      return problem ? forbidden(problem, received, purpose, reason) : { kind: 'unknown', reason };
    default:
      return { kind: 'unknown', reason };
  }
}

function forbidden(problem: Problem, answer: Answered, purpose: Purpose, reason: string): Failure {
  const { type, words, codes } = problem;
  const is = ({ endings, wording, known }: Sort) =>
    endings.test(type) || wording.test(words) || known.some((code) => codes.includes(code));
  if (is(DUPLICATE)) return { kind: 'refused', cause: 'duplicate', reason };
  // A token keeps the permission that its app had when it was given: only a new one helps, and only this account.
  const isOfToken = /permission/i.test(`${type} ${words}`) && answer.header('x-access-level') === 'read';
  if (isOfToken) return { kind: 'refused', cause: 'account', reason };
  if (is(APP)) return { kind: 'deferred', cause: 'app', until: null, reason };
  if (is(ACCOUNT)) return { kind: 'refused', cause: 'account', reason };
  if (codes.includes(185)) return { kind: 'deferred', cause: 'rate', until: null, reason };
  if (isReplyRefused(problem, purpose)) return { kind: 'refused', cause: 'reply', reason };
  return { kind: 'refused', cause: 'post', reason };
}

/** Marks of one kind of refusal: the end of the problem's type, its wording, or v1's codes. Any one is enough. */
interface Sort {
  readonly endings: RegExp;
  readonly wording: RegExp;
  readonly known: readonly number[];
}

const DUPLICATE: Sort = {
  endings: /duplicate(?:-content)?$/i,
  wording: /duplicate content|status is a duplicate/i,
  known: [187],
};
/**
 * X answers 402 where the app has no credit, and 403 where the operator's own cap on what a billing cycle costs is reached:
 * seen since spring 2026 as `SpendCapReached` (`…/problems/credits`, with the day of the next cycle) and, since summer, as
 * `…/problems/spend-cap-reached`. The cap can be raised before that day.
 */
const APP: Sort = {
  endings:
    /(?:client-forbidden|oauth1-permissions|app-suspended|unsupported-authentication|\/credits|spend-cap-reached)$/i,
  wording:
    /\bapp(?:lication)? (?:has been |is |was )?suspended|oauth1 app permissions|attached to a project|application cannot perform write|\bspend cap\b/i,
  known: [261, 416, 453],
};
const ACCOUNT: Sort = {
  endings: /user-(?:suspended|locked)$/i,
  wording: /(?:account|user) (?:has been |is |was )?(?:temporarily )?(?:suspended|locked)/i,
  known: [64, 326],
};

function isReplyRefused({ words, codes }: Problem, purpose: Purpose): boolean {
  const says = /\brepl(?:y|ies|ied|ying)\b/i.test(words) || codes.includes(385) || codes.includes(433);
  return purpose === 'reply' && says;
}

/** Whether X itself says that a post does not exist. A bare 404 is no proof: X sends it in outages too. */
export function saysNotFound(body: unknown): boolean {
  const problem = problemOf(body);
  if (!problem) return false;
  return (
    /resource-not-found$/i.test(problem.type) ||
    /could not find|no longer (?:available|exists)|has been deleted|no status found/i.test(problem.words) ||
    problem.codes.includes(144)
  );
}

/** Whether X itself says that it does not know the token: it was revoked, or another app has it. */
export function saysInvalidToken(received: Received): boolean {
  return received.kind === 'answered' && (problemOf(received.body)?.codes.includes(89) ?? false);
}

interface Problem {
  readonly type: string;
  readonly words: string;
  readonly codes: readonly number[];
}

const text = z.string().optional().catch(undefined);
const single = z.object({
  title: text,
  detail: text,
  message: text,
  type: text,
  code: z.number().optional().catch(undefined),
});
const problemSchema = single.extend({ errors: z.array(single).optional().catch(undefined) });

/** Reads both styles: a problem (RFC 7807) and v1's list of codes. One body may hold both; null where it holds neither. */
function problemOf(body: unknown): Problem | null {
  const read = problemSchema.safeParse(body);
  if (!read.success) return null;
  const all = [read.data, ...(read.data.errors ?? [])];
  const words = [...new Set(all.map(({ title, detail, message }) => detail ?? message ?? title ?? ''))]
    .filter((each) => each !== '')
    .join('; ');
  const codes = all.flatMap(({ code }) => (code === undefined ? [] : [code]));
  const type =
    all.map((each) => each.type).find((each) => each !== undefined && each !== 'about:blank') ?? '';
  return words === '' && type === '' && codes.length === 0 ? null : { type, words, codes };
}

/**
 * The time at which X accepts requests again: the end of a 24-hour window that is used up, else of the endpoint's 15 minutes. The
 * headers hold epoch seconds; any of them may be missing. No window is longer than a day.
 */
function resetOf(answer: Answered, now: Instant): Instant | null {
  const usedUp = [APP_DAY, 'x-user-limit-24hour'].filter((limit) => isUsedUp(answer, limit));
  const resets = [...usedUp, 'x-rate-limit']
    .map((limit) => resetWithin(DAY, Number(answer.header(`${limit}-reset`) || Number.NaN) * SECOND, now))
    .filter((reset) => reset !== null);
  return resets.length === 0 ? null : Math.max(...resets);
}

/** The limit that all accounts of the app share. */
const APP_DAY = 'x-app-limit-24hour';

function isUsedUp(answer: Answered, limit: string): boolean {
  return answer.header(`${limit}-remaining`) === '0';
}

type Answered = Extract<Received, { readonly kind: 'answered' }>;
