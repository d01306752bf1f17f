import { describe, expect, it, vi } from 'vitest';
import { Parser } from 'yaml';
import { nearest } from '../../src/files/nearest.ts';
import { readYaml, refusal } from '../../src/files/yaml/yaml.ts';
import { complaints } from '../fixtures/small-files.ts';

/** Whatever is wrong with the YAML itself. */
function read(content: Uint8Array | string): readonly string[] {
  return complaints(() => {
    const written = readYaml(content, 'some.yaml');
    if (written.mistakes.length > 0) throw refusal(written);
  });
}

const CASES: readonly [string, string | Uint8Array, RegExp][] = [
  ['is empty', '', /^1:1 empty-file: /],
  ['has only comments', '# nothing\n', /^1:1 empty-file: /],
  ['ends within a bracket', 'a: [1, 2', /^1:9 cut-off: .*cut off/],
  ['ends within a quote', 'a: "x', /^1:6 cut-off: .*cut off/],
  ['ends within a map of one line', 'name: {de: x, en: y', /^1:20 cut-off: /],
  ['is indented with tabs', 'a:\n\tb: 1', /^2:1 bad-yaml: .*spaces instead of tabs/],
  ['has a text with a colon', 'a: b: c', /^1:4 bad-yaml: .*in quotes/],
  [
    'has a no-break space after a colon',
    'a:\n  reach:\u00a0{phone: down, website: down}',
    /^2:9 unseen-character: .*`reach:`.*U\+00A0|^2:9 unseen-character: .*U\+00A0.*`reach:`/,
  ],
  [
    'has a no-break space before a value',
    'a:\n  b: 1\n  c:\u00a0x\n  d: 2',
    /^3:5 unseen-character: .*U\+00A0/,
  ],
  ['has a no-break space behind a quote', 'a: {b: "x"\u00a0, c: y}', /^1:11 unseen-character: .*U\+00A0/],
  ['has a no-break space where it may be', 'a: b\u00a0c: d', /^1:4 bad-yaml: /],
  ['has a no-break space in a quote beside a mistake', 'a: {b: "8\u00a0Uhr", c: @x}', /^1:20 bad-yaml: /],
  ['has a reserved sign first', 'a: @siegen', /^1:4 bad-yaml: .*in quotes/],
  ['has a backslash too many', 'a: "C:\\q"', /^1:7 bad-yaml: .*single quotes/],
  ['holds two documents', 'a: 1\n---\nb: 1', /^2:1 several-documents: /],
  ['changes the version of YAML', '%YAML 1.1\n---\na: no', /^1:1 yaml-directive: /],
  ['has a key twice', 'a: 1\nb: 2\na: 3', /^3:1 duplicate-key: there are two keys `a`/],
  ['has a number for a key', 'a: 1\n05970040: x', /^2:1 bad-key: .*"05970040"/],
  ['has a list for a key', '? [a]\n: 1', /^1:3 bad-key: /],
  ['has a byte order mark in its middle', 'a: 1\n\ufeffb: 1', /^2:1 unseen-character: .*U\+FEFF/],
  [
    'has a key with a character that nobody sees',
    'a: {he\u200bmer: 1}',
    /^1:5 unseen-character: .*U\+200B.*he/,
  ],
  ['has a key that JavaScript keeps for itself', '__proto__: 1', /^1:1 bad-key: /],
  ['repeats by an alias', 'a: &x 1\nb: *x', /^2:4 bad-alias: .*`\*x`/],
  ['has a tag of a language', 'a: !ruby/object x', /^1:4 bad-yaml: .*in quotes/],
  ['has a tag for bytes', 'a: !!binary aGVsbG8=', /^1:13 yaml-tag: /],
  ['is nested too deeply', `a: ${'['.repeat(40)}`, /^1:35 too-deep: /],
  ['is no UTF-8', Uint8Array.of(0x61, 0x3a, 0x20, 0xfc), /not-utf8: .*UTF-8/],
  ['is UTF-16, as Windows saves it', Buffer.from('\ufeffa: 1', 'utf16le'), /not-utf8: /],
  ['has zero bytes in it', 'a: 1\0\0\0', /not-text: /],
  [
    'is far too big',
    `a: ${'x'.repeat(9 * 1024 * 1024)}`,
    /too-big: the file has 9437187 bytes.*Shorten it to 8388608 bytes/,
  ],
];

describe('A file', () => {
  it.each(CASES)('a file that %s is refused with its place and what to do', (_, content, told) => {
    const lines = read(content);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(told);
  });

  it.each([
    ['brackets', `a: ${'['.repeat(100_000)}`, /too-deep/],
    ['braces', `a: ${'{a: '.repeat(100_000)}`, /too-deep/],
    ['dashes', '- '.repeat(100_000), /too-deep/],
    ['question marks', '? '.repeat(100_000), /too-deep/],
    ['documents', 'a: 1\n---\n'.repeat(100_000), /several-documents/],
    ['tags', `a: [${'!a b,'.repeat(100_000)}]`, /yaml-tag/],
    ['directives', '%a b\n'.repeat(100_000), /yaml-directive/],
  ])('a file of %s without end is refused before it is read to its end', (_, content, told) => {
    const reading = vi.spyOn(Parser.prototype, 'next');
    expect(read(content)).toEqual([expect.stringMatching(told)]);
    expect(reading.mock.calls.length).toBeLessThan(15_000);
    reading.mockRestore();
  });

  it.each([
    ['keys', Array.from({ length: 100_000 }, (_, n) => `k${n}: 1\n`).join('')],
    ['the same key', 'a: 1\n'.repeat(100_000)],
    ['keys on one line', `a: {${Array.from({ length: 100_000 }, (_, n) => `k${n}: 1`).join()}}`],
    ['items', `a: [${'b,'.repeat(100_000)}]`],
    ['items without a value', `a:\n${'-\n'.repeat(100_000)}`],
    ['aliases', `a: &a b\nc: [${'*a,'.repeat(100_000)}]`],
    ['commas', `a: {${','.repeat(100_000)}}`],
    ['commas apart', `a: [${', \n'.repeat(100_000)}]`],
    ['tabs', `a: 1\n${'\ta: 1\n'.repeat(100_000)}`],
  ])(
    'a file of more %s than a country has municipalities is refused before it is read to its end',
    (_, content) => {
      const reading = vi.spyOn(Parser.prototype, 'next');
      expect(read(content)).toEqual([
        expect.stringMatching(/too-big: more than 20.?000 entries.*Write at most 20.?000/),
      ]);
      expect(reading.mock.calls.length).toBeLessThan(200_000);
      reading.mockRestore();
    },
  );

  it('a file may begin with as many comments as somebody likes', () => {
    expect(readYaml(`${'# more\n'.repeat(5_000)}a: 1\n`, 'some.yaml').value).toEqual({ a: 1 });
  });

  it('a file reads the same with a byte order mark and the line ends of Windows', () => {
    const text = 'a: |\r\n  first\r\n  second\r\nb: "x"\r\n';
    expect(readYaml(Buffer.from(`\ufeff${text}`), 'some.yaml').value).toEqual({
      a: 'first\nsecond\n',
      b: 'x',
    });
  });

  it('a file keeps `no`, days and leading zeros in quotes as they are written', () => {
    const written = readYaml('de: no\nday: 2023-10-30\nags: "05970040"\n', 'some.yaml');
    expect(written.value).toEqual({ de: 'no', day: '2023-10-30', ags: '05970040' });
  });
});

it.each([
  ['siegn', 'siegen'],
  ['kries-siwi', 'kreis-siwi'],
  ['keis-soest', 'kreis-soest'],
  ['Online-Services', 'online_services'],
  ['siegen', 'siegen'],
  ['arnsberg', null],
  ['', null],
])('the nearest word to %s is %s', (written, meant) => {
  expect(nearest(written, ['siegen', 'kreis-siwi', 'kreis-soest', 'online_services'])).toBe(meant);
});
