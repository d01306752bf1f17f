import type { Migration } from './migration.ts';

/**
 * When the ledger began, in an incident that lasted since when; and the keys of posts that the state file asked for then, and
 * that nobody looked for on their accounts.
 */
export const unsought: Migration = {
  version: 10,
  name: 'unsought',
  statements: ({ text, number }) => [
    `alter table ledger add column began_at ${number}`,
    `alter table ledger add column began_since ${number}`,
    `create table unsought (key ${text} not null primary key, incident ${text} not null)`,
  ],
};
