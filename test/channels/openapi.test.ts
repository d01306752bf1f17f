import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CHANNELS } from '../../src/channels/registry.ts';
import type { Publication } from '../../src/core/domain/channel.ts';
import type { Fault } from '../../src/sandbox/fault.ts';
import { type ChannelWithSandbox, happensOn } from '../../src/sandbox/platform.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { accessTo } from '../fixtures/channel-access.ts';
import { posted, shown } from './conformance.ts';
import { checkAgainst, type Description, type Exchange, misspelt, recorder } from './openapi.ts';

const never = new AbortController().signal;
const TOKEN = '4711-token-of-siegen';
const clock = { now: () => Date.now(), sleep: async () => {} };
const PAGE = 45;

/** What the sandbox answers to other clients. */
const ASKED_BY_OTHERS: Readonly<Record<string, (id: string) => readonly string[]>> = {
  x: (id) => [`/2/tweets/${id}?post.fields=created_at,entities,lang`],
};

/** Everything that a channel asks, and everything that the sandbox answers to it, once. */
async function conversation(module: ChannelWithSandbox): Promise<readonly Exchange[]> {
  const platform = await module.sandbox();
  const id = `siegen-${module.id}`;
  const own = {
    id,
    channel: module.id,
    handle: 'stadt_siegen',
    name: 'Stadt Siegen',
    token: TOKEN,
    group: 's',
  };
  await using sandbox = await startSandbox({ platforms: [platform], clock, accounts: [own] });
  await using wire = await recorder(sandbox.origin);
  const client = await module.client();
  const channel = client(accessTo(module, wire.origin, TOKEN));
  let count = 0;
  const worded = (text: string, replyTo: string | null = null): Publication => {
    count++;
    return { text: `${text} (${count})`, language: 'de', replyTo, idempotencyKey: `key-${count}` };
  };
  const timeline = { since: null, from: 0, postsMax: 100 };

  shown(await channel.identity(never));
  shown(await channel.rights(never));
  await channel.limits(never);
  sandbox.arrange(id, { kind: 'not-found', on: 'limits' });
  await channel.limits(never);
  sandbox.clear(id);
  const first = posted(
    await channel.publish(worded('Rathaus zu: https://example.org/siegen?a=1&b=2'), never),
  );
  const answer = posted(await channel.publish(worded('Noch immer', first.remoteId), never));
  for (let n = 0; n < PAGE; n++) posted(await channel.publish(worded('Lage'), never));
  shown(await channel.timeline(timeline, never));
  shown(await channel.timeline({ ...timeline, since: first.remoteId }, never));
  shown(await channel.read(answer.remoteId, never));
  await channel.source(answer.remoteId, never);
  if (module.edits) posted(await channel.edit(answer.remoteId, worded('Jetzt anders'), never));
  // What is gone.
  posted(await channel.delete(answer.remoteId, never));
  posted(await channel.delete(answer.remoteId, never));
  await channel.read(answer.remoteId, never);
  if (module.edits) await channel.edit(answer.remoteId, worded('Jetzt anders'), never);
  await channel.publish(worded('Zu spät', answer.remoteId), never);
  // What is refused.
  await channel.publish({ ...worded(''), text: 'x'.repeat(1_000) }, never);
  await channel.publish({ ...worded(''), text: '' }, never);
  const revoked = client(accessTo(module, wire.origin, 'no-such-token'));
  for (const ask of [revoked.identity, revoked.rights, revoked.limits]) await ask(never);
  await revoked.publish(worded('Geheim'), never);
  const faults: readonly Fault[] = [
    ...Object.keys(platform.answers).map((kind) => ({ kind }) as Fault),
    { kind: 'rate-limited' },
    { kind: 'app-limited' },
    ...([500, 502, 503, 504] as const).map((status) => ({ kind: 'unavailable', status }) as const),
  ];
  const asked: readonly (() => Promise<unknown>)[] = [
    () => channel.publish(worded('Lage', first.remoteId), never),
    () => channel.identity(never),
    () => channel.rights(never),
    () => channel.limits(never),
    () => channel.timeline(timeline, never),
    () => channel.read(first.remoteId, never),
    () => channel.source(first.remoteId, never),
    ...(module.edits ? [() => channel.edit(first.remoteId, worded('Jetzt anders'), never)] : []),
    () => channel.delete(first.remoteId, never),
  ];
  for (const fault of faults.filter((one) => happensOn(platform, one)))
    for (const ask of asked) {
      sandbox.arrange(id, { ...fault, on: 'any' }, Number.POSITIVE_INFINITY);
      await ask();
      sandbox.clear(id);
    }
  for (const path of ASKED_BY_OTHERS[module.id]?.(first.remoteId) ?? [])
    await fetch(wire.origin + path, { headers: { authorization: `Bearer ${TOKEN}` } });
  return wire.exchanges.filter(({ status }) => status !== 301);
}

describe.each(CHANNELS.map((module) => [module.name, module] as const))('on %s', async (_, module) => {
  const path = join(import.meta.dirname, `openapi/${module.id}.yaml`);
  const description = parse(await readFile(path, 'utf8')) as Description;
  const check = checkAgainst(description);
  const exchanges = await conversation(module);

  test('every request of the program and every answer of the sandbox is as the platform describes it', () => {
    const mistakes = exchanges.flatMap((one) =>
      check(one).mistakes.map((mistake) => `${one.method} ${one.path} ${one.status}: ${mistake}`),
    );
    expect(mistakes).toEqual([]);
    const described = Object.values(description.paths).flatMap(({ parameters: _, ...item }) =>
      Object.values(item).map((operation) => operation?.operationId),
    );
    expect(new Set(exchanges.map((one) => check(one).operation))).toEqual(new Set(described));
  });

  test('a misspelt field in any request or answer is found', () => {
    const kinds = new Map(exchanges.map((one) => [`${check(one).operation} ${one.status}`, one]));
    const overlooked = [...kinds.values()]
      .flatMap(misspelt)
      .filter(([, wrong]) => check(wrong).mistakes.length === 0)
      .map(([name, { method, path, status }]) => `${method} ${path} ${status}: ${name}`);
    expect(overlooked).toEqual([]);
  });
});
