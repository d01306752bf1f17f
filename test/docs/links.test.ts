import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const pages = ['.', 'docs'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(ROOT, folder, name), 'utf8') })),
);

/** As GitHub and most viewers make anchors of headings. */
function anchorsIn(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test('every link in the documentation leads somewhere', () => {
  const dead = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].flatMap(([link, file = '', anchor]) => {
      const target = file === '' ? join(ROOT, path) : join(ROOT, dirname(path), file);
      if (!existsSync(target)) return [`${path}: ${link}`];
      const isThere = anchor === undefined || anchorsIn(readFileSync(target, 'utf8')).includes(anchor);
      return isThere ? [] : [`${path}: ${link}`];
    }),
  );
  expect(dead).toEqual([]);
});

test('every file of the source and the tests that the documentation names exists', () => {
  const missing = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/`((?:[\w.-]+\/)*[\w.-]+\.ts|(?:src|test|docs|\.ci)\/[\w./-]*)`/g)].flatMap(
      ([, file = '']) =>
        ['.', 'src'].some((folder) => existsSync(join(ROOT, folder, file))) ? [] : [`${path}: ${file}`],
    ),
  );
  expect(missing).toEqual([]);
});
