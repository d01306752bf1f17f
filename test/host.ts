import type { Host } from '../src/cli/host.ts';
import type { Clock } from '../src/clock.ts';

/** What the program touches of its surroundings where nobody sits before it, at this time. */
export function hostAt(clock: Clock): Host {
  return {
    ...{ env: {}, clock, fetch, interactive: false },
    steady: () => clock.now(),
    signal: new AbortController().signal,
    out: () => {},
    err: () => {},
    ask: () => Promise.reject(new Error('nobody is there to ask')),
    conceal: () => {},
  };
}
