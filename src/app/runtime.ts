import type { Clock } from '../core/domain/clock.ts';
import type { Environment } from '../files/settings/secrets.ts';

/** Everything outside itself that the program touches, except files and databases. Tests of whole commands replace it. */
export interface Runtime {
  /**
   * The environment, and `.env` as it is now. A variable of the environment wins over one in `.env`. The same object as before
   * while nothing changes: it may hold thousands of credentials.
   */
  environment(): Environment;
  /** The path of `.env`; null where none is read. */
  readonly envFile: string | null;
  readonly clock: Clock;
  /** Milliseconds since some moment. They pass evenly even when somebody sets the clock. */
  readonly steady: () => number;
  readonly fetch: typeof fetch;
  /** Calls `tick` by a cron schedule in UTC until `signal` aborts. */
  schedule(cron: string, tick: () => void, signal: AbortSignal): void;
  /** Aborts when the program is told to end. */
  readonly signal: AbortSignal;
  /** Prints a result. */
  out(text: string): void;
  /** Prints everything else. */
  err(text: string): void;
  /** Prints lines at a terminal in the place of those that this printed last. */
  redraw(lines: readonly string[]): void;
  /** Whether a person at a terminal can be asked. */
  readonly interactive: boolean;
  ask(question: string): Promise<boolean>;
  /** The line that somebody types, or that a script hands to standard input; null where none comes. */
  askFor(question: string): Promise<string | null>;
  /** From now on everything that is printed passes through `redact` first, and through those of before. */
  conceal(redact: (text: string) => string): void;
}
