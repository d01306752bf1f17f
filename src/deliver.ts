import { forgive, isCommon, isRebuff, PROBE_AFTER_MS } from './breaker.ts';
import type { Answer, Channel } from './channel.ts';
import { type Instant, MINUTE, SECOND } from './clock.ts';
import type { Courier, Step } from './courier.ts';
import { type Claim, type Entry, type Settlement, turnOf } from './ledger.ts';
import { look } from './look.ts';
import type { Account } from './municipality.ts';
import { idempotencyKeyOf } from './post.ts';
import { serverOf } from './world.ts';

const RETRY_FIRST_MS = 15 * SECOND;
const RETRY_LAST_MS = 5 * MINUTE;
const RATE_RETRY_MS = 15 * MINUTE;
/** What is on the wire is never cut off: the channel's own timeout ends it. */
const NEVER = new AbortController().signal;
/** How often an unauthorised answer may be an outage, before the account is stopped. */
const UNAUTHORISED_MAX = 3;

/**
 * Does the next thing for one account: looks for one post whose outcome is unknown, or sends one. Null where nothing
 * can be done now. Never two at once for one account: the ledger sees to it.
 */
export async function deliverNext(
  courier: Courier,
  accountId: string,
  signal: AbortSignal,
): Promise<Step | null> {
  const account = courier.account(accountId);
  const channel = account && courier.channel(account);
  if (!account || !channel) return null;
  const now = timeFor(courier, signal);
  if (now === null) return null;
  const open = await courier.ledger.open(accountId);
  for (const entry of open)
    if (entry.state === 'sending' && isOverdue(entry, now))
      await courier.ledger.claim(entry.key, courier.name, now);
  const unsettled = (await courier.ledger.open(accountId)).filter(
    (entry) => entry.state === 'unknown' && (entry.nextAt ?? 0) <= now,
  );
  for (const entry of unsettled.sort((a, b) => (a.nextAt ?? 0) - (b.nextAt ?? 0))) {
    const step = await look(courier, channel, entry, signal);
    if (step) return step;
  }
  return sendNext(courier, account, channel, open, signal);
}

/** The clock is asked first: where it finds itself wrong it ends everything, and then nothing may be written by it. */
function timeFor(courier: Courier, signal: AbortSignal): Instant | null {
  const now = courier.clock.now();
  return signal.aborted ? null : now;
}

function isOverdue(entry: Entry, now: Instant): boolean {
  return entry.claim !== null && entry.claim.until <= now;
}

async function sendNext(
  courier: Courier,
  account: Account,
  channel: Channel,
  open: readonly Entry[],
  signal: AbortSignal,
): Promise<Step | null> {
  const now = timeFor(courier, signal);
  if (now === null || (courier.known.resting.get(account.id) ?? 0) > now) return null;
  const ready = open
    .filter((entry) => entry.state === 'waiting' && entry.due <= now && (entry.nextAt ?? 0) <= now)
    .sort((a, b) => turnOf(a) - turnOf(b) || a.due - b.due || a.rank - b.rank);
  if (ready.length === 0) return null;
  const stranger = await identify(courier, account, channel, signal);
  if (stranger !== 'identified') return stranger;
  for (const entry of ready) {
    const claimedAt = timeFor(courier, signal);
    if (claimedAt === null) return null;
    const claimed = await courier.ledger.claim(entry.key, courier.name, claimedAt);
    if (claimed.kind === 'claimed') return send(courier, channel, claimed.claim, signal);
  }
  return null;
}

/** Before the first delivery with a credential: it must be the configured handle's. Null: not now. */
export async function identify(
  courier: Courier,
  account: Account,
  channel: Channel,
  signal: AbortSignal,
): Promise<'identified' | Step | null> {
  const { known, ledger, clock } = courier;
  if (known.identified.has(account.id)) return 'identified';
  const identity = await channel.identity(signal);
  await ledger.spend({
    on: 'calls',
    channel: account.channel,
    server: serverOf(courier.settings, account),
    account: account.id,
    at: clock.now(),
    usd: 0,
  });
  if (identity.kind === 'read' && sameHandle(identity.value.handle, account.handle)) {
    known.identified.add(account.id);
    return 'identified';
  }
  if (identity.kind !== 'read') {
    const until = identity.kind === 'unreadable' ? identity.until : null;
    known.resting.set(account.id, Math.max(until ?? 0, clock.now() + RETRY_FIRST_MS));
    return null;
  }
  const reason = `the credential of ${account.id} belongs to @${identity.value.handle}, not to @${account.handle}`;
  await ledger.stop(account.id, reason, clock.now());
  return { kind: 'stopped', account: account.id, reason };
}

function sameHandle(a: string, b: string): boolean {
  return a.replace(/^@/, '').toLowerCase() === b.replace(/^@/, '').toLowerCase();
}

/** The claim is committed. It is asked once more whether it holds, then the network is touched, then it is settled. */
async function send(
  courier: Courier,
  channel: Channel,
  claim: Claim,
  signal: AbortSignal,
): Promise<Step | null> {
  const { ledger, clock, settings } = courier;
  const { entry } = claim;
  const { sendTimeoutMs } = settings.channels[entry.channel];
  const now = clock.now();
  const mayLeave = !signal.aborted && now + sendTimeoutMs < claim.until && (await ledger.holds(claim, now));
  if (!mayLeave) {
    await ledger.settle(claim, { kind: 'unsent', reason: 'stopped before it was sent', retryAt: now }, now);
    return null;
  }
  const answer = await carryOut(channel, claim, NEVER);
  const settledAt = clock.now();
  // First what concerns the whole account: nobody may claim its next post in between.
  await heed(courier, claim, answer, settledAt);
  await ledger.settle(claim, settlementOf(answer, entry, settledAt), settledAt);
  const step: Step = { kind: 'sent', entry, answer };
  courier.witness(step);
  return step;
}

function carryOut(channel: Channel, claim: Claim, signal: AbortSignal): Promise<Answer> {
  const { entry, targetRemoteId } = claim;
  const publication = {
    text: entry.text ?? '',
    language: entry.language,
    replyTo: entry.parentId,
    idempotencyKey: idempotencyKeyOf(entry.key),
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

function settlementOf(answer: Answer, entry: Entry, now: Instant): Settlement {
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
async function heed(courier: Courier, claim: Claim, answer: Answer, now: Instant): Promise<void> {
  const { known, ledger } = courier;
  const { entry } = claim;
  if (answer.kind === 'posted') {
    forgive(known, entry.server);
    if (claim.probe && (await ledger.mend(entry.server)))
      courier.witness({ kind: 'mended', server: entry.server });
    return;
  }
  if (isRebuff(answer)) {
    const isOfApp = answer.kind === 'deferred' && answer.cause === 'app';
    if (isCommon(known, entry, answer.reason, now) || isOfApp || claim.probe)
      return trip(courier, entry, answer, now);
  }
  if (answer.kind === 'refused' && answer.cause === 'account')
    return stop(courier, entry.account, answer.reason, now);
  if (answer.kind !== 'deferred') return;
  if (answer.cause === 'rate') known.resting.set(entry.account, retryAt(answer, entry, now));
  if (answer.cause === 'account' && entry.attempts >= UNAUTHORISED_MAX)
    await stop(courier, entry.account, answer.reason, now);
}

async function trip(
  courier: Courier,
  { server }: Entry,
  answer: Extract<Answer, { kind: 'refused' | 'deferred' }>,
  now: Instant,
): Promise<void> {
  const { reason } = answer;
  const told = answer.kind === 'deferred' ? answer.until : null;
  const probeAt = Math.max(told ?? 0, now + PROBE_AFTER_MS);
  await courier.ledger.trip(server, reason, probeAt, now);
  courier.witness({ kind: 'tripped', server, reason, probeAt });
}

async function stop(courier: Courier, account: string, reason: string, now: Instant): Promise<void> {
  await courier.ledger.stop(account, reason, now);
  courier.witness({ kind: 'stopped', account, reason });
}
