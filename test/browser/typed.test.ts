import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR } from '../../src/core/domain/clock.ts';
import { hotline, REGION, RIGHT, WRONG } from '../fixtures/day.ts';
import { openPracticeForTest } from '../fixtures/practice.ts';
import { openBrowser, openPhone } from './phone.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** Presses while no request for this path reaches the console. */
async function withoutNetwork(page: Page, path: string, press: () => Promise<void>): Promise<void> {
  await page.route(path, (route) => route.abort());
  const broken = page.waitForEvent('requestfailed');
  await press();
  await broken;
  await page.unroute(path);
}

test('nothing typed is lost when the network breaks after it was sent, and it is gone once the console has it', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  const town = `${practice.origin}/staedte/hemer`;
  await page.goto(town);
  await page.locator('label[for="reach_phone-down"]').tap();
  expect(await page.getByRole('radio', { checked: true }).count()).toBeGreaterThan(0);
  expect(await page.getByRole('radio', { name: '✓' }).count(), 'the mark is no part of a name').toBe(0);
  await page.getByRole('textbox', { name: 'Satz (Deutsch)' }).fill('Kommen Sie zur Feuerwache.');
  await withoutNetwork(page, '**/staedte/hemer', () => page.getByRole('button', { name: 'Speichern' }).tap());

  await page.goto(town);
  expect(await page.locator('#reach_phone-down').isChecked()).toBe(true);
  expect(await page.getByRole('textbox', { name: 'Satz (Deutsch)' }).inputValue()).toBe(
    'Kommen Sie zur Feuerwache.',
  );
  // Somebody else's change of another fact is not written over.
  const form = { 'reach.website': 'down', seen: await page.locator('[name=seen]').inputValue(), do: 'save' };
  expect((await practice.post('/staedte/hemer', form)).status).toBe(303);
  await page.goto(town);
  expect(await page.locator('#reach_website-down').isChecked()).toBe(true);
  expect(await page.locator('#reach_phone-down').isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Speichern' }).tap();
  await page.getByText('Gespeichert für Stadt Hemer').waitFor();
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
});

test('words of several lines stay as they are where somebody changes something else', async () => {
  const lines = 'Dringendes:\\nInfo-Schalter im Kreishaus.\\n';
  await using practice = await openPracticeForTest(
    REGION.replace('Dringendes: Info-Schalter im Kreishaus.', lines),
  );
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  await page.goto(`${practice.origin}/staedte/mk`);
  await page.locator('label[for="reach_phone-down"]').tap();
  await page.getByRole('button', { name: 'Speichern' }).tap();
  await page.getByText('Gespeichert für Märkischer Kreis: Telefon', { exact: true }).waitFor();
  const words = page.getByRole('textbox', { name: 'Satz (Deutsch)' });
  expect(await words.inputValue()).toBe('Dringendes:\nInfo-Schalter im Kreishaus.');
  await words.fill('Dringendes:\nBürgerbüro');
  await page.getByRole('button', { name: 'Speichern' }).tap();
  await page.getByText('Gespeichert für Märkischer Kreis: Satz (Deutsch)', { exact: true }).waitFor();
  expect(await words.inputValue()).toBe('Dringendes:\nBürgerbüro');
});

test('who goes back from the review finds what they typed, and the next review says it too', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  await page.goto(`${practice.origin}/melden/outage?who=hemer`);
  await page.locator('label[for="down-phone"]').tap();
  await page.locator('details summary').first().tap();
  await page.locator('#instruction').fill('Kommen Sie zur Feuerwache.');
  const review = page.getByRole('heading', { level: 1, name: 'Prüfen' });
  await page.getByRole('button', { name: 'Weiter zur Prüfung' }).tap();
  await review.waitFor();
  await page.goBack();
  await page.locator('label[for="down-website"]').tap();
  expect(await page.locator('#instruction').inputValue()).toBe('Kommen Sie zur Feuerwache.');
  await page.getByRole('button', { name: 'Weiter zur Prüfung' }).tap();
  await review.waitFor();
  for (const words of ['Telefon', 'Website', 'Kommen Sie zur Feuerwache'])
    expect(await page.textContent('main')).toContain(words);
});

test('who comes back to a page that had refused finds the form with what they typed, not a question of the browser', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  await page.goto(`${practice.origin}/staedte/menden`);
  await page.getByText('Noch einen Kontakt angeben').tap();
  await page.locator('[name="contacts.hotline.phone"]').fill('keine Nummer');
  await page.getByRole('button', { name: 'Speichern' }).tap();
  await page.locator('main[data-refused]').waitFor();
  await page.getByRole('link', { name: 'Lage' }).tap();
  await page.getByRole('heading', { name: 'Lage', exact: true }).waitFor();
  await page.goBack();
  expect(await page.locator('[name="contacts.hotline.phone"]').inputValue()).toBe('keine Nummer');
});

test('what was typed and not sent is gone from every window once somebody signs out', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  const beside = await page.context().newPage();
  for (const tab of [beside, page]) {
    await tab.goto(`${practice.origin}/staedte/hemer`);
    await tab.getByRole('textbox', { name: 'Satz (Deutsch)' }).fill('Noch geheim.');
    expect(await tab.evaluate(() => JSON.stringify(sessionStorage))).toContain('Noch geheim.');
  }
  await page.goto(`${practice.origin}/ich`);
  await page.getByRole('button', { name: 'Abmelden' }).tap();
  await page.getByRole('heading', { level: 1, name: 'Anmelden' }).waitFor();
  for (const tab of [page, beside]) expect(await tab.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
});

test('a page that stays open says before the session ends that it does', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  await page.clock.install();
  await page.goto(`${practice.origin}/melden/outage`);
  const warning = page.getByText('Sie sind angemeldet bis');
  expect(await warning.isVisible()).toBe(false);
  await page.clock.fastForward('05:35:00');
  expect(await warning.isVisible()).toBe(true);
});

test('who chooses another speaker keeps what they chose, and is asked again what nobody chose', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  await page.goto(`${practice.origin}/staedte/hemer`);
  const tomorrow = new Date(Date.now() + DAY).toISOString().slice(0, 10);
  const seen = await page.locator('[name=seen]').inputValue();
  const form = { next_update: `${tomorrow}T12:00`, seen, do: 'save' };
  expect((await practice.post('/staedte/hemer', form)).status).toBe(303);
  await page.goto(`${practice.origin}/melden/status?who=menden`);
  const kept = page.locator('[name=next][value=""]');
  expect(await kept.isChecked()).toBe(false);
  await page.getByText('Täglich um 08:00').tap();
  await page.locator('select[name=who]').selectOption('hemer');
  await page.waitForURL(/who=hemer/);
  expect(await kept.isChecked()).toBe(true);
  expect(await page.locator('[name=daily][value="08:00"]').isChecked()).toBe(true);
});

test('what was left unsent in a new form is not in the answers of a saved draft', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  const answers = { who: 'menden', down: ['website'], next: '', instruction: 'Kommen Sie zur Feuerwache.' };
  const draft = (await practice.post('/melden/outage', answers)).path;
  await page.goto(`${practice.origin}/melden/outage`);
  await page.locator('label[for="down-phone"]').tap();
  await page.locator('details summary').first().tap();
  await page.locator('#instruction').fill('Nur ein Versuch.');
  await page.goto(`${practice.origin}${draft}`);
  await page.getByRole('link', { name: 'Angaben ändern' }).tap();
  await page.waitForURL(/entwurf=/);
  expect(await page.locator('#down-website').isChecked()).toBe(true);
  expect(await page.locator('#instruction').inputValue()).toBe('Kommen Sie zur Feuerwache.');
});

test('who saves a fact that somebody else changed since they typed it is told so, also on a page that was loaded again', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  await page.goto(`${practice.origin}/staedte/hemer`);
  await page.locator('label[for="reach_phone-down"]').tap();
  const seen = await page.locator('[name=seen]').inputValue();
  const form = { 'reach.phone': 'limited', seen, do: 'save' };
  expect((await practice.post('/staedte/hemer', form)).status).toBe(303);
  await page.reload();
  await page.getByRole('button', { name: 'Speichern' }).tap();
  await page.getByText('inzwischen geändert').waitFor();
  // Once they have read it, it is theirs to decide.
  await page.getByRole('button', { name: 'Speichern' }).tap();
  await page.getByText('Gespeichert für Stadt Hemer').waitFor();
});

test('with the keys a speaker far down the list is chosen before the page asks again, and focus stays where it went', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  await page.goto(`${practice.origin}/melden/outage`);
  const who = page.locator('#who');
  await who.focus();
  for (let down = 0; down < 3; down++) await page.keyboard.press('ArrowDown');
  const chosen = await who.inputValue();
  expect(chosen).not.toBe('all');
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`who=${chosen}`));
  expect(await who.inputValue()).toBe(chosen);
  expect(await page.evaluate('document.activeElement.id')).toBe('who');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  await page.waitForURL((url) => !url.search.includes(`who=${chosen}`));
  await page.waitForLoadState();
  expect(await page.evaluate('document.activeElement.localName')).toBe('input');
});

test('who is refused is led from what is wrong to the field that it is about, which is marked', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  const focused = () => page.evaluate('document.activeElement.id || document.activeElement.textContent');
  await page.goto(`${practice.origin}/staedte/menden`);
  await page.getByText('Noch einen Kontakt angeben').tap();
  await page.locator('[name="contacts.hotline.phone"]').fill('keine Nummer');
  await page.getByRole('button', { name: 'Speichern' }).tap();
  const toField = page.getByRole('link', {
    name: 'Nothotline, Rufnummer: `keine Nummer` ist keine Telefonnummer',
  });
  await toField.waitFor();
  expect(await focused()).toContain('ist keine Telefonnummer');
  await toField.tap();
  expect(await focused()).toBe('contacts.hotline.phone');
  const described = page.locator('#contacts\\.hotline\\.phone-error');
  expect(await described.textContent()).toContain('Geben Sie nur die Nummer an');
  const marked = page.locator('[aria-invalid=true]');
  expect(
    await marked.evaluateAll((all) => all.map((one) => [one.id, one.getAttribute('aria-describedby')])),
  ).toEqual([['contacts.hotline.phone', 'contacts.hotline.phone-error']]);
});

test('another speaker can be chosen for a draft', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  const draft = (await practice.draw('website')).replace('/pruefen/', '');
  await page.goto(`${practice.origin}/melden/outage?entwurf=${draft}`);
  await page.locator('#who').selectOption('menden');
  await page.waitForURL(/who=menden/);
  expect(await page.locator('#who').inputValue()).toBe('menden');
  expect(await page.locator('#down-website').isChecked()).toBe(true);
});

test('who chooses another speaker before the page of the first is there gets the page of the other', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  await page.goto(`${practice.origin}/melden/outage`);
  await page.evaluate(`
    const who = document.querySelector('#who');
    for (const one of ['hemer', 'menden']) {
      who.value = one;
      for (const type of ['input', 'change']) who.dispatchEvent(new Event(type, { bubbles: true }));
    }
  `);
  await page.waitForURL(/who=/);
  expect(page.url()).toContain('who=menden');
});

test('who types an instruction in place of one that somebody else changed since is told so, also on a page that was loaded again', async () => {
  const prepared =
    'instruction: {de: "Dringendes: Anlaufstelle in der Feuerwache.", en: "Urgent matters: desk at the fire station."}';
  const region = REGION.replace(prepared, 'instruction: {say: urgent-at, place: Feuerwache}');
  await using practice = await openPracticeForTest(region);
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  await page.goto(`${practice.origin}/staedte/hemer`);
  await page.locator('[name="new-instruction"]').fill('Kommen Sie zur Feuerwache.');
  const seen = await page.locator('[name=seen]').inputValue();
  const form = { 'instruction.place': 'Rathaus', seen, do: 'save' };
  expect((await practice.post('/staedte/hemer', form)).status).toBe(303);
  await page.reload();
  await page.getByRole('button', { name: 'Speichern' }).tap();
  await page.getByText('inzwischen geändert').waitFor();
  expect(await page.locator('[name="new-instruction"]').inputValue()).toBe('Kommen Sie zur Feuerwache.');
});

test('who opens a draft again that somebody else changed meanwhile sees their answers, and can put their own in the place of these', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  const entwurf = (await practice.draw('website')).replace('/pruefen/', '');
  const answers = `${practice.origin}/melden/outage?entwurf=${entwurf}`;
  await page.goto(answers);
  await page.locator('label[for="down-phone"]').tap();
  await page.locator('details summary').first().tap();
  await page.locator('#instruction').fill('Kommen Sie zur Feuerwache.');
  const other = { who: 'hemer', down: ['email_out'], next: '', entwurf, version: '1' };
  expect((await practice.post('/melden/outage', other)).status).toBe(303);
  await page.getByRole('button', { name: 'Weiter zur Prüfung' }).tap();
  await page.getByText('Jemand hat diesen Entwurf inzwischen geändert.').waitFor();
  await page.goto(answers);
  const own = page.locator('[data-aside]');
  expect(await own.innerText()).toContain('Was geht nicht: Telefon, Website\n');
  expect(await own.innerText()).toContain('Kommen Sie zur Feuerwache.');
  const down = page.locator('[name=down]:checked');
  const values = () => down.evaluateAll((all) => all.map((one) => one.getAttribute('value')));
  expect(await values()).toEqual(['email_out']);
  await own.getByRole('button', { name: 'Meine Eingaben übernehmen' }).tap();
  expect(await values()).toEqual(['phone', 'website']);
  await page.reload();
  expect(await page.locator('#instruction').inputValue()).toBe('Kommen Sie zur Feuerwache.');
  await page.getByRole('button', { name: 'Weiter zur Prüfung' }).tap();
  await page.getByRole('heading', { name: 'Prüfen' }).waitFor();
});

test('why a draft is returned is not lost when the network breaks, nor when somebody else changed the draft meanwhile', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  const path = await practice.draw('website');
  const returned = page.getByRole('button', { name: 'Zurückgeben', exact: true });
  await page.goto(`${practice.origin}${path}`);
  await page.getByText('Zurückgeben oder verwerfen').tap();
  await page.locator('#note').fill('Bitte die neue Nummer.');
  await withoutNetwork(page, `**${path}`, () => returned.tap());
  await page.goto(`${practice.origin}${path}`);
  expect(await page.locator('#note').inputValue()).toBe('Bitte die neue Nummer.');
  const entwurf = path.slice('/pruefen/'.length);
  const other = { who: 'hemer', down: ['phone'], next: '', entwurf, version: '1' };
  expect((await practice.post('/melden/outage', other)).status).toBe(303);
  await returned.tap();
  await page.getByRole('link', { name: 'Ansehen', exact: true }).tap();
  await page.getByRole('button', { name: 'Meine Eingaben übernehmen' }).tap();
  expect(await page.locator('#note').inputValue()).toBe('Bitte die neue Nummer.');
  await returned.tap();
  await page.getByText('wurde zurückgegeben').first().waitFor();
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
});

test('what was typed and left is marked where it comes back, and can be dropped', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  const town = `${practice.origin}/staedte/hemer`;
  const kept = page.locator('[data-kept]');
  await page.goto(town);
  await page.getByText('Noch einen Kontakt angeben').tap();
  await page.locator('[name="contacts.hotline.phone"]').fill('+49 221 4710191');
  expect(await kept.isVisible()).toBe(false);
  await page.goto(practice.origin);
  await page.goto(town);
  expect(await kept.innerText()).toContain('Nothotline, Rufnummer: +49 221 4710191');
  const again = page.waitForEvent('load');
  await kept.getByRole('button', { name: 'Meine Eingaben verwerfen' }).tap();
  await again;
  expect(await kept.isVisible()).toBe(false);
  expect(await page.locator('[name="contacts.hotline.phone"]').inputValue()).toBe('');
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
});

test('an answer that is offered no more leaves what the page chose', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  await page.goto(`${practice.origin}/melden/outage`);
  const next = page.locator('[name=next]');
  const first = await next.first().getAttribute('id');
  await page.locator(`label[for="${first}"]`).tap();
  const usual = await next.nth(1).getAttribute('value');
  await practice.pass(4 * HOUR);
  await page.goto(practice.practice.link);
  await page.goto(`${practice.origin}/melden/outage`);
  const chosen = await page.locator('[name=next]:checked').getAttribute('value');
  expect(Number(chosen)).toBeGreaterThan(Number(usual));
});

test('who sends a correction whose draft somebody else changed meanwhile is told so, and can send it from there', async () => {
  const prepared = JSON.stringify(hotline(WRONG)).slice(1, -1);
  const region = REGION.replace('facts: {instruction: {de: "Dringendes: Anlauf', (own) =>
    own.replace('{', `{${prepared}, `),
  );
  await using practice = await openPracticeForTest(region);
  await practice.say('website');
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  await page.goto(`${practice.origin}/beitraege?zu=falsch`);
  const wrong = (await page.locator('a[href^="/falsch/"]').first().getAttribute('href')) ?? '';
  const right = { 'contacts.hotline.phone': RIGHT, 'contacts.hotline.hours': 'Mo-Fr 08:00-16:00' };
  const entwurf = (await practice.post(wrong, { ...right, called: 'hotline' })).path.replace('/pruefen/', '');
  await page.goto(`${practice.origin}${wrong}?entwurf=${entwurf}`);
  await page.locator('[name="contacts.hotline.hours"]').fill('Mo-Fr 09:00-17:00');
  const other = { ...right, 'contacts.hotline.phone': '+49 221 4710120', called: 'hotline' };
  expect((await practice.post(wrong, { ...other, entwurf, version: '1' })).status).toBe(303);
  await page.getByRole('button', { name: 'Weiter zur Prüfung' }).tap();
  await page.getByText('Jemand hat diesen Entwurf inzwischen geändert.').waitFor();
  const town = `${practice.origin}/staedte/hemer`;
  await page.goto(town);
  const seen = await page.locator('[name=seen]').inputValue();
  const hours = { 'contacts.hotline.hours': 'Mo-Fr 10:00-16:00', seen, do: 'save' };
  expect((await practice.post('/staedte/hemer', hours)).status).toBe(303);
  await page.goto(`${practice.origin}${wrong}?entwurf=${entwurf}`);
  await page.getByRole('button', { name: 'Meine Eingaben übernehmen' }).tap();
  await page.reload();
  await page.getByRole('button', { name: 'Weiter zur Prüfung' }).tap();
  await page.getByRole('heading', { name: 'Prüfen' }).waitFor();
});

test('after the network broke, a page without the form does not count as the answer to it', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  await page.goto(`${practice.origin}/staedte/hemer`);
  await page.getByRole('textbox', { name: 'Satz (Deutsch)' }).fill('Kommen Sie zur Feuerwache.');
  await withoutNetwork(page, '**/staedte/hemer', () => page.getByRole('button', { name: 'Speichern' }).tap());
  await page.goto(practice.origin);
  await page.getByRole('heading', { name: 'Lage' }).waitFor();
  await page.goto(`${practice.origin}/staedte/hemer`);
  expect(await page.getByRole('textbox', { name: 'Satz (Deutsch)' }).inputValue()).toBe(
    'Kommen Sie zur Feuerwache.',
  );
});
