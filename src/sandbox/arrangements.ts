import { keptIn } from '../core/domain/cache.ts';
import type { SandboxAccount } from './account.ts';
import { concerns, type Fault, type Operation } from './fault.ts';
import { wellKnownIn } from './handles.ts';
import type { SandboxPlatform } from './platform.ts';

/** More would be a mistake in a script. */
const ARRANGED_PER_ACCOUNT_MAX = 1_000;

/** The faults that wait for an account's requests: those that were arranged, then the one of its handle. */
export interface Arrangements {
  /** Throws a RangeError where too many wait already. */
  arrange(account: SandboxAccount, fault: Fault, times: number): void;
  /** Forgets what was arranged. A fault that a handle brings stays. */
  clear(account: SandboxAccount): void;
  /** The fault that this request meets, which is used up by it; null: none. */
  take(account: SandboxAccount, operation: Operation, isReply: boolean): Fault | null;
}

export function arrangementsFor(platform: SandboxPlatform): Arrangements {
  const arranged = new Map<string, { readonly fault: Fault; times: number }[]>();
  const byHandle = new Map<string, ReturnType<typeof wellKnownIn>>();

  return {
    arrange(account, fault, times) {
      if (!(times >= 1)) throw new RangeError(`a fault happens at least once, not ${times} times`);
      const waiting = (arranged.get(account.id) ?? []).filter((one) => one.times >= 1);
      if (waiting.length >= ARRANGED_PER_ACCOUNT_MAX)
        throw new RangeError(`more than ${ARRANGED_PER_ACCOUNT_MAX} faults wait on ${account.id}`);
      arranged.set(account.id, [...waiting, { fault, times }]);
    },
    clear: (account) => void arranged.delete(account.id),
    take(account, operation, isReply) {
      const { id, handle } = account;
      const ofHandle = keptIn(byHandle, id, () => wellKnownIn(handle, platform));
      const next = [...(arranged.get(id) ?? []), ofHandle].find(
        (one) => one && one.times >= 1 && concerns(one.fault, operation, isReply),
      );
      if (!next) return null;
      next.times--;
      return next.fault;
    },
  };
}
