import type { Migration } from './migration.ts';

/** Keys of posts that the state file asked for when the ledger began, and that nobody looked for on their accounts. */
export const unsought: Migration = {
  version: 10,
  name: 'unsought',
  statements: ({ text, number }) => [
    `create table unsought (
       key ${text} not null primary key,
       incident ${text} not null,
       since ${number} not null,
       began_at ${number} not null)`,
  ],
};
