import type { Migration } from './migration.ts';

/** The ledger as it began. Instants are UTC text: 2023-10-30T05:30:00.000Z. */
export const ledger: Migration = {
  version: 1,
  name: 'ledger',
  statements({ text, numbered, strict }) {
    return [
      // One row. Whoever changes more than one account locks it.
      `create table ledger (
         one integer primary key check (one = 1),
         last_tick ${text}
       ) ${strict}`,
      `insert into ledger (one) values (1)`,

      `create table accounts (
         account ${text} primary key,
         stopped ${text},
         stopped_at ${text}
       ) ${strict}`,

      `create table entries (
         key ${text} primary key,
         action ${text} not null,
         incident ${text} not null,
         announcement ${text} not null,
         kind ${text} not null,
         occurrence ${text},
         edition integer not null,
         municipality ${text} not null,
         account ${text} not null references accounts (account),
         channel ${text} not null,
         language ${text} not null,
         about ${text} not null,
         text ${text},
         digest ${text} not null,
         grounds ${text},
         target ${text},
         after_key ${text},
         at ${text} not null,
         due ${text} not null,
         until ${text},
         rank integer not null,
         state ${text} not null check (state in
           ('waiting', 'sending', 'posted', 'refused', 'unknown', 'expired', 'superseded')),
         reason ${text},
         cancelled ${text},
         attempts integer not null,
         looks integer not null,
         claimed_by ${text},
         claim_token ${text},
         claimed_until ${text},
         left_by ${text},
         next_at ${text},
         since ${text},
         reply_to ${text},
         parent_id ${text},
         alone integer not null,
         remote_id ${text},
         url ${text},
         posted_at ${text},
         standing_text ${text},
         standing_grounds ${text},
         removed_at ${text},
         created_at ${text} not null,
         updated_at ${text} not null,
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
         replaced_at ${text} not null
       ) ${strict}`,
      `create index earlier_texts_by_key on earlier_texts (key)`,

      `create table moves (
         id ${numbered},
         key ${text} not null references entries (key),
         from_state ${text},
         to_state ${text} not null,
         at ${text} not null,
         why ${text}
       ) ${strict}`,
      `create index moves_by_key on moves (key)`,

      // Of a post, of a standing kind's messages, or of an older state file: one of the three is set.
      `create table approvals (
         id ${numbered},
         digest ${text} not null,
         incident ${text},
         post ${text},
         kind ${text},
         file ${text},
         approved_by ${text} not null,
         at ${text} not null,
         void_at ${text}
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
         paused_by ${text} not null,
         at ${text} not null,
         ended_by ${text},
         ended_at ${text}
       ) ${strict}`,

      // Accepted versions of the state file, in order.
      `create table states (
         number ${numbered},
         incident ${text} not null,
         digest ${text} not null,
         mode ${text} not null,
         at ${text} not null
       ) ${strict}`,

      // When each announcement was first read, and whether it is in the file that was accepted last.
      `create table announcements (
         incident ${text} not null,
         announcement ${text} not null,
         first_read ${text} not null,
         listed integer not null,
         primary key (incident, announcement)
       ) ${strict}`,

      `create table messages (
         kind ${text} primary key,
         digest ${text} not null
       ) ${strict}`,

      `create table grounds (
         digest ${text} primary key,
         json ${text} not null
       ) ${strict}`,
    ];
  },
};
