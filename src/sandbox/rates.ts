import type { Instant } from '../core/domain/clock.ts';
import type { SandboxAccount } from './account.ts';

/** How many requests a platform takes in a window. */
export interface Rate {
  readonly count: number;
  readonly withinMs: number;
  /** Whether all accounts of the platform share it. */
  readonly shared?: boolean;
}

/** How much of a rate is used, after the request that asks. */
export interface RateStatus {
  readonly name: string;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Instant;
  readonly exceeded: boolean;
}

/** Counts one request in each of the named rates, in fixed windows that begin with their first request. */
type Meter = (names: readonly string[], account: SandboxAccount, now: Instant) => readonly RateStatus[];

export function meterFor(rates: Readonly<Record<string, Rate>>): Meter {
  const windows = new Map<string, { readonly since: Instant; used: number }>();

  function countIn(name: string, account: SandboxAccount, now: Instant): RateStatus {
    const rate = rates[name];
    if (!rate) throw new RangeError(`there is no rate ${name}`);
    const key = rate.shared ? name : `${name} ${account.id}`;
    let window = windows.get(key);
    if (!window || now >= window.since + rate.withinMs) {
      window = { since: now, used: 0 };
      windows.set(key, window);
    }
    const exceeded = window.used >= rate.count;
    if (!exceeded) window.used++;
    const remaining = rate.count - window.used;
    return { name, limit: rate.count, remaining, resetAt: window.since + rate.withinMs, exceeded };
  }

  return (names, account, now) => names.map((name) => countIn(name, account, now));
}
