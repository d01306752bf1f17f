import { expect, test } from 'vitest';
import { MINUTE } from '../../../src/core/domain/clock.ts';
import { aboutToTouch, fieldIn, openConsole, pressOffice, type TestConsole } from '../../fixtures/console.ts';
import { REGION } from '../../fixtures/day.ts';
import { plain } from '../../fixtures/practice.ts';

/** The words of a list item that begins with this name and has this handle, without markup. */
const rowOf = (text: string, handle: string) =>
  text
    .split('<li>')
    .find((row) => row.includes(handle))
    ?.replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Hemer's outage is approved; one of the two platforms fails as its handle says. */
async function publishedWith(handle: string): Promise<TestConsole & { readonly token: string }> {
  const given = await openConsole({ region: REGION.replace('handle: stadt_hemer, ', `handle: ${handle}, `) });
  const { send, yilmaz } = await aboutToTouch(given);
  expect((await send()).status).toBe(303);
  return { ...given, token: yilmaz.token };
}

test.each([
  ['hemer_fails_401', /nimmt den Zugang des Kontos nicht an \(401: [^)]*\); bleibt es dabei, rufen Sie an/],
  ['hemer_fails_429', /antwortete 429/],
  ['hemer_no_credit', /antwortete 402/, '2'],
])(
  'an account on which the platform takes nothing (%s) is not called ready: since when, why, and when it is tried again',
  async (handle, why, n = 'einem') => {
    await using given = await publishedWith(handle);
    const browser = given.browser(given.token);
    const page = (await browser.get('/konten')).text;
    expect(rowOf(page, `@${handle}`)).toMatch(/nimmt nichts an Anhalten$/);
    expect(rowOf(page, `@${handle}`)).toMatch(
      /Seit Di 24\.11\. 09:05 nimmt die Plattform nichts an\. Das Programm versucht es wieder: Di 24\.11\. 09:\d\d\./,
    );
    expect(rowOf(page, `@${handle}`)).toMatch(why);
    expect(page).toContain(`Auf ${n} von 5 Konten kann gerade nicht veröffentlicht werden.`);
    expect(rowOf(page, '@stadt_hemer')).toMatch(
      /Letzter Beitrag: Di 24\.11\. 09:05\. Zugang geprüft: Di 24\.11\. 09:05\. bereit/,
    );
    expect((await browser.get('/')).text).toContain(
      'Auf einem Konto nimmt die Plattform gerade nichts an (Stadt Hemer).',
    );
  },
);

test('while the files are broken the console shows what is paused and waits, and resumes it', async () => {
  await using given = await openConsole();
  const { send, browser } = await aboutToTouch(given);
  await browser.post('/anhalten', { scope: 'channel:x' });
  await browser.post('/anhalten', { scope: 'account:hemer-mastodon' });
  await send();
  given.clock.advanceTo(given.clock.now() + MINUTE);
  await given.edit((text) => text.replace('"live"', '"echt"'));
  for (const path of ['/', '/anhalten', '/weiter']) {
    const { text } = await browser.get(path);
    expect(text, path).toMatch(/Angehalten seit Di 24\.11\. 09:05 von Yilmaz: (Kanal )?X/);
    expect(text, path).toContain('Angehalten seit Di 24.11. 09:05 von Yilmaz: Konto Stadt Hemer');
  }
  expect((await browser.get('/anhalten')).text).toContain('value="account:menden-x"');
  const [, ofX = ''] = (await browser.get('/weiter')).text.split('<section class="card">');
  expect(ofX).toContain('Ein Beitrag wartet. Ist er freigegeben, geht er sofort hinaus.');
  expect(ofX).toMatch(/Stadt Hemer auf X<.*Telefon/s);
  const pauses = () =>
    given.inLedger(async (ledger) => (await ledger.view('')).pauses.map(({ scope }) => scope.of));
  expect((await browser.post('/weiter', { scope: 'channel:x', digest: '0'.repeat(64) })).status).toBe(409);
  expect(await pauses()).toEqual(['channel', 'account']);
  expect((await browser.post('/weiter', { scope: 'channel:x', digest: fieldIn(ofX, 'digest') })).to).toBe(
    '/',
  );
  expect(await pauses()).toEqual(['account']);
  expect((await given.people.store.log()).filter(({ what }) => what === 'resumed')).toHaveLength(1);
});

test('a post that was refused is named once on the first page, with what to do', async () => {
  await using given = await publishedWith('hemer_fails_422');
  const { text } = await given.browser(given.token).get('/');
  expect(text.replace(/ aria-label="[^"]*"/g, '').match(/Stadt Hemer\)/g)).toHaveLength(1);
  expect(text).toMatch(
    /Ein Beitrag wurde abgelehnt \(Stadt Hemer\)\.<\/strong><br>Die Plattform hat es abgelehnt/,
  );
});

test('an account whose token is that of another is not called blocked: the first page says whose it is, and nothing offers to go on before the operator was called', async () => {
  await using given = await publishedWith('hemer_wrong_identity');
  const browser = given.browser(given.token);
  const why =
    /Auf einem Konto geht nichts hinaus \(Stadt Hemer\): das Token von hemer-x gehört @\w+, nicht @hemer_wrong_identity\. Rufen Sie den Betrieb an\./;
  for (const path of ['/', '/weiter']) {
    const { text } = await browser.get(path);
    expect(text, path).toMatch(why);
    expect(text, path).not.toContain('gesperrt');
    expect(text, path).not.toContain('name="scope"');
  }
  const own = (await browser.get('/weiter?konto=hemer-x')).text;
  expect(own).toMatch(
    /das Token von hemer-x gehört @\w+, nicht @hemer_wrong_identity\. Rufen Sie den Betrieb an\./,
  );
  expect(own).toContain('value="account:hemer-x"');
});

test('each button that stops an account is read aloud with the name of its town and platform', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Krause', [{ role: 'writer', who: 'all' }]);
  for (const path of ['/anhalten', '/konten']) {
    const { text } = await browser.get(path);
    const names = [...text.matchAll(/<button (?=[^>]*value="account:)[^>]*aria-label="([^"]*)"/g)].map(
      ([, name]) => name,
    );
    expect(names).toContain('Anhalten: Stadt Hemer, Mastodon');
    expect(new Set(names).size).toBe(5);
  }
});

test('before everything goes on the console shows what would be deleted and which pauses end, and to whom to turn', async () => {
  await using given = await publishedWith('stadt_hemer');
  const yilmaz = given.browser(given.token);
  const guest = await given.enter('Demir', [{ role: 'writer', who: 'hemer' }]);
  await guest.browser.post('/anhalten', { scope: 'account:menden-x' });
  await yilmaz.post('/anhalten', { scope: 'everything' });
  await given.edit(() => 'approvals: {needed: 0}\n', 'config.yaml');
  await given.edit((text) => {
    const state = JSON.parse(text);
    const [outage] = state.announcements;
    const oops = { id: 'oops', kind: 'retraction', post_as: 'hemer', withdraws: outage.id };
    return JSON.stringify({ ...state, announcements: [outage, oops] });
  });
  const shown = async ({ get }: typeof yilmaz) =>
    (await get('/weiter')).text
      .split('<section class="card">')
      .slice(1)
      .map((card) => card.replace(/<[^>]*>/g, ' '));
  const [ofX = '', all = ''] = (await shown(yilmaz)).sort((a, b) => a.length - b.length);
  expect(all).toMatch(
    /Angehalten seit [^:]*:05 von Demir: Konto Stadt Menden.*Auch das wird damit fortgesetzt/s,
  );
  expect(all).toMatch(/3 Beiträge gingen sofort hinaus\..*3 Beiträge werden gelöscht.*Stadt Hemer auf X/s);
  expect(all).toContain('Fortsetzen: 3 Beiträge veröffentlichen, 3 Beiträge löschen');
  expect(ofX).not.toContain('wird damit fortgesetzt');
  const theirs = (await shown(guest.browser)).join();
  expect(theirs).toMatch(/Rufen Sie jemanden an, der es darf: (?:Krause, Yilmaz|Yilmaz, Krause)\./);
  expect(theirs).not.toContain('Fortsetzen:');
});

test('a review tells what holds up its own accounts and what is odd of its own town, and nothing of another', async () => {
  const ESTIMATE = '"estimate": {"kind": "expected", "at": "2026-11-24 08:00"}';
  const region = REGION.replace('handle: stadt_hemer, ', 'handle: hemer_fails_401, ');
  await using given = await openConsole({ region });
  const { tell, draw, krause } = await pressOffice(given);
  await tell('outage', { who: 'hemer', down: 'phone', next: '' });
  await krause.browser.post('/anhalten', { scope: 'account:hemer-mastodon' });
  await given.edit((text) => text.replace('"hemer": {', `"hemer": {${ESTIMATE}, `));
  const OF_HEMER = /(?:muss|müssen) warten: |Angehalten seit .*: Konto|Die geschätzte Zeit/;
  const review = async (kind: string, fields: Readonly<Record<string, string>>) => {
    const path = await draw(kind, fields);
    const titles = plain((await krause.browser.get(path)).text).matchAll(/"kern-title">([^<]*)/g);
    return [...titles].flatMap(([, title = '']) => (OF_HEMER.test(title) ? [title] : []));
  };
  expect(await review('outage', { who: 'menden', down: 'website', next: '' })).toEqual([]);
  expect(await review('restoration', { who: 'hemer', back: 'reach.phone' })).toEqual([
    expect.stringContaining('Konto Stadt Hemer (@stadt_hemer, Mastodon)'),
    expect.stringContaining('Stadt Hemer: Die geschätzte Zeit ist verstrichen'),
    expect.stringMatching(/^1 Vorgang muss warten: X nimmt den Zugang des Kontos nicht an/),
  ]);
});
