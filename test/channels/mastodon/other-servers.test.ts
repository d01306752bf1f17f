import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { HOUR } from '../../../src/core/domain/clock.ts';
import { at, file, OUTAGE, openDay } from '../../fixtures/day.ts';
import { GERMAN_ONLY } from '../../fixtures/system.ts';

interface Post {
  readonly id: string;
  readonly text: string;
  readonly at: number;
  readonly parent: string | null;
}
interface Asked {
  readonly method: string | undefined;
  readonly text: string;
  readonly parent: string | null;
  readonly key: string;
}
type Answer = readonly [status: number, body: object | string, headers?: http.OutgoingHttpHeaders];

/** In what a server that speaks Mastodon's API differs from Mastodon. */
interface Otherwise {
  /** Its answer in place of what was asked. `cut`: it does it, and the answer is lost. */
  answers?(asked: Asked, posts: readonly Post[]): Answer | 'cut' | null;
  /** The posts of an account, oldest first, as it lists them. */
  lists?(posts: readonly Post[], query: URLSearchParams): readonly Post[];
  /** Its clock. */
  readonly behindMs?: number;
}

/** A day of a town on such a server. */
async function dayOn({ answers, lists = (posts) => posts.toReversed(), behindMs = 0 }: Otherwise) {
  const posts: Post[] = [];
  const sent: Asked[] = [];
  let nextId = 1_000;
  const shown = ({ id, text, at }: Post) => ({
    ...{ id, content: `<p>${text.replaceAll('\n', '<br>')}</p>`, url: null, account: { id: '1' } },
    created_at: new Date(at).toISOString(),
  });
  const time = () => new Date(day.clock.now() - behindMs);
  const add = (text: string, parent: string | null = null) => {
    posts.push({ id: String(nextId++), text, at: time().getTime(), parent });
    return posts.slice(-1).map(shown)[0];
  };
  const page = (query: URLSearchParams) => {
    const [since, max] = [query.get('since_id'), query.get('max_id')];
    const within = posts.filter(({ id }) => (since === null || id > since) && (max === null || id < max));
    return lists(within, query)
      .slice(0, Number(query.get('limit')))
      .map(shown);
  };
  const server = http.createServer(async (request, response) => {
    const body: Record<string, string> = JSON.parse((await textOf(request)) || '{}');
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://server');
    const { status: text = '', in_reply_to_id: parent = null } = body;
    const asked = { method: request.method, text, parent, key: String(request.headers['idempotency-key']) };
    const reply = (status: number, said: unknown, headers: http.OutgoingHttpHeaders = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/json', date: time().toUTCString(), ...headers })
        .end(JSON.stringify(said));
    const answer = answers?.(asked, posts) ?? null;
    if (asked.method === 'POST') sent.push(asked);
    if (answer !== null && answer !== 'cut') return reply(...answer);
    const made = asked.method === 'POST' ? add(text, parent) : null;
    if (answer === 'cut') return request.socket.destroy();
    if (made) return reply(200, made);
    if (pathname.endsWith('/verify_credentials')) return reply(200, { id: '1', username: 'stadt_hemer' });
    if (pathname.endsWith('/accounts/1/statuses')) return reply(200, page(searchParams));
    const post = posts.find(({ id }) => pathname.includes(id));
    if (!post) return reply(404, { error: 'Record not found' });
    if (asked.method === 'DELETE') posts.splice(posts.indexOf(post), 1);
    return reply(200, { ...shown(post), text: post.text });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const day = await openDay('09:00', 'approvals: {needed: 0}\nconfirmed: null\nsandbox: false\n', {
    messages: GERMAN_ONLY,
    credentials: new Map([['hemer-mastodon', { ACCESS_TOKEN: 'token-of-hemer-1' }]]),
    region: `municipalities:
  hemer:
    name: {de: Stadt Hemer}
    kind: stadt
    ags: "05962016"
    languages: [de]
    accounts: [{id: hemer-mastodon, channel: mastodon, server: "${address}", handle: stadt_hemer}]
`,
  });
  return {
    ...{ day, posts, sent, add },
    /** Somebody signs in to the server and deletes a post. */
    deleteByHand: () => posts.pop(),
    async states() {
      return (await day.entries())
        .map(({ announcement, action, state }) => `${announcement}/${action} ${state}`)
        .sort();
    },
    async [Symbol.asyncDispose]() {
      await day[Symbol.asyncDispose]();
      server.closeAllConnections();
      server.close();
    },
  };
}

const DOWN = { hemer: { reach: { phone: 'down' } } };
const SAID = file(DOWN, OUTAGE);
const MORE = file({ hemer: { reach: { phone: 'down', website: 'down' } } }, { ...OUTAGE, edition: 2 });

/** Loses the answer to the second post. */
function losingSecond(): NonNullable<Otherwise['answers']> {
  let sends = 0;
  return ({ method }) => (method === 'POST' && ++sends === 2 ? 'cut' : null);
}

test.each([
  ['one', 1],
  ['more than a page of them', 50],
])(
  'a lost post is found where a server lists the oldest first for `since_id` (Sharkey), and %s came by hand before it',
  async (_, count) => {
    await using it = await dayOn({
      answers: losingSecond(),
      lists: (posts, query) => (query.has('since_id') && !query.has('max_id') ? posts : posts.toReversed()),
    });
    await it.day.tick(SAID);
    it.day.clock.advanceTo(at('09:30'));
    for (let n = 0; n < count; n++) it.add(`Sprechstunde ${n} in der Feuerwache.`);
    it.day.clock.advanceTo(at('10:30'));
    await it.day.work('11:00', MORE);
    expect(await it.states()).toEqual(['outage/publish posted', 'outage/publish posted']);
    expect(it.sent).toHaveLength(2);
  },
);

test('the next edition keeps its distance also on a server whose clock is two hours behind', async () => {
  await using it = await dayOn({ behindMs: 2 * HOUR });
  await it.day.tick(SAID);
  it.day.clock.advanceTo(at('09:01'));
  await it.day.tick(MORE);
  expect(it.sent).toHaveLength(1);
  await it.day.work('09:10', MORE);
  expect(it.sent).toHaveLength(2);
});

test.each([
  ['the first post', 1],
  ['a later post', 2],
])('%s is found after a lost answer on a server whose clock is two hours behind', async (_, lost) => {
  let sends = 0;
  await using it = await dayOn({
    answers: ({ method }) => (method === 'POST' && ++sends === lost ? 'cut' : null),
    behindMs: 2 * HOUR,
  });
  await it.day.work('09:20', SAID);
  await it.day.work('09:40', MORE);
  expect(await it.states()).toEqual(['outage/publish posted', 'outage/publish posted']);
  expect([it.sent.length, it.posts.length]).toEqual([2, 2]);
});

test.each([
  ['answered', null],
  ['found again', 'cut'],
] as const)('a post that was %s there has been published when it was, by our clock', async (_, first) => {
  const answers = [first];
  await using it = await dayOn({
    answers: ({ method }) => (method === 'POST' ? (answers.shift() ?? null) : null),
    behindMs: 2 * HOUR,
  });
  const later = file(DOWN, { ...OUTAGE, at: '2026-11-24 12:00' });
  await it.day.step('09:00', later);
  await it.day.work('12:10', later);
  expect((await it.day.entries()).map(({ postedAt }) => postedAt)).toEqual([at('12:00')]);
});

test('a post that never arrived is sent again there too, however many posts came by hand in the hours before', async () => {
  let sends = 0;
  await using it = await dayOn({
    answers: ({ method }) => (method === 'POST' && ++sends === 1 ? [500, { error: 'lost' }] : null),
    behindMs: 2 * HOUR,
  });
  it.day.clock.advanceTo(at('09:05'));
  for (let count = 0; count < 250; count++) it.add(`Antwort ${count}`);
  it.day.clock.advanceTo(at('09:30'));
  await it.day.work('10:00', SAID);
  expect(await it.states()).toEqual(['outage/publish posted']);
  expect(it.posts).toHaveLength(251);
});

test('a post that never arrived is sent again, however many posts came by hand in the hours before', async () => {
  let sends = 0;
  await using it = await dayOn({
    answers: ({ method }) => (method === 'POST' && ++sends === 1 ? [500, { error: 'lost' }] : null),
    lists: (posts) => posts.toReversed().map((post) => ({ ...post, at: Math.min(post.at, at('08:30')) })),
  });
  for (let count = 0; count < 45; count++) it.add(`Antwort ${count}`);
  await it.day.work('10:00', SAID);
  expect(await it.states()).toEqual(['outage/publish posted']);
});

test('a lost answer of a thread is found where a server leaves out answers unless it is asked for them (Mitra)', async () => {
  await using it = await dayOn({
    answers: losingSecond(),
    lists: (posts, query) =>
      posts.toReversed().filter(({ parent }) => parent === null || query.get('exclude_replies') === 'false'),
  });
  await it.day.tick(SAID);
  it.day.clock.advanceTo(at('10:30'));
  await it.day.work('11:00', MORE);
  expect(it.posts.map(({ parent }) => parent)).toEqual([null, '1000']);
  expect(it.sent).toHaveLength(2);
});

/** Pleroma keeps each answer by its Idempotency-Key for six hours, whatever its status. */
function pleroma(first: NonNullable<Otherwise['answers']>): NonNullable<Otherwise['answers']> {
  const kept = new Map<string, Answer>();
  return (asked, posts) => {
    if (asked.method !== 'POST') return null;
    const answer = kept.get(asked.key) ?? first(asked, posts);
    if (Array.isArray(answer)) kept.set(asked.key, answer as unknown as Answer);
    return answer;
  };
}
const isGone = (parent: string | null, posts: readonly Post[]) =>
  parent !== null && !posts.some(({ id }) => id === parent);

test('a post that Pleroma refused as an answer, because its parent was deleted by hand, is published on its own', async () => {
  await using it = await dayOn({
    answers: pleroma(({ parent }, posts) =>
      isGone(parent, posts) ? [422, { error: 'The post being replied to was deleted' }] : null,
    ),
  });
  await it.day.tick(SAID);
  it.deleteByHand();
  await it.day.work('11:00', MORE);
  expect(await it.states()).toEqual(['outage/publish posted', 'outage/publish posted']);
  expect(it.posts.map(({ parent }) => parent)).toEqual([null]);
});

test('one 429 of Pleroma delays a post until it answers again, and not for the six hours of its key', async () => {
  let isLimited = true;
  await using it = await dayOn({
    answers: pleroma(() => (isLimited ? [429, { error: 'Throttled' }] : null)),
  });
  await it.day.tick(SAID);
  isLimited = false;
  await it.day.work('09:20', SAID);
  expect(await it.states()).toEqual(['outage/publish posted']);
  expect(new Set(it.sent.map(({ key }) => key)).size).toBe(2);
});

test('a post whose answer was lost keeps its key, also if the send after that is limited', async () => {
  const lost: Answer = [503, { error: 'There was a temporary problem serving your request' }];
  const limit: Answer = [429, { error: 'Too many requests' }];
  const answers = [limit, lost, limit];
  await using it = await dayOn({ answers: ({ method }) => (method === 'POST' && answers.shift()) || null });
  await it.day.work('09:30', SAID);
  expect(await it.states()).toEqual(['outage/publish posted']);
  const [first, ...later] = it.sent.map(({ key }) => key);
  expect(later).toEqual([`${first}.1`, `${first}.1`, `${first}.1`]);
});

test.each([
  ['500 of its own (Hollo)', [500, 'Internal Server Error', { 'content-type': 'text/plain' }]],
  ['a 502 of its proxy', [502, '<html>502</html>', { 'content-type': 'text/html' }]],
] as const)(
  'a post is published on its own where a server answers %s, again and again, to an answer whose parent was deleted by hand',
  async (_, answer) => {
    await using it = await dayOn({
      answers: ({ method, parent }, posts) => (method === 'POST' && isGone(parent, posts) ? answer : null),
    });
    await it.day.tick(SAID);
    it.deleteByHand();
    await it.day.work('09:40', MORE);
    expect(await it.states()).toEqual(['outage/publish posted', 'outage/publish posted']);
    expect(it.posts.map(({ parent }) => parent)).toEqual([null]);
    expect(it.sent.map(({ parent }) => parent)).toEqual([null, '1000', '1000', null]);
    expect(new Set(it.sent.slice(1).map(({ key }) => key)).size).toBe(1);
  },
);

test.each([
  ['', []],
  [', also where a limit met it before', [[429, { error: 'Too many requests' }]]],
] as const)(
  'an answer that was lost once is sent again as an answer, under the same key%s',
  async (_, before) => {
    const lost: Answer = [502, '<html>502</html>', { 'content-type': 'text/html' }];
    const answers: (Answer | null)[] = [null, ...before, lost];
    await using it = await dayOn({ answers: ({ method }) => (method === 'POST' && answers.shift()) || null });
    await it.day.tick(SAID);
    await it.day.work('09:40', MORE);
    const [again, once] = it.sent.toReversed();
    expect(again).toEqual(once);
    expect(it.posts.map(({ parent }) => parent)).toEqual([null, '1000']);
  },
);
