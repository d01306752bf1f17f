import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { load } from '../../../src/app/load.ts';
import { openPeople } from '../../../src/app/people/people.ts';
import { startSession } from '../../../src/app/people/sign-in.ts';
import { systemClock, systemRuntime } from '../../../src/cli/system-runtime.ts';
import { consoleApp } from '../../../src/web/console/console.ts';
import { deskOf } from '../../../src/web/console/desk.ts';
import { addToPractice, practising } from '../../../src/web/console/practice.ts';
import { practiseBeside } from '../../../src/web/console/practice-beside.ts';
import { file } from '../../fixtures/day.ts';
import { nobodyTold } from '../../fixtures/people.ts';
import { regionFolder } from '../../fixtures/region-folder.ts';

const ORIGIN = 'https://lage.example.org';

/** A console that works on the real platforms, with a practice beside it. */
async function openBeside(state: string) {
  const folder = await regionFolder({ config: 'sandbox: false\ngap_minutes: 0\n', state });
  const closing = new AbortController();
  const runtime = { ...systemRuntime(closing.signal), out: () => {}, err: () => {} };
  const app = await load(runtime, folder.options);
  const people = await openPeople({ kind: 'memory' }, ORIGIN, systemClock, nobodyTold);
  const practise = practiseBeside(people);
  const desk = deskOf(app, { people, timelines: null });
  return {
    ...{ folder, app, people, practise },
    pages: consoleApp(desk, { practice: null, trustedProxy: null, practise }),
    async [Symbol.asyncDispose]() {
      await practise.end();
      closing.abort();
      await people.store.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** Somebody who is signed in, and may ask the console for a page, or send it a form. */
async function signedIn({ people, pages }: Awaited<ReturnType<typeof openBeside>>) {
  const person = practising({ id: 'anna', name: 'Anna', rights: [], isRemoved: false });
  await addToPractice(people, person);
  const { token } = await startSession(people, person, 'passkey', 'a browser');
  return async (where: string, fields: Readonly<Record<string, string>> | null = null, cookie = token) => {
    const answer = await pages.request(`${ORIGIN}${where}`, {
      method: fields === null ? 'GET' : 'POST',
      headers: { cookie: `__Host-sitzung=${cookie}`, origin: ORIGIN, 'accept-language': 'de' },
      ...(fields && { body: new URLSearchParams(fields) }),
    });
    return { status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() };
  };
}

test('a practice beside the real console shows its own posts, and leaves what is real untouched', async () => {
  const state = file({ hemer: { reach: { phone: 'down' } } });
  await using beside = await openBeside(state);
  const { folder } = beside;
  const ask = await signedIn(beside);
  expect((await ask('/uebung/')).to).toBe('/ueben');
  expect((await ask('/ueben', { do: 'begin' })).to).toBe('/uebung/');
  const first = await ask('/uebung/');
  expect(first.text).toContain('PROBELAUF');
  // No way leads back to what is real but the one that says so.
  const ways = [...first.text.matchAll(/(?:href|action)="(\/[^"]*)"/g)].map(([, way = '']) => way);
  expect(ways.length).toBeGreaterThan(10);
  expect(ways.filter((way) => !way.startsWith('/uebung/'))).toEqual([]);
  const review = await ask('/uebung/melden/outage', { who: 'hemer', down: 'phone', next: '' });
  expect(review.to).toMatch(/^\/uebung\/pruefen\//);
  const shown = await ask(review.to);
  const fields = Object.fromEntries(
    [...shown.text.matchAll(/name="(digest|version)" value="(\w+)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
  const published = await ask(review.to, { ...fields, read: 'yes', do: 'publish' });
  expect(published.to).toMatch(/^\/uebung\/fortschritt\//);
  await expect
    .poll(async () => (await ask('/uebung/zeitleisten/')).text)
    .toContain('Notruf 110/112 funktioniert');
  // Who signs in how is the same here and there: a session or passkey of the practice would push out the real one.
  expect((await ask('/uebung/%69ch')).to).toBe('/ich');
  for (const way of ['ich', 'leute', 'anmelden', 'einladung/x']) {
    expect((await ask(`/uebung/${way}`)).to).toBe(`/${way}`);
    expect((await ask(`/uebung/${way}`, {})).to).toBe('/ich');
  }
  expect((await ask('/uebung/zeitleisten/sandbox/accounts')).status).toBe(404);
  expect((await ask('/uebung/zeitleisten/', null, 'nobody')).status).toBe(404);
  expect((await ask('/uebung/', null, 'nobody')).to).toBe('/anmelden?nach=%2Fueben');
  // The draft of the practice does not exist outside it, and the real file is as it was.
  expect((await ask(review.to.replace('/uebung', ''))).status).toBe(400);
  expect(await folder.state()).toBe(state);
  await ask('/ueben', { do: 'end' });
  expect((await ask('/uebung/')).to).toBe('/ueben');
});

test('everybody who is signed in takes part in a practice, also who was invited after it began, or once more', async () => {
  await using beside = await openBeside(file({}));
  const { app, people, practise, pages } = beside;
  const joined = async (id: string, name: string) => {
    const person = practising({ id, name, rights: [], isRemoved: false });
    await addToPractice(people, person);
    return { person, token: (await startSession(people, person, 'passkey', '')).token };
  };
  const draw = async ({ token }: { readonly token: string }) => {
    const headers = { cookie: `__Host-sitzung=${token}`, origin: ORIGIN };
    const body = new URLSearchParams({ who: 'hemer', down: 'phone', next: '' });
    const answer = await pages.request(`${ORIGIN}/uebung/melden/outage`, { method: 'POST', headers, body });
    return answer.status;
  };
  const remove = (person: string) => people.store.remove(person, Date.now());
  await joined('bernd', 'Bernd');
  await remove('bernd');
  const [anna, bernd] = [await joined('anna', 'Anna'), await joined('bernd-again', 'Bernd')];
  await practise.begin(app, anna.person, Date.now());
  const carla = await joined('carla', 'Carla');
  expect([await draw(anna), await draw(bernd), await draw(carla)]).toEqual([303, 303, 303]);
  await remove('carla');
  // At once, as a page and what it loads.
  const again = await joined('carla-again', 'Carla');
  expect(await Promise.all([draw(again), draw(again)])).toEqual([303, 303]);
});

test('a practice is made of the files as they are when it is begun, not as they were when the console started', async () => {
  await using beside = await openBeside(file({}));
  const ask = await signedIn(beside);
  const region = join(beside.folder.options.config, 'municipalities.yaml');
  await writeFile(region, (await readFile(region, 'utf8')).replaceAll('Stadt Menden', 'Stadt Neuenrade'));
  await ask('/ueben', { do: 'begin' });
  expect((await ask('/uebung/melden/outage')).text).toContain('Neuenrade');
});
