import type { Migration } from './migration.ts';

/** Adds the last or current turn as JSON, so that workers with the same files do not plan the same again. */
export const planning: Migration = {
  version: 13,
  name: 'planning',
  statements: ({ text }) => [`alter table ledger add column planning ${text}`],
};
