import type { Approval, EarlierText, HistoryFilter, HistoryRow, Transition } from '../core/ledger/ledger.ts';
import { approvalOf } from './approvals.ts';
import { entryOf, instantOf } from './rows.ts';
import type { Queries } from './tables.ts';

/** What happened to every entry that the filter lets through, in the order in which they were written down. */
export async function historyOf(db: Queries, filter: HistoryFilter): Promise<readonly HistoryRow[]> {
  const chosen = chosenBy(db, filter);
  const entries = await chosen.selectAll().orderBy('created_at').orderBy('key').execute();
  const moves = await db
    .selectFrom('moves')
    .selectAll()
    .where('key', 'in', chosen.select('key'))
    .orderBy('id')
    .execute();
  const texts = await db
    .selectFrom('earlier_texts')
    .selectAll()
    .where('key', 'in', chosen.select('key'))
    .orderBy('id')
    .execute();
  const approvals = await db
    .selectFrom('approvals')
    .selectAll()
    .where('post', 'in', chosen.select('key'))
    .orderBy('id')
    .execute();
  const movesOf = Map.groupBy(moves, (row) => row.key);
  const textsOf = Map.groupBy(texts, (row) => row.key);
  const approvalsOf = Map.groupBy(approvals, (row) => row.digest);
  return entries.map((row) => ({
    entry: entryOf(row),
    approvals: live(approvalsOf.get(row.digest) ?? []),
    earlierTexts: (textsOf.get(row.key) ?? []).map(
      ({ text, digest, replaced_at }): EarlierText => ({
        text,
        digest,
        replacedAt: instantOf(replaced_at),
        voided: voidedAt(approvalsOf.get(digest) ?? [], replaced_at),
      }),
    ),
    transitions: (movesOf.get(row.key) ?? []).map(
      ({ from_state, to_state, at, why, approvers }): Transition => ({
        from: from_state,
        to: to_state,
        at: instantOf(at),
        why,
        approvers: approvers === null ? [] : (JSON.parse(approvers) as string[]),
      }),
    ),
  }));
}

function chosenBy(db: Queries, { incident, municipality, announcement, key }: HistoryFilter) {
  return db
    .selectFrom('entries')
    .$if(incident !== null, (query) => query.where('incident', '=', incident))
    .$if(municipality !== null, (query) => query.where('municipality', '=', municipality))
    .$if(announcement !== null, (query) => query.where('announcement', '=', announcement))
    .$if(key !== null, (query) => query.where('key', '=', key));
}

type ApprovalRow = Parameters<typeof approvalOf>[0];

function live(rows: readonly ApprovalRow[]): readonly Approval[] {
  return rows.filter((row) => row.void_at === null).map(approvalOf);
}

function voidedAt(rows: readonly ApprovalRow[], at: string): readonly Approval[] {
  return rows.filter((row) => row.void_at === at).map(approvalOf);
}
