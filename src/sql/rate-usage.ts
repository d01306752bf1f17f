import { DAY, type Instant } from '../core/domain/clock.ts';
import type { RateScope, Settings } from '../core/domain/settings.ts';
import type { Entry } from '../core/ledger/entry.ts';
import type { Claim } from '../core/ledger/ledger.ts';
import {
  type Allowance,
  allowancesFor,
  BUDGET_WINDOW_MS,
  budgetFor,
  type RateUsage,
  type RateWait,
  rateWaitOf,
  usageKindOf,
  worstOf,
} from '../core/ledger/rate-limits.ts';
import { instantOf, textOf } from './rows.ts';
import type { Queries } from './tables.ts';

/** What stands against sending this now, as far as limits and budgets go. */
export async function rateWaitFor(
  db: Queries,
  entry: Entry,
  settings: Settings,
  now: Instant,
): Promise<RateWait | null> {
  const rateWaits: (RateWait | null)[] = [await overBudget(db, entry, settings, now)];
  for (const allowance of allowancesFor(entry, settings))
    rateWaits.push(rateWaitOf(allowance, await nthNewest(db, allowance, entry)));
  return worstOf(rateWaits);
}

async function nthNewest(
  db: Queries,
  { limit, count }: Allowance,
  rateScope: RateScope,
): Promise<Instant | null> {
  const row = await db
    .selectFrom('spendings')
    .select('at')
    .$if(limit.of !== 'calls', (query) => query.where('spent_on', '=', limit.of))
    .$if(limit.per === 'account', (query) => query.where('account', '=', rateScope.account))
    .$if(limit.per === 'server', (query) => query.where('server', '=', rateScope.server))
    .where('channel', '=', rateScope.channel)
    .orderBy('at', 'desc')
    .limit(1)
    .offset(count - 1)
    .executeTakeFirst();
  return row ? instantOf(row.at) : null;
}

async function overBudget(
  db: Queries,
  entry: Entry,
  settings: Settings,
  now: Instant,
): Promise<RateWait | null> {
  const budget = budgetFor(entry, settings);
  if (budget === null || entry.usd === 0) return null;
  const recent = db
    .selectFrom('spendings')
    .where('channel', '=', entry.channel)
    .where('usd', '>', 0)
    .where('at', '>', textOf(now - BUDGET_WINDOW_MS));
  const sum = await recent.select((is) => is.fn.sum<number | string>('usd').as('usd')).executeTakeFirst();
  if (Number(sum?.usd ?? 0) + entry.usd <= budget) return null;
  const oldest = await recent.select((is) => is.fn.min('at').as('at')).executeTakeFirst();
  const from = oldest?.at ? instantOf(oldest.at) : now;
  return { until: from + BUDGET_WINDOW_MS, because: `the budget of $${budget.toFixed(2)} in 24 h is spent` };
}

/** What the limits may still count: everything within the longest window before the newest. */
export async function recentUsage(db: Queries, settings: Settings): Promise<readonly RateUsage[]> {
  const newest = await db
    .selectFrom('spendings')
    .select((is) => is.fn.max('at').as('at'))
    .executeTakeFirst();
  if (!newest?.at) return [];
  const windows = Object.values(settings.channels).flatMap(({ rates }) =>
    rates.map((limit) => limit.withinMs),
  );
  const from = instantOf(newest.at) - Math.max(BUDGET_WINDOW_MS, ...windows);
  const rows = await db
    .selectFrom('spendings')
    .selectAll()
    .where('at', '>', textOf(from))
    .orderBy('at')
    .execute();
  return rows.map((row) => ({
    on: row.spent_on,
    channel: row.channel,
    server: row.server,
    account: row.account,
    at: instantOf(row.at),
    usd: row.usd,
  }));
}

export async function recordUsageIn(db: Queries, usage: RateUsage, token: string | null): Promise<void> {
  const { on, channel, server, account, at, usd } = usage;
  await db
    .insertInto('spendings')
    .values({ spent_on: on, channel, server, account, at: textOf(at), usd, claim_token: token })
    .execute();
}

/** From the claim on it counts: whoever crashes now may have sent it. */
export function recordUsageOn({ entry, token }: Claim, db: Queries, now: Instant): Promise<void> {
  const { channel, server, account, usd } = entry;
  return recordUsageIn(db, { on: usageKindOf(entry.action), channel, server, account, at: now, usd }, token);
}

/** Nothing left, so nothing was spent. */
export async function refundIn(db: Queries, { token }: Claim): Promise<void> {
  await db.deleteFrom('spendings').where('claim_token', '=', token).execute();
}

/** It left, but the platform did not take it: it counts as a call, and costs nothing. */
export async function reimburseIn(db: Queries, { token }: Claim): Promise<void> {
  await db
    .updateTable('spendings')
    .set({ usd: 0, spent_on: 'calls' })
    .where('claim_token', '=', token)
    .execute();
}

/** Longer than any limit looks back. */
const KEPT_MS = 8 * DAY;

export async function forgetUsage(db: Queries, now: Instant): Promise<void> {
  await db
    .deleteFrom('spendings')
    .where('at', '<', textOf(now - KEPT_MS))
    .execute();
}
