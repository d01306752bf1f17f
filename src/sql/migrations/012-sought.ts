import type { Migration } from './migration.ts';

/** Which accounts the region had when the ledger began. Those that came later may show what an earlier ledger said. */
export const sought: Migration = {
  version: 12,
  name: 'sought',
  statements: () => [
    'alter table accounts add column sought integer not null default 0',
    'update accounts set sought = 1',
  ],
};
