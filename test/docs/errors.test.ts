import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ALERT_CODES, HELD_REASONS } from '../../docs/codes.ts';
import { codesIn, errorsDocument } from '../../docs/errors.ts';
import { messagesDocument } from '../../docs/messages.ts';
import { namesIn } from '../../docs/staff-words.ts';
import { PARTS } from '../../src/core/domain/layout.ts';
import { SENTENCES } from '../../src/core/wording/sentences.ts';
import { readSources } from '../architecture/rooms.ts';

const code = readSources()
  .map((source) => source.code)
  .join('\n');

const unused = (codes: readonly string[]) => codes.filter((one) => !code.includes(`'${one}'`));

const TESTS = join(import.meta.dirname, '..');
/** No schema of today finds the first, and for the second a file would have to change three times within one command. */
const UNPROVOKED = [
  ...['not-allowed', 'state-changing'],
  // Of the console.
  ...[
    'console-origin',
    'nothing-chosen',
    'several-wrong',
    'not-worded',
    'no-address',
    'no-page',
    'draft-changed',
  ],
  ...['not-your-town', 'no-person', 'no-console', 'wrong-code', 'log-broken'],
];

describe('the lists of codes', () => {
  test('every code of a mistake, and every sentence with details, is used in the source', () => {
    const sentences = [...namesIn('mistakes.en.ftl').keys()].filter((one) => one.includes('.'));
    // Types of values in files are put together: `phrase.${type}`.
    expect(
      unused(sentences.filter((one) => !/^phrase\.(?:string|number|int|boolean|array|map|meant)$/.test(one))),
    ).toEqual([]);
    const used = codesIn('mistakes.en.ftl').filter(
      ({ code: one }) => !code.includes(`'${one}'`) && !code.includes(`'${one}.`),
    );
    expect(used).toEqual([]);
  });

  test('every code of a mistake is provoked in a test', () => {
    const tests = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && path !== 'docs/errors.test.ts')
      .map((path) => readFileSync(join(TESTS, path), 'utf8'))
      .join('\n');
    const isNamed = (one: string) => new RegExp(`(?<![\\w-])${one}(?![\\w-])`).test(tests);
    const silent = codesIn('mistakes.en.ftl').map(({ code: one }) => one);
    expect(silent.filter((one) => !isNamed(one) && !UNPROVOKED.includes(one))).toEqual([]);
  });

  test('every alert code and every reason to hold a post is used in the source', () => {
    expect(unused([...Object.keys(ALERT_CODES), ...Object.keys(HELD_REASONS)])).toEqual([]);
  });

  test('docs/errors.md is what `npm run docs` generates', () => {
    const written = readFileSync(join(import.meta.dirname, '../../docs/errors.md'), 'utf8');
    expect(written).toBe(errorsDocument());
  });

  test('docs/messages.md lists all sentences as `npm run docs` does, and all parts', () => {
    const written = readFileSync(join(import.meta.dirname, '../../docs/messages.md'), 'utf8');
    expect(written).toBe(messagesDocument());
    for (const sentence of Object.keys(SENTENCES)) expect(written).toContain(`| \`${sentence}\` |`);
    for (const part of PARTS) expect(written).toMatch(new RegExp(`^\\| \`${part}\` \\| \\S`, 'm'));
  });
});
