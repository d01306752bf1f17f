import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Right, ROLES } from '../../src/core/domain/rights.ts';
import { ROUTES } from '../../src/web/console/console.ts';
import { REGION } from '../fixtures/day.ts';
import { openPracticeForTest } from '../fixtures/practice.ts';
import { openStaff } from '../fixtures/staff.ts';
import { faultsOf } from './page-faults.ts';
import { openBrowser, openPhone, signIn } from './phone.ts';

/** Pages of one route that are looked at, with each status that it answered. */
const OF_ONE_ROUTE_MAX = 2;
/** No pages: a stream for one, and a file. */
const NO_PAGES = ['/fortschritt/:id/strom', '/protokoll.csv'];
const EVERYTHING: readonly Right[] = ROLES.map((role) => ({ role, who: 'all' }));

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

test('every page of every route, also what it says when it refuses, keeps WCAG 2.2 AA, narrow and wide, light and dark, and never scrolls sideways at 200 %', async () => {
  await using staff = await openStaff({ settings: 'approvals: {needed: 0}\n' });
  await using phone = await openPhone(browser, await staff.invite('Anna Krause', EVERYTHING));
  const { page } = phone;
  const { origin } = staff;
  const faults: Record<string, readonly string[]> = {};
  const looked = new Map<string, number>();
  const look = async (status: number | undefined, on = page) => {
    const route = `${routeOf(on)}${status === undefined || status === 200 ? '' : ` ${status}`}`;
    const n = looked.get(route) ?? 0;
    if (n === OF_ONE_ROUTE_MAX) return;
    looked.set(route, n + 1);
    const found = await faultsOf(on);
    if (found.length > 0) faults[route] = [...(faults[route] ?? []), ...found];
  };
  const open = async (path: string, on = page) => {
    const answer = await on.goto(new URL(path, origin).href);
    await look(answer?.status(), on);
    return answer;
  };
  /** Presses a button that leads to another page. */
  const send = async (button: string | RegExp, status?: number) => {
    const answered = page.waitForNavigation();
    await page.getByRole('button', { name: button }).first().click();
    const answer = await answered;
    if (status !== undefined) expect(answer?.status()).toBe(status);
    await look(answer?.status());
  };
  const tick = () => page.getByText('Ich habe die Texte gelesen.').click();

  const invitation = new URL(page.url()).pathname;
  await look(200);
  await page.getByRole('button', { name: 'Passkey anlegen' }).click();
  await page.getByRole('link', { name: 'Lage' }).click();
  await page.getByRole('heading', { name: 'Lage' }).waitFor();
  await page.context().clearCookies();
  await open('/anmelden');
  // What was accepted is no invitation any more.
  await open(invitation);
  await open('/');
  await signIn(page);

  await open('/anhalten');
  await send('Nur X anhalten');
  await open('/weiter');
  await open('/melden/outage?who=hemer');
  await page.getByText('Telefon').click();
  await send('Weiter zur Prüfung', 200);
  // Unread: the page says so.
  await page.locator('#read').evaluate((box) => box.removeAttribute('required'));
  await send(/veröffentlichen/, 400);
  // Changed between reading and touching: the page shows the difference.
  await tick();
  const daily = 'announcements: [{id: daily, kind: status, post_as: [hemer], every: "0 8 * * *"}]';
  await staff.edit((text) =>
    text.replace('facts: {}', 'facts: {hemer: {reach: {website: down}}}').replace('announcements: []', daily),
  );
  await send(/veröffentlichen/, 409);
  await page.locator('ins').first().waitFor();
  await tick();
  await send(/veröffentlichen/, 200);

  await using other = await openPhone(browser, await staff.invite('Jan Beyer', []));
  await other.page.getByRole('button', { name: 'Passkey anlegen' }).click();
  await other.page.getByRole('link', { name: 'Lage' }).click();
  await other.page.getByRole('heading', { name: 'Lage' }).waitFor();
  expect((await open('/melden/outage', other.page))?.status()).toBe(403);
  expect((await open('/gibt/es/nicht'))?.status()).toBe(404);

  const links = ['/', '/mehr', '/ueben', '/nochmal/outage-hemer', '/beitraege?zu=falsch'].map(
    (path) => new URL(path, origin).href,
  );
  for (const link of links) {
    const answer = await page.goto(link);
    if (answer?.status() !== 200) continue;
    await look(200);
    for (const href of await linksOn(page)) if (!links.includes(href)) links.push(href);
  }
  expect(faults).toEqual({});
  const pages = ROUTES.filter(({ method, path }) => method === 'get' && !NO_PAGES.includes(path));
  expect(pages.map(({ path }) => path).filter((path) => !looked.has(path))).toEqual([]);
});

test('no list scrolls sideways at 200 % where a town has a long name', async () => {
  const region = REGION.replaceAll('Stadt Hemer', 'Gemeinde Gschlachtenbretzingen');
  await using practice = await openPracticeForTest(region);
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  await practice.say('phone');
  for (const path of ['/', '/staedte', '/konten', '/anhalten', '/beitraege', '/beitraege?zu=falsch']) {
    await page.goto(`${practice.origin}${path}`);
    expect(await faultsOf(page), path).toEqual([]);
  }
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

test('a screen reader meets the mode, the heading, the content, then the ways on, and hears how the delivery goes on', async () => {
  await using staff = await openStaff({ settings: 'approvals: {needed: 0}\n' });
  await using phone = await openPhone(browser, await staff.invite('Anna Krause', EVERYTHING));
  const { page } = phone;
  await page.getByRole('button', { name: 'Passkey anlegen' }).click();
  await page.getByRole('link', { name: 'Lage' }).click();
  await page.getByRole('heading', { name: 'Lage' }).waitFor();
  const order = async () => {
    const tree = await page.locator('body').ariaSnapshot();
    return tree
      .split('\n')
      .flatMap((line) => /^- (banner|main|navigation|contentinfo|link "Zum Inhalt")/.exec(line)?.[1] ?? []);
  };
  const ORDER = ['link "Zum Inhalt"', 'banner', 'main', 'navigation', 'contentinfo'];
  expect(await order()).toEqual(ORDER);
  await page.getByRole('link', { name: 'Ausfall melden' }).click();
  await page.getByText('Alles (Schalter nur eingeschränkt)').click();
  expect(await order()).toEqual(ORDER);
  await page.getByRole('button', { name: 'Weiter zur Prüfung' }).click();
  await page.getByRole('heading', { name: 'Prüfen', level: 1 }).waitFor();
  expect(await order()).toEqual(ORDER);
  // The texts come before the tick, and the tick before the button.
  const tree = await page.getByRole('main').ariaSnapshot();
  const places = ['heading "Prüfen" [level=1]', 'heading "So lauten die Texte" [level=2]']
    .concat(['checkbox "Ich habe die Texte gelesen."', 'veröffentlichen"'])
    .map((one) => tree.indexOf(one));
  expect(places.every((at, n) => at >= 0 && at > (places[n - 1] ?? -1))).toBe(true);
  await page.getByText('Ich habe die Texte gelesen.').click();
  await page.getByRole('button', { name: /veröffentlichen/ }).click();
  const live = page.locator('[aria-live="polite"]');
  await live.getByText('6 von 6 veröffentlicht').waitFor();
  expect(await order()).toEqual(ORDER);
});

test('who follows a delivery hears how many are out, not the whole list again, and the focus stays on its link', async () => {
  await using practice = await openPracticeForTest();
  await using phone = await openPhone(browser, practice.practice.link);
  const { page } = phone;
  const review = await practice.draw('website');
  await practice.publish(review, 3);
  const progress = `${practice.origin}${review.replace('pruefen', 'fortschritt')}`;
  await page.goto(progress);
  const before = await page.locator('#live').innerHTML();
  const now = before
    .replace('<strong>', '<strong>Neu: ')
    .replaceAll('kern-badge--success', 'kern-badge--warning');
  const data = (one: string) => `retry: 400\nevent: page\ndata: ${one.replaceAll('\n', '\ndata: ')}\n\n`;
  let change = before;
  await page.route('**/strom', (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: data(change) }),
  );
  await page.reload();
  const link = page.locator('#live a').first();
  await link.focus();
  const href = await link.getAttribute('href');
  await page.evaluate("document.querySelector('[aria-live]').dataset.same = ''");
  change = now;
  await page.locator('#live .kern-badge--warning').first().waitFor();
  expect(await page.locator('[aria-live]').allTextContents()).toEqual([
    expect.stringMatching(/^Neu: (?!.*Hemer)/),
  ]);
  expect(await page.locator('[aria-live][data-same]').count()).toBe(1);
  expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe(href);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
