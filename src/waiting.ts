import type { Decisions } from './decide.ts';
import { type Entry, isOpen } from './ledger.ts';
import { isDormant, NOT_ASKED, NOT_NEEDED } from './moves.ts';
import { isKeptCurrentKey, type Key } from './post.ts';
import type { Bench, Ruling } from './ruling.ts';

/** What the ledger must know of posts that it has and the plan has not. */
export interface Withheld {
  /** Waiting, and held: they may not go out before planning says so. */
  readonly held: readonly { readonly key: Key; readonly reason: string }[];
  /** The file asks for them no more. What may have left is then only looked for. */
  readonly cancelled: readonly { readonly key: Key; readonly reason: string }[];
}

/**
 * Whatever stands open in the ledger is held against the plan: a post was planned, and approved, from facts and a file
 * that may say something else by now. What is no longer in the file at all waits as it is: an editor's accident must not
 * kill what was approved.
 */
export function withheld({ world, past }: Bench, { ruled }: Decisions, planned: ReadonlySet<Key>): Withheld {
  const listed = new Set(world.state.announcements.map((one) => one.id));
  const rulings = new Map(ruled.map(({ candidate, ruling }) => [candidate.key, ruling]));
  const open = past.view.entries.filter(
    (entry) => isOpen(entry) && listed.has(entry.announcement) && !planned.has(entry.key),
  );
  return {
    held: open.flatMap((entry) => {
      const reason = reasonToHold(entry, rulings.get(entry.key));
      return reason === null ? [] : [{ key: entry.key, reason }];
    }),
    cancelled: open.flatMap((entry) => {
      const reason = reasonToCancel(entry, rulings.get(entry.key));
      return reason === null ? [] : [{ key: entry.key, reason }];
    }),
  };
}

function reasonToHold(entry: Entry, ruling: Ruling | undefined): string | null {
  if (entry.state !== 'waiting') return null;
  if (ruling?.kind === 'hold') return `held: ${ruling.because}`;
  return entry.action !== 'publish' && !mayBeForgotten(entry) ? NOT_NEEDED : null;
}

/** Whether an edit or deletion comes back under a key that it can have, where it is needed again. */
function mayBeForgotten(entry: Entry): boolean {
  return isDormant(entry) || (entry.target !== null && isKeptCurrentKey(entry.key, entry.target));
}

function reasonToCancel(entry: Entry, ruling: Ruling | undefined): string | null {
  if (entry.action !== 'publish')
    return entry.state === 'waiting' && mayBeForgotten(entry) ? NOT_NEEDED : null;
  if (ruling === undefined) return NOT_ASKED;
  return ruling.kind === 'done' && entry.state === 'waiting' ? NOT_NEEDED : null;
}
