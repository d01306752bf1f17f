import type { SandboxAccount } from './account.ts';
import { alerts, type Fault, type Operation } from './fault.ts';
import { wellKnownIn } from './handles.ts';

/** More would be a mistake in a script. */
const ARRANGED_PER_ACCOUNT_MAX = 1_000;

/** What was arranged to fail, and how often yet. What a handle brings comes after all that was arranged. */
export interface Arrangements {
  arrange(account: SandboxAccount, fault: Fault, times: number): void;
  /** Forgets what was arranged. What a handle brings stays. */
  clear(account: SandboxAccount): void;
  /** The fault that this request meets, which is used up by it; null: none. */
  take(account: SandboxAccount, operation: Operation, answersAPost: boolean): Fault | null;
}

interface Arranged {
  readonly fault: Fault;
  times: number;
}

export function arrangementsFor(accounts: readonly SandboxAccount[]): Arrangements {
  const arranged = new Map<string, Arranged[]>();
  const byHandle = new Map<string, Arranged>();
  for (const account of accounts) {
    const found = wellKnownIn(account.handle, account.channel);
    if (found) byHandle.set(account.id, { fault: found.known.fault, times: found.times });
  }

  return {
    arrange(account, fault, times) {
      if (!(times >= 1)) throw new RangeError(`a fault happens at least once, not ${times} times`);
      const list = arranged.get(account.id) ?? [];
      if (list.length >= ARRANGED_PER_ACCOUNT_MAX) {
        throw new RangeError(`more than ${ARRANGED_PER_ACCOUNT_MAX} faults wait on ${account.id}`);
      }
      arranged.set(account.id, [...list, { fault, times }]);
    },
    clear(account) {
      arranged.delete(account.id);
    },
    take(account, operation, answersAPost) {
      const list = arranged.get(account.id) ?? [];
      const own = byHandle.get(account.id);
      const next = [...list, ...(own ? [own] : [])].find(
        (one) => one.times >= 1 && alerts(one.fault, operation, answersAPost),
      );
      if (!next) return null;
      next.times--;
      arranged.set(
        account.id,
        list.filter((one) => one.times >= 1),
      );
      return next.fault;
    },
  };
}
