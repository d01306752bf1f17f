import type { Instant } from '../core/domain/clock.ts';
import { type Configuration, rateScopeOf } from '../core/domain/configuration.ts';
import type { Account } from '../core/domain/municipality.ts';
import { covers } from '../core/domain/pause.ts';
import { breakerOf } from '../core/ledger/claim-rules.ts';
import type { Entry } from '../core/ledger/entry.ts';
import type { BreakerScope, LedgerView } from '../core/ledger/ledger.ts';
import { isTriedInVain } from '../core/monitoring/entry-alerts.ts';
import type { PostHistory } from './history.ts';
import { type App, viewNow } from './load.ts';

/** Whether the program can post on an account now. */
export interface AccountNow {
  readonly account: Account;
  /**
   * `mute`: it has no usable credential; `stopped`: the platform rejects it until a person acts; `tried`: the platform takes
   * nothing now, and the program tries again by itself.
   */
  readonly state: 'ready' | 'paused' | 'stopped' | 'mute' | 'tried';
  /** Why it was stopped; null where it was not. */
  readonly stopped: string | null;
  /** Since when it has been tried in vain, and why. `againAt`: null while it is being tried. Null for every other state. */
  readonly tried: {
    readonly since: Instant;
    readonly againAt: Instant | null;
    readonly reason: string | null;
  } | null;
  /** When it posted last in this incident. */
  readonly lastPost: Instant | null;
  /** When its platform last said that the credential is that of the account. */
  readonly identifiedAt: Instant | null;
}

/** All accounts in the order of the region. `posts`: the history of the incident. */
export async function accountsNow(
  app: App,
  configuration: Configuration,
  posts: readonly PostHistory[],
): Promise<readonly AccountNow[]> {
  const { region, mute, settings } = configuration;
  const view = await viewNow(app, configuration);
  const byAccount = Map.groupBy(posts, ({ entry }) => entry.account);
  return [...region.accounts.values()].map((account) => {
    const { id, channel } = account;
    const own = byAccount.get(id) ?? [];
    const stopped = view.stopped.get(id) ?? null;
    const tried = triedIn(configuration, view, rateScopeOf(settings, account), own);
    const isPaused = view.pauses.some((pause) => covers(pause, { account: id, channel }));
    // The first that holds says most.
    const states = [
      ['mute', mute.has(id)],
      ['stopped', stopped !== null],
      ['paused', isPaused],
      ['tried', tried !== null],
    ] as const;
    const state = states.find(([, holds]) => holds)?.[0] ?? 'ready';
    const last = own.reduce((newest, { entry }) => Math.max(newest, entry.postedAt ?? 0), 0);
    return {
      ...{ account, state, stopped, tried: state === 'tried' ? tried : null },
      lastPost: last === 0 ? null : last,
      identifiedAt: view.identified.get(id) ?? null,
    };
  });
}

/** Agrees with the alerts: its server accepts nothing from anybody, or one of its posts was tried in vain. */
function triedIn(
  configuration: Configuration,
  view: LedgerView,
  scope: BreakerScope,
  posts: readonly PostHistory[],
): AccountNow['tried'] {
  const breaker = breakerOf(view.breakers, scope);
  if (breaker) return { since: breaker.openedAt, againAt: breaker.probeAt, reason: breaker.reason };
  const { mode } = configuration.state.incident;
  const post = posts.find(({ entry }) => isTriedInVain(view, mode, entry, configuration) || isUnread(entry));
  if (!post) return null;
  const { entry, transitions } = post;
  const first = transitions.find(({ to }) => to === 'sending' || to === 'unknown');
  return {
    since: first?.at ?? entry.updatedAt,
    againAt: entry.nextAt,
    // While it is sent once more, the answer to the last time is still the newest.
    reason: entry.reason ?? transitions.findLast(({ why }) => why !== null)?.why ?? null,
  };
}

/** Whether its account cannot be read: for a post that a new ledger looks for first, or for one whose answer was lost. */
function isUnread({ state, attempts, reason }: Entry): boolean {
  return state === 'unknown' && (attempts === 0 || reason?.startsWith('reason.unauthorised') === true);
}
