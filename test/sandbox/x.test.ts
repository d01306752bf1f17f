import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { xSandbox } from '../../src/channels/x/sandbox/platform.ts';
import { DAY, MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import {
  refusalOf,
  sandboxWith,
  type standingClock,
  xAccount,
  xClient,
} from '../fixtures/sandbox-clients.ts';

const siegen = xAccount('stadt_siegen');
const soest = xAccount('kreis_soest', 'Kreis Soest');

describe('X, as the real client sees it', () => {
  let sandbox: Sandbox;
  let clock: ReturnType<typeof standingClock>;

  beforeEach(async () => {
    ({ sandbox, clock } = await sandboxWith([siegen, soest]));
  });
  afterEach(() => sandbox.close());

  it('posts, answers itself, and shows both', async () => {
    const x = xClient(sandbox, siegen);
    const first = await x.tweet('Die Stadt Siegen ist nicht erreichbar.');
    const second = await x.reply('Weiterhin nicht erreichbar.', first.data.id);
    expect(sandbox.timeline(siegen.id)).toMatchObject([
      { id: first.data.id, text: 'Die Stadt Siegen ist nicht erreichbar.', replyTo: null, language: 'de' },
      { id: second.data.id, replyTo: first.data.id, edits: [], deletedAt: null },
    ]);
    const read = await x.singleTweet(second.data.id, { 'tweet.fields': ['created_at', 'referenced_tweets'] });
    expect(read.data).toMatchObject({
      text: 'Weiterhin nicht erreichbar.',
      created_at: '2023-10-30T05:30:00.000Z',
      referenced_tweets: [{ type: 'replied_to', id: first.data.id }],
    });
  });

  it('gives ids that are strings of digits, grow, and do not fit a double', async () => {
    const x = xClient(sandbox, siegen);
    const ids: bigint[] = [];
    for (const n of [1, 2, 3]) {
      ids.push(BigInt((await x.tweet(`Lage ${n}`)).data.id));
      clock.move(n === 1 ? 0 : SECOND);
    }
    expect(ids).toEqual([...ids].sort((a, b) => (a < b ? -1 : 1)));
    expect(ids[0]).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
  });

  it('reads back t.co links and entities, and keeps the text as it was sent', async () => {
    const x = xClient(sandbox, siegen);
    const sent = 'Bürgerbüro & Kfz <zu>: https://example.org/siegen/notfall?a=1&b=2 #CyberangriffSWF';
    const { data } = await x.tweet(sent);
    expect(sandbox.timeline(siegen.id)[0]?.text).toBe(sent);
    expect(data.text).toMatch(
      /^Bürgerbüro &amp; Kfz &lt;zu&gt;: https:\/\/t\.co\/[A-Za-z0-9]{10} #CyberangriffSWF$/,
    );
    const read = await x.singleTweet(data.id, { 'tweet.fields': ['entities'] });
    const [url] = read.data.entities?.urls ?? [];
    expect(url).toMatchObject({ expanded_url: 'https://example.org/siegen/notfall?a=1&b=2' });
    expect(read.data.text).toContain(url?.url);
  });

  it('takes 280 weighted characters and not one more', async () => {
    const x = xClient(sandbox, siegen);
    const link = ` https://example.org/${'x'.repeat(300)}`;
    await x.tweet('ä'.repeat(256) + link);
    expect(await refusalOf(x.tweet('ä'.repeat(257) + link))).toMatchObject({
      status: 403,
      said: expect.stringContaining('not permitted to perform this action'),
    });
    expect(await refusalOf(x.tweet('→'.repeat(141)))).toMatchObject({ status: 403 });
    expect(sandbox.timeline(siegen.id)).toHaveLength(1);
  });

  it('refuses the same text again on the same account, until it is deleted or a day has gone', async () => {
    const x = xClient(sandbox, siegen);
    const { data } = await x.tweet('Lage unverändert.');
    expect(await refusalOf(x.tweet(' Lage unverändert. '))).toMatchObject({
      status: 403,
      said: expect.stringContaining('duplicate content'),
    });
    await xClient(sandbox, soest).tweet('Lage unverändert.');
    await x.deleteTweet(data.id);
    await x.tweet('Lage unverändert.');
    clock.move(DAY);
    await x.tweet('Lage unverändert.');
    expect(sandbox.timeline(siegen.id)).toHaveLength(3);
  });

  it('refuses to answer what is gone, and what somebody else said', async () => {
    const x = xClient(sandbox, siegen);
    const foreign = await xClient(sandbox, soest).tweet('Der Kreis Soest ist nicht arbeitsfähig.');
    const own = await x.tweet('Nur kurz.');
    await x.deleteTweet(own.data.id);
    for (const parent of [foreign.data.id, own.data.id, '123']) {
      expect(await refusalOf(x.reply('Antwort', parent))).toMatchObject({ status: 403 });
    }
  });

  it('deletes once; then the post cannot be read, and a second deletion is 404', async () => {
    const x = xClient(sandbox, siegen);
    const { data } = await x.tweet('Falsche Nummer: 0221 4710118');
    clock.move(MINUTE);
    expect((await x.deleteTweet(data.id)).data.deleted).toBe(true);
    expect(sandbox.timeline(siegen.id)[0]).toMatchObject({ deletedAt: clock.now() });
    expect((await x.singleTweet(data.id)).data).toBeUndefined();
    expect(await refusalOf(x.deleteTweet(data.id))).toMatchObject({ status: 404 });
  });

  it('lets nobody delete what another account said', async () => {
    const { data } = await xClient(sandbox, soest).tweet('Vom Kreis.');
    expect(await refusalOf(xClient(sandbox, siegen).deleteTweet(data.id))).toMatchObject({ status: 403 });
  });

  it('shows a timeline page by page, newest first, from an id on', async () => {
    const x = xClient(sandbox, siegen);
    const me = await x.me();
    expect(me.data).toMatchObject({ username: 'stadt_siegen', name: 'Stadt Siegen' });
    expect((await x.userTimeline(me.data.id)).meta.result_count).toBe(0);
    const ids: string[] = [];
    for (let n = 1; n <= 7; n++) {
      ids.push((await x.tweet(`Lage ${n}`)).data.id);
      clock.move(MINUTE);
    }
    const pages = await x.userTimeline(me.data.id, { max_results: 5 });
    expect(pages.tweets.map((post) => post.text)).toEqual(['Lage 7', 'Lage 6', 'Lage 5', 'Lage 4', 'Lage 3']);
    await pages.fetchNext();
    expect(pages.tweets).toHaveLength(7);
    const since = await x.userTimeline(me.data.id, { since_id: ids[4] ?? '' });
    expect(since.tweets.map((post) => post.text)).toEqual(['Lage 7', 'Lage 6']);
    expect(await refusalOf(x.userTimeline(me.data.id, { max_results: 4 }))).toMatchObject({ status: 400 });
  });

  it('answers 400 to a field that it does not know, and to no text', async () => {
    const x = xClient(sandbox, siegen);
    const unknown = { text: 'Hallo', idempotency_key: 'k' } as { text: string };
    expect(await refusalOf(x.tweet(unknown))).toMatchObject({
      status: 400,
      said: expect.stringContaining('$.idempotency_key: is not defined in the schema'),
    });
    expect(await refusalOf(x.tweet('  '))).toMatchObject({ status: 400 });
    expect(sandbox.timeline(siegen.id)).toEqual([]);
  });

  it('knows an account by its token alone', async () => {
    expect(await refusalOf(xClient(sandbox, { ...siegen, token: 'nobody' }).me())).toMatchObject({
      status: 401,
    });
    expect(sandbox.requests()).toMatchObject([{ account: null, status: 401, path: '/2/users/me' }]);
  });

  it('counts posts in a window of its clock, and says when the next begins', async () => {
    await sandbox.close();
    ({ sandbox, clock } = await sandboxWith([siegen], {
      platforms: [
        { ...xSandbox, rates: { ...xSandbox.rates, 'x-posts': { count: 2, withinMs: 15 * MINUTE } } },
      ],
    }));
    const x = xClient(sandbox, siegen);
    await x.tweet('eins');
    await x.tweet('zwei');
    const refused = await x.tweet('drei').catch((error) => error);
    expect(refused).toMatchObject({
      code: 429,
      rateLimit: { limit: 2, remaining: 0, reset: (clock.now() + 15 * MINUTE) / 1000 },
    });
    clock.move(15 * MINUTE);
    await x.tweet('drei');
    expect(sandbox.timeline(siegen.id)).toHaveLength(3);
  });

  it('records what arrived byte by byte, and no credential', async () => {
    await xClient(sandbox, siegen).tweet('Übung – „Test“');
    expect(sandbox.requests()).toEqual([
      {
        at: clock.now(),
        account: siegen.id,
        channel: 'x',
        operation: 'publish',
        method: 'POST',
        path: '/2/tweets',
        body: '{"text":"Übung – „Test“"}',
        idempotencyKey: null,
        status: 201,
        fault: null,
      },
    ]);
    expect(JSON.stringify(sandbox.requests())).not.toContain(siegen.token);
  });
});
