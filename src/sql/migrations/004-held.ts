import type { Migration } from './migration.ts';

/** What waits says why the newest plan does not want it sent. */
export const held: Migration = {
  version: 4,
  name: 'held',
  statements: ({ text }) => [`alter table entries add column held ${text}`],
};
