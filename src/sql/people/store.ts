import type { Instant } from '../../core/domain/clock.ts';
import { peopleMovedAway } from '../faults.ts';
import { closedOnError, type LedgerPlace, openStore } from '../open-store.ts';
import { refuseMoved } from '../store.ts';
import { membersOf } from './members.ts';
import { PEOPLE_MIGRATIONS } from './tables.ts';
import { reading } from './transaction.ts';
import { waitingOf } from './waiting.ts';
import { waysOf } from './ways.ts';
import { workOf } from './work.ts';

/**
 * The people of the console: a store of its own, beside the ledgers. Each change and its line of the log are committed
 * together, or neither is. Changes return whether they found what they were to change: somebody else may have been first.
 */
export type PeopleStore = Awaited<ReturnType<typeof openPeopleStore>>;

/** Opens the store, and makes it where there is none. Throws an OperatorError where it can't be opened, is damaged or was moved. */
export async function openPeopleStore(place: LedgerPlace, now: Instant) {
  const store = await openStore(place, PEOPLE_MIGRATIONS, now);
  await closedOnError(
    store,
    reading(store, async (db) =>
      refuseMoved(store, await db.selectFrom('head').select('movedTo').execute(), peopleMovedAway),
    ),
  );
  return {
    ...membersOf(store),
    ...waysOf(store),
    ...workOf(store),
    ...waitingOf(store),
    close: store.close,
    [Symbol.asyncDispose]: store.close,
  };
}
