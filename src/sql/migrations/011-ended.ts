import type { Migration } from './migration.ts';

/** Adds the time from which an all-clear of its municipality ends a post, so that a claim can tell without a plan. */
export const ended: Migration = {
  version: 11,
  name: 'ended',
  statements: ({ number }) => [
    `alter table entries add column ended_from ${number}`,
    `create index entries_all_clears on entries (municipality) where kind = 'all-clear' and action = 'publish'`,
  ],
};
