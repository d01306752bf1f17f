import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSources } from '../architecture/rooms.ts';

const glossary = readFileSync(join(import.meta.dirname, '../../docs/glossary.md'), 'utf8');
const terms = [...glossary.matchAll(/^\| ([\w -]+) \| .* \| `(\w+)` \|$/gm)].map(
  ([, word = '', type = '']) => ({
    word,
    type,
  }),
);
const code = readSources()
  .map((source) => source.code)
  .join('\n');

test('every type that the glossary names exists in the source', () => {
  expect(terms.length).toBeGreaterThan(40);
  const missing = terms.filter(
    ({ type }) => !new RegExp(`^export (?:interface|type|class) ${type}\\b`, 'm').test(code),
  );
  expect(missing).toEqual([]);
});

test('the glossary explains each word once', () => {
  const words = terms.map(({ word }) => word);
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
});
