import type { Clock, Instant } from '../../src/core/domain/clock.ts';

/** Time in which whole days pass in milliseconds: it moves on when everybody sleeps. */
export interface Time extends Clock {
  /** Lets time pass up to `until`: wakes one sleeper after the other, each when all others have come to rest. */
  pass(until: Instant): Promise<void>;
  /** Stands still while a database outside this process works. */
  outside<Result>(work: Promise<Result>): Promise<Result>;
}

interface Sleeper {
  readonly at: Instant;
  readonly number: number;
  wake: () => void;
}

/** Of sleep that nobody cuts short. */
export const NEVER = new AbortController().signal;

export function timeFrom(start: Instant): Time {
  const sleepers: Sleeper[] = [];
  let now = start;
  let numbers = 0;
  let outside = 0;
  let returned = Promise.withResolvers<void>();

  function sleep(ms: number, signal: AbortSignal = NEVER): Promise<void> {
    if (ms <= 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper: Sleeper = { at: now + Math.ceil(ms), number: ++numbers, wake: resolve };
      insert(sleepers, sleeper);
      if (signal === NEVER) return;
      const early = () => {
        const index = sleepers.indexOf(sleeper);
        if (index >= 0) sleepers.splice(index, 1);
        resolve();
      };
      sleeper.wake = () => {
        signal.removeEventListener('abort', early);
        resolve();
      };
      signal.addEventListener('abort', early, { once: true });
    });
  }

  return {
    now: () => now,
    sleep,
    async pass(until) {
      for (;;) {
        for (await atRest(); outside > 0; await atRest()) await returned.promise;
        const next = sleepers.at(-1);
        if (!next || next.at > until) break;
        sleepers.pop();
        now = next.at;
        next.wake();
      }
      now = until;
    },
    async outside(work) {
      outside++;
      try {
        return await work;
      } finally {
        outside--;
        returned.resolve();
        returned = Promise.withResolvers();
      }
    },
  };
}

/** Nothing but virtual sleep and `outside` takes time here, so once the promises have run dry everybody sleeps. */
function atRest(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/** Latest first, so that the next one is at the end; of two at once the one that lay down first wakes first. */
function insert(sleepers: Sleeper[], sleeper: Sleeper): void {
  let low = 0;
  let high = sleepers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sleepers[middle];
    if (other && other.at > sleeper.at) low = middle + 1;
    else high = middle;
  }
  sleepers.splice(low, 0, sleeper);
}
