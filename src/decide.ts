import type { Announcement } from './announcement.ts';
import {
  type Candidate,
  candidatesOf,
  originalIn,
  type Place,
  placesNamed,
  placesSaid,
} from './candidates.ts';
import type { Instant } from './clock.ts';
import { coalesced, type Ruled } from './coalescing.ts';
import { toldApart } from './copies.ts';
import { type Amendment, type Change, ruleCorrection, ruleRetraction } from './corrections.ts';
import type { Entry } from './ledger.ts';
import type { Key } from './post.ts';
import { type Bench, type Ruling, ruleOrdinary, type Warning } from './ruling.ts';

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
    warnings: apart.warnings,
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
  const closed = closedBy(bench);

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
    const reason = withdrawn.get(announcement.id) ?? closed(candidate);
    if (reason !== null && reason !== undefined)
      return candidate.entry?.state === 'waiting' ? { kind: 'cancel', reason } : { kind: 'done' };
    if (announcement.corrects === null && announcement.withdraws === null)
      return ruleOrdinary(bench, candidate);
    const amendment =
      announcement.corrects !== null
        ? ruleCorrection(bench, candidate, originalRuling(candidate))
        : ruleRetraction(bench, candidate);
    amendments.push({ candidate, amendment });
    return amendment.ruling;
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
function withdrawnNow({ world, past, now }: Bench): ReadonlyMap<string, string> {
  const withdrawn = new Map<string, string>();
  for (const announcement of world.state.announcements) {
    const at = announcement.at ?? past.view.firstRead.get(announcement.id) ?? now;
    if (announcement.withdraws !== null && at <= now)
      withdrawn.set(announcement.withdraws, `withdrawn by ${announcement.id}`);
  }
  return withdrawn;
}

/** What recurs ends with the all-clear of its municipality, once that stands. */
function closedBy({ past }: Bench): (candidate: Candidate) => string | null {
  const ended = new Map<string, Instant>();
  for (const entry of past.standing) {
    if (entry.kind !== 'all-clear') continue;
    ended.set(
      entry.municipality,
      Math.min(entry.postedAt ?? entry.at, ended.get(entry.municipality) ?? Number.POSITIVE_INFINITY),
    );
  }
  return (candidate) => {
    const end = ended.get(candidate.municipality.id);
    return candidate.occurrence !== null && end !== undefined && candidate.occurrence >= end
      ? 'ended by the all-clear'
      : null;
  };
}

/** Posts of earlier editions and occurrences that still wait or are looked for, where a later one is to be said. */
function overtakenEditions({ past }: Bench, ruled: readonly Ruled[]): Decisions['cancels'] {
  return ruled
    .filter(({ ruling }) => ruling.kind === 'say')
    .flatMap(({ candidate }) =>
      past
        .said(candidate.announcement.id, candidate.account.id, candidate.language)
        .filter((entry) => entry.key !== candidate.key && isEarlier(entry, candidate) && isOpen(entry))
        .map((entry) => ({ key: entry.key, reason: 'a newer edition takes its place' })),
    );
}

function isEarlier(entry: Entry, candidate: Candidate): boolean {
  const occurrences = (entry.occurrence ?? 0) - (candidate.occurrence ?? 0);
  return occurrences < 0 || (occurrences === 0 && entry.edition < candidate.edition);
}

function isOpen(entry: Entry): boolean {
  return entry.state === 'waiting' || entry.state === 'sending' || entry.state === 'unknown';
}
