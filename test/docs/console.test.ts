import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NIGHT_PAGE, nightPage } from '../../docs/night-page.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

test.each(['docs/console.md', 'docs/nachtseite.md'])(
  'everything that %s tells staff to press is in the console',
  (page) => {
    const words = read('src/staff-words/console.de.ftl');
    // `*Ausfall melden*`, `*Mehr › Ich*`; not `**emphasised**`.
    const named = [...read(page).matchAll(/(?<!\*)\*(?!\*)([^*]+)\*(?!\*)/g)].flatMap(([, label = '']) =>
      label.split('›').map((one) => one.trim().replace(/\s+/g, ' ')),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((label) => !words.includes(label))).toEqual([]);
  },
);

test('the page that is printed for the night says what docs/nachtseite.md says (`npm run docs` renews it)', () => {
  expect(readFileSync(NIGHT_PAGE, 'utf8')).toBe(nightPage(read('docs/nachtseite.md')));
});
