import type { Migration } from './migration.ts';

/** When the newest signed state file that was accepted says that it was brought up to date. */
export const signed: Migration = {
  version: 9,
  name: 'signed',
  statements: ({ number }) => [`alter table ledger add column signed_at ${number}`],
};
