import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '../src');
/** Pure packages that the core may use: a hash, and the arithmetic of cron schedules. */
const PURE = new Set(['node:crypto', 'cron-parser']);
/** What reaches beyond its arguments. Dates from given instants are fine. */
const IMPURE = [
  /\bDate\.now\(/,
  /\bnew Date\(\)/,
  /\bMath\.random\(/,
  /\bsetTimeout\(/,
  /\bsetInterval\(/,
  /\bfetch\(/,
  /\bprocess\./,
  /\bAbortSignal\.timeout\(/,
];

interface Source {
  readonly path: string;
  readonly folder: string;
  readonly code: string;
  readonly imports: readonly string[];
}

const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(join(SRC, path), 'utf8');
    const imports = [...text.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    );
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    return { path, folder: path.includes('/') ? (path.split('/')[0] ?? '') : '', code, imports };
  });

function target(source: Source, specifier: string): string {
  return relative(SRC, join(SRC, dirname(source.path), specifier));
}

function local(source: Source): readonly string[] {
  return source.imports
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => target(source, specifier));
}

describe('the house', () => {
  test('core files import only core files and packages that are pure', () => {
    const wrong = sources
      .filter((source) => source.folder === '')
      .flatMap((source) => source.imports.map((specifier) => ({ path: source.path, specifier })))
      .filter(({ specifier }) =>
        specifier.startsWith('.') ? specifier.split('/').length > 2 : !PURE.has(specifier),
      );
    expect(wrong).toEqual([]);
  });

  test('core files touch no clock, chance, network or environment', () => {
    const wrong = sources
      .filter((source) => source.folder === '')
      .flatMap((source) =>
        IMPURE.filter((pattern) => pattern.test(source.code)).map(
          (pattern) => `${source.path}: ${pattern.source}`,
        ),
      );
    expect(wrong).toEqual([]);
  });

  test('a folder imports itself and the core, never another folder; only cli/ knows the folders', () => {
    const wrong = sources
      .filter((source) => source.folder !== '' && source.folder !== 'cli')
      .flatMap((source) =>
        local(source).map((path) => ({ from: source.path, to: path, folder: source.folder })),
      )
      .filter(({ to, folder }) => to.startsWith('..') || (to.includes('/') && to.split('/')[0] !== folder));
    expect(wrong).toEqual([]);
  });

  test('process and console are used in cli/ alone', () => {
    const wrong = sources
      .filter((source) => source.folder !== 'cli' && /\b(process|console)\.\w/.test(source.code))
      .map((source) => source.path);
    expect(wrong).toEqual([]);
  });

  test('there are no cycles', () => {
    const edges = new Map(sources.map((source) => [source.path, local(source)]));
    const cycles: string[] = [];
    const state = new Map<string, 'open' | 'done'>();
    const visit = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === 'done') return;
      if (state.get(path) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
        return;
      }
      state.set(path, 'open');
      for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
      state.set(path, 'done');
    };
    for (const path of edges.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });

  test('there is no junk room, no barrel and no default export', () => {
    const names = sources.map((source) => source.path.split('/').at(-1) ?? '');
    expect(names.filter((name) => /^(index|utils?|helpers?|managers?|misc|common)\.ts$/.test(name))).toEqual(
      [],
    );
    expect(
      sources
        .filter((source) => /\bexport default\b|\bexport \* from\b/.test(source.code))
        .map((source) => source.path),
    ).toEqual([]);
  });
});
