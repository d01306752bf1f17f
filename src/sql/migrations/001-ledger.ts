import type { Migration } from './migration.ts';

/** The ledger as it is in the first version. Instants are milliseconds since 1970. */
export const ledger: Migration = {
  version: 1,
  name: 'ledger',
  statements({ text, number, numbered, strict }) {
    return [
      // One row. A transaction that changes more than one account locks it. A ledger that was moved to another place says so for
      // ever: nobody posts from it again. `changes` counts what was written, so that a tick knows that nothing was since the one
      // before it. `signed_at`: when the newest signed state file that was accepted says that it was brought up to date.
      // `began_at`: when the ledger began, in an incident that lasted since `began_since`.
      `create table ledger (
         one integer primary key check (one = 1),
         last_tick ${number},
         moved_to ${text},
         changes ${number} not null default 0,
         signed_at ${number},
         began_at ${number},
         began_since ${number}
       ) ${strict}`,
      `insert into ledger (one) values (1)`,

      // Why an account is stopped; how long texts on it may be, as its server said; and the owner of its credential, as its platform
      // said, and when, so that it is not asked again at every start. `sought`: the region had it when the ledger began. Those that
      // came later may show what an earlier ledger said.
      `create table accounts (
         account ${text} primary key,
         stopped ${text},
         stopped_at ${number},
         characters integer,
         per_url integer,
         read_at ${number},
         owner_handle ${text},
         owner_id ${text},
         owner_proof ${text},
         owner_at ${number},
         sought integer not null default 0
       ) ${strict}`,
      // Hardly any is.
      `create index accounts_stopped on accounts (account) where stopped is not null`,

      // `rests`: a limit of its account put it off, so the account rests for every worker, not only for the one that sent it.
      // `ended_from`: from when on an all-clear of its municipality ends it, so that a claim can ask without a plan.

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
         rests integer not null default 0,
         ended_from ${number},
         check ((state = 'sending') = (claim_token is not null))
       ) ${strict}`,
      `create index entries_by_incident on entries (incident, key)`,
      `create index entries_by_account on entries (account, incident)`,
      `create index entries_by_time on entries (updated_at)`,
      // The open entries of an account are found by state.
      `create index entries_by_state on entries (state, account)`,
      // Nothing twice: an account sends one thing at a time, and a post on it settles one key.
      `create unique index entries_sending on entries (account) where state = 'sending'`,
      // An id is looked for on all accounts of a server.
      `create unique index entries_settled on entries (remote_id, account)
         where action = 'publish' and remote_id is not null`,
      `create index entries_newest on entries (account, posted_at)
         where action = 'publish' and remote_id is not null`,
      `create index entries_all_clears on entries (municipality) where kind = 'all-clear' and action = 'publish'`,

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

      // Of a post, of a pre-approved kind's messages, of free words, or of an older state file: one of the four is set. `told`: words
      // that staff were told of, though nobody approved them.
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
         void_at ${number},
         told ${text}
       ) ${strict}`,
      `create index approvals_by_digest on approvals (digest)`,
      `create index approvals_by_post on approvals (post)`,
      // Nearly all approvals are of posts. They are read in the order in which they were given.
      `create index approvals_by_kind on approvals (id) where kind is not null`,
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
      `create index states_by_incident on states (incident, number)`,

      // When each announcement was first read, and whether it is in the file that was accepted last.
      `create table announcements (
         incident ${text} not null,
         announcement ${text} not null,
         first_read ${number} not null,
         listed integer not null,
         primary key (incident, announcement)
       ) ${strict}`,

      // Keys of posts that the state file asked for when the ledger began, and that nobody looked for on their accounts.
      `create table unsought (key ${text} not null primary key, incident ${text} not null)`,

      // The words of a kind, by language: a change of Turkish words takes no approval from German ones.
      `create table messages (
         kind ${text} not null,
         language ${text} not null,
         digest ${text} not null,
         primary key (kind, language)
       ) ${strict}`,

      // What texts were worded from.
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

      // What staff are told: a row until they were, and heard that it is over.
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
      // Nearly all alerts are over, and told.
      `create index alerts_untold on alerts (number) where over_told_at is null`,
    ];
  },
};
