import type { Instant } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import type { Account } from '../core/domain/municipality.ts';
import { covers } from '../core/domain/pause.ts';
import { type App, viewNow } from './load.ts';

/** Whether the program can post on an account now. */
export interface AccountNow {
  readonly account: Account;
  /** `mute`: it has no usable credential; `stopped`: the platform rejects it until a person acts. */
  readonly state: 'ready' | 'paused' | 'stopped' | 'mute';
  readonly reason: string | null;
  /** When it posted last in this incident. */
  readonly lastPost: Instant | null;
  /** When its server was last asked what it takes. */
  readonly askedAt: Instant | null;
}

/** All accounts in the order of the region. */
export async function accountsNow(app: App, configuration: Configuration): Promise<readonly AccountNow[]> {
  const { region, mute } = configuration;
  const view = await viewNow(app, configuration);
  const last = new Map<string, Instant>();
  for (const { account, postedAt } of view.entries)
    if (postedAt !== null && postedAt > (last.get(account) ?? 0)) last.set(account, postedAt);
  return [...region.accounts.values()].map((account) => {
    const { id, channel } = account;
    const stopped = view.stopped.get(id) ?? null;
    const isPaused = view.pauses.some((pause) => covers(pause, { account: id, channel }));
    return {
      account,
      state: mute.has(id) ? 'mute' : stopped !== null ? 'stopped' : isPaused ? 'paused' : 'ready',
      reason: stopped,
      lastPost: last.get(id) ?? null,
      askedAt: view.limits.get(id)?.readAt ?? null,
    };
  });
}
