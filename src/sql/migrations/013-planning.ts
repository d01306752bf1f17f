import type { Migration } from './migration.ts';

/** Which worker planned what last, or plans it now, as JSON: others with the same files do not plan it again. */
export const planning: Migration = {
  version: 13,
  name: 'planning',
  statements: ({ text }) => [`alter table ledger add column planning ${text}`],
};
