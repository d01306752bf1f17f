import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/domain/clock.ts';
import { WELL_KNOWN_HANDLES } from '../../src/sandbox/handles.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { PLATFORMS } from '../fixtures/platforms.ts';
import {
  mastodonAccount,
  mastodonClient,
  sandboxWith,
  type standingClock,
  xAccount,
  xClient,
} from '../fixtures/sandbox-clients.ts';

const PROBE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> \'&amp;';

describe('the page on which timelines are read', () => {
  const x = xAccount('stadt_siegen');
  const mastodon = mastodonAccount('stadt_siegen');
  const soest = xAccount('kreis_soest', 'Kreis Soest');
  const silent = xAccount('olpe', 'Kreis Olpe');
  let sandbox: Sandbox;
  let clock: ReturnType<typeof standingClock>;

  beforeEach(async () => {
    ({ sandbox, clock } = await sandboxWith([x, mastodon, soest, silent]));
  });
  afterEach(() => sandbox.close());

  async function page(path = '/'): Promise<string> {
    const answer = await fetch(sandbox.origin + path);
    expect(answer.status).toBe(200);
    return answer.text();
  }

  it('shows what was posted on both channels, in words, Berlin time and length', async () => {
    await xClient(sandbox, x).tweet('Info-Schalter im Rathaus. https://example.org/siegen #CyberangriffSWF');
    await mastodonClient(sandbox, mastodon).v1.statuses.create({
      status: 'Town hall closed.',
      language: 'en',
    });
    const html = await page();
    expect(html).toContain(
      'Info-Schalter im Rathaus. <a href="https://example.org/siegen" rel="noreferrer">example.org/siegen</a>',
    );
    expect(html).toContain('<p class="text" lang="en" dir="auto">Town hall closed.</p>');
    expect(html).toContain('Mo., 30.10.2023, 06:30 Uhr');
    expect(html).toContain('66 von 280 Zeichen');
    expect(html).toContain('17 von 500 Zeichen');
    expect(html).toContain('Nichts davon ist öffentlich');
    expect(html).toContain('Noch ohne Beitrag (2)');
  });

  it('escapes everything that anybody wrote', async () => {
    await xClient(sandbox, x).tweet(PROBE);
    const { id } = await mastodonClient(sandbox, mastodon).v1.statuses.create({
      status: PROBE,
      spoilerText: PROBE,
      language: '"><b>',
    });
    await mastodonClient(sandbox, mastodon)
      .v1.statuses.$select(id)
      .update({ status: `${PROBE} 2` });
    const found = await page(`/?name=${encodeURIComponent('siegen')}`);
    const searched = await page(`/?name=${encodeURIComponent(PROBE)}`);
    for (const html of [found, searched, await page(`/accounts/${mastodon.id}`)]) {
      expect(html).not.toMatch(/<script(?! src="\/assets\/page\.js" defer>)/);
      expect(html).not.toContain('<img');
      expect(html).not.toContain('<b>');
    }
    expect(found).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    const answer = await fetch(sandbox.origin);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('shows threads, earlier wordings, and what was deleted, struck through', async () => {
    const client = xClient(sandbox, x);
    const first = await client.tweet('Nothotline: 0221 4710118');
    clock.move(22 * MINUTE);
    const second = await client.reply('KORREKTUR: 0221 4710119', first.data.id);
    await client.deleteTweet(first.data.id);
    const statuses = mastodonClient(sandbox, mastodon).v1.statuses;
    const { id } = await statuses.create({ status: 'Nummer 118' });
    clock.move(HOUR);
    await statuses.$select(id).update({ status: 'Nummer 119' });
    const html = await page();
    expect(html.indexOf(`p-${second.data.id}`)).toBeLessThan(html.indexOf(`p-${first.data.id}`));
    expect(html).toContain(`Antwort auf <a href="#p-${first.data.id}">den Beitrag von 06:30 Uhr</a>`);
    expect(html).toContain('<del>Nothotline: 0221 4710118</del>');
    expect(html).toMatch(
      /Gelöscht am <time datetime="2023-10-30T05:52:00.000Z">Mo., 30.10.2023, 06:52 Uhr<\/time>/,
    );
    expect(html).toMatch(/<summary>Frühere Fassung<\/summary>.*Nummer 118/s);
  });

  it('finds municipalities and channels by the address alone', async () => {
    await xClient(sandbox, x).tweet('Siegen auf X');
    await mastodonClient(sandbox, mastodon).v1.statuses.create({ status: 'Siegen auf Mastodon' });
    await xClient(sandbox, soest).tweet('Soest auf X');
    const siegen = await page('/?name=SIEGEN');
    expect(siegen).toContain('Siegen auf Mastodon');
    expect(siegen).not.toContain('Soest auf X');
    const onX = await page('/?channel=x&order=newest');
    expect(onX).not.toContain('Siegen auf Mastodon');
    expect(onX).toContain('Soest auf X');
    expect(await page('/?channel=telegram&order=5&name=')).toContain('Soest auf X');
  });

  it('leads from a post’s own address to the post, and to nothing where there is none', async () => {
    const status = await mastodonClient(sandbox, mastodon).v1.statuses.create({ status: 'Lage' });
    const answer = await fetch(status.url ?? '', { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe(`/accounts/${mastodon.id}#p-${status.id}`);
    expect(await page(`/accounts/${mastodon.id}`)).toContain(`id="p-${status.id}"`);
    for (const path of ['/accounts/nobody', '/@nobody', '/nirgends']) {
      expect((await fetch(sandbox.origin + path)).status).toBe(404);
    }
  });

  it('fits a phone, needs nothing from outside, and renews itself with and without scripts', async () => {
    const html = await page();
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('<noscript><meta http-equiv="refresh"');
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(await page('/?refresh=off')).not.toMatch(/http-equiv="refresh"|page\.js/);
    for (const asset of ['page.css', 'page.js', 'account.svg']) await page(`/assets/${asset}`);
  });

  it('changes its revision when a post appears, late ones too', async () => {
    const before = await page('/revision');
    sandbox.arrange(x.id, { kind: 'accepted-late', afterMs: MINUTE, meanwhile: 'answer' });
    await xClient(sandbox, x).tweet('Später');
    const sent = await page('/revision');
    clock.move(MINUTE);
    expect(new Set([before, sent, await page('/revision')]).size).toBeGreaterThanOrEqual(2);
    expect(await page('/revision')).not.toBe(sent);
  });

  it('shows 150 accounts with 20 posts each without delay', async () => {
    const many = Array.from({ length: 75 }, (_, n) => [
      xAccount(`stadt_${n}`, `Stadt ${n}`),
      mastodonAccount(`stadt_${n}`, `Stadt ${n}`),
    ]).flat();
    const { sandbox: large } = await sandboxWith(many);
    await using _ = large;
    for (const account of many) {
      const path = account.channel === 'x' ? '/2/tweets' : '/api/v1/statuses';
      for (let n = 0; n < 20; n++) {
        const text = `Lage ${n}: ${account.group} – Bürgerbüro geschlossen. https://example.org/lage #CyberangriffSWF`;
        await fetch(large.origin + path, {
          method: 'POST',
          headers: { authorization: `Bearer ${account.token}`, 'content-type': 'application/json' },
          body: JSON.stringify(account.channel === 'x' ? { text } : { status: text }),
        });
      }
    }
    await (await fetch(large.origin)).text();
    const began = performance.now();
    const html = await (await fetch(large.origin)).text();
    // Generous: the machine may be busy. It takes about a quarter of a second.
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(html.match(/<article/g)).toHaveLength(3_000);
  });
});

describe('the sandbox as a whole', () => {
  it('forgets the oldest when there is too much', async () => {
    const x = xAccount('stadt_siegen');
    const { sandbox } = await sandboxWith([x], { postsPerAccountMax: 3, requestsMax: 4 });
    await using _ = sandbox;
    for (let n = 0; n < 8; n++) await xClient(sandbox, x).tweet(`Lage ${n}`);
    expect(sandbox.timeline(x.id).map((post) => post.text)).toEqual(['Lage 5', 'Lage 6', 'Lage 7']);
    expect(sandbox.requests().length).toBeLessThanOrEqual(4);
    const large = await fetch(`${sandbox.origin}/2/tweets`, { method: 'POST', body: 'x'.repeat(100_000) });
    expect(large.status).toBe(413);
  });

  it('says so when its port is taken, and refuses accounts that cannot be told apart', async () => {
    const x = xAccount('stadt_siegen');
    const { sandbox, clock } = await sandboxWith([x]);
    await using _ = sandbox;
    const port = Number(new URL(sandbox.origin).port);
    await expect(startSandbox({ platforms: PLATFORMS, accounts: [x], clock, port })).rejects.toMatchObject({
      mistakes: [{ code: 'port-in-use' }],
    });
    await expect(startSandbox({ platforms: PLATFORMS, accounts: [x, x], clock })).rejects.toThrow('same id');
    await expect(
      startSandbox({ platforms: PLATFORMS, accounts: [x, { ...x, id: 'other' }], clock }),
    ).rejects.toThrow('same token');
    expect(() => sandbox.timeline('nobody')).toThrow(RangeError);
  });

  it('is documented with every handle that fails', () => {
    const docs = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');
    for (const { word, sentence } of WELL_KNOWN_HANDLES) {
      expect(docs).toContain(`| \`${word}\` |`);
      expect(docs).toContain(sentence);
    }
  });
});
