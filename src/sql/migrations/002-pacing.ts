import type { Migration } from './migration.ts';

/** What was sent counts towards limits and budgets; a server that refuses everybody is left in peace. */
export const pacing: Migration = {
  version: 2,
  name: 'pacing',
  statements({ text, numbered, amount, strict }) {
    return [
      `alter table entries add column server ${text} not null default ''`,
      `alter table entries add column usd ${amount} not null default 0`,

      // One line a request. Without a claim's token: a request that nothing is claimed for.
      `create table spendings (
         id ${numbered},
         spent_on ${text} not null,
         channel ${text} not null,
         server ${text} not null,
         account ${text} not null,
         at ${text} not null,
         usd ${amount} not null,
         claim_token ${text}
       ) ${strict}`,
      `create index spendings_by_account on spendings (account, at)`,
      `create index spendings_by_server on spendings (server, at)`,
      `create index spendings_by_time on spendings (at)`,
      `create index spendings_by_claim on spendings (claim_token)`,

      `create table breakers (
         server ${text} primary key,
         reason ${text} not null,
         opened_at ${text} not null,
         probe_at ${text} not null
       ) ${strict}`,
    ];
  },
};
