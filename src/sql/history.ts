import type { Instant } from '../core/domain/clock.ts';
import { type Mistake, operatorError } from '../core/domain/errors.ts';
import { incidentIn, type Key } from '../core/domain/post-key.ts';
import type { ClaimView } from '../core/ledger/claim-rules.ts';
import type { Entry } from '../core/ledger/entry.ts';
import type { HistoryRow } from '../core/ledger/history.ts';
import { approvalOf, approvalsWith } from './approvals.ts';
import { allClearsFor, claimViewOf, lastAccepted, readCommonView } from './claim-view.ts';
import { type LedgerPlace, openToRead } from './open-store.ts';
import { entryOf } from './rows.ts';
import { read, refuseIfTaken, type Store } from './store.ts';
import type { Queries } from './tables.ts';
import { setBackIn } from './witness.ts';

/** A filter lets everything through in a field that is left out. */
export interface HistoryFilter {
  /** Left out: that of the key, or else that of the state file that a worker accepted last. */
  readonly incident?: string | undefined;
  readonly municipality?: string;
  readonly announcement?: string;
  readonly key?: Key;
}

/** All that a ledger knows of the posts that a filter lets through, as of one instant. */
interface HistoryReading {
  readonly rows: readonly HistoryRow[];
  /** Every entry of the incident, whatever the municipality, announcement and key of the filter. */
  readonly entries: readonly Entry[];
  /** The view that would decide a claim of one of the entries, with the state file that a worker accepted last. */
  claimView(entry: Entry): ClaimView;
}

/** Reads a ledger without any settings. Null where there is no ledger. Throws `ledger-moved`. */
export function readHistory(place: LedgerPlace, filter: HistoryFilter): Promise<HistoryReading | null> {
  return readFrom(place, async (db) => {
    const all = await historyOf(db, await incidentMeant(db, filter));
    const entries = all.map(({ entry }) => entry);
    const waiting = entries.filter(({ state }) => state === 'waiting');
    const common = await readCommonView(db);
    const approvals = await approvalsWith(
      db,
      waiting.map(({ digest }) => digest),
    );
    const allClearsOf = await allClearsFor(db, waiting);
    const ofAccount = Map.groupBy(entries, ({ account }) => account);
    return {
      rows: all.filter(({ entry }) => isMeant(entry, filter)),
      entries,
      claimView: (entry) =>
        claimViewOf(entry, common, {
          account: ofAccount.get(entry.account) ?? [],
          approvals,
          allClears: allClearsOf(entry),
          rateWait: null,
        }),
    };
  });
}

async function incidentMeant(db: Queries, { incident, key }: HistoryFilter): Promise<string | null> {
  if (incident !== undefined) return incident;
  return key === undefined ? ((await lastAccepted(db))?.incident ?? null) : incidentIn(key);
}

/**
 * The names for a filter: of incidents, municipalities and announcements all that the ledger knows, of keys those of one
 * incident.
 */
export function namesKnown(
  place: LedgerPlace,
  filter: HistoryFilter,
): Promise<Readonly<Record<keyof HistoryFilter, readonly string[]>> | null> {
  return readFrom(place, async (db) => {
    const distinct = async (column: 'municipality' | 'announcement') =>
      (await db.selectFrom('entries').select(column).distinct().execute()).map((row) => row[column] ?? '');
    const incident = await incidentMeant(db, filter);
    const keys = await db.selectFrom('entries').select('key').where('incident', '=', incident).execute();
    return {
      incident: await incidentsKnown(db),
      municipality: await distinct('municipality'),
      announcement: await distinct('announcement'),
      key: keys.map(({ key }) => key),
    };
  });
}

/** Why nothing may be sent from a ledger; null where nothing speaks against it, or there is none. */
export function setBackAt(place: LedgerPlace): Promise<Mistake | null> {
  return readFrom(place, (db, store) => setBackIn(store, db));
}

/** The incidents of a ledger: first the one whose state file a worker accepted last. */
export async function incidentsKnown(db: Queries): Promise<readonly string[]> {
  const read = await db
    .selectFrom('states')
    .select('incident')
    .groupBy('incident')
    .orderBy(({ fn }) => fn.max('number'), 'desc')
    .execute();
  const said = await db.selectFrom('entries').select('incident').distinct().execute();
  return [...new Set([...read, ...said].map(({ incident }) => incident))];
}

/** How many incidents advice names, the newest. */
const NAMED_MAX = 20;

/** Nobody can look up the ids of earlier incidents anywhere else. `known`: the newest first. */
export function unknownIncident(incident: string, known: readonly string[], meant: string | null = null) {
  const named = { known: [...new Set(known)].slice(0, NAMED_MAX), n: known.length };
  return operatorError('not-known.incident', { incident, meant, ...named });
}

async function readFrom<Result>(
  place: LedgerPlace,
  work: (db: Queries, store: Store) => Promise<Result>,
): Promise<Result | null> {
  await using store = await openToRead(place);
  if (store === null) return null;
  return await read(store, async (db) => {
    await refuseIfTaken(store, db);
    return work(db, store);
  });
}

function isMeant(entry: Entry, filter: HistoryFilter): boolean {
  const names = ['municipality', 'announcement', 'key'] as const;
  return names.every((name) => filter[name] === undefined || filter[name] === entry[name]);
}

/** Reads what happened to every entry of an incident, or of all for null, in the order in which they were created. */
export async function historyOf(db: Queries, incident: string | null): Promise<readonly HistoryRow[]> {
  const chosen = db
    .selectFrom('entries')
    .$if(incident !== null, (query) => query.where('incident', '=', incident));
  const keys = chosen.select('key');
  const rows = await chosen.selectAll().orderBy('createdAt').orderBy('key').execute();
  const transitions = db.selectFrom('transitions').selectAll().where('key', 'in', keys).orderBy('id');
  const texts = db.selectFrom('earlierTexts').selectAll().where('key', 'in', keys).orderBy('id');
  const approvals = db.selectFrom('approvals').selectAll().where('post', 'in', keys).orderBy('id');
  const transitionsOf = Map.groupBy(await transitions.execute(), (row) => row.key);
  const textsOf = Map.groupBy(await texts.execute(), (row) => row.key);
  const approvalRows = Map.groupBy(await approvals.execute(), (row) => row.digest);
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
