import { DAY } from '../core/domain/clock.ts';
import type { ContentSnapshot } from '../core/domain/message.ts';
import type { Settings } from '../core/domain/settings.ts';
import { type Entry, isOpen, mayHaveLeft } from '../core/ledger/entry.ts';
import { EARLIER_FOR_MS, type Ledger, type LedgerView, SAID_BEFORE } from '../core/ledger/ledger.ts';
import type { Wanted } from '../core/ledger/wanted.ts';
import { accountsKnown } from './accounts.ts';
import { outdatedBefore } from './alerts.ts';
import { approvalOf, approvalsWith, validApprovals } from './approvals.ts';
import { openBreakers } from './breakers.ts';
import { deletionsLeft, entryRows, PUBLISH } from './entries.ts';
import { lastingPauses } from './pauses.ts';
import { usageKept } from './rate-usage.ts';
import { entryOf } from './rows.ts';
import { inBatches, read, refuseIfTaken, type Store } from './store.ts';
import type { Queries } from './tables.ts';

type Snapshots = ReadonlyMap<string, ContentSnapshot>;

export function viewsOf(store: Store, settings: Settings): Pick<Ledger, 'view'> {
  /** The snapshots of the newest view: they never change under their digest, and take long to parse. */
  let kept: Snapshots = new Map();
  return {
    async view(incident) {
      const view = await read(store, async (db) => {
        await refuseIfTaken(store, db);
        return viewOf(db, incident, kept, settings);
      });
      kept = view.snapshots;
      return view;
    },
  };
}

async function viewOf(
  db: Queries,
  incident: string,
  kept: Snapshots,
  settings: Settings,
): Promise<LedgerView> {
  const rows = await entryRows(db).where('incident', '=', incident).orderBy('key').execute();
  const announcements = await db
    .selectFrom('announcements')
    .select(['announcement', 'firstRead', 'wanted'])
    .where('incident', '=', incident)
    .orderBy('announcement')
    .execute();
  const states = await db
    .selectFrom('states')
    .select(['digest', 'mode', 'at'])
    .where('incident', '=', incident)
    .orderBy('number')
    .execute();
  const entries = rows.map(entryOf);
  const unsettled = entryRows(db).where((is) =>
    is.or([
      is('state', 'in', ['sending', 'unknown']),
      is.and([is('state', '=', 'refused'), is('action', '=', 'delete'), is('cancelled', 'is', null)]),
    ]),
  );
  const earlier = await unsettled
    .where('incident', '!=', incident)
    .union(deletionsLeft(db, 'others', incident).selectAll())
    .orderBy('key')
    .execute();
  const approvals = await validApprovals(db)
    .where((is) => is.or([is('incident', '=', incident), is('post', 'is', null)]))
    .execute();
  const approvalsOfEarlier = await approvalsWith(
    db,
    earlier.map(({ digest }) => digest),
  );
  const before = await saidBefore(db, incident, entries);
  const corrections = before.filter(({ kind }) => kind === 'correction');
  const worded = entries
    .filter(
      (entry) =>
        (entry.action === 'publish' && entry.state === 'posted') || (isOpen(entry) && mayHaveLeft(entry)),
    )
    .flatMap(({ snapshot, publishedSnapshot }) => [snapshot ?? [], publishedSnapshot ?? []])
    .concat(corrections.map(({ publishedSnapshot }) => publishedSnapshot ?? []));
  return {
    entries,
    earlier: earlier.map(entryOf),
    saidBefore: before,
    outdatedBefore: await outdatedBefore(db, incident),
    firstRead: new Map(announcements.map((row) => [row.announcement, row.firstRead])),
    wanted: new Map(
      announcements.flatMap(({ announcement, wanted }) =>
        wanted === null ? [] : [[announcement, JSON.parse(wanted) as Wanted]],
      ),
    ),
    approvals: [...approvals.map(approvalOf), ...approvalsOfEarlier],
    pauses: await lastingPauses(db),
    snapshots: await snapshotsOf(db, new Set(worded.flat()), kept),
    accepted: states,
    ...(await accountsKnown(db)),
    breakers: await openBreakers(db),
    rateUsage: await usageKept(db),
    waitingAfterMs: settings.alerts.waitingMs,
    settlesWithinMs: Object.fromEntries(
      Object.entries(settings.channels).map(([id, { quietMs }]) => [id, settings.claimMs + quietMs]),
    ),
  };
}

/**
 * What was changed within the last day; and within `EARLIER_FOR_MS` the all-clears of its municipalities, and what of the two newest
 * posts of each account about an outage is another incident's: an account in two languages says it twice. What is older is not
 * read: a ledger may have a million posts.
 */
async function saidBefore(
  db: Queries,
  incident: string,
  own: readonly Pick<Entry, 'key'>[],
): Promise<LedgerView['saidBefore']> {
  const changed = await db
    .selectFrom('entries')
    .select(({ fn }) => fn.max('updatedAt').as('at'))
    .executeTakeFirst();
  const newest = Number(changed?.at ?? 0);
  const earliest = newest - EARLIER_FOR_MS;
  const readable = db
    .selectFrom('entries')
    .select(SAID_BEFORE)
    .where('incident', '!=', incident)
    .where('action', '=', PUBLISH)
    .where('removedAt', 'is', null)
    .where('publishedText', 'is not', null);
  const nth = (offset: number) =>
    db.selectFrom('accounts').select((of) =>
      of
        .selectFrom('entries')
        .select('key')
        .whereRef('entries.account', '=', 'accounts.account')
        .where('postedAt', '>=', earliest)
        .where('action', '=', PUBLISH)
        .where('remoteId', 'is not', null)
        .where('removedAt', 'is', null)
        .where((is) => is.or([is('endedFrom', 'is not', null), is('kind', '=', 'correction')]))
        .orderBy('postedAt', 'desc')
        .limit(1)
        .offset(offset)
        .as('key'),
    );
  // By the time of the change, which has an index, and is never before that of the post.
  const late = await readable.where('updatedAt', '>=', newest - DAY).execute();
  const known = new Set([...own, ...late].map(({ key }) => key));
  const keys = (await nth(0).unionAll(nth(1)).execute()).flatMap(({ key }) => key ?? []);
  const unread = new Set(keys.filter((key) => !known.has(key)));
  const last = await inBatches(unread, (some) => readable.where('key', 'in', some).execute());
  const allClears = await inBatches(
    new Set([...late, ...last].map(({ municipality }) => municipality)),
    (some) =>
      readable
        .where('kind', '=', 'all-clear')
        .where('municipality', 'in', some)
        .where('postedAt', '>=', earliest)
        .execute(),
  );
  const rows = new Map([...late, ...last, ...allClears].map((row) => [row.key, row]));
  return [...rows.values()]
    .filter(({ state }) => state === 'posted')
    .map((row) => ({ ...row, about: JSON.parse(row.about) as string[] }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

async function snapshotsOf(db: Queries, digests: ReadonlySet<string>, kept: Snapshots): Promise<Snapshots> {
  const unread = [...digests].filter((digest) => !kept.has(digest));
  const rows = await inBatches(unread, (some) =>
    db.selectFrom('snapshots').selectAll().where('digest', 'in', some).execute(),
  );
  const known = [...kept].filter(([digest]) => digests.has(digest));
  return new Map([...known, ...rows.map(({ digest, json }) => [digest, JSON.parse(json)] as const)]);
}
