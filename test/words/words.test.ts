import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentParser } from '@fluent/syntax';
import { expect, test } from 'vitest';
import { codesIn } from '../../docs/errors.ts';
import { GENERATED, namesIn } from '../../docs/staff-words.ts';

const SRC = join(import.meta.dirname, '../../src');
const WORDS = join(SRC, 'words');

test.each(['de.ftl', 'codes.de.ftl'])(
  '%s and its English have the same sentences, with the same names',
  (file) => {
    const english = namesIn(file.replace('de.ftl', 'en.ftl'));
    expect(Object.fromEntries(namesIn(file))).toEqual(Object.fromEntries(english));
  },
);

test.each(readdirSync(WORDS).filter((file) => file.endsWith('.ftl')))('every line of %s is read', (file) => {
  const { body } = new FluentParser({ withSpans: false }).parse(readFileSync(join(WORDS, file), 'utf8'));
  expect(body.filter((entry) => entry.type === 'Junk').map((junk) => junk.content)).toEqual([]);
  const ids = body.flatMap((entry) => (entry.type === 'Message' ? entry.id.name : []));
  expect(ids).toEqual([...new Set(ids)]);
});

test('the compiler knows the sentences that the catalogues have (`npm run docs` renews its list)', () => {
  for (const [path, text] of Object.entries(GENERATED))
    expect(readFileSync(join(SRC, path), 'utf8')).toBe(text());
});

test.each(['codes.de.ftl', 'codes.en.ftl'])(
  'every code of a mistake has a meaning and advice in %s',
  (file) => {
    expect(codesIn(file).filter(({ means, advice }) => means === '' || advice === '')).toEqual([]);
  },
);

/** Names the sentence that is missing, where the program has a bug. */
const NOT_MOVED = /^words\/say\.ts$/;
/** Two words of a sentence. */
const SENTENCE = /\b[A-Za-z][a-z]+,? [a-z]{2,}\b/;

test('no sentence that staff read is written in code', () => {
  const found = ['cli', 'words']
    .flatMap((room) =>
      readdirSync(join(SRC, room), { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
    )
    .filter((path) => path.endsWith('.ts') && !NOT_MOVED.test(path))
    .flatMap((path) =>
      stringsIn(readFileSync(join(SRC, path), 'utf8'))
        // A command to type is no sentence, nor is the code between two templates.
        .filter((text) => SENTENCE.test(text) && !/ausrufer [a-z]|^`[,)]/.test(text))
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
