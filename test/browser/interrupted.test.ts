import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endSessions } from '../../src/app/people/sign-in.ts';
import type { Right } from '../../src/core/domain/rights.ts';
import { SHELL } from '../fixtures/people.ts';
import { openStaff } from '../fixtures/staff.ts';
import { joinStaff, openBrowser, openPhone, type Phone, signIn } from './phone.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const BOTH: readonly Right[] = [
  { role: 'writer', who: 'all' },
  { role: 'approver', who: 'all' },
];
const ALONE = { settings: 'approvals: {needed: 0}\n' };

type Staff = Awaited<ReturnType<typeof openStaff>>;

/** A phone on which somebody has joined, at the situation. */
async function joined(staff: Staff, name: string): Promise<Phone> {
  const phone = await openPhone(browser, await staff.invite(name, BOTH));
  await joinStaff(phone);
  return phone;
}

async function annaIn({ people }: Staff) {
  const anna = (await people.store.people()).find(({ name }) => name === 'Anna Krause');
  if (!anna) throw new Error('nobody joined');
  return anna;
}

/** An outage of everything for everybody, read and ticked. */
async function toTicked(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Ausfall melden' }).click();
  await page.getByText('Alles (Schalter nur eingeschränkt)').click();
  await page.getByRole('button', { name: 'Weiter zur Prüfung' }).click();
  await page.getByText('Ich habe die Texte gelesen.').click();
}

const publishOn = (page: Page) => page.getByRole('button', { name: /veröffentlichen/ });

/** Everything is published once, and stays so: each account says as many texts as the review showed for it. */
async function expectOnce(staff: Staff): Promise<void> {
  const posts = () => staff.timelines().map(({ account, text }) => `${account}\n${text}`);
  await expect.poll(() => posts().length).toBe(6);
  // Whatever was to go out a second time would be written down by now.
  expect(
    (await staff.people.store.log()).filter(({ what }) => what === 'changed' || what === 'approved'),
  ).toHaveLength(1);
  expect((await staff.state()).match(/kind: outage/g)).toHaveLength(1);
  expect(new Set(posts()).size).toBe(6);
}

test('why somebody approves alone is not lost when the network breaks, and the tick that they have read is asked for again', async () => {
  await using staff = await openStaff({ settings: 'approvals: {needed: 1}\n' });
  await using phone = await joined(staff, 'Anna Krause');
  const { page } = phone;
  await page.getByRole('link', { name: 'Ausfall melden' }).click();
  await page.getByText('Alles (Schalter nur eingeschränkt)').click();
  await page.getByRole('button', { name: 'Weiter zur Prüfung' }).click();
  await page.getByText('Allein freigeben, weil').click();
  await page.getByText('Ich habe die Texte gelesen.').click();
  await page.locator('#alone').fill('Nachts ist niemand da.');
  await page.route('**/unterschrift', (route) => route.abort());
  await publishOn(page).click();
  await page.locator('[data-failed]').first().waitFor();
  await page.unroute('**/unterschrift');
  await page.reload();
  expect(await page.locator('#alone').inputValue()).toBe('Nachts ist niemand da.');
  expect(await page.locator('#read').isChecked()).toBe(false);
  await page.getByText('Ich habe die Texte gelesen.').click();
  await publishOn(page).click();
  await page.waitForURL(/fortschritt/);
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  await expectOnce(staff);
});

test('a phone that loses its network after the console has what it sent asks again, and nothing goes out twice', async () => {
  await using staff = await openStaff(ALONE);
  await using phone = await joined(staff, 'Anna Krause');
  const { page } = phone;
  await toTicked(page);
  const review = page.url();
  let sent = '';
  await page.route(review, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    sent = route.request().postData() ?? '';
    // The console has it, and does it; its answer is lost.
    await route.fetch({ maxRedirects: 0 });
    await route.abort();
  });
  const lost = page.waitForEvent('requestfailed');
  await publishOn(page).click();
  await lost;
  await page.unroute(review);
  await page.goto(review);
  await page.getByRole('heading', { name: 'Fortschritt' }).waitFor();
  // The same bytes once more, as a browser sends them that is told to load the page again.
  const again = await page.request.post(review, {
    data: sent,
    headers: { origin: staff.origin, 'content-type': 'application/x-www-form-urlencoded' },
    maxRedirects: 0,
  });
  expect(again.status()).toBe(303);
  expect(again.headers().location).toBe(new URL(review).pathname.replace('pruefen', 'fortschritt'));
  await expectOnce(staff);
});

test('without a network nothing is sent and nothing is lost: once it is back, the same press publishes', async () => {
  await using staff = await openStaff(ALONE);
  await using phone = await joined(staff, 'Anna Krause');
  const { page } = phone;
  await toTicked(page);
  await page.context().setOffline(true);
  await publishOn(page).click();
  await page.locator('[data-failed]').first().waitFor({ state: 'visible' });
  expect(staff.timelines()).toEqual([]);
  await page.context().setOffline(false);
  expect(await page.locator('#read').first().isChecked()).toBe(true);
  await publishOn(page).click();
  await page.getByRole('heading', { name: 'Fortschritt' }).waitFor();
  await expectOnce(staff);
});

test('two people who publish the same at the same moment publish it once', async () => {
  await using staff = await openStaff(ALONE);
  await using anna = await joined(staff, 'Anna Krause');
  await using jan = await joined(staff, 'Jan Beyer');
  await toTicked(anna.page);
  await jan.page.goto(anna.page.url());
  await jan.page.getByText('Ich habe die Texte gelesen.').click();
  await Promise.all([publishOn(anna.page).click(), publishOn(jan.page).click()]);
  await anna.page.waitForURL(/fortschritt|pruefen/);
  await expectOnce(staff);
});

test('of two people on the page of one town the second sees who changed what, and both changes are kept', async () => {
  await using staff = await openStaff(ALONE);
  await using anna = await joined(staff, 'Anna Krause');
  await using jan = await joined(staff, 'Jan Beyer');
  const town = `${staff.origin}/staedte/hemer`;
  const facts = async ({ page }: Phone, fact: string) => {
    await page.goto(town);
    await page.locator(`label[for="${fact}"]`).click();
  };
  await facts(anna, 'reach_phone-down');
  await facts(jan, 'reach_website-down');
  const save = ({ page }: Phone) => page.getByRole('button', { name: 'Speichern' }).click();
  await save(anna);
  await anna.page
    .getByText(/^Gespeichert/)
    .first()
    .waitFor();
  await save(jan);
  await jan.page.getByText('Anna Krause hat inzwischen geändert').waitFor();
  await jan.page.getByText('Telefon: geht nicht').waitFor();
  expect(await jan.page.locator('#reach_website-down').isChecked()).toBe(true);
  expect(await jan.page.locator('#reach_phone-down').isChecked()).toBe(true);
  await save(jan);
  await jan.page
    .getByText(/^Gespeichert/)
    .first()
    .waitFor();
  expect(await staff.state()).toMatch(/hemer:.*phone: down.*website: down/s);
});

test('a session that is ended from outside, between any two steps of a task, loses no answer and publishes once', async () => {
  await using staff = await openStaff(ALONE);
  await using phone = await joined(staff, 'Anna Krause');
  const { page } = phone;
  const anna = await annaIn(staff);
  const endAll = () => endSessions(staff.people, SHELL, anna, 'all');
  const signInBeside = async () => {
    await page.getByRole('heading', { level: 1, name: 'Sie sind nicht mehr angemeldet' }).waitFor();
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: 'Anmelden' }).click();
    const beside = await opened;
    const takeBack = await phone.passkeyIn(beside);
    await signIn(beside);
    await takeBack();
    await beside.close();
    await page.getByRole('button', { name: 'Noch einmal senden' }).click();
  };
  await page.getByRole('link', { name: 'Ausfall melden' }).click();
  await page.getByText('Alles (Schalter nur eingeschränkt)').click();
  await endAll();
  await page.getByRole('button', { name: 'Weiter zur Prüfung' }).click();
  await signInBeside();
  await page.getByRole('heading', { name: 'Prüfen' }).waitFor();
  expect(await page.locator('.wording .text').first().textContent()).toContain('Telefon');

  await page.getByText('Ich habe die Texte gelesen.').click();
  await endAll();
  await publishOn(page).click();
  await signInBeside();
  await page.getByText('Bestätigen Sie noch').waitFor();
  expect(await page.locator('#read').isChecked()).toBe(true);
  await publishOn(page).click();
  await page.getByRole('heading', { name: 'Fortschritt' }).waitFor();
  await expectOnce(staff);
});

test('words stay where the session has ended when another speaker is chosen, whatever signs are in them', async () => {
  await using staff = await openStaff(ALONE);
  await using phone = await joined(staff, 'Anna Krause');
  const { page } = phone;
  await page.goto(`${staff.origin}/melden/outage`);
  await page.locator('details summary').first().click();
  await page.locator('#instruction').fill('Für Bürger*innen: Feuerwache.');
  await endSessions(staff.people, SHELL, await annaIn(staff), 'all');
  await page.locator('#who').selectOption('hemer');
  await page.waitForURL(/anmelden/);
  await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
  await page.waitForURL(/who=hemer/);
  expect(await page.locator('#instruction').inputValue()).toBe('Für Bürger*innen: Feuerwache.');
});
