import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { xChannel } from '../../../src/channels/x/channel.ts';
import { x } from '../../../src/channels/x/module.ts';
import { HOUR, MINUTE } from '../../../src/core/domain/clock.ts';
import { accessTo } from '../../fixtures/channel-access.ts';
import { NOW, never, POST, readsAnswers, WINDOW, withoutNetwork } from '../answers.ts';

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
const REPLY = { ...POST, replyTo: '1725000000000000001' };
/** 30 October 2023, 06:30:00.123 in Siegen, as X numbers its posts. */
const ID = String((BigInt(Date.UTC(2023, 9, 30, 5, 30, 0, 123)) - 1_288_834_974_657n) << 22n);

withoutNetwork();

const v1 = (code: number, message: string) => ({ errors: [{ code, message }] });
const seconds = (at: number) => String(Math.floor(at / 1000));

/** `problem` in `answers.yaml` is the detail of one. */
function bodyOf(written: unknown, status: number): nock.Body {
  if (typeof written !== 'object' || written === null || !('problem' in written)) return written as nock.Body;
  const { problem: detail, ...more } = written;
  return { title: 'Forbidden', type: 'about:blank', status, ...more, detail: String(detail) };
}
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

readsAnswers('X', {
  channel: xChannel(access),
  api: API,
  folder: import.meta.dirname,
  posts: '/2/tweets',
  post: `/2/tweets/${ID}`,
  id: ID,
  timeline: '/2/users/4711/tweets',
  me,
  page: { data: posts(0, 10), meta: { next_token: 'n1' } },
  body: bodyOf,
});

describe('a post on X', () => {
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
        {
          data: { id: ID, text: 'Rathaus zu.' },
          errors: [{ title: 'Not Found Error', detail: 'A field is missing.' }],
        },
        { 'x-rate-limit-limit': '100', 'x-app-limit-24hour-limit': '10000' },
      );
    expect(await channel.publish(REPLY, never)).toMatchObject({ kind: 'posted', remoteId: ID });
  });
});

describe('the end of a rate limit on X', () => {
  const inAQuarter = seconds(NOW + 15 * MINUTE);
  test.each([
    ['at the end of the window', { 'x-rate-limit-reset': inAQuarter }, NOW + 15 * MINUTE],
    [
      'a rate limit on X does not end only at the end of the day where the day has some left',
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
    ['unknown where it lies before 1970', { 'x-rate-limit-reset': '-1' }, null],
    [
      'tried again after an hour where it is later, because the header may be wrong',
      { 'x-rate-limit-reset': seconds(NOW + 23 * HOUR) },
      NOW + HOUR,
    ],
    [
      'unknown where it is further ahead than any window',
      { 'x-rate-limit-reset': seconds(NOW + 25 * HOUR) },
      null,
    ],
  ])('%s', async (_, headers, until) => {
    nock(API)
      .post('/2/tweets')
      .reply(429, bodyOf({ problem: 'Too Many Requests' }, 429), headers);
    expect(await channel.publish(POST, never)).toMatchObject({ kind: 'deferred', cause: 'rate', until });
  });

  test("only one account tries once an hour when the app's posts of the day are used up", async () => {
    const headers = {
      'x-rate-limit-reset': inAQuarter,
      'x-app-limit-24hour-remaining': '0',
      'x-app-limit-24hour-reset': seconds(NOW + 9 * HOUR),
    };
    nock(API)
      .post('/2/tweets')
      .reply(429, bodyOf({ problem: 'Too Many Requests' }, 429), headers);
    const until = NOW + HOUR;
    expect(await channel.publish(POST, never)).toMatchObject({ kind: 'deferred', cause: 'app', until });
  });
});

describe('a read on X', () => {
  test('a post on X is read with its links', async () => {
    nock(API)
      .get(`/2/tweets/${ID}`)
      .reply(200, {
        data: {
          id: ID,
          text: 'Bürgerbüro &amp; Kfz: https://t.co/abc',
          entities: {
            urls: [{ start: 20, end: 40, url: 'https://t.co/abc', expanded_url: 'https://example.org/a' }],
          },
          referenced_posts: [{ type: 'replied_to', id: '99' }],
        },
      });
    expect(await channel.read(ID, never)).toEqual({
      kind: 'read',
      value: {
        remoteId: ID,
        text: 'Bürgerbüro & Kfz: https://example.org/a',
        url: `https://x.com/i/status/${ID}`,
        at: Date.UTC(2023, 9, 30, 5, 30, 0, 123),
        isOwn: null,
      },
    });
  });

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

  test('a question to X waits for the end of its rate limit', async () => {
    nock(API)
      .get('/2/users/me')
      .reply(429, v1(88, 'Rate limit exceeded'), { 'x-rate-limit-reset': seconds(NOW + MINUTE) });
    expect(await channel.identity(never)).toMatchObject({ kind: 'unreadable', until: NOW + MINUTE });
  });
});

describe('a timeline on X', () => {
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
    const read = await channel.timeline(WINDOW, never);
    expect(read).toMatchObject({ kind: 'read', value: { complete: true } });
    expect(read.kind === 'read' && read.value.posts.map((post) => post.text)).toEqual(
      posts(0, 13).map((post) => post.text),
    );
  });

  const errors = [{ title: 'Service Unavailable', detail: 'Over capacity', type: 'about:blank' }];
  test.each([
    ['with errors in place of posts', { errors, meta: { result_count: 0 } }],
    ['with errors beside posts', { data: posts(0, 1), errors, meta: { result_count: 1 } }],
    ['that counts a post which it lacks', { meta: { result_count: 1 } }],
  ])('a page %s is no timeline: what it lacks does not count as absent', async (_, body) => {
    me();
    nock(API).get('/2/users/4711/tweets').query(true).reply(200, body);
    expect(await channel.timeline(WINDOW, never)).toMatchObject({ kind: 'unreadable' });
  });
});

test('a reason has no secret and is short', async () => {
  const detail = `Token 4711-access-token-0003\nof app-key-000000000001 ${'is not valid '.repeat(60)}`;
  nock(API)
    .post('/2/tweets')
    .reply(403, bodyOf({ problem: detail }, 403));
  const answer = await channel.publish(POST, never);
  const reason = 'reason' in answer ? answer.reason : '';
  expect(reason).toContain('Token [secret] of [secret] is not valid');
  expect(reason.length).toBeLessThanOrEqual(300);
});

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
      .query({ 'user.fields': 'protected' })
      .reply(200, { data: { id: '17', username: 's', name: 'S' } }, headers);
    expect(await channel.rights(never)).toEqual({
      kind: 'read',
      value: { publishes, reads: null, isBot: null, isSeen: null },
    });
  });
});
