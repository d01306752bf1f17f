import { expect, test } from 'vitest';
import { apply, prepare, SILENTLY } from '../../../src/app/changes.ts';
import { fieldIn, openConsole, pressOffice, touchOf } from '../../fixtures/console.ts';
import { at, hotline, REGION, RIGHT, WRONG } from '../../fixtures/day.ts';
import { EVERYTHING } from '../../fixtures/people.ts';
import { openPracticeForTest, plain } from '../../fixtures/practice.ts';

/** A practice in which Hemer has published an outage with a wrong number, on X in German and on Mastodon in two languages. */
async function openWrongNumber() {
  const prepared = JSON.stringify(hotline(WRONG)).slice(1, -1);
  const practice = await openPracticeForTest(
    REGION.replace('facts: {instruction: {de: "Dringendes: Anlauf', (own) =>
      own.replace('{', `{${prepared}, `),
    ),
  );
  await practice.say('website');
  return practice;
}

const linksIn = (page: string, to: RegExp) => [...page.matchAll(to)].map(([, link = '']) => link);

test('a wrong number is corrected from the facts of its post, and who called the right one is written down', async () => {
  await using practice = await openWrongNumber();
  const { get, post } = practice;
  expect(await get('/')).toContain('href="/beitraege?zu=falsch"');
  const [wrong = ''] = linksIn(await get('/beitraege?zu=falsch'), /href="(\/falsch\/[^"]+)"/g);
  expect(await get(wrong)).toContain(`value="${WRONG}"`);
  const review = await post(wrong, {
    'contacts.hotline.phone': RIGHT,
    'contacts.hotline.hours': 'Mo-Fr 08:00-16:00',
    called: 'hotline',
  });
  expect(review.path).toMatch(/^\/pruefen\//);
  const page = await get(review.path);
  expect(page).toContain('Ein Beitrag wird gelöscht');
  expect(page).toContain('3 Beiträge veröffentlichen, 2 Beiträge ändern, einen Beitrag löschen');
  // The correction is posted three times; the wrong post on X is deleted, those on Mastodon are edited.
  const shown = await practice.publish(review.path, 5);
  expect(shown.filter((text) => text.includes('KORREKTUR'))).toHaveLength(2);
  await expect.poll(() => practice.timelines().filter(({ text }) => text.includes('4710191'))).toEqual([]);
  const corrected = practice.timelines().filter(({ text }) => text.includes('4710119'));
  expect(corrected.map(({ text }) => text).filter((text) => shown.includes(text))).toHaveLength(5);
  const [own = ''] = linksIn(
    await get('/beitraege'),
    /href="(\/beitraege\/[^"]+%2Foutage-hemer[^"]+-x[^"]+)"/g,
  );
  const [change = ''] = linksIn(await get(own), /href="(\/beitraege\/[^"]+delete)"/g);
  const deletion = await get(change);
  expect(deletion).toContain('4710191');
  expect(deletion).not.toContain('wird gelöscht');
});

test.each([
  ['is refused', 'not-permitted', 'Die Plattform lässt nicht zu'],
  ['is answered by something unreadable', 'html', 'Das Programm versucht es weiter.'],
])(
  'a wrong post whose deletion %s is called public still, with what to do, until somebody has deleted it by hand',
  async (_, kind, advice) => {
    await using practice = await openWrongNumber();
    const { get, post } = practice;
    const faults = { account: 'hemer-x', fault: { kind, on: 'delete' }, times: 'until-cleared' };
    await fetch(`${practice.practice.platforms}/sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(faults),
    });
    const [wrong = ''] = linksIn(await get('/beitraege?zu=falsch'), /href="(\/falsch\/[^"]+)"/g);
    const { path } = await post(wrong, { 'contacts.hotline.phone': RIGHT, called: 'hotline' });
    await practice.publish(path, 6);
    const STILL = 'Ein falscher Beitrag ist noch öffentlich (Stadt Hemer).';
    await expect.poll(() => get('/')).toContain(STILL);
    const first = await get('/');
    expect(first).toContain(advice);
    expect(first).not.toMatch(/wurde abgelehnt|ungewiss|Neu sagen/);
    const [own = ''] = linksIn(first, /href="(\/beitraege\/[^"]+hemer-x[^"]+)"/g);
    const page = await get(own);
    const [change = ''] = linksIn(page, /href="(\/beitraege\/[^"]+delete)"/g);
    for (const one of [page, await get(change)]) {
      expect(one).toContain('Dieser Beitrag ist falsch und noch öffentlich.');
      expect(one).toContain('öschen Sie ihn von Hand in der App der Plattform');
      expect(one).toContain('4710191');
      expect(one).not.toMatch(/Dieser Beitrag wird gelöscht|Adresse des Beitrags/);
    }
    const told = await post(own, { do: 'absent' });
    expect(told).toMatchObject({ status: 303, path: own });
    expect(await get(own)).toMatch(/gelöscht, /);
    await expect.poll(() => get('/')).not.toMatch(/noch öffentlich|abgelehnt|ungewiss/);
    expect((await post(own, { do: 'absent' })).status).toBe(400);
  },
);

/** Hemer has published a wrong number; Krause has the page open on which facts of that post are put right. */
async function openAtWrongNumber(more = {}) {
  const given = await openConsole({
    facts: { hemer: { reach: { phone: 'down' }, ...hotline(WRONG), ...more } },
  });
  const { krause, tell } = await pressOffice(given);
  const { browser } = krause;
  await tell('outage', { who: 'hemer', down: 'website', next: '' });
  const path = `/falsch/${encodeURIComponent('it-2026/outage-hemer.1/hemer-mastodon/de')}`;
  const page = (await browser.get(path)).text;
  const seen = { seen: plain(fieldIn(page, 'seen')), at: fieldIn(page, 'at') };
  const hours = { 'contacts.hotline.hours': 'Mo-Fr 08:00-16:00' };
  return {
    ...{ given, tell, browse: browser.get },
    correct: (answers: object, where = path) => browser.post(where, { ...seen, ...hours, ...answers }),
    [Symbol.asyncDispose]: () => given[Symbol.asyncDispose](),
  };
}

test('who corrects a number that somebody put right in the file meanwhile is told, and loses nothing', async () => {
  await using open = await openAtWrongNumber();
  const weber = await open.given.enter('Weber', EVERYTHING);
  open.given.clock.advanceTo(at('09:30'));
  await weber.browser.post('/bestaetigen', { who: 'hemer', nach: '/' });
  expect((await open.correct({ 'contacts.hotline.phone': RIGHT })).status).toBe(303);
  await open.given.edit((text) => text.replace(WRONG, '+49 221 4710123'));
  const late = await open.correct({ 'contacts.hotline.phone': RIGHT });
  expect(late.status).toBe(409);
  expect(plain(late.text)).toMatch(/Jemand hat inzwischen geändert:.*\+49 221 4710123/s);
  expect(late.text).toContain(`value="${RIGHT}"`);
  const read = { seen: plain(fieldIn(late.text, 'seen')), 'contacts.hotline.phone': RIGHT };
  expect((await open.correct(read)).to).toMatch(/^\/pruefen\//);
});

test('a number that was right is not called wrong because somebody wrote it otherwise, called it, or put its hours right', async () => {
  await using open = await openAtWrongNumber();
  for (const phone of [WRONG, WRONG.replace('+49 ', '0'), WRONG.replace('+49 221 ', '0221 / ')]) {
    const same = await open.correct({ 'contacts.hotline.phone': phone, called: 'hotline' });
    expect(same).toMatchObject({ status: 400, text: expect.stringContaining('nichts geändert') });
  }
  open.given.clock.advanceTo(at('09:30'));
  const { to } = await open.correct({
    'contacts.hotline.phone': WRONG.replace('+49 221 ', '0221/'),
    'contacts.hotline.hours': 'Mo-Fr 08:00-18:00',
  });
  const page = plain((await open.browse(to ?? '')).text);
  expect(page).toContain('KORREKTUR');
  expect(page).not.toContain('falsche Nummer');
});

test('a promised time that was wrong is called wrong on every account, and the right one is said', async () => {
  await using given = await openConsole({ facts: { all: { reach: { phone: 'down' } } } });
  const { krause, tell, publish, said } = await pressOffice(given);
  await tell('outage', { who: 'all', down: 'website', next: String(at('12:00')) });
  const path = `/falsch/${encodeURIComponent('it-2026/outage-all.1/hemer-mastodon/de')}`;
  given.clock.advanceTo(at('09:30'));
  const review = await krause.browser.post(path, { next_update: '2026-11-24T18:00', where: 'everywhere' });
  await publish(review.to ?? '');
  const texts = await said('correction-outage-all');
  expect(Object.keys(texts)).toHaveLength(6);
  expect(texts['hemer-x de']).toMatch(/^KORREKTUR .* 18 Uhr\. Falsch .*Zeitpunkt der nächsten Info/s);
  expect(texts['hemer-mastodon en']).toMatch(/ 6 pm\. .*the time of the next update/s);
});

test('who knows no right number is told that the post can only be withdrawn, at the field that was emptied', async () => {
  await using open = await openAtWrongNumber();
  for (const where of ['everywhere', 'here']) {
    const { status, text } = await open.correct({ 'contacts.hotline.phone': '', where });
    expect(status).toBe(400);
    expect(text).toMatch(
      /href="#contacts\.hotline\.phone">[^<]*Nummer oder Adresse lässt sich .* zurückziehen</,
    );
    expect(text).toContain('<a class="kern-link" href="#withdraw">Ziehen Sie ihn zurück</a>');
    expect(text).toContain('<div id="withdraw"');
    expect(text).not.toMatch(/correction-outage|`hotline`/);
  }
});

test('a passed time for more, and a change of nothing but the emergency page, are refused at their fields', async () => {
  const facts = { info_url: 'https://old.example.org', next_update: '2026-11-24 14:00' };
  await using open = await openAtWrongNumber(facts);
  open.given.clock.advanceTo(at('09:30'));
  const passed = await open.correct({ next_update: '2026-11-24T09:30' });
  expect([passed.status, passed.text]).toEqual([
    400,
    expect.stringMatching(/#next_update">[^<]*verstrichen/),
  ]);
  expect((await open.correct({ next_update: '2026-11-24T09:31' })).to).toMatch(/^\/pruefen\//);
  const info_url = 'https://new.example.org';
  const page = await open.correct({ info_url });
  expect([page.status, page.text]).toEqual([400, expect.stringMatching(/#info_url">[^<]*handelt keine/)]);
  // Under the towns, as the advice says, the posts are said again with the right one.
  const seen = plain(fieldIn((await open.browse('/staedte/hemer')).text, 'seen'));
  const { to } = await open.correct({ seen, info_url, do: 'tell' }, '/staedte/hemer');
  const again = await open.browse(to ?? '');
  expect(again.text).toContain('new.example.org');
  expect(again.text).not.toContain('werden zurückgehalten');
});

test('who corrects a post that somebody else corrected meanwhile is told who and what', async () => {
  await using open = await openAtWrongNumber();
  const { to } = await open.correct({ 'contacts.hotline.phone': RIGHT, where: 'everywhere' });
  const brandt = await open.given.enter('Brandt', EVERYTHING);
  await (await touchOf(brandt, to ?? '')).send();
  const late = await open.correct({
    'contacts.hotline.phone': WRONG,
    'contacts.hotline.hours': 'Mo-Fr 08:00-18:00',
  });
  expect(late.status).toBe(409);
  expect(plain(late.text)).toMatch(/Krause hat inzwischen geändert:.*\+49 221 4710119/s);
  expect(late.text).toContain('value="Mo-Fr 08:00-18:00"');
});

test('the page of a post tells its life, and a post withdrawn from there is deleted everywhere', async () => {
  await using practice = await openWrongNumber();
  const { get, post } = practice;
  const list = await get('/beitraege');
  expect(list).toContain('Veröffentlicht (3)');
  const [page = ''] = linksIn(list, /href="(\/beitraege\/[^"]+)"/g);
  const life = await get(page);
  expect(plain(life)).toMatch(/Freigegeben von \S/);
  expect(life).toContain('veröffentlicht</span>');
  const [withdraw = ''] = linksIn(life, /action="(\/zurueckziehen\/[^"]+)"/g);
  const { path } = await post(withdraw, { where: 'here' });
  const shown = await practice.publish(path, 3);
  expect(shown.filter((text) => text.includes('ZURÜCKGEZOGEN'))).toHaveLength(2);
  await expect.poll(() => practice.timelines().filter(({ text }) => !shown.includes(text))).toEqual([]);
  await expect.poll(() => get(page)).toContain('gelöscht, ');
});

test('two bodies of one name can be told apart where a wrong post is chosen', async () => {
  const region = REGION.replace('de: Stadt Menden', 'de: Gemeinde Hemer');
  await using practice = await openPracticeForTest(region);
  const { path } = await practice.post('/melden/outage', { who: 'all', down: ['phone'], next: '' });
  await practice.publish(path, 6);
  const page = await practice.get('/beitraege?zu=falsch');
  const names = [...page.matchAll(/href="\/falsch\/[^"]+">([^<]+)</g)].map(([, name]) => name);
  expect(names).toEqual(['Gemeinde Hemer', 'Märkischer Kreis', 'Stadt Hemer']);
});

test('a page of facts says what is wrong with the answers, and keeps them', async () => {
  await using practice = await openWrongNumber();
  const { get, post } = practice;
  const [wrong = ''] = linksIn(await get('/beitraege?zu=falsch'), /href="(\/falsch\/[^"]+)"/g);
  const untouched = await post(wrong, { 'contacts.hotline.phone': WRONG });
  expect(untouched).toMatchObject({ status: 400, text: expect.stringContaining('nichts geändert') });
  const letters = await post(wrong, { 'contacts.hotline.phone': 'anrufen' });
  expect(letters.status).toBe(400);
  const both = await post(wrong, { 'contacts.hotline.phone': RIGHT, 'reach.website': 'up' });
  expect(both).toMatchObject({ status: 400, text: expect.stringContaining('nicht so viel auf einmal') });
  expect(letters.text).toContain('value="anrufen"');
});

test('a post whose answer was lost is listed as uncertain, and settled by its address, never without one', async () => {
  const region = REGION.replace('handle: stadt_menden}', 'handle: menden_accepts_then_cuts}');
  await using practice = await openPracticeForTest(region);
  const { get, post } = practice;
  const { path } = await post('/melden/outage', { who: 'menden', down: ['website'], next: '' });
  await practice.publish(path, 2);
  await expect.poll(() => get('/')).toContain('href="/beitraege?zustand=unknown"');
  const [unknown = ''] = linksIn(await get('/beitraege?zustand=unknown'), /href="(\/beitraege\/[^"]+)"/g);
  expect(unknown).toContain('menden-x');
  expect(await get(unknown)).toContain('Sehen Sie zweimal nach');
  const without = await post(unknown, { do: 'posted', address: ' ' });
  expect(without).toMatchObject({
    status: 400,
    text: expect.stringContaining('Die Adresse des Beitrags fehlt'),
  });
  const published = practice.timelines().find(({ account }) => account === 'menden-x');
  const address = `${practice.practice.platforms}/menden_accepts_then_cuts/status/${published?.id}`;
  const settled = await post(unknown, { do: 'posted', address });
  expect(settled).toMatchObject({ status: 303, path: unknown });
  expect(await get(unknown)).toContain(`href="${address}"`);
  expect(await get('/protokoll')).toContain(address);
  // Nothing is left to settle.
  expect((await post(unknown, { do: 'absent' })).status).toBe(400);
  expect(practice.timelines()).toHaveLength(2);
});

test('that 110 and 112 work is corrected as it was said, also where it was only said that they are not affected', async () => {
  await using given = await openConsole({ facts: { all: { unaffected: ['emergency-calls'] } } });
  const { krause, tell, publish, said } = await pressOffice(given);
  await tell('outage', { who: 'all', down: 'website', next: '' });
  const path = `/falsch/${encodeURIComponent('it-2026/outage-all.1/hemer-mastodon/de')}`;
  expect((await krause.browser.get(path)).text).toContain('name="services.emergency-calls"');
  given.clock.advanceTo(at('09:30'));
  const answers = { 'services.emergency-calls': 'unavailable', where: 'everywhere' };
  const review = await krause.browser.post(path, answers);
  expect(review.status).toBe(303);
  await publish(review.to ?? '');
  expect(await given.state()).toContain('"services": {"emergency-calls": "unavailable"}}');
  const texts = await said('correction-outage-all');
  expect(Object.keys(texts)).toHaveLength(6);
  expect(texts['hemer-x de']).toContain(
    'KORREKTUR – Stadt Hemer. ACHTUNG: Der Notruf 110/112 ist ausgefallen.',
  );
});

/** Everybody has published an outage with no known facts but its title and cause. */
async function openAtWrongCause() {
  const given = await openConsole({ facts: {} });
  await given.edit((text) =>
    text.replace('"mode": "live"', '"mode": "live", "cause": {"kind": "cyberattack", "public": true}'),
  );
  const office = await pressOffice(given);
  await office.tell('outage', { who: 'all', next: '' });
  given.clock.advanceTo(at('09:30'));
  const { entries } = await given.inLedger((ledger) => ledger.view('it-2026'));
  const post = entries.find(({ account, language }) => account === 'hemer-mastodon' && language === 'de');
  const path = `/falsch/${encodeURIComponent(post?.key ?? '')}`;
  return { ...office, given, path };
}

test('a wrong cause or title is withdrawn wherever it was said, and the outage is reported again with the right one', async () => {
  const { given, krause, path, publish, tell, said } = await openAtWrongCause();
  await using _ = given;
  const { browser } = krause;
  const wrong = (await browser.get(path)).text;
  expect(wrong).toContain('Sind Titel oder Ursache falsch, ziehen Sie den Beitrag zurück');
  expect(wrong).not.toMatch(/name="(?:title|cause)/);
  const { to } = await browser.post(path.replace('falsch', 'zurueckziehen'), { where: 'everywhere' });
  await publish(to ?? '');
  given.clock.advanceTo(at('09:40'));
  const questions = (await browser.get('/melden/outage')).text;
  expect(questions).toMatch(/Bisher: IT-Ausfall[^"]*<\/div><input[^>]* name="title.de" type="text" value=""/);
  const titles = { 'title.de': 'Ausfall der Technik', 'title.en': 'Technical outage' };
  await tell('outage', { who: 'all', next: '', cause: 'unknown', ...titles });
  const texts = await said('outage-all-2');
  expect(texts['hemer-mastodon de']).toMatch(/Ausfall der Technik.*Die Ursache wird noch untersucht/s);
  expect(texts['hemer-mastodon en']).toMatch(/Technical outage/);
  expect(texts['hemer-x de']).toMatch(/Ausfall der Technik/);
  const { entries } = await given.inLedger((ledger) => ledger.view('it-2026'));
  const standing = entries.filter(({ publishedText, removedAt }) => publishedText && removedAt === null);
  expect(standing.filter(({ publishedText }) => /Cyberangriff/.test(publishedText ?? ''))).toEqual([]);
});

test('somebody who may write for one town chooses the wrong post among those of that town, and calls somebody about the incident itself', async () => {
  const { given, path } = await openAtWrongCause();
  await using _ = given;
  const { browser } = await given.enter('Huber', [{ role: 'writer', who: 'hemer' }]);
  const links = linksIn((await browser.get('/beitraege?zu=falsch')).text, /href="\/falsch\/[^"]+">([^<]+)</g);
  expect(links).toEqual(['Hemer']);
  const wrong = (await browser.get(path)).text;
  expect(wrong).toContain(
    'Sind Titel oder Ursache falsch, rufen Sie jemanden an, der für alle schreiben darf.',
  );
});

test('somebody who may write for one town corrects and withdraws there what was said for all, and reads who may elsewhere', async () => {
  await using given = await openConsole({ facts: { all: hotline(WRONG) } });
  const { krause, tell, publish } = await pressOffice(given);
  await tell('outage', { who: 'all', down: 'website', next: '' });
  given.clock.advanceTo(at('09:30'));
  const { browser } = await given.enter('Huber', [{ role: 'writer', who: 'hemer' }]);
  const key = encodeURIComponent('it-2026/outage-all.1/hemer-mastodon/de');
  const all = (await krause.browser.get(`/falsch/${key}`)).text;
  expect(all).toMatch(/value="everywhere"[^>]* checked/);
  expect(all).toContain('Bei allen 3 Kommunen zurückziehen');
  expect(all).not.toContain('der es dort darf');
  const wrong = (await browser.get(`/falsch/${key}`)).text;
  for (const page of [wrong, (await browser.get(`/beitraege/${key}`)).text]) {
    expect(page).toMatch(/Für sie dürfen das: (?:Krause, Yilmaz|Yilmaz, Krause)\./);
    expect(page).toContain('Nur bei dieser Kommune zurückziehen');
    expect(page).not.toMatch(/value="everywhere"/);
  }
  const where = fieldIn(wrong, 'where');
  const answers = { 'contacts.hotline.phone': RIGHT, called: 'hotline', where };
  const review = (await browser.post(`/falsch/${key}`, answers)).to ?? '';
  expect((await publish(review)).to).toContain('/fortschritt/');
  expect(JSON.parse(await given.state()).facts).toMatchObject({
    all: hotline(WRONG),
    hemer: { contacts: { hotline: { phone: RIGHT } } },
  });
});

test('the review of a correction for all names the towns that keep another number for the same contact, and only these', async () => {
  const facts = {
    all: hotline(WRONG),
    hemer: { contacts: { hotline: { phone: '+49 221 4710120' }, desk: { phone: '+49 221 4710130' } } },
    mk: { contacts: { hotline: { phone: '0221 4710119' } } },
  };
  await using given = await openConsole({ facts });
  const { krause, tell } = await pressOffice(given);
  await tell('outage', { who: 'all', down: 'website', next: '' });
  const path = `/falsch/${encodeURIComponent('it-2026/outage-all.1/menden-mastodon/de')}`;
  const review = async (where: string) => {
    const answers = { 'contacts.hotline.phone': RIGHT, called: 'hotline', where };
    const { to } = await krause.browser.post(path, answers);
    return plain((await krause.browser.get(to ?? '')).text);
  };
  expect(await review('everywhere')).toMatch(
    /eigene Angaben, und dabei bleibt es:.*<ul class="card"><li>Stadt Hemer: \+49 221 4710120<\/li><\/ul>/s,
  );
  expect(await review('here')).not.toContain('eigene Angaben');
});

test('a restoration that was wrong is corrected for all though each town says so itself; who may not for all reads who still says it', async () => {
  await using given = await openConsole({
    facts: { all: { reach: { phone: 'down' } }, menden: { reach: null } },
  });
  const { krause, tell } = await pressOffice(given);
  await tell('outage', { who: 'all', down: 'website', next: '' });
  given.clock.advanceTo(at('09:30'));
  await tell('restoration', { who: 'all', back: 'reach.phone' });
  given.clock.advanceTo(at('10:00'));
  const { entries } = await given.inLedger((ledger) => ledger.view('it-2026'));
  const post = entries.find(({ kind, account }) => kind === 'restoration' && account === 'hemer-mastodon');
  const path = `/falsch/${encodeURIComponent(post?.key ?? '')}`;
  const review = async ({ browser }: Pick<typeof krause, 'browser'>) => {
    const seen = plain(fieldIn((await browser.get(path)).text, 'seen'));
    const { to } = await browser.post(path, { seen, 'reach.phone': 'down', where: 'everywhere' });
    return plain((await browser.get(to ?? '')).text);
  };
  const all = await review(krause);
  expect(all).toMatch(/KORREKTUR.*Stadt Hemer.*Märkischer Kreis/s);
  expect(all).not.toContain('Dasselbe sagen noch');
  const own = await review(await given.enter('Huber', [{ role: 'writer', who: 'hemer' }]));
  expect(own).toContain('Dasselbe sagen noch: Märkischer Kreis.');
});

const SHARED = {
  confirmed: '2026-11-24 09:00',
  next_update: '2026-11-24 14:00',
  info_url: 'https://www.example.org/a',
  unaffected: ['emergency-calls'],
  reach: { phone: 'down' },
  ...hotline(WRONG),
};

/** Everybody has said these words. `fields`: what the page on which their post is put right has fields for. */
async function openAtOwnWords(facts: object, de: string, en: string) {
  const given = await openConsole({ facts: { all: facts } });
  const announcement = { id: 'own', kind: 'notice', post_as: ['all'], text: { de, en } } as const;
  const { change, digest } = await prepare(given.app, { announcement }, false);
  const anna = { id: 'anna', name: 'Anna Beispiel', via: 'command-line' } as const;
  await apply(given.app, change, digest, anna, SILENTLY, [anna]);
  given.clock.advanceTo(at('09:30'));
  const office = await pressOffice(given);
  const path = `/falsch/${encodeURIComponent('it-2026/own.1/hemer-mastodon/de')}`;
  const page = (await office.krause.browser.get(path)).text;
  const fields = linksIn(page, /name="([a-z]+[._][\w.-]+)"/g);
  return { ...office, given, path, page, fields };
}

test('a post in own words, in which there is no fact, can only be withdrawn, and its page says why', async () => {
  const { next_update: _, unaffected: __, ...facts } = SHARED;
  const { given, page, fields } = await openAtOwnWords(facts, 'Das Bürgerfest fällt aus.', 'No party.');
  await using ___ = given;
  expect(fields).toEqual([]);
  expect(page).toContain('keine Angabe steht in ihm');
  expect(page).not.toContain('Aus diesen Angaben entstand der Beitrag');
  expect(page).toContain('action="/zurueckziehen/');
});

test('of a post in own words those facts are corrected that stand in it', async () => {
  const de = 'Das Bürgerfest fällt aus. Fragen: { $phone }.';
  const { given, krause, path, page, fields } = await openAtOwnWords(
    SHARED,
    de,
    'No party. Call { $phone }.',
  );
  await using _ = given;
  expect(fields.toSorted()).toEqual([
    'contacts.hotline.phone',
    'info_url',
    'next_update',
    'services.emergency-calls',
  ]);
  expect(page).not.toContain('Aus diesen Angaben entstand der Beitrag');
  const answers = { 'contacts.hotline.phone': RIGHT, called: 'hotline', where: 'everywhere' };
  const review = (await krause.browser.post(path, answers)).to ?? '';
  const shown = plain((await krause.browser.get(review)).text);
  expect(shown).toContain('KORREKTUR');
  expect(shown).not.toMatch(/Angaben fehlen|sagen? noch, was/);
});
