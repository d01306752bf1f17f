import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { mastodonChannel } from '../../../src/channels/mastodon/channel.ts';
import { mastodon } from '../../../src/channels/mastodon/module.ts';
import { HOUR, MINUTE } from '../../../src/core/domain/clock.ts';
import { accessTo } from '../../fixtures/channel-access.ts';
import { NOW, never, POST, readsAnswers, WINDOW, withoutNetwork } from '../answers.ts';

const SERVER = 'https://social.example.org';
const channel = mastodonChannel(
  accessTo(mastodon, SERVER, 'access-token-00000000001', { clock: { now: () => NOW } }),
);
const REPLY = { ...POST, replyTo: '111' };
const status = (id: string, content: string, more = {}) => ({
  id,
  content,
  created_at: '2023-10-30T05:30:00.123Z',
  url: `${SERVER}/@stadt_siegen/${id}`,
  in_reply_to_id: null,
  reblog: null,
  ...more,
});
const error = (words: string) => ({ error: words });
const HTML = { 'content-type': 'text/html; charset=utf-8' };

withoutNetwork();

/** As servers say what they send. */
function headersOf(body: nock.Body): Record<string, string> {
  if (typeof body !== 'string' || body === '') return {};
  return body.startsWith('<') ? HTML : { 'content-type': 'text/plain' };
}
const AT = '/api/v1/accounts/4711/statuses';
const posts = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    status(String(9_000 - from - index), `<p>Beitrag ${from + index}</p>`, {
      created_at: new Date(NOW - (from + index) * MINUTE).toISOString(),
    }),
  );
const me = () =>
  nock(SERVER)
    .get('/api/v1/accounts/verify_credentials')
    .optionally()
    .reply(200, { id: '4711', username: 's' });

readsAnswers('Mastodon', {
  channel,
  api: SERVER,
  folder: import.meta.dirname,
  posts: '/api/v1/statuses',
  post: '/api/v1/statuses/112',
  id: '112',
  timeline: AT,
  me,
  page: posts(0, 40),
  headers: headersOf,
});

describe('a post on Mastodon', () => {
  test('a post on Mastodon is posted with its address and its time', async () => {
    nock(SERVER, {
      reqheaders: {
        'idempotency-key': 'key-1',
        'user-agent': 'Ausrufer',
        authorization: 'Bearer access-token-00000000001',
      },
    })
      .post('/api/v1/statuses', {
        status: 'Rathaus zu.',
        language: 'de',
        visibility: 'public',
        quote_approval_policy: 'public',
        in_reply_to_id: '111',
      })
      .reply(200, status('112', '<p>Rathaus zu.</p>'));
    expect(await channel.publish(REPLY, never)).toEqual({
      kind: 'posted',
      remoteId: '112',
      url: `${SERVER}/@stadt_siegen/112`,
      at: Date.UTC(2023, 9, 30, 5, 30, 0, 123),
      isHidden: false,
    });
  });
});

test.each([
  `${SERVER}/@stadt_siegen/112\nTue 24 Nov 09:00  outage.1  published`,
  `${SERVER}/@stadt_siegen/112\u001b[2J`,
  `${SERVER}/@stadt_siegen/112\u0000`,
  `${SERVER}/${'1'.repeat(5_000)}`,
  'javascript:alert(1)',
])('an address that a server made up to fake a line, or to move a cursor, is no address: %#', async (url) => {
  nock(SERVER)
    .post('/api/v1/statuses')
    .reply(200, status('112', '<p>Rathaus zu.</p>', { url }));
  expect(await channel.publish(POST, never)).toMatchObject({ kind: 'posted', remoteId: '112', url: null });
});

describe('the end of a rate limit on Mastodon', () => {
  const at = (instant: number) => ({ 'x-ratelimit-reset': new Date(instant).toISOString() });
  test.each([
    ['at the time it names', at(NOW + 5 * MINUTE), NOW + 5 * MINUTE],
    ['unknown where it names none', {}, null],
    ['unknown where it names nonsense', { 'x-ratelimit-reset': 'soon' }, null],
    ['unknown where it lies in the past', at(NOW - HOUR), null],
    ['unknown where it is further ahead than any window', at(NOW + 4 * HOUR), null],
  ])('%s', async (_, headers, until) => {
    nock(SERVER).post('/api/v1/statuses').reply(429, error('Too many requests'), headers);
    expect(await channel.publish(POST, never)).toMatchObject({ kind: 'deferred', cause: 'rate', until });
  });
});

describe('an answer of a Mastodon server to an edit', () => {
  test('an edit on Mastodon sends every field, because a missing one is removed', async () => {
    nock(SERVER)
      .put('/api/v1/statuses/112', {
        status: 'Rathaus zu.',
        language: 'de',
        spoiler_text: '',
        sensitive: false,
        media_ids: [],
        quote_approval_policy: 'public',
      })
      .reply(200, status('112', '<p>Rathaus zu.</p>'));
    expect(await channel.edit('112', POST, never)).toMatchObject({ kind: 'posted', remoteId: '112' });
  });
});

describe('a read on Mastodon', () => {
  test('a status is read as text', async () => {
    nock(SERVER)
      .get('/api/v1/statuses/112')
      .reply(200, status('112', '<p>Bürgerbüro &amp; Kfz<br />zu.</p>'));
    expect(await channel.read('112', never)).toEqual({
      kind: 'read',
      value: {
        remoteId: '112',
        text: 'Bürgerbüro & Kfz\nzu.',
        url: `${SERVER}/@stadt_siegen/112`,
        at: Date.UTC(2023, 9, 30, 5, 30, 0, 123),
        isOwn: null,
        isHidden: false,
      },
    });
  });

  test('a web page is no proof that a status is absent', async () => {
    nock(SERVER).get('/api/v1/statuses/112').reply(404, '<html>404</html>', HTML);
    expect(await channel.read('112', never)).toMatchObject({ kind: 'unreadable' });
  });

  test('a question to Mastodon waits for the end of its rate limit', async () => {
    nock(SERVER)
      .get('/api/v1/accounts/verify_credentials')
      .reply(429, error('Too many requests'), { 'x-ratelimit-reset': new Date(NOW + MINUTE).toISOString() });
    expect(await channel.identity(never)).toMatchObject({ kind: 'unreadable', until: NOW + MINUTE });
  });
});

describe('the limits of a Mastodon server', () => {
  const told = (characters: number, perUrl: number) => ({
    configuration: {
      statuses: { max_characters: characters, characters_reserved_per_url: perUrl, max_media_attachments: 4 },
    },
  });

  test('a Mastodon server describes its limits', async () => {
    nock(SERVER)
      .get('/api/v2/instance')
      .reply(200, { ...told(10_000, 256), api_versions: { mastodon: 7 } });
    expect(await channel.limits(never)).toEqual({ kind: 'read', value: { characters: 10_000, perUrl: 256 } });
  });

  test('a server that names no version of the API may count otherwise than it says', async () => {
    nock(SERVER).get('/api/v2/instance').reply(200, told(5_000, 25));
    expect(await channel.limits(never)).toEqual({ kind: 'read', value: { characters: 5_000, perUrl: null } });
  });

  test.each([
    ['as JSON', error('Not found'), {}],
    ['as HTML', '<html>404</html>', HTML],
  ])(
    'the limits come from the first version of the description where the second is missing, %s',
    async (_, body, headers) => {
      nock(SERVER).get('/api/v2/instance').reply(404, body, headers);
      nock(SERVER).get('/api/v1/instance').reply(200, told(100_000, 32));
      expect(await channel.limits(never)).toEqual({
        kind: 'read',
        value: { characters: 100_000, perUrl: null },
      });
    },
  );

  test('a server that reserves nothing for a link still names its length', async () => {
    nock(SERVER).get('/api/v2/instance').reply(200, told(300, 0));
    expect(await channel.limits(never)).toEqual({ kind: 'read', value: { characters: 300, perUrl: null } });
  });

  test('a server whose descriptions name no limits tells none', async () => {
    nock(SERVER).get('/api/v2/instance').reply(200, { domain: 'social.example.org' });
    nock(SERVER).get('/api/v1/instance').reply(404, error('Not found'));
    expect(await channel.limits(never)).toEqual({ kind: 'absent' });
  });

  test('the limits cannot be read in an outage', async () => {
    nock(SERVER).get('/api/v2/instance').reply(503, error('try again'));
    expect(await channel.limits(never)).toMatchObject({ kind: 'unreadable' });
  });
});

describe('a timeline on Mastodon', () => {
  const query = { limit: '40', exclude_reblogs: 'true', exclude_replies: 'false' };

  test('a timeline is read until a page is empty, without boosts', async () => {
    me();
    const boost = status('8950', '', {
      reblog: { id: '1' },
      created_at: new Date(NOW - 50 * MINUTE).toISOString(),
    });
    nock(SERVER).get(AT).query(query).reply(200, posts(0, 40));
    nock(SERVER)
      .get(AT)
      .query({ ...query, max_id: '8961' })
      .reply(200, [...posts(40, 3), boost]);
    nock(SERVER)
      .get(AT)
      .query({ ...query, max_id: '8950' })
      .reply(200, []);
    const read = await channel.timeline(WINDOW, never);
    expect(read).toMatchObject({ kind: 'read', value: { complete: true } });
    expect(read.kind === 'read' && read.value.posts.map(({ text }) => text)).toEqual(
      Array.from({ length: 43 }, (_, index) => `Beitrag ${index}`),
    );
  });

  test.each([
    ['in its place', posts(0, 10)],
    ['pinned above newer ones', [...posts(3, 1), ...posts(0, 3), ...posts(4, 6)]],
  ])('a timeline begins after a known post, and asks for none before it (%s)', async (_, page) => {
    me();
    nock(SERVER).get(AT).query(query).reply(200, page);
    const read = await channel.timeline({ ...WINDOW, since: '8997' }, never);
    expect(read).toMatchObject({ kind: 'read', value: { complete: true } });
    expect(read.kind === 'read' && read.value.posts.map(({ remoteId }) => remoteId)).toEqual([
      '9000',
      '8999',
      '8998',
    ]);
  });

  test('an older post above newer ones does not end a timeline', async () => {
    me();
    const pinned = status('7000', '<p>Sprechzeiten</p>', {
      created_at: new Date(NOW - 24 * HOUR).toISOString(),
    });
    nock(SERVER)
      .get(AT)
      .query(query)
      .reply(200, [pinned, ...posts(0, 10)]);
    nock(SERVER).get(AT).query(true).reply(200, []);
    const read = await channel.timeline({ ...WINDOW, from: NOW - HOUR }, never);
    expect(read).toMatchObject({ kind: 'read', value: { complete: true } });
    expect(read.kind === 'read' && read.value.posts.map(({ text }) => text)).toEqual(
      Array.from({ length: 10 }, (_, index) => `Beitrag ${index}`),
    );
  });

  test('a timeline of another account does not count as read', async () => {
    me();
    const page = posts(0, 1).map((post) => ({ ...post, account: { id: '9' } }));
    nock(SERVER).get(AT).query(true).reply(200, page);
    nock(SERVER).get(AT).query(true).reply(200, []);
    expect(await channel.timeline(WINDOW, never)).toMatchObject({ kind: 'unreadable' });
  });

  test.each([
    ['is complete where a server without pages sends the same again', 7, true],
    ['may be incomplete where the same page again is as long as was asked', 40, false],
  ])('a timeline %s', async (_, length, complete) => {
    me();
    nock(SERVER).get(AT).query(true).twice().reply(200, posts(0, length));
    expect(await channel.timeline(WINDOW, never)).toMatchObject({ kind: 'read', value: { complete } });
  });
});

test('a reason has no secret and is short', async () => {
  nock(SERVER)
    .post('/api/v1/statuses')
    .reply(422, error(`Token access-token-00000000001\nis ${'not valid '.repeat(60)}`));
  const answer = await channel.publish(POST, never);
  const reason = 'reason' in answer ? answer.reason : '';
  expect(reason).toContain('Token [secret] is not valid');
  expect(reason.length).toBeLessThanOrEqual(300);
});

describe('the rights of a token on Mastodon', () => {
  test.each([
    ['scopes that only read', 200, { name: 'a', scopes: ['read:accounts', 'read:statuses'] }, false],
    ['scopes that write', 200, { name: 'a', scopes: ['read', 'write:statuses'] }, true],
    ['the scope that holds all of them', 200, { name: 'a', scopes: ['read', 'write'] }, true],
    ['no scopes', 200, { name: 'a' }, null],
    ['a refusal', 403, { error: 'insufficient_scope' }, null],
  ])('a server that names %s says whether the token may post', async (_, status, body, publishes) => {
    nock(SERVER)
      .get('/api/v1/accounts/verify_credentials')
      .reply(200, { id: '4711', username: 's', bot: false });
    nock(SERVER).get('/api/v1/apps/verify_credentials').reply(status, body);
    expect(await channel.rights(never)).toMatchObject({ kind: 'read', value: { publishes, isBot: false } });
  });
});
