import type { Approval } from '../core/ledger/ledger.ts';
import { batches } from './batches.ts';
import { instantOf, textOf } from './rows.ts';
import type { Queries, Tables } from './tables.ts';

const DIGESTS_PER_QUERY_MAX = 500;

type Columns = Omit<Tables['approvals'], 'id'>;

export function approvalOf(row: Columns): Approval {
  return { digest: row.digest, subject: subjectOf(row), by: row.approved_by, at: instantOf(row.at) };
}

function subjectOf({ post, kind, file }: Columns): Approval['subject'] {
  if (post !== null) return { post };
  if (kind !== null) return { kind };
  if (file !== null) return { file };
  throw new Error('an approval in the ledger has no subject');
}

function columnsOf({ digest, subject, by, at }: Approval): Columns {
  const post = 'post' in subject ? subject.post : null;
  return {
    digest,
    // A key begins with its incident.
    incident: post === null ? null : post.slice(0, post.indexOf('/')),
    post,
    kind: 'kind' in subject ? subject.kind : null,
    file: 'file' in subject ? subject.file : null,
    approved_by: by,
    at: textOf(at),
    void_at: null,
  };
}

/** Writes down what was approved; the same word of the same person again is nothing new. */
export async function addApprovals(db: Queries, approvals: readonly Approval[]): Promise<void> {
  for (const some of batches(approvals, DIGESTS_PER_QUERY_MAX)) {
    const digests = some.map((approval) => approval.digest);
    const known = new Set((await approvalsWith(db, digests)).map(wordOf));
    const lines = new Map<string, Columns>();
    for (const approval of some)
      if (!known.has(wordOf(approval))) lines.set(wordOf(approval), columnsOf(approval));
    if (lines.size > 0)
      await db
        .insertInto('approvals')
        .values([...lines.values()])
        .execute();
  }
}

function wordOf({ digest, subject, by }: Approval): string {
  return JSON.stringify([digest, subject, by]);
}

/** Those that hold of the given digests. */
export async function approvalsWith(db: Queries, digests: readonly string[]): Promise<readonly Approval[]> {
  const found: Approval[] = [];
  for (const some of batches(digests, DIGESTS_PER_QUERY_MAX)) {
    const rows = await db
      .selectFrom('approvals')
      .selectAll()
      .where('digest', 'in', some)
      .where('void_at', 'is', null)
      .orderBy('id')
      .execute();
    found.push(...rows.map(approvalOf));
  }
  return found;
}
