import { isKeptCurrentKey, type Key } from '../domain/post-key.ts';
import { type Entry, isOpen } from '../ledger/entry.ts';
import { isDormant, NOT_ASKED, NOT_NEEDED } from '../ledger/transitions.ts';
import type { Decisions } from './decide.ts';
import type { Decision, PlanningContext } from './rules.ts';

/** What the ledger must know of posts that it has and the plan has not. */
export interface Withheld {
  /** They may not go out before planning says so. */
  readonly held: readonly { readonly key: Key; readonly reason: string }[];
  /** Nobody asks for them any more, and they come back where somebody does. */
  readonly cancelled: readonly { readonly key: Key; readonly reason: string }[];
}

/**
 * Whatever stands open in the ledger is held against the plan: a post was planned, and approved, from facts and a file
 * that may say something else by now. What is no longer in the file at all waits as it is: an editor's accident must not
 * kill what was approved.
 */
export function withheld(
  { configuration, ledgerIndex }: PlanningContext,
  { evaluated }: Decisions,
  planned: ReadonlySet<Key>,
): Withheld {
  const listed = new Set(configuration.state.announcements.map((one) => one.id));
  const decisions = new Map(evaluated.map(({ candidate, decision }) => [candidate.key, decision]));
  const unwanted = ledgerIndex.view.entries
    .filter((entry) => isOpen(entry) && listed.has(entry.announcement) && !planned.has(entry.key))
    .flatMap((entry) => {
      const decision = decisions.get(entry.key);
      const reason = reasonAgainst(entry, decision);
      const isCancelled = decision?.kind !== 'hold' && mayBeForgotten(entry);
      return reason === null ? [] : [{ key: entry.key, reason, isCancelled }];
    });
  return {
    held: unwanted.filter((one) => !one.isCancelled),
    cancelled: unwanted.filter((one) => one.isCancelled),
  };
}

/** Null: nothing, or what is on its way decides first. */
function reasonAgainst(entry: Entry, decision: Decision | undefined): string | null {
  const isPublication = entry.action === 'publish';
  if (isPublication && decision === undefined) return NOT_ASKED;
  // Sent again before the next plan, it could undo what a correction did meanwhile.
  if (entry.state !== 'waiting' && keepsCurrent(entry)) return NOT_NEEDED;
  if (entry.state !== 'waiting') return null;
  if (decision?.kind === 'hold') return `held: ${decision.reason.because}`;
  return !isPublication || decision?.kind === 'done' ? NOT_NEEDED : null;
}

/**
 * Whether it comes back under a key that it can have, where it is wanted again. What is on its way is held, until it is
 * known whether it arrived; so is the edit of a correction that may take effect late.
 */
function mayBeForgotten(entry: Entry): boolean {
  return entry.state === 'waiting' && (entry.action === 'publish' || isDormant(entry) || keepsCurrent(entry));
}

function keepsCurrent({ key, target }: Entry): boolean {
  return target !== null && isKeptCurrentKey(key, target);
}
