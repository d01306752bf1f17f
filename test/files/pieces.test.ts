import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OperatorError } from '../../src/core/domain/errors.ts';
import { mistakeAt, type Path } from '../../src/files/yaml/mistake.ts';
import { readYamlByPieces } from '../../src/files/yaml/pieces.ts';
import { readYaml, type YamlFile } from '../../src/files/yaml/yaml.ts';
import { mistakeWords } from '../../src/staff-words/say.ts';

const shipped = (name: string) => readFileSync(join(import.meta.dirname, '../..', name), 'utf8');
const FILES = [
  shipped('config/municipalities.yaml').split('\n').slice(0, 60).join('\n'),
  shipped('test/files/golden/municipalities.yaml'),
  `# Lage
incident:
  id: i
  title: {de: "IT-Ausfall: alles"}

facts: # was gilt
  # alle
  all:
    unaffected: [emergency-calls]
  siegen: {reach: {phone: down}}

  hemer:
    instruction:
      de: |
        Bitte warten Sie.

        Danke.
      en: >-
        Please
        wait.
  "iserlohn":
    note: 'über
      zwei Zeilen'
announcements:
  - {id: a, kind: outage}
  - id: b
    text: {de: "Ja: *sicher*"}
`,
];
const ODD = [
  ...[
    '---',
    '...',
    '%YAML 1.2',
    '\ufeff',
    '\t',
    '# nur ein Wort',
    '',
    '}',
    '{',
    ']',
    '"',
    "'",
    '|',
    '? k',
    ': v',
  ],
  ...[
    'facts:',
    '  siegen: {}',
    '  siegen:',
    ' eins: 1',
    '  - a',
    '- a',
    'a: &x {b: 1}',
    'c: *x',
    '  d: *x',
    '  e: &x 1',
  ],
  ...[
    '    f: |+',
    '  g: |1',
    '  h: "auf',
    '  zu"',
    '!!map',
    '  !!str i: 1',
    '  <<: {}',
    '  1: 2',
    '  __proto__: {}',
    '   ',
  ],
];

type Change = (lines: readonly string[]) => readonly string[];
const change: fc.Arbitrary<Change> = fc
  .tuple(
    fc.nat(),
    fc.nat(),
    fc.constantFrom(...ODD),
    fc.constantFrom('add', 'put', 'drop', 'repeat', 'move', 'cut', 'indent'),
  )
  .map(([at, other, odd, how]) => (lines) => {
    const index = at % Math.max(1, lines.length);
    const line = lines[index] ?? '';
    const from = other % (line.length + 1);
    const instead = {
      add: [odd, line],
      put: [odd],
      drop: [],
      repeat: [line, line],
      move: [lines[other % Math.max(1, lines.length)] ?? '', line],
      cut: [line.slice(0, from) + line.slice(from + 1)],
      indent: [`${' '.repeat(other % 3)}${line.slice(other % 2)}`],
    }[how];
    return lines.toSpliced(index, 1, ...(instead ?? []));
  });

/** Some paths into the file, and one beside each. */
function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const step = (key: string) => (Array.isArray(value) ? Number(key) : key);
  return [path, [...path, 'nothing'], ...inner.flatMap(([key, one]) => pathsIn(one, [...path, step(key)]))];
}

/** Everything that a reader learns from a file. */
function told(read: () => YamlFile): unknown {
  try {
    const { value, text, mistakes, placed, typed } = read();
    const paths = pathsIn(value).filter((_, index, all) => index % Math.ceil(all.length / 8) === 0);
    const found = paths.flatMap((path) => [
      placed(mistakeAt(path, 'no-way')),
      placed({ ...mistakeAt(path, 'no-way'), at: 'key' }),
    ]);
    return { value, text, mistakes, found, typed: paths.map(typed) };
  } catch (error) {
    if (error instanceof OperatorError) return error.mistakes.map((one) => [one.place, mistakeWords(one)]);
    throw error;
  }
}

test('a file that is read piece by piece is read as the whole is, whatever somebody changed since', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FILES), fc.array(change, { maxLength: 6 }), (file, changes) => {
      let lines: readonly string[] = file.split('\n');
      for (const next of [(same: readonly string[]) => same, ...changes]) {
        lines = next(lines);
        const text = lines.join('\n');
        expect(told(() => readYamlByPieces(text, 'i.yaml'))).toEqual(told(() => readYaml(text, 'i.yaml')));
      }
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['an entry twice', 'facts:\n  a: {}\n  b: {}\n  a: {c: 1}\n'],
  ['a section twice', 'facts:\n  a: {}\nincident: {}\nfacts:\n  b: {}\n'],
  ['a section twice, once without entries', 'facts: {a: 1}\nincident: {}\nfacts:\n  b: {}\n'],
  ['an alias of another entry', 'facts:\n  a: &x {b: 1}\n  c: *x\n'],
  ['two documents', 'a: {}\n---\nb: {}\n'],
  ['a document that begins with a map', '--- {a: {}}\nb: {}\n'],
  ['a document that ends', 'a: {}\n...\n'],
  ['a version', '%YAML 1.1\n---\na: {b: no}\n'],
  ['a text that is not closed', 'facts:\n  a: "b\n  c: d"\n'],
  ['keys of JavaScript', 'facts:\n  __proto__: {}\n'],
])('a file is read as the whole is where it has %s', (_, text) => {
  expect(told(() => readYamlByPieces(text, 'i.yaml'))).toEqual(told(() => readYaml(text, 'i.yaml')));
});

test.each([
  ['in the file', ''],
  ['in one part of it', 'facts:\n'],
])('more entries %s than a country has municipalities are refused, and not read first', (_, head) => {
  const entries = Array.from({ length: 20_001 }, (_, n) => `${head === '' ? '' : '  '}k${n}: 1\n`);
  const read = (count: number) => readYamlByPieces(head + entries.slice(0, count).join(''), 'f.yaml');
  expect(
    Object.keys((read(20_000).value as { facts?: object }).facts ?? read(20_000).value ?? {}),
  ).toHaveLength(20_000);
  expect(() => read(20_001)).toThrow('too-big.entries');
});

test('what did not change in a file is the same object as before', () => {
  const entriesOf = (text: string) => {
    const { value } = readYamlByPieces(text, 'i.yaml');
    return (value as { facts: Readonly<Record<string, object>> }).facts;
  };
  const before = entriesOf(FILES[2] ?? '');
  const after = entriesOf((FILES[2] ?? '').replace('phone: down', 'phone: up'));
  expect(Object.keys(after)).toEqual(['all', 'siegen', 'hemer', 'iserlohn']);
  for (const [id, entry] of Object.entries(after)) expect(entry === before[id], id).toBe(id !== 'siegen');
});
