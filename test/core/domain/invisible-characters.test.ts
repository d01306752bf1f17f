import { expect, test } from 'vitest';
import { unseenIn } from '../../../src/core/domain/invisible-characters.ts';

test.each([
  'Käse – „so“, 12\u00A0€',
  'a\nb',
  '👩‍👩‍👧 🇩🇪 1️⃣ ❤️ ☎︎ 👍🏽 🏳️‍🌈 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
  'می\u200Cخواهم',
  'Україна עברית 中文 हिन्दी',
])('%j has no character that nobody sees', (text) => {
  expect(unseenIn(text)).toBeNull();
});

test.each([
  ['a\u202Eb', 'U+202E', 1],
  ['ab\u2066c\u2069', 'U+2066', 2],
  ['a\u200Db', 'U+200D', 1],
  ['👩\u200Dx', 'U+200D', 2],
  ['1\uFE0F0', 'U+FE0F', 1],
  ['\u{E0041}', 'U+E0041', 0],
  ['🏴\u{E0061}\u{E007F}', 'U+E0061', 2],
  ['a\u115F', 'U+115F', 1],
  ['a\u00ADb', 'U+00AD', 1],
  ['\u001B[0m', 'U+001B', 0],
  ['a\tb', 'U+0009', 1],
  ['a\u2028b', 'U+2028', 1],
  ['\uD800', 'U+D800', 0],
  ['\u{1FFFF}', 'U+1FFFF', 0],
  ['a\u0378', 'U+0378', 1],
  ['a\uFFFC', 'U+FFFC', 1],
  ['\u{1D159}', 'U+1D159', 0],
  ['a\u{13441}', 'U+13441', 1],
])('%j has the character that nobody sees, named by its code point', (text, codePoint, offset) => {
  expect(unseenIn(text)).toEqual({ codePoint, offset });
});

test('no character counts as plainly seen that nobody sees', () => {
  const differ = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
    // Beside a sign of another script a text is looked at character by character.
    (one) => unseenIn(one)?.codePoint !== unseenIn(`漢${one}`)?.codePoint,
  );
  expect(differ).toEqual([]);
});
