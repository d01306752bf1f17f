import { describe, expect, test } from 'vitest';
import { mastodonRules } from '../src/mastodon/rules.ts';

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
    ['example.org', 11],
    ['@stadt_siegen', 13],
    ['@stadt_siegen@social.example.org', 13],
    ['Frag @presse@social.example.org.', 13],
    ['presse@example.org', 18],
    ['', 0],
  ])('of %j is %i', (text, expected) => {
    expect(mastodonRules.length(text, limits)).toBe(expected);
  });

  test('takes for a link what the server says', () => {
    expect(mastodonRules.length('Siehe https://example.org/a', { characters: 5_000, perUrl: 25 })).toBe(31);
  });

  test('is never too little where a server may see no link', () => {
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
