import type { ContentSnapshot, Unworded } from '../domain/message.ts';
import { postDigest } from '../domain/post-key.ts';
import { channelSettings } from '../domain/settings.ts';
import { type ApprovalSubject, approversOf, isApproved } from '../ledger/approval.ts';
import type { Fitting } from '../wording/fill.ts';
import type { Candidate } from './candidates.ts';
import type { PlanningContext } from './context.ts';
import { saysTheSame, snapshotOf } from './said.ts';

/**
 * Words that somebody approved stay, though the account's server names a higher limit since: the ledger did not know any, or a lower
 * one. Other facts are worded again, with all the room that there is.
 */
export function fitApproved(
  context: PlanningContext,
  candidate: Candidate,
  snapshot: ContentSnapshot,
): Fitting | Unworded {
  const { hasApproval, wordingAt } = context;
  const { key, account, language, at } = candidate;
  const wording = wordingAt(at);
  const today = wording.fit(snapshot, account, language);
  const isSeen = (fit: Fitting | Unworded) =>
    fit.kind === 'fitting' &&
    approversOf(subjectOf(candidate, { text: fit.text, fitting: fit }), context.approval).length > 0;
  if (today.kind === 'unworded' || !hasApproval(key) || isSeen(today)) return today;
  const most = roomThen(context, candidate, snapshot);
  if (most === null) return today;
  const then = wording.fit(snapshot, account, language, { most });
  return isSeen(then) ? then : today;
}

/** The room that the candidate's text had when it was approved; null where facts or words would say something else now. */
function roomThen(
  context: PlanningContext,
  { account, language, entry }: Candidate,
  snapshot: ContentSnapshot,
): number | string | null {
  const { settings } = context.configuration;
  if (entry === null) return channelSettings(settings, account.channel).limits.characters;
  const then = snapshotOf(context, entry);
  return then && saysTheSame(context, then, snapshot, account, language) ? entry.text : null;
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
