import type { ReadResult, Seen } from '../domain/channel.ts';
import { type Instant, MINUTE, SECOND } from '../domain/clock.ts';
import { serverOf } from '../domain/configuration.ts';
import { reason } from '../domain/reason.ts';
import { channelSettings } from '../domain/settings.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Finding } from '../ledger/ledger.ts';
import { matched, THE_SAME } from '../wording/similarity.ts';
import type { AccountContext, DeliveryContext, Step } from './context.ts';
import { identify, stopIfRejected } from './identity.ts';

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
export async function lookUp(on: AccountContext, entry: Entry): Promise<Step | null> {
  const { delivery, signal } = on;
  const finding = await findingOf(on, entry, delivery.clock.now());
  if (signal.aborted && finding.kind === 'unreadable') return null;
  if (finding.cause === 'account') await stopIfRejected(on);
  const server = serverOf(delivery.settings, on.account);
  if (!(await delivery.ledger.recordLookUp(entry.key, finding, delivery.clock.now(), server))) return null;
  const step: Step = { kind: 'looked-up', entry, found: finding.kind };
  delivery.onStep(step);
  return step;
}

/**
 * The identity is confirmed first: on somebody else's timeline the post would be absent for the wrong reason, and so it would
 * on a server where it was never sent.
 */
async function findingOf(on: AccountContext, entry: Entry, lookedUpAt: Instant): Promise<Found> {
  const times = { lookedUpAt, nextAt: lookedUpAt + intervalAfter(entry.looks) };
  const { server } = entry;
  if (entry.attempts > 0 && server !== serverOf(on.delivery.settings, on.account))
    return unreadable({ reason: reason('reason.left-server', { server }) }, times);
  const identity = await identify(on);
  if (identity.kind !== 'own') return unreadable(identity, times);
  return entry.action === 'publish' ? findPublication(on, entry, times) : findChange(on, entry, times);
}

/** `cause`: why the platform could not be read, where that does not pass by itself. */
type Found = Finding & Pick<Unreadable, 'cause'>;

/** When a post was looked up, and when it is again where that settles nothing. */
interface Times {
  readonly lookedUpAt: Instant;
  readonly nextAt: Instant;
}

async function findPublication(on: AccountContext, entry: Entry, times: Times): Promise<Found> {
  const { delivery, channel, signal } = on;
  const from = entry.createdAt - CLOCK_SKEW_MS;
  const window = { since: entry.since, from, postsMax: POSTS_PER_LOOK_UP_MAX };
  const timeline = await channel.timeline(window, signal);
  await countReading(delivery, entry, timeline.kind === 'read' ? timeline.value.posts.length : 0);
  if (timeline.kind === 'unreadable') return unreadable(timeline, times);
  if (timeline.kind === 'absent') return unreadable({ reason: reason('reason.no-timeline') }, times);
  const settled = await delivery.ledger.settledIds(entry.account, serverOf(delivery.settings, on.account));
  const posts = timeline.value.posts.filter(({ remoteId }) => !settled.has(remoteId)).toReversed();
  const sought = await findByWords(on, entry, posts);
  if ('kind' in sought) return unreadable(sought, times);
  const { found } = sought;
  if (found) return { ...found, kind: 'found' };
  if (!timeline.value.complete) return unreadable({ reason: reason('reason.part-of-timeline') }, times);
  // A post that was never sent from this ledger was taken over unread: the facts may have changed since it was published.
  const doubtful = entry.attempts === 0 ? posts : sought.unsourced;
  const similar = await findSimilar(on, entry, doubtful);
  if (similar) return { kind: 'similar', where: similar.url ?? similar.remoteId, ...times };
  return { kind: 'absent', ...times };
}

/** Something that says it in other words. A post with the text of another open entry is that entry's. */
async function findSimilar(
  { delivery: { ledger, isOurs }, channel }: AccountContext,
  entry: Entry,
  posts: readonly Seen[],
): Promise<Seen | undefined> {
  const { key, account } = entry;
  if (posts.length === 0) return undefined;
  const others = (await ledger.open(account)).filter((other) => other.key !== key);
  const isOther = (seen: Seen) => others.some((other) => channel.same(other.text ?? '', seen));
  const left = posts.filter((seen) => isOurs(seen.text) && !isOther(seen));
  return matched([entry], left, THE_SAME).get(entry);
}

/** Reads the changed post by its id. An edit or deletion may be repeated at once: doing it twice is the same as once. */
async function findChange(on: AccountContext, entry: Entry, times: Times): Promise<Found> {
  const { delivery, channel, signal } = on;
  const target = entry.target === null ? null : await delivery.ledger.entry(entry.target);
  const remoteId = target?.remoteId;
  if (!target || !remoteId) throw new Error(`${entry.key} has no post to change`);
  const post = await channel.read(remoteId, signal);
  await countReading(delivery, entry, post.kind === 'read' ? 1 : 0);
  const done: Finding = { kind: 'found', remoteId, url: target.url, at: times.lookedUpAt };
  switch (post.kind) {
    case 'unreadable':
      return unreadable(post, times);
    case 'absent':
      return entry.action === 'delete' ? done : { kind: 'gone' };
    case 'read':
      break;
    default:
      return post satisfies never;
  }
  if (entry.action === 'delete') return { kind: 'absent', ...times };
  const sought = await findByWords(on, entry, [post.value]);
  if ('kind' in sought) return unreadable(sought, times);
  return sought.found ? done : { kind: 'absent', ...times };
}

/**
 * The one of these posts that says what was sent. A server may show other words, where it takes them for markup: then the
 * sources decide. `unsourced`: those whose source the platform does not tell.
 */
async function findByWords(
  { delivery, channel, signal }: AccountContext,
  entry: Entry,
  posts: readonly Seen[],
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
  { reason, until = null, cause }: Pick<Unreadable, 'reason'> & Partial<Omit<Unreadable, 'kind'>>,
  { nextAt }: Times,
): Found {
  return { kind: 'unreadable', reason, nextAt: Math.max(nextAt, until ?? 0), ...(cause && { cause }) };
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
