import type { Answer } from '../domain/channel.ts';
import { type Instant, MINUTE } from '../domain/clock.ts';
import type { Entry } from '../ledger/entry.ts';
import type { ProcessMemory } from './context.ts';

/** How long nothing is sent to a server that does not itself say when it accepts posts again. */
export const PROBE_AFTER_MS = 5 * MINUTE;
/** The same rejection of this many accounts within this time is caused by the server or the app, not by the accounts. */
const SHARED_BY_ACCOUNTS = 3;
const SHARED_WITHIN_MS = 10 * MINUTE;

/** Whether the server took the request and judged the post itself: then it works, whatever it says about this one. */
export function isVerdict(answer: Answer): boolean {
  return answer.kind === 'posted' || (answer.kind === 'refused' && answer.cause !== 'account');
}

/** Whether an answer rejects the account or the app, rather than the text, or asking to try again later. */
export function isRejection(answer: Answer): answer is Extract<Answer, { kind: 'refused' | 'deferred' }> {
  if (answer.kind === 'refused') return answer.cause === 'account';
  return answer.kind === 'deferred' && (answer.cause === 'account' || answer.cause === 'app');
}

/** Remembers that an account was rejected. Returns whether its server now rejects several accounts in the same words. */
export function noteRejection(
  { rejections }: ProcessMemory,
  { server, account }: Pick<Entry, 'server' | 'account'>,
  reason: string,
  now: Instant,
): boolean {
  const id = `${server} ${withoutNames(reason)}`;
  const accounts = rejections.get(id) ?? new Map<string, Instant>();
  for (const [other, at] of accounts) if (now - at > SHARED_WITHIN_MS) accounts.delete(other);
  accounts.set(account, now);
  rejections.set(id, accounts);
  return accounts.size >= SHARED_BY_ACCOUNTS;
}

/** Without numbers and names after an @, which differ from account to account. */
function withoutNames(reason: string): string {
  return reason.replace(/@[\w.-]+/g, '@').replace(/\d+/g, '0');
}

/** The server accepted something: earlier rejections concerned their accounts alone. */
export function resetRejections({ rejections }: ProcessMemory, server: string): void {
  for (const id of rejections.keys()) if (id.startsWith(`${server} `)) rejections.delete(id);
}
