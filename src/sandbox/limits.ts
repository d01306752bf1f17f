import { DAY, HOUR, type Instant, MINUTE } from '../core/domain/clock.ts';
import type { SandboxAccount } from './account.ts';

/** What is counted together. `x-app` is shared by all accounts on X, everything else is each account's own. */
export const FAMILIES = [
  'x-posts',
  'x-deletes',
  'x-reads',
  'x-timeline',
  'x-identity',
  'x-app',
  'mastodon-calls',
  'mastodon-posts',
  'mastodon-deletes',
] as const;
export type Family = (typeof FAMILIES)[number];

export interface Rate {
  readonly count: number;
  readonly withinMs: number;
}

/** What the pretended platforms allow. Defaults are the platforms' own published numbers of 2026. */
export interface SandboxLimits {
  readonly rates: Readonly<Record<Family, Rate>>;
  readonly characters: Readonly<Record<string, number>> & { readonly x: number; readonly mastodon: number };
  /** What one link takes of the length. */
  readonly perUrl: number;
  /** X: how long a standing text keeps the same text from being posted again. */
  readonly duplicateWithinMs: number;
  /** Mastodon: how long an Idempotency-Key is kept. */
  readonly keyKeptMs: number;
  /** Mastodon: whether Idempotency-Keys count at all. Some servers (snac2, GoToSocial) ignore them. */
  readonly keysHonoured: boolean;
  /** When there are more, the oldest are forgotten. */
  readonly postsPerAccountMax: number;
  readonly requestsMax: number;
}

export type SandboxLimitsPatch = Partial<Omit<SandboxLimits, 'rates' | 'characters'>> & {
  readonly rates?: Partial<Record<Family, Rate>>;
  readonly characters?: Partial<Record<'x' | 'mastodon', number>>;
};

const DEFAULTS: SandboxLimits = {
  rates: {
    'x-posts': { count: 100, withinMs: 15 * MINUTE },
    'x-deletes': { count: 50, withinMs: 15 * MINUTE },
    'x-reads': { count: 900, withinMs: 15 * MINUTE },
    'x-timeline': { count: 900, withinMs: 15 * MINUTE },
    'x-identity': { count: 75, withinMs: 15 * MINUTE },
    'x-app': { count: 10_000, withinMs: DAY },
    'mastodon-calls': { count: 300, withinMs: 5 * MINUTE },
    'mastodon-posts': { count: 300, withinMs: 3 * HOUR },
    'mastodon-deletes': { count: 30, withinMs: 30 * MINUTE },
  },
  characters: { x: 280, mastodon: 500 },
  perUrl: 23,
  duplicateWithinMs: DAY,
  keyKeptMs: HOUR,
  keysHonoured: true,
  postsPerAccountMax: 1_000,
  requestsMax: 20_000,
};

export function limitsWith(patch: SandboxLimitsPatch): SandboxLimits {
  return {
    ...DEFAULTS,
    ...patch,
    rates: { ...DEFAULTS.rates, ...patch.rates },
    characters: { ...DEFAULTS.characters, ...patch.characters },
  };
}

/** Where an account stands with one rate, after the request that asks. */
export interface Standing {
  readonly family: Family;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Instant;
  readonly exceeded: boolean;
}

export interface Meter {
  /** Counts one request in each family, in fixed windows that begin with their first request, and says where that leads. */
  count(families: readonly Family[], account: SandboxAccount, now: Instant): readonly Standing[];
}

export function meterFor(limits: SandboxLimits): Meter {
  const windows = new Map<string, { readonly since: Instant; used: number }>();

  function countOne(family: Family, account: SandboxAccount, now: Instant): Standing {
    const { count, withinMs } = limits.rates[family];
    const id = family === 'x-app' ? family : `${family}/${account.id}`;
    let window = windows.get(id);
    if (!window || now >= window.since + withinMs) {
      window = { since: now, used: 0 };
      windows.set(id, window);
    }
    const exceeded = window.used >= count;
    if (!exceeded) window.used++;
    return {
      family,
      limit: count,
      remaining: count - window.used,
      resetAt: window.since + withinMs,
      exceeded,
    };
  }

  return { count: (families, account, now) => families.map((family) => countOne(family, account, now)) };
}
