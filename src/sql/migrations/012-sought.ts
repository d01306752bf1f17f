import type { Migration } from './migration.ts';

/** In which languages each account spoke when the ledger began. In others it may show what an earlier ledger said. */
export const sought: Migration = {
  version: 12,
  name: 'sought',
  statements: () => ['alter table accounts add column sought text'],
};
