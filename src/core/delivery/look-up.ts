import type { Channel, ReadResult, Seen } from '../domain/channel.ts';
import { type Instant, MINUTE, SECOND } from '../domain/clock.ts';
import type { Account } from '../domain/municipality.ts';
import { reason } from '../domain/reason.ts';
import { channelSettings } from '../domain/settings.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Finding } from '../ledger/ledger.ts';
import { mostSimilar } from '../wording/similarity.ts';
import type { DeliveryContext, Step } from './context.ts';
import { identify } from './identity.ts';

/** Posts of the account that one look-up reads at most. */
const POSTS_PER_LOOK_UP_MAX = 200;
/** Posts of the account whose sources one look-up reads at most. */
const SOURCES_PER_LOOK_UP_MAX = 40;
/** How far before the send a look-up begins, because the platform's clock may differ from ours. */
const CLOCK_SKEW_MS = 10 * MINUTE;
/** Time between look-ups: the first, second and third, and each later one. */
const LOOK_AGAIN_MS: readonly number[] = [45 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE];

/**
 * Looks up one post, edit or deletion whose outcome is unknown, on the platform itself. It only reads; the ledger decides
 * what an absence means. Null where the entry was settled meanwhile, or `signal` aborted the reading.
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
  const step: Step = { kind: 'looked-up', entry, found: finding.kind };
  delivery.onStep(step);
  return step;
}

/** The identity is confirmed first: on somebody else's timeline the post would be absent for the wrong reason. */
async function findingOf(
  delivery: DeliveryContext,
  account: Account,
  channel: Channel,
  entry: Entry,
  lookedUpAt: Instant,
  signal: AbortSignal,
): Promise<Finding> {
  const nextAt = lookedUpAt + intervalAfter(entry.looks);
  const identity = await identify(delivery, account, channel, signal);
  if (identity.kind === 'unreadable') return unreadable(identity, nextAt);
  if (identity.kind === 'foreign') return { kind: 'unreadable', reason: identity.reason, nextAt };
  return entry.action === 'publish'
    ? findPublication(delivery, channel, entry, lookedUpAt, nextAt, signal)
    : findChange(delivery, channel, entry, lookedUpAt, nextAt, signal);
}

async function findPublication(
  delivery: DeliveryContext,
  channel: Channel,
  entry: Entry,
  lookedUpAt: Instant,
  nextAt: Instant,
  signal: AbortSignal,
): Promise<Finding> {
  const from = entry.createdAt - CLOCK_SKEW_MS;
  const window = { since: entry.since, from, postsMax: POSTS_PER_LOOK_UP_MAX };
  const timeline = await channel.timeline(window, signal);
  await countReading(delivery, entry, timeline.kind === 'read' ? timeline.value.posts.length : 0);
  if (timeline.kind === 'unreadable') return unreadable(timeline, nextAt);
  if (timeline.kind === 'absent') return { kind: 'unreadable', reason: reason('reason.no-timeline'), nextAt };
  const settled = await delivery.ledger.settledIds(entry.account);
  const posts = timeline.value.posts.filter(({ remoteId }) => !settled.has(remoteId)).toReversed();
  const sought = await findByWords(delivery, channel, entry, posts, signal);
  if ('kind' in sought) return unreadable(sought, nextAt);
  const { found } = sought;
  if (found) return { kind: 'found', remoteId: found.remoteId, url: found.url, at: found.at };
  if (!timeline.value.complete)
    return { kind: 'unreadable', reason: reason('reason.part-of-timeline'), nextAt };
  // One that was never sent from this ledger was taken over unread: the facts may have changed since it was published.
  const doubtful = entry.attempts === 0 ? posts : sought.unsourced;
  const similar = await findSimilar(delivery, channel, entry, doubtful);
  if (similar) return { kind: 'similar', where: similar.url ?? similar.remoteId, lookedUpAt, nextAt };
  return { kind: 'absent', lookedUpAt, nextAt };
}

/** Something that says it in other words. A post with the text of another open entry is that entry's. */
async function findSimilar(
  { ledger, isOurs }: DeliveryContext,
  channel: Channel,
  { key, account, text }: Entry,
  posts: readonly Seen[],
): Promise<Seen | undefined> {
  if (posts.length === 0) return undefined;
  const others = (await ledger.open(account)).filter((other) => other.key !== key);
  const isOther = (seen: Seen) => others.some((other) => channel.same(other.text ?? '', seen));
  return mostSimilar(
    text ?? '',
    posts.filter((seen) => isOurs(seen.text) && !isOther(seen)),
  );
}

/** Reads the changed post by its id. An edit or deletion may be repeated at once: doing it twice is the same as once. */
async function findChange(
  delivery: DeliveryContext,
  channel: Channel,
  entry: Entry,
  lookedUpAt: Instant,
  nextAt: Instant,
  signal: AbortSignal,
): Promise<Finding> {
  const target = entry.target === null ? null : await delivery.ledger.entry(entry.target);
  const remoteId = target?.remoteId;
  if (!target || !remoteId) throw new Error(`${entry.key} has no post to change`);
  const post = await channel.read(remoteId, signal);
  await countReading(delivery, entry, post.kind === 'read' ? 1 : 0);
  const done: Finding = { kind: 'found', remoteId, url: target.url, at: lookedUpAt };
  switch (post.kind) {
    case 'unreadable':
      return unreadable(post, nextAt);
    case 'absent':
      return entry.action === 'delete' ? done : { kind: 'gone' };
    case 'read':
      break;
    default:
      return post satisfies never;
  }
  if (entry.action === 'delete') return { kind: 'absent', lookedUpAt, nextAt };
  const sought = await findByWords(delivery, channel, entry, [post.value], signal);
  if ('kind' in sought) return unreadable(sought, nextAt);
  return sought.found ? done : { kind: 'absent', lookedUpAt, nextAt };
}

/**
 * The one of these posts that says what was sent. A server may show other words, where it takes them for markup: then the
 * sources decide. `unsourced`: those whose source the platform does not tell.
 */
async function findByWords(
  delivery: DeliveryContext,
  channel: Channel,
  entry: Entry,
  posts: readonly Seen[],
  signal: AbortSignal,
): Promise<{ readonly found: Seen | null; readonly unsourced: readonly Seen[] } | Unreadable> {
  const text = entry.text ?? '';
  const unsourced: Seen[] = [];
  const shown = posts.find((seen) => channel.same(text, seen));
  if (shown) return { found: shown, unsourced };
  for (const [index, seen] of posts.entries()) {
    if (index === SOURCES_PER_LOOK_UP_MAX)
      return { kind: 'unreadable', reason: reason('reason.too-many-posts'), until: null };
    const source = await channel.source(seen.remoteId, signal);
    if (source.kind === 'absent') {
      unsourced.push(seen);
      continue;
    }
    await countReading(delivery, entry, 0);
    if (source.kind === 'unreadable') return source;
    if (channel.same(text, { ...seen, text: source.value })) return { found: seen, unsourced };
  }
  return { found: null, unsourced };
}

type Unreadable = Extract<ReadResult<never>, { kind: 'unreadable' }>;

function unreadable(
  { reason, until }: { readonly reason: string; readonly until: Instant | null },
  nextAt: Instant,
): Finding {
  return { kind: 'unreadable', reason, nextAt: Math.max(nextAt, until ?? 0) };
}

/** Rate limits and budgets never hold a look-up back, but it counts towards them. */
export async function countReading(
  { ledger, clock, settings }: DeliveryContext,
  entry: Entry,
  posts: number,
): Promise<void> {
  const { channel, server, account } = entry;
  const usd = posts * channelSettings(settings, channel).pricesUsd.read;
  await ledger.recordUsage({ on: 'calls', channel, server, account, at: clock.now(), usd });
}

function intervalAfter(looks: number): number {
  return LOOK_AGAIN_MS[Math.min(looks, LOOK_AGAIN_MS.length - 1)] ?? MINUTE;
}
