import type { Channel } from '../domain/channel.ts';
import { type Instant, MINUTE, SECOND } from '../domain/clock.ts';
import type { Account } from '../domain/municipality.ts';
import { channelSettings } from '../domain/settings.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Finding } from '../ledger/ledger.ts';
import type { DeliveryContext, Step } from './context.ts';
import { identify } from './identity.ts';

/** Own posts that one look reads at most. */
const POSTS_PER_LOOK_MAX = 200;
/** How far before a send a look begins: clocks of platforms differ from ours. */
const CLOCK_SKEW_MS = 10 * MINUTE;
const LOOK_AGAIN_MS: readonly number[] = [45 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE];

/**
 * Looks for one post, edit or deletion whose outcome is unknown, on the platform itself. It only reads: whether
 * absence decides anything is up to the ledger. Null where somebody else settled it meanwhile.
 */
export async function lookUp(
  delivery: DeliveryContext,
  account: Account,
  channel: Channel,
  entry: Entry,
  signal: AbortSignal,
): Promise<Step | null> {
  const { ledger, clock } = delivery;
  const lookedUpAt = clock.now();
  const finding = await findingOf(delivery, account, channel, entry, lookedUpAt, signal);
  if (signal.aborted && finding.kind === 'unreadable') return null;
  if (!(await ledger.recordLookUp(entry.key, finding, clock.now()))) return null;
  const step: Step = { kind: 'looked', entry, found: finding.kind };
  delivery.onStep(step);
  return step;
}

/** With a credential that is somebody else's by now, the post would be missing where it never could have been. */
async function findingOf(
  delivery: DeliveryContext,
  account: Account,
  channel: Channel,
  entry: Entry,
  lookedUpAt: Instant,
  signal: AbortSignal,
): Promise<Finding> {
  const identity = await identify(delivery, account, channel, signal);
  if (identity.kind !== 'own') {
    const { reason } = identity;
    const until = identity.kind === 'unreadable' ? identity.until : null;
    return {
      kind: 'unreadable',
      reason,
      nextAt: Math.max(lookedUpAt + pauseAfter(entry.looks), until ?? 0),
    };
  }
  return entry.action === 'publish'
    ? findPublication(delivery, channel, entry, lookedUpAt, signal)
    : findChange(delivery, channel, entry, lookedUpAt, signal);
}

async function findPublication(
  delivery: DeliveryContext,
  channel: Channel,
  entry: Entry,
  lookedUpAt: Instant,
  signal: AbortSignal,
): Promise<Finding> {
  const { ledger } = delivery;
  const from = entry.createdAt - CLOCK_SKEW_MS;
  const timeline = await channel.timeline({ since: entry.since, from, postsMax: POSTS_PER_LOOK_MAX }, signal);
  await noteReading(delivery, entry, timeline.kind === 'read' ? timeline.value.posts.length : 0);
  const nextAt = lookedUpAt + pauseAfter(entry.looks);
  if (timeline.kind === 'unreadable')
    return { kind: 'unreadable', reason: timeline.reason, nextAt: Math.max(nextAt, timeline.until ?? 0) };
  if (timeline.kind === 'absent')
    return { kind: 'unreadable', reason: 'the account has no timeline', nextAt };
  const settled = await ledger.settledIds(entry.account);
  const found = timeline.value.posts.findLast(
    (seen) => !settled.has(seen.remoteId) && channel.same(entry.text ?? '', seen),
  );
  if (found) return { kind: 'found', remoteId: found.remoteId, url: found.url, at: found.at };
  if (!timeline.value.complete)
    return { kind: 'unreadable', reason: 'the timeline could not be read whole', nextAt };
  return { kind: 'absent', lookedUpAt, nextAt };
}

/** An edit or deletion is read by the id of its post. Both may be repeated at once: twice is the same as once. */
async function findChange(
  delivery: DeliveryContext,
  channel: Channel,
  entry: Entry,
  lookedUpAt: Instant,
  signal: AbortSignal,
): Promise<Finding> {
  const { ledger } = delivery;
  const target = entry.target === null ? null : await ledger.entry(entry.target);
  const remoteId = target?.remoteId;
  if (!target || !remoteId) throw new Error(`${entry.key} has no post to change`);
  const post = await channel.read(remoteId, signal);
  await noteReading(delivery, entry, post.kind === 'read' ? 1 : 0);
  const nextAt = lookedUpAt + pauseAfter(entry.looks);
  const done: Finding = { kind: 'found', remoteId, url: target.url, at: lookedUpAt };
  switch (post.kind) {
    case 'unreadable':
      return { kind: 'unreadable', reason: post.reason, nextAt: Math.max(nextAt, post.until ?? 0) };
    case 'absent':
      return entry.action === 'delete' ? done : { kind: 'gone' };
    case 'read':
      if (entry.action === 'edit' && channel.same(entry.text ?? '', post.value)) return done;
      return { kind: 'absent', lookedUpAt, nextAt };
    default:
      return post satisfies never;
  }
}

/** Looking is never held back, but it counts. */
async function noteReading(
  { ledger, clock, settings }: DeliveryContext,
  entry: Entry,
  posts: number,
): Promise<void> {
  const { channel, server, account } = entry;
  const usd = posts * channelSettings(settings, channel).prices.readUsd;
  await ledger.recordUsage({ on: 'calls', channel, server, account, at: clock.now(), usd });
}

function pauseAfter(looks: number): number {
  return LOOK_AGAIN_MS[Math.min(looks, LOOK_AGAIN_MS.length - 1)] ?? MINUTE;
}
