import { type Announcement, amendedBy, isTooLate } from '../domain/announcement.ts';
import { isOpen, isPublished, mayHaveLeft, postedAt } from '../ledger/entry.ts';
import { isDormant } from '../ledger/replanning.ts';
import { isApprovedNow } from './approved-words.ts';
import type { Candidate } from './candidates.ts';
import type { Evaluated } from './coalescing.ts';
import type { PlanningContext } from './context.ts';
import { inEffectAbout, isInEffect } from './in-effect.ts';
import type { Decision } from './rules.ts';
import { includes, isMisworded } from './wrong-posts.ts';

/** The corrections and retractions in whose place another of the same original is not said. */
interface Overruling {
  /** Names a correction that calls this one wrong; null where none does. */
  calledWrongBy(correction: Candidate): string | null;
  /**
   * Names another correction or retraction of the same original in whose place this one is not said: one that says all that it
   * would, where that is said, may be, or can go out itself. While that waits for its approval, one goes out that needs nobody and
   * says what is right today.
   */
  saidByAnother(
    amendment: Candidate,
    decision: Decision,
    /** Returns the decision about another announcement at the same place. */
    evaluatedAt: (other: Announcement, place: Candidate) => Evaluated | undefined,
  ): string | null;
}

export function overrulingNow(context: PlanningContext): Overruling {
  const { configuration, ledgerIndex, withdrawnBy, firstRead, now } = context;
  const wrongAbout = inEffectAbout(context, ({ correctsAlso }) => correctsAlso);
  const amendmentsOf = inEffectAbout({ configuration, now: Infinity }, amendedBy);
  const isWithdrawn = (one: Announcement, { municipality }: Candidate) =>
    withdrawnBy({ announcement: one, municipality }) !== null;
  const knownAt = ({ id }: Announcement) => firstRead(id);
  const { announcements } = configuration.state;
  // If two announcements are due at once, the one that was read later comes later; then the one further down in the file.
  const isLater = (one: Announcement, { announcement, firstRead, at }: Candidate) =>
    Math.max(knownAt(one), one.at ?? 0) - Math.max(firstRead, at) ||
    knownAt(one) - firstRead ||
    announcements.indexOf(one) - announcements.indexOf(announcement);
  const besides = ({ announcement, municipality }: Candidate) => {
    const original = { id: amendedBy(announcement) ?? '' };
    return amendmentsOf({ announcement: original, municipality }).filter(
      (one) => one.kind === announcement.kind && one !== announcement,
    );
  };
  // Those in effect by its time that say all that it would: later ones, and earlier ones that say more.
  const coveredBy = (amendment: Candidate) =>
    besides(amendment)
      .filter(
        (one) =>
          isInEffect(one, Math.max(now, amendment.at)) &&
          includes(one, amendment.announcement) &&
          !isTooLate(one, now) &&
          !isWithdrawn(one, amendment),
      )
      .map((one) => ({ one, isLater: isLater(one, amendment) > 0 }))
      .filter(({ one, isLater }) => isLater || !includes(amendment.announcement, one));
  // Another one that says it and may have left, even if it was withdrawn since: its outcome is not known yet. Or one that has
  // said the same words since this one was first read.
  const saidMeanwhile = (amendment: Candidate, decision: Decision): Announcement | undefined => {
    const { announcement, account, language, entry, firstRead } = amendment;
    if (entry !== null && !isDormant(entry)) return undefined;
    return besides(amendment).find((one) =>
      ledgerIndex.said(one.id, account.id, language).some((post) => {
        const isLeaving = isOpen(post) && mayHaveLeft(post);
        const isSince = isPublished(post) && postedAt(post) >= firstRead;
        if (decision.kind === 'say' && decision.text === (post.publishedText ?? post.text))
          return isLeaving || isSince;
        const saysAll =
          one.kind === 'retraction' ||
          (includes(one, announcement) && !isMisworded(context, amendment, post));
        return isLeaving && saysAll;
      }),
    );
  };
  const saidByAnother: Overruling['saidByAnother'] = (amendment, decision, evaluatedAt) => {
    const goesOut =
      decision.kind === 'say' && decision.fitting !== null && isApprovedNow(context, amendment, decision);
    const takesItsPlace = ({ candidate, decision }: Evaluated, isLater: boolean) => {
      const { entry } = candidate;
      const isSaid = entry !== null && (isPublished(entry) || (isOpen(entry) && mayHaveLeft(entry)));
      if (isSaid) return isLater;
      return decision.kind === 'say' && (!goesOut || isApprovedNow(context, candidate, decision));
    };
    const found = coveredBy(amendment).find(({ one, isLater }) => {
      const other = evaluatedAt(one, amendment);
      return other !== undefined && takesItsPlace(other, isLater);
    });
    return found?.one.id ?? saidMeanwhile(amendment, decision)?.id ?? null;
  };
  return {
    // A correction that is called wrong stays wrong when it is too late to say so.
    calledWrongBy: (correction) =>
      wrongAbout(correction).find((one) => !isWithdrawn(one, correction))?.id ?? null,
    saidByAnother,
  };
}
