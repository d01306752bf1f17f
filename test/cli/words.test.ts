import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentParser } from '@fluent/syntax';
import { expect, test } from 'vitest';
import { namesIn, sentencesModule } from '../../docs/staff-words.ts';

const CLI = join(import.meta.dirname, '../../src/cli');
const WORDS = join(CLI, 'words');

test('the German and the English catalogue have the same sentences, with the same names in each', () => {
  expect([...namesIn('de.ftl')]).toEqual([...namesIn('en.ftl')]);
});

test.each(readdirSync(WORDS).filter((file) => file.endsWith('.ftl')))('every line of %s is read', (file) => {
  const { body } = new FluentParser({ withSpans: false }).parse(readFileSync(join(WORDS, file), 'utf8'));
  expect(body.filter((entry) => entry.type === 'Junk').map((junk) => junk.content)).toEqual([]);
  const ids = body.flatMap((entry) => (entry.type === 'Message' ? entry.id.name : []));
  expect(ids).toEqual([...new Set(ids)]);
});

test('the compiler knows the sentences that the catalogues have (`npm run docs` renews its list)', () => {
  expect(readFileSync(join(WORDS, 'sentences.ts'), 'utf8')).toBe(sentencesModule());
});

/** What still has English sentences in its code. */
const NOT_MOVED = /^(commands|reports)\/|^(program|start|typing|exit)\.ts$/;
/** Two words of a sentence. A command to type begins with the program's name. */
const SENTENCE = /(?<!ausrufer )\b[A-Za-z][a-z]+,? [a-z]{2,}\b/;

test('no sentence is written in the code of the command line', () => {
  const found = readdirSync(CLI, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('words/') && !NOT_MOVED.test(path))
    .flatMap((path) =>
      stringsIn(readFileSync(join(CLI, path), 'utf8'))
        .filter((text) => SENTENCE.test(text))
        .map((text) => `${path}: ${text}`),
    );
  expect(found).toEqual([]);
});

/** The strings and templates of a source, without what is put into them. */
function stringsIn(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
  return [...code.matchAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g)].map(([text]) =>
    text.replace(/\$\{[^}]*\}/g, ''),
  );
}
