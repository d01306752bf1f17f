import type { Migration } from './migration.ts';

const TEXT = { sqlite: 'text', postgres: 'text collate "C"' } as const;

/** Who approved what was sent: a JSON array of names, as a name may hold a comma. */
export const approvers: Migration = {
  version: 5,
  name: 'approvers',
  statements: (dialect) => [`alter table moves add column approvers ${TEXT[dialect]}`],
};
