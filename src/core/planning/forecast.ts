import type { Delay, Warning } from '../domain/advice.ts';
import { alike } from '../domain/alike.ts';
import type { Instant } from '../domain/clock.ts';
import type { RateLimit, RateScope, Settings } from '../domain/settings.ts';
import { breakerOf } from '../ledger/claim-rules.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import { allowancesFor, BUDGET_WINDOW_MS, budgetFor, isCounted } from '../ledger/rate-limits.ts';
import type { DuePost } from './intents.ts';

/**
 * How many of these posts have to wait for rate limits, budgets and breakers, and until about when. Expects `posts` in the
 * order in which they go out. More than a limit allows go out a full window later. A post waits for what takes longest.
 * `told`: those of them that are told, where the others only take their share of the limits.
 */
export function forecast(
  settings: Settings,
  view: LedgerView,
  posts: readonly DuePost[],
  now: Instant,
  told = posts,
): readonly Warning[] {
  const counted = new Map<string, { readonly sum: number; readonly oldest: Instant }>();
  const count = (id: string, amount: number, at: Instant) => {
    const { sum, oldest } = counted.get(id) ?? { sum: 0, oldest: at };
    const after = { sum: sum + amount, oldest: Math.min(oldest, at) };
    counted.set(id, after);
    return after;
  };
  for (const usage of view.rateUsage) {
    for (const limit of settings.channels[usage.channel]?.rates ?? [])
      if (isCounted(limit, usage, usage) && usage.at > now - limit.withinMs)
        count(counterId(now, limit, usage), 1, usage.at);
    if (usage.usd > 0 && usage.at > now - BUDGET_WINDOW_MS)
      count(`${now} ${usage.channel}`, usage.usd, usage.at);
  }
  const retries = new Map<string, { readonly reason: string | null; readonly until: Instant }>();
  for (const { key, action, account, state, rests, nextAt, reason } of view.entries) {
    if (nextAt === null) continue;
    if (state === 'waiting') retries.set(key, { reason, until: nextAt });
    const resting = `${action} ${account}`;
    // Nothing else is sent with this action on the account before.
    if (rests && nextAt > (retries.get(resting)?.until ?? 0))
      retries.set(resting, { reason: state === 'waiting' ? reason : null, until: nextAt });
  }
  const isTold = new Set(told);
  const waits = posts.flatMap((post) => {
    const { intent } = post;
    const { channel, server, usd } = intent;
    const at = Math.max(intent.due, now);
    const delays: { readonly delay: Delay; readonly until: Instant }[] = [];
    for (const name of [intent.key, `${intent.action} ${intent.account}`]) {
      const retry = retries.get(name);
      if (retry) delays.push({ delay: { of: 'retry', reason: retry.reason }, until: retry.until });
    }
    const breaker = breakerOf(view.breakers, intent);
    if (breaker)
      delays.push({ delay: { of: 'breaker', server, reason: breaker.reason }, until: breaker.probeAt });
    const take = (delay: Delay, id: string, amount: number, allowed: number, withinMs: number) => {
      const { sum, oldest } = count(id, amount, at);
      const windows = Math.ceil(sum / allowed) - 1;
      if (sum > allowed) delays.push({ delay, until: oldest + windows * withinMs });
    };
    for (const { limit, count: allowed } of allowancesFor(intent, settings))
      take({ of: 'limit', limit }, counterId(at, limit, intent), 1, allowed, limit.withinMs);
    const budget = budgetFor(intent, settings);
    if (budget !== null && usd > 0)
      take({ of: 'budget', usd: budget }, `${at} ${channel}`, usd, budget, BUDGET_WINDOW_MS);
    const [longest] = delays.filter(({ until }) => until > at).sort((a, b) => b.until - a.until);
    return longest && isTold.has(post) ? [{ channel, ...longest }] : [];
  });
  return alike(waits, ({ channel, delay }) => JSON.stringify([channel, delay])).map((group): Warning => {
    const [first] = group;
    const until = group.reduce((latest, one) => Math.max(latest, one.until), first.until);
    const actions = told.filter(({ intent }) => intent.channel === first.channel).length;
    return { code: 'delayed', ...first, waiting: group.length, actions, until };
  });
}

/** Names what a limit counts together: posts that are due at the same time. */
function counterId(at: Instant, limit: RateLimit, { channel, server, account }: RateScope): string {
  const rateScope = { account, server, app: '' }[limit.per];
  return `${at} ${channel} ${limit.of} ${limit.withinMs} ${limit.per} ${rateScope}`;
}
