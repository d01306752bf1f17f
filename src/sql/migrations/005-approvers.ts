import type { Migration } from './migration.ts';

/** A claim names those who approved: as a JSON array, because a name may hold a comma. */
export const approvers: Migration = {
  version: 5,
  name: 'approvers',
  statements: ({ text }) => [`alter table moves add column approvers ${text}`],
};
