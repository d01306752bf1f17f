import type { Answer } from '../domain/channel.ts';
import { type Instant, MINUTE } from '../domain/clock.ts';
import type { Entry } from '../ledger/entry.ts';
import type { ProcessMemory } from './context.ts';

/** How long nothing is sent where the platform does not say itself when it takes posts again. */
export const PROBE_AFTER_MS = 5 * MINUTE;
/** The same rebuff on this many accounts within this time is no matter of the accounts. */
const COMMON_ACCOUNTS = 3;
const COMMON_WITHIN_MS = 10 * MINUTE;

/** Whether an answer turns somebody away, rather than this one text for now. */
export function isRejection(answer: Answer): answer is Extract<Answer, { kind: 'refused' | 'deferred' }> {
  if (answer.kind === 'refused') return answer.cause === 'post' || answer.cause === 'account';
  return answer.kind === 'deferred' && (answer.cause === 'account' || answer.cause === 'app');
}

/** Remembers who was turned away, and says whether several accounts of the server were, with the same words. */
export function isCommon(
  { rejections }: ProcessMemory,
  { server, account }: Pick<Entry, 'server' | 'account'>,
  reason: string,
  now: Instant,
): boolean {
  const id = `${server} ${unnamed(reason)}`;
  const accounts = rejections.get(id) ?? new Map<string, Instant>();
  for (const [other, at] of accounts) if (now - at > COMMON_WITHIN_MS) accounts.delete(other);
  accounts.set(account, now);
  rejections.set(id, accounts);
  return accounts.size >= COMMON_ACCOUNTS;
}

/** Without what only tells whose account it is: numbers, and names after an @. */
function unnamed(reason: string): string {
  return reason.replace(/@[\w.-]+/g, '@').replace(/\d+/g, '0');
}

/** Something was taken there: whoever was turned away before was turned away alone. */
export function resetRejections({ rejections }: ProcessMemory, server: string): void {
  for (const id of rejections.keys()) if (id.startsWith(`${server} `)) rejections.delete(id);
}
