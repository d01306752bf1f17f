import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { openLedgerAt } from '../../../src/app/ledgers.ts';
import { load } from '../../../src/app/load.ts';
import { ledgerPlace } from '../../../src/app/locate-ledgers.ts';
import { SECOND } from '../../../src/core/domain/clock.ts';
import type { Ledger } from '../../../src/core/ledger/ledger.ts';
import { consoleApp, ROUTES } from '../../../src/web/console/console.ts';
import { deskOf } from '../../../src/web/console/desk.ts';
import { onLoopback } from '../../fixtures/bare-server.ts';
import { at, file, OUTAGE } from '../../fixtures/day.ts';
import { intent, posted, ready } from '../../fixtures/ledger-fixtures.ts';
import { EVERYTHING, ORIGIN, openTestPeople } from '../../fixtures/people.ts';
import { regionFolder } from '../../fixtures/region-folder.ts';
import { runtimeAt } from '../../fixtures/runtime.ts';

/** A console whose state file is kept on a server, which hangs from now on or once it is told to. */
async function openAtAddress(hangs: boolean) {
  const state = file({ hemer: { reach: { phone: 'down' } } }, OUTAGE);
  const counted = { asked: 0, unanswered: 0, hangs };
  const server = await onLoopback(
    createServer((_, response) => {
      counted.asked += 1;
      if (counted.hangs) counted.unanswered += 1;
      else response.end(state);
    }),
  );
  const folder = await regionFolder({ config: 'approvals: {needed: 1}\n', state });
  await mkdir(folder.path('data'));
  const people = await openTestPeople();
  people.clock.advanceTo(at('09:05'));
  const url = `${server.url}/incident.yaml`;
  // Nothing ends a request but its server.
  const runtime = {
    ...runtimeAt(people.clock),
    fetch: (to: string | URL | Request, init?: RequestInit) => fetch(to, { ...init, signal: null }),
  };
  const app = await load(runtime, { ...folder.options, state: url, stateShown: url });
  const desk = deskOf(app, { people: people.people, timelines: null });
  const pages = consoleApp(desk, { practice: null, trustedProxy: null });
  const { token } = await people.join('Krause', EVERYTHING);
  const headers = {
    cookie: `__Host-sitzung=${token}`,
    origin: ORIGIN,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const env = { incoming: { socket: { remoteAddress: '192.0.2.1' } } };
  const ask = (path: string, more: RequestInit = {}) =>
    pages.request(`${ORIGIN}${path}`, { headers, ...more }, env);
  return {
    ...{ counted, ask },
    /** The page, once so much time has passed that it is there; '' once the server that hangs is asked a second time. */
    async shown(path: string, more?: RequestInit) {
      let text: string | null = null;
      void Promise.resolve(ask(path, more)).then(async (answer) => {
        text = await answer.text();
      });
      await expect
        .poll(() => {
          people.clock.advanceTo(people.clock.now() + SECOND);
          return counted.unanswered > 1 ? '' : text;
        })
        .not.toBe(null);
      return text ?? '';
    },
    async inLedger(work: (ledger: Ledger) => Promise<void>) {
      const { settings } = app.files;
      const place = ledgerPlace(settings, folder.options.data, 'live');
      await using ledger = await openLedgerAt(place, settings, people.clock.now());
      await work(ledger);
    },
    async [Symbol.asyncDispose]() {
      for (const one of [people, folder, server]) await one[Symbol.asyncDispose]();
    },
  };
}

test('to sign in and to stop, nobody waits for the server of the state file', async () => {
  await using given = await openAtAddress(false);
  const { counted, ask } = given;
  expect((await ask('/')).status).toBe(200);
  counted.hangs = true;
  const before = counted.asked;
  expect((await ask('/anmelden')).status).toBe(200);
  expect((await ask('/anhalten')).status).toBe(200);
  const stopped = await ask('/anhalten', { method: 'POST', body: 'scope=everything' });
  expect(await stopped.text()).toContain('Angehalten');
  expect(counted.asked).toBe(before);
});

test('a page waits a second for a server that hangs, also after a start, and then shows what the ledger knows', async () => {
  await using given = await openAtAddress(true);
  const { shown, inLedger } = given;
  const hemer = intent({ account: 'hemer-x', municipality: 'hemer' });
  await inLedger(async (ledger) => {
    await ready(ledger, [hemer]);
    await posted(ledger, hemer, '1');
  });
  await shown('/anhalten', { method: 'POST', body: 'scope=everything' });
  const first = await shown('/');
  expect(first).toContain('Angehalten');
  expect(first).toContain('nicht erreichbar');
  expect(first).toContain('LAGEDATEI NICHT ZU LESEN');
  expect(first).not.toContain('macht diese Person ihre Änderung rückgängig');
  expect(await shown('/beitraege')).toContain(encodeURIComponent(hemer.key));
});

test('no page asks a server that hangs once more for what was read already', async () => {
  await using given = await openAtAddress(false);
  const { counted, ask, shown } = given;
  expect((await ask('/anhalten', { method: 'POST', body: 'scope=everything' })).status).toBe(200);
  expect(await (await ask('/')).text()).toContain('Angehalten');
  counted.hangs = true;
  const known = new Map([
    ...['announcement', 'id', 'kind'].map((name) => [name, 'outage'] as const),
    ['key', encodeURIComponent('it-2026/outage.1/hemer-x/de')],
  ]);
  const pages = ROUTES.filter(({ method, path }) => method === 'get' && !path.endsWith('/strom'));
  const again: string[] = [];
  for (const { path } of pages) {
    await shown(path.replace(/:(\w+)/g, (_, name) => known.get(name) ?? ''));
    if (counted.unanswered > 1) again.push(path);
    counted.unanswered = Math.min(counted.unanswered, 1);
  }
  expect(pages.length).toBeGreaterThan(15);
  expect(again).toEqual([]);
});
