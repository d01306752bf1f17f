import type { Instant } from '../core/domain/clock.ts';
import type { HistoryRow } from '../core/ledger/ledger.ts';
import { approvalOf } from './approvals.ts';
import { entryOf } from './rows.ts';
import type { Queries } from './tables.ts';

/** Reads what happened to every entry of an incident, or of all for null, in the order in which they were created. */
export async function historyOf(db: Queries, incident: string | null): Promise<readonly HistoryRow[]> {
  const chosen = db
    .selectFrom('entries')
    .$if(incident !== null, (query) => query.where('incident', '=', incident));
  const keys = chosen.select('key');
  const rows = await chosen.selectAll().orderBy('createdAt').orderBy('key').execute();
  const transitions = await db
    .selectFrom('transitions')
    .selectAll()
    .where('key', 'in', keys)
    .orderBy('id')
    .execute();
  const texts = await db
    .selectFrom('earlierTexts')
    .selectAll()
    .where('key', 'in', keys)
    .orderBy('id')
    .execute();
  const approvals = await db
    .selectFrom('approvals')
    .selectAll()
    .where('post', 'in', keys)
    .orderBy('id')
    .execute();
  const transitionsOf = Map.groupBy(transitions, (row) => row.key);
  const textsOf = Map.groupBy(texts, (row) => row.key);
  const approvalRows = Map.groupBy(approvals, (row) => row.digest);
  /** `voidAt`: null for those that are not void. */
  const approvalsOf = (digest: string, voidAt: Instant | null) =>
    (approvalRows.get(digest) ?? []).filter((row) => row.voidAt === voidAt).map(approvalOf);
  return rows.map((row) => ({
    entry: entryOf(row),
    approvals: approvalsOf(row.digest, null),
    earlierTexts: (textsOf.get(row.key) ?? []).map(({ text, digest, replacedAt }) => ({
      ...{ text, digest, replacedAt },
      voided: approvalsOf(digest, replacedAt),
    })),
    transitions: (transitionsOf.get(row.key) ?? []).map(({ from, to, at, why, approvers }) => ({
      ...{ from, to, at, why },
      approvers: approvers === null ? [] : (JSON.parse(approvers) as string[]),
    })),
  }));
}
