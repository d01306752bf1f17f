import type { Warning } from '../domain/advice.ts';
import type { Announcement, Kind } from '../domain/announcement.ts';
import type { Instant } from '../domain/clock.ts';
import type { Key } from '../domain/post-key.ts';
import { type Entry, isOpen } from '../ledger/entry.ts';
import { OVERTAKEN } from '../ledger/transitions.ts';
import {
  type Candidate,
  candidatesOf,
  type Destination,
  destinationsNamed,
  destinationsSaid,
  originalIn,
} from './candidates.ts';
import { coalesced, type Evaluated } from './coalescing.ts';
import {
  type Amendment,
  type Consequence,
  decideCorrection,
  decideRetraction,
  isInEffect,
} from './corrections.ts';
import { withoutNearDuplicates } from './near-duplicates.ts';
import { type Decision, decideOrdinary, isApprovedNow, type PlanningContext } from './rules.ts';

/** Every candidate with its ruling, and what corrections and retractions bring about. */
export interface Decisions {
  readonly evaluated: readonly Evaluated[];
  readonly warnings: readonly Warning[];
  readonly consequences: readonly { readonly candidate: Candidate; readonly change: Consequence }[];
  readonly cancels: readonly { readonly key: Key; readonly reason: string }[];
}

/** Rules on everything that the files want said, in the order of the file. */
export function decide(context: PlanningContext): Decisions {
  const decider = deciderFor(context);
  for (const announcement of context.configuration.state.announcements) decider.evaluated(announcement);
  const { amendments } = decider;
  const apart = withoutNearDuplicates(context, coalesced(context, [...decider.all()]));
  return {
    evaluated: apart.evaluated,
    warnings: [...apart.warnings, ...raisedThoughWithdrawn(context, decider.all())],
    consequences: amendments.flatMap(({ candidate, amendment }) =>
      amendment.consequences.map((change) => ({ candidate, change })),
    ),
    cancels: [
      ...amendments.flatMap(({ amendment }) => amendment.cancels),
      ...overtakenEditions(context, decider.all()),
    ],
  };
}

/** Rules announcement by announcement; one that answers another asks for the other's rulings first. */
function deciderFor(context: PlanningContext) {
  const { configuration, ledgerIndex, now } = context;
  const done = new Map<string, readonly Evaluated[]>();
  const amendments: { candidate: Candidate; amendment: Amendment }[] = [];
  const withdrawn = withdrawnNow(context);
  let clear: ReadonlyMap<string, AllClear> | null = null;

  function destinationsOf(announcement: Announcement): readonly Destination[] {
    if (announcement.postAs !== null) return destinationsNamed(configuration, announcement.postAs);
    const original = originalIn(configuration, announcement);
    if (!original) return [];
    const said = destinationsSaid(configuration, ledgerIndex, original.id);
    const coming =
      announcement.updates === null ? [] : evaluated(original).filter((one) => one.decision.kind === 'say');
    const places = new Map<string, Destination>();
    for (const place of [...said, ...coming.map((one) => one.candidate)])
      places.set(`${place.account.id}/${place.language}`, place);
    return [...places.values()];
  }

  function evaluated(announcement: Announcement): readonly Evaluated[] {
    const known = done.get(announcement.id);
    if (known) return known;
    done.set(announcement.id, []);
    const decisions = candidatesOf(
      configuration,
      ledgerIndex,
      announcement,
      destinationsOf(announcement),
      now,
    ).map((candidate) => ({
      candidate,
      decision: rule(candidate),
    }));
    done.set(announcement.id, decisions);
    return decisions;
  }

  function rule(candidate: Candidate): Decision {
    const { announcement } = candidate;
    const by = withdrawn.get(announcement.id);
    if (by !== undefined)
      return candidate.entry?.state === 'waiting' ? { kind: 'cancel', reason: `withdrawn by ${by}` } : DONE;
    if (candidate.occurrence !== null && isEnded(candidate)) return ended(candidate, DONE);
    if (announcement.corrects === null && announcement.withdraws === null) return decideOnce(candidate);
    const amendment =
      announcement.corrects !== null
        ? decideCorrection(context, candidate, originalDecision(candidate))
        : decideRetraction(context, candidate);
    amendments.push({ candidate, amendment });
    return amendment.decision;
  }

  function decideOnce(candidate: Candidate): Decision {
    const decision = decideOrdinary(context, candidate);
    if (decision.kind !== 'say' || !isEnded(candidate)) return decision;
    return ended(candidate, { kind: 'drop', state: 'superseded', reason: ENDED, text: decision.text });
  }

  function isEnded(candidate: Candidate): boolean {
    if (!canBeEnded(candidate)) return false;
    clear ??= allClears(context, evaluated);
    const all = clear.get(candidate.municipality.id);
    if (!all) return false;
    return candidate.occurrence === null ? candidate.at <= all.at : candidate.firstRead <= all.known;
  }

  function originalDecision(candidate: Candidate): Decision | null {
    const original = originalIn(configuration, candidate.announcement);
    if (!original) return null;
    const { account, language } = candidate;
    const same = evaluated(original).find(
      (one) => one.candidate.account.id === account.id && one.candidate.language === language,
    );
    return same?.decision ?? null;
  }

  return { evaluated, amendments, all: () => [...done.values()].flat() };
}

/** Announcements that a retraction in effect withdraws, with its id. */
function withdrawnNow(context: PlanningContext): ReadonlyMap<string, string> {
  const withdrawn = new Map<string, string>();
  for (const announcement of context.configuration.state.announcements)
    if (announcement.withdraws !== null && isInEffect(context, { announcement }))
      withdrawn.set(announcement.withdraws, announcement.id);
  return withdrawn;
}

/** Whoever raises the edition of what is withdrawn wants it said, and would wait for it in vain. */
function raisedThoughWithdrawn(
  context: PlanningContext,
  evaluated: readonly Evaluated[],
): readonly Warning[] {
  const withdrawn = withdrawnNow(context);
  const raised = evaluated.filter(
    ({ candidate: { announcement, account, language, edition, occurrence, entry } }) =>
      withdrawn.has(announcement.id) &&
      entry === null &&
      occurrence === null &&
      edition > 1 &&
      context.ledgerIndex.said(announcement.id, account.id, language).length > 0,
  );
  return [...Map.groupBy(raised, ({ candidate }) => candidate.announcement.id)].map(([id, { length }]) => ({
    code: 'withdrawn',
    announcement: id,
    by: withdrawn.get(id) ?? '',
    accounts: length,
  }));
}

/** Kinds that tell of the outage: after the all-clear they are not said any more. */
const OF_THE_OUTAGE: ReadonlySet<Kind> = new Set([
  'outage',
  'appointments',
  'services',
  'estimate',
  'status',
]);
const ENDED = 'ended by the all-clear';
const DONE: Decision = { kind: 'done' };

/** The newest all-clear of a municipality: when it was meant to be said, and until when it was not known to be. */
interface AllClear {
  readonly at: Instant;
  readonly known: Instant;
}

/** All-clears that stand, or go out now: approved, and waiting for nothing. */
function allClears(
  context: PlanningContext,
  evaluated: (announcement: Announcement) => readonly Evaluated[],
): ReadonlyMap<string, AllClear> {
  const { configuration, ledgerIndex, now } = context;
  const clears = new Map<string, AllClear>();
  const note = (municipality: string, clear: AllClear) => {
    const known = clears.get(municipality);
    if (!known || known.at < clear.at) clears.set(municipality, clear);
  };
  for (const entry of ledgerIndex.published)
    if (entry.kind === 'all-clear')
      note(entry.municipality, { at: entry.at, known: entry.postedAt ?? entry.at });
  for (const announcement of configuration.state.announcements.filter((one) => one.kind === 'all-clear'))
    for (const { candidate, decision } of evaluated(announcement)) {
      if (decision.kind !== 'say' || candidate.at > now) continue;
      if (isApprovedNow(context, candidate, decision.text))
        note(candidate.municipality.id, { at: candidate.at, known: now });
    }
  return clears;
}

/** What recurs ends with the all-clear, and so does what tells of the outage in the words of its kind. */
function canBeEnded({ announcement, occurrence }: Candidate): boolean {
  return occurrence !== null || (OF_THE_OUTAGE.has(announcement.kind) && announcement.text === null);
}

/** Of what recurs nothing is written down: it would be a line for every occurrence, for ever. */
function ended({ entry }: Candidate, otherwise: Decision): Decision {
  return entry?.state === 'waiting' ? { kind: 'cancel', reason: ENDED } : otherwise;
}

/** Posts of earlier editions and occurrences that still wait or are looked for, where a later one is to be said. */
function overtakenEditions(
  { ledgerIndex }: PlanningContext,
  evaluated: readonly Evaluated[],
): Decisions['cancels'] {
  return evaluated
    .filter(({ decision }) => decision.kind === 'say')
    .flatMap(({ candidate }) =>
      ledgerIndex
        .said(candidate.announcement.id, candidate.account.id, candidate.language)
        .filter((entry) => entry.key !== candidate.key && isEarlier(entry, candidate) && isOpen(entry))
        .map((entry) => ({ key: entry.key, reason: OVERTAKEN })),
    );
}

function isEarlier(entry: Entry, candidate: Candidate): boolean {
  const occurrences = (entry.occurrence ?? 0) - (candidate.occurrence ?? 0);
  return occurrences < 0 || (occurrences === 0 && entry.edition < candidate.edition);
}
