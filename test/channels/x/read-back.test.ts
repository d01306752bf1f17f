import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameOnX, textFromX } from '../../../src/channels/x/read-back.ts';

const T_CO = 'https://t.co/AbC123xyz0';

describe('a text read back from X', () => {
  test('a text read back from X has its entities and links restored', () => {
    const text = textFromX(`Bürgerbüro &amp; Kfz: 5 &lt; 6 &gt; 4, &amp;lt; bleibt. ${T_CO}`, [
      { url: T_CO, expanded_url: 'https://example.org/siegen?a=1&b=2' },
    ]);
    expect(text).toBe('Bürgerbüro & Kfz: 5 < 6 > 4, &lt; bleibt. https://example.org/siegen?a=1&b=2');
  });

  test('a t.co link remains where X does not tell its address', () => {
    expect(textFromX(`Mehr: ${T_CO}`, [])).toBe(`Mehr: ${T_CO}`);
    expect(textFromX(`Mehr: ${T_CO}`, [{ url: T_CO }])).toBe(`Mehr: ${T_CO}`);
  });
});

describe('a comparison with a text on X', () => {
  test.each([
    ['letter by letter', 'Rathaus geschlossen.', 'Rathaus geschlossen.'],
    ['composed otherwise', 'Rathäuser', 'Ratha\u0308user'],
    ['with its link shortened', 'Mehr: https://example.org/siegen, danke', `Mehr: ${T_CO}, danke`],
    ['with a bare domain shortened', 'Mehr: example.org.', `Mehr: ${T_CO}.`],
    ['with a bare domain expanded by X', 'Mehr: example.org', 'Mehr: http://example.org/'],
    ['with two links shortened', 'https://example.org/a https://example.org/b', `${T_CO} https://t.co/other`],
    ['with links side by side shortened', 'Auskunft: hemer.de,menden.de', `Auskunft: ${T_CO},${T_CO}`],
    ['with links around a stroke', 'https://hemer.de|https://menden.de', `${T_CO}|${T_CO}`],
    [
      'with an umlaut of a host as browsers send it',
      'https://www.münster.de/a',
      'https://www.xn--mnster-3ya.de/a',
    ],
    ['with line ends of another kind', 'Eins\r\nzwei ', 'Eins\nzwei'],
    ['with what only looks like a link', 'https://x.example', 'https://x.example'],
  ])('a text is the same if it comes back %s', (_, sent, seen) => {
    expect(sameOnX(sent, seen)).toBe(true);
  });

  test.each([
    ['with another word', 'Morgen geschlossen: https://example.org', `Heute geschlossen: ${T_CO}`],
    ['without a link', 'Mehr: https://example.org', 'Mehr:'],
    ['with a link more', 'Mehr:', `Mehr: ${T_CO}`],
    ['with two links for one', 'Mehr: https://example.org', `Mehr: ${T_CO} ${T_CO}`],
    ['with a link less beside another', 'Auskunft: hemer.de,menden.de', `Auskunft: ${T_CO}`],
    ['with the link elsewhere', 'Mehr: https://example.org heute', `Mehr: heute ${T_CO}`],
    ['to another host', 'Mehr: https://example.org/a', 'Mehr: https://example.com/a'],
    ['to another page', 'Mehr: https://example.org/a', 'Mehr: https://example.org/b'],
    ['to another page that differs in case', 'Mehr: https://example.org/a', 'Mehr: https://example.org/A'],
    ['with another number', 'Tel. 0221 4710119', 'Tel. 0221 4710110'],
    ['in another case', 'GESCHLOSSEN', 'geschlossen'],
    ['that goes on', 'Geschlossen', 'Geschlossen bis Montag'],
    ['which answers somebody', 'Geschlossen', '@jemand Geschlossen'],
  ])('a text is another one if it comes back %s', (_, sent, seen) => {
    expect(sameOnX(sent, seen)).toBe(false);
  });

  test('any text is the same after X wrote it its own way', () => {
    const words = fc.constantFrom(
      'Rathaus',
      '&',
      '<',
      '>',
      '&amp;',
      'zu',
      'Ä',
      '🚨',
      '\n',
      '"Info"',
      "'s",
      '#IT',
      '–',
    );
    const link = fc.constantFrom('https://example.org/a?b=c&d=e', 'example.org', 'http://example.org/');
    const text = fc.array(fc.oneof(words, words, link), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(text, (parts) => {
        const sent = parts.join(' ');
        const onX = parts
          .map((part) => (/example/.test(part) ? T_CO : part))
          .join(' ')
          .replaceAll('&', '&amp;')
          .replaceAll('<', '&lt;')
          .replaceAll('>', '&gt;');
        expect(sameOnX(sent, textFromX(onX, []))).toBe(true);
        expect(sameOnX(`${sent} x`, textFromX(onX, []))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
