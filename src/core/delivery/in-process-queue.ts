import type { Queue } from './account-queue.ts';

/**
 * The queue of a single process: at most `atOnceMax` accounts at once, never one account twice at once. An account that
 * is woken while it works is looked at once more afterwards. `work` must not reject; if it does, `failed` is told.
 */
export function inProcessQueue(
  atOnceMax: number,
  work: (account: string) => Promise<void>,
  failed: (account: string, error: unknown) => void,
): Queue {
  const waiting = new Set<string>();
  const working = new Set<string>();
  let closed = false;
  let idlers: (() => void)[] = [];

  function next(): void {
    for (const account of waiting) {
      if (working.size >= atOnceMax) return;
      if (working.has(account)) continue;
      waiting.delete(account);
      working.add(account);
      void attend(account);
    }
    if (working.size === 0 && waiting.size === 0) {
      for (const resolve of idlers) resolve();
      idlers = [];
    }
  }

  async function attend(account: string): Promise<void> {
    try {
      await work(account);
    } catch (error) {
      failed(account, error);
    } finally {
      working.delete(account);
      next();
    }
  }

  function idle(): Promise<void> {
    return new Promise((resolve) => {
      idlers.push(resolve);
      next();
    });
  }

  return {
    wake(account) {
      if (closed) return;
      waiting.add(account);
      next();
    },
    idle,
    close() {
      closed = true;
      waiting.clear();
      return idle();
    },
  };
}
