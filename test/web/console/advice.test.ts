import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FluentParser, type Pattern, serializeExpression } from '@fluent/syntax';
import { expect, test } from 'vitest';
import { ROUTES } from '../../../src/web/console/console.ts';
import { fieldIn, openConsole, pressOffice, touchOf } from '../../fixtures/console.ts';
import { at, file, REGION } from '../../fixtures/day.ts';
import { EVERYTHING } from '../../fixtures/people.ts';
import { plain } from '../../fixtures/practice.ts';

const WORDS = join(import.meta.dirname, '../../../src/staff-words');
/** What only somebody with a shell can type or edit. */
const COMMAND = /`|ausrufer |--[a-z]|\.env|messages\/|edition|public_exercises|confirmed=|\bset \{/;

/** Every advice as a page says it: in its own words for pages, where it has any. */
function onPages(name: string): readonly { readonly id: string; readonly words: string }[] {
  const { body } = new FluentParser({ withSpans: false }).parse(readFileSync(join(WORDS, name), 'utf8'));
  return body.flatMap((entry) => {
    if (entry.type !== 'Message' || !/^hold-|^warn-.*advice$|^warn-continue$/.test(entry.id.name)) return [];
    const page = entry.attributes.find(({ id }) => id.name === 'on-page')?.value ?? entry.value;
    return page ? [{ id: entry.id.name, words: wordsOf(page) }] : [];
  });
}

function wordsOf({ elements }: Pattern): string {
  return elements
    .map((one) => (one.type === 'TextElement' ? one.value : `{${serializeExpression(one.expression)}}`))
    .join('');
}

test.each(['de', 'en'])('no advice in %s names a command or a file on a page', (language) => {
  const advice = ['holds', 'warnings'].flatMap((file) => onPages(`${file}.${language}.ftl`));
  expect(advice.length).toBeGreaterThan(40);
  expect(advice.filter(({ words }) => COMMAND.test(words))).toEqual([]);
});

test.each(['mistakes.de.ftl', 'mistakes.en.ftl'])(
  'no reason of %s names a command or a file on a page',
  (name) => {
    const { body } = new FluentParser({ withSpans: false }).parse(readFileSync(join(WORDS, name), 'utf8'));
    const all = body.flatMap((entry) =>
      entry.type === 'Message' && entry.id.name === 'reason' ? entry.attributes : [],
    );
    const onPage = new Set(
      all.map(({ id }) => id.name.replace(/-on-page$/, '')).filter((id, n, ids) => ids.indexOf(id) !== n),
    );
    const shown = all.filter(({ id }) => !onPage.has(id.name)).map(({ value }) => wordsOf(value));
    expect(shown.length).toBeGreaterThan(40);
    // An edition is a word of the program too.
    expect(shown.filter((words) => COMMAND.test(words.replace(/ edition /, ' ')))).toEqual([]);
  },
);

test.each(
  ['commands', 'holds', 'warnings', 'mistakes', 'console'].flatMap((file) => [
    `${file}.de.ftl`,
    `${file}.en.ftl`,
  ]),
)('every page that %s leads to is there', (name) => {
  const pages = ROUTES.filter(({ method }) => method === 'get').map(
    ({ path }) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`),
  );
  const linked = [...readFileSync(join(WORDS, name), 'utf8').matchAll(/\]\((\/[^)]*)\)/g)].map(
    ([, path = '']) => path.replace(/\{ \$\w+ \}/g, ':id'),
  );
  expect(linked.length).toBeGreaterThan(2);
  expect(linked.filter((path) => !pages.some((page) => page.test(path)))).toEqual([]);
});

test('the review of a number that nobody checked leads to the page with the tick that it advises', async () => {
  await using given = await openConsole({ facts: {} });
  const { krause } = await pressOffice(given);
  const { browser } = krause;
  const number = { contacts: { hotline: { phone: '+49 2372 4710119' } }, reach: { phone: 'down' } };
  await given.edit(() => file({ hemer: number }));
  const { to } = await browser.post('/melden/outage', { who: 'hemer', down: 'website', next: '' });
  expect((await browser.get(to ?? '')).text).toMatch(
    /bei dieser Nummer unter <a [^>]*href="\/staedte">Städte<\/a> den Haken „Ich habe dort angerufen“/,
  );
});

test('a held post says on the first page where to go, and leads there', async () => {
  await using given = await openConsole();
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
  await given.edit(() => file({ hemer: { reach: { phone: 'down' } } }, clear));
  const { token } = await given.join('Krause', EVERYTHING);
  const page = (await given.browser(token).get('/')).text;
  expect(page).toContain('Bringen Sie sie unter <a class="kern-link" href="/staedte/hemer">Städte</a>');
  expect(page).toContain('3 Beiträge werden zurückgehalten (Stadt Hemer): Widerspruch zu den Angaben');
});

test('who approves what waits sees what is odd about it, with bodies and facts by their names', async () => {
  await using given = await openConsole();
  const facts = {
    mk: { reach: { phone: 'down' }, services: { 'id-cards': 'unavailable' } },
    hemer: { reach: { phone: 'up' }, services: { 'id-cards': 'available' } },
  };
  const outage = { id: 'outage', kind: 'outage', post_as: ['mk'], about: ['mk', 'hemer', 'menden'] };
  await given.edit(() => file(facts, outage));
  const { browser, token } = await given.enter('Krause', EVERYTHING);
  const page = plain((await browser.get('/pruefen/outage')).text);
  expect(page).toContain('Der Text sagt die Angaben von Märkischer Kreis auch von anderen');
  expect(page).toMatch(/Stadt Hemer \([^)]*Telefon: geht[,)]/);
  expect(page).not.toMatch(/reach\.|services\.|: (?:up|available)/);
  const english = await given.browser(token, { language: 'en' }).get('/pruefen/outage');
  expect(plain(english.text)).toContain('phones: working');
});

test('who says something for all again learns which town stays silent, as it was before', async () => {
  const region = REGION.replace(
    'name: {de: Stadt Menden, en: Town of Menden}',
    'name: {de: Stadt Menden}',
  ).replace(/languages: \[de\](?=\n {4}facts: \{instruction: \{de: "Bürger)/, 'languages: [en]');
  await using given = await openConsole({ region, facts: { all: { reach: { phone: 'down' } } } });
  const { krause, tell } = await pressOffice(given);
  await tell('outage', { who: 'all', down: 'website', next: '' });
  given.clock.advanceTo(at('10:30'));
  const page = (await krause.browser.get('/staedte/all')).text;
  const [seen = '', when = ''] = ['seen', 'at'].map((name) => plain(fieldIn(page, name)));
  const fields = Object.fromEntries(new URLSearchParams(seen));
  const { to } = await krause.browser.post('/staedte/all', {
    ...fields,
    ...{ seen, at: when, 'reach.phone': 'limited', do: 'tell' },
  });
  expect(plain((await krause.browser.get(to ?? '')).text)).toMatch(/zurückgehalten \([^)]*Stadt Menden/);
});

test('who may not approve what waits reads who may, and that nobody may where nobody does', async () => {
  await using given = await openConsole();
  const outage = { id: 'outage', kind: 'outage', post_as: ['hemer'] };
  await given.edit(() => file({ hemer: { reach: { phone: 'down' } } }, outage));
  const { browser } = await given.enter('Krause', [{ role: 'writer', who: 'hemer' }]);
  const page = async () => (await browser.get('/pruefen/outage')).text;
  expect(await page()).toContain('Niemand sonst darf das freigeben.');
  await given.enter('Yilmaz', EVERYTHING);
  expect(await page()).toContain('Freigeben dürfen: Yilmaz.');
});

test('who has approved is not named among those who are to approve what waits', async () => {
  await using given = await openConsole();
  await given.edit(() => 'approvals: {needed: 2, standing: []}\n', 'config.yaml');
  await given.edit(() =>
    file({ hemer: { reach: { phone: 'down' } } }, { id: 'outage', kind: 'outage', post_as: ['hemer'] }),
  );
  const { browser } = await given.enter('Krause', [{ role: 'writer', who: 'hemer' }]);
  const yilmaz = await given.enter('Yilmaz', EVERYTHING);
  await (await touchOf(yilmaz, '/pruefen/outage')).send();
  const page = (await browser.get('/pruefen/outage')).text;
  expect(page).toContain('Freigegeben von Yilmaz');
  expect(page).toContain('Niemand sonst darf das freigeben.');
});

test('an odd time and a costly number are shown with the town in whose facts they are, where it speaks', async () => {
  const facts = {
    hemer: { next_update: '2026-11-24 08:00' },
    menden: { contacts: { desk: { phone: '0900 4710119' } } },
  };
  await using given = await openConsole();
  const { browser } = await given.enter('Krause', EVERYTHING);
  const waiting = async (...speakers: readonly string[]) => {
    await given.edit(() => file(facts, { id: 'outage', kind: 'outage', post_as: speakers }));
    return plain((await browser.get('/pruefen/outage')).text);
  };
  const page = await waiting('hemer', 'menden');
  expect(page).toContain('Stadt Hemer: Der versprochene Zeitpunkt');
  expect(page).toContain('Stadt Menden: Wer 0900 4710119 anruft, zahlt extra');
  expect(await waiting('mk')).not.toMatch(/Stadt (?:Hemer|Menden)/);
});

test('the review of a draft leads to its own form for what it states itself, and to the towns for what they state', async () => {
  await using given = await openConsole({ facts: { menden: { next_update: '2026-11-24 09:10' } } });
  const { krause, draw, publish, said } = await pressOffice(given);
  const answers = { down: 'phone', next: String(at('09:30')), instruction: 'Bitte Wasser abkochen.' };
  const path = await draw('outage', { who: 'hemer', ...answers });
  given.clock.advanceTo(at('10:00'));
  const review = plain((await krause.browser.get(path)).text);
  expect(review).toContain('Veröffentlichen Sie ihn, und ergänzen Sie es danach unter „Städte“');
  expect(review).toContain('Oder nehmen Sie es unter „Angaben ändern“ heraus.');
  expect(review).toMatch(
    /Stadt Hemer: Der versprochene Zeitpunkt[\s\S]*Nennen Sie unter „Angaben ändern“ eine andere Zeit, oder keine\./,
  );
  expect(review).not.toContain('href="/staedte">Städte</a>, oder');
  const all = plain(
    (await krause.browser.get(await draw('outage', { who: 'all', down: 'website', next: '' }))).text,
  );
  expect(all).toMatch(
    /Stadt Menden: Der versprochene Zeitpunkt[\s\S]*unter <a [^>]*>Städte<\/a> einen neuen/,
  );

  // As it says: published, what is missing is added in the town, and goes out.
  await publish(path);
  given.clock.advanceTo(at('10:10'));
  expect(Object.keys(await said('outage-hemer'))).toEqual(['hemer-mastodon de', 'hemer-x de']);
  const page = (await krause.browser.get('/staedte/hemer')).text;
  const seen = { seen: plain(fieldIn(page, 'seen')), at: fieldIn(page, 'at') };
  const added = { ...seen, 'instruction.en': 'Please boil tap water.' };
  await publish((await krause.browser.post('/staedte/hemer', added)).to ?? '');
  expect((await said('outage-hemer'))['hemer-mastodon en']).toContain('Please boil tap water.');
});

test('links of a list that have the same words are read aloud with what they lead to', async () => {
  await using given = await openConsole({
    facts: { hemer: { reach: { telefon: 'down' } }, menden: { reach: { telefon: 'down' } } },
  });
  const { browser } = await given.enter('Krause', EVERYTHING);
  const { text } = await browser.get('/');
  const names = [...text.matchAll(/aria-label="(Ansehen: [^"]*)"/g)].map(([, name]) => name);
  expect(names).toEqual([expect.stringContaining('Stadt Hemer'), expect.stringContaining('Stadt Menden')]);
  expect(text).not.toMatch(/<a class="kern-link" href="[^"]*">Ansehen</);
});

test('a post that is held for what others say names them as people do', async () => {
  const speaks = 'speaks_for: [mk, hemer, menden';
  const groups = 'groups:\n  rest: {name: {de: die Rathäuser, en: the town halls}, members: [hemer]}\n';
  await using given = await openConsole({
    region: `${REGION.replace(speaks, `${speaks}, rest`)}${groups}`,
  });
  const says = (phone: string) => ({ reach: { phone } });
  const outage = { id: 'outage', kind: 'outage', post_as: ['mk'], about: ['mk', 'rest'] };
  await given.edit(() => file({ mk: says('down'), hemer: says('up') }, outage));
  const { browser } = await given.enter('Krause', EVERYTHING);
  for (const path of ['/', '/beitraege?zustand=held'])
    expect((await browser.get(path)).text).toContain(
      'Der Text spricht auch für andere, deren Angaben etwas anderes sagen: die Rathäuser (Märkischer Kreis).',
    );
});

test('facts with a mistake are named on every page that would call the town well, in words that need no file', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Krause', EVERYTHING);
  const main = async (path: string) =>
    /<main.*<\/main>/s.exec((await browser.get(path)).text)?.[0].replace(/<details>.*?<\/details>/gs, '') ??
    '';
  await given.edit((text) => text.replace('"phone"', '"telefon"'));
  expect(await main('/')).toContain('Die Angaben von Stadt Hemer haben einen Fehler');
  expect(await main('/staedte')).toMatch(/Stadt Hemer<.*Angaben fehlerhaft.*Stadt Menden<.*keine Angaben/s);
  expect(await main('/staedte/hemer')).toContain('macht diese Person ihre Änderung rückgängig');
  const answers = { who: 'hemer', down: 'website', next: '' };
  const { to: review } = await browser.post('/melden/outage', { ...answers, who: 'menden' });
  await given.edit((text) => text.replace('"live"', '"echt"'));
  const { status, text } = await browser.post('/melden/outage', answers);
  expect([status, text.includes('<main id="main" tabindex="-1" data-refused>')]).toEqual([409, true]);
  for (const path of [
    '/',
    '/melden/outage',
    '/staedte',
    '/staedte/hemer',
    '/weiter',
    '/konten',
    review ?? '',
  ]) {
    const page = await main(path);
    expect(page, path).toContain('In den Dateien, aus denen die Texte entstehen, ist ein Fehler');
    expect(page, path).not.toMatch(/incident|mode|YAML|`|telefon/);
  }
});

/** Hemer speaks Turkish and Menden Polish, which nobody has signed; the district's name has no English. */
const TONGUES = `municipalities:
  mk:
    name: {de: Märkischer Kreis}
    kind: kreis
    ags: "05962"
    languages: [de, en]
    accounts: [{id: mk-mastodon, channel: mastodon, server: https://social.example.org, handle: kreis_mk}]
  hemer:
    name: {de: Stadt Hemer, tr: Hemer}
    kind: stadt
    ags: "05962016"
    part_of: mk
    languages: [de, tr]
    accounts: [{id: hemer-mastodon, channel: mastodon, server: https://social.example.org, handle: stadt_hemer}]
  menden:
    name: {de: Stadt Menden, pl: Menden}
    kind: stadt
    ags: "05962040"
    part_of: mk
    languages: [de, pl]
    accounts: [{id: menden-mastodon, channel: mastodon, server: https://social.example.org, handle: stadt_menden}]
`;

test('what is held is told by language and by what helps: who signs one of two languages knows of the other', async () => {
  await using given = await openConsole({ region: TONGUES, facts: { all: { reach: { phone: 'down' } } } });
  const { draw, krause, publish } = await pressOffice(given);
  const path = await draw('outage', { who: 'all', down: 'phone', next: '' });
  const held = async (at: string, language = 'de') => {
    const { text } = await given.browser(krause.token, { language }).get(at);
    return plain(text)
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ');
  };
  const review = await held(path);
  await publish(path);
  for (const page of [review, await held('/')]) {
    expect(page).toMatch(
      /\(Stadt Hemer\): nicht abgezeichnet\S* Die Übersetzung auf Türkisch hat niemand abgezeichnet/,
    );
    expect(page).toMatch(
      /\(Stadt Menden\): nicht abgezeichnet\S* Die Übersetzung auf Polnisch hat niemand abgezeichnet/,
    );
    expect(page).toContain('Der Name fehlt auf Englisch: Märkischer Kreis. Sagen Sie dem Betrieb Bescheid');
    expect(page).not.toContain('Eigene Worte in den Angaben fehlen');
  }
  const english = await held('/', 'en');
  expect(english).toContain('The name is missing in English: Märkischer Kreis. Tell the operator');
  expect(await held('/beitraege?zustand=held')).toContain('Der Name fehlt auf Englisch: Märkischer Kreis.');
});

test('a name that no page can change is told with the file that it belongs in', async () => {
  const region = TONGUES.replace('{de: Märkischer Kreis}', '{de: Märkischer Kreis, en: Märkischer Kreis}');
  await using given = await openConsole({ region, facts: {} });
  const services = await readFile(given.path('services.yaml'), 'utf8');
  const withoutEnglish = services.replace(/(passports:\n.*), en: .*\n(.*), en: .*/, '$1}\n$2}');
  await writeFile(given.path('services.yaml'), withoutEnglish);
  const { krause } = await pressOffice(given);
  const says = async (facts: object, said: object) => {
    const incident = { ...JSON.parse(file({})).incident, title: { de: 'Stromausfall' } };
    await given.edit(() =>
      JSON.stringify({ incident, facts: { mk: facts }, announcements: [{ post_as: ['mk'], ...said }] }),
    );
    const { text } = await krause.browser.get('/');
    return plain(text)
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ');
  };
  expect(await says({}, { id: 'outage', kind: 'outage' })).toContain(
    'Der Titel des Vorfalls fehlt auf Englisch. Tragen Sie ihn dort ein, wo Sie den Ausfall melden',
  );
  expect(
    await says(
      { services: { passports: 'available' } },
      { id: 'back', kind: 'restoration', services: ['passports'] },
    ),
  ).toContain(
    'Der Name fehlt auf Englisch: Reisepass. Sagen Sie dem Betrieb Bescheid: Der Name gehört in config/services.yaml.',
  );
});
