import { sql } from 'kysely';
import { KINDS } from '../core/domain/announcement.ts';
import type { Mode } from '../core/domain/incident.ts';
import { type AllClear, allClearIn } from '../core/ledger/all-clear.ts';
import type { Approval } from '../core/ledger/approval.ts';
import { breakerOf, type ClaimView } from '../core/ledger/claim-rules.ts';
import type { Entry } from '../core/ledger/entry.ts';
import type { Breaker } from '../core/ledger/ledger.ts';
import { stoppedAccounts } from './accounts.ts';
import { approvalOf, validApprovals } from './approvals.ts';
import { openBreakers } from './breakers.ts';
import { deletionsLeft, PUBLISH } from './entries.ts';
import { lastingPauses } from './pauses.ts';
import { inBatches } from './store.ts';
import type { Queries } from './tables.ts';

const ALL_CLEAR = sql.lit('all-clear' as const);

/** The part of a claim view that is the same for all entries. */
export interface CommonView extends Pick<ClaimView, 'pauses' | 'mode' | 'messages' | 'listed'> {
  readonly stopped: ReadonlyMap<string, string>;
  /** The incident of the state file that was accepted last. */
  readonly incident: string | null;
  /** Approvals of whole kinds. */
  readonly preApprovals: readonly Approval[];
  /** The keys of deletions of earlier incidents that are still to be made. */
  readonly deletions: ReadonlySet<string>;
  readonly breakers: readonly Breaker[];
}

export async function readCommonView(db: Queries): Promise<CommonView> {
  const state = await lastAccepted(db);
  const messages = await db.selectFrom('messages').selectAll().execute();
  const deletions = await deletionsLeft(db, 'others', state?.incident ?? '')
    .select('key')
    .execute();
  const preApprovals = await validApprovals(db).where('kind', 'is not', null).execute();
  return {
    pauses: await lastingPauses(db),
    stopped: await stoppedAccounts(db),
    // Before a state file was accepted nothing goes out.
    mode: state?.mode ?? 'draft',
    incident: state?.incident ?? null,
    listed: await announcementsListed(db, state?.incident ?? ''),
    // A kind without messages has no digest, which matches no approval.
    messages: Object.fromEntries(
      KINDS.map((kind) => [
        kind,
        Object.fromEntries(
          messages.filter((one) => one.kind === kind).map(({ language, digest }) => [language, digest]),
        ),
      ]),
    ) as ClaimView['messages'],
    preApprovals: preApprovals.map(approvalOf),
    deletions: new Set(deletions.map(({ key }) => key)),
    breakers: await openBreakers(db),
  };
}

/** The digests that approvals of an entry bind to, except those of its whole kind. */
export function digestsApproved({ digest, words }: Pick<Entry, 'digest' | 'words'>): readonly string[] {
  return [digest, ...words];
}

/** `given.account`: the entries of its account that are known; `given.approvals`: those of `digestsApproved`. */
export function claimViewOf(
  entry: Entry,
  common: CommonView,
  given: Pick<ClaimView, 'account' | 'approvals' | 'allClears' | 'rateWait'>,
): ClaimView {
  const isOver = entry.incident !== common.incident;
  return {
    ...common,
    ...given,
    approvals: [...given.approvals, ...common.preApprovals],
    stopped: common.stopped.get(entry.account) ?? null,
    // Another incident's file lists announcements of the same name. Deletions that followers were told of go out all the same.
    listed: isOver ? new Set(common.deletions.has(entry.key) ? [entry.announcement] : []) : common.listed,
    isOver,
    breaker: breakerOf(common.breakers, entry) ?? null,
  };
}

/** Returns a function that gives the all-clears of an entry's municipality, for posts that one can end. */
export async function allClearsFor(
  db: Queries,
  entries: readonly Entry[],
): Promise<(entry: Entry) => readonly AllClear[]> {
  const ending = entries.filter(({ endedFrom }) => endedFrom !== null);
  const rows = await inBatches(new Set(ending.map(({ municipality }) => municipality)), (some) =>
    db
      .selectFrom('entries')
      .innerJoin('announcements', (join) =>
        join
          .onRef('announcements.incident', '=', 'entries.incident')
          .onRef('announcements.announcement', '=', 'entries.announcement'),
      )
      .select(['entries.incident', 'municipality', 'firstRead'])
      .select(['kind', 'action', 'state', 'cancelled', 'removedAt', 'at', 'postedAt', 'leftBy', 'about'])
      .where('kind', '=', ALL_CLEAR)
      .where('action', '=', PUBLISH)
      .where('municipality', 'in', some)
      .execute(),
  );
  const byPlace = new Map(
    [...Map.groupBy(rows, placeOf)].map(([place, its]) => [
      place,
      its.flatMap(
        (row) => allClearIn({ ...row, about: JSON.parse(row.about) as string[] }, row.firstRead) ?? [],
      ),
    ]),
  );
  return (entry) => (entry.endedFrom === null ? [] : (byPlace.get(placeOf(entry)) ?? []));
}

function placeOf({ incident, municipality }: Pick<Entry, 'incident' | 'municipality'>): string {
  return `${incident}/${municipality}`;
}

/** The announcements that the newest file of an incident has. */
export async function announcementsListed(db: Queries, incident: string): Promise<ReadonlySet<string>> {
  const listed = await db
    .selectFrom('announcements')
    .select('announcement')
    .where('incident', '=', incident)
    .where('listed', '=', 1)
    .execute();
  return new Set(listed.map(({ announcement }) => announcement));
}

/** The version of the state file that was accepted last. */
export async function lastAccepted(
  db: Queries,
): Promise<{ number: number; incident: string; digest: string; mode: Mode } | undefined> {
  return db
    .selectFrom('states')
    .select(['number', 'incident', 'digest', 'mode'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}
