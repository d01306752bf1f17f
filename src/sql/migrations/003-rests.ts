import type { Migration } from './migration.ts';

/** A post that a limit of its account put off says so: the account rests for every worker, not only for the one that sent it. */
export const rests: Migration = {
  version: 3,
  name: 'rests',
  statements: () => ['alter table entries add column rests integer not null default 0'],
};
