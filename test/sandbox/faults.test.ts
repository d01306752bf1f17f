import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import type { Fault } from '../../src/sandbox/fault.ts';
import { WELL_KNOWN_HANDLES } from '../../src/sandbox/handles.ts';
import { happensOn } from '../../src/sandbox/platform.ts';
import type { Sandbox, SandboxAccount } from '../../src/sandbox/sandbox.ts';
import { PLATFORMS } from '../fixtures/platforms.ts';
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

/** Posts with the real client and says how that ended: with a status, or `line` where no answer came, and what stands. */
async function post(
  sandbox: Sandbox,
  account: SandboxAccount,
  how: { readonly text?: string; readonly parent?: string; readonly key?: string } = {},
): Promise<{
  readonly ended: 'posted' | 'failed';
  readonly status: number | 'line';
  readonly isPublished: number;
}> {
  const { text = 'Lage', parent, key } = how;
  const givingUp = new AbortController();
  const before = sandbox.requests().length;
  const request = () =>
    sandbox
      .requests()
      .slice(before)
      .find(({ operation }) => operation === 'publish');
  const watch = setInterval(() => {
    if (/hang/.test(request()?.fault ?? '')) givingUp.abort();
  }, 1);
  const call =
    account.channel === 'x'
      ? xClient(sandbox, account, givingUp.signal).tweet(
          text,
          parent ? { reply: { in_reply_to_tweet_id: parent } } : {},
        )
      : mastodonClient(sandbox, account, givingUp.signal).v1.statuses.create(
          { status: text, inReplyToId: parent ?? null },
          key ? { requestInit: { headers: { 'Idempotency-Key': key } } } : {},
        );
  const ended = await Promise.resolve(call).then(
    () => 'posted' as const,
    () => 'failed' as const,
  );
  clearInterval(watch);
  return { ended, status: request()?.status ?? 'line', isPublished: sandbox.timeline(account.id).length };
}

describe('a fault that was arranged', () => {
  let sandbox: Sandbox;
  let clock: ReturnType<typeof standingClock>;

  beforeEach(async () => {
    ({ sandbox, clock } = await sandboxWith([x, mastodon]));
  });
  afterEach(() => sandbox.close());

  const cases: readonly (readonly [Fault, number | 'line' | null, number | 'line' | null, number])[] = [
    // The fault, the status on X, on Mastodon (null: does not exist there), and how many posts stand after it.
    [{ kind: 'rate-limited' }, 429, 429, 0],
    [{ kind: 'unavailable' }, 503, 503, 0],
    [{ kind: 'unavailable', status: 500 }, 500, 500, 0],
    [{ kind: 'unavailable', status: 502 }, 502, 502, 0],
    [{ kind: 'unavailable', status: 504, accepted: true }, 504, 504, 1],
    [{ kind: 'unauthorized' }, 401, 401, 0],
    [{ kind: 'no-credit' }, 402, null, 0],
    [{ kind: 'duplicate' }, 403, null, 0],
    [{ kind: 'suspended' }, 403, 403, 0],
    [{ kind: 'locked' }, 403, 403, 0],
    [{ kind: 'automated' }, 403, null, 0],
    [{ kind: 'not-permitted' }, 403, null, 0],
    [{ kind: 'app-limited' }, 429, null, 0],
    [{ kind: 'app-suspended' }, 403, null, 0],
    [{ kind: 'client-forbidden' }, 403, null, 0],
    [{ kind: 'missing-permission' }, 403, 403, 0],
    [{ kind: 'not-found' }, 404, 404, 0],
    [{ kind: 'invalid' }, 400, 422, 0],
    [{ kind: 'html' }, 200, 200, 0],
    [{ kind: 'html', status: 503 }, 503, 503, 0],
    [{ kind: 'html', accepted: true }, 200, 200, 1],
    [{ kind: 'redirect' }, 301, 301, 0],
    [{ kind: 'answer', status: 418, body: '{}' }, 418, 418, 0],
    [{ kind: 'refused-before' }, 'line', 'line', 0],
    [{ kind: 'hang' }, 'line', 'line', 0],
    [{ kind: 'accepted-then-cut' }, 'line', 'line', 1],
    [{ kind: 'accepted-then-hang' }, 'line', 'line', 1],
    [{ kind: 'cut-body' }, 201, 200, 1],
    [{ kind: 'delay', ms: SECOND }, 201, 200, 1],
  ];

  for (const account of [x, mastodon]) {
    for (const [fault, onX, onMastodon, isPublished] of cases) {
      const status = account.channel === 'x' ? onX : onMastodon;
      const name = `${JSON.stringify(fault)} on ${account.channel}`;
      if (status === null) {
        it(`${name} is refused, for it does not exist there`, () => {
          expect(() => sandbox.arrange(account.id, fault)).toThrow(RangeError);
        });
        continue;
      }
      it(`${name} is met once, and then all is well`, async () => {
        sandbox.arrange(account.id, fault);
        expect(await post(sandbox, account)).toMatchObject({ status, isPublished });
        expect(sandbox.requests().find((request) => request.operation === 'publish')).toMatchObject({
          fault: fault.kind,
        });
        expect(await post(sandbox, account, { text: 'Die nächste' })).toEqual({
          ended: 'posted',
          status: account.channel === 'x' ? 201 : 200,
          isPublished: isPublished + 1,
        });
      });
    }
  }

  it('is met as often as was said, in the order of arranging, and not after it was cleared', async () => {
    sandbox.arrange(x.id, { kind: 'unavailable' }, 2);
    sandbox.arrange(x.id, { kind: 'no-credit' }, Number.POSITIVE_INFINITY);
    const seen = [];
    for (let n = 0; n < 4; n++) seen.push((await post(sandbox, x)).status);
    expect(seen).toEqual([503, 503, 402, 402]);
    sandbox.clear(x.id);
    expect(await post(sandbox, x)).toMatchObject({ status: 201 });
  });

  it('concerns the operation that it names, and no other', async () => {
    const client = mastodonClient(sandbox, mastodon);
    const { id } = await client.v1.statuses.create({ status: 'Lage' });
    sandbox.arrange(mastodon.id, { kind: 'unavailable', on: 'edit' });
    sandbox.arrange(mastodon.id, { kind: 'accepted-then-cut', on: 'delete' });
    await client.v1.statuses.$select(id).fetch();
    expect(await refusalOf(client.v1.statuses.$select(id).update({ status: 'neu' }))).toMatchObject({
      status: 503,
    });
    await refusalOf(client.v1.statuses.$select(id).remove());
    expect(sandbox.timeline(mastodon.id)).toMatchObject([{ text: 'Lage', deletedAt: clock.now() }]);
  });

  it('refuses answers and takes what stands alone', async () => {
    const { data } = await xClient(sandbox, x).tweet('Erster');
    sandbox.arrange(x.id, { kind: 'reply-refused' }, Number.POSITIVE_INFINITY);
    expect(await post(sandbox, x, { parent: data.id, text: 'Antwort' })).toMatchObject({
      status: 403,
      isPublished: 1,
    });
    expect(await post(sandbox, x, { text: 'Für sich' })).toMatchObject({ status: 201, isPublished: 2 });
  });

  it('accepts late: nothing is to be seen, nothing guards against a second send, and then it stands', async () => {
    for (const account of [x, mastodon]) {
      sandbox.arrange(account.id, { kind: 'accepted-late', afterMs: MINUTE });
      expect(await post(sandbox, account, { key: 'k1' })).toEqual({
        ended: 'failed',
        status: 'line',
        isPublished: 0,
      });
    }
    clock.move(59 * SECOND);
    expect(await post(sandbox, x)).toMatchObject({ status: 201, isPublished: 1 });
    clock.move(SECOND);
    expect(sandbox.timeline(x.id).map((one) => one.text)).toEqual(['Lage', 'Lage']);
    expect(await post(sandbox, mastodon, { key: 'k1' })).toMatchObject({ status: 200, isPublished: 1 });
  });

  it('accepts a late deletion and a late edit when their time has come, and not before', async () => {
    const statuses = mastodonClient(sandbox, mastodon).v1.statuses;
    const { id } = await statuses.create({ status: 'alt' });
    sandbox.arrange(mastodon.id, { kind: 'accepted-late', on: 'edit', afterMs: MINUTE });
    sandbox.arrange(mastodon.id, { kind: 'accepted-late', on: 'delete', afterMs: 2 * MINUTE });
    await refusalOf(statuses.$select(id).update({ status: 'neu' }));
    await refusalOf(statuses.$select(id).remove());
    expect(sandbox.timeline(mastodon.id)).toMatchObject([{ text: 'alt', editedAt: null, deletedAt: null }]);
    clock.move(MINUTE);
    expect(sandbox.timeline(mastodon.id)).toMatchObject([{ text: 'neu', deletedAt: null }]);
    clock.move(MINUTE);
    expect(sandbox.timeline(mastodon.id)).toMatchObject([{ text: 'neu', deletedAt: clock.now() }]);
  });

  it('lags: the timeline shows what stood then, posts and edits and deletions alike', async () => {
    const client = mastodonClient(sandbox, mastodon);
    const { id: me } = await client.v1.accounts.verifyCredentials();
    const { id } = await client.v1.statuses.create({ status: 'alt' });
    clock.move(MINUTE);
    await client.v1.statuses.$select(id).update({ status: 'neu' });
    await client.v1.statuses.create({ status: 'zweiter' });
    clock.move(10 * SECOND);
    sandbox.arrange(mastodon.id, { kind: 'stale-timeline', lagMs: 20 * SECOND });
    const stale = await client.v1.accounts.$select(me).statuses.list();
    expect(stale.map((status) => status.content)).toEqual(['<p>alt</p>']);
    const fresh = await client.v1.accounts.$select(me).statuses.list();
    expect(fresh.map((status) => status.content)).toEqual(['<p>zweiter</p>', '<p>neu</p>']);
  });

  it('hides a timeline, and names another account', async () => {
    const client = xClient(sandbox, x);
    const { data: me } = await client.me();
    sandbox.arrange(x.id, { kind: 'timeline-unavailable' });
    sandbox.arrange(x.id, { kind: 'wrong-identity', handle: 'stadt_soest' });
    expect(await refusalOf(client.userTimeline(me.id))).toMatchObject({ status: 503 });
    const foreign = await client.me();
    expect(foreign.data.username).toBe('stadt_soest');
    expect(foreign.data.id).not.toBe(me.id);
  });

  it('tells a 429 when to come back, in the form of its platform', async () => {
    sandbox.arrange(x.id, { kind: 'rate-limited', resetAfterMs: MINUTE });
    const refused = await xClient(sandbox, x)
      .tweet('Lage')
      .catch((error) => error);
    expect(refused.rateLimit).toMatchObject({ remaining: 0, reset: (clock.now() + MINUTE) / 1000 });
    sandbox.arrange(mastodon.id, { kind: 'rate-limited', resetAfterMs: MINUTE });
    const answer = await fetch(`${sandbox.origin}/api/v1/statuses`, {
      method: 'POST',
      headers: { authorization: `Bearer ${mastodon.token}` },
      body: new URLSearchParams({ status: 'Lage' }),
    });
    expect(answer.headers.get('x-ratelimit-reset')).toBe('2023-10-30T05:31:00.000Z');
  });

  it('can be arranged from another process, and is refused with a reason when it makes no sense', async () => {
    const faults = `${sandbox.origin}/sandbox/faults`;
    const order = (body: unknown, type = 'application/json') =>
      fetch(faults, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) });
    const suspended = { account: x.id, fault: { kind: 'suspended', on: 'any' }, times: 'until-cleared' };
    expect((await order(suspended, 'text/plain')).status).toBe(415);
    expect((await order({ ...suspended, account: 'nobody' })).status).toBe(400);
    expect((await order({ ...suspended, fault: { kind: 'meteor' } })).status).toBe(400);
    expect((await order({ account: mastodon.id, fault: { kind: 'no-credit' } })).status).toBe(400);
    expect((await order(suspended)).status).toBe(201);
    expect(await refusalOf(xClient(sandbox, x).me())).toMatchObject({ status: 403 });
    expect((await fetch(`${faults}?account=${x.id}`, { method: 'DELETE' })).status).toBe(204);
    await xClient(sandbox, x).tweet('Lage – „jetzt“');
    const { accounts } = (await (await fetch(`${sandbox.origin}/sandbox/timelines.json`)).json()) as {
      accounts: { id: string; posts: { text: string }[] }[];
    };
    expect(accounts.find((one) => one.id === x.id)?.posts).toMatchObject([{ text: 'Lage – „jetzt“' }]);
    expect(JSON.stringify(accounts)).not.toContain(x.token);
    const { requests } = (await (await fetch(`${sandbox.origin}/sandbox/requests.json`)).json()) as {
      requests: unknown[];
    };
    expect(requests).toHaveLength(2);
  });

  it('closes while a request still hangs', async () => {
    sandbox.arrange(x.id, { kind: 'hang' });
    const hanging = refusalOf(xClient(sandbox, x).tweet('Lage'));
    await expect.poll(() => sandbox.requests().length).toBe(1);
    await sandbox.close();
    expect((await hanging).status).not.toBe(201);
  });
});

describe('a well-known handle', () => {
  /** What a first post meets: the status, and how many posts stand. Where no entry, the post goes out as if nothing were. */
  const meets: Readonly<
    Record<string, readonly [x: number | 'line', mastodon: number | 'line', isPublished: number]>
  > = {
    fails_429: [429, 429, 0],
    fails_500: [500, 500, 0],
    fails_502: [502, 502, 0],
    fails_503: [503, 503, 0],
    fails_504: [504, 504, 0],
    fails_401: [401, 401, 0],
    fails_404: [404, 404, 0],
    fails_422: [400, 422, 0],
    no_credit: [402, 200, 0],
    duplicate: [403, 200, 0],
    suspended: [403, 403, 0],
    locked: [403, 403, 0],
    automated: [403, 200, 0],
    not_permitted: [403, 200, 0],
    app_limit: [429, 200, 0],
    app_suspended: [403, 200, 0],
    app_forbidden: [403, 200, 0],
    read_only: [403, 403, 0],
    redirects: [301, 301, 0],
    answers_html: [200, 200, 0],
    accepts_html: [200, 200, 1],
    html_503: [503, 503, 0],
    accepts_503: [503, 503, 1],
    cuts_before: ['line', 'line', 0],
    accepts_then_cuts: ['line', 'line', 1],
    accepts_then_hangs: ['line', 'line', 1],
    cuts_body: [201, 200, 1],
    hangs: ['line', 'line', 0],
    accepts_late: ['line', 'line', 0],
  };

  for (const { word, fault, sentence } of WELL_KNOWN_HANDLES) {
    it(`${word}: ${sentence}`, async () => {
      const accounts = [xAccount(`stadt_${word}`), mastodonAccount(`stadt_${word}`)];
      const { sandbox } = await sandboxWith(accounts);
      await using _ = sandbox;
      for (const account of accounts) {
        const [onX, onMastodon, isPublished] = meets[word] ?? [201, 200, 1];
        const known = PLATFORMS.some((one) => one.channel === account.channel && happensOn(one, fault));
        expect(await post(sandbox, account)).toMatchObject({
          status: account.channel === 'x' ? onX : onMastodon,
          isPublished: known ? isPublished : 1,
        });
      }
    });
  }

  it('that ends in _once fails only the first time', async () => {
    const account = xAccount('fails_503_once');
    const { sandbox } = await sandboxWith([account]);
    await using _ = sandbox;
    expect(await post(sandbox, account)).toMatchObject({ status: 503 });
    expect(await post(sandbox, account)).toMatchObject({ status: 201 });
  });

  it('is a whole word: a town that only sounds like one is spared', async () => {
    const account = xAccount('hangsberg');
    const { sandbox } = await sandboxWith([account]);
    await using _ = sandbox;
    expect(await post(sandbox, account)).toMatchObject({ status: 201 });
  });

  it('for what shows later: replies, lagging timelines, identities, keys', async () => {
    const accounts = {
      reply: xAccount('refuses_reply'),
      stale: xAccount('slow_timeline'),
      none: mastodonAccount('no_timeline'),
      other: mastodonAccount('wrong_identity'),
      keys: mastodonAccount('ignores_keys'),
      replay: mastodonAccount('replay_500'),
    };
    const { sandbox } = await sandboxWith(Object.values(accounts));
    await using _ = sandbox;
    const first = await xClient(sandbox, accounts.reply).tweet('Erster');
    expect(await post(sandbox, accounts.reply, { parent: first.data.id, text: 'Antwort' })).toMatchObject({
      status: 403,
    });

    const stale = xClient(sandbox, accounts.stale);
    await stale.tweet('Eben');
    expect((await stale.userTimeline((await stale.me()).data.id)).tweets).toEqual([]);

    const none = mastodonClient(sandbox, accounts.none);
    const me = await none.v1.accounts.verifyCredentials();
    expect(await refusalOf(none.v1.accounts.$select(me.id).statuses.list())).toMatchObject({ status: 503 });

    const other = await mastodonClient(sandbox, accounts.other).v1.accounts.verifyCredentials();
    expect(other.username).toBe('jemand_anders');

    for (const isPublished of [1, 2]) {
      expect(await post(sandbox, accounts.keys, { key: 'k' })).toMatchObject({ status: 200, isPublished });
    }
    expect(await post(sandbox, accounts.replay, { key: 'k' })).toMatchObject({ status: 200 });
    expect(await post(sandbox, accounts.replay, { key: 'k' })).toMatchObject({ status: 500, isPublished: 1 });
  });
});
