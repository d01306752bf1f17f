import type { Answer } from '../core/domain/channel.ts';
import type { Instant } from '../core/domain/clock.ts';
import { covers } from '../core/domain/pause.ts';
import type { Key } from '../core/domain/post-key.ts';
import { reason } from '../core/domain/reason.ts';
import { channelSettings, type Settings } from '../core/domain/settings.ts';
import { approversOf, byDigest } from '../core/ledger/approval.ts';
import { type ClaimDecision, decideClaim } from '../core/ledger/claim-rules.ts';
import type { Entry } from '../core/ledger/entry.ts';
import type { Breaker, Claim, Claimed, Ledger, Settlement } from '../core/ledger/ledger.ts';
import { type RateUsage, usageKindOf } from '../core/ledger/rate-limits.ts';
import { dropped } from '../core/ledger/replanning.ts';
import {
  afterChange,
  afterLookUp,
  claimed,
  foundGone,
  onServer,
  overdue,
  resolvedBy,
  resting,
  settled,
} from '../core/ledger/transitions.ts';
import { approvalsWith } from './approvals.ts';
import { takeProbe } from './breakers.ts';
import { allClearsFor, type CommonView, claimViewOf, digestsApproved, readCommonView } from './claim-view.ts';
import {
  type EntryChange,
  type EntryNames,
  entriesBeside,
  entriesWith,
  entryWith,
  namesWith,
  saveEntries,
  takenAmong,
} from './entries.ts';
import { countAsCalls, isLimited, rateWaitFor, recordUsage, removeUsage } from './rate-usage.ts';
import { inRounds, together } from './shared-transactions.ts';
import { inBatches, read, type Store, write } from './store.ts';
import type { Queries } from './tables.ts';
import { writeWitnessed } from './witness.ts';

/** The methods that claim, settle and look up. `newToken` gives another token for each claim. */
export function claimsOf(store: Store, settings: Settings, newToken: () => string) {
  const claim = together(store, (asked: readonly ToClaim[]) =>
    writeWitnessed(store, (db) => claimAll(db, asked, settings)),
  );
  const holds = together(store, (asked: readonly ToHold[]) => read(store, (db) => holdAll(db, asked)));
  const settle = together(store, (asked: readonly ToSettle[]) => write(store, (db) => settleAll(db, asked)));
  return {
    claim: (key, by, now, server) =>
      claim({ key, claim: { by, token: newToken(), until: now + settings.claimMs }, now, server }),
    holds: (claim, now) => holds({ claim, now }),
    settle: (claim, settlement, now) => settle({ claim, settlement, now }),
    recordLookUp: (key, finding, now, server) =>
      write(store, async (db) => {
        const before = await entryWith(db, key);
        if (before?.state !== 'unknown') return false;
        const entry = onServer(before, server ?? before.server);
        if (finding.kind === 'found' && (await isTaken(db, entry, finding.remoteId))) return false;
        const after = afterLookUp(entry, finding, channelSettings(settings, entry.channel).quietMs, now);
        await saveWithTarget(db, before, after, finding.kind === 'gone', now);
        return true;
      }),
    resolve: (key, as, by, now) =>
      write(store, async (db) => {
        const entry = await entryWith(db, key);
        if (!entry || ('posted' in as && (await isTaken(db, entry, as.posted.remoteId)))) return false;
        const after = resolvedBy(overdue(entry, now), as, by, now);
        if (after) await saveWithTarget(db, entry, after, false, now);
        return after !== null;
      }),
  } satisfies Partial<Ledger>;
}

async function isTaken(db: Queries, entry: Entry, remoteId: string): Promise<boolean> {
  return (await takenAmong(db, [remoteId]))(entry, remoteId);
}

interface ToClaim {
  readonly key: Key;
  readonly claim: NonNullable<Entry['claim']>;
  readonly now: Instant;
  readonly server: string | undefined;
}

interface ToHold {
  readonly claim: Claim;
  readonly now: Instant;
}

/** Tells for each claim whether its request may still leave. */
async function holdAll(db: Queries, asked: readonly ToHold[]): Promise<readonly boolean[]> {
  const keys = asked.map(({ claim }) => claim.entry.key);
  const rows = await inBatches(keys, (some) =>
    db
      .selectFrom('entries')
      .select(['key', 'account', 'channel', 'claimToken'])
      .where('key', 'in', some)
      .where('cancelled', 'is', null)
      .where('held', 'is', null)
      .execute(),
  );
  const free = new Map(rows.map((row) => [row.key, row]));
  const { mode, pauses, stopped } = await readCommonView(db);
  return asked.map(({ claim, now }) => {
    const entry = free.get(claim.entry.key);
    // An entry that is no longer on its way has no token.
    if (entry?.claimToken !== claim.token || claim.until <= now || mode === 'draft') return false;
    return !stopped.has(entry.account) && !pauses.some((pause) => covers(pause, entry));
  });
}

/** Claims entries, or writes down why one will never be sent. Expired claims of their accounts become unknowns. */
async function claimAll(
  db: Queries,
  asked: readonly ToClaim[],
  settings: Settings,
): Promise<readonly Claimed[]> {
  const found = await namesWith(
    db,
    asked.map(({ key }) => key),
  );
  const common = await readCommonView(db);
  return inRounds(
    asked,
    ({ key }) => found.get(key)?.account ?? key,
    (some) => claimRound(db, some, found, common, settings),
  );
}

/** At most one entry of each account. */
async function claimRound(
  db: Queries,
  asked: readonly ToClaim[],
  found: ReadonlyMap<Key, EntryNames>,
  common: CommonView,
  settings: Settings,
): Promise<readonly Claimed[]> {
  const wanted = asked.flatMap(({ key }) => found.get(key) ?? []);
  const beside = Map.groupBy(await entriesBeside(db, wanted), ({ account }) => account);
  const approvals = Map.groupBy(
    await approvalsWith(db, wanted.flatMap(digestsApproved)),
    ({ digest }) => digest,
  );
  const keys = new Set(asked.map(({ key }) => key));
  const allClearsOf = await allClearsFor(
    db,
    [...beside.values()].flat().filter(({ key }) => keys.has(key)),
  );
  const results: Claimed[] = [];
  const changes: EntryChange[] = [];
  const usage: (RateUsage & { readonly claimToken: string })[] = [];
  for (const { key, claim, now, server } of asked) {
    const all = beside.get(found.get(key)?.account ?? '') ?? [];
    const before = all.find((one) => one.key === key);
    if (!before) {
      results.push({ kind: 'not-claimed', because: reason('reason.not-in-ledger') });
      continue;
    }
    const account = all.map((one) => ({ before: one, after: overdue(one, now) }));
    const entry = onServer(overdue(before, now), server ?? before.server);
    // The requests of the claims before it count too.
    if (isLimited(entry, settings)) await recordUsage(db, usage.splice(0));
    const view = claimViewOf(entry, common, {
      account: account.map(({ after }) => after),
      approvals: digestsApproved(entry).flatMap((digest) => approvals.get(digest) ?? []),
      allClears: allClearsOf(entry),
      rateWait: await rateWaitFor(db, entry, settings, now),
    });
    const wished = decideClaim(entry, view, now, settings);
    const decision = wished.kind === 'claim' ? await probing(db, view.breaker, wished, claim.until) : wished;
    const after = decided(entry, decision, claim, now);
    const isClaim = decision.kind === 'claim';
    const approvers = approversOf(entry, { ...view, approvals: byDigest(view.approvals), settings });
    changes.push(...account.filter((one) => one.before.key !== key), {
      before,
      after,
      ...(isClaim && { approvers }),
    });
    if (!isClaim) {
      results.push({ kind: 'not-claimed', because: decision.because });
      continue;
    }
    // The post counts from now on: if this process crashes, it may have been sent.
    const { channel, usd, action } = entry;
    const on = usageKindOf(action);
    const from = { channel, server: entry.server, account: entry.account };
    usage.push({ on, ...from, at: now, usd, claimToken: claim.token });
    const { token, until } = claim;
    const { targetRemoteId } = decision;
    const probe = view.breaker !== null;
    const { leftBy: leftByBefore } = entry;
    results.push({
      kind: 'claimed',
      claim: { entry: after, token, until, targetRemoteId, leftByBefore, probe },
    });
  }
  await recordUsage(db, usage);
  await saveEntries(db, changes);
  return results;
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

interface ToSettle {
  readonly claim: Claim;
  readonly settlement: Settlement;
  readonly now: Instant;
}

function settleAll(db: Queries, asked: readonly ToSettle[]): Promise<readonly (Entry | null)[]> {
  return inRounds(
    asked,
    ({ claim }) => claim.entry.account,
    (some) => settleRound(db, some),
  );
}

/** At most one entry of each account. */
async function settleRound(db: Queries, asked: readonly ToSettle[]): Promise<readonly (Entry | null)[]> {
  const entries = await entriesWith(
    db,
    asked.map(({ claim }) => claim.entry.key),
  );
  const targets = await entriesWith(
    db,
    [...entries.values()].flatMap(({ target }) => target ?? []),
  );
  const isTaken = await takenAmong(
    db,
    asked.flatMap(({ settlement }) => remoteIdIn(settlement) ?? []),
  );
  const changes: EntryChange[] = [];
  const usage = { none: [] as string[], calls: [] as string[] };
  const results = asked.map(({ claim, settlement, now }) => {
    const entry = heldBy(claim, entries.get(claim.entry.key) ?? null);
    if (!entry) return null;
    const believed = believedOf(entry, settlement, isTaken);
    const counted = usageAfter(believed);
    if (counted !== 'post') usage[counted].push(claim.token);
    const answer = answerOf(believed);
    const isGone = answer?.kind === 'refused' && answer.cause === 'missing';
    const target = targets.get(entry.target ?? '') ?? null;
    const after = settled(entry, claim, believed, now);
    changes.push(...changesWith(target, entry, after, isGone, now));
    return after;
  });
  await removeUsage(db, usage.none);
  await countAsCalls(db, usage.calls);
  await saveEntries(db, changes);
  return results;
}

/** The entry, if it is still claimed by this claim. */
function heldBy({ token }: Claim, entry: Entry | null): Entry | null {
  return entry?.state === 'sending' && entry.claim?.token === token ? entry : null;
}

/**
 * An answer that names a post which settles another key already can't be believed: one of the two was found by its
 * text, which both may share, or a proxy mixed up answers to two accounts. Looking finds the other one, or that there is none.
 */
function believedOf(
  entry: Entry,
  settlement: Settlement,
  isTaken: (entry: Entry, remoteId: string) => boolean,
): Settlement {
  const remoteId = remoteIdIn(settlement);
  if (remoteId === null || settlement.kind !== 'answered' || !isTaken(entry, remoteId)) return settlement;
  const why = reason('reason.another-key', { post: remoteId });
  return { ...settlement, answer: { kind: 'unknown', reason: why } };
}

function remoteIdIn(settlement: Settlement): string | null {
  const answer = answerOf(settlement);
  return answer?.kind === 'posted' ? answer.remoteId : null;
}

function answerOf(settlement: Settlement): Answer | null {
  return settlement.kind === 'answered' ? settlement.answer : null;
}

/** A request that did not leave used nothing. One that left, but was not taken, counts as a call and costs nothing. */
function usageAfter(settlement: Settlement): 'none' | 'calls' | 'post' {
  const answer = answerOf(settlement);
  if (answer === null || (answer.kind === 'deferred' && answer.cause === 'unsent')) return 'none';
  return answer.kind === 'deferred' || answer.kind === 'refused' ? 'calls' : 'post';
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
  await saveEntries(db, changesWith(target, before, after, isTargetGone, now));
}

function changesWith(
  target: Entry | null,
  before: Entry,
  after: Entry,
  isTargetGone: boolean,
  now: Instant,
): readonly EntryChange[] {
  if (target === null) return [{ before, after }];
  const isGone = isTargetGone && after.action === 'edit';
  const afterTarget = isGone ? foundGone(target, now) : afterChange(target, after, now);
  return [
    { before, after },
    { before: target, after: afterTarget },
  ];
}
