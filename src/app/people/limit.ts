import type { Clock } from '../../core/domain/clock.ts';
import type { PeopleStore } from '../../sql/people/store.ts';

/** Limits how often something may be tried under one key. All consoles on one database count together. */
export interface Limit {
  /** Counts a try, and returns how many are left; null where no more may be tried now. */
  count(key: string): Promise<number | null>;
  forget(key: string): Promise<void>;
}

/** All limits have one window, so that what is older counts for none. */
export function limit(
  store: Pick<PeopleStore, 'countTry' | 'forgetTries'>,
  { now }: Pick<Clock, 'now'>,
  { of, max, withinMs }: { readonly of: string; readonly max: number; readonly withinMs: number },
): Limit {
  return {
    count: (key) => store.countTry(`${of} ${key}`, { max, withinMs }, now()),
    forget: (key) => store.forgetTries(`${of} ${key}`),
  };
}
