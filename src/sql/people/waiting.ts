import type { Instant } from '../../core/domain/clock.ts';
import type { Store } from '../store.ts';
import { change, type PeopleRow } from './transaction.ts';

/** Values that wait for an answer, and counted tries. */
export function waitingOf(store: Store) {
  return {
    /** Keeps a value until somebody takes it. Drops the oldest of its kind beyond `most`. */
    putWaiting: (waiting: PeopleRow<'waiting'>, most: number, now: Instant) =>
      change(store, async (db) => {
        const { kind } = waiting;
        await db.deleteFrom('waiting').where('until', '<=', now).execute();
        const all = db.selectFrom('waiting').where('kind', '=', kind);
        const { n } = await all.select((is) => is.fn.countAll().as('n')).executeTakeFirstOrThrow();
        if (Number(n) >= most)
          await db
            .deleteFrom('waiting')
            .where('kind', '=', kind)
            .where('hash', 'in', all.select('hash').orderBy('until').limit(1))
            .execute();
        await db.insertInto('waiting').values(waiting).execute();
      }),
    /** Takes a value, which nobody can take again. Returns null if it was taken or has expired. */
    takeWaiting: (kind: string, hash: string, now: Instant) =>
      change(store, async (db) => {
        const found = db.deleteFrom('waiting').where('kind', '=', kind).where('hash', '=', hash);
        const taken = await found.returningAll().executeTakeFirst();
        return taken && taken.until > now ? taken : null;
      }),
    /** Counts a try, and returns how many are left. Returns null, and counts none, if there were `max` within the time. */
    countTry: (
      key: string,
      { max, withinMs }: { readonly max: number; readonly withinMs: number },
      now: Instant,
    ) =>
      change(store, async (db) => {
        // A try so far ahead was counted before the clock was set back.
        const isOver = db.deleteFrom('tries');
        await isOver
          .where((is) => is.or([is('at', '<=', now - withinMs), is('at', '>', now + withinMs)]))
          .execute();
        const recent = db.selectFrom('tries').where('key', '=', key);
        const { n } = await recent.select((is) => is.fn.countAll().as('n')).executeTakeFirstOrThrow();
        if (Number(n) >= max) return null;
        await db
          .insertInto('tries')
          .values({ key, at: now, n: Number(n) })
          .execute();
        return max - Number(n) - 1;
      }),
    forgetTries: (key: string) =>
      change(store, async (db) => {
        await db.deleteFrom('tries').where('key', '=', key).execute();
      }),
  };
}
