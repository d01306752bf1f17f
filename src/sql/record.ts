import os from 'node:os';
import type { Kind } from '../core/domain/announcement.ts';
import { type Instant, SECOND } from '../core/domain/clock.ts';
import type { Key } from '../core/domain/post-key.ts';
import type { Settings } from '../core/domain/settings.ts';
import type { Entry, Intent } from '../core/ledger/entry.ts';
import type { Ledger, LedgerWrites } from '../core/ledger/ledger.ts';
import {
  cancelled,
  cancelledIfSent,
  dropped,
  heldBack,
  isDormant,
  replanned,
} from '../core/ledger/replanning.ts';
import { adopted, firstEntry, newEntry, unlimited } from '../core/ledger/transitions.ts';
import { MACHINE_SEEN_MS, type Machine, type Planning } from '../core/ledger/turn.ts';
import { knowAccounts } from './accounts.ts';
import { announcementsListed, lastAccepted } from './claim-view.ts';
import { type EntryChange, entriesWith, OPEN_STATES, saveEntries } from './entries.ts';
import { insertRows } from './many-row-statements.ts';
import { forgetUsage } from './rate-usage.ts';
import { inBatches, type Store, write, writeIfNeeded } from './store.ts';
import type { Queries } from './tables.ts';
import { writeWitnessed } from './witness.ts';

/** The methods that write down what a tick planned, what was adopted, and that the clock jumped. */
export function recordsOf(store: Store, settings: Settings) {
  return {
    record: (writes, now, over) =>
      writeIfNeeded(store, async (db, changed) => {
        const last = await lastAccepted(db);
        if (last && last.number > over && last.digest !== writes.state.digest) return null;
        await markTick(db, now);
        const accepted = await acceptState(db, writes, last);
        await keepSigned(db, writes);
        const listed = await announcementsListed(db, writes.incident);
        const areKnown = await knowAccounts(db, writes.places);
        const isListed = await listAnnouncements(db, writes, listed, now);
        await keepWanted(db, writes, now);
        const areKept = await keepMessages(db, writes);
        const all = await changesBy(db, writes, listed, settings, now);
        const changes = all.filter(({ before, after }) => before !== after);
        await keepSnapshots(db, writes, changes);
        await saveEntries(db, changes);
        const isNew = accepted !== last?.number || isListed || writes.wanted.size > 0;
        if (isNew || !areKnown || areKept || changes.length > 0) await changed();
        return accepted;
      }),
    knowAccounts: (places) =>
      writeIfNeeded(store, async (db, changed) => {
        if (!(await knowAccounts(db, places))) await changed();
      }),
    recordTick: (now) => writeIfNeeded(store, (db) => markTick(db, now)),
    takeTurn: (planning, now) =>
      writeWitnessed(
        store,
        async (db) => {
          const last = await lastTurn(db);
          const { from, until } = last ?? { from: now, until: now };
          if (last?.inputs === planning.inputs && last.changes >= planning.changes && from <= now) {
            if (until !== null && now < until && from >= planning.since) {
              await markTick(db, now);
              return last.by === planning.by ? 'unchanged' : 'planned-elsewhere';
            }
            if (until === null && last.by !== planning.by && now < from + TURN_MS_MAX) return 'underway';
          }
          await keepTurn(db, { ...planning, from: now, until: null });
          return 'ours';
        },
        writeIfNeeded,
      ),
    endTurn: (planning, from, until) =>
      writeIfNeeded(store, (db) => keepTurn(db, { ...planning, from, until })),
    adopt: ({ incident, since, adoptions, snapshots, firstRead }, now) =>
      write(store, async (db) => {
        await db.updateTable('ledger').set({ beganAt: now, beganSince: since }).execute();
        await inBatches([...firstRead], (some) =>
          db
            .insertInto('announcements')
            .values(
              some.map(([announcement, firstRead]) => ({
                ...rowOf(incident, announcement, firstRead, null),
                listed: 0,
              })),
            )
            .onConflict((conflict) =>
              conflict
                .columns(['incident', 'announcement'])
                .doUpdateSet((row) => ({ firstRead: row.ref('excluded.firstRead') }))
                .whereRef('announcements.firstRead', '>', (row) => row.ref('excluded.firstRead')),
            )
            .execute(),
        );
        const keys = adoptions.map(({ intent }) => intent.key);
        const known = await entriesWith(db, keys);
        const changes = adoptions.flatMap((adoption) => {
          const before = known.get(adoption.intent.key) ?? null;
          // A timeline knows less about a post that was sent, or may have been, than this ledger.
          if (before !== null && (before.state !== 'waiting' || !isDormant(before))) return [];
          return { before, after: adopted(adoption, since, now) };
        });
        await keepSnapshots(db, { snapshots }, changes);
        await saveEntries(db, changes);
      }),
    renewQuiet: (now) => write(store, (db) => renewQuiet(db, now)),
  } satisfies Partial<Ledger>;
}

/** How long others wait for a worker that plans: it may have ended or be frozen. */
const TURN_MS_MAX = 15 * SECOND;

/** `from` is when the turn began, and later the time of the plan. `until` is null while the worker plans. */
interface Turn extends Planning {
  readonly from: Instant;
  readonly until: Instant | null;
  /** Absent where an earlier version of the program planned. */
  readonly machines?: readonly Machine[];
}

export async function lastTurn(db: Queries): Promise<Turn | null> {
  const { planning } = await db.selectFrom('ledger').select('planning').executeTakeFirstOrThrow();
  return planning === null ? null : (JSON.parse(planning) as Turn);
}

async function keepTurn(db: Queries, turn: Turn): Promise<void> {
  const here = { name: os.hostname(), at: turn.from, decides: turn.decides };
  const others = ((await lastTurn(db))?.machines ?? []).filter(
    ({ name, at }) => name !== here.name && turn.from - at < MACHINE_SEEN_MS,
  );
  await db
    .updateTable('ledger')
    .set({ planning: JSON.stringify({ ...turn, machines: [...others, here] }) })
    .execute();
}

async function markTick(db: Queries, now: Instant): Promise<void> {
  await db.updateTable('ledger').set({ lastTick: now }).execute();
  await forgetUsage(db, now);
}

/**
 * Returns the posts that may have been said already, by an earlier ledger or under another id of the account: those of a time
 * before the ledger began, where it has nothing of the announcement there in that language, and all that the file asked for
 * before this plan (`listedBefore`) on an account for which it has nothing.
 */
async function unsoughtAmong(
  db: Queries,
  began: Began,
  intents: readonly Intent[],
  listedBefore: ReadonlySet<string>,
): Promise<ReadonlySet<Key>> {
  const publications = intents.filter(({ action }) => action === 'publish');
  const earlier = publications.filter(({ at }) => at < began.at);
  const again = publications.filter(({ announcement }) => listedBefore.has(announcement));
  const known = <Column extends keyof SaidPlace>(among: readonly Intent[], columns: readonly Column[]) =>
    inBatches(new Set(among.map(({ account }) => account)), (some) =>
      db
        .selectFrom('entries')
        .select(columns)
        .distinct()
        .where('account', 'in', some)
        .where('action', '=', 'publish')
        .execute(),
    );
  const said = new Set(
    (await known(earlier, ['incident', 'announcement', 'account', 'language'])).map(placeOf),
  );
  const worked = new Set((await known(again, ['account'])).map(({ account }) => account));
  return new Set([
    ...earlier.filter((intent) => !said.has(placeOf(intent))).map(({ key }) => key),
    ...again.filter(({ account }) => !worked.has(account)).map(({ key }) => key),
  ]);
}

type SaidPlace = Pick<Intent, 'incident' | 'announcement' | 'account' | 'language'>;

function placeOf({ incident, announcement, account, language }: SaidPlace): string {
  return JSON.stringify([incident, announcement, account, language]);
}

/** When the ledger began, and since when something may have been said in the incident that lasted then. */
interface Began {
  readonly at: Instant;
  readonly since: Instant;
}

async function beganOf(db: Queries): Promise<Began | null> {
  const row = await db.selectFrom('ledger').select(['beganAt', 'beganSince']).executeTakeFirst();
  const { beganAt: at = null, beganSince: since = null } = row ?? {};
  return at === null || since === null ? null : { at, since };
}

/** The same content as before is no new version; the same content after another one is. */
async function acceptState(
  db: Queries,
  { incident, state: { digest, mode, at } }: LedgerWrites,
  last: Awaited<ReturnType<typeof lastAccepted>>,
): Promise<number> {
  if (last?.digest === digest && last.mode === mode && last.incident === incident) return last.number;
  const { number } = await db
    .insertInto('states')
    .values({ incident, digest, mode, at })
    .returning('number')
    .executeTakeFirstOrThrow();
  return number;
}

async function keepSigned(db: Queries, { signedAt }: LedgerWrites): Promise<void> {
  if (signedAt === null) return;
  await db
    .updateTable('ledger')
    .set({ signedAt })
    .where((is) => is.or([is('signedAt', 'is', null), is('signedAt', '<', signedAt)]))
    .execute();
}

/** Lists what the file has now. Returns whether that is something else than `before`. */
async function listAnnouncements(
  db: Queries,
  { incident, announcements }: LedgerWrites,
  before: ReadonlySet<string>,
  now: Instant,
): Promise<boolean> {
  const listed = new Set(announcements);
  if (listed.size === before.size && announcements.every((id) => before.has(id))) return false;
  await db.updateTable('announcements').set({ listed: 0 }).where('incident', '=', incident).execute();
  const rows = [...listed].map((announcement) => rowOf(incident, announcement, now, null));
  await insertRows(db, 'announcements', rows, ['listed']);
  return true;
}

async function keepWanted(db: Queries, { incident, wanted }: LedgerWrites, now: Instant): Promise<void> {
  const rows = [...wanted].map(([announcement, wanted]) =>
    rowOf(incident, announcement, now, JSON.stringify(wanted)),
  );
  await insertRows(db, 'announcements', rows, ['wanted']);
}

function rowOf(incident: string, announcement: string, firstRead: Instant, wanted: string | null) {
  return { incident, announcement, firstRead, listed: 1, wanted };
}

/** Returns whether any of them differs from before. */
async function keepMessages(db: Queries, { messages }: LedgerWrites): Promise<boolean> {
  const kept = await db.selectFrom('messages').selectAll().execute();
  const before = new Map(kept.map(({ kind, language, digest }) => [`${kind} ${language}`, digest]));
  const rows = Object.entries(messages).flatMap(([kind, digests]) =>
    Object.entries(digests).map(([language, digest]) => ({ kind: kind as Kind, language, digest })),
  );
  const changed = rows.filter(({ kind, language, digest }) => before.get(`${kind} ${language}`) !== digest);
  if (changed.length === 0) return false;
  await insertRows(db, 'messages', changed, ['digest']);
  return true;
}

async function changesBy(
  db: Queries,
  writes: LedgerWrites,
  listed: ReadonlySet<string>,
  settings: Settings,
  now: Instant,
): Promise<readonly EntryChange[]> {
  const { intents, dropped: drops, held, cancelled: cancellations } = writes;
  const wanted = [...intents, ...drops.map(({ intent }) => intent)];
  const planned = [...wanted, ...held, ...cancellations, ...writes.cancelledIfSent];
  const before = await entriesWith(
    db,
    planned.map(({ key }) => key),
  );
  const began = await beganOf(db);
  const fresh = intents.filter(({ key }) => !before.has(key));
  const unsought = began ? await unsoughtAmong(db, began, fresh, listed) : new Set();
  const after = new Map<string, Entry>(before);
  for (const intent of intents) {
    const entry = after.get(intent.key);
    after.set(
      intent.key,
      entry
        ? unlimited(replanned(entry, intent, !listed.has(intent.announcement), now), settings, now)
        : firstEntry(intent, began && unsought.has(intent.key) ? began.since : null, now),
    );
  }
  for (const { intent, state, reason } of drops)
    after.set(intent.key, dropped(after.get(intent.key) ?? newEntry(intent, now), state, reason, now));
  for (const { key, reason } of held) {
    const entry = after.get(key);
    if (entry) after.set(key, heldBack(entry, reason, now));
  }
  for (const [cancels, become] of [
    [cancellations, cancelled],
    [writes.cancelledIfSent, cancelledIfSent],
  ] as const)
    for (const { key, reason } of cancels) {
      const entry = after.get(key);
      if (entry && entry.cancelled !== reason) after.set(key, become(entry, reason, now));
    }
  return [...after].map(([key, entry]) => ({ before: before.get(key) ?? null, after: entry }));
}

/** Stores what new or changed entries are worded from; the snapshots of the others are there already. */
async function keepSnapshots(
  db: Queries,
  { snapshots }: Pick<LedgerWrites, 'snapshots'>,
  changes: readonly EntryChange[],
): Promise<void> {
  const digests = new Set(changes.flatMap(({ after }) => after.snapshot ?? []));
  const rows = [...snapshots]
    .filter(([digest]) => digests.has(digest))
    .map(([digest, snapshot]) => ({ digest, json: JSON.stringify(snapshot) }));
  await insertRows(db, 'snapshots', rows, []);
}

/** From here on a time means: never by itself. */
const NEVER = Date.UTC(9000, 0);

/**
 * A request may have left as late as now where the machine slept, and none left later, whatever a clock ahead of `now`
 * wrote down.
 */
async function renewQuiet(db: Queries, now: Instant): Promise<void> {
  await db
    .updateTable('entries')
    .set({ leftBy: now })
    .where((is) =>
      is.or([is('state', '=', 'unknown'), is.and([is('state', '=', 'sending'), is('leftBy', '<', now)])]),
    )
    .execute();
  await db
    .updateTable('entries')
    .set({ nextAt: now })
    .where((is) => is.or([is('state', 'in', OPEN_STATES), is('rests', '=', 1)]))
    .where('updatedAt', '>', now)
    .where('nextAt', '>', now)
    .where('nextAt', '<', NEVER)
    .execute();
}
