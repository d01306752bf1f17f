import type { Answer } from '../core/domain/channel.ts';
import type { Instant } from '../core/domain/clock.ts';
import { covers } from '../core/domain/pause.ts';
import type { Key } from '../core/domain/post-key.ts';
import { channelSettings, type Settings } from '../core/domain/settings.ts';
import { approversOf } from '../core/ledger/approval.ts';
import { type ClaimDecision, decideClaim } from '../core/ledger/claim-rules.ts';
import type { Entry } from '../core/ledger/entry.ts';
import type { Breaker, Claim, Claimed, Ledger, Settlement } from '../core/ledger/ledger.ts';
import { usageKindOf } from '../core/ledger/rate-limits.ts';
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
import { takeProbe } from './breakers.ts';
import { claimViewOf, digestsApproved, readCommonView } from './claim-view.ts';
import { entriesBeside, entryWith, isTaken, save } from './entries.ts';
import { countAsCall, rateWaitFor, recordUsage, removeUsage } from './rate-usage.ts';
import { approvalsWith } from './staff.ts';
import { read, type Store, write } from './store.ts';
import type { Queries } from './tables.ts';

/** The methods that claim, settle and look up. `newToken` gives another token for each claim. */
export function claimsOf(
  store: Store,
  settings: Settings,
  newToken: () => string,
): Pick<Ledger, 'claim' | 'holds' | 'settle' | 'recordLookUp' | 'resolve'> {
  return {
    claim(key, by, now) {
      const claim = { by, token: newToken(), until: now + settings.claimMs };
      return write(store, (db) => claimEntry(db, key, claim, settings, now));
    },
    holds: (claim, now) =>
      read(store, async (db) => {
        const entry = await entryHeldBy(db, claim);
        if (!entry || claim.until <= now || entry.cancelled !== null || entry.held !== null) return false;
        const { mode, pauses, stopped } = await readCommonView(db);
        return (
          mode !== 'draft' && !stopped.has(entry.account) && !pauses.some((pause) => covers(pause, entry))
        );
      }),
    settle: (claim, settlement, now) =>
      write(store, async (db) => {
        const entry = await entryHeldBy(db, claim);
        if (!entry) return false;
        const believed = await believedOf(db, entry, settlement);
        await correctUsage(db, claim, believed);
        const answer = answerOf(believed);
        const isGone = answer?.kind === 'refused' && answer.cause === 'missing';
        await saveWithTarget(db, entry, settled(entry, claim, believed, now), isGone, now);
        return true;
      }),
    recordLookUp: (key, finding, now) =>
      write(store, async (db) => {
        const entry = await entryWith(db, key);
        if (entry?.state !== 'unknown') return false;
        if (finding.kind === 'found' && (await isTaken(db, entry, finding.remoteId, 'account'))) return false;
        const after = afterLookUp(entry, finding, channelSettings(settings, entry.channel).quietMs, now);
        await saveWithTarget(db, entry, after, finding.kind === 'gone', now);
        return true;
      }),
    resolve: (key, as, by, now) =>
      write(store, async (db) => {
        const entry = await entryWith(db, key);
        if (!entry || ('posted' in as && (await isTaken(db, entry, as.posted.remoteId, 'account'))))
          return false;
        const after = resolvedBy(overdue(entry, now), as, by, now);
        if (after) await saveWithTarget(db, entry, after, false, now);
        return after !== null;
      }),
  };
}

/** Claims an entry, or writes down why it will never be sent. Expired claims of the account become unknowns. */
async function claimEntry(
  db: Queries,
  key: Key,
  claim: NonNullable<Entry['claim']>,
  settings: Settings,
  now: Instant,
): Promise<Claimed> {
  const found = await entryWith(db, key);
  if (!found) return { kind: 'not-claimed', because: 'it is not in the ledger' };
  const beside = (await entriesBeside(db, found)).map((before) => ({ before, after: overdue(before, now) }));
  const entry = overdue(found, now);
  const view = claimViewOf(entry, await readCommonView(db), {
    account: beside.map(({ after }) => after),
    approvals: await approvalsWith(db, digestsApproved(entry)),
    rateWait: await rateWaitFor(db, entry, settings, now),
  });
  const wished = decideClaim(entry, view, now, settings);
  const decision = wished.kind === 'claim' ? await probing(db, view.breaker, wished, claim.until) : wished;
  const after = decided(entry, decision, claim, now);
  const isClaim = decision.kind === 'claim';
  const approvers = approversOf(entry, view.approvals, view.messages, settings, now);
  await save(db, [...beside, { before: entry, after, ...(isClaim && { approvers }) }], now);
  if (!isClaim) return { kind: 'not-claimed', because: decision.because };
  const { token, until } = claim;
  const { targetRemoteId } = decision;
  const probe = view.breaker !== null;
  // The post counts from now on: if this process crashes, it may have been sent.
  const { channel, server, account, usd, action } = entry;
  await recordUsage(db, { on: usageKindOf(action), channel, server, account, at: now, usd }, token);
  const { leftBy: leftByBefore } = entry;
  return { kind: 'claimed', claim: { entry: after, token, until, targetRemoteId, leftByBefore, probe } };
}

/** While the breaker of a server is open, one post may try, and then none before `nextProbeAt`. */
async function probing(
  db: Queries,
  breaker: Breaker | null,
  decision: ClaimDecision,
  nextProbeAt: Instant,
): Promise<ClaimDecision> {
  if (breaker === null || (await takeProbe(db, breaker, nextProbeAt))) return decision;
  return { kind: 'wait', because: breaker.reason, until: nextProbeAt, soon: true };
}

function decided(
  entry: Entry,
  decision: ClaimDecision,
  claim: NonNullable<Entry['claim']>,
  now: Instant,
): Entry {
  switch (decision.kind) {
    case 'claim':
      return claimed(entry, decision, claim, now);
    case 'drop':
      return dropped(entry, decision.state, decision.because, now);
    case 'wait':
      return decision.until === null ? entry : resting(entry, decision.until, decision.because, now);
    default:
      return decision satisfies never;
  }
}

/** The entry, if it is still claimed by this claim. */
async function entryHeldBy(db: Queries, { entry: { key }, token }: Claim): Promise<Entry | null> {
  const entry = await entryWith(db, key);
  return entry?.state === 'sending' && entry.claim?.token === token ? entry : null;
}

/**
 * An answer that names a post which settles another key already can't be believed: one of the two was found by its
 * text, which both may share, or a proxy mixed up answers to two accounts. Looking finds the other one, or that there is none.
 */
async function believedOf(db: Queries, entry: Entry, settlement: Settlement): Promise<Settlement> {
  if (settlement.kind !== 'answered' || settlement.answer.kind !== 'posted') return settlement;
  const { remoteId } = settlement.answer;
  if (!(await isTaken(db, entry, remoteId, 'server'))) return settlement;
  const reason = `the platform named post ${remoteId}, which settles another key`;
  return { ...settlement, answer: { kind: 'unknown', reason } };
}

function answerOf(settlement: Settlement): Answer | null {
  return settlement.kind === 'answered' ? settlement.answer : null;
}

/** A request that did not leave used nothing. One that left, but was not taken, counts as a call and costs nothing. */
async function correctUsage(db: Queries, { token }: Claim, settlement: Settlement): Promise<void> {
  const answer = answerOf(settlement);
  if (answer === null || (answer.kind === 'deferred' && answer.cause === 'unsent'))
    await removeUsage(db, token);
  else if (answer.kind === 'deferred' || answer.kind === 'refused') await countAsCall(db, token);
}

/** Writes an entry, and what it means for the post that it changed. */
async function saveWithTarget(
  db: Queries,
  before: Entry,
  after: Entry,
  isTargetGone: boolean,
  now: Instant,
): Promise<void> {
  const target = after.target === null ? null : await entryWith(db, after.target);
  const isGone = isTargetGone && after.action === 'edit';
  const afterTarget = target && (isGone ? foundGone(target, now) : afterChange(target, after, now));
  const changes = [{ before, after }];
  if (target && afterTarget) changes.push({ before: target, after: afterTarget });
  await save(db, changes, now);
}
