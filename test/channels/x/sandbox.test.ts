import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { xSandbox } from '../../../src/channels/x/sandbox/platform.ts';
import { DAY, MINUTE, SECOND } from '../../../src/core/domain/clock.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import {
  refusalOf,
  sandboxWith,
  type standingClock,
  xAccount,
  xClient,
} from '../../fixtures/sandbox-clients.ts';

const siegen = xAccount('stadt_siegen');
const soest = xAccount('kreis_soest', 'Kreis Soest');

describe('the pretended X', () => {
  let sandbox: Sandbox;
  let clock: ReturnType<typeof standingClock>;
  let x: ReturnType<typeof xClient>;

  beforeEach(async () => {
    ({ sandbox, clock } = await sandboxWith([siegen, soest]));
    x = xClient(sandbox, siegen);
  });
  afterEach(() => sandbox.close());

  test('the pretended X reads back t.co links and entities, and keeps the text as it was sent', async () => {
    const sent = 'Bürgerbüro & Kfz <zu>: https://example.org/siegen/notfall?a=1&b=2 #CyberangriffSWF';
    const { data } = await x.tweet(sent);
    expect(sandbox.timeline(siegen.id)[0]?.text).toBe(sent);
    expect(data.text).toMatch(
      /^Bürgerbüro &amp; Kfz &lt;zu&gt;: https:\/\/t\.co\/[A-Za-z0-9]{10} #CyberangriffSWF$/,
    );
    const read = await x.singleTweet(data.id, { 'tweet.fields': ['entities', 'created_at'] });
    expect(read.data.created_at).toBe('2023-10-30T05:30:00.000Z');
    const [url] = read.data.entities?.urls ?? [];
    expect(url?.expanded_url).toBe('https://example.org/siegen/notfall?a=1&b=2');
    expect(read.data.text).toContain(url?.url);
  });

  test('the pretended X refuses the same text again on the same account, until it is deleted or a day has passed', async () => {
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

  test('the pretended X deletes a post once, and nobody else’s', async () => {
    const foreign = (await xClient(sandbox, soest).tweet('Vom Kreis.')).data.id;
    expect(await refusalOf(x.deleteTweet(foreign))).toMatchObject({ status: 403 });
    const { id } = (await x.tweet('Falsche Nummer: 0221 4710118')).data;
    expect((await x.deleteTweet(id)).data.deleted).toBe(true);
    expect((await x.singleTweet(id)).data).toBeUndefined();
    expect(await refusalOf(x.deleteTweet(id))).toMatchObject({ status: 404 });
  });

  test('the pretended X shows a timeline page by page, with ids that are strings of digits, grow, and do not fit a double', async () => {
    const ids: string[] = [];
    for (let n = 1; n <= 7; n++) {
      ids.push((await x.tweet(`Lage ${n}`)).data.id);
      clock.move(n === 1 ? 0 : SECOND);
    }
    const me = (await x.me()).data;
    const page = await x.userTimeline(me.id, { max_results: 5 });
    expect(page.tweets).toHaveLength(5);
    await page.fetchNext();
    expect(page.tweets.map((post) => post.id)).toEqual(ids.toReversed());
    const numbers = ids.map(BigInt);
    expect(numbers).toEqual(numbers.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(numbers[0]).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
    const since = await x.userTimeline(me.id, { since_id: ids[4] ?? '' });
    expect(since.tweets.map((post) => post.text)).toEqual(['Lage 7', 'Lage 6']);
  });

  test('the pretended X counts posts in a window of its clock, and says when the next begins', async () => {
    const rates = { ...xSandbox.rates, 'x-posts': { count: 2, withinMs: 15 * MINUTE } };
    const { sandbox, clock } = await sandboxWith([siegen], { platforms: [{ ...xSandbox, rates }] });
    await using _ = sandbox;
    const x = xClient(sandbox, siegen);
    for (const text of ['eins', 'zwei']) await x.tweet(text);
    const reset = (clock.now() + 15 * MINUTE) / 1000;
    const refused = await x.tweet('drei').catch((error) => error);
    expect(refused).toMatchObject({ code: 429, rateLimit: { limit: 2, remaining: 0, reset } });
    clock.move(15 * MINUTE);
    await x.tweet('drei');
    expect(sandbox.timeline(siegen.id)).toHaveLength(3);
  });

  test('the pretended X answers 400 to an unknown field, to no text, and to a page that is too small', async () => {
    const unknown = { text: 'Hallo', idempotency_key: 'k' } as { text: string };
    expect(await refusalOf(x.tweet(unknown))).toMatchObject({
      status: 400,
      said: expect.stringContaining('$.idempotency_key: is not defined in the schema'),
    });
    expect(await refusalOf(x.tweet('  '))).toMatchObject({ status: 400 });
    const { id } = (await x.me()).data;
    expect(await refusalOf(x.userTimeline(id, { max_results: 4 }))).toMatchObject({ status: 400 });
    expect(sandbox.timeline(siegen.id)).toEqual([]);
  });

  test('the pretended X is recorded byte by byte, and without credentials', async () => {
    await x.tweet('Übung – „Test“');
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
  });
});
