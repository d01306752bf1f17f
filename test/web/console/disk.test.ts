import { readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { busyFor } from '../../../src/sql/faults.ts';
import {
  aboutToTouch,
  fieldIn,
  openConsole,
  pressOffice,
  type TestConsole,
  touchOf,
} from '../../fixtures/console.ts';

const BYTES = 3 * 1_048_576;
const FULL = 'Die Platte des Rechners ist voll.';

async function onSmallDisk(people: 'there' | 'elsewhere', context: TestContext) {
  const given = await openConsole({ small: { bytes: BYTES, people } });
  if (given.disk !== null) return { ...given, disk: given.disk };
  await given[Symbol.asyncDispose]();
  return context.skip('this user may not mount a small disk: the disk was not filled for real');
}

/** What the page says to staff: without what is folded away for the operator. */
const told = (text: string) =>
  (/<main.*<\/main>/s.exec(text)?.[0] ?? text)
    .replace(/<details>.*?<\/details>/gs, '')
    .replace(/<[^>]*>/g, ' ');

/** The worker has the ledger open, as it has in service. */
function keptOpen({ inLedger }: TestConsole) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  const closed = inLedger(async () => {
    opened.resolve();
    await promise;
  });
  return {
    opened: opened.promise,
    async [Symbol.asyncDispose]() {
      resolve();
      await closed;
    },
  };
}

test('on a full disk every page can be read, nothing is half done, each act says what to do, and once there is room it is done once', async (context) => {
  await using given = await onSmallDisk('there', context);
  await using worker = keptOpen(given);
  await worker.opened;
  const { browser, yilmaz, send, path } = await aboutToTouch(given);
  const [state, log, row] = [
    await given.state(),
    await given.people.store.log(),
    (await browser.get('/staedte/hemer')).text,
  ];
  const version = fieldIn((await browser.get(path)).text, 'version');
  await given.disk.fill();
  for (const page of [
    '/',
    path,
    '/anhalten',
    '/weiter',
    '/konten',
    '/beitraege',
    '/staedte',
    '/protokoll',
    '/ich',
  ])
    expect((await browser.get(page)).status, page).toBe(200);
  const answers = {
    publish: await send(),
    stop: await browser.post('/anhalten', { scope: 'everything' }),
    draft: await browser.post('/melden/outage', { who: 'menden', down: 'phone', next: '' }),
    discard: await browser.post(path, { version, do: 'discard' }),
    confirm: await browser.post('/bestaetigen', { who: 'hemer' }),
    signIn: await given.browser().post('/anmelden', { name: 'Krause', passphrase: 'x', code: '1' }),
  };
  for (const [act, { status, text }] of Object.entries(answers)) {
    expect([act, status]).toEqual([act, 400]);
    expect(told(text), act).toContain(FULL);
    expect(told(text), act).toContain('Rufen Sie an, wer das Programm betreibt');
    expect(told(text), act).not.toMatch(/sqlite|ENOSPC|Journal/);
  }
  await given.disk.empty();
  expect([await given.state(), await given.people.store.log()]).toEqual([state, log]);
  expect((await browser.get('/staedte/hemer')).text).toBe(row);
  const { send: again } = await touchOf(yilmaz, path);
  expect((await again()).to).toBe(path.replace('pruefen', 'fortschritt'));
  expect((await given.state()).match(/"kind": "outage"/g)).toHaveLength(1);
});

test('while the people of the console cannot be read, every page says whom to call', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Krause', []);
  Object.assign(given.people.store, { session: async () => Promise.reject(busyFor('people.sqlite')) });
  for (const answer of [await browser.get('/'), await browser.post('/anhalten', { scope: 'everything' })]) {
    expect(answer.status).toBe(400);
    expect(told(answer.text)).toContain('rufen Sie an, wer das Programm betreibt');
  }
});

test('where the disk of the state file alone is full, the draft is as it was, the log says so, and no file is left behind', async (context) => {
  await using given = await onSmallDisk('elsewhere', context);
  const { yilmaz, send, path } = await aboutToTouch(given);
  const state = await given.state();
  await given.disk.fill();
  const { status, text } = await send();
  expect([status, told(text).includes(FULL)]).toEqual([400, true]);
  await given.disk.empty();
  expect(await given.state()).toBe(state);
  const said = (await given.people.store.log()).slice(-2).map(({ what }) => what);
  expect(said).toEqual(['approved', 'not-done']);
  const folder = join(dirname(given.ledgerFile()), '..');
  expect((await readdir(folder)).filter((name) => /lock|tmp/.test(name))).toEqual([]);
  const { send: again } = await touchOf(yilmaz, path);
  expect((await again()).to).toBe(path.replace('pruefen', 'fortschritt'));
});

test('where a pause is ended although another ledger cannot be opened, the page says both, and the log what was done', async () => {
  await using given = await openConsole();
  const { tell, krause } = await pressOffice(given);
  await krause.browser.post('/anhalten', { scope: 'everything' });
  await tell('outage', { who: 'hemer', down: 'phone', next: '' });
  const other = given.ledgerFile().includes('sandbox') ? 'sandbox-exercise.sqlite' : 'exercise.sqlite';
  await writeFile(join(dirname(given.ledgerFile()), other), 'this is no database of any kind '.repeat(9));
  const digest = fieldIn((await krause.browser.get('/weiter')).text, 'digest');
  const sent = await krause.browser.post('/weiter', { digest, scope: 'everything' });
  expect(sent.status).toBe(200);
  expect(sent.text).toContain(other);
  expect(sent.text).toMatch(/NUR in 3 Journalen fortgesetzt/);
  expect(await given.inLedger(async (ledger) => (await ledger.view('it-2026')).pauses)).toEqual([]);
  expect((await given.people.store.log(1)).map(({ what }) => what)).toEqual(['resumed']);
});
