import type { Migration } from './migrate.ts';

/** The ledger as it began. Instants are milliseconds since 1970. */
export const ledger: Migration = {
  name: 'ledger',
  statements({ text, number, numbered, strict }) {
    return [
      // One row. A transaction that changes more than one account locks it.
      `create table ledger (
         one integer primary key check (one = 1),
         last_tick ${number}
       ) ${strict}`,
      `insert into ledger (one) values (1)`,

      // Why an account is stopped, and how long texts on it may be, as its server said.
      `create table accounts (
         account ${text} primary key,
         stopped ${text},
         stopped_at ${number},
         characters integer,
         per_url integer,
         read_at ${number}
       ) ${strict}`,

      `create table entries (
         key ${text} primary key,
         action ${text} not null,
         incident ${text} not null,
         announcement ${text} not null,
         kind ${text} not null,
         occurrence ${number},
         edition integer not null,
         municipality ${text} not null,
         account ${text} not null references accounts (account),
         channel ${text} not null,
         server ${text} not null,
         language ${text} not null,
         about ${text} not null,
         text ${text},
         digest ${text} not null,
         words ${text} not null,
         snapshot ${text},
         target ${text},
         "after" ${text},
         at ${number} not null,
         due ${number} not null,
         until ${number},
         rank integer not null,
         usd ${number} not null,
         state ${text} not null check (state in
           ('waiting', 'sending', 'posted', 'refused', 'unknown', 'expired', 'superseded')),
         reason ${text},
         cancelled ${text},
         held ${text},
         attempts integer not null,
         looks integer not null,
         claimed_by ${text},
         claim_token ${text},
         claimed_until ${number},
         left_by ${number},
         next_at ${number},
         since ${text},
         reply_to ${text},
         parent_id ${text},
         alone integer not null,
         remote_id ${text},
         url ${text},
         posted_at ${number},
         published_text ${text},
         published_snapshot ${text},
         removed_at ${number},
         created_at ${number} not null,
         updated_at ${number} not null,
         check ((state = 'sending') = (claim_token is not null))
       ) ${strict}`,
      `create index entries_by_incident on entries (incident, key)`,
      `create index entries_by_account on entries (account, state)`,
      `create index entries_by_state on entries (state, account)`,
      // Nothing twice: an account sends one thing at a time, and a post on it settles one key.
      `create unique index entries_sending on entries (account) where state = 'sending'`,
      `create unique index entries_settled on entries (account, remote_id)
         where action = 'publish' and remote_id is not null`,

      // Every text that a waiting entry had before the one it has.
      `create table earlier_texts (
         id ${numbered},
         key ${text} not null references entries (key),
         digest ${text} not null,
         text ${text},
         replaced_at ${number} not null
       ) ${strict}`,
      `create index earlier_texts_by_key on earlier_texts (key)`,

      // A claim names those who approved: as a JSON array, because a name may hold a comma.
      `create table transitions (
         id ${numbered},
         key ${text} not null references entries (key),
         "from" ${text},
         "to" ${text} not null,
         at ${number} not null,
         why ${text},
         approvers ${text}
       ) ${strict}`,
      `create index transitions_by_key on transitions (key)`,

      // An approval is of a post, of the messages of a pre-approved kind, of free words, or of an older state file: one of the
      // four is set.
      `create table approvals (
         id ${numbered},
         digest ${text} not null,
         incident ${text},
         post ${text},
         kind ${text},
         file ${text},
         words ${text},
         "by" ${text} not null,
         at ${number} not null,
         void_at ${number}
       ) ${strict}`,
      `create index approvals_by_digest on approvals (digest)`,
      `create index approvals_by_post on approvals (post)`,
      `create index approvals_by_kind on approvals (kind)`,
      `create index approvals_by_incident on approvals (incident)`,

      `create table pauses (
         id ${numbered},
         scope ${text} not null,
         account ${text},
         channel ${text},
         "by" ${text} not null,
         at ${number} not null,
         ended_by ${text},
         ended_at ${number}
       ) ${strict}`,

      // Accepted versions of the state file, in order.
      `create table states (
         number ${numbered},
         incident ${text} not null,
         digest ${text} not null,
         mode ${text} not null,
         at ${number} not null
       ) ${strict}`,

      // When each announcement was first read, and whether it is in the file that was accepted last.
      `create table announcements (
         incident ${text} not null,
         announcement ${text} not null,
         first_read ${number} not null,
         listed integer not null,
         primary key (incident, announcement)
       ) ${strict}`,

      `create table messages (
         kind ${text} primary key,
         digest ${text} not null
       ) ${strict}`,

      // The facts, names and times from which texts were worded.
      `create table snapshots (
         digest ${text} primary key,
         json ${text} not null
       ) ${strict}`,

      // Requests that limits and budgets count. Without a claim's token: a request that nothing is claimed for.
      `create table usage (
         id ${numbered},
         "on" ${text} not null,
         channel ${text} not null,
         server ${text} not null,
         account ${text} not null,
         at ${number} not null,
         usd ${number} not null,
         claim_token ${text}
       ) ${strict}`,
      `create index usage_by_account on usage (account, at)`,
      `create index usage_by_server on usage (server, at)`,
      `create index usage_by_time on usage (at)`,
      `create index usage_by_claim on usage (claim_token)`,

      // Open circuit breakers.
      `create table breakers (
         server ${text} primary key,
         reason ${text} not null,
         opened_at ${number} not null,
         probe_at ${number} not null
       ) ${strict}`,

      // The alerts for staff. A row stays until they were told of the alert, and of its end.
      `create table alerts (
         number ${numbered},
         id ${text} not null,
         topic ${text} not null,
         "group" ${text} not null,
         about ${text} not null,
         code ${text} not null,
         reason ${text} not null,
         since ${number} not null,
         due_at ${number} not null,
         telling_at ${number},
         telling_until ${number},
         told_at ${number},
         over_at ${number},
         over_told_at ${number}
       ) ${strict}`,
      // The same alert is raised once as long as it lasts.
      `create unique index alerts_open on alerts (id) where over_at is null`,
      `create index alerts_over on alerts (over_at, over_told_at)`,
    ];
  },
};
