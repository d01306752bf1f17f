import { type Kind, URGENT_KINDS } from '../domain/announcement.ts';
import type { ChannelId } from '../domain/channel.ts';
import { DAY, type Instant } from '../domain/clock.ts';
import type { Action } from '../domain/post-key.ts';
import { channelSettings, type RateLimit, type RateScope, type Settings } from '../domain/settings.ts';

/** What a request counts as. An edit counts as a post. */
export type UsageKind = 'posts' | 'deletes' | 'calls';

/** One request that left, or may have left: what limits and budgets count. */
export interface RateUsage extends RateScope {
  readonly on: UsageKind;
  readonly at: Instant;
  readonly usd: number;
}

/** What limits must know of a post. */
export interface RateSubject {
  readonly kind: Kind;
  readonly action: Action;
  readonly channel: ChannelId;
}

/** Of one limit, what this kind of post may use of it. */
export interface Allowance {
  readonly limit: RateLimit;
  readonly count: number;
}

/** Why something has to wait, though nobody is against it. */
export interface RateWait {
  readonly until: Instant;
  readonly because: string;
}

export function usageKindOf(action: Action): UsageKind {
  return action === 'delete' ? 'deletes' : 'posts';
}

/**
 * What of each limit this post may use up. The reserve is for corrections, retractions, all-clears and what follows
 * from them: whoever has one must never hear that the good news used everything up.
 */
export function allowancesFor(post: RateSubject, settings: Settings): readonly Allowance[] {
  const { rates } = channelSettings(settings, post.channel);
  const share = shareFor(post, settings);
  return rates
    .filter((limit) => limit.of === 'calls' || limit.of === usageKindOf(post.action))
    .map((limit) => ({ limit, count: Math.max(1, Math.floor(limit.count * share)) }));
}

/** What this post may spend of its channel's budget in 24 hours; null: anything. */
export function budgetFor(post: Omit<RateSubject, 'action'>, settings: Settings): number | null {
  const { budgetUsd } = channelSettings(settings, post.channel);
  return budgetUsd === null ? null : budgetUsd * shareFor(post, settings);
}

export const BUDGET_WINDOW_MS = DAY;

function shareFor({ kind, channel }: Omit<RateSubject, 'action'>, settings: Settings): number {
  return URGENT_KINDS.has(kind) ? 1 : 1 - channelSettings(settings, channel).reserve;
}

/** Whether a spending uses up this limit, where `payer` pays. */
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

/** `nth` is the time of the count-th newest spending that the limit counts, or null where there were fewer. */
export function rateWaitOf({ limit, count }: Allowance, nth: Instant | null): RateWait | null {
  if (nth === null) return null;
  return {
    until: nth + limit.withinMs,
    because: `${count} ${limit.of} in ${spanOf(limit.withinMs)} ${SCOPES[limit.per]}`,
  };
}

const SCOPES = {
  account: 'are all that this account may make',
  server: 'are all that its server is asked to take',
  app: 'are all that the app may make',
} as const;

function spanOf(ms: number): string {
  const minutes = ms / 60_000;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}

/** The one that lasts longest. */
export function worstOf(rateWaits: readonly (RateWait | null)[]): RateWait | null {
  return rateWaits.reduce<RateWait | null>(
    (worst, one) => (one !== null && (worst === null || one.until > worst.until) ? one : worst),
    null,
  );
}
