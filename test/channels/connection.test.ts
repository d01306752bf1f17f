import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { CHANNELS } from '../../src/channels/registry.ts';
import type { Answer, Channel, Publication } from '../../src/core/domain/channel.ts';
import { HOUR } from '../../src/core/domain/clock.ts';
import { bareAnswer, bareSocket, closedPort, endlessAnswer, jsonServer } from '../fixtures/bare-server.ts';
import { accessTo } from '../fixtures/channel-access.ts';

const PATIENT_MS = 60_000;
const POST: Publication = { text: 'Rathaus zu.', language: 'de', replyTo: null, idempotencyKey: 'k' };
const never = new AbortController().signal;
const UNSENT = { kind: 'deferred', cause: 'unsent' };
const OK = ['HTTP/1.1 200 OK', 'content-type: application/json', 'connection: close'];

/** The send timeout of every call comes when a test says so. */
function sendTimeouts(): Disposable & { come(): void } {
  const { setTimeout: real } = globalThis;
  const held: (() => void)[] = [];
  const spy = vi.spyOn(globalThis, 'setTimeout').mockImplementation((done, ms) => {
    if (ms === PATIENT_MS) held.push(done);
    return real(done, ms);
  });
  return {
    come() {
      for (const end of held) end();
    },
    [Symbol.dispose]: () => spy.mockRestore(),
  };
}

const SILENT = () => {};

const CUT_WHILE_SECURED: readonly [string, (socket: Socket) => void][] = [
  ['answers without TLS', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['cuts the connection', (socket) => socket.resetAndDestroy()],
  ['is silent', SILENT],
];
const CUT_AFTER_THE_POST: readonly [string, (socket: Socket) => void][] = [
  ['reset', (socket) => socket.resetAndDestroy()],
  ['closed', (socket) => socket.end()],
  ['silent', SILENT],
  ['used for something that is not HTTP', (socket) => socket.end('HELLO\r\n\r\n')],
];
const UNREADABLE: readonly [string, readonly string[], string][] = [
  ['is cut', [...OK, 'content-length: 500'], '{"data":{"id":"12"},"id":"12","te'],
  ['is cut before its first byte', [...OK, 'content-length: 500'], ''],
  ['is compressed and cut', [...OK, 'content-encoding: gzip', 'content-length: 500'], '\x1f\x8b\b'],
  ['is compressed and broken', [...OK, 'content-encoding: br', 'content-length: 3'], 'abc'],
  ['is not JSON', [...OK, 'content-length: 4'], '{"da'],
  ['is a web page', ['HTTP/1.1 200 OK', 'content-type: text/html', 'content-length: 9'], '<p>ok</p>'],
  [
    'refuses it without a word',
    ['HTTP/1.1 422 Unprocessable', 'content-type: application/json', 'content-length: 4'],
    'null',
  ],
  ['tells of an outage', ['HTTP/1.1 503 Unavailable', 'content-type: text/plain', 'content-length: 2'], 'no'],
];

for (const module of CHANNELS) {
  const { name } = module;
  const open = await module.client();
  const channelTo = (server: string) =>
    open(accessTo(module, server, 'token', { sendTimeoutMs: PATIENT_MS }));

  test(`${name}: a post never left when nobody listens`, async () => {
    expect(await channelTo(await closedPort()).publish(POST, never)).toMatchObject(UNSENT);
  });

  test(`${name}: a post never left when the server's name is unknown`, async () => {
    expect(await channelTo('https://server.invalid').publish(POST, never)).toMatchObject(UNSENT);
  });

  test.each(CUT_WHILE_SECURED)(
    `${name}: a post never left when the server %s instead of TLS`,
    async (_, act) => {
      using timeouts = sendTimeouts();
      await using server = await bareSocket((socket) =>
        socket.once('data', () => (act === SILENT ? timeouts.come() : act(socket))),
      );
      const answer = await channelTo(server.url.replace('http:', 'https:')).publish(POST, never);
      expect(answer).toMatchObject(UNSENT);
    },
  );

  test(`${name}: a post that was stopped beforehand never leaves`, async () => {
    await using server = await jsonServer(() => ({ status: 200, body: {} }));
    expect(await channelTo(server.url).publish(POST, AbortSignal.abort())).toMatchObject(UNSENT);
    expect(server.asked).toEqual([]);
  });

  test(`${name}: a process that was suspended while it connected sends nothing afterwards`, async () => {
    const heard: string[] = [];
    await using server = await bareSocket((socket) =>
      socket.on('data', (data) => {
        heard.push(data.toString());
        socket.end();
      }),
    );
    let now = Date.UTC(2026, 10, 23);
    const clock = { now: () => now };
    const answer = open(accessTo(module, server.url, 'token', { clock })).publish(POST, never);
    now += HOUR;
    expect(await answer).toMatchObject(UNSENT);
    expect(heard).toEqual([]);
  });

  test.each<readonly [string, (channel: Channel) => Promise<Answer>]>([
    ['a post', (channel) => channel.publish(POST, never)],
    ['a deletion', (channel) => channel.delete('12', never)],
    ...(module.edits ? [['an edit', (channel: Channel) => channel.edit('12', POST, never)] as const] : []),
  ])(
    `${name}: a process that was suspended before %s left on a kept connection sends nothing afterwards`,
    async (_, act) => {
      await using server = await jsonServer(() => ({ status: 200, body: { data: { id: '12' }, id: '12' } }));
      let now = Date.UTC(2026, 10, 23);
      let suspendedFor = 0;
      const clock = {
        now() {
          const before = now;
          now += suspendedFor;
          return before;
        },
      };
      const channel = open(accessTo(module, server.url, 'token', { clock }));
      await channel.read('12', never);
      const before = server.asked.length;
      // Then the connection is free.
      for (let turns = 0; turns < 5; turns++) await setImmediate();
      suspendedFor = HOUR;
      expect(await act(channel)).toMatchObject(UNSENT);
      expect(server.asked).toHaveLength(before);
      expect(server.connections()).toBe(1);
    },
  );

  test.each(CUT_AFTER_THE_POST)(`${name}: a post is unknown when its connection is %s`, async (_, act) => {
    using timeouts = sendTimeouts();
    await using server = await bareSocket((socket) =>
      socket.once('data', () => (act === SILENT ? timeouts.come() : act(socket))),
    );
    expect(await channelTo(server.url).publish(POST, never)).toMatchObject({ kind: 'unknown' });
  });

  test.each(UNREADABLE)(`${name}: a post is unknown when the answer %s`, async (_, head, body) => {
    await using server = await bareAnswer(head, body);
    expect(await channelTo(server.url).publish(POST, never)).toMatchObject({ kind: 'unknown' });
  });

  test(`${name}: a post is unknown when it is stopped on the way`, async () => {
    const stop = new AbortController();
    await using server = await bareSocket((socket) => socket.once('data', () => stop.abort()));
    expect(await channelTo(server.url).publish(POST, stop.signal)).toMatchObject({ kind: 'unknown' });
  });

  // Followed as a GET the post would be lost and look published.
  test.each([301, 302, 303, 307, 308])(`${name}: a redirect with %i is not followed`, async (code) => {
    await using elsewhere = await jsonServer(() => ({ status: 200, body: { id: '1', data: { id: '1' } } }));
    const head = [`HTTP/1.1 ${code} Moved`, `location: ${elsewhere.url}/posts`, 'content-length: 0'];
    await using server = await bareAnswer(head, '');
    const answer = await channelTo(server.url).publish(POST, never);
    expect(answer).toMatchObject({ kind: 'unknown', reason: expect.stringContaining('redirects') });
    expect(elsewhere.asked).toEqual([]);
  });

  test(`${name}: an endless answer is not read to its end`, async () => {
    await using server = await endlessAnswer(OK, '{"data":{"id":"12"},"id":"12"}');
    expect(await channelTo(server.url).publish(POST, never)).toMatchObject({ kind: 'unknown' });
    expect(server.writtenMiB()).toBeLessThan(32);
  });

  test(`${name}: every call to a silent server ends`, async () => {
    using timeouts = sendTimeouts();
    const calls = module.edits ? 6 : 5;
    let heard = 0;
    await using server = await bareSocket((socket) =>
      socket.once('data', () => {
        heard++;
        if (heard === calls) timeouts.come();
      }),
    );
    const channel = channelTo(server.url);
    const window = { since: null, from: 0, postsMax: 10 };
    const [reads, writes] = await Promise.all([
      Promise.all([channel.identity(never), channel.read('1', never), channel.timeline(window, never)]),
      Promise.all([
        channel.publish(POST, never),
        channel.delete('1', never),
        ...(module.edits ? [channel.edit('1', POST, never)] : []),
      ]),
    ]);
    for (const { kind } of reads) expect(kind).toBe('unreadable');
    for (const { kind } of writes) expect(kind).toBe('unknown');
  });
}
