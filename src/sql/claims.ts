import type { Instant } from '../core/domain/clock.ts';
import { covers } from '../core/domain/pause.ts';
import type { Key } from '../core/domain/post-key.ts';
import { channelSettings, type Settings } from '../core/domain/settings.ts';
import { approversOf } from '../core/ledger/approval.ts';
import { type ClaimDecision, type ClaimView, decideClaim } from '../core/ledger/claim-rules.ts';
import type { Entry } from '../core/ledger/entry.ts';
import type { Claim, Claimed, Finding, Ledger, Settlement } from '../core/ledger/ledger.ts';
import {
  afterChange,
  afterLookUp,
  claimed,
  dropped,
  foundGone,
  overdue,
  resolvedBy,
  resting,
  settled,
} from '../core/ledger/transitions.ts';
import { approvalsWith } from './approvals.ts';
import { probeIn } from './breakers.ts';
import { circumstances, claimView } from './claim-view.ts';
import { type EntryChange, entriesBeside, entryWith, isTaken, save } from './entries.ts';
import { rateWaitFor, recordUsageOn, refundIn, reimburseIn } from './rate-usage.ts';
import type { Queries } from './tables.ts';

/** Claims an entry of the account, or writes down why it will never be sent. */
export async function claimIn(
  db: Queries,
  key: Key,
  claimant: { readonly by: string; readonly token: string },
  settings: Settings,
  now: Instant,
): Promise<Claimed | null> {
  const found = await entryWith(db, key);
  if (!found) return null;
  const before = await entriesBeside(db, found);
  const entries = before.map((one) => overdue(one, now));
  const changes: EntryChange[] = entries.map((after, index) => ({
    before: before[index] ?? null,
    after,
  }));
  const entry = overdue(found, now);
  const approvals = await approvalsWith(db, [entry.digest]);
  const rateWait = await rateWaitFor(db, entry, settings, now);
  const view = claimView(await circumstances(db), entry, entries, approvals, rateWait);
  const decision = await probing(db, view, decideClaim(entry, view, now, settings), settings, now);
  const after = decided(entry, decision, claimant, settings, now);
  const approvers = approversOf(entry, view.approvals, view.messages, settings);
  await save(
    db,
    [...changes, { before: entry, after, ...(decision.kind === 'claim' && { approvers }) }],
    now,
  );
  if (decision.kind !== 'claim') return { kind: 'not-claimed', because: decision.because };
  const until = now + settings.claimMs;
  const { targetRemoteId } = decision;
  const { token } = claimant;
  const probe = view.breaker !== null;
  const claim: Claim = { entry: after, token, until, targetRemoteId, leftByBefore: entry.leftBy, probe };
  await recordUsageOn(claim, db, now);
  return { kind: 'claimed', claim };
}

/** Where the server's breaker is open only one post at a time may try, and then not for a while. */
async function probing(
  db: Queries,
  { breaker }: ClaimView,
  decision: ClaimDecision,
  { claimMs }: Settings,
  now: Instant,
): Promise<ClaimDecision> {
  if (decision.kind !== 'claim' || breaker === null) return decision;
  const next = now + claimMs;
  if (await probeIn(db, breaker, next)) return decision;
  return { kind: 'wait', because: breaker.reason, until: next };
}

function decided(
  entry: Entry,
  decision: ClaimDecision,
  { by, token }: { readonly by: string; readonly token: string },
  settings: Settings,
  now: Instant,
): Entry {
  switch (decision.kind) {
    case 'claim':
      return claimed(entry, decision, { by, token, until: now + settings.claimMs }, now);
    case 'drop':
      return dropped(entry, decision.state, decision.because, now);
    case 'wait':
      return decision.until === null ? entry : resting(entry, decision.until, decision.because, now);
    default:
      return decision satisfies never;
  }
}

export async function holdsIn(db: Queries, claim: Claim, now: Instant): Promise<boolean> {
  const entry = await entryWith(db, claim.entry.key);
  if (!entry || !isHeldBy(entry, claim) || claim.until <= now) return false;
  if (entry.cancelled !== null || entry.held !== null) return false;
  const { mode, pauses, stopped } = await circumstances(db);
  return mode !== 'draft' && !stopped.has(entry.account) && !pauses.some((pause) => covers(pause, entry));
}

function isHeldBy(entry: Entry, claim: Claim): boolean {
  return entry.state === 'sending' && entry.claim?.token === claim.token;
}

export async function settleIn(
  db: Queries,
  claim: Claim,
  settlement: Settlement,
  now: Instant,
): Promise<boolean> {
  const entry = await entryWith(db, claim.entry.key);
  if (!entry || !isHeldBy(entry, claim)) return false;
  const believed = await untaken(db, entry, settlement);
  if (leftNothing(believed)) await refundIn(db, claim);
  else if (tookNothing(believed)) await reimburseIn(db, claim);
  const after = settled(entry, claim, believed, now);
  const isGone =
    settlement.kind === 'answered' &&
    settlement.answer.kind === 'refused' &&
    settlement.answer.cause === 'missing';
  await saveWithTarget(db, entry, after, isGone, now);
  return true;
}

function leftNothing(settlement: Settlement): boolean {
  if (settlement.kind === 'unsent') return true;
  return settlement.answer.kind === 'deferred' && settlement.answer.cause === 'unsent';
}

function tookNothing(settlement: Settlement): boolean {
  if (settlement.kind === 'unsent') return true;
  return settlement.answer.kind === 'deferred' || settlement.answer.kind === 'refused';
}

/**
 * An answer that names a post which settles another key already can't be believed: one of the two was found by its
 * text, which both may share. Looking finds the other one, or that there is none.
 */
async function untaken(db: Queries, entry: Entry, settlement: Settlement): Promise<Settlement> {
  if (settlement.kind !== 'answered' || settlement.answer.kind !== 'posted') return settlement;
  const { remoteId } = settlement.answer;
  if (!(await isTaken(db, entry, remoteId))) return settlement;
  const reason = `the platform named post ${remoteId}, which settles another key`;
  return { ...settlement, answer: { kind: 'unknown', reason } };
}

export async function recordLookUpIn(
  db: Queries,
  key: Key,
  finding: Finding,
  settings: Settings,
  now: Instant,
): Promise<boolean> {
  const entry = await entryWith(db, key);
  if (entry?.state !== 'unknown') return false;
  if (finding.kind === 'found' && (await isTaken(db, entry, finding.remoteId))) return false;
  const after = afterLookUp(entry, finding, channelSettings(settings, entry.channel).quietMs, now);
  await saveWithTarget(db, entry, after, finding.kind === 'gone', now);
  return true;
}

export async function resolveIn(
  db: Queries,
  key: Key,
  as: Parameters<Ledger['resolve']>[1],
  by: string,
  now: Instant,
): Promise<boolean> {
  const before = await entryWith(db, key);
  if (!before) return false;
  if ('posted' in as && (await isTaken(db, before, as.posted.remoteId))) return false;
  const after = resolvedBy(overdue(before, now), as, by, now);
  if (!after) return false;
  await saveWithTarget(db, before, after, false, now);
  return true;
}

/** Writes an entry, and what it means for the post that it changed. */
async function saveWithTarget(
  db: Queries,
  before: Entry,
  after: Entry,
  isTargetGone: boolean,
  now: Instant,
): Promise<void> {
  const changes: EntryChange[] = [{ before, after }];
  const target = after.target === null ? null : await entryWith(db, after.target);
  if (target && isTargetGone && after.action === 'edit')
    changes.push({ before: target, after: foundGone(target, now) });
  else if (target) changes.push({ before: target, after: afterChange(target, after, now) });
  await save(db, changes, now);
}
