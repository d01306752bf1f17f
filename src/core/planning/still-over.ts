import type { Warning } from '../domain/advice.ts';
import { SITUATION_KINDS } from '../domain/announcement.ts';
import { factsOwner } from '../domain/configuration.ts';
import { factsOf } from '../domain/incident.ts';
import { type Municipality, municipalitiesIn } from '../domain/municipality.ts';
import { isPublished } from '../ledger/entry.ts';
import { isApprovedNow } from './approved-words.ts';
import type { Candidate } from './candidates.ts';
import type { Evaluated } from './coalescing.ts';
import type { PlanningContext } from './context.ts';
import { isOverNow } from './doubts/contradictions.ts';
import { type Decision, held } from './rules.ts';

/** Municipalities by whose facts it is over, each with the retraction by which it is not. */
export type StillOver = ReadonlyMap<Municipality['id'], string>;

/**
 * Municipalities whose all-clear is withdrawn, and by whose facts it is over all the same: each text would say so again. Not where
 * another all-clear is published or goes out now, and so not where theirs was never said. `clears`: what is decided about all-clears.
 */
export function stillOver(context: PlanningContext, clears: readonly Evaluated[]): StillOver {
  const { configuration, ledgerIndex, withdrawnBy, now } = context;
  const { region, state, settings } = configuration;
  const goesOut = ({ candidate, decision }: Evaluated) =>
    decision.kind === 'say' && candidate.at <= now && isApprovedNow(context, candidate, decision);
  const isSaid = (one: Evaluated) =>
    withdrawnBy(one.candidate) === null &&
    ((one.candidate.entry !== null && isPublished(one.candidate.entry)) || goesOut(one));
  // One about groups alone states the facts of its poster.
  const clearedBy = ({ candidate: { municipality, about } }: Evaluated) => [
    ...new Set([factsOwner(region, municipality, about), ...municipalitiesIn(region, about)]),
  ];
  const cleared = new Set(clears.filter(isSaid).flatMap(clearedBy));
  const found = clears.flatMap((one) => {
    const { announcement, account, language } = one.candidate;
    const by = withdrawnBy(one.candidate);
    const isHeard = ledgerIndex
      .said(announcement.id, account.id, language)
      .some((post) => post.state === 'posted');
    if (by === null || !isHeard) return [];
    return clearedBy(one)
      .filter((town) => !cleared.has(town) && isOverNow(factsOf(region, state, town), settings.zone, now))
      .map(({ id }) => [id, by] as const);
  });
  return new Map(found);
}

export function stillOverWarnings(still: StillOver): readonly Warning[] {
  const byRetraction = Map.groupBy(still, ([, by]) => by);
  return [...byRetraction].map(([announcement, all]) => ({
    ...{ code: 'still-over', announcement },
    municipalities: all.map(([id]) => id),
  }));
}

/**
 * Holds an occurrence, or an announcement from before the retraction, that says again what the retraction calls wrong: nobody
 * reads it once more before it goes out. An announcement made beside the retraction or after it only causes a warning. Null:
 * other rules decide.
 */
export function decideByWithdrawnClear(
  context: PlanningContext,
  still: StillOver,
  { announcement, occurrence, municipality, about, firstRead, raised }: Candidate,
): Decision | null {
  const isOfFacts = announcement.text === null && SITUATION_KINDS.includes(announcement.kind);
  const { id } = factsOwner(context.configuration.region, municipality, about);
  const by = still.get(id);
  if (!isOfFacts || by === undefined) return null;
  const isUnread = occurrence !== null || Math.max(firstRead, raised ?? 0) < context.firstRead(by);
  return isUnread ? held({ because: 'still-over', by, municipality: id }) : null;
}
