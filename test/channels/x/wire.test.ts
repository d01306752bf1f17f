import { expect, test } from 'vitest';
import { xChannel } from '../../../src/channels/x/channel.ts';
import { x } from '../../../src/channels/x/module.ts';
import type { Publication } from '../../../src/core/domain/channel.ts';
import { jsonServer } from '../../fixtures/bare-server.ts';
import { accessTo } from '../../fixtures/channel-access.ts';

const NOW = Date.UTC(2026, 10, 23);
const POST: Publication = { text: 'Rathaus zu.', language: 'de', replyTo: null, idempotencyKey: 'k' };
const never = new AbortController().signal;

function channelTo(server: string) {
  return xChannel(accessTo(x, server, 'token', { clock: { now: () => NOW } }));
}

test('each post on X is signed, is JSON, and takes the connection of the one before', async () => {
  await using server = await jsonServer(() => ({ status: 201, body: { data: { id: '1' } } }));
  const channel = channelTo(`${server.url}/2/`);
  await channel.publish(POST, never);
  await channel.publish({ ...POST, replyTo: '1' }, never);
  expect(server.connections()).toBe(1);
  expect(server.asked.map(({ path, body }) => [path, body])).toEqual([
    ['/2/tweets', { text: 'Rathaus zu.' }],
    ['/2/tweets', { text: 'Rathaus zu.', reply: { in_reply_to_tweet_id: '1' } }],
  ]);
  expect(server.asked[0]?.headers.authorization).toMatch(/^OAuth .*oauth_token="token"/);
  expect(server.asked[0]?.headers['content-type']).toMatch(/^application\/json/);
});

test('the API of X may be below a path of a test server', async () => {
  await using server = await jsonServer(() => ({ status: 201, body: { data: { id: '1' } } }));
  await channelTo(`${server.url}/pretended`).publish(POST, never);
  expect(server.asked.map(({ path, body }) => [path, body])).toEqual([
    ['/pretended/2/tweets', { text: 'Rathaus zu.' }],
  ]);
});

test('on a test server, ids of X tell no time, and pages are beside its API, not under x.com', async () => {
  await using server = await jsonServer(({ path }) =>
    path === '/2/users/me'
      ? { status: 200, body: { data: { id: '7', username: 'stadt_siegen' } } }
      : { status: 200, body: { data: [{ id: '1000000000000000000', text: 'Alt?' }], meta: {} } },
  );
  const read = await channelTo(server.url).timeline({ since: null, from: NOW - 1, postsMax: 10 }, never);
  expect(read).toEqual({
    kind: 'read',
    value: {
      complete: true,
      posts: [
        {
          remoteId: '1000000000000000000',
          text: 'Alt?',
          url: `${server.url}/stadt_siegen/status/1000000000000000000`,
          at: NOW,
          isOwn: null,
        },
      ],
    },
  });
});
