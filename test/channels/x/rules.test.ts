import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { twitterText } from '../../../src/channels/twitter-text.ts';
import { xRules } from '../../../src/channels/x/rules.ts';

const limits = { characters: 280, perUrl: 23 };
const length = (text: string) => xRules.length(text, limits);

describe('the length of a text on X', () => {
  test.each([
    ['ä', 1],
    ['a\u0308', 1],
    ['„Ö“ – ß', 7],
    ['…', 2],
    ['•', 2],
    ['→', 2],
    ['€', 2],
    ['\u202f', 2],
    ['🚨', 2],
    ['👩‍👩‍👧', 2],
    ['🇩🇪', 2],
    ['ї', 1],
    ['م', 1],
    ['災', 2],
    ['https://example.org/siegen/notfall', 23],
    ['example.org', 23],
    ['Mehr: example.org/siegen.', 30],
    ['https://x.example', 17],
    ['Zwei\nZeilen', 11],
    ['', 0],
  ])('the length of %j is %i', (text, expected) => {
    expect(length(text)).toBe(expected);
  });

  test('the lengths of the texts of October 2023 are as counted by hand', () => {
    expect(
      length(
        'IT-Ausfall nach Cyberangriff auf Südwestfalen-IT. Bis auf Weiteres nicht erreichbar: Stadt Siegen, Kreis Siegen-Wittgenstein und die weiteren Rathäuser im Kreis. Notfälle: Info-Schalter im Rathaus. Nächste Information: Mo., 30.10., 12:00 Uhr. #CyberangriffSWF',
      ),
    ).toBe(259);
  });

  test('a text is as long as the library of X says, whether or not the library was asked', () => {
    const piece = fc.oneof(
      fc.constantFrom(...'.:/@#-_ \n©®ÄßÆŉ…–“ɫⱢẛ1a\u0308\ufe0f\u20e3'),
      fc.constantFrom('example', 'de', 'org', 'http://', 'xn--p1ai', 'Uhr', '12', '.de', 'www.', 'süd'),
      fc.nat({ max: 0x2fff }).map((code) => String.fromCodePoint(code)),
    );
    const { configs, parseTweet } = twitterText();
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        expect(length(text)).toBe(parseTweet(text, configs.version3).weightedLength);
      }),
      { numRuns: 3_000 },
    );
  });

  test('a link counts as many characters as the limits say', () => {
    expect(xRules.length('Siehe example.org', { characters: 280, perUrl: 30 })).toBe(36);
  });
});

test.each([
  ['https://example.org/a', true],
  ['Siehe example.org.', true],
  ['https://x.example', false],
  ['Um 12.30 Uhr, Mo., 30.10.2023', false],
  ['post@example.org', false],
])('X makes a link of something in %j: %s', (text, expected) => {
  expect(xRules.hasUrl(text)).toBe(expected);
});
