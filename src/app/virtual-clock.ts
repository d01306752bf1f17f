import type { Clock, Instant } from '../core/domain/clock.ts';

export interface VirtualClock extends Clock {
  /** Time never goes back. */
  advanceTo(instant: Instant): void;
}

/** A clock that is still until it is moved. A sleeper wakes when it has moved far enough. */
export function virtualClock(start: Instant): VirtualClock {
  let now = start;
  let sleepers: { readonly until: Instant; readonly wake: () => void }[] = [];
  return {
    now: () => now,
    sleep(ms, signal) {
      return new Promise((resolve) => {
        if (signal.aborted || ms <= 0) return resolve();
        sleepers.push({ until: now + ms, wake: resolve });
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    },
    advanceTo(instant) {
      now = Math.max(now, instant);
      const due = sleepers.filter((sleeper) => sleeper.until <= now);
      sleepers = sleepers.filter((sleeper) => sleeper.until > now);
      for (const sleeper of due) sleeper.wake();
    },
  };
}
