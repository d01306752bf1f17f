import type { Delay, Warning } from '../domain/advice.ts';
import type { ChannelId } from '../domain/channel.ts';
import type { Instant } from '../domain/clock.ts';
import type { RateLimit, Settings } from '../domain/settings.ts';
import {
  allowancesFor,
  BUDGET_WINDOW_MS,
  budgetFor,
  isCounted,
  type RateUsage,
  usageKindOf,
} from '../ledger/rate-limits.ts';
import type { DuePost } from './intents.ts';
import type { LedgerIndex } from './ledger-index.ts';

/** Posts that wait for the same reason, and when the last of them goes out. */
interface Queue {
  readonly channel: ChannelId;
  readonly delay: Delay;
  count: number;
  until: Instant;
}

/**
 * How many of these posts have to wait for rate limits, budgets and breakers, and until when. Expects `posts` in the order
 * in which they go out.
 */
export function forecast(
  settings: Settings,
  ledgerIndex: LedgerIndex,
  posts: readonly DuePost[],
  now: Instant,
): readonly Warning[] {
  const { rateUsage, breakers } = ledgerIndex.view;
  const counters = countersFor(settings, rateUsage);
  const queues = new Map<string, Queue>();
  const money = moneyFor(settings, rateUsage, now);
  for (const { intent } of posts) {
    const { channel, server, account, usd } = intent;
    const breaker = breakers.find((one) => one.server === server);
    let at = Math.max(intent.due, now);
    const entry = ledgerIndex.entry(intent.key);
    if (entry?.state === 'waiting' && entry.nextAt !== null && entry.nextAt > at) {
      at = entry.nextAt;
      // The breaker below is the reason.
      if (!breaker) wait(queues, channel, { of: 'retry', reason: entry.reason }, at);
    }
    if (breaker && breaker.probeAt > at) {
      at = breaker.probeAt;
      wait(queues, channel, { of: 'breaker', server, reason: breaker.reason }, at);
    }
    const allowances = allowancesFor(intent, settings);
    for (const { limit, count } of allowances) {
      const nth = counters.nth(limit, intent, count);
      const free = nth === null ? at : nth + limit.withinMs;
      if (free <= at) continue;
      at = free;
      wait(queues, channel, { of: 'limit', limit }, at);
    }
    const budget = budgetFor(intent, settings);
    if (budget !== null && usd > 0 && money.of(channel) + usd > budget) {
      wait(queues, channel, { of: 'budget', usd: budget }, now + BUDGET_WINDOW_MS);
      continue;
    }
    money.add(channel, usd);
    counters.add({ on: usageKindOf(intent.action), channel, server, account, at, usd });
  }
  return [...queues.values()].map(({ channel, delay, count, until }) => ({
    ...{ code: 'delayed', channel, delay, waiting: count, until },
    actions: posts.filter((post) => post.intent.channel === channel).length,
  }));
}

function wait(queues: Map<string, Queue>, channel: ChannelId, delay: Delay, until: Instant): void {
  const id = JSON.stringify([channel, delay]);
  const queue = queues.get(id) ?? { channel, delay, count: 0, until };
  queue.count++;
  queue.until = Math.max(queue.until, until);
  queues.set(id, queue);
}

/** The times that each limit counts for each account, server or app, oldest first. */
function countersFor(settings: Settings, rateUsage: readonly RateUsage[]) {
  const times = new Map<string, Instant[]>();
  const add = (usage: RateUsage) => {
    for (const limit of settings.channels[usage.channel]?.rates ?? [])
      if (isCounted(limit, usage, usage)) {
        const id = counterId(limit, usage);
        const counted = times.get(id);
        if (counted) counted.push(usage.at);
        else times.set(id, [usage.at]);
      }
  };
  for (const usage of rateUsage) add(usage);
  return {
    add,
    nth: (limit: RateLimit, rateScope: Omit<RateUsage, 'on' | 'at' | 'usd'>, count: number): Instant | null =>
      times.get(counterId(limit, rateScope))?.at(-count) ?? null,
  };
}

function counterId(
  limit: RateLimit,
  { channel, server, account }: Omit<RateUsage, 'on' | 'at' | 'usd'>,
): string {
  const rateScope = { account, server, app: '' }[limit.per];
  return `${channel} ${limit.of} ${limit.withinMs} ${limit.per} ${rateScope}`;
}

function moneyFor(settings: Settings, rateUsage: readonly RateUsage[], now: Instant) {
  const sums = new Map<ChannelId, number>();
  const add = (channel: ChannelId, usd: number) => sums.set(channel, (sums.get(channel) ?? 0) + usd);
  for (const { channel, at, usd } of rateUsage)
    if (typeof settings.channels[channel]?.budgetUsdPerDay === 'number' && at > now - BUDGET_WINDOW_MS)
      add(channel, usd);
  return { add, of: (channel: ChannelId) => sums.get(channel) ?? 0 };
}
