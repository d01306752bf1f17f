import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../../src/app/people/log.ts';
import type { Right } from '../../src/core/domain/rights.ts';
import { codeOf, PASSPHRASE } from '../fixtures/people.ts';
import { openStaff } from '../fixtures/staff.ts';
import { drawUpOutage, joinStaff, openBrowser, openPhone, signIn } from './phone.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const WRITER: Right = { role: 'writer', who: 'all' };
const APPROVER: Right = { role: 'approver', who: 'all' };
/** Chromium sends only one of two taps without any time between them. */
const TWO_TAPS = { delay: 5 };

test('invited people join with a passkey, and sign in by it without a name; one hands in, the other approves with three presses and a touch', async () => {
  await using staff = await openStaff();
  await using writer = await openPhone(browser, await staff.invite('Anna Krause', [WRITER]));
  await joinStaff(writer);
  await writer.page.goto(`${staff.origin}/ich`);
  await writer.press(writer.page.getByRole('button', { name: 'Abmelden', exact: true }));
  writer.countAnew();
  await writer.press(writer.page.getByRole('button', { name: 'Mit Passkey anmelden' }));
  await writer.page.getByRole('heading', { name: 'Lage', exact: true }).waitFor();
  expect(writer.presses()).toEqual({ controls: 1, passkey: 1 });
  await using approver = await openPhone(browser, await staff.invite('Jan Beyer', [APPROVER]));
  await joinStaff(approver);

  await drawUpOutage(writer);
  await writer.press(writer.page.getByRole('button', { name: 'Zur Freigabe geben' }));
  await writer.page.getByText('Wartet darauf').waitFor();
  expect(staff.timelines()).toEqual([]);

  const { page, press } = approver;
  await page.goto(staff.origin);
  approver.countAnew();
  await press(page.getByRole('link', { name: 'Ansehen' }));
  const shown = await textsOn(page);
  await press(page.getByText('Ich habe die Texte gelesen.'));
  await press(page.getByRole('button', { name: /veröffentlichen$|freigeben$/ }));
  await expect.poll(() => textsOf(staff)).toEqual(shown);
  expect(approver.presses()).toEqual({ controls: 3, passkey: 1 });
  expect(await audit(staff.people)).toMatchObject({ log: { kind: 'whole' }, forged: [], signatures: 1 });
});

test('a passkey of another device is added after a touch of the one that is known, and signs in', async () => {
  await using staff = await openStaff();
  await using phone = await openPhone(browser, await staff.invite('Anna Krause', [WRITER]));
  const { page } = phone;
  await joinStaff(phone);
  await page.goto(`${staff.origin}/ich`);
  await page.getByRole('button', { name: 'Noch einen Passkey anlegen' }).click();
  await page.getByRole('button', { name: 'Mit Passkey bestätigen' }).click();
  await page.getByLabel('Wie heißt das Gerät?').fill('Tablet');
  await phone.otherDevice();
  await page.getByRole('button', { name: 'Passkey anlegen' }).click();
  await page.getByText('Tablet').waitFor();
  await page.getByRole('button', { name: 'Abmelden', exact: true }).click();
  await signIn(page);
});

test('who taps twice on a slow network reads the recovery codes, and is signed in by one of them', async () => {
  await using staff = await openStaff();
  await using phone = await openPhone(browser, await staff.invite('Anna Krause', [WRITER]));
  const { page } = phone;
  await joinStaff(phone);
  await page.goto(`${staff.origin}/ich`);
  await page.getByRole('button', { name: 'Einrichten' }).click();
  await page.getByRole('button', { name: 'Mit Passkey bestätigen' }).click();
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  const secret = await page.locator('[name=secret]').inputValue();
  await page.getByLabel('Code aus der App').fill(codeOf(secret, staff.people.clock));
  await page.getByRole('button', { name: 'Speichern' }).dblclick(TWO_TAPS);
  const code = (await page.locator('.codes code').first().textContent()) ?? '';
  await page.context().clearCookies();
  await page.goto(staff.origin);
  await page.getByText('Ohne Passkey anmelden').click();
  await page.getByLabel('Name').fill('Anna Krause');
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.getByLabel('Einmalcode').fill(code);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).dblclick(TWO_TAPS);
  await page.getByRole('heading', { name: 'Lage', exact: true }).waitFor();
});

test('who goes back at once can send the form again', async () => {
  await using staff = await openStaff();
  await using phone = await openPhone(browser, staff.origin);
  const sent = await phone.page.evaluate(`
    const [form] = document.forms;
    const tapTwice = () => [form.requestSubmit(), form.requestSubmit()];
    let count = 0;
    form.noValidate = true;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      count++;
    });
    tapTwice();
    dispatchEvent(new Event('pageshow'));
    tapTwice();
    count;
  `);
  expect(sent).toBe(2);
});

test('who taps again after a long touch of the passkey sends no second answer', async () => {
  await using staff = await openStaff();
  await using phone = await openPhone(browser, staff.origin);
  const isWaitedFor = await phone.page.evaluate(`(async () => {
    const form = document.querySelector('form[data-passkey]');
    const tap = (at) => {
      const event = new SubmitEvent('submit', { bubbles: true, cancelable: true });
      Object.defineProperty(event, 'timeStamp', { value: at });
      form.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const touch = { id: 'a', rawId: new ArrayBuffer(1), type: 'public-key', response: {} };
    navigator.credentials.get = async () => touch;
    const sent = new Promise((resolve) => {
      form.submit = resolve;
    });
    performance.now = () => 60_000;
    tap(0);
    await sent;
    return tap(60_100);
  })()`);
  expect(isWaitedFor).toBe(true);
});

test('alone at night the first word takes five presses and a touch; a drill begins with three', async () => {
  await using staff = await openStaff({ settings: 'approvals: {needed: 0}\n' });
  await using phone = await openPhone(browser, await staff.invite('Anna Krause', [WRITER, APPROVER]));
  const { page, press } = phone;
  await joinStaff(phone);
  phone.countAnew();
  await press(page.getByRole('link', { name: 'Mehr' }));
  await press(page.getByRole('link', { name: 'Probelauf' }));
  await press(page.getByRole('button', { name: 'Probelauf beginnen' }));
  await page.getByText('PROBELAUF', { exact: true }).waitFor();
  expect(phone.presses()).toEqual({ controls: 3, passkey: 0 });

  await page.goto(staff.origin);
  phone.countAnew();
  await drawUpOutage(phone);
  const shown = await textsOn(page);
  await press(page.getByText('Ich habe die Texte gelesen.'));
  await press(page.getByRole('button', { name: /veröffentlichen/ }));
  await expect.poll(() => textsOf(staff)).toEqual(shown);
  expect(phone.presses()).toEqual({ controls: 5, passkey: 1 });
});

/** Every text that a review shows, read in a tab beside it. */
async function textsOn(review: Page): Promise<readonly string[]> {
  await review.getByRole('heading', { name: 'Prüfen' }).waitFor();
  const tab = await review.context().newPage();
  await tab.goto(`${review.url()}?alle=1`);
  const texts = await tab.locator('.post .text').allTextContents();
  await tab.close();
  return texts.sort();
}

function textsOf({ timelines }: Awaited<ReturnType<typeof openStaff>>): readonly string[] {
  return timelines()
    .map(({ text }) => text)
    .sort();
}
