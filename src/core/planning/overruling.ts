import { type Announcement, isTooLate } from '../domain/announcement.ts';
import type { Candidate } from './candidates.ts';
import type { PlanningContext } from './context.ts';
import { inEffectAbout, isInEffect } from './in-effect.ts';
import { includes } from './wrong-posts.ts';

/** The corrections and retractions in whose place another of the same original is not said. */
interface Overruling {
  /** Names a correction that calls this one wrong; null where none does. */
  calledWrongBy(correction: Candidate): string | null;
  /** The others of the same kind about the same original. */
  besides(amendment: Candidate): readonly Announcement[];
  /** Those of them, in effect by its time, that say all that it would: later ones, and earlier ones that say more. */
  coveredBy(amendment: Candidate): readonly { readonly one: Announcement; readonly isLater: boolean }[];
}

export function overrulingNow(context: PlanningContext): Overruling {
  const { configuration, ledgerIndex, withdrawnBy, now } = context;
  const wrongAbout = inEffectAbout(context, ({ correctsAlso }) => correctsAlso);
  const amendmentsOf = inEffectAbout({ configuration, now: Infinity }, ({ corrects, withdraws }) =>
    [corrects ?? withdraws].filter((id) => id !== null),
  );
  const isWithdrawn = (one: Announcement, { municipality }: Candidate) =>
    withdrawnBy({ announcement: one, municipality }) !== null;
  const knownAt = ({ id }: Announcement) => ledgerIndex.view.firstRead.get(id) ?? now;
  const { announcements } = configuration.state;
  // Of those that are due at once the one that was read last is later, and then the one that stands last in the file.
  const isLater = (one: Announcement, { announcement, firstRead, at }: Candidate) =>
    Math.max(knownAt(one), one.at ?? 0) - Math.max(firstRead, at) ||
    knownAt(one) - firstRead ||
    announcements.indexOf(one) - announcements.indexOf(announcement);
  const besides = ({ announcement, municipality }: Candidate) => {
    const original = { id: announcement.corrects ?? announcement.withdraws ?? '' };
    return amendmentsOf({ announcement: original, municipality }).filter(
      (one) => one.kind === announcement.kind && one !== announcement,
    );
  };
  return {
    // What was wrong stays wrong when it is too late to say so.
    calledWrongBy: (correction) =>
      wrongAbout(correction).find((one) => !isWithdrawn(one, correction))?.id ?? null,
    besides,
    coveredBy: (amendment) =>
      besides(amendment)
        .filter(
          (one) =>
            isInEffect(one, Math.max(now, amendment.at)) &&
            includes(one, amendment.announcement) &&
            !isTooLate(one, now) &&
            !isWithdrawn(one, amendment),
        )
        .map((one) => ({ one, isLater: isLater(one, amendment) > 0 }))
        .filter(({ one, isLater }) => isLater || !includes(amendment.announcement, one)),
  };
}
