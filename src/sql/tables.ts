import type { Generated, Kysely } from 'kysely';
import type { Kind } from '../core/domain/announcement.ts';
import type { ChannelId } from '../core/domain/channel.ts';
import type { Mode } from '../core/domain/incident.ts';
import type { PauseScope } from '../core/domain/pause.ts';
import type { Topic } from '../core/ledger/alert.ts';
import type { EntryState } from '../core/ledger/entry.ts';
import type { UsageKind } from '../core/ledger/rate-limits.ts';
import type { EntryRow } from './rows.ts';

/** Tables as the newest migration leaves them. Instants are UTC text of fixed width: `2023-10-30T05:30:00.000Z`. */
export interface Tables {
  ledger: { one: 1; last_tick: string | null };
  accounts: {
    account: string;
    stopped: string | null;
    stopped_at: string | null;
    characters: number | null;
    per_url: number | null;
    limits_read_at: string | null;
  };
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
  announcements: { incident: string; announcement: string; first_read: string; listed: number };
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

/** A connection, or a transaction on one. */
export type Queries = Kysely<Tables>;
