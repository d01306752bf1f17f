import { describe, expect, test } from 'vitest';
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
