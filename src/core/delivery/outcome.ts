import type { Answer, ReadResult, UnreadableCause } from '../domain/channel.ts';
import { HOUR, type Instant } from '../domain/clock.ts';
import { shortened } from '../domain/reason.ts';

/** Characters of a platform's own words that are kept. */
const SAID_CHARACTERS_MAX = 200;
/**
 * No platform issues shorter credentials, and those of the sandbox are words: removing them would only garble the reason.
 * Other secrets are removed wherever something is printed.
 */
const CREDENTIAL_CHARACTERS_MIN = 8;

/** Every answer but `posted`. */
export type Failure = Exclude<Answer, { readonly kind: 'posted' }>;

/** The outcome of a request without an answer. If nothing left this machine, it can simply be sent again. */
export function failureOfSilence(left: boolean, reason: string): Failure {
  return left ? { kind: 'unknown', reason } : { kind: 'deferred', cause: 'unsent', until: null, reason };
}

/** Why a reading got no usable answer, from what the same answer would have meant for a send. */
export function unreadable(failure: Failure): ReadResult<never> {
  const until = failure.kind === 'deferred' ? failure.until : null;
  const cause = causeOf(failure);
  return { kind: 'unreadable', reason: failure.reason, until, ...(cause !== null && { cause }) };
}

function causeOf(failure: Failure): UnreadableCause | null {
  if (failure.kind === 'unknown') return null;
  switch (failure.cause) {
    case 'account':
      return failure.kind === 'refused' ? 'account' : 'credential';
    case 'app':
    case 'rate':
      return failure.cause;
    default:
      return null;
  }
}

/** The outcome of a send that was not made, because the reading that must come before it failed. */
export function answerInstead(reading: Extract<ReadResult<never>, { kind: 'unreadable' }>): Failure {
  const { cause, reason, until } = reading;
  switch (cause) {
    case 'account':
      return { kind: 'refused', cause: 'account', reason };
    case 'credential':
      return { kind: 'deferred', cause: 'account', until, reason };
    case 'app':
    case 'rate':
      return { kind: 'deferred', cause, until, reason };
    case undefined:
      return { kind: 'deferred', cause: 'server', until, reason };
    default:
      return cause satisfies never;
  }
}

/** A wrong time must not keep an account silent for a day: one try in an hour harms nobody. */
const TRY_AT_LEAST_EVERY_MS = HOUR;

/**
 * When a platform accepts requests again, as it says itself, or when it is asked again, if that is long before. Null where
 * it cannot be: no time at all, one that has passed, or one further ahead than its longest window.
 */
export function resetWithin(windowMs: number, reset: Instant, now: Instant): Instant | null {
  return reset > now && reset <= now + windowMs ? Math.min(reset, now + TRY_AT_LEAST_EVERY_MS) : null;
}

/** The same answer with a short reason without credentials. */
export function presentable<Value extends Answer | ReadResult<unknown>>(
  value: Value,
  secrets: readonly string[],
): Value {
  if (!('reason' in value)) return value;
  const bare = secrets
    .filter((secret) => secret.length >= CREDENTIAL_CHARACTERS_MIN)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .reduce((text, secret) => text.replaceAll(secret, '[secret]'), value.reason);
  return { ...value, reason: shortened(bare, SAID_CHARACTERS_MAX) };
}
