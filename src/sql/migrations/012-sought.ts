import type { Migration } from './migration.ts';

/** Adds the languages in which each account spoke when the ledger began. In others it may show posts of an earlier ledger. */
export const sought: Migration = {
  version: 12,
  name: 'sought',
  statements: () => ['alter table accounts add column sought text'],
};
