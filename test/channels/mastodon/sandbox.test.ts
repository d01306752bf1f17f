import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mastodonSandbox } from '../../../src/channels/mastodon/sandbox/platform.ts';
import { HOUR, MINUTE } from '../../../src/core/domain/clock.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { UNGUARDED } from '../../fixtures/platforms.ts';
import {
  mastodonAccount,
  mastodonClient,
  refusalOf,
  sandboxWith,
  type standingClock,
} from '../../fixtures/sandbox-clients.ts';

const siegen = mastodonAccount('stadt_siegen');
const soest = mastodonAccount('kreis_soest', 'Kreis Soest');

/** Publishes in German, with an Idempotency-Key where there is one. */
function say(sandbox: Sandbox, account: typeof siegen, status: string, key?: string) {
  const meta = key ? { requestInit: { headers: { 'Idempotency-Key': key } } } : {};
  return mastodonClient(sandbox, account).v1.statuses.create({ status, language: 'de' }, meta);
}

describe('the pretended Mastodon', () => {
  let sandbox: Sandbox;
  let clock: ReturnType<typeof standingClock>;
  let statuses: ReturnType<typeof mastodonClient>['v1']['statuses'];

  beforeEach(async () => {
    ({ sandbox, clock } = await sandboxWith([siegen, soest]));
    ({ statuses } = mastodonClient(sandbox, siegen).v1);
  });
  afterEach(() => sandbox.close());

  test('the pretended Mastodon says in which language a status is, when it was published, and whose status it answers', async () => {
    const first = await say(sandbox, siegen, 'Die Stadt Siegen ist nicht erreichbar.');
    const reply = { status: 'Cannot be reached.', language: 'en', inReplyToId: first.id };
    expect(await statuses.create(reply)).toMatchObject({
      language: 'en',
      inReplyToAccountId: first.account.id,
    });
    expect(await statuses.$select(first.id).fetch()).toMatchObject({
      language: 'de',
      createdAt: '2023-10-30T05:30:00.000Z',
      editedAt: null,
    });
  });

  test('the pretended Mastodon renders paragraphs, breaks, links and hashtags, and escapes everything else', async () => {
    const text =
      'A & <b>B</b>\n„C“\n\nhttps://example.org/siegen/notfall/und/noch/viel/mehr?a=1&b=2. #CyberangriffSWF @kreis_soest';
    expect((await say(sandbox, siegen, text)).content).toBe(
      '<p>A &amp; &lt;b&gt;B&lt;/b&gt;<br />„C“</p>' +
        '<p><a href="https://example.org/siegen/notfall/und/noch/viel/mehr?a=1&amp;b=2" target="_blank" rel="nofollow noopener noreferrer" translate="no">' +
        '<span class="invisible">https://</span><span class="ellipsis">example.org/siegen/notfall/und</span><span class="invisible">/noch/viel/mehr?a=1&amp;b=2</span></a>. ' +
        `<a href="${sandbox.origin}/tags/cyberangriffswf" class="mention hashtag" rel="tag">#<span>CyberangriffSWF</span></a> @kreis_soest</p>`,
    );
  });

  test('the pretended Mastodon gives the same status for the same key within the hour, whatever the text, and a new one after it', async () => {
    const first = await say(sandbox, siegen, 'Erster Text', 'k1');
    clock.move(59 * MINUTE);
    expect((await say(sandbox, siegen, 'Anderer Text', 'k1')).id).toBe(first.id);
    expect((await say(sandbox, siegen, 'Anderer Text', 'k2')).id).not.toBe(first.id);
    expect((await say(sandbox, soest, 'Kreis', 'k1')).id).not.toBe(first.id);
    clock.move(2 * MINUTE);
    expect((await say(sandbox, siegen, 'Erster Text', 'k1')).id).not.toBe(first.id);
    expect(sandbox.timeline(siegen.id).map((post) => post.idempotencyKey)).toEqual(['k1', 'k2', 'k1']);
  });

  test('the pretended Mastodon answers 404 to the key of a status that was deleted', async () => {
    const { id } = await say(sandbox, siegen, 'Weg damit', 'k1');
    await statuses.$select(id).remove();
    expect(await refusalOf(say(sandbox, siegen, 'Weg damit', 'k1'))).toMatchObject({ status: 404 });
  });

  test('the pretended Mastodon can be told to ignore keys, as some servers do', async () => {
    const { sandbox } = await sandboxWith([siegen], { platforms: UNGUARDED });
    await using _ = sandbox;
    for (const length of [1, 2]) {
      await say(sandbox, siegen, 'Lage', 'k1');
      expect(sandbox.timeline(siegen.id)).toHaveLength(length);
    }
  });

  test('the pretended Mastodon edits in place: the history stays, an unchanged edit is none', async () => {
    const [old, text] = ['Nummer: 0221 4710118', 'Nummer: 0221 4710119'];
    const { id } = await statuses.create({ status: old, language: 'de' });
    clock.move(MINUTE);
    const editedAt = '2023-10-30T05:31:00.000Z';
    for (const _ of ['changed', 'unchanged']) {
      const edited = await statuses.$select(id).update({ status: text });
      expect(edited).toMatchObject({ id, spoilerText: '', language: 'de', editedAt });
      clock.move(MINUTE);
    }
    const history = await statuses.$select(id).history.list();
    expect(history.map(({ createdAt }) => createdAt)).toEqual(['2023-10-30T05:30:00.000Z', editedAt]);
    expect(await statuses.$select(id).source.fetch()).toEqual({ id, text, spoilerText: '' });
    expect(sandbox.timeline(siegen.id)).toMatchObject([
      { text, edits: [old], editedAt: Date.parse(editedAt) },
    ]);
  });

  test('the pretended Mastodon hands back the source of what is deleted, and then knows it no more', async () => {
    const { id } = await say(sandbox, siegen, 'Falsch & weg');
    expect(await statuses.$select(id).remove()).toMatchObject({ id, text: 'Falsch & weg' });
    expect(await refusalOf(statuses.$select(id).fetch())).toMatchObject({ status: 404 });
  });

  test('the pretended Mastodon lets nobody edit or delete the status of another account', async () => {
    const foreign = statuses.$select((await say(sandbox, soest, 'Vom Kreis.')).id);
    expect(await refusalOf(foreign.update({ status: 'Von mir.' }))).toMatchObject({ status: 404 });
    expect(await refusalOf(foreign.remove())).toMatchObject({ status: 404 });
  });

  test.each([
    { mediaIds: ['1'] },
    { scheduledAt: '2023-10-31T05:30:00Z' },
    { visibility: 'direct' as const },
  ])('the pretended Mastodon refuses what it cannot do: %j', async (more) => {
    const asked = statuses.create({ status: 'Lage', ...more } as { status: string });
    expect(await refusalOf(asked)).toMatchObject({ status: 422 });
  });

  test('the pretended Mastodon takes a form as well as JSON', async () => {
    const answer = await fetch(`${sandbox.origin}/api/v1/statuses`, {
      method: 'POST',
      headers: { authorization: `Bearer ${siegen.token}` },
      body: new URLSearchParams({ status: 'Aus einem Formular', sensitive: 'false' }),
    });
    expect(answer.status).toBe(200);
    expect(sandbox.timeline(siegen.id)).toMatchObject([{ text: 'Aus einem Formular' }]);
  });

  test('the pretended Mastodon counts posts and deletions apart, and writes the reset as ISO 8601', async () => {
    const rates = {
      ...mastodonSandbox.rates,
      'mastodon-posts': { count: 2, withinMs: 3 * HOUR },
      'mastodon-deletes': { count: 1, withinMs: 30 * MINUTE },
    };
    const { sandbox } = await sandboxWith([siegen], { platforms: [{ ...mastodonSandbox, rates }] });
    await using _ = sandbox;
    const { statuses } = mastodonClient(sandbox, siegen).v1;
    const { id } = await say(sandbox, siegen, 'eins');
    const { headers } = await statuses.create.$raw({ status: 'zwei' });
    expect(headers.get('x-ratelimit-remaining')).toBe('0');
    expect(headers.get('x-ratelimit-reset')).toBe('2023-10-30T08:30:00.000Z');
    expect(await refusalOf(say(sandbox, siegen, 'drei'))).toMatchObject({ status: 429 });
    await statuses.$select(id).remove();
    expect(await refusalOf(statuses.$select('1').remove())).toMatchObject({ status: 429 });
  });
});
