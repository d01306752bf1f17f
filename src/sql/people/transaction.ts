import type { Selectable } from 'kysely';
import { type LogEntry, nextLine } from '../../core/domain/signed-log.ts';
import { peopleMovedAway } from '../faults.ts';
import { headRow, read, refuseMoved, type Store, transact } from '../store.ts';
import { type PeopleQueries, type PeopleTables, peopleTables } from './tables.ts';

export type PeopleRow<Table extends keyof PeopleTables> = Readonly<Selectable<PeopleTables[Table]>>;

/** Runs a change of the people's tables: one writer at a time, on both databases. */
export function change<Result>(store: Store, work: (db: PeopleQueries) => Promise<Result>): Promise<Result> {
  return transact(store, 'write', async (queries) => {
    refuseMoved(store, await headRow(store, queries, 'head'), peopleMovedAway);
    return work(peopleTables(queries));
  });
}

export function reading<Result>(store: Store, work: (db: PeopleQueries) => Promise<Result>): Promise<Result> {
  return read(store, (db) => work(peopleTables(db)));
}

/** Reads the first row, or null. */
export function first<Found>(
  store: Store,
  query: (db: PeopleQueries) => { executeTakeFirst(): Promise<Found | undefined> },
): Promise<Found | null> {
  return reading(store, async (db) => (await query(db).executeTakeFirst()) ?? null);
}

export async function append(db: PeopleQueries, ...entries: readonly LogEntry[]): Promise<void> {
  for (const entry of entries) {
    const head = await db.selectFrom('head').select(['number', 'hash']).executeTakeFirstOrThrow();
    const { actor, ...line } = nextLine(head, entry);
    await db
      .insertInto('log')
      .values({ ...line, ...actor })
      .execute();
    await db.updateTable('head').set({ number: line.number, hash: line.hash }).execute();
  }
}
