import type { Answer } from '../domain/channel.ts';
import { type Instant, MINUTE } from '../domain/clock.ts';
import type { BreakerScope } from '../ledger/ledger.ts';
import type { DeliveryContext } from './context.ts';

/*
 * A server that accepts nothing of the app gets nothing for a while: its circuit breaker is open. Then one post tries, and closes it
 * where the server accepts or judges that post. Claims keep the others back (`core/ledger/claim-rules.ts`), in every worker.
 */

/** How long nothing is sent to a server that accepts nothing of the app, and does not say until when. */
const PROBE_AFTER_MS = 5 * MINUTE;

type Deferred = Extract<Answer, { kind: 'deferred' }>;

/** The next time at which one post may try whether the server accepts posts of the app again. */
export function probeAt({ until }: Pick<Deferred, 'until'>, now: Instant): Instant {
  return Math.max(until ?? 0, now + PROBE_AFTER_MS);
}

export async function openBreaker(
  { ledger, onStep }: DeliveryContext,
  { channel, server }: BreakerScope,
  answer: Deferred,
  now: Instant,
): Promise<void> {
  const { reason } = answer;
  const at = probeAt(answer, now);
  await ledger.openBreaker({ channel, server }, reason, at, now);
  onStep({ kind: 'breaker-opened', server, reason, probeAt: at });
}

export async function closeBreaker({ ledger, onStep }: DeliveryContext, scope: BreakerScope): Promise<void> {
  if (await ledger.closeBreaker(scope)) onStep({ kind: 'breaker-closed', server: scope.server });
}
