import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { optionsFrom } from '../../src/app/options.ts';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { consoleBeside } from '../../src/cli/console-beside.ts';

test('a console that ends by a bug is logged and opened again, and again later where it cannot be opened', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ausrufer-console-'));
  const state = join(folder, 'opened');
  await writeFile(state, '');
  const failed: unknown[] = [];
  const waited: number[] = [];
  const clock = { ...virtualClock(0), sleep: async (ms: number) => void waited.push(ms) };
  const file = new URL('../fixtures/failing-console.ts', import.meta.url);
  const given = { clock, signal: new AbortController().signal };
  const beside = await consoleBeside(optionsFrom({ state }), given, (error) => void failed.push(error), file);
  const telling = new BroadcastChannel(state);
  telling.postMessage('fail');
  await expect.poll(() => readFile(state, 'utf8')).toBe('...');
  expect(failed.map(String)).toEqual([
    expect.stringContaining('SyntaxError'),
    expect.stringContaining('cannot be opened'),
  ]);
  expect(waited).toEqual([15_000]);
  await beside.close();
  telling.close();
  expect(failed).toHaveLength(2);
  await rm(folder, { recursive: true });
});
