import type { Clock, Instant } from '../../core/domain/clock.ts';

/** Limits how often something may be tried under one key. The process keeps the counts, and they end with it. */
export interface Limit {
  /** Whether no more may be tried now. */
  isReached(key: string): boolean;
  /** Counts one try. */
  count(key: string): void;
  forget(key: string): void;
}

const KEYS_MAX = 10_000;

export function limit(
  { now }: Pick<Clock, 'now'>,
  { max, withinMs }: { readonly max: number; readonly withinMs: number },
): Limit {
  const tries = new Map<string, readonly Instant[]>();
  const recent = (key: string) => (tries.get(key) ?? []).filter((at) => at > now() - withinMs);
  return {
    isReached: (key) => recent(key).length >= max,
    count(key) {
      const counted = [...recent(key), now()].slice(-max);
      tries.delete(key);
      tries.set(key, counted);
      const [oldest] = tries.keys();
      if (tries.size > KEYS_MAX && oldest !== undefined) tries.delete(oldest);
    },
    forget: (key) => void tries.delete(key),
  };
}
