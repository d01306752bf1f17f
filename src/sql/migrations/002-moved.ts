import type { Migration } from './migration.ts';

/** A ledger that was moved to another place says so for ever: nobody posts from it again. */
export const moved: Migration = {
  version: 2,
  name: 'moved',
  statements: ({ text }) => [`alter table ledger add column moved_to ${text}`],
};
