import { DAY, type Instant } from '../core/domain/clock.ts';
import type { RateScope, Settings } from '../core/domain/settings.ts';
import type { Entry } from '../core/ledger/entry.ts';
import {
  type Allowance,
  allowancesFor,
  BUDGET_WINDOW_MS,
  budgetFor,
  type RateUsage,
  type RateWait,
  rateWaitOf,
  worstOf,
} from '../core/ledger/rate-limits.ts';
import { instantOf, textOf } from './rows.ts';
import type { Queries } from './tables.ts';

/** Until when rate limits and budgets keep this entry from being sent, or null. */
export async function rateWaitFor(
  db: Queries,
  entry: Entry,
  settings: Settings,
  now: Instant,
): Promise<RateWait | null> {
  const waits = [await budgetWait(db, entry, settings, now)];
  for (const allowance of allowancesFor(entry, settings))
    waits.push(rateWaitOf(allowance, await nthNewest(db, allowance, entry)));
  return worstOf(waits);
}

async function nthNewest(
  db: Queries,
  { limit, count }: Allowance,
  { channel, server, account }: RateScope,
): Promise<Instant | null> {
  const row = await db
    .selectFrom('spendings')
    .select('at')
    .where('channel', '=', channel)
    .$if(limit.of !== 'calls', (query) => query.where('spent_on', '=', limit.of))
    .$if(limit.per === 'account', (query) => query.where('account', '=', account))
    .$if(limit.per === 'server', (query) => query.where('server', '=', server))
    .orderBy('at', 'desc')
    .limit(1)
    .offset(count - 1)
    .executeTakeFirst();
  return row ? instantOf(row.at) : null;
}

async function budgetWait(
  db: Queries,
  entry: Entry,
  settings: Settings,
  now: Instant,
): Promise<RateWait | null> {
  const budget = budgetFor(entry, settings);
  if (budget === null || entry.usd === 0) return null;
  const recent = await db
    .selectFrom('spendings')
    .select((is) => [is.fn.sum<number | null>('usd').as('usd'), is.fn.min('at').as('oldest')])
    .where('channel', '=', entry.channel)
    .where('usd', '>', 0)
    .where('at', '>', textOf(now - BUDGET_WINDOW_MS))
    .executeTakeFirst();
  if ((recent?.usd ?? 0) + entry.usd <= budget) return null;
  const from = recent?.oldest ? instantOf(recent.oldest) : now;
  return { until: from + BUDGET_WINDOW_MS, because: `the budget of $${budget.toFixed(2)} in 24 h is spent` };
}

/** All usage that is kept, oldest first. */
export async function usageKept(db: Queries): Promise<readonly RateUsage[]> {
  const rows = await db
    .selectFrom('spendings')
    .select(['spent_on as on', 'channel', 'server', 'account', 'at', 'usd'])
    .orderBy('at')
    .execute();
  return rows.map((row) => ({ ...row, at: instantOf(row.at) }));
}

/** `claim`: the claim that the request is made for, or null. */
export async function recordUsage(db: Queries, usage: RateUsage, claim: string | null): Promise<void> {
  const { on, channel, server, account, at, usd } = usage;
  await db
    .insertInto('spendings')
    .values({ spent_on: on, channel, server, account, at: textOf(at), usd, claim_token: claim })
    .execute();
}

export async function removeUsage(db: Queries, claim: string): Promise<void> {
  await db.deleteFrom('spendings').where('claim_token', '=', claim).execute();
}

export async function countAsCall(db: Queries, claim: string): Promise<void> {
  const call = { usd: 0, spent_on: 'calls' } as const;
  await db.updateTable('spendings').set(call).where('claim_token', '=', claim).execute();
}

/** Longer than any limit looks back. */
const KEPT_MS = 8 * DAY;

export async function forgetUsage(db: Queries, now: Instant): Promise<void> {
  const before = textOf(now - KEPT_MS);
  await db.deleteFrom('spendings').where('at', '<', before).execute();
}
