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

/** All usage that the limits may still count: within the longest window before the newest. */
export async function recentUsage(db: Queries, settings: Settings): Promise<readonly RateUsage[]> {
  const windows = Object.values(settings.channels).flatMap(({ rates }) =>
    rates.map((limit) => limit.withinMs),
  );
  const newest = await db
    .selectFrom('spendings')
    .select((is) => is.fn.max('at').as('at'))
    .executeTakeFirst();
  if (!newest?.at) return [];
  const from = instantOf(newest.at) - Math.max(BUDGET_WINDOW_MS, ...windows);
  const rows = await db
    .selectFrom('spendings')
    .select(['spent_on as on', 'channel', 'server', 'account', 'at', 'usd'])
    .where('at', '>', textOf(from))
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

/** A post counts from its claim on: a process that crashes now may have sent it. */
export function recordClaim(db: Queries, { entry, token }: Claim, now: Instant): Promise<void> {
  const { channel, server, account, usd } = entry;
  return recordUsage(db, { on: usageKindOf(entry.action), channel, server, account, at: now, usd }, token);
}

/** Nothing left, so nothing was used. */
export async function removeUsage(db: Queries, { token }: Claim): Promise<void> {
  await db.deleteFrom('spendings').where('claim_token', '=', token).execute();
}

/** It left, but the platform did not take it: it counts as a call, and costs nothing. */
export async function countAsCall(db: Queries, { token }: Claim): Promise<void> {
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
