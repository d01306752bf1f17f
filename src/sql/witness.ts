import { mistake, operatorError } from '../core/domain/errors.ts';
import { type Store, write } from './store.ts';
import type { Queries } from './tables.ts';

/**
 * `write` before something is sent. Throws `ledger-empty` where the ledger lacks what this process has committed: it was set back
 * to an older state, and does not know what was sent since. One that never planned is new, and is examined as such.
 */
export async function writeWitnessed<Result>(
  store: Store,
  work: (db: Queries) => Promise<Result>,
  change: typeof write = write,
): Promise<Result> {
  const { witness, place } = store;
  if (witness === null) return change(store, work);
  const committed = () => witness.written.get(place) ?? 0;
  const { result, written } = await change(store, async (db) => {
    const { written, planning } = await db
      .insertInto('witnesses')
      .values({ name: witness.name, written: 1 })
      .onConflict((known) =>
        known.column('name').doUpdateSet((row) => ({ written: row('witnesses.written', '+', 1) })),
      )
      .returning((row) => ['written', row.selectFrom('ledger').select('planning').as('planning')])
      .executeTakeFirstOrThrow();
    if (planning === null) witness.written.delete(place);
    if (written <= committed()) throw operatorError(mistake('ledger-empty.older', { place }));
    return { result: await work(db), written };
  });
  witness.written.set(place, Math.max(committed(), written));
  return result;
}
