import type { Answer, Channel } from '../domain/channel.ts';
import { type Instant, MINUTE, SECOND } from '../domain/clock.ts';
import type { Account } from '../domain/municipality.ts';
import { idempotencyKeyOf } from '../domain/post-key.ts';
import { channelSettings } from '../domain/settings.ts';
import { type Entry, turnOf } from '../ledger/entry.ts';
import type { Claim, Settlement } from '../ledger/ledger.ts';
import { isCommon, isRejection, PROBE_AFTER_MS, resetRejections } from './circuit-breaker.ts';
import type { DeliveryContext, Step } from './context.ts';
import { identify } from './identity.ts';
import { lookUp } from './look-up.ts';
import { answerInstead } from './outcome.ts';

const RETRY_FIRST_MS = 15 * SECOND;
const RETRY_LAST_MS = 5 * MINUTE;
const RATE_RETRY_MS = 15 * MINUTE;
/** What is on the wire is never cut off: the channel's own timeout ends it. */
const NEVER = new AbortController().signal;
/** X answers so in outages too: this often in a row it is no outage, and the account is stopped. */
const UNAUTHORISED_MAX = 3;

/**
 * Does the next thing for one account: looks for one post whose outcome is unknown, or sends one. Null where nothing
 * can be done now. Never two at once for one account: the ledger sees to it.
 */
export async function deliverNext(
  delivery: DeliveryContext,
  accountId: string,
  signal: AbortSignal,
): Promise<Step | null> {
  const account = delivery.account(accountId);
  const channel = account && delivery.channel(account);
  if (!account || !channel) return null;
  const now = timeFor(delivery, signal);
  if (now === null) return null;
  const open = await delivery.ledger.open(accountId);
  for (const entry of open)
    if (entry.state === 'sending' && isOverdue(entry, now))
      await delivery.ledger.claim(entry.key, delivery.name, now);
  const unsettled = (await delivery.ledger.open(accountId)).filter(
    (entry) => entry.state === 'unknown' && (entry.nextAt ?? 0) <= now,
  );
  for (const entry of unsettled.sort((a, b) => (a.nextAt ?? 0) - (b.nextAt ?? 0))) {
    const step = await lookUp(delivery, account, channel, entry, signal);
    if (step) return step;
  }
  return sendNext(delivery, account, channel, open, signal);
}

/** The clock is asked first: where it finds itself wrong it ends everything, and then nothing may be written by it. */
function timeFor(delivery: DeliveryContext, signal: AbortSignal): Instant | null {
  const now = delivery.clock.now();
  return signal.aborted ? null : now;
}

function isOverdue(entry: Entry, now: Instant): boolean {
  return entry.claim !== null && entry.claim.until <= now;
}

async function sendNext(
  delivery: DeliveryContext,
  account: Account,
  channel: Channel,
  open: readonly Entry[],
  signal: AbortSignal,
): Promise<Step | null> {
  const now = timeFor(delivery, signal);
  if (now === null || (delivery.memory.resting.get(account.id) ?? 0) > now) return null;
  const ready = open
    .filter((entry) => entry.state === 'waiting' && entry.due <= now && (entry.nextAt ?? 0) <= now)
    .sort((a, b) => turnOf(a) - turnOf(b) || a.due - b.due || a.rank - b.rank);
  if (ready.length === 0) return null;
  for (const entry of ready) {
    const claimedAt = timeFor(delivery, signal);
    if (claimedAt === null) return null;
    const claimed = await delivery.ledger.claim(entry.key, delivery.name, claimedAt);
    if (claimed.kind === 'claimed') return send(delivery, account, channel, claimed.claim, signal);
  }
  return null;
}

/**
 * The claim is committed. Where nobody knows yet whose credential it is, that is asked first, and an answer other than
 * that it is the account's own is the outcome: nothing was sent. Then it is asked once more whether the claim holds, then
 * the network is touched, then it is settled.
 */
async function send(
  delivery: DeliveryContext,
  account: Account,
  channel: Channel,
  claim: Claim,
  signal: AbortSignal,
): Promise<Step | null> {
  const { ledger, clock, settings } = delivery;
  const { entry } = claim;
  const identity = await identify(delivery, account, channel, signal);
  if (identity.kind === 'unreadable' && !signal.aborted)
    return settle(delivery, claim, answerInstead(identity), { atAll: false });
  const { sendTimeoutMs } = channelSettings(settings, entry.channel);
  // A ledger may take long to answer: the clock is read after it.
  const mayLeave =
    identity.kind === 'own' &&
    !signal.aborted &&
    (await ledger.holds(claim, clock.now())) &&
    clock.now() + sendTimeoutMs < claim.until;
  if (!mayLeave) {
    const now = clock.now();
    const reason = identity.kind === 'foreign' ? identity.reason : 'stopped before it was sent';
    await ledger.settle(claim, { kind: 'unsent', reason, retryAt: now }, now);
    return null;
  }
  return settle(delivery, claim, await carryOut(delivery, channel, claim, NEVER), { atAll: true });
}

/** First what concerns the whole account or more: nobody may claim its next post in between. Then the entry itself. */
async function settle(
  delivery: DeliveryContext,
  claim: Claim,
  answer: Answer,
  asked: { readonly atAll: boolean },
): Promise<Step> {
  const { ledger, clock, memory: known } = delivery;
  const { entry } = claim;
  const now = clock.now();
  const settlement = settlementOf(answer, entry, now);
  if (!asked.atAll && settlement.retryAt !== null) known.resting.set(entry.account, settlement.retryAt);
  await heed(delivery, claim, answer, now);
  await ledger.settle(claim, settlement, now);
  const step: Step = { kind: 'sent', entry, answer };
  delivery.onStep(step);
  return step;
}

function carryOut(
  { rehearsal }: DeliveryContext,
  channel: Channel,
  claim: Claim,
  signal: AbortSignal,
): Promise<Answer> {
  const { entry, targetRemoteId } = claim;
  const publication = {
    text: entry.text ?? '',
    language: entry.language,
    replyTo: entry.parentId,
    idempotencyKey: idempotencyKeyOf(entry.key, rehearsal),
  };
  switch (entry.action) {
    case 'publish':
      return channel.publish(publication, signal);
    case 'edit':
      return channel.edit(remoteIdFor(claim, targetRemoteId), publication, signal);
    case 'delete':
      return channel.delete(remoteIdFor(claim, targetRemoteId), signal);
    default:
      return entry.action satisfies never;
  }
}

function remoteIdFor(claim: Claim, remoteId: string | null): string {
  if (remoteId === null) throw new Error(`${claim.entry.key} was claimed without the id of its post`);
  return remoteId;
}

function settlementOf(answer: Answer, entry: Entry, now: Instant): Extract<Settlement, { kind: 'answered' }> {
  return {
    kind: 'answered',
    answer,
    leftBy: now,
    retryAt: answer.kind === 'deferred' ? retryAt(answer, entry, now) : null,
  };
}

function retryAt(answer: Extract<Answer, { kind: 'deferred' }>, entry: Entry, now: Instant): Instant {
  if (answer.until !== null) return Math.max(answer.until, now + SECOND);
  if (answer.cause === 'rate') return now + RATE_RETRY_MS;
  return now + Math.min(RETRY_LAST_MS, RETRY_FIRST_MS * 2 ** Math.min(entry.attempts - 1, 10));
}

/** What an answer says about more than its own post. */
async function heed(delivery: DeliveryContext, claim: Claim, answer: Answer, now: Instant): Promise<void> {
  const { memory: known, ledger } = delivery;
  const { entry } = claim;
  const refusals = isUnauthorised(answer) ? (known.unauthorised.get(entry.account) ?? 0) + 1 : 0;
  known.unauthorised.set(entry.account, refusals);
  if (answer.kind === 'posted') {
    resetRejections(known, entry.server);
    if (claim.probe && (await ledger.closeBreaker(entry.server)))
      delivery.onStep({ kind: 'mended', server: entry.server });
    return;
  }
  if (isRejection(answer)) {
    const isOfApp = answer.kind === 'deferred' && answer.cause === 'app';
    if (isCommon(known, entry, answer.reason, now) || isOfApp || claim.probe)
      return openBreaker(delivery, entry, answer, now);
  }
  if (answer.kind === 'refused' && answer.cause === 'account')
    return stop(delivery, entry.account, answer.reason, now);
  if (answer.kind !== 'deferred') return;
  if (answer.cause === 'rate') known.resting.set(entry.account, retryAt(answer, entry, now));
  if (refusals < UNAUTHORISED_MAX) return;
  // Whoever lets it go on has mended the credential: it is believed anew.
  known.unauthorised.delete(entry.account);
  await stop(delivery, entry.account, answer.reason, now);
}

function isUnauthorised(answer: Answer): boolean {
  return answer.kind === 'deferred' && answer.cause === 'account';
}

async function openBreaker(
  delivery: DeliveryContext,
  { server }: Entry,
  answer: Extract<Answer, { kind: 'refused' | 'deferred' }>,
  now: Instant,
): Promise<void> {
  const { reason } = answer;
  const told = answer.kind === 'deferred' ? answer.until : null;
  const probeAt = Math.max(told ?? 0, now + PROBE_AFTER_MS);
  await delivery.ledger.openBreaker(server, reason, probeAt, now);
  delivery.onStep({ kind: 'tripped', server, reason, probeAt });
}

async function stop(delivery: DeliveryContext, account: string, reason: string, now: Instant): Promise<void> {
  await delivery.ledger.stop(account, reason, now);
  delivery.onStep({ kind: 'stopped', account, reason });
}
