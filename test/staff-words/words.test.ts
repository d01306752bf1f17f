import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentParser, type Pattern } from '@fluent/syntax';
import { expect, test } from 'vitest';
import { codesIn } from '../../docs/errors.ts';
import { namesIn } from '../../docs/staff-words.ts';
import { textsOf } from '../../src/files/messages/simple-german.ts';
import { englishIn } from '../fixtures/english.ts';

const SRC = join(import.meta.dirname, '../../src');
const WORDS = join(SRC, 'staff-words');

const FILES = readdirSync(WORDS).filter((file) => file.endsWith('.ftl'));
const GERMAN = FILES.filter((file) => file.endsWith('.de.ftl'));

test.each(GERMAN.filter((file) => file !== 'fields.de.ftl'))(
  '%s and its English have the same sentences, with the same names',
  (file) => {
    const english = namesIn(file.replace('de.ftl', 'en.ftl'));
    expect(Object.fromEntries(namesIn(file))).toEqual(Object.fromEntries(english));
  },
);

test.each(FILES)('every line of %s is read', (file) => {
  const { body } = new FluentParser({ withSpans: false }).parse(readFileSync(join(WORDS, file), 'utf8'));
  expect(body.filter((entry) => entry.type === 'Junk').map((junk) => junk.content)).toEqual([]);
  const ids = body.flatMap((entry) => (entry.type === 'Message' ? entry.id.name : []));
  expect(ids).toEqual([...new Set(ids)]);
});

test.each(['mistakes.de.ftl', 'mistakes.en.ftl'])(
  'every code of a mistake has a meaning and advice in %s',
  (file) => {
    expect(codesIn(file).filter(({ means, advice }) => means === '' || advice === '')).toEqual([]);
  },
);

test.each(FILES.filter((file) => /^(?:alerts|holds|warnings)/.test(file)))(
  '%s says where the key of a post is, wherever it asks somebody to type one',
  (file) => {
    const asking = readFileSync(join(WORDS, file), 'utf8')
      .split('\n')
      .filter((line) => line.includes('resolve KEY'));
    expect(asking.filter((line) => !line.includes('`history'))).toEqual([]);
  },
);

test('no sentence has the name of another, in whichever file; mistakes have names of their own', () => {
  const ids = GERMAN.filter((file) => file !== 'mistakes.de.ftl').flatMap((file) => [
    ...namesIn(file).keys(),
  ]);
  expect(ids.filter((id, n) => ids.indexOf(id) !== n)).toEqual([]);
});

/** Names of numbers that may be one. Others, as limits and lengths of texts, never are. */
const COUNTED =
  /^(?:n|total|more|count|length|hours|minutes|lines|signatures|rows|missing|posts|accounts|texts|waiting|changes|others|pages|bodies|sessions)$/;
/** Words that are the same of one and of several, and numbers that are never one. */
const SAME =
  /^(?:von|of|zu|to|auf|on|in|andere|weitere|more|seither|deleted|abgelehnt|refused|ungewiss|unknown|erledigt|done|zurückgehalten|held|min|Min|Zeichen)$/;
const SEVERAL: readonly string[] = [
  'translation-all-signed',
  'too-long',
  'weak-passphrase',
  'console-accounts-count',
  'console-log-rest',
  'console-withdraw-everywhere',
  'console-call-off-everywhere',
];

test.each(FILES.filter((file) => !file.startsWith('fields')))(
  'no sentence of %s has a word for many after a number that may be one',
  (file) => {
    const { body } = new FluentParser({ withSpans: false }).parse(readFileSync(join(WORDS, file), 'utf8'));
    /** Each word after a number by which it is not chosen. */
    const fixed = ({ elements }: Pattern, chosen: readonly string[]): readonly string[] =>
      elements.flatMap((element, index) => {
        if (element.type !== 'Placeable') return [];
        const { expression } = element;
        if (expression.type === 'SelectExpression') {
          const { selector, variants } = expression;
          const by = selector.type === 'VariableReference' ? [selector.id.name] : [];
          return variants.flatMap(({ value }) => fixed(value, [...chosen, ...by]));
        }
        const next = elements[index + 1];
        if (expression.type !== 'VariableReference' || next?.type !== 'TextElement') return [];
        const { name } = expression.id;
        const [, word = ''] = /^ (\p{L}+)/u.exec(next.value) ?? [];
        return COUNTED.test(name) && !chosen.includes(name) && word !== '' && !SAME.test(word)
          ? [`${name} ${word}`]
          : [];
      });
    const found = body.flatMap((entry) =>
      entry.type === 'Message' && !SEVERAL.includes(entry.id.name)
        ? [entry.value, ...entry.attributes.map(({ value }) => value)]
            .flatMap((pattern) => (pattern === null ? [] : fixed(pattern, [])))
            .map((words) => `${entry.id.name}: ${words}`)
        : [],
    );
    expect(found).toEqual([]);
  },
);

/** Two words of a sentence. */
const SENTENCE = /\b[A-Za-z][a-z]+,? [a-z]{2,}\b/;
/** What nobody reads who runs the program: SQL, markup, commands to type, and the code between two templates. */
const NO_WORDS =
  /^.\s*(?:select|insert|update|delete|create|alter|drop|vacuum|pragma|begin|start transaction|set local|read|repeatable|with|overriding|key in|digest in|about in|is not|not in|\()\b|^`[,)}; :]|<[a-z!/]|ausrufer [a-z]|^`### /i;

/** Metrics are described in English everywhere; the others are what a library says, and texts of followers. */
const OTHERS =
  /^web\/metrics|^sql\/faults|^core\/planning\/doubts\/near-duplicates|^core\/domain\/post-key|^web\/console/;
/** Descriptions in schemas, which become the JSON Schemas, and two values. */
const DESCRIPTIONS =
  /^.(?:What becomes? of|What became of|The status of|A way to reach|What to do, in|A time,? (?:or|in) |Info-Schalter|from to)/;

test.each(FILES)('%s names a command that somebody is to type with `ausrufer` in front', (file) => {
  const bare =
    /(?:[:,(] |\b(?:or|then|oder|dann) |`)(?:set|resume|pause|approve|resolve|announce|plan|run|translations) (?:--|…|\{ \$|TOWN|STADT|incident|correction|status).*/g;
  expect(readFileSync(join(WORDS, file), 'utf8').match(bare) ?? []).toEqual([]);
});

test('no sentence that staff read is written in code', () => {
  const found = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) =>
        path.endsWith('.ts') && !/sandbox|migrations|^core\/wording\//.test(path) && !OTHERS.test(path),
    )
    .flatMap((path) =>
      stringsIn(readFileSync(join(SRC, path), 'utf8'))
        .filter((text) => SENTENCE.test(text) && !NO_WORDS.test(text) && !DESCRIPTIONS.test(text))
        .map((text) => `${path}: ${text}`),
    );
  expect(found).toEqual([]);
});

/** The strings and templates of a source without what is put into them, errors that are bugs, and descriptions of schemas. */
function stringsIn(source: string): readonly string[] {
  const code = source
    .replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '')
    .replace(/(?:Error|\.describe|\.meta|addIssue)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g, '')
    .replace(/\b(?:description|title|help):\s*'[^'\n]*'/g, '');
  return [...code.matchAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g)].map(([text]) =>
    text.replace(/\$\{[^}]*\}/g, ''),
  );
}

test.each(GERMAN)('no sentence of %s is English', (file) => {
  const { body } = new FluentParser({ withSpans: false }).parse(readFileSync(join(WORDS, file), 'utf8'));
  const english = body.flatMap((entry) =>
    entry.type === 'Message'
      ? [entry.value, ...entry.attributes.map(({ value }) => value)]
          .flatMap((pattern) => (pattern === null ? [] : textsOf(pattern, '…')))
          .flatMap(englishIn)
          .map((text) => `${entry.id.name}: ${text}`)
      : [],
  );
  expect(english).toEqual([]);
});
