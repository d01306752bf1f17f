import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/domain/clock.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import {
  mastodonAccount,
  mastodonClient,
  sandboxWith,
  type standingClock,
  xAccount,
  xClient,
} from '../fixtures/sandbox-clients.ts';

const PROBE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> \'&amp;';

describe('the page of the sandbox', () => {
  const x = xAccount('stadt_siegen');
  const mastodon = mastodonAccount('stadt_siegen');
  const soest = xAccount('kreis_soest', 'Kreis Soest');
  const silent = xAccount('olpe', 'Kreis Olpe');
  let sandbox: Sandbox;
  let clock: ReturnType<typeof standingClock>;
  let tweet: (text: string) => Promise<string>;
  let statuses: ReturnType<typeof mastodonClient>['v1']['statuses'];

  beforeEach(async () => {
    ({ sandbox, clock } = await sandboxWith([x, mastodon, soest, silent]));
    tweet = async (text) => (await xClient(sandbox, x).tweet(text)).data.id;
    ({ statuses } = mastodonClient(sandbox, mastodon).v1);
  });
  afterEach(() => sandbox.close());

  async function page(path = '/'): Promise<string> {
    const answer = await fetch(sandbox.origin + path);
    expect(answer.status).toBe(200);
    return answer.text();
  }

  test('the page of the sandbox shows what was posted on both channels, in words, Berlin time and length', async () => {
    await tweet('Info-Schalter im Rathaus. https://example.org/siegen #CyberangriffSWF');
    await statuses.create({ status: 'Town hall closed.', language: 'en' });
    const html = await page();
    for (const shown of [
      'Info-Schalter im Rathaus. <a href="https://example.org/siegen" rel="noreferrer">example.org/siegen</a>',
      '<p class="text" lang="en" dir="auto">Town hall closed.</p>',
      'Mo., 30.10.2023, 06:30 Uhr',
      '66 von 280 Zeichen',
      '17 von 500 Zeichen',
      'Nichts davon ist öffentlich',
      'Noch ohne Beitrag (2)',
    ])
      expect(html).toContain(shown);
  });

  test('the page of the sandbox escapes everything that anybody wrote', async () => {
    await tweet(PROBE);
    const { id } = await statuses.create({ status: PROBE, language: '"><b>' });
    await statuses.$select(id).update({ status: `${PROBE} 2` });
    const found = await page('/?name=siegen');
    const searched = await page(`/?name=${encodeURIComponent(PROBE)}`);
    for (const html of [found, searched, await page(`/accounts/${mastodon.id}`)]) {
      expect(html).not.toMatch(/<script(?! src="\/assets\/page\.js" defer>)/);
      expect(html).not.toMatch(/<img|<b>/);
    }
    expect(found).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    const { headers } = await fetch(sandbox.origin);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('the page of the sandbox shows threads, earlier wordings, and deleted posts struck through', async () => {
    const first = await tweet('Nothotline: 0221 4710118');
    clock.move(22 * MINUTE);
    const second = await xClient(sandbox, x).reply('KORREKTUR: 0221 4710119', first);
    await xClient(sandbox, x).deleteTweet(first);
    const { id } = await statuses.create({ status: 'Nummer 118' });
    clock.move(HOUR);
    await statuses.$select(id).update({ status: 'Nummer 119' });
    const html = await page();
    expect(html.indexOf(`p-${second.data.id}`)).toBeLessThan(html.indexOf(`p-${first}`));
    expect(html).toContain(`Antwort auf <a href="#p-${first}">den Beitrag von 06:30 Uhr</a>`);
    expect(html).toContain('<del>Nothotline: 0221 4710118</del>');
    expect(html).toMatch(/Gelöscht am <time datetime="2023-10-30T05:52:00.000Z">Mo., 30.10.2023, 06:52 Uhr</);
    expect(html).toMatch(/<summary>Frühere Fassung<\/summary>.*Nummer 118/s);
  });

  test('the page of the sandbox finds municipalities and channels by the address alone', async () => {
    await tweet('Siegen auf X');
    await statuses.create({ status: 'Siegen auf Mastodon' });
    await xClient(sandbox, soest).tweet('Soest auf X');
    const shown = async (path: string) =>
      [...(await page(path)).matchAll(/(Siegen|Soest) auf (X|Mastodon)</g)].map(([text]) =>
        text.slice(0, -1),
      );
    expect(await shown('/?name=SIEGEN')).toEqual(['Siegen auf X', 'Siegen auf Mastodon']);
    expect(await shown('/?channel=x')).toEqual(['Siegen auf X', 'Soest auf X']);
    expect(await shown('/?channel=telegram&name=')).toHaveLength(3);
  });

  test('the page of the sandbox shows the newest 20 posts of an account, and all on a page of its own', async () => {
    for (let n = 0; n < 25; n++) await statuses.create({ status: `Lage ${n}` });
    const html = await page();
    expect(html.match(/<article/g)).toHaveLength(20);
    expect(html).toContain(`<a href="/accounts/${mastodon.id}">Alle 25 Beiträge</a>`);
    expect((await page(`/accounts/${mastodon.id}`)).match(/<article/g)).toHaveLength(25);
  });

  test('the page of the sandbox leads from a post’s own address to the post, and to nothing where there is none', async () => {
    const { id, url } = await statuses.create({ status: 'Lage' });
    const tweeted = await tweet('Lage');
    for (const [address, to] of [
      [url ?? '', `/accounts/${mastodon.id}#p-${id}`],
      [`${sandbox.origin}/stadt_siegen/status/${tweeted}`, `/accounts/${x.id}#p-${tweeted}`],
    ] as const) {
      const answer = await fetch(address, { redirect: 'manual' });
      expect(answer.headers.get('location')).toBe(to);
      expect(await page(to)).toContain(`id="${to.split('#')[1]}"`);
    }
    for (const path of ['/accounts/nobody', '/@nobody', '/nirgends'])
      expect((await fetch(sandbox.origin + path)).status).toBe(404);
  });

  test('the page of the sandbox fits a phone, needs nothing from outside, and renews itself with and without scripts', async () => {
    const html = await page();
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('<noscript><meta http-equiv="refresh"');
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(await page('/?refresh=off')).not.toMatch(/http-equiv="refresh"|page\.js/);
    for (const asset of ['page.js', 'account.svg']) await page(`/assets/${asset}`);
    expect(await page('/assets/page.css')).toMatch(/\.mark\.x .*\.mark\.mastodon /s);
  });

  test('the page of the sandbox changes its revision when a post appears or goes, late ones too', async () => {
    const revisions = [await page('/revision')];
    sandbox.arrange(x.id, { kind: 'accepted-late', afterMs: MINUTE, meanwhile: 'answer' });
    await tweet('Später');
    expect(await page('/revision')).toBe(revisions[0]);
    clock.move(MINUTE);
    revisions.push(await page('/revision'));
    await xClient(sandbox, x).deleteTweet(sandbox.timeline(x.id)[0]?.id ?? '');
    revisions.push(await page('/revision'));
    expect(new Set(revisions).size).toBe(3);
  });
});
