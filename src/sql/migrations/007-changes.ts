import type { Migration } from './migration.ts';

/** Counts what was written: so a tick knows that nothing was since the one before it. */
export const changes: Migration = {
  version: 7,
  name: 'changes',
  statements: ({ number }) => [`alter table ledger add column changes ${number} not null default 0`],
};
