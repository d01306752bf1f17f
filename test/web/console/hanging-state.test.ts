import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { load } from '../../../src/app/load.ts';
import { consoleApp } from '../../../src/web/console/console.ts';
import { deskOf } from '../../../src/web/console/desk.ts';
import { onLoopback } from '../../fixtures/bare-server.ts';
import { at, file } from '../../fixtures/day.ts';
import { EVERYTHING, ORIGIN, openTestPeople } from '../../fixtures/people.ts';
import { regionFolder } from '../../fixtures/region-folder.ts';
import { runtimeAt } from '../../fixtures/runtime.ts';

test('to sign in and to stop, nobody waits for the server of the state file', async () => {
  const state = file({ hemer: { reach: { phone: 'down' } } });
  let asked = 0;
  let hangs = false;
  await using server = await onLoopback(
    createServer((_, response) => {
      asked += 1;
      if (!hangs) response.end(state);
    }),
  );
  await using folder = await regionFolder({ config: 'approvals: {needed: 1}\n', state });
  await mkdir(folder.path('data'));
  const people = await openTestPeople();
  people.clock.advanceTo(at('09:05'));
  const url = `${server.url}/incident.yaml`;
  const app = await load(runtimeAt(people.clock), { ...folder.options, state: url, stateShown: url });
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
  expect((await ask('/')).status).toBe(200);
  hangs = true;
  const before = asked;
  expect((await ask('/anmelden')).status).toBe(200);
  expect((await ask('/anhalten')).status).toBe(200);
  const stopped = await ask('/anhalten', { method: 'POST', body: 'scope=everything' });
  expect(await stopped.text()).toContain('Angehalten');
  expect(asked).toBe(before);
});
