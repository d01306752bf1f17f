import { type Instant, MINUTE } from '../domain/clock.ts';

/** A worker that plans, and what it plans from. */
export interface Planning {
  /** Digest of everything that its files say. */
  readonly inputs: string;
  /** The ledger's `changes` from before anything was read. */
  readonly changes: number;
  /** When the worker began: what was planned before, perhaps by another version of the program, it plans itself. */
  readonly since: Instant;
  readonly by: string;
  /** Digests of what its files decide, by the name of the setting or file. */
  readonly decides: Readonly<Record<string, string>>;
}

/** A machine on which a worker planned, and when. */
export interface Machine extends Pick<Planning, 'decides'> {
  /** Its hostname. */
  readonly name: string;
  readonly at: Instant;
}

/** A machine that has planned nothing for so long may be gone. */
export const MACHINE_SEEN_MS = 5 * MINUTE;
