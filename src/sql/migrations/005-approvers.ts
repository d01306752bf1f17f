import type { Migration } from './migration.ts';

/** Who approved what was sent: a JSON array of names, as a name may hold a comma. */
export const approvers: Migration = {
  version: 5,
  name: 'approvers',
  statements: ({ text }) => [`alter table moves add column approvers ${text}`],
};
