import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { optionsFrom } from '../../src/app/options.ts';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { consoleBeside } from '../../src/cli/console-beside.ts';
import { systemClock } from '../../src/cli/system-runtime.ts';
import { fileOf, OUTAGE } from '../fixtures/day.ts';
import { folderOfTest } from '../fixtures/folder.ts';
import { openProgramAt } from '../fixtures/program.ts';

/** The console of `failing-console.ts`, beside a worker whose clock shows this. */
async function openFailing(now: () => number) {
  const state = join(folderOfTest(), 'opened');
  await writeFile(state, '');
  const failed: unknown[] = [];
  const waited: number[] = [];
  const clock = { ...virtualClock(0), now, sleep: async (ms: number) => void waited.push(ms) };
  const file = new URL('../fixtures/failing-console.ts', import.meta.url);
  const given = { clock, signal: new AbortController().signal, environment: () => ({}) };
  const told = { opened() {}, failed: (error: unknown) => void failed.push(error) };
  const beside = await consoleBeside(optionsFrom({ state }), given, told, file);
  const orders = new BroadcastChannel(state);
  return {
    ...{ beside, failed, waited, tell: (what: 'fail' | 'busy') => orders.postMessage(what) },
    opened: () => readFile(state, 'utf8'),
    async [Symbol.asyncDispose]() {
      orders.close();
      await beside.close();
    },
  };
}

test('a console that ends by a bug is logged and opened again, and again later where it cannot be opened', async () => {
  let now = 0;
  await using given = await openFailing(() => now);
  const { beside, failed, waited } = given;
  now += 15_000;
  given.tell('fail');
  await expect.poll(given.opened).toBe('...');
  expect(failed.map(String)).toEqual([
    expect.stringContaining('SyntaxError'),
    expect.stringContaining('cannot be opened'),
  ]);
  expect(waited).toEqual([15_000]);
  await beside.close();
  expect(failed).toHaveLength(2);
});

test('a console that ends as soon as it is open is opened again only after a while, so that delivery has the machine', async () => {
  await using given = await openFailing(() => 0);
  given.tell('fail');
  await expect.poll(given.opened).toBe('...');
  expect(given.waited).toEqual([15_000, 15_000]);
});

test('a console that is busy without end holds up nothing beside it, and ends with it', async () => {
  await using given = await openFailing(() => 0);
  given.tell('busy');
  await expect.poll(given.opened).toBe('.busy');
  await given.beside.close();
  expect(given.waited).toEqual([10_000]);
  expect(given.failed).toEqual([]);
});

test('a console that is opened while .env names no database goes to no other ledger than its worker', async () => {
  const failed: unknown[] = [];
  const ended = new AbortController();
  const environment = () => ({ DATABASE_URL: 'postgres://db.example.org/ausrufer' });
  const given = { clock: systemClock, signal: ended.signal, environment };
  const told = { opened() {}, failed: (error: unknown) => void failed.push(error) };
  const beside = await consoleBeside(optionsFrom({}), given, told);
  ended.abort();
  await beside.close();
  expect(failed.map(String)).toEqual([expect.stringMatching(/env-unreadable.*DATABASE_URL/)]);
});

test('a worker whose console cannot be opened says so, delivers, and ends when it is told to', async () => {
  await using other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const state = fileOf({}, { hemer: { reach: { phone: 'down' } } }, OUTAGE);
  const config = `approvals: {needed: 0}\nconsole: {origin: "https://lage.example.org", port: ${port}}\n`;
  await using program = await openProgramAt('09:00', state, { config });
  const worker = program.begin('run');
  await expect.poll(() => program.published()).not.toHaveLength(0);
  const { status, err } = await worker.end();
  expect({ status, err }).toEqual({ status: 0, err: expect.stringContaining('port-in-use') });
});
