import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { mastodonChannel } from '../../../src/channels/mastodon/channel.ts';
import { mastodon } from '../../../src/channels/mastodon/module.ts';
import type { Answer, Publication } from '../../../src/core/domain/channel.ts';
import { HOUR, MINUTE } from '../../../src/core/domain/clock.ts';
import { accessTo } from '../../fixtures/channel-access.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const SERVER = 'https://social.example.org';
const channel = mastodonChannel(
  accessTo(mastodon, SERVER, 'access-token-00000000001', { clock: { now: () => NOW } }),
);
const never = new AbortController().signal;
const POST: Publication = { text: 'Rathaus zu.', language: 'de', replyTo: null, idempotencyKey: 'key-1' };
const REPLY: Publication = { ...POST, replyTo: '111' };
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
const PLAIN = { 'content-type': 'text/plain' };

beforeAll(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
});
afterEach(() => nock.cleanAll());
afterAll(() => {
  nock.restore();
});

/** What a server is made to answer, and what the core is to be told: its kind and cause. */
type Row = readonly [
  name: string,
  status: number,
  body: nock.Body,
  told: string,
  publication?: Publication,
  headers?: Record<string, string>,
];

const REPLY_GONE = 'The post you are trying to reply to does not appear to exist.';
const ROWS: readonly Row[] = [
  ['200 without an id', 200, { content: '<p>x</p>' }, 'unknown'],
  ['200 with HTML', 200, '<html>hello</html>', 'unknown', POST, HTML],
  ['200 with broken JSON', 200, '{"id":"1', 'unknown', POST, { 'content-type': 'application/json' }],
  ['200 with nothing', 200, '', 'unknown', POST, { 'content-type': 'application/json' }],
  ['401', 401, error('The access token is invalid'), 'deferred account'],
  ['403 scope', 403, error('This action is outside the authorized scopes'), 'refused account'],
  ['403 login disabled', 403, error('Your login is currently disabled'), 'refused account'],
  ['404 to an answer', 404, error(REPLY_GONE), 'refused reply', REPLY],
  [
    '404 to an answer, in German',
    404,
    error('Der Beitrag, auf den du antworten möchtest, scheint nicht zu existieren.'),
    'refused reply',
    REPLY,
  ],
  ['404 to an answer, as HTML', 404, '<html>404</html>', 'unknown', REPLY, HTML],
  [
    '422 to an answer',
    422,
    error('Validation failed: the status replied to is not there'),
    'refused reply',
    REPLY,
  ],
  [
    '422 to the text of an answer',
    422,
    error('Validation failed: Text character limit of 500 exceeded'),
    'refused post',
    REPLY,
  ],
  ['404 without an answer: perhaps a replay', 404, error('Record not found'), 'unknown'],
  ['422', 422, error("Validation failed: Text can't be blank"), 'refused post'],
  ['422 as HTML', 422, '<html>The change you wanted was rejected</html>', 'unknown', POST, HTML],
  ['429', 429, error('Too many requests'), 'deferred rate'],
  ['500', 500, error('An unexpected error occurred.'), 'unknown'],
  ['502 as HTML', 502, '<html>Bad gateway</html>', 'unknown', POST, HTML],
  [
    '503, the lock of the idempotency key',
    503,
    error('There was a temporary problem serving your request, please try again'),
    'unknown',
  ],
  ['503 as text', 503, 'upstream connect error', 'unknown', POST, PLAIN],
  ['504 with nothing', 504, '', 'unknown', POST, {}],
  ['410 without an answer', 410, error('Gone'), 'unknown'],
  ['410 to an answer', 410, error('Gone'), 'refused reply', REPLY],
  ['500, the replay of a post that is published', 500, error("undefined method `id' for nil"), 'unknown'],
  [
    '503 as a problem',
    503,
    { type: 'about:blank', title: 'Service Unavailable', status: 503 },
    'unknown',
    POST,
    { 'content-type': 'application/problem+json' },
  ],
  ['501', 501, error('Not Implemented'), 'unknown'],
  ['200 with an id that is a number', 200, { id: 112, content: '' }, 'unknown'],
  ['200 with an id that is an address', 200, { id: '../accounts/1', content: '' }, 'unknown'],
  ['301', 301, '', 'unknown', POST, { location: '/api/v2/instance' }],
  ['400 in words of another shape', 400, { message: 'no' }, 'unknown'],
];

describe('an answer of a Mastodon server to a post', () => {
  test.each(ROWS.map((row) => [row[0], row] as const))('%s', async (_, row) => {
    const [, code, body, told, publication = POST, headers = {}] = row;
    nock(SERVER).post('/api/v1/statuses').reply(code, body, headers);
    expect(toldBy(await channel.publish(publication, never))).toBe(told);
  });

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
    });
  });

  test.each([
    ['ECONNREFUSED', 'deferred unsent'],
    ['ENOTFOUND', 'deferred unsent'],
    ['ECONNRESET', 'unknown'],
  ])('%s on the way to Mastodon leaves the post as it should', async (code, told) => {
    nock(SERVER)
      .post('/api/v1/statuses')
      .replyWithError(Object.assign(new Error('broken'), { code }));
    expect(toldBy(await channel.publish(POST, never))).toBe(told);
  });
});

describe('the end of a rate limit on Mastodon', () => {
  const at = (instant: number) => ({ 'x-ratelimit-reset': new Date(instant).toISOString() });
  test.each([
    ['at the time it names', at(NOW + 5 * MINUTE), NOW + 5 * MINUTE],
    ['unknown where it names none', {}, null],
    ['unknown where it names nonsense', { 'x-ratelimit-reset': 'soon' }, null],
    ['unknown where it lies in the past', at(NOW - HOUR), null],
    ['within three hours, whatever it says', at(NOW + 9_000 * HOUR), NOW + 3 * HOUR],
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

  test.each([
    ['the server says it is gone', 404, error('Record not found'), 'refused missing', {}],
    ['a page says so', 404, '<html>404</html>', 'unknown', HTML],
    [
      'the text is too long',
      422,
      error('Validation failed: Text character limit of 500 exceeded'),
      'refused post',
      {},
    ],
    ['an outage', 503, error('try again'), 'unknown', {}],
    ['the limit', 429, error('Too many requests'), 'deferred rate', {}],
    ['the token', 401, error('The access token is invalid'), 'deferred account', {}],
  ])('%s', async (_, code, body, told, headers) => {
    nock(SERVER).put('/api/v1/statuses/112').reply(code, body, headers);
    expect(toldBy(await channel.edit('112', POST, never))).toBe(told);
  });
});

describe('an answer of a Mastodon server to a deletion', () => {
  const gone = { kind: 'posted', remoteId: '112', url: null, at: null };

  test('a post on Mastodon is deleted', async () => {
    nock(SERVER)
      .delete('/api/v1/statuses/112')
      .reply(200, status('112', '', { text: 'Rathaus zu.' }));
    expect(await channel.delete('112', never)).toEqual(gone);
  });

  test('a deletion on Mastodon that ends in 404 is confirmed by reading', async () => {
    nock(SERVER).delete('/api/v1/statuses/112').reply(404, error('Record not found'));
    nock(SERVER).get('/api/v1/statuses/112').reply(404, error('Record not found'));
    expect(await channel.delete('112', never)).toEqual(gone);
  });

  test.each([
    ['the post can be read', 200, status('112', '<p>Rathaus zu.</p>'), {}],
    ['reading ends in a page as well', 404, '<html>404</html>', HTML],
    ['reading fails', 503, error('try again'), {}],
  ])('a deletion on Mastodon that ends in 404 is unknown when %s', async (_, code, body, headers) => {
    nock(SERVER).delete('/api/v1/statuses/112').reply(404, '<html>404</html>', HTML);
    nock(SERVER).get('/api/v1/statuses/112').reply(code, body, headers);
    expect(toldBy(await channel.delete('112', never))).toBe('unknown');
  });
});

describe('a read on Mastodon', () => {
  test('a status is read as text', async () => {
    nock(SERVER)
      .get('/api/v1/statuses/112')
      .reply(200, status('112', '<p>Bürgerbüro &amp; Kfz<br />zu.</p>', { in_reply_to_id: '111' }));
    expect(await channel.read('112', never)).toEqual({
      kind: 'read',
      value: {
        remoteId: '112',
        text: 'Bürgerbüro & Kfz\nzu.',
        url: `${SERVER}/@stadt_siegen/112`,
        at: Date.UTC(2023, 9, 30, 5, 30, 0, 123),
        replyTo: '111',
        isOwn: null,
      },
    });
  });

  test('a status is absent when the server says so', async () => {
    nock(SERVER).get('/api/v1/statuses/112').reply(404, error('Record not found'));
    expect(await channel.read('112', never)).toEqual({ kind: 'absent' });
  });

  test('a web page is no proof that a status is absent', async () => {
    nock(SERVER).get('/api/v1/statuses/112').reply(404, '<html>404</html>', HTML);
    expect(await channel.read('112', never)).toMatchObject({ kind: 'unreadable' });
  });

  test('Mastodon tells whose credential it is', async () => {
    nock(SERVER)
      .get('/api/v1/accounts/verify_credentials')
      .reply(200, { id: '4711', username: 'stadt_siegen', acct: 'stadt_siegen' });
    expect(await channel.identity(never)).toEqual({
      kind: 'read',
      value: { handle: 'stadt_siegen', remoteId: '4711' },
    });
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
  const window = { since: null, from: NOW - 1_000 * HOUR, postsMax: 200 };
  const query = { limit: '40', exclude_reblogs: 'true' };

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
    const read = await channel.timeline(window, never);
    expect(read).toMatchObject({ kind: 'read', value: { complete: true } });
    expect(read.kind === 'read' && read.value.posts.map(({ text }) => text)).toEqual(
      Array.from({ length: 43 }, (_, index) => `Beitrag ${index}`),
    );
  });

  test('a timeline begins after a known post, even if the server sends older ones', async () => {
    me();
    nock(SERVER)
      .get(AT)
      .query({ ...query, since_id: '8997' })
      .reply(200, posts(0, 10));
    const read = await channel.timeline({ ...window, since: '8997' }, never);
    expect(read).toMatchObject({ kind: 'read', value: { complete: true } });
    expect(read.kind === 'read' && read.value.posts.map(({ remoteId }) => remoteId)).toEqual([
      '9000',
      '8999',
      '8998',
    ]);
  });

  test('a timeline is complete where a server without pages sends the same again', async () => {
    me();
    nock(SERVER).get(AT).query(true).twice().reply(200, posts(0, 7));
    expect(await channel.timeline(window, never)).toMatchObject({ kind: 'read', value: { complete: true } });
  });

  test('a timeline may be incomplete where the same page again is as long as was asked', async () => {
    me();
    nock(SERVER).get(AT).query(true).twice().reply(200, posts(0, 40));
    expect(await channel.timeline(window, never)).toMatchObject({ kind: 'read', value: { complete: false } });
  });

  test('a timeline ends at its first post that is too old', async () => {
    me();
    nock(SERVER).get(AT).query(query).reply(200, posts(0, 40));
    const read = await channel.timeline({ ...window, from: NOW - 4 * MINUTE }, never);
    expect(read).toMatchObject({ kind: 'read', value: { complete: true } });
    expect(read.kind === 'read' && read.value.posts.length).toBe(5);
  });

  test('a timeline is incomplete where there are more posts than asked for', async () => {
    me();
    nock(SERVER).get(AT).query(query).reply(200, posts(0, 40));
    const read = await channel.timeline({ ...window, postsMax: 7 }, never);
    expect(read).toMatchObject({ kind: 'read', value: { complete: false } });
    expect(read.kind === 'read' && read.value.posts.length).toBe(7);
  });

  test('a timeline is incomplete where a later page cannot be read', async () => {
    me();
    nock(SERVER).get(AT).query(query).reply(200, posts(0, 40));
    nock(SERVER).get(AT).query(true).reply(503, error('try again'));
    expect(await channel.timeline(window, never)).toMatchObject({ kind: 'read', value: { complete: false } });
  });

  test.each([
    ['an outage', 503, error('try again')],
    ['something else', 200, { posts: [] }],
  ])('a timeline cannot be read in %s', async (_, code, body) => {
    me();
    nock(SERVER).get(AT).query(true).reply(code, body);
    expect(await channel.timeline(window, never)).toMatchObject({ kind: 'unreadable' });
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

function toldBy(answer: Answer): string {
  return 'cause' in answer ? `${answer.kind} ${answer.cause}` : answer.kind;
}

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
    expect(await channel.rights(never)).toEqual({ kind: 'read', value: { publishes, isBot: false } });
  });
});
