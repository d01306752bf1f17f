import { type Configuration, limitsOf, rulesOf } from '../domain/configuration.ts';
import type { ContentSnapshot, Unworded } from '../domain/message.ts';
import { postDigest } from '../domain/post-key.ts';
import { channelSettings } from '../domain/settings.ts';
import { type ApprovalSubject, approversOf, isApproved } from '../ledger/approval.ts';
import type { Fitting } from '../wording/fill.ts';
import type { Candidate } from './candidates.ts';
import type { PlanningContext } from './context.ts';

/**
 * Words that somebody approved stay, though the account's server names a higher limit since: the ledger did not know any, or a lower
 * one. Other facts are worded anew, with all the room that there is.
 */
export function fitApproved(
  context: PlanningContext,
  candidate: Candidate,
  snapshot: ContentSnapshot,
): Fitting | Unworded {
  const { configuration, hasApproval, wordingAt } = context;
  const { key, account, language, at } = candidate;
  const wording = wordingAt(at);
  const today = wording.fit(snapshot, account, language);
  const isSeen = (fit: Fitting | Unworded) =>
    fit.kind === 'fitting' &&
    approversOf(subjectOf(candidate, { text: fit.text, fitting: fit }), context.approval).length > 0;
  if (today.kind === 'unworded' || !hasApproval(key) || isSeen(today)) return today;
  const most = roomThen(configuration, candidate, wording.digest(snapshot));
  if (most === null) return today;
  const then = wording.fit(snapshot, account, language, { most });
  return isSeen(then) ? then : today;
}

/** How long the candidate's text could be when it was approved; null where the facts or words are others now. */
function roomThen(
  configuration: Configuration,
  { account, entry }: Candidate,
  snapshot: string,
): number | null {
  if (entry === null) return channelSettings(configuration.settings, account.channel).limits.characters;
  if (entry.text === null || entry.snapshot !== snapshot) return null;
  return rulesOf(configuration, account).length(entry.text, limitsOf(configuration, account));
}

/** A text, and what it was fitted from; null where the ledger fixed it earlier. */
interface Worded {
  readonly text: string;
  readonly fitting: Fitting | null;
}

/** Whether exactly this text of the candidate is approved. */
export function isApprovedNow(context: PlanningContext, candidate: Candidate, worded: Worded): boolean {
  return isApproved(subjectOf(candidate, worded), context.approval);
}

function subjectOf(
  { key, language, announcement: { kind }, entry }: Candidate,
  { text, fitting }: Worded,
): ApprovalSubject {
  const digest = postDigest({ key, action: 'publish', text });
  return { digest, kind, language, words: fitting?.words ?? entry?.words ?? [] };
}
