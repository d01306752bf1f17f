import { isAllClearFor } from '../ledger/all-clear.ts';
import { type Entry, isPublished, postedAt } from '../ledger/entry.ts';
import type { SaidBefore } from '../ledger/ledger.ts';
import { type FilesNow, withdrawnNow } from './in-effect.ts';

/**
 * The all-clears that end earlier posts: those that are published, and those that only a correction removed. A retraction brings
 * back the posts that they ended.
 */
export function lastingClears<Of extends SaidBefore>(
  context: FilesNow,
  entries: readonly Of[],
): readonly Of[] {
  const withdrawnBy = withdrawnNow(context);
  const isWithdrawn = ({ announcement, municipality }: Of) =>
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

type Read = Pick<Entry, 'account' | 'server' | 'language'>;

/** Names the readers of a post: those of its account and server, in its language. */
export function readersOf({ account, server, language }: Read): string {
  return `${account} ${server} ${language}`;
}

/** Whether those who read a post read the all-clear too. */
export function isReadWith(post: Read, clear: Read): boolean {
  return readersOf(post) === readersOf(clear);
}

/** The published posts that are not over: no lasting all-clear for them came after them where their readers read it. */
export function postsOfToday<Of extends SaidBefore>(
  context: FilesNow,
  { entries }: { readonly entries: readonly SaidBefore[] },
  published: readonly Of[],
): readonly Of[] {
  const lasting = lastingClears(context, entries);
  const clears = Map.groupBy(lasting, ({ municipality }) => municipality);
  const isFollowed = (entry: Of, clear: SaidBefore) =>
    entry.kind === 'all-clear' ? postedAt(entry) < postedAt(clear) : postedAt(entry) <= postedAt(clear);
  const isOver = (entry: Of) =>
    clears
      .get(entry.municipality)
      ?.some((clear) => isFollowed(entry, clear) && isReadWith(entry, clear) && isAllClearFor(entry, clear));
  return published.filter((entry) => !isOver(entry));
}
