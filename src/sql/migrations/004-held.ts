import type { Migration } from '../migration.ts';

const TEXT = { sqlite: 'text', postgres: 'text collate "C"' } as const;

/** What planning holds back stays where it is, though it was approved before. */
export const held: Migration = {
  version: 4,
  name: 'held',
  statements: (dialect) => [`alter table entries add column held ${TEXT[dialect]}`],
};
