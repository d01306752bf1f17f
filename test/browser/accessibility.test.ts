import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROUTES } from '../../src/web/console/console.ts';
import { openPracticeForTest } from '../fixtures/practice.ts';
import { faultsOf } from './page-faults.ts';
import { openBrowser, openPhone } from './phone.ts';

/** Pages of one route that are looked at. */
const OF_ONE_ROUTE_MAX = 2;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

test('every page keeps WCAG 2.2 AA, narrow and wide, light and dark, and never scrolls sideways at 200 %', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  const faults: Record<string, readonly string[]> = {};
  const looked = new Map<string, number>();
  const look = async () => {
    const route = routeOf(page);
    const n = looked.get(route) ?? 0;
    if (n === OF_ONE_ROUTE_MAX) return;
    looked.set(route, n + 1);
    const found = await faultsOf(page);
    if (found.length > 0) faults[route] = [...(faults[route] ?? []), ...found];
  };
  const send = async (button: string) => {
    await page.getByRole('button', { name: button }).first().click();
    await look();
  };

  await page.goto(`${practice.origin}/anhalten`);
  await send('Nur X anhalten');
  await page.goto(`${practice.origin}/melden/outage?who=hemer`);
  await page.getByText('Telefon').click();
  await send('Weiter zur Prüfung');
  // Unread: the page says so.
  await page.locator('#read').evaluate((box) => box.removeAttribute('required'));
  await send('veröffentlichen');
  await page.getByText('Ich habe die Texte gelesen.').click();
  await send('veröffentlichen');

  const links = [`${practice.origin}/`];
  for (const link of links) {
    const response = await page.goto(link);
    if (response?.status() !== 200) continue;
    await look();
    for (const href of await linksOn(page)) if (!links.includes(href)) links.push(href);
  }
  expect(faults).toEqual({});
});

/** The path of the table that a page belongs to. */
function routeOf(page: Page): string {
  const segments = new URL(page.url()).pathname.split('/');
  const found = ROUTES.find(({ path }) => {
    const own = path.split('/');
    return (
      own.length === segments.length && own.every((one, n) => one.startsWith(':') || one === segments[n])
    );
  });
  return found?.path ?? page.url();
}

/** Addresses of the console itself to which a page leads. */
async function linksOn(page: Page): Promise<readonly string[]> {
  const { origin } = new URL(page.url());
  const hrefs = await page
    .locator('a[href]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  return hrefs
    .map((href) => new URL(href, page.url()))
    .filter((url) => url.origin === origin && url.hash === '' && !url.pathname.endsWith('.csv'))
    .map(String);
}
