import { writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { changeRights } from '../../../src/app/people/change-rights.ts';
import { fieldIn, openConsole, pressOffice } from '../../fixtures/console.ts';
import { at, file, fileOf, hotline, REGION, RIGHT, WRONG } from '../../fixtures/day.ts';
import { EVERYTHING } from '../../fixtures/people.ts';
import { plain } from '../../fixtures/practice.ts';

const LOST = 'Nicht hinausgegangen';
const OUTAGE = { who: 'hemer', down: 'phone', next: '' };

test('the next incident begins without drafts that were lost, also from the same file as the last', async () => {
  await using given = await openConsole();
  const { tell, krause, said } = await pressOffice(given);
  const template = fileOf({ id: 'lage', mode: 'draft', started: '2026-11-20 08:00' }, {});
  await given.edit(() => template);
  await tell('outage', OUTAGE);
  expect(await given.state()).toContain('vorfall-');
  await given.edit(() => template);
  expect((await krause.browser.get('/')).text).not.toContain(LOST);
  await given.edit(() => fileOf({}, {}));
  given.clock.advanceTo(at('10:05'));
  await tell('outage', { ...OUTAGE, down: 'website' });
  expect(Object.keys(await said('outage-hemer'))).toHaveLength(3);
  await given.edit(() => fileOf({ id: 'it-2027', mode: 'draft' }, {}));
  expect((await krause.browser.get('/')).text).not.toContain(LOST);
});

test('what was published in an exercise is not lost in the live incident', async () => {
  await using given = await openConsole();
  const { tell, krause } = await pressOffice(given);
  const live = await given.state();
  await given.edit((text) => text.replace('"live"', '"exercise"'));
  expect((await tell('outage', OUTAGE)).status).toBe(303);
  await given.edit(() => live);
  expect((await krause.browser.get('/')).text).not.toContain(LOST);
});

test('the first page of an exercise does not say that nothing went out in the real incident', async () => {
  await using given = await openConsole();
  const { krause } = await pressOffice(given);
  expect((await krause.browser.get('/')).text).toContain('Noch ist nichts veröffentlicht.');
  await given.edit((text) => text.replace('"live"', '"exercise"'));
  const { text } = await krause.browser.get('/');
  expect(text).toContain('In dieser Übung ist noch nichts veröffentlicht.');
  expect(text).not.toContain('Noch ist nichts');
});

test('a first word is lost where the program ended before it wrote the file, and only then', async () => {
  await using given = await openConsole();
  const { tell, krause } = await pressOffice(given);
  const draft = fileOf({ id: 'lage', mode: 'draft', started: '2026-11-20 08:00' }, {});
  await given.edit(() => draft);
  await tell('outage', OUTAGE);
  const { drafts, draft: named, saveDraft } = given.people.store;
  const [first] = await drafts();
  const row = first && (await named(first.id));
  if (!row) throw new Error('there is no draft');
  const { into, keys, ...kept } = JSON.parse(row.change);
  const never = keys.map((key: string) => key.replace('vorfall-', 'vorfall-never-'));
  const change = { ...kept, into: { ...into, incident: `${into.incident}-never` }, keys: never };
  await saveDraft({ ...row, change: JSON.stringify(change), version: row.version + 1 }, { entries: [] });
  await given.edit(() => draft);
  expect((await krause.browser.get('/')).text).toContain(LOST);
  await given.edit(() => fileOf({}, {}));
  expect((await krause.browser.get('/')).text).not.toContain(LOST);
});

test('facts that were to be told are lost where the program ended before it wrote the file, and only then', async () => {
  await using given = await openConsole();
  const { tell, krause, publish } = await pressOffice(given);
  await tell('outage', OUTAGE);
  given.clock.advanceTo(at('10:00'));
  const form = (await krause.browser.get('/staedte/hemer')).text;
  const seen = Object.fromEntries(
    ['seen', 'at'].map((name) => [name, fieldIn(form, name).replaceAll('&amp;', '&')]),
  );
  const shown = { ...Object.fromEntries(new URLSearchParams(seen.seen)), ...seen };
  const drawn = await krause.browser.post('/staedte/hemer', {
    ...{ ...shown, 'reach.website': 'down', do: 'tell' },
  });
  const path = drawn.to ?? '';
  const before = await given.state();
  const first = async () => (await krause.browser.get('/')).text;
  expect((await publish(path)).status).toBe(303);
  expect(await given.state()).not.toBe(before);
  expect(await first()).not.toContain(LOST);
  const { draft: named, saveDraft } = given.people.store;
  const row = await named(path.split('/').at(-1) ?? '');
  if (!row) throw new Error('there is no draft');
  const kept = JSON.parse(row.change);
  expect(kept.keys).toContain('it-2026/outage-hemer.2/hemer-x/de');
  const keys = kept.keys.map((key: string) => key.replace('.2/', '.3/'));
  const change = JSON.stringify({ ...kept, keys });
  await saveDraft({ ...row, change, version: row.version + 1 }, { entries: [] });
  const page = await first();
  expect(page).toContain(LOST);
  expect(page).toContain('href="/staedte/hemer">Noch einmal aufsetzen');
});

test('facts that nobody confirmed are confirmed on the first page by a person of one town, for that town', async () => {
  await using given = await openConsole();
  const daily = { id: 'daily', kind: 'status', post_as: ['all'], every: '0 12 * * *' };
  await given.edit(() => file({ all: { reach: { phone: 'down' } } }, daily));
  const { browser } = await given.enter('Huber', [{ role: 'writer', who: 'hemer' }]);
  expect(
    [...(await browser.get('/')).text.matchAll(/name="who" value="([^"]*)"/g)].map(([, who]) => who),
  ).toEqual(['hemer']);
  expect((await browser.post('/bestaetigen', { who: 'hemer', nach: '/' })).status).toBe(303);
  const { browser: stranger } = await given.enter('Weber', []);
  expect((await stranger.get('/')).text).not.toContain('/bestaetigen');
});

test('posts that are outdated are said again or withdrawn by a person of one town, for that town', async () => {
  await using given = await openConsole({ facts: { all: { reach: { phone: 'down' } } } });
  const { tell } = await pressOffice(given);
  await tell('outage', { who: 'all', down: 'phone', next: '' });
  given.clock.advanceTo(at('10:00'));
  const website = '"reach": {"website": "down"}';
  await given.edit((text) =>
    text.replace('"facts": {', `"facts": {"hemer": {${website}}, "menden": {${website}}, `),
  );
  const { browser } = await given.enter('Huber', [{ role: 'writer', who: 'hemer' }]);
  const page = (await browser.get('/nochmal/outage-all')).text;
  expect(page).toContain('für einen Teil davon tun: Stadt Hemer');
  expect(page).toContain('Beiträge zurückziehen');
  const again = await browser.post('/nochmal/outage-all', { do: 'again' });
  const review = (await browser.get(again.to ?? '')).text;
  expect(review).toContain('Stadt Hemer');
  expect(review).not.toContain('Stadt Menden');
  const handIn = { version: fieldIn(review, 'version'), do: 'hand-in' };
  expect((await browser.post(again.to ?? '', handIn)).status).toBe(303);
  const withdrawn = await browser.post('/nochmal/outage-all', { do: 'withdraw' });
  expect((await browser.get(withdrawn.to ?? '')).text).not.toContain('Stadt Menden');
  const { browser: stranger } = await given.enter('Weber', [{ role: 'stopper', who: 'all' }]);
  expect((await stranger.get('/nochmal/outage-all')).text).not.toContain('name="do"');
});

test('an outdated post on an account that was taken out of the files is on the first page, with what to do and the post', async () => {
  await using given = await openConsole();
  const { tell, krause } = await pressOffice(given);
  await tell('outage', OUTAGE);
  given.clock.advanceTo(at('10:00'));
  await writeFile(given.path('municipalities.yaml'), REGION.replace(/.*\bhemer-x\b.*\n/, ''));
  await given.edit((text) => text.replace('"phone": "down"', '"phone": "up", "website": "down"'));
  const [, need = ''] = /<li>((?:(?!<li>).)*nicht mehr in der Datei der Städte.*?)<\/li>/s.exec(
    (await krause.browser.get('/')).text,
  ) ?? [''];
  expect(need).toContain('Löschen Sie den Beitrag dort von Hand');
  const post = await krause.browser.get(/href="(\/beitraege\/[^"]+)"/.exec(need)?.[1] ?? '');
  expect(post.status).toBe(200);
  expect(post.text).toContain('hemer-x');
});

test.each([
  ['two posts', REGION, 'Löschen Sie sie von Hand auf der Plattform'],
  ['one post', REGION.replace(/.*\bmenden-x\b.*\n/, ''), 'Löschen Sie ihn von Hand auf der Plattform'],
])(
  'the posts of a town that was taken out of the files are on the first page, with what can be done and where they are (%s)',
  async (_, region, advice) => {
    await using given = await openConsole({ region, facts: { all: { reach: { phone: 'down' } } } });
    const { tell, krause } = await pressOffice(given);
    await tell('outage', { who: 'all', down: 'phone', next: '' });
    const left = region.replace(/ {2}menden:\n(?: {4}.*\n)*/, '').replace('hemer, menden]', 'hemer]');
    await writeFile(given.path('municipalities.yaml'), left);
    const [, need = ''] =
      /<li>((?:(?!<li>).)*steht nicht mehr in den Dateien.*?)<\/li>/s.exec(
        (await krause.browser.get('/')).text,
      ) ?? [];
    expect(need).toContain(advice);
    const [, path = ''] = /href="(\/beitraege[^"]+)"/.exec(need) ?? [];
    const shown = (await krause.browser.get(plain(path))).text;
    expect(shown).toContain('menden');
    expect(shown).not.toContain('Hemer');
  },
);

test('the first page counts down to the promises that staff are told about, and not to one that nobody can keep', async () => {
  await using given = await openConsole();
  const { tell, krause } = await pressOffice(given);
  await tell('outage', { ...OUTAGE, next: String(at('10:30')) });
  const clock = async () => (await krause.browser.get('/')).text;
  expect(await clock()).toContain('Nächste Information:');
  given.clock.advanceTo(at('10:40'));
  expect(await clock()).toContain('war die nächste Information versprochen');
  await given.edit(() => fileOf({ affects: ['menden'] }, {}));
  expect(await clock()).toContain('Keine nächste Information ist angekündigt.');
  expect(await clock()).not.toContain('war die nächste Information versprochen');
});

test('posts that say what a correction corrects elsewhere are on its review and then on the first page, by their towns', async () => {
  await using given = await openConsole({
    facts: { hemer: { reach: { phone: 'down' }, ...hotline(WRONG) } },
  });
  const { tell, krause, publish } = await pressOffice(given);
  await tell('outage', { ...OUTAGE, down: 'website' });
  given.clock.advanceTo(at('09:15'));
  await tell('outage', { ...OUTAGE, who: 'menden', instruction: `Fragen an den Kreis: ${WRONG}.` });
  given.clock.advanceTo(at('09:30'));
  const wrong = `/falsch/${encodeURIComponent('it-2026/outage-hemer.1/hemer-mastodon/de')}`;
  const right = { 'contacts.hotline.phone': RIGHT, 'contacts.hotline.hours': 'Mo-Fr 08:00-16:00' };
  const review = (await krause.browser.post(wrong, right)).to ?? '';
  const ALSO =
    '2 weitere Beiträge sagen noch, was correction-outage-hemer korrigiert, oder gehören zu dem, was es zurückzieht: Stadt Menden auf Mastodon, Stadt Menden auf X';
  const shown = (await krause.browser.get(review)).text;
  expect(shown).toContain(ALSO);
  expect(shown).toContain('Niemand hat die Nummer „hotline“ von Stadt Hemer geprüft');
  // Under “Städte” the wrong number is still there.
  expect(plain(shown)).toMatch(
    /Rufen Sie dort an, und setzen Sie dann unter „Angaben ändern“ bei dieser Nummer den Haken „Ich habe dort angerufen“\./,
  );
  expect(shown).not.toMatch(/unter <a [^>]*>Städte<\/a> den Haken/);
  const [, answers = ''] = /href="([^"]*\?entwurf=[^"]*)"/.exec(shown) ?? [];
  expect(plain((await krause.browser.get(answers)).text)).toContain('Ich habe dort angerufen');
  await publish(review);
  const [, need = ''] =
    /<li>((?:(?!<li>).)*korrigiert, .*?)<\/li>/s.exec((await krause.browser.get('/')).text) ?? [];
  expect(need).toContain(ALSO);
  const [, path = ''] = /href="([^"]+)"/.exec(need) ?? [];
  expect((await krause.browser.get(path)).text).toContain('/falsch/it-2026%2Foutage-menden.1%2F');
});

test('an all-clear that the facts deny is not offered to be said again, but a new outage and its withdrawal', async () => {
  await using given = await openConsole();
  const { tell, krause } = await pressOffice(given);
  await tell('outage', OUTAGE);
  given.clock.advanceTo(at('10:00'));
  await tell('all-clear', { who: 'hemer' });
  given.clock.advanceTo(at('11:00'));
  const form = (await krause.browser.get('/staedte/hemer')).text;
  const kept = ['seen', 'at'].map((name): [string, string] => [name, plain(fieldIn(form, name))]);
  const changed = { ...Object.fromEntries(kept), 'reach.phone': 'down' };
  const asked = (await krause.browser.post('/staedte/hemer', changed)).text;
  expect(asked).toContain('3 veröffentlichte Beiträge stimmen damit nicht mehr');
  expect(asked).not.toContain('Neu sagen');
  const { headers } = await krause.browser.post('/staedte/hemer', { ...changed, do: 'save' });
  expect(decodeURIComponent(headers.get('set-cookie') ?? '')).not.toContain('Neu sagen');
  const first = (await krause.browser.get('/')).text;
  expect(first).toContain('3 Beiträge stimmen nicht mehr: Entwarnung, ');
  expect(first).not.toContain('Neu sagen');
  const again = (await krause.browser.get('/nochmal/all-clear-hemer')).text;
  expect(again).not.toContain('Neu sagen');
  expect(again).toContain('Nach den Angaben ist es noch nicht vorbei.');
  expect(again).toContain('<a class="kern-link" href="/melden/outage">melden Sie den Ausfall</a>');
  expect(again).toContain('Diese 3 Beiträge zurückziehen');
});

test('the first page does not ask to say again what is approved and about to go out', async () => {
  await using given = await openConsole();
  const { tell, publish, krause } = await pressOffice(given);
  await tell('outage', { who: 'hemer', down: 'phone', next: '' });
  await given.edit((text) => text.replace(/("?phone"?): "?down"?/, '$1: limited'));
  const isAsked = async () => (await krause.browser.get('/')).text.includes('/nochmal/outage-hemer');
  expect(await isAsked()).toBe(true);
  const { to } = await krause.browser.post('/nochmal/outage-hemer', { do: 'again' });
  await publish(to ?? '');
  const { entries } = await given.inLedger((ledger) => ledger.view('it-2026'));
  expect(entries.filter(({ edition, state }) => edition === 2 && state === 'waiting')).not.toEqual([]);
  expect(await isAsked()).toBe(false);
});

test('posts about what works again are not to be said again once a restoration says so, until something else is known', async () => {
  await using given = await openConsole({ facts: {} });
  const { tell, krause } = await pressOffice(given);
  const asked = async () => (await krause.browser.get('/')).text.match(/href="\/nochmal\/[^"]*/g) ?? [];
  await tell('outage', { ...OUTAGE, down: 'website' });
  given.clock.advanceTo(at('09:30'));
  await tell('outage', OUTAGE);
  given.clock.advanceTo(at('10:00'));
  await tell('restoration', { who: 'hemer', back: 'reach.website' });
  expect(await asked()).toEqual([]);
  expect((await krause.browser.get('/nochmal/outage-hemer-2')).text).toContain('stimmen noch');
  given.clock.advanceTo(at('10:30'));
  await tell('restoration', { who: 'hemer', back: 'reach.phone' });
  expect(await asked()).toEqual([]);
  await given.edit((text) => text.replace('"phone": "up"', '$&, "email_in": "down"'));
  expect(await asked()).toEqual(['href="/nochmal/outage-hemer-2']);
});

test('a draft that somebody began who was removed since is found by those who may write', async () => {
  await using given = await openConsole();
  const krause = await given.enter('Krause', EVERYTHING);
  const yilmaz = await given.enter('Yilmaz', EVERYTHING);
  const { to } = await krause.browser.post('/melden/outage', { who: 'hemer', down: 'phone', next: '' });
  const first = async () => (await yilmaz.browser.get('/')).text;
  expect(await first()).not.toContain(to ?? '');
  await given.people.store.remove(krause.person.id, given.clock.now());
  expect(await first()).toContain(
    'Krause hat keinen Zugang mehr und einen Entwurf hinterlassen: Ausfall melden.',
  );
  expect(await first()).toContain(`href="${to}"`);
});

test('two drafts of one task are told apart by whom they are for, when they were drawn up, and what they say', async () => {
  await using given = await openConsole();
  const krause = await given.enter('Krause', EVERYTHING);
  const draw = async (fields: Record<string, string>) => {
    const { to } = await krause.browser.post('/melden/outage', { who: 'hemer', ...fields });
    const page = (await krause.browser.get(to ?? '')).text;
    await krause.browser.post(to ?? '', { do: 'hand-in', version: fieldIn(page, 'version') });
  };
  await draw({ down: 'phone', next: String(at('12:00')) });
  given.clock.advanceTo(at('09:20'));
  await draw({ down: 'website', next: '', appointments: 'cancelled' });
  const { browser } = await given.enter('Yilmaz', EVERYTHING);
  const drafts = plain((await browser.get('/')).text).match(/Stadt Hemer · [^<]*/g);
  expect(drafts).toEqual([
    'Stadt Hemer · Di 24.11. 09:20 · Website: geht nicht · Termine: entfallen',
    'Stadt Hemer · Di 24.11. 09:05 · Telefon: geht nicht · Nächste Information: Di 24.11. 12:00',
  ]);
});

test('the line of a draft says until when, with what that is about', async () => {
  const until = '2026-11-24T20:00+01:00';
  const water = { services: { 'water-supply': { status: 'limited', until } } };
  await using given = await openConsole({ facts: { hemer: { reach: { phone: 'down' }, ...water } } });
  const { tell, krause } = await pressOffice(given);
  await tell('outage', { ...OUTAGE, down: 'website' });
  const path = `/falsch/${encodeURIComponent('it-2026/outage-hemer.1/hemer-x/de')}`;
  await krause.browser.post(path, { 'services.water-supply.until': '2026-11-24T22:00' });
  const [line] = plain((await krause.browser.get('/')).text).match(/Stadt Hemer · [^<]*/g) ?? [];
  expect(line).toContain('Wasserversorgung: Bis Di 24.11. 22:00');
});

test('a change of rights that waits is among what waits for the second admin, and for nobody else', async () => {
  await using given = await openConsole();
  const admin = [{ role: 'admin', who: 'all' }] as const;
  const [asking, second] = [await given.enter('Celik', admin), await given.enter('Demir', admin)];
  const krause = await given.enter('Krause', EVERYTHING);
  await changeRights(asking.office, { person: krause.person.id, rights: null, alone: null });
  const needs = async ({ browser }: typeof asking) =>
    /id="needs"[\s\S]*?<\/section>/.exec((await browser.get('/')).text)?.[0];
  expect(await needs(second)).toMatch(
    /Celik bittet Sie[\s\S]*Krause den Zugang entziehen[\s\S]*href="\/leute"/,
  );
  expect([await needs(asking), await needs(krause)].join()).not.toContain('bittet Sie');
});

test('what somebody began and left comes below what is paused', async () => {
  await using given = await openConsole();
  const { krause, draw } = await pressOffice(given);
  await draw('outage', { who: 'hemer', down: 'phone', next: '' });
  await krause.browser.post('/anhalten', { scope: 'everything' });
  const page = (await krause.browser.get('/')).text;
  expect(page).toMatch(/Angehalten seit .*noch nicht fertig/s);
});

test('the first line says of a promise that its time has passed, and promises nothing any more', async () => {
  await using given = await openConsole();
  const { tell, krause } = await pressOffice(given);
  await tell('outage', { ...OUTAGE, next: String(at('12:00')) });
  const clock = async (language = 'de') => {
    const { text } = await given.browser(krause.token, { language }).get('/');
    return /<p class="clock.*?<\/p>/s.exec(text)?.[0].replace(/<[^>]*>/g, '') ?? '';
  };
  expect(await clock()).toContain('Nächste Information: Di 24.11. 12:00');
  given.clock.advanceTo(at('12:00'));
  expect(await clock()).toContain('Nächste Information: Di 24.11. 12:00');
  given.clock.advanceTo(at('12:10'));
  expect(await clock()).toContain('Nächste Information überfällig seit Di 24.11. 12:00');
  expect(await clock('en')).toContain('Next update overdue since ');
});

test('German is shown for a wrong post in another language: in the list, and beside the post on its page', async () => {
  const region = REGION.replace('stadt_hemer, languages: [de]', 'stadt_hemer, languages: [en, de]');
  await using given = await openConsole({ region });
  const { tell, krause, said } = await pressOffice(given);
  await tell('outage', OUTAGE);
  const texts = await said('outage-hemer');
  const list = (await krause.browser.get('/beitraege?zu=falsch')).text;
  expect(list).toContain('<p class="text" lang="de"');
  expect(list).not.toContain('<p class="text" lang="en"');
  expect(list).toMatch(/href="\/falsch\/[^"]*%2Fde"/);
  const page = async (post: string) =>
    plain((await krause.browser.get(`/falsch/${encodeURIComponent(post)}`)).text);
  const english = await page('it-2026/outage-hemer.1/hemer-mastodon/en');
  expect(english).toContain(plain(texts['hemer-mastodon en'] ?? '-'));
  expect(english).toContain(plain(texts['hemer-mastodon de'] ?? '-'));
  const german = await page('it-2026/outage-hemer.1/hemer-mastodon/de');
  expect(german).not.toContain(plain(texts['hemer-mastodon en'] ?? ''));
});

test('a town that nobody says anything about is not called well until all is over', async () => {
  const facts = {
    hemer: { services: { 'id-cards': 'available' } },
    menden: { reach: { phone: 'unknown' } },
    mk: { appointments: { policy: 'cancelled' } },
    all: { unaffected: ['emergency-calls'], contacts: { hotline: { phone: '+49 221 4710119' } } },
  };
  await using given = await openConsole({ facts });
  const { browser } = await given.enter('Krause', EVERYTHING);
  const badges = async () => {
    const { text } = await browser.get('/staedte');
    return [...text.matchAll(/<a [^>]*><strong>([^<]+)<.*?kern-badge--.*?kern-label">([^<]+)</gs)].map(
      ([, name, words]) => `${name}: ${words}`,
    );
  };
  expect(await badges()).toEqual([
    'Stadt Hemer: keine Störung',
    'Märkischer Kreis: eine Störung',
    'Stadt Menden: keine Angaben',
  ]);
  await given.edit((text) => text.replace('"investigating"', '"resolved"'));
  expect((await badges()).join()).not.toContain('keine Angaben');
});

test('who may not change or approve something reads who may, and who drew up a draft reads that it waits', async () => {
  await using given = await openConsole();
  const { draw, krause, yilmaz } = await pressOffice(given);
  const { browser: weber } = await given.enter('Weber', [{ role: 'stopper', who: 'all' }]);
  const { browser: approver } = await given.enter('Brandt', [{ role: 'approver', who: 'all' }]);
  const path = await draw('outage', OUTAGE);
  const version = fieldIn((await krause.browser.get(path)).text, 'version');
  await krause.browser.post(path, { do: 'hand-in', version });
  expect((await krause.browser.get('/')).text).toContain('Ihr Entwurf wartet auf Freigabe: Ausfall melden.');
  expect((await yilmaz.browser.get('/')).text).toContain('Krause bittet um Freigabe: Ausfall melden.');
  const NOT_YOURS = 'Ändern kann diese Angaben, wer für Stadt Hemer schreiben darf.';
  expect((await weber.get('/staedte/hemer')).text).toContain(NOT_YOURS);
  expect((await krause.browser.get('/staedte/hemer')).text).not.toContain(NOT_YOURS);
  const NO_TASKS = 'Sie dürfen hier ansehen und anhalten.';
  expect((await weber.get('/')).text).toContain(NO_TASKS);
  expect((await approver.get('/')).text).not.toContain(NO_TASKS);
});

test('an outage that a newer report puts right is not offered to be said again while that report waits', async () => {
  await using given = await openConsole();
  const { tell, krause } = await pressOffice(given);
  await tell('outage', OUTAGE);
  given.clock.advanceTo(at('09:30'));
  await krause.browser.post('/anhalten', { scope: 'everything' });
  await tell('outage', { ...OUTAGE, down: 'website' });
  const first = plain((await krause.browser.get('/')).text);
  expect(first).not.toContain('stimmen nicht mehr');
  // Its answer was lost.
  const database = new DatabaseSync(given.ledgerFile());
  const set = (values: string) =>
    database.exec(
      `update entries set ${values} where announcement = 'outage-hemer-2'; update ledger set changes = changes + 1`,
    );
  set("state = 'unknown', attempts = 1, left_by = created_at, reason = 'no answer'");
  const lost = (await krause.browser.get('/')).text;
  expect(lost).toContain('ungewiss');
  expect(lost).not.toContain('stimmen nicht mehr');
  set("state = 'waiting', attempts = 0, left_by = null, reason = null");
  database.close();
  // In a draft it never goes out.
  await given.edit((text) => text.replace('"live"', '"draft"'));
  expect((await krause.browser.get('/')).text).toContain('stimmen nicht mehr');
  await given.edit((text) => text.replace('"draft"', '"live"'));
  await given.edit((text) => text.replace('"outage-hemer-2"', '"outage-hemer-2","until":"2026-11-24 09:00"'));
  expect(plain((await krause.browser.get('/')).text)).toContain('3 Beiträge stimmen nicht mehr: Ausfall');
});
