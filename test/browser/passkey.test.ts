import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { load } from '../../src/app/load.ts';
import { optionsFrom } from '../../src/app/options.ts';
import { invite } from '../../src/app/people/invitations.ts';
import { audit } from '../../src/app/people/log.ts';
import { openPeople } from '../../src/app/people/people.ts';
import { systemClock } from '../../src/cli/system-runtime.ts';
import type { Right } from '../../src/core/domain/rights.ts';
import { CONSOLE_LIMITS, consoleApp } from '../../src/web/console/console.ts';
import { deskOf } from '../../src/web/console/desk.ts';
import { listen } from '../../src/web/listen.ts';
import { file, REGION } from '../fixtures/day.ts';
import { nobodyTold, SHELL } from '../fixtures/people.ts';
import { runtimeAt } from '../fixtures/runtime.ts';
import { openBrowser, openPhone } from './phone.ts';

const ROOT = join(import.meta.dirname, '../..');

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** The console as a worker serves it, where each text needs an approval; on localhost, as only there browsers do without TLS. */
async function openNewsroom() {
  const folder = await mkdtemp(join(tmpdir(), 'ausrufer-test-'));
  const path = (name: string) => join(folder, name);
  await cp(join(ROOT, 'config/services.yaml'), path('services.yaml'));
  await writeFile(path('municipalities.yaml'), REGION);
  await writeFile(path('config.yaml'), 'approvals: {needed: 1, standing: []}\n');
  await writeFile(path('incident.yaml'), file({ hemer: { reach: { phone: 'down' } } }));
  const options = optionsFrom({ config: folder, messages: join(ROOT, 'messages'), data: path('data') });
  const ending = new AbortController();
  const app = await load({ ...runtimeAt(systemClock), signal: ending.signal }, options);
  const pages = new Hono();
  const server = await listen(pages.fetch, { host: '127.0.0.1', port: 0 }, CONSOLE_LIMITS);
  const origin = `http://localhost:${server.port}`;
  const people = await openPeople({ kind: 'memory' }, origin, systemClock, nobodyTold);
  pages.route(
    '/',
    consoleApp(deskOf(app, { people, timelines: null }), { practice: null, trustedProxy: null }),
  );
  return {
    people,
    origin,
    invitation: async (name: string, rights: readonly Right[]) =>
      (await invite(people, SHELL, { name, rights, alone: null }, app.files.region)).link,
    async [Symbol.asyncDispose]() {
      ending.abort();
      await server.close();
      await people.store.close();
      await rm(folder, { recursive: true });
    },
  };
}

test('with a passkey somebody joins, signs in again without a name, and approves what another drew up', async () => {
  await using room = await openNewsroom();
  const link = await room.invitation('Krause', [{ role: 'writer', who: 'all' }]);
  await using krause = await openPhone(browser, link);
  const { page } = krause;
  await page.getByLabel('Wie heißt das Gerät?').fill('Diensttelefon');
  await krause.press(page.getByRole('button', { name: 'Passkey anlegen' }));
  await page.getByRole('heading', { name: 'Lage', exact: true }).waitFor();
  await page.goto(`${room.origin}/ich`);
  await page.getByText('Diensttelefon', { exact: true }).waitFor();
  await krause.press(page.getByRole('button', { name: 'Abmelden', exact: true }));
  krause.countAnew();
  await krause.press(page.getByRole('button', { name: 'Mit Passkey anmelden' }));
  await page.getByRole('heading', { name: 'Lage', exact: true }).waitFor();
  expect(krause.presses()).toEqual({ controls: 1, passkey: 1 });

  await krause.press(page.getByRole('link', { name: /^Ausfall melden/ }));
  await krause.press(page.getByText('Telefon', { exact: true }));
  await krause.press(page.getByRole('button', { name: 'Weiter zur Prüfung' }));
  await krause.press(page.getByRole('button', { name: 'Zur Freigabe geben' }));
  await page.getByText('Wartet darauf, dass jemand anderes es freigibt.').waitFor();

  const other = await room.invitation('Yilmaz', [{ role: 'approver', who: 'all' }]);
  await using yilmaz = await openPhone(browser, other);
  await yilmaz.press(yilmaz.page.getByRole('button', { name: 'Passkey anlegen' }));
  await yilmaz.page.getByRole('heading', { name: 'Lage', exact: true }).waitFor();
  yilmaz.countAnew();
  await yilmaz.press(yilmaz.page.getByRole('link', { name: 'Ansehen' }).first());
  await yilmaz.press(yilmaz.page.getByLabel('Ich habe die Texte gelesen.'));
  await yilmaz.press(yilmaz.page.getByRole('button', { name: /veröffentlichen$/ }));
  await yilmaz.page.getByRole('heading', { name: 'Fortschritt' }).waitFor();
  expect(yilmaz.presses()).toEqual({ controls: 3, passkey: 1 });
  expect(await audit(room.people)).toMatchObject({ log: { kind: 'whole' }, forged: [], signatures: 1 });
});
