import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { openConsole } from '../../fixtures/console.ts';
import { file } from '../../fixtures/day.ts';
import { manyTowns } from '../../fixtures/many-towns.ts';
import { EVERYTHING } from '../../fixtures/people.ts';
import { plain } from '../../fixtures/practice.ts';

const TOWNS = 250;
/** Of a page, before it is packed. */
const BYTES_MAX = 40_000;

const MANY = manyTowns(TOWNS, () => 'https://social.example.org');

test('where hundreds speak no page is long, each list goes on page by page, and each town still speaks for itself', async () => {
  await using given = await openConsole({ facts: { all: { reach: { phone: 'down' } } }, region: MANY });
  const { session, browser } = await given.enter('Krause', [...EVERYTHING, { role: 'admin', who: 'all' }]);
  const get = async (path: string) => (await browser.get(path)).text;
  const { to } = await browser.post('/melden/outage', { who: 'all', down: 'website', next: '' });
  const review = to ?? '';
  const pages = ['/', '/beitraege', '/staedte', '/konten', '/anhalten', '/melden/outage', '/melden/status']
    .concat(['/weiter', '/protokoll', '/staedte/town-205'])
    .concat([review, `${review}?alle=1`, '/leute', `/leute/${session.person.id}`]);
  const sizes: (readonly [string, number])[] = [];
  for (const one of pages) sizes.push([one, Buffer.byteLength(await get(one))]);
  expect(sizes.filter(([, bytes]) => bytes > BYTES_MAX || bytes < 1_000)).toEqual([]);

  for (const list of ['/staedte?', '/konten?', '/anhalten?', `${review}?alle=1&`]) {
    const shown = new Set<string>();
    for (let n = 1; ; n++) {
      const page = await get(`${list}seite=${n}`);
      for (const [, town = ''] of page.matchAll(/Stadt Nummer (\d+)<\/strong>/g)) shown.add(town);
      if (!page.includes('>Weiter</a>')) break;
    }
    expect([list, shown.size]).toEqual([list, TOWNS]);
  }

  expect(await get('/staedte/town-205')).toContain('href="/melden/outage?who=town-205"');
  expect(await get('/melden/outage?who=town-205')).toMatch(/value="town-205" selected/);
  for (const path of ['/leute', `/leute/${session.person.id}`])
    expect(await get(`${path}?suche=nummer+205`)).toMatch(/value="town-205" selected>Stadt Nummer 205/);
  for (const path of ['/konten', '/anhalten'])
    expect(await get(`${path}?suche=nummer+205`)).toMatch(
      /<button[^>]* name="scope" value="account:town-205-x">/,
    );
});

test('whose facts hundreds of towns have to confirm, their form is no longer than what may be sent', async () => {
  const contact = {
    phone: '+49 221 4710119',
    hours: '24/7',
    note: {
      de: 'Nur in dringenden Fällen, die nicht bis morgen warten können.',
      en: 'Only for what cannot wait.',
    },
  };
  const { services: known } = parse(await readFile('config/services.yaml', 'utf8')) as { services: object };
  const all = {
    reach: Object.fromEntries(
      ['counter', 'phone', 'website', 'online_services', 'email_in', 'email_out'].map((way) => [way, 'down']),
    ),
    services: Object.fromEntries(
      Object.keys(known).map((id) => [id, { status: 'unavailable', until: '2026-12-04' }]),
    ),
    contacts: { hotline: contact, desk: { place: { de: 'Rathaus, Eingang A, am Markt' }, hours: '24/7' } },
    appointments: { policy: 'cancelled', until: '2026-12-04' },
    instruction: { de: 'Bitte kommen Sie nur mit einem dringenden Anliegen ins Rathaus.' },
  };
  await using given = await openConsole({ facts: { all }, region: MANY });
  const daily = { id: 'daily', kind: 'status', post_as: ['all'], every: '0 12 * * *' };
  await given.edit(() => file({ all }, daily));
  const rights = Array.from({ length: 199 }, (_, n) => ({ role: 'writer' as const, who: `town-${n + 1}` }));
  const { browser } = await given.enter('Huber', rights);
  const { text } = await browser.get('/');
  const [own = ''] = /<form[^>]*action="\/bestaetigen"[\s\S]*?<\/form>/.exec(text) ?? [];
  const fields = new URLSearchParams();
  for (const [, name = '', value = ''] of own.matchAll(/name="([^"]+)" value="([^"]*)"/g))
    fields.append(name, plain(value));
  expect(fields.getAll('who')).toHaveLength(199);
  expect(fields.toString().length).toBeLessThan(200_000);
  expect((await browser.post('/bestaetigen', Object.fromEntries(fields))).status).toBe(303);
});
