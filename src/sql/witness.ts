import { type Mistake, mistake, OperatorError } from '../core/domain/errors.ts';
import { type Store, write } from './store.ts';
import type { Queries } from './tables.ts';

/**
 * `write` before something is sent. Throws `ledger-empty` where the ledger lacks what this process has committed: it was set back
 * to an older state, and does not know what was sent since. The first process that notices marks the ledger, and all refuse it
 * from then on. One in which nobody planned is new, and is examined as such.
 */
export async function writeWitnessed<Result>(
  store: Store,
  work: (db: Queries) => Promise<Result>,
  change: typeof write = write,
): Promise<Result> {
  const { witness, place } = store;
  const done = await change(store, async (db) => {
    const ledger = await db.selectFrom('ledger').select(['planning', 'setBack']).executeTakeFirstOrThrow();
    if (ledger.setBack !== null) return null;
    if (witness === null) return { result: await work(db), written: 0 };
    if (ledger.planning === null) witness.written.delete(place);
    const { written } = await db
      .insertInto('witnesses')
      .values({ name: witness.name, written: 1 })
      .onConflict((known) =>
        known.column('name').doUpdateSet((row) => ({ written: row('witnesses.written', '+', 1) })),
      )
      .returning('written')
      .executeTakeFirstOrThrow();
    if (written > (witness.written.get(place) ?? 0)) return { result: await work(db), written };
    // A view that somebody keeps is another one from now on, also where `change` counts only what it is told.
    await db
      .updateTable('ledger')
      .set((row) => ({ setBack: 1, changes: row('changes', '+', 1) }))
      .execute();
    return null;
  });
  if (done === null) throw new OperatorError([olderAt(place)]);
  witness?.written.set(place, Math.max(witness.written.get(place) ?? 0, done.written));
  return done.result;
}

/** The `ledger-empty` of a ledger that a process found set back; else null. */
export async function setBackIn({ place }: Pick<Store, 'place'>, db: Queries): Promise<Mistake | null> {
  const ledger = await db.selectFrom('ledger').select('setBack').executeTakeFirst();
  return ledger?.setBack == null ? null : olderAt(place);
}

function olderAt(place: string): Mistake {
  return mistake('ledger-empty.older', { place });
}
