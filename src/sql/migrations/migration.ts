import type { Dialect } from '../store.ts';

/** One step of the ledger's tables. Once released it is never edited: the next one corrects what it got wrong. */
export interface Migration {
  /** Counts from 1, without gaps. */
  readonly version: number;
  readonly name: string;
  statements(types: ColumnTypes): readonly string[];
}

/** The words in which the two databases differ. */
interface ColumnTypes {
  /** Compared byte by byte on both, so that keys sort alike. */
  readonly text: string;
  /** Instants in milliseconds, and US dollars. */
  readonly number: string;
  readonly numbered: string;
  /** SQLite checks types only where it is told to. */
  readonly strict: string;
}

export const COLUMN_TYPES: Readonly<Record<Dialect, ColumnTypes>> = {
  sqlite: {
    text: 'text',
    number: 'real',
    numbered: 'integer primary key autoincrement',
    strict: 'strict',
  },
  postgres: {
    text: 'text collate "C"',
    number: 'double precision',
    numbered: 'integer generated always as identity primary key',
    strict: '',
  },
};
