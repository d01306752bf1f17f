import { isNewerEdition, isSaidAfter, overtakes } from '../ledger/claim-rules.ts';
import { type Entry, isOpen, needsSomebody } from '../ledger/entry.ts';
import { isDormant, OVERTAKEN } from '../ledger/replanning.ts';
import type { Candidate } from './candidates.ts';
import type { Evaluated } from './coalescing.ts';
import type { PlanningContext } from './context.ts';
import type { Cancel } from './corrections.ts';
import type { LedgerIndex } from './ledger-index.ts';

/** Finds open and refused entries of earlier editions and occurrences whose later one will be published. */
export function overtakenEditions(
  { ledgerIndex }: PlanningContext,
  evaluated: readonly Evaluated[],
): readonly Cancel[] {
  return evaluated
    .filter(({ decision }) => decision.kind === 'say')
    .flatMap(({ candidate }) => earlierThan(ledgerIndex, candidate))
    .filter((entry) => isOpen(entry) || needsSomebody(entry))
    .map(({ key }) => ({ key, reason: OVERTAKEN }));
}

/**
 * Refusals that are past: a later edition or occurrence is published or on its way; or the post that was to be changed is gone,
 * or has been changed since. A post that was to be deleted is not gone because somebody edited it.
 */
export function overtakenRefusals({ ledgerIndex }: PlanningContext): readonly Cancel[] {
  const isAfter = (entry: Entry) => (other: Entry) =>
    entry.target === null
      ? (isOpen(other) || other.state === 'posted') && isNewerEdition(other, entry)
      : other.state === 'posted' && other.createdAt > entry.createdAt && entry.action === 'edit';
  const isPast = (entry: Entry) => {
    const { target, announcement, account, language } = entry;
    const others =
      target === null ? ledgerIndex.said(announcement, account, language) : ledgerIndex.changesOf(target);
    const isGone = target !== null && ledgerIndex.entry(target)?.removedAt != null;
    return isGone || others.some(isAfter(entry));
  };
  return ledgerIndex.view.entries
    .filter((entry) => needsSomebody(entry) && isPast(entry))
    .map(({ key }) => ({ key, reason: OVERTAKEN }));
}

/** Whether a later edition or occurrence was said there, or may be: a lower one would be dropped when it is sent. */
export function isOvertaken({ ledgerIndex, now }: PlanningContext, candidate: Candidate): boolean {
  const { announcement, account, language } = candidate;
  return ledgerIndex
    .said(announcement.id, account.id, language)
    .some((later) => !isDormant(later) && overtakes(later, candidate, now));
}

/** The earlier occurrences and editions of the candidate, on its account in its language. */
export function earlierThan(ledgerIndex: LedgerIndex, candidate: Candidate): readonly Entry[] {
  const { announcement, account, language } = candidate;
  return ledgerIndex
    .said(announcement.id, account.id, language)
    .filter((entry) => isSaidAfter(candidate, entry));
}
