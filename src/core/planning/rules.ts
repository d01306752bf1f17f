import type { HoldReason } from '../domain/advice.ts';
import { type Announcement, URGENT_KINDS } from '../domain/announcement.ts';
import { HOUR, type Instant } from '../domain/clock.ts';
import {
  type Configuration,
  currentSnapshot,
  factsOwner,
  isInReach,
  snapshotCache,
  withoutTimes,
} from '../domain/configuration.ts';
import { factsOf } from '../domain/incident.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import type { Municipality } from '../domain/municipality.ts';
import { postDigest } from '../domain/post-key.ts';
import { shownTime } from '../domain/staff-time.ts';
import { isApproved } from '../ledger/approval.ts';
import type { Entry } from '../ledger/entry.ts';
import { isDormant, mayBeAskedAgain, mayHaveLeft, OVERTAKEN } from '../ledger/transitions.ts';
import { type Fitting, type Wording, wordingFor } from '../wording/fill.ts';
import { contradictionsOfAllClear } from './all-clear.ts';
import type { Candidate } from './candidates.ts';
import type { LedgerIndex } from './ledger-index.ts';

/** What planning decided about one candidate. */
export type Decision =
  /** To be said. `snapshot` is null where the text was fixed earlier and stands in the ledger. */
  | {
      readonly kind: 'say';
      readonly text: string;
      readonly fitting: Fitting | null;
      readonly snapshot: ContentSnapshot | null;
      readonly due: Instant;
    }
  | { readonly kind: 'hold'; readonly reason: HoldReason }
  | {
      readonly kind: 'drop';
      readonly state: 'expired' | 'superseded';
      readonly reason: string;
      readonly text: string | null;
    }
  /** The waiting, sending or unknown post under its key may no longer be said. */
  | { readonly kind: 'cancel'; readonly reason: string }
  /** Said, on its way, or not needed. */
  | { readonly kind: 'done' };

const DONE: Decision = { kind: 'done' };

/** Everything that rules need: shared by all candidates of one plan. */
export interface PlanningContext {
  readonly configuration: Configuration;
  readonly ledgerIndex: LedgerIndex;
  readonly wording: Wording;
  /** Of announcements that stand for themselves. */
  readonly snapshot: (announcement: Announcement, poster: Municipality) => ContentSnapshot;
  readonly now: Instant;
}

export function planningContext(
  configuration: Configuration,
  ledgerIndex: LedgerIndex,
  now: Instant,
): PlanningContext {
  return {
    configuration,
    ledgerIndex,
    now,
    wording: wordingFor(configuration, now),
    snapshot: snapshotCache(configuration),
  };
}

/** Rules on an announcement that stands for itself. */
export function decideOrdinary(context: PlanningContext, candidate: Candidate): Decision {
  const early = decideByEntry(context, candidate) ?? decideByAccount(context, candidate);
  if (early) return early;
  if (candidate.announcement.kind === 'all-clear') {
    const contradiction = decideAllClear(context, candidate);
    if (contradiction) return contradiction;
  }
  return decideByWords(context, candidate, null);
}

/** What the ledger has under this key decides first. Null: it is open. */
export function decideByEntry({ ledgerIndex }: PlanningContext, candidate: Candidate): Decision | null {
  const { entry } = candidate;
  if (entry === null) return null;
  switch (entry.state) {
    case 'posted':
    case 'expired':
    case 'sending':
      return DONE;
    case 'superseded':
      return mayBeAskedAgain(entry) || isNewestAgain(ledgerIndex, entry) ? null : DONE;
    case 'refused':
    case 'unknown':
      return held({ because: entry.state, reason: entry.reason });
    case 'waiting':
      return null;
    default:
      return entry.state satisfies never;
  }
}

/** Whether the edition that took its place was itself given up before it was said: somebody lowered the number again. */
function isNewestAgain(ledgerIndex: LedgerIndex, entry: Entry): boolean {
  if (entry.cancelled !== OVERTAKEN || !isDormant(entry)) return false;
  return !ledgerIndex
    .said(entry.announcement, entry.account, entry.language)
    .some(
      (other) =>
        other.occurrence === entry.occurrence &&
        other.edition > entry.edition &&
        other.state !== 'superseded' &&
        other.state !== 'expired',
    );
}

/** What may have left is sent again to the letter, or not at all. */
function asFixed(entry: Entry): Decision {
  return { kind: 'say', text: entry.text ?? '', fitting: null, snapshot: null, due: entry.due };
}

/** Whether this municipality may speak here, from these facts. */
export function decideByAccount(context: PlanningContext, candidate: Candidate): Decision | null {
  const { configuration } = context;
  if (!isInReach(configuration, candidate.account)) return held({ because: 'not-for-exercises' });
  const mute = configuration.mute.get(candidate.account.id);
  if (mute !== undefined) return held({ because: 'no-credential', advice: mute });
  const stopped = context.ledgerIndex.view.stopped.get(candidate.account.id);
  if (stopped !== undefined)
    return held({ because: 'account-stopped', account: candidate.account.id, reason: stopped });
  const owner = factsOwner(configuration.region, candidate.municipality, candidate.about);
  const mistake = configuration.state.broken.get(owner.id)?.[0];
  return mistake ? held({ because: 'facts-broken', municipality: owner.id, mistake }) : null;
}

function decideAllClear(context: PlanningContext, candidate: Candidate): Decision | null {
  const { configuration, now } = context;
  const owner = factsOwner(configuration.region, candidate.municipality, candidate.about);
  const facts = factsOf(configuration.region, configuration.state, owner);
  const found = contradictionsOfAllClear(facts, configuration.state, owner, now, configuration.settings.zone);
  if (found.length === 0) return null;
  return held({ because: 'contradicts-facts', municipality: owner.id, contradictions: found });
}

/** Words it, and asks whether it is new, fresh and in time. */
export function decideByWords(
  context: PlanningContext,
  candidate: Candidate,
  original: ContentSnapshot['original'],
): Decision {
  const { configuration, wording, now } = context;
  const { announcement, account, language, entry } = candidate;
  if (entry?.state === 'waiting' && mayHaveLeft(entry)) return asFixed(entry);
  if (announcement.until !== null && now > announcement.until)
    return {
      kind: 'drop',
      state: 'expired',
      reason: `not posted after ${shownTime(announcement.until, configuration.settings.zone, now)}`,
      text: null,
    };
  const snapshot =
    original === null
      ? context.snapshot(announcement, candidate.municipality)
      : currentSnapshot(configuration, announcement, candidate.municipality, original);
  const unconfirmed = decideByConfirmation(context, candidate, snapshot);
  if (unconfirmed) return unconfirmed;
  const fitting = wording.fit(snapshot, account, language);
  if (fitting.kind === 'unworded') return held({ because: fitting.because, advice: fitting.advice });
  if (fitting.kind === 'too-long')
    return held({ because: 'too-long', length: fitting.length, limit: fitting.limit });
  if (isSaidAlready(context, candidate, snapshot)) return DONE;
  if (now - candidate.at > configuration.settings.freshForMs) {
    const reason = `older than ${configuration.settings.freshForMs / HOUR} hours`;
    return { kind: 'drop', state: 'expired', reason, text: fitting.text };
  }
  return { kind: 'say', text: fitting.text, fitting, snapshot, due: candidate.at };
}

/** What recurs by itself must not repeat facts that nobody has looked at for long. */
function decideByConfirmation(
  context: PlanningContext,
  candidate: Candidate,
  snapshot: ContentSnapshot,
): Decision | null {
  const rule = context.configuration.settings.confirmed;
  if (rule === null || rule.otherwise !== 'hold' || candidate.occurrence === null) return null;
  const { confirmed } = snapshot.facts;
  if (confirmed !== null && context.now - confirmed <= rule.withinMs) return null;
  const owner = factsOwner(context.configuration.region, candidate.municipality, candidate.about);
  return held({ because: 'not-confirmed', municipality: owner.id, withinMs: rule.withinMs });
}

/**
 * Whether a raised edition would only repeat what was said: the words are compared as today's messages word the facts
 * of then and of now, without the times of confirmation and next update.
 */
function isSaidAlready(context: PlanningContext, candidate: Candidate, snapshot: ContentSnapshot): boolean {
  const { ledgerIndex, wording } = context;
  const { announcement, account, language } = candidate;
  if (candidate.edition === 1) return false;
  const earlier = ledgerIndex
    .said(announcement.id, account.id, language)
    .filter(
      (entry) =>
        entry.state === 'posted' &&
        entry.occurrence === candidate.occurrence &&
        entry.edition < candidate.edition,
    )
    .at(-1);
  const then = earlier?.snapshot ? ledgerIndex.view.snapshots.get(earlier.snapshot) : undefined;
  if (!then) return false;
  const before = wording.fit(withoutTimes(then), account, language);
  const today = wording.fit(withoutTimes(snapshot), account, language);
  return before.kind === 'fitting' && today.kind === 'fitting' && before.text === today.text;
}

/** Whether people said yes to exactly these words of it. */
export function isApprovedNow(
  { configuration, ledgerIndex }: PlanningContext,
  candidate: Candidate,
  text: string,
): boolean {
  const { key, account, announcement } = candidate;
  const { kind } = announcement;
  const digest = postDigest({ key, action: 'publish', account: account.id, text });
  return isApproved(
    { digest, kind },
    ledgerIndex.view.approvals,
    configuration.messages.digests,
    configuration.settings,
  );
}

export function held(reason: HoldReason): Decision {
  return { kind: 'hold', reason };
}

export function isUrgent(candidate: Candidate): boolean {
  return URGENT_KINDS.has(candidate.announcement.kind);
}
