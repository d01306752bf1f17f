import type { Migration } from './migration.ts';

/** Words that staff were told of, though nobody approved them: a row beside the approvals. */
export const told: Migration = {
  version: 4,
  name: 'told',
  statements: ({ text }) => [`alter table approvals add column told ${text}`],
};
