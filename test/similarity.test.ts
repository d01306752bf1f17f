import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likenesses, similarity } from '../src/similarity.ts';

const words = fc.array(
  fc.constantFrom('rathaus', 'telefon', 'website', 'gestört', 'heute', 'kreis', 'stadt', 'bitte'),
  { minLength: 1, maxLength: 14 },
);

describe('texts that are too alike', () => {
  test('links and hashtags tell no texts apart', () => {
    const a = 'Das Rathaus ist heute nicht erreichbar. Mehr: https://example.org/siegen #Ausfall';
    const b = 'Das Rathaus ist heute nicht erreichbar. Mehr: https://example.org/hemer #Stromausfall';
    expect(similarity(a, b)).toBe(1);
  });

  test('a local fact tells them apart', () => {
    const common = 'ist wegen des IT-Ausfalls nicht erreichbar. Nächste Information: Mo., 30.10., 12:00 Uhr.';
    const a = `Stadt Siegen ${common} Notfälle: Info-Schalter im Rathaus.`;
    const b = `Gemeinde Burbach ${common} Notfälle: Feuerwache, rund um die Uhr besetzt.`;
    expect(similarity(a, b)).toBeLessThan(0.7);
  });

  test('what the index finds is what comparing all pairs finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(words, fc.constantFrom('a', 'b', 'c')), { maxLength: 25 }),
        fc.constantFrom(0.5, 0.8, 0.9),
        (written, atLeast) => {
          const texts = written.map(([text, group]) => ({ text: text.join(' '), group }));
          const found = new Set(likenesses(texts, atLeast).map((one) => one.index));
          for (const [index, text] of texts.entries()) {
            const alike = texts
              .slice(0, index)
              .some((other) => other.group !== text.group && similarity(other.text, text.text) >= atLeast);
            // A copy is held against the first text that is the same word for word; that one may be of its own group.
            const copy = texts.slice(0, index).some((other) => similarity(other.text, text.text) === 1);
            if (alike && !copy) expect(found.has(index)).toBe(true);
            if (found.has(index)) expect(alike).toBe(true);
          }
        },
      ),
    );
  });

  test('ten thousand texts are compared without comparing all pairs', () => {
    const texts = Array.from({ length: 10_000 }, (_, n) => ({
      text: `Stadt ${n} ist wegen des Ausfalls nicht erreichbar. Notfälle: Schalter ${n * 7} im Haus ${n * 13}. Telefon ${n * 17} ab ${n % 24} Uhr.`,
      group: String(n),
    }));
    expect(likenesses(texts, 0.9)).toEqual([]);
    const copied = [...texts, { text: texts[42]?.text ?? '', group: 'copy' }];
    expect(likenesses(copied, 0.9)).toEqual([{ index: 10_000, like: 42, score: 1 }]);
  });
});
