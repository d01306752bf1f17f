import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { mastodonChannel } from '../../../src/channels/mastodon/channel.ts';
import { mastodon } from '../../../src/channels/mastodon/module.ts';
import type { Publication } from '../../../src/core/domain/channel.ts';
import { bareAnswer, bareSocket, jsonServer } from '../../fixtures/bare-server.ts';
import { accessTo } from '../../fixtures/channel-access.ts';

const POST: Publication = { text: 'Rathaus zu.', language: 'de', replyTo: null, idempotencyKey: 'k' };
const never = new AbortController().signal;

function channelTo(server: string) {
  return mastodonChannel(
    accessTo(mastodon, server, 'token', { clock: { now: () => Date.UTC(2026, 10, 23) } }),
  );
}

test('a web page about a rate limit proves nothing: a proxy may have sent it after the post was taken', async () => {
  await using server = await bareAnswer(
    ['HTTP/1.1 429 Too Many', 'content-type: text/html', 'content-length: 9'],
    '<p>no</p>',
  );
  expect(await channelTo(server.url).publish(POST, never)).toMatchObject({ kind: 'unknown' });
});

test('a rate limit of a Mastodon server counts in whatever words it is told', async () => {
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

test('each post on Mastodon has a key of its own, and takes a connection of those before', async () => {
  await using server = await jsonServer(() => ({ status: 200, body: { id: '1' } }));
  const channel = channelTo(server.url);
  await channel.publish(POST, never);
  await channel.publish({ ...POST, replyTo: '1', idempotencyKey: 'l' }, never);
  await channel.publish({ ...POST, idempotencyKey: 'm' }, never);
  // The client hands a connection over a moment after its answer.
  expect(server.connections()).toBeLessThan(3);
  expect(server.asked.map(({ body, headers }) => [body, headers['idempotency-key']])).toEqual([
    [{ status: 'Rathaus zu.', language: 'de', visibility: 'public', quote_approval_policy: 'public' }, 'k'],
    [expect.objectContaining({ status: 'Rathaus zu.', in_reply_to_id: '1' }), 'l'],
    [expect.objectContaining({ status: 'Rathaus zu.' }), 'm'],
  ]);
});

test('an answer is never unpacked, because a few packed bytes may be larger than memory', async () => {
  await using asked = await jsonServer(() => ({ status: 200, body: { id: '1', username: 'stadt_siegen' } }));
  await channelTo(asked.url).identity(never);
  expect(asked.asked[0]?.headers['accept-encoding']).toBe('identity');
  const packed = brotliCompressSync('{"id":"1","username":"stadt_siegen"}');
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: br';
  const answer = Buffer.concat([Buffer.from(`${head}\r\ncontent-length: ${packed.length}\r\n\r\n`), packed]);
  await using server = await bareSocket((socket) => socket.once('data', () => socket.end(answer)));
  expect((await channelTo(server.url).identity(never)).kind).not.toBe('read');
});

test('a timeline is read, whatever address of the next page the server names beside it', async () => {
  await using server = await bareAnswer(
    [
      'HTTP/1.1 200 OK',
      'content-type: application/json',
      'link: </api/v1/accounts/1/statuses?max_id=1>; rel="next"',
      'content-length: 2',
    ],
    '[]',
  );
  const channel = channelTo(server.url);
  channel.recall({ handle: 'stadt_siegen', remoteId: '1' });
  const read = await channel.timeline({ since: null, from: 0, postsMax: 100 }, never);
  expect(read).toEqual({ kind: 'read', value: { posts: [], complete: true } });
});
