import type { Dialect } from '../store.ts';

/** One step of the ledger's tables. Once released it is never edited; what it got wrong, the next one mends. */
export interface Migration {
  /** Counts from 1, without gaps. */
  readonly version: number;
  readonly name: string;
  statements(dialect: Dialect): readonly string[];
}
