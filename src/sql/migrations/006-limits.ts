import type { Migration } from './migration.ts';

/** How long texts may be on an account, as its server said. */
export const limits: Migration = {
  version: 6,
  name: 'limits',
  statements: ({ text }) => [
    `alter table accounts add column characters integer`,
    `alter table accounts add column per_url integer`,
    `alter table accounts add column limits_read_at ${text}`,
  ],
};
