import type { Migration } from './migration.ts';

const TEXT = { sqlite: 'text', postgres: 'text collate "C"' } as const;
const NUMBERED = {
  sqlite: 'integer primary key autoincrement',
  postgres: 'integer generated always as identity primary key',
} as const;
const AMOUNT = { sqlite: 'real', postgres: 'double precision' } as const;
const STRICT = { sqlite: 'strict', postgres: '' } as const;

/** What was sent counts towards limits and budgets; a server that refuses everybody is left in peace. */
export const pacing: Migration = {
  version: 2,
  name: 'pacing',
  statements(dialect) {
    const [text, numbered, amount, strict] = [
      TEXT[dialect],
      NUMBERED[dialect],
      AMOUNT[dialect],
      STRICT[dialect],
    ];
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
