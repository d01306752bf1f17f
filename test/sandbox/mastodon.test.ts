import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mastodonSandbox } from '../../src/channels/mastodon/sandbox/platform.ts';
import { HOUR, MINUTE } from '../../src/core/domain/clock.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { UNGUARDED } from '../fixtures/platforms.ts';
import {
  mastodonAccount,
  mastodonClient,
  refusalOf,
  sandboxWith,
  type standingClock,
} from '../fixtures/sandbox-clients.ts';

const siegen = mastodonAccount('stadt_siegen');
const soest = mastodonAccount('kreis_soest', 'Kreis Soest');

describe('Mastodon, as the real client sees it', () => {
  let sandbox: Sandbox;
  let clock: ReturnType<typeof standingClock>;

  beforeEach(async () => {
    ({ sandbox, clock } = await sandboxWith([siegen, soest]));
  });
  afterEach(() => sandbox.close());

  function statuses() {
    return mastodonClient(sandbox, siegen).v1.statuses;
  }

  function say(status: string, idempotencyKey?: string) {
    const meta = idempotencyKey ? { requestInit: { headers: { 'Idempotency-Key': idempotencyKey } } } : {};
    return statuses().create({ status, language: 'de' }, meta);
  }

  it('posts, answers, and shows both', async () => {
    const first = await say('Die Stadt Siegen ist nicht erreichbar.');
    const second = await statuses().create({
      status: 'Cannot be reached.',
      language: 'en',
      inReplyToId: first.id,
    });
    expect(second).toMatchObject({
      inReplyToId: first.id,
      language: 'en',
      inReplyToAccountId: first.account.id,
    });
    expect(sandbox.timeline(siegen.id)).toMatchObject([
      { id: first.id, language: 'de', replyTo: null },
      { id: second.id, language: 'en', replyTo: first.id, text: 'Cannot be reached.' },
    ]);
    expect(await statuses().$select(first.id).fetch()).toMatchObject({
      repliesCount: 1,
      createdAt: '2023-10-30T05:30:00.000Z',
      editedAt: null,
    });
  });

  it('renders paragraphs, breaks, links and hashtags, and escapes everything else', async () => {
    const { content } = await say(
      'A & <b>B</b>\n„C“\n\nhttps://example.org/siegen/notfall/und/noch/viel/mehr?a=1&b=2. #CyberangriffSWF @kreis_soest',
    );
    expect(content).toBe(
      '<p>A &amp; &lt;b&gt;B&lt;/b&gt;<br />„C“</p>' +
        '<p><a href="https://example.org/siegen/notfall/und/noch/viel/mehr?a=1&amp;b=2" target="_blank" rel="nofollow noopener noreferrer" translate="no">' +
        '<span class="invisible">https://</span><span class="ellipsis">example.org/siegen/notfall/und</span><span class="invisible">/noch/viel/mehr?a=1&amp;b=2</span></a>. ' +
        `<a href="${sandbox.origin}/tags/cyberangriffswf" class="mention hashtag" rel="tag">#<span>CyberangriffSWF</span></a> @kreis_soest</p>`,
    );
  });

  it('takes 500 graphemes, a link counting 23, and not one more', async () => {
    const family = '👩‍👩‍👧';
    await say(`${family.repeat(476)} https://example.org/${'x'.repeat(200)}`);
    expect(
      await refusalOf(say(`${family.repeat(477)} https://example.org/${'x'.repeat(200)}`)),
    ).toMatchObject({ status: 422, said: expect.stringContaining('limit of 500') });
    expect(await refusalOf(say('  '))).toMatchObject({ status: 422 });
  });

  it('gives the same status for the same key within the hour, whatever the text, and a new one after it', async () => {
    const first = await say('Erster Text', 'k1');
    clock.move(59 * MINUTE);
    expect((await say('Anderer Text', 'k1')).id).toBe(first.id);
    expect((await say('Anderer Text', 'k2')).id).not.toBe(first.id);
    const other = await mastodonClient(sandbox, soest).v1.statuses.create(
      { status: 'Kreis' },
      { requestInit: { headers: { 'Idempotency-Key': 'k1' } } },
    );
    expect(other.id).not.toBe(first.id);
    clock.move(2 * MINUTE);
    expect((await say('Erster Text', 'k1')).id).not.toBe(first.id);
    expect(sandbox.timeline(siegen.id).map((post) => post.idempotencyKey)).toEqual(['k1', 'k2', 'k1']);
  });

  it('answers 404 to the key of a status that was deleted', async () => {
    const { id } = await say('Weg damit', 'k1');
    await statuses().$select(id).remove();
    expect(await refusalOf(say('Weg damit', 'k1'))).toMatchObject({ status: 404 });
  });

  it('can be told to ignore keys, as some servers do', async () => {
    await sandbox.close();
    ({ sandbox, clock } = await sandboxWith([siegen], { platforms: UNGUARDED }));
    await say('Lage', 'k1');
    await say('Lage', 'k1');
    expect(sandbox.timeline(siegen.id)).toHaveLength(2);
  });

  it('edits in place: what is left out is gone, the history stays, an unchanged edit is none', async () => {
    const { id } = await statuses().create({
      status: 'Nummer: 0221 4710118',
      spoilerText: 'Hotline',
      language: 'de',
    });
    clock.move(MINUTE);
    const edited = await statuses().$select(id).update({ status: 'Nummer: 0221 4710119' });
    expect(edited).toMatchObject({
      id,
      spoilerText: '',
      language: 'de',
      editedAt: '2023-10-30T05:31:00.000Z',
    });
    clock.move(MINUTE);
    await statuses().$select(id).update({ status: 'Nummer: 0221 4710119' });
    const history = await statuses().$select(id).history.list();
    expect(history.map((version) => version.createdAt)).toEqual([
      '2023-10-30T05:30:00.000Z',
      '2023-10-30T05:31:00.000Z',
    ]);
    expect(await statuses().$select(id).source.fetch()).toEqual({
      id,
      text: 'Nummer: 0221 4710119',
      spoilerText: '',
    });
    expect(sandbox.timeline(siegen.id)).toMatchObject([
      { text: 'Nummer: 0221 4710119', edits: ['Nummer: 0221 4710118'], editedAt: clock.now() - MINUTE },
    ]);
  });

  it('deletes once, and hands back the source', async () => {
    const { id } = await say('Falsch & weg');
    expect(await statuses().$select(id).remove()).toMatchObject({ id, text: 'Falsch & weg' });
    expect(await refusalOf(statuses().$select(id).remove())).toMatchObject({ status: 404 });
    expect(await refusalOf(statuses().$select(id).fetch())).toMatchObject({ status: 404 });
    expect(await refusalOf(statuses().$select(id).update({ status: 'doch' }))).toMatchObject({ status: 404 });
    expect(sandbox.timeline(siegen.id)).toMatchObject([{ deletedAt: clock.now() }]);
  });

  it('lets nobody edit or delete what another account said', async () => {
    const { id } = await mastodonClient(sandbox, soest).v1.statuses.create({ status: 'Vom Kreis.' });
    expect(await refusalOf(statuses().$select(id).update({ status: 'Von mir.' }))).toMatchObject({
      status: 404,
    });
    expect(await refusalOf(statuses().$select(id).remove())).toMatchObject({ status: 404 });
  });

  it('refuses to answer what is not there', async () => {
    expect(await refusalOf(statuses().create({ status: 'Antwort', inReplyToId: '4711' }))).toMatchObject({
      status: 404,
      said: expect.stringContaining('reply'),
    });
  });

  it('shows a timeline newest first, in pages that the client can follow', async () => {
    const client = mastodonClient(sandbox, siegen);
    const me = await client.v1.accounts.verifyCredentials();
    expect(me).toMatchObject({ username: 'stadt_siegen', displayName: 'Stadt Siegen', bot: true });
    const ids: string[] = [];
    for (let n = 1; n <= 45; n++) ids.push((await say(`Lage ${n}`)).id);
    const pages: string[][] = [];
    for await (const page of client.v1.accounts.$select(me.id).statuses.list({ limit: 80 })) {
      pages.push(page.map((status) => status.id));
    }
    expect(pages.map((page) => page.length)).toEqual([40, 5]);
    expect(pages.flat()).toEqual(ids.toReversed());
    const from = ids[41] ?? '';
    const since = await client.v1.accounts.$select(me.id).statuses.list({ sinceId: from });
    expect(since.map((status) => status.id)).toEqual(ids.slice(42).toReversed());
  });

  it('describes itself in both versions, without a token too', async () => {
    const client = mastodonClient(sandbox, siegen);
    const v2 = await client.v2.instance.fetch();
    expect(v2.configuration.statuses).toMatchObject({ maxCharacters: 500, charactersReservedPerUrl: 23 });
    expect(v2.apiVersions).toEqual({ mastodon: 6 });
    expect((await fetch(`${sandbox.origin}/api/v1/instance`)).status).toBe(200);
  });

  it('takes a form as well as JSON', async () => {
    const answer = await fetch(`${sandbox.origin}/api/v1/statuses`, {
      method: 'POST',
      headers: { authorization: `Bearer ${siegen.token}` },
      body: new URLSearchParams({ status: 'Aus einem Formular', sensitive: 'false' }),
    });
    expect(answer.status).toBe(200);
    expect(sandbox.timeline(siegen.id)).toMatchObject([{ text: 'Aus einem Formular' }]);
  });

  it('counts posts and deletions apart, and writes the reset as ISO 8601', async () => {
    await sandbox.close();
    ({ sandbox, clock } = await sandboxWith([siegen], {
      platforms: [
        {
          ...mastodonSandbox,
          rates: {
            ...mastodonSandbox.rates,
            'mastodon-posts': { count: 2, withinMs: 3 * HOUR },
            'mastodon-deletes': { count: 1, withinMs: 30 * MINUTE },
          },
        },
      ],
    }));
    const one = await say('eins');
    const raw = await statuses().create.$raw({ status: 'zwei' });
    expect(raw.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(raw.headers.get('x-ratelimit-reset')).toBe('2023-10-30T08:30:00.000Z');
    expect(await refusalOf(say('drei'))).toMatchObject({ status: 429 });
    await statuses().$select(one.id).remove();
    expect(await refusalOf(statuses().$select('1').remove())).toMatchObject({ status: 429 });
    clock.move(3 * HOUR);
    await say('drei');
  });

  it('knows an account by its token alone, and none of X’s', async () => {
    const stranger = mastodonClient(sandbox, { ...siegen, token: 'nobody' });
    expect(await refusalOf(stranger.v1.accounts.verifyCredentials())).toMatchObject({ status: 401 });
    const answer = await fetch(`${sandbox.origin}/2/users/me`, {
      headers: { authorization: `Bearer ${siegen.token}` },
    });
    expect(answer.status).toBe(401);
  });
});
