import type { Clock } from '../../core/domain/clock.ts';
import { sha256 } from '../../core/domain/post-key.ts';
import type { PeopleStore } from '../../sql/people/store.ts';

/** The thing that an authenticator was asked to sign. Each is answered once, within five minutes. */
export type Challenge =
  /** `by`: the invitation or the session that asked, and no other may answer. */
  | { readonly of: 'adding'; readonly person: string; readonly by: string }
  | { readonly of: 'signing-in' }
  /** `digest`: that of the texts that were read, or of the act. */
  | {
      readonly of: 'vouching';
      readonly person: string;
      readonly session: string;
      readonly digest: string;
      readonly nonce: string;
    };

/** A secret that somebody is just putting into an app for one-time codes. `by`: as in a challenge. */
export interface NewSecondWay {
  readonly person: string;
  readonly by: string;
  readonly secret: string;
}

/** Values that wait for an answer, each to be taken once, at whatever console of the database. */
export interface OneTime<Value> {
  put(key: string, value: Value): Promise<void>;
  /** Null where it was taken, has expired or never was. */
  take(key: string): Promise<Value | null>;
}

/** Drops the oldest beyond `most`, so that nobody can fill the database by asking. */
export function oneTime<Value>(
  store: Pick<PeopleStore, 'putWaiting' | 'takeWaiting'>,
  { now }: Pick<Clock, 'now'>,
  { kind, lifeMs, most }: { readonly kind: string; readonly lifeMs: number; readonly most: number },
): OneTime<Value> {
  return {
    put: (key, value) =>
      store.putWaiting(
        { kind, hash: sha256(key), value: JSON.stringify(value), until: now() + lifeMs },
        most,
        now(),
      ),
    async take(key) {
      const found = await store.takeWaiting(kind, sha256(key), now());
      // An entry with a much longer life was made before the clock was set back.
      return found && found.until <= now() + 2 * lifeMs ? (JSON.parse(found.value) as Value) : null;
    },
  };
}

/** Limits how often something may be tried under one key. All consoles on one database count together. */
export interface Limit {
  /** Counts a try, and returns how many are left; null if no more tries are allowed now. */
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
