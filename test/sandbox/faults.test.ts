import { type IncomingMessage, request } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import type { SandboxAccount } from '../../src/sandbox/account.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import {
  mastodonAccount,
  mastodonClient,
  refusalOf,
  sandboxWith,
  type standingClock,
  xAccount,
  xClient,
} from '../fixtures/sandbox-clients.ts';

const x = xAccount('stadt_siegen');
const mastodon = mastodonAccount('stadt_siegen');

/** The status of an answer, or `line` where none came. */
type Ended = number | 'line';

/** How a post ended, and how many posts the account has then. Gives up where no answer will come. */
async function post(
  sandbox: Sandbox,
  account: SandboxAccount,
  { text = 'Lage', parent = '', key = '' } = {},
): Promise<readonly [Ended, number]> {
  const isX = account.channel === 'x';
  const body = isX
    ? { text, ...(parent && { reply: { in_reply_to_tweet_id: parent } }) }
    : { status: text, in_reply_to_id: parent };
  const before = sandbox.requests().length;
  const givingUp = new AbortController();
  let isOver = false;
  const sent = fetch(sandbox.origin + (isX ? '/2/tweets' : '/api/v1/statuses'), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${account.token}`,
      'content-type': 'application/json',
      ...(key && { 'idempotency-key': key }),
    },
    body: JSON.stringify(body),
    redirect: 'manual',
    signal: givingUp.signal,
  })
    .then((answer) => answer.text())
    .catch(() => {})
    .finally(() => {
      isOver = true;
    });
  while (!isOver && !/hang/.test(sandbox.requests()[before]?.fault ?? '')) await setImmediate();
  givingUp.abort();
  await sent;
  return [sandbox.requests()[before]?.status ?? 'line', sandbox.timeline(account.id).length];
}

describe('a fault that was arranged', () => {
  let sandbox: Sandbox;
  let clock: ReturnType<typeof standingClock>;

  beforeEach(async () => {
    ({ sandbox, clock } = await sandboxWith([x, mastodon]));
  });
  afterEach(() => sandbox.close());

  test('an arranged fault happens as often as was said, in the order of arranging, and not after it was cleared', async () => {
    sandbox.arrange(x.id, { kind: 'unavailable' }, 2);
    sandbox.arrange(x.id, { kind: 'no-credit' }, Number.POSITIVE_INFINITY);
    for (const status of [503, 503, 402, 402]) expect(await post(sandbox, x)).toEqual([status, 0]);
    sandbox.clear(x.id);
    expect(await post(sandbox, x)).toEqual([201, 1]);
  });

  test('an arranged fault concerns the operation that it names, and no other', async () => {
    const { statuses } = mastodonClient(sandbox, mastodon).v1;
    const { id } = await statuses.create({ status: 'Lage' });
    sandbox.arrange(mastodon.id, { kind: 'unavailable', on: 'edit' });
    sandbox.arrange(mastodon.id, { kind: 'accepted-then-cut', on: 'delete' });
    await statuses.$select(id).fetch();
    expect(await refusalOf(statuses.$select(id).update({ status: 'neu' }))).toMatchObject({ status: 503 });
    await refusalOf(statuses.$select(id).remove());
    expect(sandbox.timeline(mastodon.id)).toMatchObject([{ text: 'Lage', deletedAt: clock.now() }]);
  });

  test('an arranged fault that accepts late shows nothing and guards against nothing until the post is published', async () => {
    for (const account of [x, mastodon]) {
      sandbox.arrange(account.id, { kind: 'accepted-late', afterMs: MINUTE });
      expect(await post(sandbox, account, { key: 'k1' })).toEqual(['line', 0]);
    }
    clock.move(59 * SECOND);
    expect(await post(sandbox, x)).toEqual([201, 1]);
    clock.move(SECOND);
    expect(sandbox.timeline(x.id).map((one) => one.text)).toEqual(['Lage', 'Lage']);
    expect(await post(sandbox, mastodon, { key: 'k1' })).toEqual([200, 1]);
  });

  test('an arranged fault that accepts late edits and deletes when the time has come, and not before', async () => {
    const { statuses } = mastodonClient(sandbox, mastodon).v1;
    const { id } = await statuses.create({ status: 'alt' });
    sandbox.arrange(mastodon.id, { kind: 'accepted-late', on: 'edit', afterMs: MINUTE });
    sandbox.arrange(mastodon.id, { kind: 'accepted-late', on: 'delete', afterMs: 2 * MINUTE });
    await refusalOf(statuses.$select(id).update({ status: 'neu' }));
    await refusalOf(statuses.$select(id).remove());
    for (const shown of [{ text: 'alt', editedAt: null }, { text: 'neu' }]) {
      expect(sandbox.timeline(mastodon.id)).toMatchObject([{ ...shown, deletedAt: null }]);
      clock.move(MINUTE);
    }
    expect(sandbox.timeline(mastodon.id)).toMatchObject([{ text: 'neu', deletedAt: clock.now() }]);
  });

  test('an arranged fault that lags shows the timeline as it was: posts, edits and deletions alike', async () => {
    const { accounts, statuses } = mastodonClient(sandbox, mastodon).v1;
    const { id: me } = await accounts.verifyCredentials();
    const { id } = await statuses.create({ status: 'alt' });
    clock.move(MINUTE);
    await statuses.$select(id).update({ status: 'neu' });
    await statuses.create({ status: 'zweiter' });
    clock.move(10 * SECOND);
    sandbox.arrange(mastodon.id, { kind: 'stale-timeline', lagMs: 20 * SECOND });
    for (const shown of [['<p>alt</p>'], ['<p>zweiter</p>', '<p>neu</p>']]) {
      const listed = await accounts.$select(me).statuses.list();
      expect(listed.map((status) => status.content)).toEqual(shown);
    }
  });

  test('a fault can be arranged from another process, and is refused with a reason when it makes no sense', async () => {
    const control = `${sandbox.origin}/sandbox`;
    const order = async (body: unknown, type = 'application/json') => {
      const headers = { 'content-type': type };
      const answer = await fetch(`${control}/faults`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      return answer.status;
    };
    const suspended = { account: x.id, fault: { kind: 'suspended', on: 'any' }, times: 'until-cleared' };
    expect(await order(suspended, 'text/plain')).toBe(415);
    expect(await order(suspended, 'text/plain; application/json')).toBe(415);
    expect(await order({ ...suspended, account: 'nobody' })).toBe(400);
    expect(await order({ ...suspended, fault: { kind: 'meteor' } })).toBe(400);
    expect(await order({ account: mastodon.id, fault: { kind: 'no-credit' } })).toBe(400);
    expect(await order(suspended)).toBe(201);
    expect(await post(sandbox, x)).toEqual([403, 0]);
    expect((await fetch(`${control}/faults?account=${x.id}`, { method: 'DELETE' })).status).toBe(204);
    await post(sandbox, x, { text: 'Lage – „jetzt“' });
    const timelines = await (await fetch(`${control}/timelines.json`)).text();
    expect(JSON.parse(timelines).accounts[0]).toMatchObject({
      id: x.id,
      posts: [{ text: 'Lage – „jetzt“' }],
    });
    expect(timelines).not.toContain(x.token);
    const { requests } = JSON.parse(await (await fetch(`${control}/requests.json`)).text());
    expect(requests).toHaveLength(2);
  });

  test.each([
    [{ headers: { 'bad name': 'x' } }, 400],
    [{ headers: { 'x-name': 'two\nlines' } }, 400],
    [{ headers: { 'x-name': '…' } }, 400],
    [{ status: 204 }, 400],
    [{ status: 205 }, 400],
    [{ status: 205, body: '' }, 201],
    [{ status: 304, body: '', headers: { 'x-name': 'ü' } }, 201],
  ])('an answer that HTTP cannot carry is refused when it is arranged: %j', async (wrong, status) => {
    const fault = { kind: 'answer', status: 200, body: '{}', ...wrong };
    const arranged = await fetch(`${sandbox.origin}/sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: x.id, fault }),
    });
    expect(arranged.status).toBe(status);
    if (status === 201) expect(await post(sandbox, x)).toEqual([fault.status, 0]);
  });

  test.each<readonly [number, Readonly<Record<string, string>>]>([
    [403, { host: 'rebound.example.org' }],
    [403, { host: '127.0.0.1.example.org' }],
    [403, { host: 'localhost.:PORT' }],
    [403, { host: '0.0.0.0:PORT' }],
    [403, { host: '127.1:PORT' }],
    [400, { host: '[::ffff:127.0.0.1]:PORT' }],
    [400, { host: '127.0.0.1:PORT@example.org' }],
    [403, { origin: 'https://example.org' }],
    [403, { origin: 'null' }],
    [403, { origin: '' }],
    [403, { origin: 'https://127.0.0.1:PORT' }],
    [403, { origin: 'http://127.0.0.1:1' }],
    [403, { origin: 'http://localhost:PORT' }],
    [403, { host: '[::1]:PORT', origin: 'http://127.0.0.1:PORT' }],
    [403, { 'sec-fetch-site': 'cross-site' }],
    [403, { 'sec-fetch-site': 'same-site' }],
    [200, { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:PORT' }],
    [200, { 'sec-fetch-site': 'none' }],
    [200, { host: '[::1]:PORT', origin: 'http://[::1]:PORT' }],
    [200, { host: 'localhost:PORT' }],
    [200, {}],
  ])('the control answers %i where the request has the headers %j', async (status, given) => {
    const { port } = new URL(sandbox.origin);
    const headers = JSON.parse(JSON.stringify(given).replaceAll('PORT', port));
    for (const [method, path] of [
      ['GET', 'timelines.json'],
      ['GET', 'requests.json'],
      ['DELETE', 'faults'],
    ] as const) {
      const answer = await new Promise<IncomingMessage>((resolve) => {
        request(`${sandbox.origin}/sandbox/${path}`, { method, headers }, resolve).end();
      });
      answer.resume();
      expect(answer.statusCode).toBe(status === 200 && method === 'DELETE' ? 204 : status);
    }
  });

  test.each([
    {},
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'multipart/form-data; boundary=application/json' },
    { 'content-type': 'text/plain;charset=application/json' },
    { 'content-type': 'application/jsonp' },
    { 'content-type': ' ' },
  ])(
    'the control takes no order that a page of another site can send without asking: %j',
    async (headers) => {
      const fault = { account: x.id, fault: { kind: 'suspended', on: 'any' }, times: 'until-cleared' };
      const answer = await new Promise<IncomingMessage>((resolve) => {
        request(`${sandbox.origin}/sandbox/faults`, { method: 'POST', headers }, resolve).end(
          JSON.stringify(fault),
        );
      });
      answer.resume();
      expect(answer.statusCode).toBe(415);
      expect(await post(sandbox, x)).toEqual([201, 1]);
    },
  );

  test.each(['https://example.org', 'null', 'http://127.0.0.1:PORT'])(
    'the control allows a page of %s no order when its browser asks, in a private network neither',
    async (origin) => {
      const answer = await fetch(`${sandbox.origin}/sandbox/faults`, {
        method: 'OPTIONS',
        headers: {
          origin: origin.replace('PORT', new URL(sandbox.origin).port),
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
          'access-control-request-private-network': 'true',
        },
      });
      expect(answer.ok).toBe(false);
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    },
  );

  test('an arranged fault does not keep a sandbox from closing while a request still hangs', async () => {
    sandbox.arrange(x.id, { kind: 'hang' });
    const hanging = refusalOf(xClient(sandbox, x).tweet('Lage'));
    await expect.poll(() => sandbox.requests().length).toBe(1);
    await sandbox.close();
    expect((await hanging).status).not.toBe(201);
  });
});

describe('a well-known handle', () => {
  test.each([
    ['fails_503_once', [503, 201]],
    ['fails_503', [503, 503]],
    ['hangsberg', [201, 201]],
    ['fails_503_slow_timeline', [201, 201]],
  ])('%s: the longest whole word counts, and with _once only the first time', async (handle, statuses) => {
    const account = xAccount(handle);
    const { sandbox } = await sandboxWith([account]);
    await using _ = sandbox;
    const seen = [];
    for (const text of ['eins', 'zwei']) seen.push((await post(sandbox, account, { text }))[0]);
    expect(seen).toEqual(statuses);
  });
});
