import type { Generated, Kysely } from 'kysely';
import type { Kind } from '../core/domain/announcement.ts';
import type { ChannelId } from '../core/domain/channel.ts';
import type { Instant } from '../core/domain/clock.ts';
import type { Language } from '../core/domain/language.ts';
import type { PauseScope } from '../core/domain/pause.ts';
import type { StoredAlert } from '../core/ledger/alert.ts';
import type { EarlierText, Transition } from '../core/ledger/history.ts';
import type { AcceptedState, Breaker, KeptLimits } from '../core/ledger/ledger.ts';
import type { RateUsage } from '../core/ledger/rate-limits.ts';
import type { EntryRow } from './rows.ts';

/**
 * Tables as the newest migration leaves them. Columns are named as in the core (`postedAt` is `posted_at` in the database),
 * and instants are milliseconds here as there.
 */
export interface Tables {
  /**
   * `movedTo` names the place that this ledger was moved to. `setBack`: it is an older copy. `changes` counts transactions that
   * wrote more than a tick. `beganAt`: when it began in an incident that lasted since `beganSince`. `planning` is JSON: see
   * `record.ts`.
   */
  ledger: {
    one: 1;
    lastTick: Instant | null;
    movedTo: string | null;
    setBack: 1 | null;
    changes: number;
    signedAt: Instant | null;
    beganAt: Instant | null;
    beganSince: Instant | null;
    planning: string | null;
  };
  /** `server`: the one that named the limits. `place`: see `LedgerView`. */
  accounts: Nullable<KeptLimits> & {
    account: string;
    place: Generated<string | null>;
    stopped: Generated<string | null>;
    stoppedAt: Generated<Instant | null>;
    ownerHandle: Generated<string | null>;
    ownerId: Generated<string | null>;
    ownerProof: Generated<string | null>;
    ownerAt: Generated<Instant | null>;
  };
  entries: EntryRow;
  earlierTexts: Omit<EarlierText, 'voided'> & { id: Generated<number>; key: string };
  /** `approvers` is a JSON list of names. */
  transitions: Omit<Transition, 'approvers'> & {
    id: Generated<number>;
    key: string;
    approvers: string | null;
  };
  approvals: {
    id: Generated<number>;
    digest: string;
    incident: string | null;
    post: string | null;
    kind: Kind | null;
    file: string | null;
    words: string | null;
    by: string;
    at: Instant;
    voidAt: Instant | null;
    /** When what it approved was published. */
    publishedAt: Instant | null;
  };
  pauses: {
    id: Generated<number>;
    scope: PauseScope['of'];
    account: string | null;
    channel: ChannelId | null;
    by: string;
    at: Instant;
    endedBy: string | null;
    endedAt: Instant | null;
  };
  states: AcceptedState & { number: Generated<number>; incident: string };
  /** `wanted` is JSON. */
  announcements: {
    incident: string;
    announcement: string;
    firstRead: Instant;
    listed: number;
    wanted: string | null;
  };
  messages: { kind: Kind; language: Language; digest: string };
  snapshots: { digest: string; json: string };
  usage: RateUsage & { id: Generated<number>; claimToken: string | null };
  breakers: Breaker;
  /** `reason` is JSON: it is worded when it is sent. */
  alerts: Omit<StoredAlert, 'number' | 'reason'> & {
    number: Generated<number>;
    code: string;
    reason: string;
    tellingUntil: Instant | null;
    overToldAt: Instant | null;
    missedSince: Instant | null;
  };
  /** How often each process has planned or claimed here: see `writeWitnessed`. */
  witnesses: { name: string; written: number };
  migrations: { version: number; name: string; appliedAt: Instant };
}

/** The primary key of every table, in an order in which they can be filled: no row refers to a later table. */
export const PRIMARY_KEYS = {
  migrations: ['version'],
  ledger: ['one'],
  accounts: ['account'],
  entries: ['key'],
  earlierTexts: ['id'],
  transitions: ['id'],
  approvals: ['id'],
  pauses: ['id'],
  states: ['number'],
  announcements: ['incident', 'announcement'],
  messages: ['kind', 'language'],
  snapshots: ['digest'],
  usage: ['id'],
  breakers: ['channel', 'server'],
  alerts: ['number'],
  witnesses: ['name'],
} as const satisfies { readonly [Table in keyof Tables]: readonly (keyof Tables[Table])[] };

export type TableName = keyof Tables;

type Nullable<Columns> = { [Column in keyof Columns]: Columns[Column] | null };

/** A connection, or a transaction on one. */
export type Queries = Kysely<Tables>;

export type Row = Readonly<Record<string, string | number | null>>;
type AnyTables = Kysely<Record<string, Record<string, string | number | null>>>;

/** The tables without their types, for what is the same for each. */
export function anyTables(db: Queries): AnyTables {
  return db as unknown as AnyTables;
}
