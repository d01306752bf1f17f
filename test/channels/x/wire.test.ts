import { describe, expect, test } from 'vitest';
import { xChannel } from '../../../src/channels/x/channel.ts';
import { x } from '../../../src/channels/x/module.ts';
import type { Publication } from '../../../src/core/domain/channel.ts';
import { bareAnswer, bareSocket, closedPort, endlessAnswer, jsonServer } from '../../fixtures/bare-server.ts';
import { accessTo } from '../../fixtures/channel-access.ts';

const TIMEOUT_MS = 150;
const POST: Publication = { text: 'Rathaus zu.', language: 'de', replyTo: null, idempotencyKey: 'k' };
const never = new AbortController().signal;
const JSON_HEAD = ['HTTP/1.1 201 Created', 'content-type: application/json', 'connection: close'];

function channelTo(baseUrl: string, sendTimeoutMs = TIMEOUT_MS) {
  const clock = { now: () => Date.UTC(2026, 10, 23) };
  return xChannel(accessTo(x, baseUrl, 'token', { sendTimeoutMs, clock }));
}

describe('a post that never left is sent again', () => {
  test('where nobody listens', async () => {
    expect(await channelTo(await closedPort()).publish(POST, never)).toMatchObject({
      kind: 'deferred',
      cause: 'unsent',
    });
  });

  test('where the name is not known', async () => {
    expect(await channelTo('https://api.invalid').publish(POST, never)).toMatchObject({
      kind: 'deferred',
      cause: 'unsent',
    });
  });

  test.each([
    ['answers without TLS', (data: () => void) => data()],
    ['is silent', () => {}],
  ])('where a line was to be secured and the other side %s', async (_, act) => {
    await using server = await bareSocket((socket) =>
      socket.once('data', () => act(() => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))),
    );
    const answer = await channelTo(server.url.replace('http:', 'https:')).publish(POST, never);
    expect(answer).toMatchObject({ kind: 'deferred', cause: 'unsent' });
  });

  test('where the line is cut while it is being secured', async () => {
    await using server = await bareSocket((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const answer = await channelTo(server.url.replace('http:', 'https:')).publish(POST, never);
    expect(answer).toMatchObject({ kind: 'deferred', cause: 'unsent' });
  });

  test('where it was stopped before', async () => {
    await using server = await jsonServer(() => ({ status: 201, body: { data: { id: '1' } } }));
    expect(await channelTo(server.url).publish(POST, AbortSignal.abort())).toMatchObject({
      kind: 'deferred',
      cause: 'unsent',
    });
    expect(server.asked).toEqual([]);
  });
});

describe('nobody knows whether a post stands', () => {
  test.each([
    ['reset', (socket: import('node:net').Socket) => socket.resetAndDestroy()],
    ['closed', (socket: import('node:net').Socket) => socket.end()],
    ['silent', () => {}],
    ['full of something else', (socket: import('node:net').Socket) => socket.end('HELLO\r\n\r\n')],
  ])('whose line was %s after it was taken', async (_, act) => {
    await using server = await bareSocket((socket) => socket.once('data', () => act(socket)));
    expect(await channelTo(server.url).publish(POST, never)).toMatchObject({ kind: 'unknown' });
  });

  test.each([
    ['cut', [...JSON_HEAD, 'content-length: 500'], '{"data":{"id":"12","te'],
    ['cut before its first byte', [...JSON_HEAD, 'content-length: 500'], ''],
    ['packed and cut', [...JSON_HEAD, 'content-encoding: gzip', 'content-length: 500'], '\x1f\x8b\b'],
    ['packed and broken', [...JSON_HEAD, 'content-encoding: br', 'content-length: 3'], 'abc'],
    ['not JSON', [...JSON_HEAD, 'content-length: 4'], '{"da'],
    ['a web page', ['HTTP/1.1 200 OK', 'content-type: text/html', 'content-length: 9'], '<p>ok</p>'],
    ['elsewhere', ['HTTP/1.1 302 Found', 'location: /2/users/me', 'content-length: 0'], ''],
  ])('whose answer is %s', async (_, head, body) => {
    await using server = await bareAnswer(head, body);
    expect(await channelTo(server.url).publish(POST, never)).toMatchObject({ kind: 'unknown' });
  });

  test('which is stopped on the way', async () => {
    const stop = new AbortController();
    await using server = await bareSocket((socket) => socket.once('data', () => stop.abort()));
    expect(await channelTo(server.url).publish(POST, stop.signal)).toMatchObject({ kind: 'unknown' });
  });
});

test('an answer without end is not read to its end', async () => {
  await using server = await endlessAnswer(JSON_HEAD, '{"data":{"id":"12"}}');
  const channel = channelTo(server.url, 10_000);
  expect(await channel.publish(POST, never)).toMatchObject({ kind: 'unknown' });
  expect(server.writtenMiB()).toBeLessThan(32);
});

test('every call ends in time, whatever hangs', async () => {
  await using server = await bareSocket(() => {});
  const channel = channelTo(server.url);
  const window = { since: null, from: 0, postsMax: 10 };
  const began = performance.now();
  const ended = await Promise.all([
    channel.identity(never),
    channel.read('1', never),
    channel.timeline(window, never),
    channel.delete('1', never),
  ]);
  expect(performance.now() - began).toBeLessThan(10 * TIMEOUT_MS);
  expect(ended.map(({ kind }) => kind)).toEqual(['unreadable', 'unreadable', 'unreadable', 'unknown']);
});

test('each post goes over a connection of its own, signed, and as JSON', async () => {
  await using server = await jsonServer(() => ({ status: 201, body: { data: { id: '1' } } }));
  const channel = channelTo(`${server.url}/2/`);
  await channel.publish(POST, never);
  await channel.publish({ ...POST, replyTo: '1' }, never);
  expect(server.connections()).toBe(2);
  expect(server.asked.map(({ path, body }) => [path, body])).toEqual([
    ['/2/tweets', { text: 'Rathaus zu.' }],
    ['/2/tweets', { text: 'Rathaus zu.', reply: { in_reply_to_tweet_id: '1' } }],
  ]);
  expect(server.asked[0]?.headers.authorization).toMatch(/^OAuth .*oauth_token="token"/);
  expect(server.asked[0]?.headers['content-type']).toMatch(/^application\/json/);
});

test('a test server may stand below a path', async () => {
  await using server = await jsonServer(() => ({ status: 201, body: { data: { id: '1' } } }));
  await channelTo(`${server.url}/pretended`).publish(POST, never);
  expect(server.asked.map(({ path, body }) => [path, body])).toEqual([
    ['/pretended/2/tweets', { text: 'Rathaus zu.' }],
  ]);
});

test('elsewhere than on X, ids tell no time and posts have no page under x.com', async () => {
  await using server = await jsonServer(({ path }) =>
    path === '/2/users/me'
      ? { status: 200, body: { data: { id: '7', username: 'stadt_siegen' } } }
      : { status: 200, body: { data: [{ id: '1000000000000000000', text: 'Alt?' }], meta: {} } },
  );
  const now = Date.UTC(2026, 10, 23);
  const read = await channelTo(server.url).timeline({ since: null, from: now - 1, postsMax: 10 }, never);
  expect(read).toEqual({
    kind: 'read',
    value: {
      complete: true,
      posts: [{ remoteId: '1000000000000000000', text: 'Alt?', url: null, at: now, replyTo: null }],
    },
  });
});
