import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CHANNELS } from '../../src/channels/registry.ts';
import { type Channel, channelWithId, type Publication } from '../../src/core/domain/channel.ts';
import type { ChannelModule } from '../../src/core/domain/channel-module.ts';
import { type Clock, HOUR } from '../../src/core/domain/clock.ts';
import type { Fault } from '../../src/sandbox/fault.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { accessTo } from '../fixtures/channel-access.ts';
import { channelConformance, posted, shown, toldBy } from './conformance.ts';
import { board } from './third-channel/module.ts';

const TIMEOUT_MS = 2_000;
const HASTY_MS = 100;
const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};
/** All that ship, and one that is added by nothing but its folder. */
const MODULES = [...CHANNELS, board];
const TOKEN = '4711-token-of-siegen';
const never = new AbortController().signal;

async function sandbox(): Promise<Sandbox> {
  return startSandbox({
    platforms: await Promise.all(MODULES.map((module) => module.sandbox())),
    clock,
    accounts: MODULES.map(({ id }) => ({
      id: `siegen-${id}`,
      channel: id,
      handle: 'stadt_siegen',
      name: 'Stadt Siegen',
      token: `${TOKEN}-on-${id}`,
      group: 'siegen',
    })),
  });
}

async function opener(module: ChannelModule, server: string) {
  const open = await module.client();
  return (token = `${TOKEN}-on-${module.id}`, sendTimeoutMs = TIMEOUT_MS): Channel =>
    open(accessTo(module, server, token, { sendTimeoutMs, clock }));
}

for (const module of MODULES)
  channelConformance(`${module.name} in the sandbox`, async () => {
    const running = await sandbox();
    const open = await opener(module, running.origin);
    return {
      channel: open(),
      revoked: open('no-such-token'),
      handle: 'stadt_siegen',
      limits: module.defaults.limits,
      strangeId: '123456789012345678',
      [Symbol.asyncDispose]: () => running.close(),
    };
  });

/** How a send that meets a fault ends on each channel that knows the fault, and whether the post is there afterwards. */
interface Row {
  readonly fault: Fault;
  readonly x?: string;
  readonly mastodon?: string;
  readonly isPublished: boolean;
  readonly replying?: boolean;
}

const both = (told: string) => ({ x: told, mastodon: told });
const ROWS: readonly Row[] = [
  { fault: { kind: 'rate-limited' }, ...both('deferred rate'), isPublished: false },
  { fault: { kind: 'unavailable', status: 500 }, ...both('unknown'), isPublished: false },
  { fault: { kind: 'unavailable', status: 502 }, ...both('unknown'), isPublished: false },
  { fault: { kind: 'unavailable', status: 503, accepted: true }, ...both('unknown'), isPublished: true },
  { fault: { kind: 'unauthorized' }, ...both('deferred account'), isPublished: false },
  { fault: { kind: 'no-credit' }, x: 'deferred app', isPublished: false },
  { fault: { kind: 'duplicate' }, x: 'refused duplicate', isPublished: false },
  { fault: { kind: 'suspended' }, ...both('refused account'), isPublished: false },
  { fault: { kind: 'locked' }, ...both('refused account'), isPublished: false },
  { fault: { kind: 'automated' }, x: 'refused post', isPublished: false },
  { fault: { kind: 'not-permitted' }, x: 'refused post', isPublished: false },
  { fault: { kind: 'reply-refused' }, ...both('refused reply'), isPublished: false, replying: true },
  { fault: { kind: 'app-limited' }, x: 'deferred app', isPublished: false },
  { fault: { kind: 'app-suspended' }, x: 'deferred app', isPublished: false },
  { fault: { kind: 'client-forbidden' }, x: 'deferred app', isPublished: false },
  {
    fault: { kind: 'missing-permission' },
    x: 'deferred app',
    mastodon: 'refused account',
    isPublished: false,
  },
  { fault: { kind: 'not-found' }, ...both('unknown'), isPublished: false },
  { fault: { kind: 'invalid' }, ...both('refused post'), isPublished: false },
  { fault: { kind: 'redirect' }, ...both('unknown'), isPublished: false },
  { fault: { kind: 'html' }, ...both('unknown'), isPublished: false },
  { fault: { kind: 'html', accepted: true }, ...both('unknown'), isPublished: true },
  { fault: { kind: 'html', status: 503 }, ...both('unknown'), isPublished: false },
  { fault: { kind: 'refused-before' }, ...both('unknown'), isPublished: false },
  { fault: { kind: 'accepted-then-cut' }, ...both('unknown'), isPublished: true },
  { fault: { kind: 'accepted-then-hang' }, ...both('unknown'), isPublished: true },
  { fault: { kind: 'cut-body' }, ...both('unknown'), isPublished: true },
  { fault: { kind: 'hang' }, ...both('unknown'), isPublished: false },
];

describe.each(['x', 'mastodon'] as const)('faults of %s', (id) => {
  let running: Sandbox;
  let open: Awaited<ReturnType<typeof opener>>;
  let channel: Channel;
  let count = 0;
  beforeAll(async () => {
    running = await sandbox();
    open = await opener(channelWithId(CHANNELS, id), running.origin);
    channel = open();
  });
  beforeEach(() => running.clear());
  afterAll(() => running.close());
  const account = `siegen-${id}`;
  const worded = (): Publication => {
    count++;
    return {
      text: `Meldung ${count}: https://example.org/a`,
      language: 'de',
      replyTo: null,
      idempotencyKey: `key-${count}`,
    };
  };

  const rows = ROWS.filter((row) => row[id] !== undefined).map(
    (row) => [JSON.stringify(row.fault), row] as const,
  );
  test.each(rows)('the fault %s has its outcome', async (_, row) => {
    const replyTo = row.replying ? posted(await channel.publish(worded(), never)).remoteId : null;
    const hangs = row.fault.kind === 'hang' || row.fault.kind === 'accepted-then-hang';
    const sender = hangs ? open(undefined, HASTY_MS) : channel;
    const publication = { ...worded(), replyTo };
    running.arrange(account, row.fault);
    const answer = await sender.publish(publication, never);
    expect(toldBy(answer)).toBe(row[id]);
    const { posts } = shown(await channel.timeline({ since: null, from: 0, postsMax: 100 }, never));
    expect(posts.some((seen) => channel.same(publication.text, seen))).toBe(row.isPublished);
  });

  test('an exceeded rate limit tells when it ends', async () => {
    const before = Date.now();
    running.arrange(account, { kind: 'rate-limited', resetAfterMs: HOUR });
    const answer = await channel.publish(worded(), never);
    const until = answer.kind === 'deferred' ? answer.until : null;
    expect(until).toBeGreaterThanOrEqual(before + HOUR - 1_000);
    expect(until).toBeLessThanOrEqual(Date.now() + HOUR + 1_000);
  });

  test('a timeline that cannot be read is not an empty one', async () => {
    running.arrange(account, { kind: 'timeline-unavailable' });
    const timeline = await channel.timeline({ since: null, from: 0, postsMax: 100 }, never);
    expect(timeline).toMatchObject({ kind: 'unreadable' });
  });

  test('a credential of somebody else is recognised', async () => {
    running.arrange(account, { kind: 'wrong-identity', handle: 'jemand_anders' });
    expect(shown(await open().identity(never)).handle).toBe('jemand_anders');
  });

  test('a 404 to a deletion proves nothing while the post can be read', async () => {
    const { remoteId } = posted(await channel.publish(worded(), never));
    running.arrange(account, { kind: 'not-found', on: 'delete' });
    expect(toldBy(await channel.delete(remoteId, never))).toBe('unknown');
  });
});
