import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { main } from '../../src/cli/program.ts';
import { runtimeAt } from '../fixtures/runtime.ts';

const ROOT = join(import.meta.dirname, '../..');
const text = ['.', 'docs']
  .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(ROOT, folder, name)))
  .filter((path) => path.endsWith('.md'))
  .map((path) => readFileSync(path, 'utf8').replaceAll('\\\n', ' '))
  .join('\n');

/** Everything that the documentation tells people to type. */
const typed = [...text.matchAll(/(?:^ *|`)(?:\.\/)?ausrufer ([a-z][^`\n]*)/gm)].map(([, words = '']) =>
  words.replace(/#.*$/, '').trim(),
);

async function helpOf(...words: readonly string[]): Promise<string> {
  const shown: string[] = [];
  const runtime = { ...runtimeAt(virtualClock(0)), out: (words: string) => void shown.push(words) };
  expect(await main([...words, '--help'], runtime), words.join(' ')).toBe(0);
  return shown.join('');
}

test('every command and option that the documentation names exists', async () => {
  expect(typed.length).toBeGreaterThan(40);
  const general = await helpOf();
  const wrong: string[] = [];
  for (const line of new Set(typed)) {
    const [command = '', ...words] = line.split(' ');
    const known = `${general}\n${await helpOf(command)}`;
    const options = words.filter((word) => /^--[a-z]/.test(word)).map((word) => word.replace(/[^a-z-]/g, ''));
    wrong.push(...options.filter((option) => !known.includes(option)).map((option) => `${line}: ${option}`));
  }
  expect(wrong).toEqual([]);
});
