import type { Clock, Instant } from '../../core/domain/clock.ts';
import type { Key } from '../../core/domain/post-key.ts';

/** What an authenticator was asked to sign. Each is answered once, within five minutes. */
export type Challenge =
  | { readonly of: 'adding'; readonly person: string }
  | { readonly of: 'signing-in' }
  | { readonly of: 'approving'; readonly person: string; readonly digest: string; readonly nonce: string };

/** A secret that somebody is just putting into an app for one-time codes. */
export interface NewSecondWay {
  readonly person: string;
  readonly secret: string;
}

/** A text that somebody has before their eyes. Null: the post is deleted. */
export interface ShownText {
  readonly key: Key;
  readonly text: string | null;
}

/** Values that wait for an answer, each to be taken once. They are gone with the process, and whoever waits asks again. */
export interface OneTime<Value> {
  put(key: string, value: Value): void;
  /** Null where it was taken, has expired or never was. */
  take(key: string): Value | null;
}

/** Drops the oldest beyond `most`, so that nobody can fill the memory by asking. */
export function oneTime<Value>(
  { now }: Pick<Clock, 'now'>,
  { lifeMs, most }: { readonly lifeMs: number; readonly most: number },
): OneTime<Value> {
  const kept = new Map<string, { readonly value: Value; readonly until: Instant }>();
  return {
    put(key, value) {
      for (const [old, { until }] of kept) {
        if (until > now() && kept.size < most) break;
        kept.delete(old);
      }
      kept.set(key, { value, until: now() + lifeMs });
    },
    take(key) {
      const found = kept.get(key);
      kept.delete(key);
      return found && found.until > now() ? found.value : null;
    },
  };
}
