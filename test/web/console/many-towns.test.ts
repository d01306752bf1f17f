import { expect, test } from 'vitest';
import { openPracticeForTest } from '../../fixtures/practice.ts';

const TOWNS = 250;
/** Of a page, before it is packed. */
const BYTES_MAX = 40_000;

const MANY = `municipalities:\n${Array.from(
  { length: TOWNS },
  (_, town) => `  town-${town}:
    name: {de: Stadt Nummer ${town}}
    kind: stadt
    ags: "0${5_962_000 + town}"
    languages: [de]
    facts: {instruction: {de: "Anlaufstelle ${town} in der Feuerwache, täglich ab ${town % 12} Uhr."}}
    accounts:
      - {id: town-${town}-x, channel: x, handle: town_${town}}
      - {id: town-${town}-mastodon, channel: mastodon, server: https://social.example.org, handle: town_${town}}
`,
).join('')}`;

test('where hundreds speak no page is long, each list goes on page by page, and each town still speaks for itself', async () => {
  await using practice = await openPracticeForTest(MANY);
  const { get, post } = practice;
  // So the posts are only listed.
  await post('/anhalten', { scope: 'everything' });
  const first = await post('/melden/outage', { who: 'all', down: ['website'], next: '' });
  const digest = /name="digest" value="(\w+)"/.exec(await get(first.path))?.[1] ?? '';
  const progress = await post(first.path, { digest, version: '1', read: 'yes', do: 'publish' });
  const { path } = await post('/melden/outage', { who: 'all', down: ['phone'], next: '' });
  const pages = ['/', '/beitraege', '/beitraege?meldung=outage-all', '/staedte']
    .concat(['/konten', '/anhalten', '/melden/outage', '/melden/status', '/weiter', '/protokoll'])
    .concat([path, `${path}?alle=1`, progress.path, '/staedte/town-205']);
  const sizes = await Promise.all(
    pages.map(async (one) => [one, Buffer.byteLength(await get(one))] as const),
  );
  expect(sizes.filter(([, bytes]) => bytes > BYTES_MAX || bytes < 1_000)).toEqual([]);

  for (const list of ['/staedte', '/konten', '/beitraege?meldung=outage-all', `${path}?alle=1`]) {
    const shown = new Set<string>();
    for (let n = 1; ; n++) {
      const page = await get(`${list}${list.includes('?') ? '&' : '?'}seite=${n}`);
      for (const [, town = ''] of page.matchAll(/Stadt Nummer (\d+)<\/strong>/g)) shown.add(town);
      if (!page.includes('>Weiter</a>')) break;
    }
    expect([list, shown.size]).toEqual([list, TOWNS]);
  }

  expect(await get('/staedte/town-205')).toContain('href="/melden/outage?who=town-205"');
  expect(await get('/melden/outage?who=town-205')).toMatch(/value="town-205" selected/);
  expect(await get('/anhalten?konto=town-205-x')).toMatch(/value="account:town-205-x" selected/);
});
