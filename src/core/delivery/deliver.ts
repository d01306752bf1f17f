import type { Answer } from '../domain/channel.ts';
import { type Instant, MINUTE, SECOND } from '../domain/clock.ts';
import { serverOf } from '../domain/configuration.ts';
import { reason } from '../domain/reason.ts';
import { channelSettings } from '../domain/settings.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Claim } from '../ledger/ledger.ts';
import { byTurn } from '../ledger/order.ts';
import { overdue } from '../ledger/transitions.ts';
import { placeOf } from '../planning/renamed-accounts.ts';
import { closeBreaker, openBreaker, probeAt } from './circuit-breaker.ts';
import type { AccountContext, DeliveryContext, Step } from './context.ts';
import { identify, stop } from './identity.ts';
import { countReading, lookUp } from './look-up.ts';
import { answerInstead, type Failure } from './outcome.ts';
import { askForLimitsAgain } from './server-limits.ts';

const RETRY_FIRST_MS = 15 * SECOND;
const RETRY_LAST_MS = 5 * MINUTE;
const RATE_RETRY_FIRST_MS = MINUTE;
const RATE_RETRY_LAST_MS = 15 * MINUTE;

/**
 * Does the next thing for one account: looks up one post whose outcome is unknown, or sends one. Null where nothing can
 * be done now. The ledger sees to it that an account never has two sends at once.
 */
export async function deliverNext(
  delivery: DeliveryContext,
  accountId: string,
  signal: AbortSignal,
): Promise<Step | null> {
  const account = delivery.account(accountId);
  const channel = account && delivery.channel(account);
  if (!account || !channel) return null;
  const on: AccountContext = { delivery, account, channel, signal };
  const now = timeFor(on);
  if (now === null) return null;
  // Files that were changed meanwhile may have given its id to another account: what is that one's is not sent here.
  const place = placeOf(delivery.settings, account);
  let open = await delivery.ledger.open(accountId, place);
  for (const entry of open) {
    if (entry.state !== 'sending' || entry.claim === null || entry.claim.until > now) continue;
    // Claiming an entry whose earlier claim expired makes it unknown.
    await delivery.ledger.claim(entry.key, delivery.name, now);
    open = await delivery.ledger.open(accountId, place);
  }
  const unknown = open.filter((entry) => entry.state === 'unknown' && (entry.nextAt ?? 0) <= now);
  for (const entry of unknown.sort((a, b) => (a.nextAt ?? 0) - (b.nextAt ?? 0))) {
    const step = await lookUp(on, entry);
    if (step) return step;
  }
  return sendNext(on, open);
}

/** Reads the clock before the signal: a clock that finds itself wrong aborts it, and then nothing may be written. */
function timeFor({ delivery, signal }: AccountContext): Instant | null {
  const now = delivery.clock.now();
  return signal.aborted ? null : now;
}

async function sendNext(on: AccountContext, open: readonly Entry[]): Promise<Step | null> {
  const { ledger, name, settings } = on.delivery;
  const now = timeFor(on);
  if (now === null) return null;
  const ready = open
    .filter((entry) => entry.state === 'waiting' && entry.due <= now && (entry.nextAt ?? 0) <= now)
    .sort(byTurn);
  for (const entry of ready) {
    const at = timeFor(on);
    if (at === null) return null;
    const claimed = await ledger.claim(entry.key, name, at, serverOf(settings, on.account));
    if (claimed.kind === 'claimed') return send(on, claimed.claim);
  }
  return null;
}

/**
 * The claim is committed before this. The account's identity is confirmed first where this process has not confirmed it
 * yet; if that fails, nothing is sent, and the failure is the outcome. The claim is checked once more, the request is
 * sent, and the claim is settled.
 */
async function send(on: AccountContext, claim: Claim): Promise<Step | null> {
  const { delivery, signal } = on;
  const { ledger, clock, settings } = delivery;
  const { entry } = claim;
  const identity = await identify(on, entry.key);
  if (identity.kind === 'unreadable' && !signal.aborted) {
    const answer = answerInstead(identity);
    // The account's other posts could not be sent either: those of the same action rest.
    const isOfServer = answer.kind === 'deferred' && answer.cause === 'server';
    return settle(delivery, claim, isOfServer ? { ...answer, cause: 'account' } : answer);
  }
  const objection = identity.kind === 'own' ? await objectionToTarget(on, claim) : null;
  if (objection && !signal.aborted) return settle(delivery, claim, objection);
  const { sendTimeoutMs } = channelSettings(settings, entry.channel);
  const mayLeave =
    identity.kind === 'own' &&
    !signal.aborted &&
    (await ledger.holds(claim, clock.now())) &&
    // The ledger may take long to answer, so the clock is read again.
    clock.now() + sendTimeoutMs < claim.until;
  if (!mayLeave) {
    const now = clock.now();
    const why = identity.kind === 'foreign' ? identity.reason : reason('reason.stopped-before');
    await ledger.settle(claim, { kind: 'unsent', reason: why, retryAt: now }, now);
    return null;
  }
  return settle(delivery, claim, await request(on, claim));
}

/**
 * Reads the post before it is changed. A post of another account is never touched, whatever id the ledger has, and nor is any
 * post on a server that the account has left. If the platform names no author, the words of the post decide. Null: nothing is
 * against the change, or the post is gone, as the change will tell.
 */
async function objectionToTarget(
  { delivery, account, channel, signal }: AccountContext,
  claim: Claim,
): Promise<Failure | null> {
  const { entry } = claim;
  const target = entry.target === null ? null : await delivery.ledger.entry(entry.target);
  if (!target) return null;
  if (target.server !== serverOf(delivery.settings, account)) {
    const told = { post: target.url ?? target.remoteId ?? target.key, server: target.server };
    return { kind: 'refused', cause: 'post', reason: reason('reason.other-server', told) };
  }
  const post = await channel.read(targetOf(claim), signal);
  await countReading(delivery, entry, post.kind === 'read' ? 1 : 0);
  if (post.kind === 'unreadable') return answerInstead(post);
  if (post.kind === 'absent') return null;
  const says = (text: string | null) => text !== null && channel.same(text, post.value);
  if (post.value.isOwn ?? (says(target.publishedText) || says(entry.text))) return null;
  const told = { post: post.value.url ?? post.value.remoteId, account: entry.account };
  return { kind: 'refused', cause: 'post', reason: reason('reason.foreign-post', told) };
}

async function request(on: AccountContext, claim: Claim): Promise<Answer> {
  const { channel } = on;
  const { entry } = claim;
  // A request that has left is never aborted: the channel's own timeout ends it.
  const { signal } = new AbortController();
  const publication = {
    text: entry.text ?? '',
    language: entry.language,
    replyTo: entry.parentId,
    idempotencyKey: entry.earlierKeys === 0 ? entry.digest : `${entry.digest}.${entry.earlierKeys}`,
  };
  switch (entry.action) {
    case 'publish':
      return channel.publish(publication, signal);
    case 'edit':
      return channel.edit(targetOf(claim), publication, signal);
    case 'delete':
      return deletion({ ...on, signal }, claim);
    default:
      return entry.action satisfies never;
  }
}

/** A platform may say that a post is deleted, and show it still. If it cannot be read, its word counts. */
async function deletion({ delivery, channel, signal }: AccountContext, claim: Claim): Promise<Answer> {
  const answer = await channel.delete(targetOf(claim), signal);
  if (answer.kind !== 'posted') return answer;
  const left = await channel.read(targetOf(claim), signal);
  await countReading(delivery, claim.entry, left.kind === 'read' ? 1 : 0);
  return left.kind === 'read' ? { kind: 'unknown', reason: reason('reason.still-there') } : answer;
}

function targetOf({ entry, targetRemoteId }: Claim): string {
  if (targetRemoteId === null) throw new Error(`${entry.key} was claimed without the id of its post`);
  return targetRemoteId;
}

/**
 * Writes down what concerns the account or its server before the entry itself, so that no other post is claimed in between.
 */
async function settle(delivery: DeliveryContext, claim: Claim, answer: Answer): Promise<Step> {
  const { entry } = claim;
  const now = delivery.clock.now();
  await settleBeyond(delivery, claim, answer, now);
  const settled = await delivery.ledger.settle(
    claim,
    {
      kind: 'answered',
      answer,
      leftBy: now,
      retryAt: answer.kind === 'deferred' ? retryAt(answer, entry, now) : null,
    },
    now,
  );
  const step: Step = { kind: 'sent', entry: settled ?? overdue(entry, claim.until), answer };
  delivery.onStep(step);
  return step;
}

function retryAt(answer: Extract<Answer, { kind: 'deferred' }>, entry: Entry, now: Instant): Instant {
  // The next probe of the server is another post's, where one waits.
  if (answer.cause === 'app') return probeAt(answer, now) + SECOND;
  if (answer.until !== null) return Math.max(answer.until, now + SECOND);
  const [first, last] =
    answer.cause === 'rate' ? [RATE_RETRY_FIRST_MS, RATE_RETRY_LAST_MS] : [RETRY_FIRST_MS, RETRY_LAST_MS];
  return now + Math.min(last, first * 2 ** Math.min(entry.attempts - 1, 10));
}

/**
 * Writes down the consequences of an answer beyond its own post: it stops the account, or opens or closes a breaker. Other
 * accounts are concerned only by an answer about the whole app. A 401 stops none: X answers so in outages too, and a new
 * credential repairs it.
 */
async function settleBeyond(
  delivery: DeliveryContext,
  { entry, probe }: Claim,
  answer: Answer,
  now: Instant,
): Promise<void> {
  switch (answer.kind) {
    case 'posted':
    case 'refused':
      if (answer.kind === 'refused' && answer.cause === 'account')
        return stop(delivery, entry.account, answer.reason);
      if (answer.kind === 'refused' && entry.text !== null) await askForLimitsAgain(delivery, entry);
      // The server judged the post itself: then it works, whatever it says about this one.
      return probe ? closeBreaker(delivery, entry) : undefined;
    case 'deferred':
      return answer.cause === 'app' ? openBreaker(delivery, entry, answer, now) : undefined;
    case 'unknown':
      return;
    default:
      return answer satisfies never;
  }
}
