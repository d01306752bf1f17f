import type { Migration } from './migration.ts';

/** When the ledger began in an incident that lasted since when: what was to be said before is looked for first. */
export const began: Migration = {
  version: 10,
  name: 'began',
  statements: ({ number }) => [
    `alter table ledger add column began_at ${number}`,
    `alter table ledger add column began_since ${number}`,
  ],
};
