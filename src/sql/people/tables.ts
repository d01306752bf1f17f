import type { Generated, Kysely } from 'kysely';
import type { Actor } from '../../core/domain/actor.ts';
import type { Instant } from '../../core/domain/clock.ts';
import type { Role } from '../../core/domain/rights.ts';
import { EMPTY_LOG, type Logged } from '../../core/domain/signed-log.ts';
import type { Migration } from '../migrations/migrate.ts';
import type { Queries } from '../tables.ts';

/** The tables of the people of the console. Every secret is here only as a hash, but that of an app for one-time codes. */
export interface PeopleTables {
  /**
   * The last line of the log. Writers on PostgreSQL lock this row, so that lines follow each other. `movedTo` names the place
   * that all of it was moved to.
   */
  head: { one: 1; number: number; hash: string; movedTo: Generated<string | null> };
  /** `look` is the same for names that look the same. */
  people: { id: string; name: string; look: string; addedAt: Instant; removedAt: Instant | null };
  rights: { person: string; role: Role; who: string };
  /** A change of rights that waits for a second admin. `rights` is JSON, and null where the person is removed by it. */
  rightChanges: { id: string; person: string; rights: string | null; by: string; at: Instant };
  invitations: { hash: string; person: string; by: string; expiresAt: Instant; usedAt: Instant | null };
  /** `id` and `publicKey` are base64url, `transports` is a JSON list. */
  passkeys: {
    id: string;
    person: string;
    publicKey: string;
    counter: number;
    transports: string;
    label: string;
    addedAt: Instant;
    usedAt: Instant | null;
  };
  /** `usedStep` is the newest period of 30 seconds whose code was used: no code is taken twice. */
  secondWays: { person: string; passphrase: string; secret: string; usedStep: number; at: Instant };
  recoveryCodes: { hash: string; person: string; usedAt: Instant | null };
  sessions: {
    hash: string;
    id: string;
    person: string;
    way: string;
    device: string;
    at: Instant;
    expiresAt: Instant;
    endedAt: Instant | null;
  };
  drafts: {
    id: string;
    person: string;
    change: string;
    state: string;
    note: string | null;
    version: number;
    changedBy: string;
    at: Instant;
  };
  log: {
    number: number;
    at: Instant;
    id: string;
    name: string;
    via: Actor['via'];
    what: Logged;
    about: string;
    before: string;
    hash: string;
  };
  /** A value that waits for one answer, such as a challenge, under the SHA-256 of its name. `value` is JSON. */
  waiting: { kind: string; hash: string; value: string; until: Instant };
  /** Everybody who wrote these free words into the facts of `who`, a municipality, a group or `all`, and when last. */
  writtenWords: { who: string; words: string; person: string; at: Instant };
  /** Tries of what is limited: under which key, when, and after how many others. */
  tries: { key: string; at: Instant; n: number };
  /** Approvals that were signed: what the authenticator answered, and everything that proves it. */
  assertions: {
    id: string;
    person: string;
    digest: string;
    nonce: string;
    passkey: string;
    publicKey: string;
    clientData: string;
    authenticatorData: string;
    signature: string;
    at: Instant;
  };
}

export type PeopleQueries = Kysely<PeopleTables>;

/** The same connection, with the tables of people. */
export function peopleTables(db: Queries): PeopleQueries {
  return db as unknown as PeopleQueries;
}

const people: Migration = {
  name: 'people',
  statements: ({ text, number, strict }) => [
    `create table head (one integer primary key check (one = 1), number integer not null, hash ${text} not null) ${strict}`,
    `insert into head values (1, ${EMPTY_LOG.number}, '${EMPTY_LOG.hash}')`,
    `create table people (id ${text} primary key, name ${text} not null, look ${text} not null,
       added_at ${number} not null, removed_at ${number}) ${strict}`,
    `create unique index one_of_a_look on people (look) where removed_at is null`,
    `create table rights (person ${text} not null references people (id), role ${text} not null, who ${text} not null,
       primary key (person, role, who)) ${strict}`,
    `create table right_changes (id ${text} primary key, person ${text} not null references people (id),
       rights ${text}, "by" ${text} not null, at ${number} not null) ${strict}`,
    `create table invitations (hash ${text} primary key, person ${text} not null references people (id),
       "by" ${text} not null, expires_at ${number} not null, used_at ${number}) ${strict}`,
    `create table passkeys (id ${text} primary key, person ${text} not null references people (id),
       public_key ${text} not null, counter ${number} not null, transports ${text} not null, label ${text} not null,
       added_at ${number} not null, used_at ${number}) ${strict}`,
    `create table second_ways (person ${text} primary key references people (id), passphrase ${text} not null,
       secret ${text} not null, used_step ${number} not null, at ${number} not null) ${strict}`,
    `create table recovery_codes (hash ${text} primary key, person ${text} not null references people (id),
       used_at ${number}) ${strict}`,
    `create table sessions (hash ${text} primary key, id ${text} not null unique,
       person ${text} not null references people (id), way ${text} not null, device ${text} not null,
       at ${number} not null, expires_at ${number} not null, ended_at ${number}) ${strict}`,
    `create table drafts (id ${text} primary key, person ${text} not null references people (id),
       change ${text} not null, state ${text} not null, note ${text}, version integer not null,
       changed_by ${text} not null, at ${number} not null) ${strict}`,
    `create table log (number integer primary key, at ${number} not null, id ${text} not null, name ${text} not null,
       via ${text} not null, what ${text} not null, about ${text} not null, before ${text} not null,
       hash ${text} not null) ${strict}`,
    `create table assertions (id ${text} primary key, person ${text} not null references people (id),
       digest ${text} not null, nonce ${text} not null, passkey ${text} not null, public_key ${text} not null,
       client_data ${text} not null, authenticator_data ${text} not null, signature ${text} not null,
       at ${number} not null) ${strict}`,
  ],
};

const moved: Migration = {
  name: 'moved',
  statements: ({ text }) => [`alter table head add column moved_to ${text}`],
};

const waiting: Migration = {
  name: 'waiting',
  statements: ({ text, number, strict }) => [
    `create table waiting (kind ${text} not null, hash ${text} not null, value ${text} not null,
       until ${number} not null, primary key (kind, hash)) ${strict}`,
    `create index waiting_by_age on waiting (kind, until)`,
    `create table tries (key ${text} not null, at ${number} not null, n integer not null, primary key (key, at, n)) ${strict}`,
  ],
};

const writtenWords: Migration = {
  name: 'authors',
  statements: ({ text, number, strict }) => [
    `create table written_words (who ${text} not null, words ${text} not null,
       person ${text} not null references people (id), at ${number} not null, primary key (who, words, person)) ${strict}`,
  ],
};

/** Words may be longer than a key of PostgreSQL. */
const longWords: Migration = {
  name: 'long-words',
  statements: ({ text, number, strict }) => [
    `create table words_written (who ${text} not null, words ${text} not null,
       person ${text} not null references people (id), at ${number} not null) ${strict}`,
    `insert into words_written (who, words, person, at) select who, words, person, at from written_words`,
    `drop table written_words`,
    `alter table words_written rename to written_words`,
  ],
};

export const PEOPLE_MIGRATIONS: readonly Migration[] = [people, moved, waiting, writtenWords, longWords];

/** The primary keys, as `PRIMARY_KEYS` are those of a ledger. */
export const PEOPLE_KEYS = {
  migrations: ['version'],
  head: ['one'],
  people: ['id'],
  rights: ['person', 'role', 'who'],
  rightChanges: ['id'],
  invitations: ['hash'],
  passkeys: ['id'],
  secondWays: ['person'],
  recoveryCodes: ['hash'],
  sessions: ['hash'],
  drafts: ['id'],
  log: ['number'],
  assertions: ['id'],
  waiting: ['kind', 'hash'],
  writtenWords: ['who', 'words', 'person'],
  tries: ['key', 'at', 'n'],
} as const satisfies { readonly migrations: readonly ['version'] } & {
  readonly [Table in keyof PeopleTables]: readonly (keyof PeopleTables[Table])[];
};
