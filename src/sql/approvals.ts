import { lookOfName } from '../core/domain/actor.ts';
import type { Instant } from '../core/domain/clock.ts';
import { incidentIn } from '../core/domain/post-key.ts';
import { nameOfApprover } from '../core/ledger/approval.ts';
import type { Approval } from '../core/ledger/ledger.ts';
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
    told: null,
    ...subject,
    ...{ by, at, voidAt: null },
  };
}

export function approvalOf(row: ApprovalColumns): Approval {
  const { digest, by, at } = row;
  return { digest, subject: subjectOf(row), by, at };
}

function subjectOf({ post, kind, file, words, told }: ApprovalColumns): Approval['subject'] {
  if (post !== null) return { post };
  if (kind !== null) return { kind };
  if (file !== null) return { file };
  if (words !== null) return { words };
  if (told !== null) return { told };
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
 * Voids a person's approvals, under any name that looks the same, of texts that were not posted: whatever else became of a text,
 * somebody may ask for it again. Voids those of free words too, unless a text with them was approved together with them and
 * posted, or they belong to a wording.
 */
export async function voidApprovals(db: Queries, by: string, now: Instant): Promise<void> {
  const look = lookOfName(by);
  const valid = db.selectFrom('approvals').where('voidAt', 'is', null);
  const ofTexts = valid.where((is) => is.or([is('post', 'is not', null), is('words', 'is not', null)]));
  const names = (await ofTexts.select('by').distinct().execute())
    .map((row) => row.by)
    .filter((name) => lookOfName(nameOfApprover(name)) === look);
  if (names.length === 0) return;
  await db
    .updateTable('approvals')
    .set({ voidAt: now })
    .where('voidAt', 'is', null)
    .where('post', 'is not', null)
    .where('by', 'in', names)
    // Asked post by post, by the key: PostgreSQL compares a long list row by row.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('entries')
            .select('key')
            .whereRef('entries.key', '=', 'approvals.post')
            .where('state', '=', 'posted'),
        ),
      ),
    )
    .execute();
  const own = valid.where('by', 'in', names);
  const posted = await own
    .innerJoin('entries', 'entries.key', 'approvals.post')
    .select(['approvals.at', 'entries.words'])
    .distinct()
    .execute();
  const said = new Set(
    posted.flatMap(({ at, words }) => (JSON.parse(words) as string[]).map((one) => `${at} ${one}`)),
  );
  const wordings = new Set(
    (await own.where('kind', 'is not', null).select('at').distinct().execute()).map(({ at }) => at),
  );
  const unsaid = (await own.where('words', 'is not', null).select(['id', 'at', 'words']).execute())
    .filter(({ at, words }) => !wordings.has(at) && !said.has(`${at} ${words}`))
    .map(({ id }) => id);
  await inBatches(unsaid, (some) =>
    db.updateTable('approvals').set({ voidAt: now }).where('id', 'in', some).execute(),
  );
}
