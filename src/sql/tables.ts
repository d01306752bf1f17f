import type { Generated, Kysely } from 'kysely';
import type { Kind } from '../core/domain/announcement.ts';
import type { ChannelId } from '../core/domain/channel.ts';
import type { Mode } from '../core/domain/incident.ts';
import type { PauseScope } from '../core/domain/pause.ts';
import type { Action } from '../core/domain/post-key.ts';
import type { Topic } from '../core/ledger/alert.ts';
import type { EntryState } from '../core/ledger/entry.ts';
import type { UsageKind } from '../core/ledger/rate-limits.ts';

/** Tables as the newest migration leaves them. Instants are UTC text of fixed width: `2023-10-30T05:30:00.000Z`. */
export interface Tables {
  ledger: { one: 1; last_tick: string | null };
  accounts: { account: string; stopped: string | null; stopped_at: string | null };
  entries: EntryRow;
  earlier_texts: {
    id: Generated<number>;
    key: string;
    digest: string;
    text: string | null;
    replaced_at: string;
  };
  moves: {
    id: Generated<number>;
    key: string;
    from_state: EntryState | null;
    to_state: EntryState;
    at: string;
    why: string | null;
    /** JSON: a list of names. */
    approvers: string | null;
  };
  approvals: {
    id: Generated<number>;
    digest: string;
    incident: string | null;
    post: string | null;
    kind: Kind | null;
    file: string | null;
    approved_by: string;
    at: string;
    void_at: string | null;
  };
  pauses: {
    id: Generated<number>;
    scope: PauseScope['of'];
    account: string | null;
    channel: ChannelId | null;
    paused_by: string;
    at: string;
    ended_by: string | null;
    ended_at: string | null;
  };
  states: { number: Generated<number>; incident: string; digest: string; mode: Mode; at: string };
  announcements: { incident: string; announcement: string; first_read: string; listed: 0 | 1 };
  messages: { kind: Kind; digest: string };
  grounds: { digest: string; json: string };
  spendings: {
    id: Generated<number>;
    spent_on: UsageKind;
    channel: ChannelId;
    server: string;
    account: string;
    at: string;
    usd: number;
    claim_token: string | null;
  };
  breakers: { server: string; reason: string; opened_at: string; probe_at: string };
  alerts: {
    number: Generated<number>;
    concern: string;
    topic: Topic;
    concern_group: string;
    code: string;
    about: string;
    what: string;
    advice: string;
    since: string;
    due_at: string;
    telling_at: string | null;
    told_at: string | null;
    over_at: string | null;
    over_told_at: string | null;
  };
  migrations: { version: number; name: string; applied_at: string };
}

export interface EntryRow {
  key: string;
  action: Action;
  incident: string;
  announcement: string;
  kind: Kind;
  occurrence: string | null;
  edition: number;
  municipality: string;
  account: string;
  channel: ChannelId;
  language: string;
  /** JSON: a sorted list of ids. */
  about: string;
  text: string | null;
  digest: string;
  grounds: string | null;
  target: string | null;
  after_key: string | null;
  at: string;
  due: string;
  until: string | null;
  rank: number;
  state: EntryState;
  reason: string | null;
  cancelled: string | null;
  held: string | null;
  attempts: number;
  looks: number;
  claimed_by: string | null;
  claim_token: string | null;
  claimed_until: string | null;
  left_by: string | null;
  next_at: string | null;
  since: string | null;
  reply_to: string | null;
  parent_id: string | null;
  alone: 0 | 1;
  remote_id: string | null;
  url: string | null;
  posted_at: string | null;
  standing_text: string | null;
  standing_grounds: string | null;
  removed_at: string | null;
  created_at: string;
  updated_at: string;
  server: string;
  usd: number;
}

/** A connection, or a transaction on one. */
export type Queries = Kysely<Tables>;
