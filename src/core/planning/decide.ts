import type { Warning } from '../domain/advice.ts';
import { type Announcement, amendedBy, editionFor, isTooLate, type Kind } from '../domain/announcement.ts';
import { reason } from '../domain/reason.ts';
import { ENDED } from '../ledger/all-clear.ts';
import {
  type Entry,
  isOpen,
  isPastRefusal,
  isPublished,
  mayHaveLeft,
  needsSomebody,
} from '../ledger/entry.ts';
import { correctedBy, NOT_NEEDED, OVERTAKEN } from '../ledger/replanning.ts';
import { type AllClears, allClears, isEndedAmong, NO_CLEARS } from './all-clears.ts';
import { isApprovedNow } from './approved-words.ts';
import {
  announcementNamed,
  type Candidate,
  candidatesOf,
  type Destination,
  destinationsNamed,
  destinationsSaid,
  originalIn,
  placesOnce,
  saidBy,
} from './candidates.ts';
import { coalesced, type Evaluated } from './coalescing.ts';
import type { PlanningContext } from './context.ts';
import {
  type Amendment,
  type Cancel,
  type Consequence,
  decideCorrection,
  decideRetraction,
  wrongIfSent,
} from './corrections.ts';
import { withoutRepeats } from './doubts/exact-duplicates.ts';
import { withoutNearDuplicates } from './doubts/near-duplicates.ts';
import { textWarnings } from './doubts/texts.ts';
import { overrulingNow } from './overruling.ts';
import { isOvertaken, overtakenEditions, overtakenRefusals } from './overtaken.ts';
import { type Decision, DONE, decideSaying, held, superseded } from './rules.ts';
import { snapshotOf } from './said.ts';
import { decideByWithdrawnClear, type StillOver, stillOver, stillOverWarnings } from './still-over.ts';
import { deletesOutages, endsRecurring, raisedThoughEnded, raisedThoughWithdrawn } from './unexpected.ts';
import { goneBefore, stillWrongIn, wrongWordsIn } from './wrong-posts.ts';

/** Every candidate with its decision, and what corrections and retractions bring about. */
export interface Decisions {
  readonly evaluated: readonly Evaluated[];
  readonly warnings: readonly Warning[];
  readonly consequences: readonly { readonly candidate: Candidate; readonly change: Consequence }[];
  readonly cancels: readonly Cancel[];
  /** Cancels of waiting posts that count only where these leave before the plan is written down. */
  readonly cancelsIfSent: readonly Cancel[];
  /** Published posts that a correction calls wrong, or a retraction withdraws. */
  readonly wrong: readonly { readonly correction: Announcement; readonly post: Entry }[];
}

/**
 * Decides about everything in the state file, whatever its order there. All-clears come first: they go where their
 * original would go without them, and end it.
 */
export function decide(context: PlanningContext): Decisions {
  const { evaluated: withoutClears } = deciderFor(context, NO_CLEARS, null, new Map());
  const clears = allClears(context, withoutClears);
  const { announcements } = context.configuration.state;
  const still = stillOver(
    context,
    announcements.filter(({ kind }) => kind === 'all-clear').flatMap(withoutClears),
  );
  const decider = deciderFor(context, clears, withoutClears, still);
  for (const announcement of announcements) decider.evaluated(announcement);
  const { amendments } = decider;
  const all = decider.all();
  const inTurn = coalesced(context, all);
  const once = withoutRepeats(context, inTurn.evaluated);
  const { evaluated, warnings } = withoutNearDuplicates(context, once.evaluated);
  // The account already says what is right, in the same words.
  const saidTwice = new Set(
    evaluated
      .filter(({ decision }) => decision.kind === 'hold' && decision.reason.because === 'said-twice')
      .map(({ candidate }) => candidate.key),
  );
  const consequences = amendments.flatMap(({ candidate, amendment }) =>
    amendment.consequences.map((change) => ({
      candidate,
      change: saidTwice.has(candidate.key) ? { ...change, after: null } : change,
    })),
  );
  const decisions = new Map(evaluated.map(({ candidate, decision }) => [candidate.key, decision]));
  return {
    evaluated,
    warnings: [
      ...inTurn.warnings,
      ...once.warnings,
      ...warnings,
      ...raisedThoughWithdrawn(context, all),
      ...raisedThoughEnded(context, clears, all),
      ...endsRecurring(context, all),
      ...deletesOutages(context, evaluated, consequences),
      ...textWarnings(context, evaluated),
      ...stillOverWarnings(still),
    ],
    consequences,
    cancels: [
      ...amendments.flatMap(({ amendment }) => amendment.cancels),
      ...overtakenEditions(context, all),
      ...overtakenRefusals(context),
    ],
    cancelsIfSent: amendments.flatMap(({ candidate }) => wrongIfSent(context, candidate, decisions)),
    wrong: amendments.flatMap(({ candidate, amendment }) =>
      amendment.wrong.map((post) => ({ correction: candidate.announcement, post })),
    ),
  };
}

/** Why a post that waits for approval is not listed beside the all-clear that waits too. */
const WOULD_END = reason('reason.would-end');

type Evaluate = (announcement: Announcement) => readonly Evaluated[];

/** Decides about one announcement at a time; about the original of a correction or update first. */
function deciderFor(
  context: PlanningContext,
  clears: AllClears,
  withoutClears: Evaluate | null,
  still: StillOver,
) {
  const { configuration, withdrawnBy, now } = context;
  const overruling = overrulingNow(context);
  const hasWrongWords = wrongWordsIn(context);
  const calledWrongBy = stillWrongIn(context);
  const done = new Map<string, readonly Evaluated[]>();
  const amendments: { candidate: Candidate; amendment: Amendment }[] = [];

  function evaluated(announcement: Announcement): readonly Evaluated[] {
    const known = done.get(announcement.id);
    if (known) return known;
    // Announcements that name each other in a circle end here.
    done.set(announcement.id, []);
    const decided = announcement.kind === 'all-clear' ? (withoutClears ?? evaluated) : evaluated;
    const destinations = destinationsOf(context, announcement, decided);
    const candidates = candidatesOf(context, announcement, destinations);
    const used = usedFor(context, announcement);
    const result = candidates.map((candidate) => ({ candidate, decision: decideOne(candidate, used) }));
    done.set(announcement.id, result);
    return result;
  }

  function decideOne(candidate: Candidate, used: Kind | null): Decision {
    const { announcement, occurrence } = candidate;
    const by = withdrawnBy(candidate);
    if (by !== null) {
      const because = reason('reason.withdrawn-by', { by });
      // A person who withdraws a retraction may expect the withdrawn posts to be back.
      const isUndone = withdrawnBy({ ...candidate, announcement: { id: by } }) !== null;
      return cancelOr(candidate, because, isUndone ? { kind: 'done', because } : DONE);
    }
    // Nor is an announcement that is on its way sent again.
    if (used !== null) return { kind: 'hold', reason: { because: 'id-used', kind: used }, again: 'id-used' };
    const isCorrection = announcement.corrects !== null && candidate.entry?.state !== 'posted';
    const wrongBy = isCorrection ? overruling.calledWrongBy(candidate) : null;
    if (wrongBy !== null) {
      const because = correctedBy(wrongBy);
      const right = announcementNamed(configuration, wrongBy);
      // Then nothing right is said in its place.
      const isNews = candidate.entry === null && right !== undefined && isTooLate(right, now);
      return cancelOr(candidate, because, isNews ? { kind: 'done', because } : DONE);
    }
    // No entry is written for an ended occurrence: there would be one for every occurrence, for ever.
    const isEnded = isEndedAmong(clears.sure, candidate);
    if (occurrence !== null && isEnded) return cancelOr(candidate, ENDED, DONE);
    const { entry } = candidate;
    const isPast = entry?.state === 'superseded' || entry?.state === 'expired';
    if (isEnded && entry !== null && (isPast || isPastRefusal(entry))) return DONE;
    return amendedBy(announcement) === null ? decideOriginal(candidate, isEnded) : decideAmendment(candidate);
  }

  function decideOriginal(candidate: Candidate, isEnded: boolean): Decision {
    const decision = decideSaying(context, candidate, null);
    if (decision.kind === 'say' && isOvertaken(context, candidate))
      return cancelOr(candidate, OVERTAKEN, { kind: 'done', because: OVERTAKEN });
    const gone = decision.kind === 'say' || decision.kind === 'drop' ? goneBefore(context, candidate) : null;
    if (gone !== null) return superseded(decision, correctedBy(gone));
    if (decision.kind === 'say' && decision.fitting && hasWrongWords(candidate))
      return held({ because: 'own-words' });
    if (isEnded) {
      // Nobody need act for a post that was never meant to go out.
      const unsaid = decision.kind === 'hold' && candidate.entry === null ? DONE : decision;
      return cancelOr(candidate, ENDED, decision.kind === 'say' ? superseded(decision, ENDED) : unsaid);
    }
    const wrong = decision.kind === 'say' || decision.kind === 'hold' ? calledWrongBy(candidate) : null;
    if (wrong !== null && decision.kind === 'say') return held({ because: 'not-put-right', by: wrong });
    if (wrong !== null && decision.kind === 'hold') return { again: 'not-put-right', ...decision };
    const untrue = decision.kind === 'say' ? decideByWithdrawnClear(context, still, candidate) : null;
    if (untrue !== null) return untrue;
    if (wouldEnd(context, clears, candidate, decision)) return { kind: 'done', because: WOULD_END };
    const fix = decision.kind === 'done' ? correctionTakenBack(context, candidate) : null;
    return fix === null ? decision : { kind: 'done', because: correctedBy(fix) };
  }

  function decideAmendment(candidate: Candidate): Decision {
    const isCorrection = candidate.announcement.corrects !== null;
    const amendment = isCorrection
      ? decideCorrection(context, candidate, originalOf(candidate))
      : decideRetraction(context, candidate);
    const by =
      candidate.entry?.state === 'posted'
        ? null
        : overruling.saidByAnother(candidate, amendment.decision, evaluatedAt);
    if (by === null) {
      amendments.push({ candidate, amendment });
      return amendment.decision;
    }
    return isCorrection
      ? cancelOr(candidate, correctedBy(by), DONE)
      : cancelOr(candidate, NOT_NEEDED, { kind: 'done', because: reason('reason.withdrawn-by', { by }) });
  }

  /** Decides about the original of a correction at the same place, and whether the correction's own words call that wrong. */
  function originalOf(candidate: Candidate) {
    const original = originalIn(configuration, candidate.announcement);
    const there = original && evaluatedAt(original, candidate);
    if (!there) return null;
    const isCalledWrong = candidate.announcement.text !== null && calledWrongBy(there.candidate) !== null;
    return { decision: there.decision, isCalledWrong };
  }

  /** Returns the decision about another announcement at the same place. */
  function evaluatedAt(other: Announcement, { account, language }: Candidate): Evaluated | undefined {
    return evaluated(other).find(
      ({ candidate }) => candidate.account.id === account.id && candidate.language === language,
    );
  }

  return { evaluated, amendments, all: () => [...done.values()].flat() };
}

/** Lists the places to which an announcement goes. `decided` gives the decisions about its original. */
function destinationsOf(
  context: PlanningContext,
  announcement: Announcement,
  decided: Evaluate,
): readonly Destination[] {
  const { configuration } = context;
  const { postAs, updates } = announcement;
  const original = originalIn(configuration, announcement);
  if (postAs !== null) {
    const named = destinationsNamed(configuration, postAs);
    if (!original || updates !== null) return named;
    // A mistake is corrected even in a language that the account has lost, and wherever people have read the correction.
    const isMeant = (place: Destination) =>
      postAs.includes(place.municipality.id) ||
      saidBy(context, announcement.id, place).some(
        (post) => isPublished(post) && post.edition === editionFor(announcement, place.municipality.id),
      );
    const said = destinationsSaid(context, announcement, original);
    return placesOnce([...named, ...said.filter(isMeant)]);
  }
  if (!original) return [];
  const said = destinationsSaid(context, announcement, original);
  const coming =
    updates === null
      ? []
      : decided(original)
          .filter(({ decision }) => decision.kind === 'say')
          .map(({ candidate }) => candidate);
  return placesOnce([...said, ...coming]);
}

/** A person who approves everything that waits approves both, and then only the all-clear is said. */
function wouldEnd(
  context: PlanningContext,
  clears: AllClears,
  candidate: Candidate,
  decision: Decision,
): boolean {
  return (
    decision.kind === 'say' &&
    isEndedAmong(clears.waiting, candidate) &&
    !isApprovedNow(context, candidate, decision)
  );
}

/**
 * A correction of a deleted post that is withdrawn now, where no other is published: who withdraws it may expect what it corrected to
 * be back. Null: there is none.
 */
function correctionTakenBack(
  { configuration, ledgerIndex, withdrawnBy }: PlanningContext,
  { announcement, municipality, account, language, entry }: Candidate,
): string | null {
  if (entry === null || entry.removedAt === null) return null;
  const corrections = configuration.state.announcements.filter((one) => one.corrects === announcement.id);
  const isTakenBack = (one: Announcement) => withdrawnBy({ announcement: one, municipality }) !== null;
  const saidHere = ({ id }: Announcement) => ledgerIndex.said(id, account.id, language);
  if (corrections.some((one) => !isTakenBack(one) && saidHere(one).some(isPublished))) return null;
  const wasSaid = (one: Announcement) => saidHere(one).some(({ state }) => state === 'posted');
  return corrections.findLast((one) => isTakenBack(one) && wasSaid(one))?.id ?? null;
}

/**
 * The kind of another announcement that is or may be published under this id: corrections and retractions of that one would name
 * this one. A correction or retraction of another announcement counts as something else too.
 */
function usedFor(context: PlanningContext, announcement: Announcement): Kind | null {
  const { configuration, ledgerIndex } = context;
  const { id: incident } = configuration.state.incident;
  const mayBeRead = (entry: Entry) => entry.state === 'posted' || mayHaveLeft(entry);
  const { id, kind } = announcement;
  const isElse = (entry: Entry) => {
    if (entry.kind !== kind) return true;
    const original = snapshotOf(context, entry)?.original?.id;
    return original !== undefined && original !== amendedBy(announcement);
  };
  const other = ledgerIndex
    .saidAnywhere(id)
    .find((entry) => entry.incident === incident && mayBeRead(entry) && isElse(entry));
  return other?.kind ?? null;
}

/** The program only looks for a post that is on its way then, and nobody need do anything about a refused one. */
function cancelOr({ entry }: Candidate, reason: string, otherwise: Decision): Decision {
  return entry !== null && (isOpen(entry) || needsSomebody(entry)) ? { kind: 'cancel', reason } : otherwise;
}
