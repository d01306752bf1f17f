import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mastodonRules } from '../../../src/channels/mastodon/rules.ts';

const limits = { characters: 500, perUrl: 23 };

describe('the length of a text on Mastodon', () => {
  test.each([
    ['ä', 1],
    ['a\u0308', 1],
    ['…€→', 3],
    ['👩‍👩‍👧', 1],
    ['🇩🇪', 1],
    ['Zwei\nZeilen', 11],
    ['https://example.org/siegen/notfall', 23],
    ['http://example.org', 23],
    ['(https://example.org/a).', 26],
    ['Mehr: https://example.org/a, danke', 36],
    ['https://example.org/a https://example.org/b', 47],
    ['https://hemer.de,https://menden.de,https://balve.de', 71],
    ['https://hemer.de|https://menden.de', 47],
    ['👉https://hemer.de👈', 25],
    ['example.org', 11],
    ['@stadt_siegen', 13],
    ['@stadt_siegen@social.example.org', 13],
    ['Frag @presse@social.example.org.', 13],
    ['presse@example.org', 18],
    ['', 0],
  ])('the length of %j is %i', (text, expected) => {
    expect(mastodonRules.length(text, limits)).toBe(expected);
  });

  test('a link counts as many characters as the server says', () => {
    expect(mastodonRules.length('Siehe https://example.org/a', { characters: 5_000, perUrl: 25 })).toBe(31);
  });

  test.each([
    ['https://example.org/siegen/notfall', 34],
    ['Kurz: https://hemer.de', 29],
    ['https://a.de,https://b.de', 47],
    ['👩‍👩‍👧 a\u0308', 8],
    ['Frag @presse@social.example.org.', 32],
  ])(
    'where nobody knows how a server counts, the length of %j is %i, the most of all ways',
    (text, expected) => {
      expect(mastodonRules.length(text, { characters: 5_000, perUrl: null })).toBe(expected);
    },
  );

  test('graphemes are counted in all alphabets', () => {
    const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
    const letters = fc.oneof(
      fc.integer({ min: 0x20, max: 0x2ff }).map((code) => String.fromCodePoint(code)),
      fc.constantFrom('\n', '\r\n', '\u0308', '–', '„', '…', '\u200d', '\ufe0f', '👩', '🇩', 'क्षि', 'ё'),
    );
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 40 }), (text) => {
        fc.pre(!/[@/]/.test(text));
        expect(mastodonRules.length(text, limits)).toBe([...graphemes.segment(text)].length);
      }),
    );
  });

  test('the length is never too small where a server may recognise no link', () => {
    const address = 'https://rathaus.example/eine/lange/adresse';
    expect(mastodonRules.length(address, limits)).toBe(address.length);
  });
});

test.each([
  ['Mehr: https://example.org/a', true],
  ['Mehr: example.org', false],
  ['https://', false],
])('Mastodon makes a link of something in %j: %s', (text, expected) => {
  expect(mastodonRules.hasUrl(text)).toBe(expected);
});
