import { DAY, type Instant } from '../core/domain/clock.ts';
import type { RateScope, Settings } from '../core/domain/settings.ts';
import type { Entry } from '../core/ledger/entry.ts';
import {
  type Allowance,
  allowancesFor,
  BUDGET_WINDOW_MS,
  budgetFor,
  budgetReason,
  type RateUsage,
  type RateWait,
  rateWaitOf,
  worstOf,
} from '../core/ledger/rate-limits.ts';
import { insertRows } from './many-row-statements.ts';
import { inBatches } from './store.ts';
import type { Queries } from './tables.ts';

/** Whether any rate limit or budget may keep this entry from being sent. */
export function isLimited(entry: Entry, settings: Settings): boolean {
  return allowancesFor(entry, settings).length > 0 || budgetFor(entry, settings) !== null;
}

/** The time until which rate limits and budgets keep this entry from being sent, or null. */
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
    .selectFrom('usage')
    .select('at')
    .where('channel', '=', channel)
    .$if(limit.of !== 'calls', (query) => query.where('on', '=', limit.of))
    .$if(limit.per === 'account', (query) => query.where('account', '=', account))
    .$if(limit.per === 'server', (query) => query.where('server', '=', server))
    .orderBy('at', 'desc')
    .limit(1)
    .offset(count - 1)
    .executeTakeFirst();
  return row?.at ?? null;
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
    .selectFrom('usage')
    .select((is) => [is.fn.sum<number | null>('usd').as('usd'), is.fn.min<Instant | null>('at').as('oldest')])
    .where('channel', '=', entry.channel)
    .where('usd', '>', 0)
    .where('at', '>', now - BUDGET_WINDOW_MS)
    .executeTakeFirst();
  if ((recent?.usd ?? 0) + entry.usd <= budget) return null;
  const from = recent?.oldest ?? now;
  return { until: from + BUDGET_WINDOW_MS, because: budgetReason(budget) };
}

/** All usage that is kept, oldest first. */
export function usageKept(db: Queries): Promise<readonly RateUsage[]> {
  return db
    .selectFrom('usage')
    .select(['on', 'channel', 'server', 'account', 'at', 'usd'])
    .orderBy('at')
    .execute();
}

/** `claimToken`: of the claim that the request is made for, or null. */
export async function recordUsage(
  db: Queries,
  usage: readonly (RateUsage & { readonly claimToken: string | null })[],
): Promise<void> {
  await insertRows(db, 'usage', usage);
}

export async function removeUsage(db: Queries, claims: readonly string[]): Promise<void> {
  await inBatches(claims, (some) => db.deleteFrom('usage').where('claimToken', 'in', some).execute());
}

export async function countAsCalls(db: Queries, claims: readonly string[]): Promise<void> {
  const call = { usd: 0, on: 'calls' } as const;
  await inBatches(claims, (some) =>
    db.updateTable('usage').set(call).where('claimToken', 'in', some).execute(),
  );
}

/** Longer than any limit looks back. */
const KEPT_MS = 8 * DAY;

export async function forgetUsage(db: Queries, now: Instant): Promise<void> {
  await db
    .deleteFrom('usage')
    .where('at', '<', now - KEPT_MS)
    .execute();
}
