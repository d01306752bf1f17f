import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHANNELS } from '../../src/channels/registry.ts';
import { DAY } from '../../src/core/domain/clock.ts';
import { ROLES } from '../../src/core/domain/rights.ts';
import { dayOf } from '../../src/core/domain/time-zone.ts';
import { readInstant } from '../../src/files/validation/times.ts';
import { hotline, REGION, RIGHT, WRONG } from '../fixtures/day.ts';
import { openPracticeForTest } from '../fixtures/practice.ts';
import { openStaff } from '../fixtures/staff.ts';
import { drawUpOutage, joinStaff, openBrowser, openPhone, type Phone, signIn } from './phone.ts';

const SHIPPED = join(import.meta.dirname, '../../config/municipalities.yaml');
const EVERYTHING = ROLES.map((role) => ({ role, who: 'all' }));
const ALONE = { settings: 'approvals: {needed: 0}\n' };
type Practice = Awaited<ReturnType<typeof openPracticeForTest>>;
type Staff = Awaited<ReturnType<typeof openStaff>>;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

test('the first word of 74 bodies takes five presses and nothing typed, and is what was read, to the character', async () => {
  await using practice = await openPracticeForTest(await readFile(SHIPPED, 'utf8'));
  await using phone = await openPhone(browser, practice.practice.link);
  await drawUpOutage(phone);
  const shown = await shownOn(phone.page);
  expect(new Set(shown.map((post) => post.split('\n')[0])).size).toBe(143);
  await publish(phone);
  expect(phone.presses().controls).toBeLessThanOrEqual(5);
  await expect.poll(() => onTimelines(practice).length).toBe(shown.length);
  expect(onTimelines(practice)).toEqual(shown);
  // The page follows by itself.
  await phone.page.getByText(`${shown.length} veröffentlicht`).waitFor();
});

test('everything is stopped by two presses; going on shows first what will go out', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page, press } = phone;
  await press(page.getByRole('link', { name: 'Anhalten' }));
  await press(page.getByRole('button', { name: 'Alles anhalten' }));
  await page.getByRole('heading', { name: 'Angehalten: alles' }).waitFor();
  expect(phone.presses()).toEqual({ controls: 2, passkey: 0 });

  await press(page.getByRole('link', { name: 'Zur Lage' }));
  await drawUpOutage(phone);
  const shown = await shownOn(page);
  await publish(phone);
  await press(page.getByRole('link', { name: 'Zur Lage' }));
  await press(page.getByRole('link', { name: 'Ansehen, was hinausginge' }));
  await page.getByText(`${shown.length} Beiträge gingen sofort hinaus.`).waitFor();
  expect(onTimelines(practice)).toEqual([]);
  await press(page.getByRole('button', { name: /^Fortsetzen/ }));
  await expect.poll(() => onTimelines(practice).length).toBe(shown.length);
  expect(onTimelines(practice)).toEqual(shown);
});

test('one account is stopped by two presses, and by one from among the accounts; who may resume it goes on from there', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page, press } = phone;
  const rowOf = (handle: string) => page.getByRole('listitem').filter({ hasText: handle });
  await press(page.getByRole('link', { name: 'Anhalten' }));
  await press(rowOf('@stadt_hemer · X').getByRole('button', { name: 'Anhalten' }));
  await page.getByRole('heading', { name: 'Angehalten: Konto Stadt Hemer (@stadt_hemer, X)' }).waitFor();
  expect(phone.presses()).toEqual({ controls: 2, passkey: 0 });

  await page.goto(new URL('/konten', page.url()).href);
  await press(rowOf('@stadt_hemer · Mastodon').getByRole('button', { name: 'Anhalten' }));
  await page
    .getByRole('heading', { name: 'Angehalten: Konto Stadt Hemer (@stadt_hemer, Mastodon)' })
    .waitFor();
  expect(phone.presses()).toEqual({ controls: 3, passkey: 0 });
  await page.goto(new URL('/konten', page.url()).href);
  await press(rowOf('@stadt_hemer · X').getByRole('link', { name: 'Fortsetzen' }));
  await page.getByRole('heading', { name: /^Angehalten seit .*@stadt_hemer, X/ }).waitFor();
});

test('without a mouse somebody joins and says the first word all the same, and what is focused can be seen', async () => {
  await using staff = await openStaff(ALONE);
  await using phone = await openPhone(browser, await staff.invite('Anna Krause', EVERYTHING));
  const { page } = phone;
  const { keyboard } = page;
  await tabTo(page, 'Passkey anlegen');
  await keyboard.press('Enter');
  await page.getByRole('link', { name: 'Lage' }).waitFor();
  await tabTo(page, 'Lage');
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Lage', exact: true }).waitFor();
  await tabTo(page, 'Ausfall melden');
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Ausfall melden' }).waitFor();
  await tabTo(page, 'Alles (Schalter nur eingeschränkt)');
  await keyboard.press('Space');
  await tabTo(page, 'Weiter zur Prüfung');
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Prüfen' }).waitFor();
  await tabTo(page, 'Ich habe die Texte gelesen.');
  await keyboard.press('Space');
  await tabTo(page, 'Beiträge veröffentlichen');
  phone.countAnew();
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Fortschritt' }).waitFor();
  expect(phone.presses()).toEqual({ controls: 0, passkey: 1 });
  await expect.poll(() => onTimelines(staff).length).toBe(6);
});

test('with a passkey, a wrong number, a service that is back, a daily status, its mornings and the all-clear take few presses, and say what was read', async () => {
  const prepared = JSON.stringify(hotline(WRONG)).slice(1, -1);
  await using staff = await openStaff({
    settings: `${ALONE.settings}confirmed: {within_hours: 1, otherwise: hold}\n`,
    state:
      'incident: {id: i-1, mode: draft, title: {de: IT-Ausfall}, started: "2026-11-24 01:40", phase: identified}\nfacts: {hemer: {services: {id-cards: unavailable}}}\nannouncements: []\n',
    region: REGION.replace('facts: {instruction: {de: "Dringendes: Anlauf', (own) =>
      own.replace('{', `{${prepared}, `),
    ),
  });
  // In the hour before a status of every day is due, it would be read at once.
  const [morning, next] = [inBerlin(1, '10:05'), inBerlin(2, '07:45')];
  staff.pass(morning - Date.now());
  await using phone = await openPhone(browser, await staff.invite('Anna Krause', EVERYTHING));
  const { page, press } = phone;
  await joinStaff(phone);
  await page.goto(`${staff.origin}/melden/outage?who=hemer`);
  await press(page.getByText('Telefon', { exact: true }));
  await press(page.getByText('Website', { exact: true }));
  await press(page.getByRole('button', { name: 'Weiter zur Prüfung' }));
  await publish(phone);
  await expect.poll(() => onTimelines(staff).length).toBe(3);

  /** From the situation to what followers then see: what was read is what is new. Returns the presses. */
  const done = async (task: string, answer: () => Promise<void>) => {
    await page.goto(staff.origin);
    phone.countAnew();
    await press(page.getByRole('link', { name: task }));
    await answer();
    await press(page.getByRole('button', { name: 'Weiter zur Prüfung' }));
    await page.getByRole('heading', { name: 'Prüfen' }).waitFor();
    const shown = (await shownOn(page)).filter((text) => !text.includes('wird gelöscht'));
    expect(shown.length).toBeGreaterThan(0);
    const before = onTimelines(staff);
    await publish(phone);
    await expect.poll(() => onTimelines(staff).filter((text) => !before.includes(text))).toEqual(shown);
    return phone.presses();
  };

  const corrected = await done('Falsches berichtigen', async () => {
    await press(page.getByRole('link', { name: 'Hemer' }).first());
    await page.locator('[name="contacts.hotline.phone"]').fill(RIGHT);
    await press(page.getByText('Ich habe dort angerufen'));
  });
  const service = await done('Etwas geht wieder', () =>
    press(page.getByText('Personalausweis', { exact: true })),
  );
  const way = await done('Etwas geht wieder', () => press(page.getByText('Website', { exact: true })));
  const daily = await toDaily(phone);
  staff.pass(next - morning);
  // The session of yesterday is over.
  await page.goto(staff.origin);
  await signIn(page);
  phone.countAnew();
  await press(page.getByRole('button', { name: 'Stimmt noch' }));
  await page.getByRole('button', { name: 'Stimmt noch' }).waitFor({ state: 'detached' });
  const confirmed = phone.presses();
  const cleared = await done('Entwarnung', async () => {});
  expect({ corrected, service, way, daily, confirmed, cleared }).toEqual({
    corrected: { controls: 6, passkey: 1 },
    service: { controls: 5, passkey: 1 },
    way: { controls: 5, passkey: 1 },
    daily: { controls: 4, passkey: 1 },
    confirmed: { controls: 1, passkey: 0 },
    cleared: { controls: 4, passkey: 1 },
  });
});

/** That time in Berlin, so many days from now. */
function inBerlin(days: number, time: string): number {
  const read = readInstant(`${dayOf(Date.now() + days * DAY, 'Europe/Berlin')} ${time}`, 'Europe/Berlin');
  if (!('value' in read)) throw new RangeError(time);
  return read.value;
}

/** From the situation to a status of every day, which nobody has to read today. Returns the presses. */
async function toDaily(phone: Phone): Promise<ReturnType<Phone['presses']>> {
  const { page, press } = phone;
  await page.getByRole('link', { name: 'Zur Lage' }).click();
  phone.countAnew();
  await press(page.getByRole('link', { name: 'Stand melden' }));
  await press(page.getByText('Täglich um 08:00'));
  await press(page.getByRole('button', { name: 'Weiter zur Prüfung' }));
  await press(page.getByRole('button', { name: 'Angaben speichern' }));
  await page.getByRole('heading', { name: 'Lage', exact: true }).waitFor();
  return phone.presses();
}

async function publish({ page, press }: Phone): Promise<void> {
  await press(page.getByText('Ich habe die Texte gelesen.'));
  await press(page.getByRole('button', { name: /veröffentlichen/ }));
  await page.getByRole('heading', { name: 'Fortschritt' }).waitFor();
}

/** Every post that the review shows: `@handle · channel`, then its text. Read in a tab beside it. */
async function shownOn(review: Page): Promise<readonly string[]> {
  const tab = await review.context().newPage();
  const found: string[] = [];
  await tab.goto(`${review.url()}?alle=1`);
  for (;;) {
    for (const post of await tab.locator('.post').all()) {
      const of = await post.locator('.handle').textContent();
      found.push(`${of}\n${await post.locator('.text').textContent()}`);
    }
    const next = tab.locator('.pages').getByRole('link', { name: 'Weiter' });
    if ((await next.count()) === 0) break;
    await next.click();
  }
  await tab.close();
  return found.sort();
}

/** The same of what followers see. */
function onTimelines({ timelines, region }: Practice | Staff): readonly string[] {
  return timelines()
    .map(({ account, text }) => {
      const { handle, channel } = region.accounts.get(account) ?? {};
      return `@${handle} · ${CHANNELS.find(({ id }) => id === channel)?.name}\n${text}`;
    })
    .sort();
}

const STOPS_MAX = 60;

/** Moves the focus on until it is on what is named so. Throws where somebody would not see where it is on the way. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let stops = 0; stops < STOPS_MAX; stops++) {
    await page.keyboard.press('Tab');
    const { name, isSeen, html } = await page.evaluate<Focused>(FOCUSED);
    if (!isSeen) throw new Error(`the focus is not seen on ${html}`);
    if (name.includes(words)) return;
  }
  throw new Error(`the keyboard does not reach ${words}`);
}

interface Focused {
  readonly name: string;
  readonly isSeen: boolean;
  readonly html: string;
}

/** What is focused shows it itself, or its label does; and nothing lies over it. */
const FOCUSED = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))).then(() => {
  const one = document.activeElement;
  const label = one.labels?.[0];
  const marked = [one, label].filter(Boolean).some((each) => {
    const { outlineStyle, boxShadow, opacity } = getComputedStyle(each);
    return (outlineStyle !== 'none' || boxShadow !== 'none') && opacity !== '0';
  });
  const { left, right, top, bottom } = (label ?? one).getClientRects()[0];
  const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const isFree = [one, label].filter(Boolean).some((each) => each.contains(above));
  return { name: (label ?? one).textContent, isSeen: marked && isFree, html: one.outerHTML.slice(0, 200) + (marked ? ' covered by ' + above?.outerHTML.slice(0, 100) : ' not marked') };
})`;
