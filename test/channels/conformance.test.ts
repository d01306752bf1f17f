import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CHANNELS } from '../../src/channels/registry.ts';
import { systemClock } from '../../src/cli/system-runtime.ts';
import { type Channel, channelWithId, type Publication } from '../../src/core/domain/channel.ts';
import type { ChannelModule } from '../../src/core/domain/channel-module.ts';
import { HOUR } from '../../src/core/domain/clock.ts';
import type { Fault } from '../../src/sandbox/fault.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { accessTo } from '../fixtures/channel-access.ts';
import { untilItHangs } from '../fixtures/hanging.ts';
import { channelConformance, posted, shown, toldBy } from './conformance.ts';
import { board } from './third-channel/module.ts';

const TIMEOUT_MS = 60_000;
/** All that ship, and one that is added by nothing but its folder. */
const MODULES = [...CHANNELS, board];
const TOKEN = '4711-token-of-siegen';
const never = new AbortController().signal;

async function sandbox(): Promise<Sandbox> {
  return startSandbox({
    platforms: await Promise.all(MODULES.map((module) => module.sandbox())),
    clock: systemClock,
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
  return (token = `${TOKEN}-on-${module.id}`): Channel =>
    open(accessTo(module, server, token, { sendTimeoutMs: TIMEOUT_MS, clock: systemClock }));
}

for (const module of MODULES)
  channelConformance(`${module.name} in the sandbox`, async () => {
    const running = await sandbox();
    const open = await opener(module, running.origin);
    return {
      channel: open(),
      revoked: open('no-such-token'),
      module,
      handle: 'stadt_siegen',
      strangeId: '123456789012345678',
      [Symbol.asyncDispose]: () => running.close(),
    };
  });

/** A row of `faults.yaml`. */
interface Row
  extends Readonly<Partial<Record<'x' | 'mastodon', readonly [status: number | 'line', told: string]>>> {
  readonly fault: Fault;
  readonly published: boolean;
  readonly replying?: boolean;
}

const ROWS: readonly Row[] = parse(readFileSync(join(import.meta.dirname, 'faults.yaml'), 'utf8'));

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

  const rows = ROWS.map((row) => [JSON.stringify(row.fault), row] as const);
  test.each(rows)('the fault %s has its outcome once, where it can happen', async (_, row) => {
    const { fault, replying, published, [id]: outcome } = row;
    if (outcome === undefined) return expect(() => running.arrange(account, fault)).toThrow(RangeError);
    const replyTo = replying ? posted(await channel.publish(worded(), never)).remoteId : null;
    const publication = { ...worded(), replyTo };
    running.arrange(account, fault);
    const answer = await untilItHangs(running, account, never, (signal) =>
      channel.publish(publication, signal),
    );
    const sent = running.requests().findLast(({ operation }) => operation === 'publish');
    expect([sent?.fault, sent?.status ?? 'line', toldBy(answer)]).toEqual([fault.kind, ...outcome]);
    const { posts } = shown(await channel.timeline({ since: null, from: 0, postsMax: 100 }, never));
    expect(posts.some((seen) => channel.same(publication.text, seen))).toBe(published);
    posted(await channel.publish(worded(), never));
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
