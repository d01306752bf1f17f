import { DAY } from '../core/domain/clock.ts';
import type { ContentSnapshot } from '../core/domain/message.ts';
import type { Settings } from '../core/domain/settings.ts';
import { isOpen, mayHaveLeft } from '../core/ledger/entry.ts';
import { EARLIER_FOR_MS, type Ledger, type LedgerView, SAID_BEFORE } from '../core/ledger/ledger.ts';
import type { Wanted } from '../core/ledger/wanted.ts';
import { accountsKnown } from './accounts.ts';
import { outdatedBefore } from './alerts.ts';
import { approvalOf, approvalsWith, validApprovals } from './approvals.ts';
import { openBreakers } from './breakers.ts';
import { deletionsLeft, entryRows, PUBLISH } from './entries.ts';
import { lastingPauses } from './pauses.ts';
import { usageKept } from './rate-usage.ts';
import { lastTurn } from './record.ts';
import { entryOf } from './rows.ts';
import { inBatches, read, refuseIfTaken, type Store } from './store.ts';
import type { Queries } from './tables.ts';
import { setBackIn } from './witness.ts';

type Snapshots = ReadonlyMap<string, ContentSnapshot>;

export function viewsOf(store: Store, settings: Settings) {
  let kept: Kept = { snapshots: new Map(), before: { asOf: null, posts: [] } };
  return {
    async view(incident) {
      const found = await read(store, async (db) => {
        await refuseIfTaken(store, db);
        return { ...(await viewOf(db, incident, kept, settings)), setBack: await setBackIn(store, db) };
      });
      kept = found.kept;
      return { ...found.view, setBack: found.setBack };
    },
  } satisfies Partial<Ledger>;
}

/** The rows that the next view need not read again. */
interface Kept {
  /** They never change under their digest, and take long to parse. */
  readonly snapshots: Snapshots;
  readonly before: Earlier;
}

async function viewOf(
  db: Queries,
  incident: string,
  kept: Kept,
  settings: Settings,
): Promise<{ readonly view: Omit<LedgerView, 'setBack'>; readonly kept: Kept }> {
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
  const waiting = await waitingBefore(db, incident);
  const approvalsOfEarlier = await approvalsWith(
    db,
    [...earlier, ...waiting].map(({ digest }) => digest),
  );
  const before = await saidBefore(db, incident, kept.before);
  const corrections = before.posts.filter(({ kind }) => kind === 'correction');
  const approved = new Set(approvals.map(({ post }) => post));
  const worded = entries
    .filter(
      (entry) =>
        (entry.action === 'publish' && entry.state === 'posted') ||
        (isOpen(entry) && (mayHaveLeft(entry) || approved.has(entry.key))),
    )
    .flatMap(({ snapshot, publishedSnapshot }) => [snapshot ?? [], publishedSnapshot ?? []])
    .concat(corrections.map(({ publishedSnapshot }) => publishedSnapshot ?? []));
  const snapshots = await snapshotsOf(db, new Set(worded.flat()), kept.snapshots);
  const view = {
    entries,
    earlier: earlier.map(entryOf),
    saidBefore: before.posts,
    waitingBefore: waiting.map(entryOf),
    outdatedBefore: await outdatedBefore(db, incident),
    firstRead: new Map(announcements.map((row) => [row.announcement, row.firstRead])),
    wanted: new Map(
      announcements.flatMap(({ announcement, wanted }) =>
        wanted === null ? [] : [[announcement, JSON.parse(wanted) as Wanted]],
      ),
    ),
    approvals: [...approvals.map(approvalOf), ...approvalsOfEarlier],
    pauses: await lastingPauses(db),
    snapshots,
    accepted: states,
    ...(await accountsKnown(db)),
    breakers: await openBreakers(db),
    rateUsage: await usageKept(db),
    waitingAfterMs: settings.alerts.waitingMs,
    machines: (await lastTurn(db))?.machines ?? [],
    settlesWithinMs: Object.fromEntries(
      Object.entries(settings.channels).map(([id, { quietMs }]) => [id, settings.claimMs + quietMs]),
    ),
  };
  return { view, kept: { snapshots, before } };
}

/** Posts of other incidents that wait, as far as the newest file of their incident asks for them. */
function waitingBefore(db: Queries, incident: string) {
  return entryRows(db)
    .where('state', '=', 'waiting')
    .where('action', '=', PUBLISH)
    .where('incident', '!=', incident)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('announcements')
          .select('listed')
          .whereRef('announcements.incident', '=', 'entries.incident')
          .whereRef('announcements.announcement', '=', 'entries.announcement')
          .where('listed', '=', 1),
      ),
    )
    .orderBy('key')
    .execute();
}

/** The posts that `saidBefore` found last. They are the same as long as no post of another incident has changed. */
interface Earlier {
  readonly asOf: string | null;
  readonly posts: LedgerView['saidBefore'];
}

/**
 * When a post of another incident was changed last, and on which day the ledger was; null where nothing was changed since, because
 * another change could have the same time.
 */
async function earlierAsOf(db: Queries, incident: string) {
  const changes = db.selectFrom('entries').select('updatedAt').orderBy('updatedAt', 'desc').limit(1);
  const changed = (await changes.where('incident', '!=', incident).executeTakeFirst())?.updatedAt ?? 0;
  const newest = (await changes.executeTakeFirst())?.updatedAt ?? 0;
  const asOf = changed < newest ? JSON.stringify([incident, changed, Math.floor(newest / DAY)]) : null;
  return { newest, asOf };
}

/**
 * All that other incidents said within the last day; and within `EARLIER_FOR_MS` all-clears, and of each kind the newest post of an
 * account in a language about the same. A ledger may have 60,000 posts of thirty days: they are read again only where one was
 * changed, or on another day.
 */
async function saidBefore(db: Queries, incident: string, kept: Earlier): Promise<Earlier> {
  const { newest, asOf } = await earlierAsOf(db, incident);
  if (asOf !== null && asOf === kept.asOf && (await areThere(db, kept.posts))) return kept;
  // By the time of the change, which has an index, and is never before that of the post. Asked for a state, SQLite reads all that
  // was ever posted.
  const said = db
    .selectFrom('entries')
    .select(['key', 'kind', 'until'])
    .select(({ fn }) => fn.coalesce('postedAt', 'at').as('saidAt'))
    // A post that ends by itself supersedes nothing.
    .select(({ fn }) =>
      fn
        .agg<number>('row_number')
        .over((one) =>
          one
            .partitionBy(['account', 'kind', 'language', 'about', 'server', 'state', 'until'])
            .orderBy(fn.coalesce('postedAt', 'at'), 'desc')
            .orderBy('key'),
        )
        .as('nth'),
    )
    .where('updatedAt', '>=', newest - EARLIER_FOR_MS)
    .where('incident', '!=', incident)
    .where('action', '=', PUBLISH)
    .where('removedAt', 'is', null)
    .where('publishedText', 'is not', null);
  const keys = await db
    .selectFrom(said.as('said'))
    .select('key')
    .where((is) =>
      is.or([
        is('nth', '=', 1),
        is('until', 'is not', null),
        is('kind', '=', 'all-clear'),
        is('saidAt', '>=', newest - DAY),
      ]),
    )
    .orderBy('key')
    .execute();
  // By their keys, because sorting whole rows takes twice as long.
  const rows = await inBatches(
    keys.map(({ key }) => key),
    (some) => db.selectFrom('entries').select(SAID_BEFORE).where('key', 'in', some).orderBy('key').execute(),
  );
  const posts = rows
    .filter(({ state }) => state === 'posted')
    .map((row) => ({ ...row, about: JSON.parse(row.about) as string[] }));
  return { asOf, posts };
}

/** Whether the ledger still has the incidents of these posts. One that is archived takes all of its posts along. */
async function areThere(db: Queries, posts: LedgerView['saidBefore']): Promise<boolean> {
  const keys = [...new Map(posts.map(({ incident, key }) => [incident, key])).values()];
  const found = await inBatches(keys, (some) =>
    db.selectFrom('entries').select('key').where('key', 'in', some).execute(),
  );
  return found.length === keys.length;
}

async function snapshotsOf(db: Queries, digests: ReadonlySet<string>, kept: Snapshots): Promise<Snapshots> {
  const unread = [...digests].filter((digest) => !kept.has(digest));
  const rows = await inBatches(unread, (some) =>
    db.selectFrom('snapshots').selectAll().where('digest', 'in', some).execute(),
  );
  const known = [...kept].filter(([digest]) => digests.has(digest));
  return new Map([...known, ...rows.map(({ digest, json }) => [digest, contentIn(json)] as const)]);
}

/** Earlier versions of this program kept words as they were typed, also with an umlaut in two characters. */
function contentIn(json: string): ContentSnapshot {
  const composed = (_: string, value: unknown) => (typeof value === 'string' ? value.normalize() : value);
  return JSON.parse(json, json === json.normalize() ? undefined : composed);
}
