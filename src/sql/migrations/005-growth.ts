import type { Migration } from './migration.ts';

/** The questions of every tick and claim cost the same however many posts of earlier incidents the ledger holds. */
export const growth: Migration = {
  version: 5,
  name: 'growth',
  statements: () => [
    // The open entries of an account are found by state.
    `drop index entries_by_account`,
    `create index entries_by_account on entries (account, incident)`,
    `create index entries_by_time on entries (updated_at)`,
    // An id is looked for on all accounts of a server.
    `drop index entries_settled`,
    `create unique index entries_settled on entries (remote_id, account)
       where action = 'publish' and remote_id is not null`,
    `create index entries_newest on entries (account, posted_at)
       where action = 'publish' and remote_id is not null`,
    // Nearly all approvals are of posts. They are read in the order in which they were given.
    `drop index approvals_by_kind`,
    `create index approvals_by_kind on approvals (id) where kind is not null`,
    `create index states_by_incident on states (incident, number)`,
    // Nearly all alerts are over, and told.
    `drop index alerts_over`,
    `create index alerts_untold on alerts (number) where over_told_at is null`,
  ],
};
