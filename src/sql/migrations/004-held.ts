import type { Migration } from './migration.ts';

const TEXT = { sqlite: 'text', postgres: 'text collate "C"' } as const;

/** What waits says why the newest plan does not want it sent. */
export const held: Migration = {
  version: 4,
  name: 'held',
  statements: (dialect) => [`alter table entries add column held ${TEXT[dialect]}`],
};
