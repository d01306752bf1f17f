import { lookOfName, nameOfApprover } from '../core/domain/actor.ts';
import type { Instant } from '../core/domain/clock.ts';
import { wordsRead } from '../core/domain/mention.ts';
import { type ContentSnapshot, wordsOf } from '../core/domain/message.ts';
import { incidentIn, sha256 } from '../core/domain/post-key.ts';
import type { Approval } from '../core/ledger/approval.ts';
import type { Entry } from '../core/ledger/entry.ts';
import { insertRows } from './many-row-statements.ts';
import { inBatches } from './store.ts';
import type { Queries, Tables } from './tables.ts';

/** Writes down those that are not there yet. */
export async function keepApprovals(db: Queries, approvals: readonly Approval[]): Promise<void> {
  const digests = approvals.map(({ digest }) => digest);
  const known = new Set((await approvalsWith(db, digests)).map(identityOf));
  const added = new Map(approvals.map((approval) => [identityOf(approval), approval]));
  const rows = [...added].flatMap(([identity, one]) => (known.has(identity) ? [] : columnsOf(one)));
  await insertRows(db, 'approvals', rows);
}

/** The same word of the same person again is no other approval; free words belong to what was approved with them. */
function identityOf({ digest, subject, by, at }: Approval): string {
  return JSON.stringify([digest, subject, by, 'words' in subject ? at : null]);
}

type ApprovalColumns = Omit<Tables['approvals'], 'id'>;

function columnsOf({ digest, subject, by, at }: Approval): ApprovalColumns {
  return {
    digest,
    incident: 'post' in subject ? incidentIn(subject.post) : null,
    post: null,
    kind: null,
    file: null,
    words: null,
    ...subject,
    ...{ by, at, voidAt: null, publishedAt: null },
  };
}

export function approvalOf(row: ApprovalColumns): Approval {
  const { digest, by, at } = row;
  return { digest, subject: subjectOf(row), by, at };
}

function subjectOf({ post, kind, file, words }: ApprovalColumns): Approval['subject'] {
  if (post !== null) return { post };
  if (kind !== null) return { kind };
  if (file !== null) return { file };
  if (words !== null) return { words };
  throw new Error('an approval in the ledger has no subject');
}

/** The rows of approvals that are not void, in the order in which they were given. */
export function validApprovals(db: Queries) {
  return db.selectFrom('approvals').selectAll().where('voidAt', 'is', null).orderBy('id');
}

/** The approvals of these digests that are not void. */
export async function approvalsWith(db: Queries, digests: Iterable<string>): Promise<readonly Approval[]> {
  const rows = await inBatches(new Set(digests), (some) =>
    validApprovals(db).where('digest', 'in', some).execute(),
  );
  return rows.map(approvalOf);
}

/**
 * Voids a person's approvals, under any name that looks the same, of texts that were not published: whatever else became of a text,
 * somebody may ask for it again. Voids those of free words too, unless they belong to a wording, or a published text says them that
 * was approved together with them.
 */
export async function voidApprovals(db: Queries, by: string, now: Instant): Promise<void> {
  const look = lookOfName(by);
  const valid = db.selectFrom('approvals').where('voidAt', 'is', null);
  const names = (await valid.where('publishedAt', 'is', null).select('by').distinct().execute())
    .map((row) => row.by)
    .filter((name) => lookOfName(nameOfApprover(name)) === look);
  if (names.length === 0) return;
  const wordings = valid.where('kind', 'is not', null).where('by', 'in', names).select('at');
  await db
    .updateTable('approvals')
    .set({ voidAt: now })
    .where('voidAt', 'is', null)
    .where('publishedAt', 'is', null)
    .where('by', 'in', names)
    .where((is) =>
      is.or([
        is('post', 'is not', null),
        is.and([is('words', 'is not', null), is('at', 'not in', wordings)]),
      ]),
    )
    .execute();
}

/** Marks the approvals of entries that are posted now, and those of free words in their texts that were approved together with them. */
export async function markPublished(db: Queries, posted: readonly Entry[]): Promise<void> {
  const entries = new Map<string, Entry>(posted.map((entry) => [entry.key, entry]));
  const publishedAt = posted[0]?.updatedAt ?? null;
  const marking = () => db.updateTable('approvals').set({ publishedAt }).where('voidAt', 'is', null);
  const acts = await inBatches(entries.keys(), (some) =>
    marking().where('post', 'in', some).returning(['post', 'by', 'at']).execute(),
  );
  const worded = acts.flatMap(({ post, by, at }) => {
    const entry = entries.get(post ?? '');
    return entry && entry.words.length > 0 ? { entry, by, at } : [];
  });
  const digests = new Set(worded.flatMap(({ entry }) => entry.snapshot ?? []));
  const rows = await inBatches(digests, (some) =>
    db.selectFrom('snapshots').selectAll().where('digest', 'in', some).execute(),
  );
  const snapshots = new Map(rows.map(({ digest, json }) => [digest, JSON.parse(json) as ContentSnapshot]));
  const read = worded.flatMap(({ entry: { text, snapshot, language }, by, at }) => {
    const content = snapshots.get(snapshot ?? '');
    const words = content ? wordsRead(text ?? '', wordsOf(content, language)) : [];
    return words.map((one) => ({ by, at, words: sha256(one) }));
  });
  for (const [, its] of Map.groupBy(read, ({ by, at }) => `${at} ${by}`))
    await inBatches(its, async (some) => {
      const digests = some.map(({ words }) => words);
      const [{ by, at } = { by: '', at: 0 }] = some;
      const own = marking().where('digest', 'in', digests).where('words', 'is not', null);
      return own.where('by', '=', by).where('at', '=', at).execute();
    });
}
