import { keptIn } from '../domain/cache.ts';
import type { Instant } from '../domain/clock.ts';
import { serverOf } from '../domain/configuration.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { DeliveryContext } from './context.ts';

/**
 * Wakes accounts. It carries names, not truth: the ledger decides what happens, so a queue may lose or repeat a
 * wake-up, and the next tick makes up for it.
 */
interface AccountQueue {
  /** Has the account worked soon. A name that is queued already is not queued again. */
  wake(account: string): void;
  /** Resolves once no account is queued or worked. */
  idle(): Promise<void>;
  /** Stops accepting wake-ups, and resolves once no account is being worked. */
  close(): Promise<void>;
}

/** Names the server of an account, which it shares with others. */
type ServerOf = (account: string) => string;

export function serversIn({ account, settings }: Pick<DeliveryContext, 'account' | 'settings'>): ServerOf {
  return (id) => {
    const found = account(id);
    return found ? `${found.channel} ${serverOf(settings, found)}` : id;
  };
}

/**
 * The queue of one process: works at most `atOnceMax` accounts of one server at once, so that no server waits for another
 * that does not answer, and never one account twice at once. An account
 * that is woken while it is worked is worked once more afterwards. Calls `failed` when `work` rejects.
 */
export function accountQueue(
  atOnceMax: number,
  server: ServerOf,
  work: (account: string) => Promise<void>,
  failed: (error: unknown) => void,
): AccountQueue {
  /** By server, the accounts that wait, and those that are worked. */
  const servers = new Map<string, { readonly queued: Set<string>; readonly working: Set<string> }>();
  /** The accounts that wait or are worked. */
  let busy = 0;
  let closed = false;
  let whenIdle: (() => void)[] = [];

  function next(own: string): void {
    const { queued, working } = at(own);
    for (const account of queued) {
      if (working.size >= atOnceMax) break;
      if (working.has(account)) continue;
      queued.delete(account);
      working.add(account);
      void workOne(account, own);
    }
  }

  function at(own: string) {
    return keptIn(servers, own, () => ({ queued: new Set<string>(), working: new Set<string>() }));
  }

  async function workOne(account: string, own: string): Promise<void> {
    try {
      await work(account);
    } catch (error) {
      failed(error);
    } finally {
      at(own).working.delete(account);
      busy--;
      next(own);
      tellIdle();
    }
  }

  function tellIdle(): void {
    if (busy > 0) return;
    for (const resolve of whenIdle) resolve();
    whenIdle = [];
  }

  function idle(): Promise<void> {
    return new Promise((resolve) => {
      whenIdle.push(resolve);
      tellIdle();
    });
  }

  return {
    wake(account) {
      const own = server(account);
      const { queued } = at(own);
      if (closed || queued.has(account)) return;
      queued.add(account);
      busy++;
      next(own);
    },
    idle,
    close() {
      closed = true;
      for (const { queued } of servers.values()) {
        busy -= queued.size;
        queued.clear();
      }
      return idle();
    },
  };
}

/** Works each of these accounts once, at most `atOnceMax` of one server at once. Rejects with the first error, after all have ended. */
export async function workEach(
  accounts: Iterable<string>,
  atOnceMax: number,
  server: ServerOf,
  work: (account: string) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = [];
  const queue = accountQueue(atOnceMax, server, work, (error) => errors.push(error));
  for (const account of accounts) queue.wake(account);
  await queue.idle();
  if (errors.length > 0) throw errors[0];
}

/**
 * Wakes every account that has something to do by `now`. Returns when the next account has. `backwards` wakes the last
 * account first, because another worker began with the first.
 */
export async function wakeDue(
  ledger: Ledger,
  queue: AccountQueue,
  now: Instant,
  backwards: boolean,
): Promise<Instant | null> {
  const all = await ledger.nextDue();
  let next: Instant | null = null;
  for (const { account, at } of backwards ? all.toReversed() : all) {
    if (at > now) next = Math.min(next ?? at, at);
    else queue.wake(account);
  }
  return next;
}
