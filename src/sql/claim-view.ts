import { KINDS, type Kind } from '../core/domain/announcement.ts';
import type { Mode } from '../core/domain/incident.ts';
import type { Pause } from '../core/domain/pause.ts';
import type { ClaimView } from '../core/ledger/claim-rules.ts';
import type { Entry } from '../core/ledger/entry.ts';
import type { Approval, Breaker } from '../core/ledger/ledger.ts';
import type { RateWait } from '../core/ledger/rate-limits.ts';
import { approvalOf } from './approvals.ts';
import { breakersIn } from './breakers.ts';
import { instantOf } from './rows.ts';
import type { Queries, Tables } from './tables.ts';

/** What holds for all entries, whichever is asked for. */
export interface Circumstances {
  readonly pauses: readonly Pause[];
  readonly stopped: ReadonlyMap<string, string>;
  /** Of the state file that was accepted last; before the first one nothing goes out. */
  readonly mode: Mode;
  readonly incident: string | null;
  readonly listed: ReadonlySet<string>;
  readonly messages: Readonly<Record<Kind, string>>;
  /** Of standing kinds. */
  readonly standing: readonly Approval[];
  readonly breakers: readonly Breaker[];
}

export async function circumstances(db: Queries): Promise<Circumstances> {
  const state = await acceptedLast(db);
  const listed = await db
    .selectFrom('announcements')
    .select('announcement')
    .where('incident', '=', state?.incident ?? '')
    .where('listed', '=', 1)
    .execute();
  const messages = await db.selectFrom('messages').selectAll().execute();
  const standing = await db
    .selectFrom('approvals')
    .selectAll()
    .where('kind', 'in', KINDS)
    .where('void_at', 'is', null)
    .execute();
  return {
    pauses: await pausesOn(db),
    stopped: await stoppedAccounts(db),
    mode: state?.mode ?? 'draft',
    incident: state?.incident ?? null,
    listed: new Set(listed.map((row) => row.announcement)),
    messages: {
      ...(Object.fromEntries(KINDS.map((kind) => [kind, ''])) as Record<Kind, string>),
      ...Object.fromEntries(messages.map(({ kind, digest }) => [kind, digest])),
    },
    standing: standing.map(approvalOf),
    breakers: await breakersIn(db),
  };
}

/** The view for one entry: `account` holds what of its account is known, `approvals` those of its digest. */
export function claimView(
  now: Circumstances,
  entry: Entry,
  account: readonly Entry[],
  approvals: readonly Approval[],
  rateWait: RateWait | null,
): ClaimView {
  return {
    account,
    approvals: [...approvals, ...now.standing],
    pauses: now.pauses,
    stopped: now.stopped.get(entry.account) ?? null,
    mode: now.mode,
    // Another incident's file lists announcements of the same name.
    listed: entry.incident === now.incident ? now.listed : NONE,
    messages: now.messages,
    breaker: now.breakers.find((breaker) => breaker.server === entry.server) ?? null,
    rateWait,
  };
}

const NONE: ReadonlySet<string> = new Set();

export async function acceptedLast(
  db: Queries,
): Promise<{ number: number; incident: string; digest: string; mode: Mode } | null> {
  const row = await db
    .selectFrom('states')
    .select(['number', 'incident', 'digest', 'mode'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

export async function pausesOn(db: Queries): Promise<readonly Pause[]> {
  const rows = await db
    .selectFrom('pauses')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ scope: scopeOf(row), by: row.paused_by, at: instantOf(row.at) }));
}

function scopeOf({ scope, account, channel }: Omit<Tables['pauses'], 'id'>): Pause['scope'] {
  if (scope === 'account' && account !== null) return { of: 'account', account };
  if (scope === 'channel' && channel !== null) return { of: 'channel', channel };
  // Anything else that was ever written here was meant to stop something.
  return { of: 'everything' };
}

export async function stoppedAccounts(db: Queries): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('accounts')
    .select(['account', 'stopped'])
    .where('stopped', 'is not', null)
    .orderBy('account')
    .execute();
  return new Map(rows.map(({ account, stopped }) => [account, stopped ?? '']));
}
