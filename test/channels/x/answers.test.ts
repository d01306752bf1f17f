import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { xChannel } from '../../../src/channels/x/channel.ts';
import { x } from '../../../src/channels/x/module.ts';
import type { Answer, Publication } from '../../../src/core/domain/channel.ts';
import { HOUR, MINUTE } from '../../../src/core/domain/clock.ts';
import { accessTo } from '../../fixtures/channel-access.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const API = 'https://api.x.com';
const access = accessTo(x, API, '4711-access-token-0003', {
  credential: {
    X_APP_KEY: 'app-key-000000000001',
    X_APP_SECRET: 'app-secret-00000000002',
    ACCESS_TOKEN: '4711-access-token-0003',
    ACCESS_SECRET: 'access-secret-00000004',
  },
  clock: { now: () => NOW },
});
const channel = xChannel(access);
const never = new AbortController().signal;
const POST: Publication = { text: 'Rathaus zu.', language: 'de', replyTo: null, idempotencyKey: 'k' };
const REPLY: Publication = { ...POST, replyTo: '1725000000000000001' };
/** 30 October 2023, 06:30:00.123 in Siegen, as X numbers its posts. */
const ID = String((BigInt(Date.UTC(2023, 9, 30, 5, 30, 0, 123)) - 1_288_834_974_657n) << 22n);

beforeAll(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
});
afterEach(() => nock.cleanAll());
afterAll(() => {
  nock.restore();
});

function problem(status: number, detail: string, type = 'about:blank', title = 'Forbidden') {
  return { title, detail, type, status };
}
const v1 = (code: number, message: string) => ({ errors: [{ code, message }] });
const seconds = (at: number) => String(Math.floor(at / 1000));

/** What X is made to answer, and what the core is to be told: its kind and cause. */
type Row = readonly [name: string, status: number, body: nock.Body, told: string, publication?: Publication];

const ROWS: readonly Row[] = [
  ['2xx without an id', 200, { data: { text: 'Rathaus zu.' } }, 'unknown'],
  ['2xx with an id that is a number', 201, { data: { id: 1725000000001, text: '' } }, 'unknown'],
  ['2xx with HTML', 200, '<html><body>hello</body></html>', 'unknown'],
  ['2xx with nothing', 200, '', 'unknown'],
  ['2xx with errors alone', 200, { errors: [{ title: 'Oops', detail: 'No.' }] }, 'unknown'],
  [
    '400',
    400,
    problem(
      400,
      'One or more parameters to your request was invalid.',
      'https://api.twitter.com/2/problems/invalid-request',
      'Invalid Request',
    ),
    'refused post',
  ],
  ['400 with HTML', 400, '<html>Bad gateway page</html>', 'unknown'],
  ['401', 401, problem(401, 'Unauthorized', 'about:blank', 'Unauthorized'), 'deferred account'],
  ['401 v1', 401, v1(89, 'Invalid or expired token.'), 'deferred account'],
  ['401 with nothing', 401, '', 'deferred account'],
  [
    '402',
    402,
    {
      title: 'CreditsDepleted',
      detail: 'Your enrolled account [1] does not have any credits to fulfill this request.',
      type: 'https://api.twitter.com/2/problems/credits',
    },
    'deferred app',
  ],
  [
    '403 duplicate',
    403,
    problem(403, 'You are not allowed to create a Tweet with duplicate content.'),
    'refused duplicate',
  ],
  ['403 duplicate v1', 403, v1(187, 'Status is a duplicate.'), 'refused duplicate'],
  [
    '403 duplicate, answering',
    403,
    problem(403, 'You are not allowed to create a Tweet with duplicate content.'),
    'refused duplicate',
    REPLY,
  ],
  [
    '403 suspended',
    403,
    problem(403, 'User has been suspended: [4711].', 'https://api.x.com/2/problems/user-suspended'),
    'refused account',
  ],
  [
    '403 suspended v1',
    403,
    v1(64, 'Your account is suspended and is not permitted to access this feature.'),
    'refused account',
  ],
  [
    '403 locked v1',
    403,
    v1(
      326,
      'To protect our users from spam and other malicious activity, this account is temporarily locked. Please log in to https://twitter.com to unlock your account.',
    ),
    'refused account',
  ],
  [
    '403 automated',
    403,
    v1(
      226,
      "This request looks like it might be automated. To protect our users from spam and other malicious activity, we can't complete this action right now.",
    ),
    'refused post',
  ],
  ['403 not permitted', 403, problem(403, 'You are not permitted to perform this action.'), 'refused post'],
  [
    '403 not permitted, answering',
    403,
    problem(403, 'You are not permitted to perform this action.'),
    'refused post',
    REPLY,
  ],
  [
    '403 reply restricted',
    403,
    problem(
      403,
      'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
    ),
    'refused reply',
    REPLY,
  ],
  [
    '403 parent gone',
    403,
    problem(403, 'You attempted to reply to a Tweet that is deleted or not visible to you.'),
    'refused reply',
    REPLY,
  ],
  [
    '400 parent gone v1',
    400,
    v1(385, 'The Tweet you tried to answer is not available.'),
    'refused reply',
    REPLY,
  ],
  [
    '403 about replies, without one',
    403,
    problem(403, 'Reply to this conversation is not allowed.'),
    'refused post',
  ],
  [
    '403 client forbidden',
    403,
    {
      ...problem(
        403,
        'When authenticating requests to the Twitter API v2 endpoints, you must use keys and tokens from a Twitter developer App that is attached to a Project.',
        'https://api.twitter.com/2/problems/client-forbidden',
        'Client Forbidden',
      ),
      reason: 'client-not-enrolled',
    },
    'deferred app',
  ],
  [
    '403 client forbidden, other host',
    403,
    problem(403, 'Forbidden', 'https://api.x.com/2/problems/client-forbidden'),
    'deferred app',
  ],
  [
    '403 oauth1 permissions',
    403,
    problem(
      403,
      'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
      'https://api.twitter.com/2/problems/oauth1-permissions',
    ),
    'deferred app',
  ],
  [
    '403 oauth1 permissions, bare',
    403,
    problem(
      403,
      'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
    ),
    'deferred app',
  ],
  [
    '403 app suspended',
    403,
    problem(403, 'This application has been suspended.', 'https://api.x.com/2/problems/app-suspended'),
    'deferred app',
  ],
  ['403 app suspended v1', 403, v1(416, 'Your application has been suspended.'), 'deferred app'],
  ['403 daily limit v1', 403, v1(185, 'User is over daily status update limit.'), 'deferred rate'],
  ['403 with HTML', 403, '<html>Access denied</html>', 'unknown'],
  ['404', 404, problem(404, 'Not Found', 'about:blank', 'Not Found'), 'unknown'],
  ['404 with HTML', 404, '<html>404</html>', 'unknown'],
  ['429', 429, problem(429, 'Too Many Requests', 'about:blank', 'Too Many Requests'), 'deferred rate'],
  ['429 v1', 429, v1(88, 'Rate limit exceeded'), 'deferred rate'],
  [
    '429 usage capped',
    429,
    {
      ...problem(
        429,
        'Usage cap exceeded: Monthly product cap',
        'https://api.twitter.com/2/problems/usage-capped',
        'UsageCapExceeded',
      ),
    },
    'deferred app',
  ],
  ['500', 500, problem(500, 'Internal Server Error'), 'unknown'],
  ['500 with a broken body', 500, '{"title":"Internal', 'unknown'],
  ['502 with HTML', 502, '<html>Bad gateway</html>', 'unknown'],
  ['503', 503, problem(503, 'Service Unavailable'), 'unknown'],
  ['504 with nothing', 504, '', 'unknown'],
  ['301', 301, '', 'unknown'],
  ['307 with something that looks like a post', 307, { data: { id: '1725000000001', text: '' } }, 'unknown'],
  ['410', 410, problem(410, 'Gone'), 'unknown'],
  ['401 with HTML', 401, '<html>Unauthorized</html>', 'deferred account'],
  ['408', 408, problem(408, 'Request Timeout'), 'unknown'],
  ['409', 409, problem(409, 'Conflict'), 'unknown'],
  ['400 that would crash the client', 400, { errors: [null] }, 'unknown'],
];

describe('an answer of X to a post', () => {
  test.each(ROWS.map((row) => [row[0], row] as const))('%s', async (_, row) => {
    const [, status, body, told, publication = POST] = row;
    nock(API).post('/2/tweets').reply(status, body);
    expect(toldBy(await channel.publish(publication, never))).toBe(told);
  });

  test('a post on X is posted with its address and its time', async () => {
    nock(API)
      .post('/2/tweets', { text: 'Rathaus zu.' })
      .reply(201, { data: { id: ID, text: 'Rathaus zu.', edit_history_post_ids: [ID] } });
    expect(await channel.publish(POST, never)).toEqual({
      kind: 'posted',
      remoteId: ID,
      url: `https://x.com/i/status/${ID}`,
      at: Date.UTC(2023, 9, 30, 5, 30, 0, 123),
    });
  });

  test('the address of a post on X is under the name of its account, once X has told it', async () => {
    nock(API)
      .get('/2/users/me')
      .reply(200, { data: { id: '7', name: 'Siegen', username: 'stadt_siegen' } });
    nock(API)
      .post('/2/tweets')
      .reply(201, { data: { id: ID, text: 'Rathaus zu.' } });
    const known = xChannel(access);
    await known.identity(never);
    expect(await known.publish(POST, never)).toMatchObject({
      url: `https://x.com/stadt_siegen/status/${ID}`,
    });
  });

  test('a post on X is posted in spite of partial errors and missing headers', async () => {
    nock(API)
      .post('/2/tweets', { text: 'Rathaus zu.', reply: { in_reply_to_tweet_id: '1725000000000000001' } })
      .reply(
        201,
        { data: { id: ID, text: '' }, errors: [{ title: 'Not Found Error', detail: 'A field is missing.' }] },
        { 'x-rate-limit-limit': '100', 'x-app-limit-24hour-limit': '10000' },
      );
    expect(await channel.publish(REPLY, never)).toMatchObject({ kind: 'posted', remoteId: ID });
  });

  test.each([
    ['ECONNREFUSED', 'deferred unsent'],
    ['ENOTFOUND', 'deferred unsent'],
    ['CERT_HAS_EXPIRED', 'deferred unsent'],
    ['ECONNRESET', 'unknown'],
    ['EPIPE', 'unknown'],
  ])('%s on the way to X leaves the post as it should', async (code, told) => {
    nock(API)
      .post('/2/tweets')
      .replyWithError(Object.assign(new Error('broken'), { code }));
    expect(toldBy(await channel.publish(POST, never))).toBe(told);
  });
});

describe('the end of a rate limit on X', () => {
  const inAQuarter = seconds(NOW + 15 * MINUTE);
  test.each([
    ['at the end of the window', { 'x-rate-limit-reset': inAQuarter }, NOW + 15 * MINUTE],
    [
      'not only at the end of the day where the day has some left',
      {
        'x-rate-limit-reset': inAQuarter,
        'x-user-limit-24hour-remaining': '7',
        'x-user-limit-24hour-reset': seconds(NOW + 9 * HOUR),
      },
      NOW + 15 * MINUTE,
    ],
    ['unknown where it does not say', {}, null],
    ['unknown where it says nonsense', { 'x-rate-limit-reset': 'soon' }, null],
    ['unknown where it lies in the past', { 'x-rate-limit-reset': '1598549161' }, null],
    [
      'within a day, whatever it says',
      { 'x-rate-limit-reset': seconds(NOW + 9_000 * HOUR) },
      NOW + 24 * HOUR,
    ],
  ])('%s', async (_, headers, until) => {
    nock(API).post('/2/tweets').reply(429, problem(429, 'Too Many Requests'), headers);
    expect(await channel.publish(POST, never)).toMatchObject({ kind: 'deferred', cause: 'rate', until });
  });

  test("no account posts before the end of the day when the app's posts are used up", async () => {
    const headers = {
      'x-rate-limit-reset': inAQuarter,
      'x-app-limit-24hour-remaining': '0',
      'x-app-limit-24hour-reset': seconds(NOW + 9 * HOUR),
    };
    nock(API).post('/2/tweets').reply(429, problem(429, 'Too Many Requests'), headers);
    const until = NOW + 9 * HOUR;
    expect(await channel.publish(POST, never)).toMatchObject({ kind: 'deferred', cause: 'app', until });
  });
});

describe('an answer of X to a deletion', () => {
  const gone = { kind: 'posted', remoteId: ID, url: null, at: null };
  const missing = {
    value: ID,
    detail: `Could not find tweet with id: [${ID}].`,
    title: 'Not Found Error',
    resource_type: 'tweet',
    parameter: 'id',
    resource_id: ID,
    type: 'https://api.twitter.com/2/problems/resource-not-found',
  };

  test('a post on X is deleted', async () => {
    nock(API)
      .delete(`/2/tweets/${ID}`)
      .reply(200, { data: { deleted: true } });
    expect(await channel.delete(ID, never)).toEqual(gone);
  });

  test('a deletion on X that ends in 404 is confirmed by reading', async () => {
    nock(API)
      .delete(`/2/tweets/${ID}`)
      .reply(404, problem(404, 'Not Found', 'about:blank', 'Not Found'));
    nock(API)
      .get(`/2/tweets/${ID}`)
      .reply(200, { errors: [missing] });
    expect(await channel.delete(ID, never)).toEqual(gone);
  });

  test.each([
    ['the post can be read', 200, { data: { id: ID, text: 'Rathaus zu.' } }],
    ['reading ends in a bare 404 as well', 404, problem(404, 'Not Found', 'about:blank', 'Not Found')],
    ['reading ends in HTML', 404, '<html>404</html>'],
    ['reading fails', 503, ''],
  ])('a deletion on X that ends in 404 is unknown when %s', async (_, status, body) => {
    nock(API).delete(`/2/tweets/${ID}`).reply(404, '<html>404</html>');
    nock(API).get(`/2/tweets/${ID}`).reply(status, body);
    expect(toldBy(await channel.delete(ID, never))).toBe('unknown');
  });

  test.each([
    ['that it did not delete', 200, { data: { deleted: false } }, 'unknown'],
    [
      "that it is not one's own",
      403,
      problem(403, 'You are not authorized to delete this Tweet.'),
      'refused post',
    ],
    ['an outage', 503, '', 'unknown'],
    ['the limit', 429, v1(88, 'Rate limit exceeded'), 'deferred rate'],
  ])('%s', async (_, status, body, told) => {
    nock(API).delete(`/2/tweets/${ID}`).reply(status, body);
    expect(toldBy(await channel.delete(ID, never))).toBe(told);
  });
});

describe('a read on X', () => {
  test.each(['referenced_posts', 'referenced_tweets'])(
    'a post on X is read with its links and its parent where X tells them, as %s',
    async (references) => {
      nock(API)
        .get(`/2/tweets/${ID}`)
        .reply(200, {
          data: {
            id: ID,
            text: 'Bürgerbüro &amp; Kfz: https://t.co/abc',
            entities: {
              urls: [{ start: 20, end: 40, url: 'https://t.co/abc', expanded_url: 'https://example.org/a' }],
            },
            [references]: [{ type: 'replied_to', id: '99' }],
          },
        });
      expect(await channel.read(ID, never)).toEqual({
        kind: 'read',
        value: {
          remoteId: ID,
          text: 'Bürgerbüro & Kfz: https://example.org/a',
          url: `https://x.com/i/status/${ID}`,
          at: Date.UTC(2023, 9, 30, 5, 30, 0, 123),
          replyTo: '99',
          isOwn: null,
        },
      });
    },
  );

  test('a post that may not be read is not absent', async () => {
    const errors = [
      {
        title: 'Authorization Error',
        detail: 'Sorry, you are not authorized to see the Tweet.',
        type: 'https://api.twitter.com/2/problems/not-authorized-for-resource',
      },
    ];
    nock(API).get(`/2/tweets/${ID}`).reply(200, { errors });
    expect(await channel.read(ID, never)).toMatchObject({ kind: 'unreadable', until: null });
  });

  test('X tells whose credential it is', async () => {
    nock(API)
      .get('/2/users/me')
      .reply(200, { data: { id: '4711', name: 'Stadt Siegen', username: 'stadt_siegen' } });
    expect(await channel.identity(never)).toEqual({
      kind: 'read',
      value: { handle: 'stadt_siegen', remoteId: '4711' },
    });
  });

  test('a question to X waits for the end of its rate limit', async () => {
    nock(API)
      .get('/2/users/me')
      .reply(429, v1(88, 'Rate limit exceeded'), { 'x-rate-limit-reset': seconds(NOW + MINUTE) });
    expect(await channel.identity(never)).toMatchObject({ kind: 'unreadable', until: NOW + MINUTE });
  });
});

describe('a timeline on X', () => {
  const idAt = (at: number) => String((BigInt(at) - 1_288_834_974_657n) << 22n);
  const posts = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: idAt(NOW - (from + index) * MINUTE),
      text: `Beitrag ${from + index}`,
    }));
  const me = () =>
    nock(API)
      .get('/2/users/me')
      .optionally()
      .reply(200, { data: { id: '4711', name: 'S', username: 's' } });
  const window = { since: null, from: NOW - 1_000 * HOUR, postsMax: 200 };

  test('a timeline is read page by page with default fields, the first page a small one', async () => {
    me();
    nock(API)
      .get('/2/users/4711/tweets')
      .query({ max_results: '10', exclude: 'retweets' })
      .reply(200, { data: posts(0, 10), meta: { result_count: 10, next_token: 'n1' } });
    nock(API)
      .get('/2/users/4711/tweets')
      .query({ max_results: '100', exclude: 'retweets', pagination_token: 'n1' })
      .reply(200, { data: posts(10, 3), meta: { result_count: 3 } });
    const read = await channel.timeline(window, never);
    expect(read).toMatchObject({ kind: 'read', value: { complete: true } });
    expect(read.kind === 'read' && read.value.posts.map((post) => post.text)).toEqual(
      posts(0, 13).map((post) => post.text),
    );
  });

  test('a timeline begins after a known post', async () => {
    me();
    nock(API)
      .get('/2/users/4711/tweets')
      .query({ max_results: '10', exclude: 'retweets', since_id: '77' })
      .reply(200, { meta: { result_count: 0 } });
    expect(await channel.timeline({ ...window, since: '77' }, never)).toEqual({
      kind: 'read',
      value: { posts: [], complete: true },
    });
  });

  test('a timeline ends at its first post that is too old, without asking for more', async () => {
    me();
    nock(API)
      .get('/2/users/4711/tweets')
      .query(true)
      .reply(200, { data: posts(0, 10), meta: { next_token: 'n1' } });
    const read = await channel.timeline({ ...window, from: NOW - 4 * MINUTE }, never);
    expect(read).toMatchObject({ kind: 'read', value: { complete: true } });
    expect(read.kind === 'read' && read.value.posts.length).toBe(5);
  });

  test('a timeline is incomplete where there are more posts than asked for', async () => {
    me();
    nock(API)
      .get('/2/users/4711/tweets')
      .query(true)
      .reply(200, { data: posts(0, 10), meta: { next_token: 'n1' } });
    const read = await channel.timeline({ ...window, postsMax: 7 }, never);
    expect(read).toMatchObject({ kind: 'read', value: { complete: false } });
    expect(read.kind === 'read' && read.value.posts.length).toBe(7);
  });

  test('a timeline is incomplete where a later page cannot be read', async () => {
    me();
    nock(API)
      .get('/2/users/4711/tweets')
      .query(true)
      .reply(200, { data: posts(0, 10), meta: { next_token: 'n1' } });
    nock(API).get('/2/users/4711/tweets').query(true).reply(503, '');
    const read = await channel.timeline(window, never);
    expect(read).toMatchObject({ kind: 'read', value: { complete: false } });
    expect(read.kind === 'read' && read.value.posts.length).toBe(10);
  });

  test.each([
    ['an outage', 503, ''],
    ['HTML', 200, '<html></html>'],
    ['neither posts nor the end of them', 200, { errors: [{ title: 'Oops' }] }],
  ])('a timeline cannot be read in %s', async (_, status, body) => {
    me();
    nock(API).get('/2/users/4711/tweets').query(true).reply(status, body);
    expect(await channel.timeline(window, never)).toMatchObject({ kind: 'unreadable' });
  });
});

test('a reason has no secret and is short', async () => {
  const detail = `Token 4711-access-token-0003\nof app-key-000000000001 ${'is not valid '.repeat(60)}`;
  nock(API).post('/2/tweets').reply(403, problem(403, detail));
  const answer = await channel.publish(POST, never);
  const reason = 'reason' in answer ? answer.reason : '';
  expect(reason).toContain('Token [secret] of [secret] is not valid');
  expect(reason.length).toBeLessThanOrEqual(300);
});

test('an edit on X is a bug of the caller', async () => {
  await expect(channel.edit(ID, POST, never)).rejects.toThrow('edited');
});

function toldBy(answer: Answer): string {
  return 'cause' in answer ? `${answer.kind} ${answer.cause}` : answer.kind;
}

describe('the rights of a token on X', () => {
  test.each([
    ['read', false],
    ['read-write', true],
    ['read-write-directmessages', true],
    [null, null],
  ])('an access level %s says whether it may post: %s', async (level, publishes) => {
    const headers: Record<string, string> = level === null ? {} : { 'x-access-level': level };
    nock(API)
      .get('/2/users/me')
      .reply(200, { data: { id: '17', username: 's', name: 'S' } }, headers);
    expect(await channel.rights(never)).toEqual({ kind: 'read', value: { publishes, isBot: null } });
  });
});
