import { ledger } from './first-tables.ts';
import type { Migration } from './migrate.ts';

/**
 * Every step of the ledger's tables, oldest first. The version of a ledger is the number of those that it has. Once released a
 * step is never edited.
 */
export const MIGRATIONS: readonly Migration[] = [
  ledger,
  // A ledger that was moved to another place says so for ever: nobody posts from it again.
  { name: 'moved', statements: ({ text }) => [`alter table ledger add column moved_to ${text}`] },
  // A post that a limit of its account put off says so: the account rests for every worker, not only for the one
  // that sent it.
  { name: 'rests', statements: () => ['alter table entries add column rests integer not null default 0'] },
  // Words that staff were told of, though nobody approved them: a row beside the approvals.
  { name: 'told', statements: ({ text }) => [`alter table approvals add column told ${text}`] },
  // The questions of every tick and claim cost the same however many posts of earlier incidents the ledger holds.
  {
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
  },
  // The words of a kind have a digest for each language: a change of Turkish words takes no approval from German
  // ones.
  {
    name: 'words',
    statements: ({ text, strict }) => [
      // Every plan writes them again.
      `drop table messages`,
      `create table messages (
         kind ${text} not null,
         language ${text} not null,
         digest ${text} not null,
         primary key (kind, language)
       ) ${strict}`,
    ],
  },
  // Counts what was written: so a tick knows that nothing was since the one before it.
  {
    name: 'changes',
    statements: ({ number }) => [`alter table ledger add column changes ${number} not null default 0`],
  },
  // The owner of each account's credential, as its platform said, and when: it is not asked again at every start.
  {
    name: 'owners',
    statements: ({ text, number }) => [
      `alter table accounts add column owner_handle ${text}`,
      `alter table accounts add column owner_id ${text}`,
      `alter table accounts add column owner_proof ${text}`,
      `alter table accounts add column owner_at ${number}`,
      // Hardly any is.
      `create index accounts_stopped on accounts (account) where stopped is not null`,
    ],
  },
  // When the newest signed state file that was accepted says that it was brought up to date.
  { name: 'signed', statements: ({ number }) => [`alter table ledger add column signed_at ${number}`] },
  // When the ledger began, in an incident that lasted since when; and the keys of posts that the state file asked
  // for then, and that nobody looked for on their accounts.
  {
    name: 'unsought',
    statements: ({ text, number }) => [
      `alter table ledger add column began_at ${number}`,
      `alter table ledger add column began_since ${number}`,
      `create table unsought (key ${text} not null primary key, incident ${text} not null)`,
    ],
  },
  // Adds the time from which an all-clear of its municipality ends a post, so that a claim can tell without a plan.
  {
    name: 'ended',
    statements: ({ number }) => [
      `alter table entries add column ended_from ${number}`,
      `create index entries_all_clears on entries (municipality) where kind = 'all-clear' and action = 'publish'`,
    ],
  },
  // Adds the languages in which each account spoke when the ledger began. In others it may show posts of an earlier
  // ledger.
  { name: 'sought', statements: () => ['alter table accounts add column sought text'] },
  // Adds the last or current turn as JSON, so that workers with the same files do not plan the same again.
  { name: 'planning', statements: ({ text }) => [`alter table ledger add column planning ${text}`] },
  // Adds the server that named the limits of an account: another one has its own.
  { name: 'limits-server', statements: ({ text }) => [`alter table accounts add column server ${text}`] },
  // Two servers may give the same id to posts of an account that moved from one to the other. A post that the ledger never sent
  // is known by the time of its announcement.
  {
    name: 'settled-server',
    statements: () => [
      `drop index entries_settled`,
      `create unique index entries_settled on entries (remote_id, account, server)
         where action = 'publish' and remote_id is not null`,
      `drop table unsought`,
      `alter table accounts drop column sought`,
    ],
  },
  // Deletions of earlier incidents are looked for with each claim.
  {
    name: 'deletions',
    statements: () => [
      `create index entries_deletions on entries (incident) where action = 'delete' and state = 'waiting'`,
    ],
  },
  // Without the state in front, SQLite reads all that waits.
  {
    name: 'deletions-by-state',
    statements: () => [
      `drop index entries_deletions`,
      `create index entries_deletions on entries (state, incident) where action = 'delete' and state = 'waiting'`,
    ],
  },
  // Two platforms may have one address, that of a test server. The next post that is refused opens its breaker again.
  {
    name: 'breaker-channel',
    statements: ({ text, number, strict }) => [
      `drop table breakers`,
      `create table breakers (
         channel ${text} not null,
         server ${text} not null,
         reason ${text} not null,
         opened_at ${number} not null,
         probe_at ${number} not null,
         primary key (channel, server)
       ) ${strict}`,
    ],
  },
  // Counts the Idempotency-Keys that a platform answered for good: the next send has another.
  {
    name: 'earlier-keys',
    statements: () => ['alter table entries add column earlier_keys integer not null default 0'],
  },
  // Adds as JSON what the file asks of an announcement, and since when. Editions that are known already count from its first reading,
  // as before; those that follow in the incident that lasts count from their own.
  {
    name: 'wanted',
    statements: ({ text }) => [
      `alter table announcements add column wanted ${text}`,
      `update announcements set wanted = (
         select '{"editions":{' || string_agg('"' || municipality || '":[' || edition || ',' || first_read || ']', ',') || '}}'
         from (
           select municipality, max(edition) as edition from entries
           where action = 'publish' and entries.incident = announcements.incident
             and entries.announcement = announcements.announcement
           group by municipality
         ) as said
       ) where incident = (select incident from states where number = (select max(number) from states))`,
    ],
  },
  // Counts the rounds of other machines since the machine that an alert is about last said that it lasts.
  { name: 'missed', statements: () => ['alter table alerts add column missed integer not null default 0'] },
  // Keeps apart the alerts that were logged and those that staff may have heard. For an open alert that was not accepted nobody
  // knows which it was: a webhook says it again.
  {
    name: 'logged',
    statements: ({ number }) => [
      `alter table alerts add column logged_at ${number}`,
      `update alerts set logged_at = telling_at, telling_at = null
         where over_at is null and over_told_at is null and told_at is null`,
    ],
  },
  // Keeps since when other machines have missed the word of the machine that an alert is about. Rounds were no measure: people who act have
  // one each time.
  {
    name: 'missed-since',
    statements: ({ number }) => [
      'alter table alerts drop column missed',
      `alter table alerts add column missed_since ${number}`,
    ],
  },
  // Keeps the handle and server of each account, so that it is known whatever its id is changed to. Accounts that were never
  // posted on were lost.
  { name: 'account-places', statements: ({ text }) => [`alter table accounts add column place ${text}`] },
  // Fills the place of accounts that have posts from the ledger: such an account may get another id together with this version.
  {
    name: 'places-of-owners',
    statements: () => [
      `update accounts set place = (
         select '["' || channel || '","' || server || '","' || lower(owner_handle) || '"]' from entries
         where entries.account = accounts.account order by updated_at desc limit 1
       ) where place is null and owner_handle is not null`,
    ],
  },
  // Approvals of what was published, which stay when the access of their person ends, also where the posts were archived. Until now the
  // words were those of the whole snapshot.
  {
    name: 'published-approvals',
    statements: ({ number }) => [
      `alter table approvals add column published_at ${number}`,
      `update approvals set published_at = (
         select updated_at from entries where entries.key = approvals.post and state = 'posted'
       ) where post is not null and void_at is null`,
      `create index approvals_together on approvals (at, "by") where published_at is not null`,
      `update approvals set published_at = at where words is not null and void_at is null and exists (
         select 1 from approvals as others join entries on entries.key = others.post
         where others.published_at is not null and others.at = approvals.at and others."by" = approvals."by"
           and entries.words like '%' || approvals.words || '%'
       )`,
      `drop index approvals_together`,
      `create index approvals_unpublished on approvals ("by") where void_at is null and published_at is null`,
    ],
  },
  // Lets each process find its own writing again: an older copy that took the place of the ledger lacks some of it, and is
  // marked as set back.
  {
    name: 'witnesses',
    statements: ({ text, number, strict }) => [
      `create table witnesses (name ${text} primary key, written ${number} not null) ${strict}`,
      `alter table ledger add column set_back ${number}`,
    ],
  },
  // A text with words that nobody approved no longer goes out by itself once staff were told of them.
  {
    name: 'not-told',
    statements: () => [
      `delete from approvals where told is not null`,
      `alter table approvals drop column told`,
      `update entries set reason = null, next_at = null where reason like 'reason.new-words-until %'`,
    ],
  },
  // Open actions of a live incident cause an alert in the sandbox too, and a language may be missing because it is no longer
  // spoken: the alerts tell which.
  {
    name: 'alert-reasons',
    statements: () => [
      `update alerts set reason = replace(reason, '"code":"live-open"', '"code":"live-open","during":"exercise"')
         where code = 'live-open'`,
      `update alerts set reason = replace(reason, '"because":"no-language"', '"because":"no-language","why":"no-file"')
         where code = 'held'`,
    ],
  },
];
