import { URGENT_KINDS } from '../domain/announcement.ts';
import { DAY, type Instant } from '../domain/clock.ts';
import type { Action } from '../domain/post-key.ts';
import { reason } from '../domain/reason.ts';
import { channelSettings, type RateLimit, type RateScope, type Settings } from '../domain/settings.ts';
import type { Entry, Intent } from './entry.ts';

/** The sort of request that limits count. An edit is a post. */
type UsageKind = 'posts' | 'deletes' | 'calls';

/** One request that left, or may have left. */
export interface RateUsage extends RateScope {
  readonly on: UsageKind;
  readonly at: Instant;
  readonly usd: number;
}

/** The part of a post that limits depend on. */
type RateSubject = Pick<Intent, 'kind' | 'action' | 'channel'>;

/** How much of a limit a post may use. */
export interface Allowance {
  readonly limit: RateLimit;
  readonly count: number;
}

/** Why something has to wait, and until when. */
export interface RateWait {
  readonly until: Instant;
  readonly because: string;
}

export function usageKindOf(action: Action): UsageKind {
  return action === 'delete' ? 'deletes' : 'posts';
}

/**
 * How much of each limit this post may use. The reserve is kept for corrections, retractions, all-clears and their
 * consequences, so that other posts never use everything up.
 */
export function allowancesFor(post: RateSubject, settings: Settings): readonly Allowance[] {
  const { rates } = channelSettings(settings, post.channel);
  const share = shareFor(post, settings);
  return rates
    .filter((limit) => limit.of === 'calls' || limit.of === usageKindOf(post.action))
    .map((limit) => ({ limit, count: Math.max(1, Math.floor(limit.count * share)) }));
}

/** How much of its channel's budget of 24 hours this post may use, in US dollars; null where there is no budget. */
export function budgetFor(post: Omit<RateSubject, 'action'>, settings: Settings): number | null {
  const { budgetUsdPerDay } = channelSettings(settings, post.channel);
  return budgetUsdPerDay === null ? null : budgetUsdPerDay * shareFor(post, settings);
}

export const BUDGET_WINDOW_MS = DAY;

function shareFor({ kind, channel }: Omit<RateSubject, 'action'>, settings: Settings): number {
  return URGENT_KINDS.has(kind) ? 1 : 1 - channelSettings(settings, channel).reserve;
}

/** Whether a limit counts this request for a request of `rateScope`. */
export function isCounted(limit: RateLimit, usage: RateUsage, rateScope: RateScope): boolean {
  if (usage.channel !== rateScope.channel) return false;
  if (limit.of !== 'calls' && usage.on !== limit.of) return false;
  switch (limit.per) {
    case 'account':
      return usage.account === rateScope.account;
    case 'server':
      return usage.server === rateScope.server;
    case 'app':
      return true;
    default:
      return limit.per satisfies never;
  }
}

/** `nth`: the time of the count-th newest request that the limit counts; null where there were fewer. */
export function rateWaitOf({ limit, count }: Allowance, nth: Instant | null): RateWait | null {
  if (nth === null) return null;
  return { until: nth + limit.withinMs, because: limitReason({ limit, count }) };
}

function limitReason({ limit, count }: Allowance): string {
  return reason('reason.limit', { count, of: limit.of, per: limit.per, ...spanOf(limit.withinMs) });
}

export function budgetReason(usd: number): string {
  return reason('reason.budget', { usd: usd.toFixed(2) });
}

/** Tells whether an entry waits for a limit or budget of our own settings. */
export function restsByLimit({ state, reason }: Pick<Entry, 'state' | 'reason'>): boolean {
  return state === 'waiting' && reason !== null && /^reason\.(limit|budget) /.test(reason);
}

/** Tells whether these settings no longer have the limit or budget that an entry waits for. */
export function isLimitGone(entry: Entry, settings: Settings): boolean {
  if (!restsByLimit(entry)) return false;
  const budget = budgetFor(entry, settings);
  const reasons = [
    ...allowancesFor(entry, settings).map(limitReason),
    ...(budget === null ? [] : [budgetReason(budget)]),
  ];
  return entry.reason !== null && !reasons.includes(entry.reason);
}

function spanOf(ms: number) {
  const minutes = ms / 60_000;
  return minutes % 60 === 0 ? { n: minutes / 60, unit: 'h' } : { n: minutes, unit: 'min' };
}

/** The longest wait. */
export function worstOf(rateWaits: readonly (RateWait | null)[]): RateWait | null {
  return rateWaits.reduce<RateWait | null>(
    (worst, one) => (one !== null && (worst === null || one.until > worst.until) ? one : worst),
    null,
  );
}
