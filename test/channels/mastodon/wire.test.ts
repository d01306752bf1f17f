import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { mastodonChannel } from '../../../src/channels/mastodon/channel.ts';
import { mastodon } from '../../../src/channels/mastodon/module.ts';
import type { Publication } from '../../../src/core/domain/channel.ts';
import { bareAnswer, bareSocket, closedPort, endlessAnswer, jsonServer } from '../../fixtures/bare-server.ts';
import { accessTo } from '../../fixtures/channel-access.ts';

const TIMEOUT_MS = 150;
const POST: Publication = { text: 'Rathaus zu.', language: 'de', replyTo: null, idempotencyKey: 'k' };
const never = new AbortController().signal;
const JSON_HEAD = ['HTTP/1.1 200 OK', 'content-type: application/json', 'connection: close'];

function channelTo(server: string, sendTimeoutMs = TIMEOUT_MS) {
  const clock = { now: () => Date.UTC(2026, 10, 23) };
  return mastodonChannel(accessTo(mastodon, server, 'token', { sendTimeoutMs, clock }));
}

describe('a post that never left is sent again', () => {
  test('where nobody listens', async () => {
    expect(await channelTo(await closedPort()).publish(POST, never)).toMatchObject({
      kind: 'deferred',
      cause: 'unsent',
    });
  });

  test('where the name is not known', async () => {
    expect(await channelTo('https://social.invalid').publish(POST, never)).toMatchObject({
      kind: 'deferred',
      cause: 'unsent',
    });
  });

  test.each([
    ['answers without TLS', (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['cuts it', (socket: Socket) => socket.resetAndDestroy()],
    ['is silent', () => {}],
  ])('where a line was to be secured and the other side %s', async (_, act) => {
    await using server = await bareSocket((socket) => socket.once('data', () => act(socket)));
    const answer = await channelTo(server.url.replace('http:', 'https:')).publish(POST, never);
    expect(answer).toMatchObject({ kind: 'deferred', cause: 'unsent' });
  });

  test('where it was stopped before', async () => {
    await using server = await jsonServer(() => ({ status: 200, body: { id: '1' } }));
    expect(await channelTo(server.url).publish(POST, AbortSignal.abort())).toMatchObject({
      kind: 'deferred',
      cause: 'unsent',
    });
    expect(server.asked).toEqual([]);
  });
});

describe('nobody knows whether a post stands', () => {
  test.each([
    ['reset', (socket: Socket) => socket.resetAndDestroy()],
    ['closed', (socket: Socket) => socket.end()],
    ['silent', () => {}],
    ['full of something else', (socket: Socket) => socket.end('HELLO\r\n\r\n')],
  ])('whose line was %s after it was taken', async (_, act) => {
    await using server = await bareSocket((socket) => socket.once('data', () => act(socket)));
    expect(await channelTo(server.url).publish(POST, never)).toMatchObject({ kind: 'unknown' });
  });

  test.each([
    ['cut', [...JSON_HEAD, 'content-length: 500'], '{"id":"12","te'],
    ['cut before its first byte', [...JSON_HEAD, 'content-length: 500'], ''],
    ['packed and cut', [...JSON_HEAD, 'content-encoding: gzip', 'content-length: 500'], '\x1f\x8b\b'],
    ['a web page', ['HTTP/1.1 200 OK', 'content-type: text/html', 'content-length: 9'], '<p>ok</p>'],
    [
      'a web page about the rate limit',
      ['HTTP/1.1 429 Too Many', 'content-type: text/html', 'content-length: 9'],
      '<p>no</p>',
    ],
    [
      'an error without words',
      ['HTTP/1.1 422 Unprocessable', 'content-type: application/json', 'content-length: 4'],
      'null',
    ],
    [
      'an outage in plain words',
      ['HTTP/1.1 503 Unavailable', 'content-type: text/plain', 'content-length: 2'],
      'no',
    ],
  ])('whose answer is %s', async (_, head, body) => {
    await using server = await bareAnswer(head, body);
    expect(await channelTo(server.url).publish(POST, never)).toMatchObject({ kind: 'unknown' });
  });

  test.each([301, 302, 303, 307, 308])(
    'which is answered %i: followed as a GET it would be lost and look posted',
    async (code) => {
      await using elsewhere = await jsonServer(() => ({ status: 200, body: { id: '1', content: '' } }));
      await using server = await bareAnswer(
        [`HTTP/1.1 ${code} Moved`, `location: ${elsewhere.url}/api/v1/statuses`, 'content-length: 0'],
        '',
      );
      const answer = await channelTo(server.url).publish(POST, never);
      expect(answer).toMatchObject({ kind: 'unknown', reason: expect.stringContaining('redirects') });
      expect(elsewhere.asked).toEqual([]);
    },
  );

  test('which is stopped on the way', async () => {
    const stop = new AbortController();
    await using server = await bareSocket((socket) => socket.once('data', () => stop.abort()));
    expect(await channelTo(server.url).publish(POST, stop.signal)).toMatchObject({ kind: 'unknown' });
  });
});

test('the rate limit holds whatever the words', async () => {
  await using server = await bareAnswer(
    [
      'HTTP/1.1 429 Too Many',
      'content-type: text/plain',
      'x-ratelimit-reset: 2026-11-23T00:05:00.000Z',
      'content-length: 5',
    ],
    'wait.',
  );
  expect(await channelTo(server.url).publish(POST, never)).toMatchObject({
    kind: 'deferred',
    cause: 'rate',
    until: Date.UTC(2026, 10, 23, 0, 5),
  });
});

test('an answer without end is not read to its end', async () => {
  await using server = await endlessAnswer(JSON_HEAD, '{"id":"12"}');
  const channel = channelTo(server.url, 10_000);
  expect(await channel.publish(POST, never)).toMatchObject({ kind: 'unknown' });
  expect(server.writtenMiB()).toBeLessThan(32);
});

test('every call ends in time, whatever hangs', async () => {
  await using server = await bareSocket(() => {});
  const channel = channelTo(server.url);
  const began = performance.now();
  const ended = await Promise.all([
    channel.identity(never),
    channel.limits(never),
    channel.read('1', never),
    channel.timeline({ since: null, from: 0, postsMax: 10 }, never),
    channel.edit('1', POST, never),
    channel.delete('1', never),
  ]);
  expect(performance.now() - began).toBeLessThan(10 * TIMEOUT_MS);
  expect(ended.map(({ kind }) => kind)).toEqual([
    'unreadable',
    'unreadable',
    'unreadable',
    'unreadable',
    'unknown',
    'unknown',
  ]);
});

test('each post goes over a connection of its own', async () => {
  await using server = await jsonServer(() => ({ status: 200, body: { id: '1' } }));
  const channel = channelTo(server.url);
  await channel.publish(POST, never);
  await channel.publish({ ...POST, replyTo: '1', idempotencyKey: 'l' }, never);
  expect(server.connections()).toBe(2);
  expect(server.asked.map(({ body, headers }) => [body, headers['idempotency-key']])).toEqual([
    [{ status: 'Rathaus zu.', language: 'de', visibility: 'public' }, 'k'],
    [{ status: 'Rathaus zu.', language: 'de', visibility: 'public', in_reply_to_id: '1' }, 'l'],
  ]);
});

test('a server that has only the first version of its description, and answers the second with a page', async () => {
  await using server = await bareSocket((socket) =>
    socket.once('data', (data) => {
      const old = data.toString().startsWith('GET /api/v1/instance ');
      const body = old
        ? '{"configuration":{"statuses":{"max_characters":100000,"characters_reserved_per_url":32}}}'
        : '<html>404</html>';
      const head = old
        ? 'HTTP/1.1 200 OK\r\ncontent-type: application/json'
        : 'HTTP/1.1 404 Not Found\r\ncontent-type: text/html';
      socket.end(`${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    }),
  );
  expect(await channelTo(server.url).limits(never)).toEqual({
    kind: 'read',
    value: { characters: 100_000, perUrl: 32 },
  });
});
