import type { Announcement, Kind } from '../domain/announcement.ts';
import type { Instant } from '../domain/clock.ts';
import type { Key } from '../domain/post-key.ts';
import { type Entry, isOpen } from '../ledger/entry.ts';
import { OVERTAKEN } from '../ledger/transitions.ts';
import {
  type Candidate,
  candidatesOf,
  originalIn,
  type Place,
  placesNamed,
  placesSaid,
} from './candidates.ts';
import { coalesced, type Ruled } from './coalescing.ts';
import { type Amendment, type Change, isInEffect, ruleCorrection, ruleRetraction } from './corrections.ts';
import { toldApart } from './near-duplicates.ts';
import { type Bench, isApprovedNow, type Ruling, ruleOrdinary, type Warning } from './rules.ts';

/** Every candidate with its ruling, and what corrections and retractions bring about. */
export interface Decisions {
  readonly ruled: readonly Ruled[];
  readonly warnings: readonly Warning[];
  readonly changes: readonly { readonly candidate: Candidate; readonly change: Change }[];
  readonly cancels: readonly { readonly key: Key; readonly reason: string }[];
}

/** Rules on everything that the files want said, in the order of the file. */
export function decide(bench: Bench): Decisions {
  const decider = deciderFor(bench);
  for (const announcement of bench.world.state.announcements) decider.ruled(announcement);
  const { amendments } = decider;
  const apart = toldApart(bench, coalesced(bench, [...decider.all()]));
  return {
    ruled: apart.ruled,
    warnings: [...apart.warnings, ...raisedThoughWithdrawn(bench, decider.all())],
    changes: amendments.flatMap(({ candidate, amendment }) =>
      amendment.changes.map((change) => ({ candidate, change })),
    ),
    cancels: [
      ...amendments.flatMap(({ amendment }) => amendment.cancels),
      ...overtakenEditions(bench, decider.all()),
    ],
  };
}

/** Rules announcement by announcement; one that answers another asks for the other's rulings first. */
function deciderFor(bench: Bench) {
  const { world, past, now } = bench;
  const done = new Map<string, readonly Ruled[]>();
  const amendments: { candidate: Candidate; amendment: Amendment }[] = [];
  const withdrawn = withdrawnNow(bench);
  let clear: ReadonlyMap<string, AllClear> | null = null;

  function placesOf(announcement: Announcement): readonly Place[] {
    if (announcement.postAs !== null) return placesNamed(world, announcement.postAs);
    const original = originalIn(world, announcement);
    if (!original) return [];
    const said = placesSaid(world, past, original.id);
    const coming =
      announcement.updates === null ? [] : ruled(original).filter((one) => one.ruling.kind === 'say');
    const places = new Map<string, Place>();
    for (const place of [...said, ...coming.map((one) => one.candidate)])
      places.set(`${place.account.id}/${place.language}`, place);
    return [...places.values()];
  }

  function ruled(announcement: Announcement): readonly Ruled[] {
    const known = done.get(announcement.id);
    if (known) return known;
    done.set(announcement.id, []);
    const rulings = candidatesOf(world, past, announcement, placesOf(announcement), now).map((candidate) => ({
      candidate,
      ruling: rule(candidate),
    }));
    done.set(announcement.id, rulings);
    return rulings;
  }

  function rule(candidate: Candidate): Ruling {
    const { announcement } = candidate;
    const reason = withdrawn.get(announcement.id);
    if (reason !== undefined) return candidate.entry?.state === 'waiting' ? { kind: 'cancel', reason } : DONE;
    if (candidate.occurrence !== null && isEnded(candidate)) return ended(candidate, DONE);
    if (announcement.corrects === null && announcement.withdraws === null) return ruleOnce(candidate);
    const amendment =
      announcement.corrects !== null
        ? ruleCorrection(bench, candidate, originalRuling(candidate))
        : ruleRetraction(bench, candidate);
    amendments.push({ candidate, amendment });
    return amendment.ruling;
  }

  function ruleOnce(candidate: Candidate): Ruling {
    const ruling = ruleOrdinary(bench, candidate);
    if (ruling.kind !== 'say' || !isEnded(candidate)) return ruling;
    return ended(candidate, { kind: 'drop', state: 'superseded', reason: ENDED, text: ruling.text });
  }

  function isEnded(candidate: Candidate): boolean {
    if (!canBeEnded(candidate)) return false;
    clear ??= allClears(bench, ruled);
    const all = clear.get(candidate.municipality.id);
    if (!all) return false;
    return candidate.occurrence === null ? candidate.at <= all.at : candidate.firstRead <= all.known;
  }

  function originalRuling(candidate: Candidate): Ruling | null {
    const original = originalIn(world, candidate.announcement);
    if (!original) return null;
    const { account, language } = candidate;
    const same = ruled(original).find(
      (one) => one.candidate.account.id === account.id && one.candidate.language === language,
    );
    return same?.ruling ?? null;
  }

  return { ruled, amendments, all: () => [...done.values()].flat() };
}

/** Announcements that a retraction in effect withdraws, with the reason. */
function withdrawnNow(bench: Bench): ReadonlyMap<string, string> {
  const withdrawn = new Map<string, string>();
  for (const announcement of bench.world.state.announcements)
    if (announcement.withdraws !== null && isInEffect(bench, { announcement }))
      withdrawn.set(announcement.withdraws, `withdrawn by ${announcement.id}`);
  return withdrawn;
}

/** Whoever raises the edition of what is withdrawn wants it said, and would wait for it in vain. */
function raisedThoughWithdrawn(bench: Bench, ruled: readonly Ruled[]): readonly Warning[] {
  const withdrawn = withdrawnNow(bench);
  const raised = ruled.filter(
    ({ candidate: { announcement, account, language, edition, occurrence, entry } }) =>
      withdrawn.has(announcement.id) &&
      entry === null &&
      occurrence === null &&
      edition > 1 &&
      bench.past.said(announcement.id, account.id, language).length > 0,
  );
  return [...Map.groupBy(raised, ({ candidate }) => candidate.announcement.id)].map(([id, { length }]) => ({
    about: id,
    because: `a raised edition is not said on ${length} ${length === 1 ? 'account' : 'accounts'}: ${withdrawn.get(id)}`,
    advice: 'If it must be said after all, announce it anew, with an id of its own.',
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
const DONE: Ruling = { kind: 'done' };

/** The newest all-clear of a municipality: when it was meant to be said, and until when it was not known to be. */
interface AllClear {
  readonly at: Instant;
  readonly known: Instant;
}

/** All-clears that stand, or go out now: approved, and waiting for nothing. */
function allClears(
  bench: Bench,
  ruled: (announcement: Announcement) => readonly Ruled[],
): ReadonlyMap<string, AllClear> {
  const { world, past, now } = bench;
  const clears = new Map<string, AllClear>();
  const note = (municipality: string, clear: AllClear) => {
    const known = clears.get(municipality);
    if (!known || known.at < clear.at) clears.set(municipality, clear);
  };
  for (const entry of past.standing)
    if (entry.kind === 'all-clear')
      note(entry.municipality, { at: entry.at, known: entry.postedAt ?? entry.at });
  for (const announcement of world.state.announcements.filter((one) => one.kind === 'all-clear'))
    for (const { candidate, ruling } of ruled(announcement)) {
      if (ruling.kind !== 'say' || candidate.at > now) continue;
      if (isApprovedNow(bench, candidate, ruling.text))
        note(candidate.municipality.id, { at: candidate.at, known: now });
    }
  return clears;
}

/** What recurs ends with the all-clear, and so does what tells of the outage in the words of its kind. */
function canBeEnded({ announcement, occurrence }: Candidate): boolean {
  return occurrence !== null || (OF_THE_OUTAGE.has(announcement.kind) && announcement.text === null);
}

/** Of what recurs nothing is written down: it would be a line for every occurrence, for ever. */
function ended({ entry }: Candidate, otherwise: Ruling): Ruling {
  return entry?.state === 'waiting' ? { kind: 'cancel', reason: ENDED } : otherwise;
}

/** Posts of earlier editions and occurrences that still wait or are looked for, where a later one is to be said. */
function overtakenEditions({ past }: Bench, ruled: readonly Ruled[]): Decisions['cancels'] {
  return ruled
    .filter(({ ruling }) => ruling.kind === 'say')
    .flatMap(({ candidate }) =>
      past
        .said(candidate.announcement.id, candidate.account.id, candidate.language)
        .filter((entry) => entry.key !== candidate.key && isEarlier(entry, candidate) && isOpen(entry))
        .map((entry) => ({ key: entry.key, reason: OVERTAKEN })),
    );
}

function isEarlier(entry: Entry, candidate: Candidate): boolean {
  const occurrences = (entry.occurrence ?? 0) - (candidate.occurrence ?? 0);
  return occurrences < 0 || (occurrences === 0 && entry.edition < candidate.edition);
}
