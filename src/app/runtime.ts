import { createInterface } from 'node:readline/promises';
import type { Clock } from '../core/domain/clock.ts';

/** What the program touches of its surroundings: the one seam that tests of whole commands need. */
export interface Runtime {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Milliseconds since some moment, which go on evenly however somebody sets the clock. */
  readonly steady: () => number;
  readonly fetch: typeof fetch;
  /** Aborts when the program is told to end. */
  readonly signal: AbortSignal;
  /** Results. */
  out(text: string): void;
  /** Everything else. */
  err(text: string): void;
  /** Whether somebody sits at a terminal who can be asked. */
  readonly interactive: boolean;
  ask(question: string): Promise<boolean>;
  /** From now on nothing that is printed shows these values. */
  conceal(redact: (text: string) => string): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep(ms, signal) {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
    });
  },
};

export function systemRuntime(signal: AbortSignal): Runtime {
  let redact = (text: string) => text;
  return {
    env: process.env,
    clock: systemClock,
    steady: () => performance.now(),
    fetch: (...request) => fetch(...request),
    signal,
    out: (text) => void process.stdout.write(redact(text)),
    err: (text) => void process.stderr.write(redact(text)),
    interactive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    async ask(question) {
      const terminal = createInterface({ input: process.stdin, output: process.stderr });
      try {
        const answer = await terminal.question(question, { signal });
        return /^(y|yes|j|ja)$/i.test(answer.trim());
      } finally {
        terminal.close();
      }
    },
    conceal(next) {
      redact = next;
    },
  };
}
