import type { Migration } from './migration.ts';

/** The owner of each account's credential, as its platform said, and when: it is not asked again at every start. */
export const owners: Migration = {
  version: 8,
  name: 'owners',
  statements: ({ text, number }) => [
    `alter table accounts add column owner_handle ${text}`,
    `alter table accounts add column owner_id ${text}`,
    `alter table accounts add column owner_proof ${text}`,
    `alter table accounts add column owner_at ${number}`,
    // Hardly any is.
    `create index accounts_stopped on accounts (account) where stopped is not null`,
  ],
};
