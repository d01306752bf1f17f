import { isAllClearFor } from '../ledger/all-clear.ts';
import { type Entry, isPublished, postedAt } from '../ledger/entry.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import { withdrawnNow } from './retractions.ts';
import type { PlanningContext } from './rules.ts';

/**
 * The all-clears that end what was before them: those that are published, and those that only a correction removed. What they
 * ended comes back with a retraction.
 */
export function lastingClears(
  context: Pick<PlanningContext, 'configuration' | 'now'>,
  entries: readonly Entry[],
): readonly Entry[] {
  const withdrawnBy = withdrawnNow(context);
  const isWithdrawn = ({ announcement, municipality }: Entry) =>
    withdrawnBy({ announcement: { id: announcement }, municipality: { id: municipality } }) !== null;
  const corrected = new Set(
    entries.flatMap(({ action, kind, state, target }) =>
      action === 'delete' && kind === 'correction' && state === 'posted' ? [target] : [],
    ),
  );
  return entries.filter(
    (entry) =>
      entry.kind === 'all-clear' && (isPublished(entry) || (corrected.has(entry.key) && !isWithdrawn(entry))),
  );
}

/** Of published posts those that no lasting all-clear of their municipality has made a thing of the past. */
export function postsOfToday(
  context: Pick<PlanningContext, 'configuration' | 'now'>,
  { entries }: Pick<LedgerView, 'entries'>,
  published: readonly Entry[],
): readonly Entry[] {
  const lasting = lastingClears(context, entries);
  const clears = Map.groupBy(lasting, ({ municipality }) => municipality);
  const isOver = (entry: Entry) =>
    clears
      .get(entry.municipality)
      ?.some((clear) => postedAt(entry) <= postedAt(clear) && isAllClearFor(entry, clear));
  return published.filter((entry) => entry.kind === 'all-clear' || !isOver(entry));
}
