import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { optionsFrom } from '../../src/app/options.ts';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { consoleBeside } from '../../src/cli/console-beside.ts';
import { folderOfTest } from '../fixtures/folder.ts';

/** The console of `failing-console.ts`, beside a worker whose clock shows this. */
async function openFailing(now: () => number) {
  const state = join(folderOfTest(), 'opened');
  await writeFile(state, '');
  const failed: unknown[] = [];
  const waited: number[] = [];
  const clock = { ...virtualClock(0), now, sleep: async (ms: number) => void waited.push(ms) };
  const file = new URL('../fixtures/failing-console.ts', import.meta.url);
  const given = { clock, signal: new AbortController().signal };
  const beside = await consoleBeside(optionsFrom({ state }), given, (error) => void failed.push(error), file);
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
