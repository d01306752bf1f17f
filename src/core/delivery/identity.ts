import type { Channel, ReadResult } from '../domain/channel.ts';
import { rateScopeOf } from '../domain/configuration.ts';
import type { Account } from '../domain/municipality.ts';
import { reason } from '../domain/reason.ts';
import type { DeliveryContext } from './context.ts';

/** Whose credential an account has, as far as its platform says. */
export type Identity =
  | { readonly kind: 'own' }
  /** It belongs to another account, and this one was stopped for it. */
  | { readonly kind: 'foreign'; readonly reason: string }
  | Extract<ReadResult<never>, { kind: 'unreadable' }>;

/**
 * Confirms that a credential belongs to the configured handle: before it sends anything, and before a timeline read with
 * it decides anything. Asks the platform once for each account and process.
 */
export async function identify(
  delivery: DeliveryContext,
  account: Account,
  channel: Channel,
  signal: AbortSignal,
): Promise<Identity> {
  const { memory, ledger, clock, settings } = delivery;
  if (memory.identified.has(account.id)) return { kind: 'own' };
  const identity = await channel.identity(signal);
  await ledger.recordUsage({ on: 'calls', ...rateScopeOf(settings, account), at: clock.now(), usd: 0 });
  if (identity.kind === 'unreadable') return identity;
  if (identity.kind === 'absent')
    return { kind: 'unreadable', reason: reason('reason.unidentified'), until: null };
  if (sameHandle(identity.value.handle, account.handle)) {
    memory.identified.add(account.id);
    return { kind: 'own' };
  }
  const why = reason('reason.foreign-credential', {
    ...{ account: account.id, found: identity.value.handle, handle: account.handle },
  });
  await ledger.stop(account.id, why, clock.now());
  delivery.onStep({ kind: 'stopped', account: account.id, reason: why });
  return { kind: 'foreign', reason: why };
}

/** Handles of both platforms ignore case. */
export function sameHandle(a: string, b: string): boolean {
  return a.replace(/^@/, '').toLowerCase() === b.replace(/^@/, '').toLowerCase();
}
