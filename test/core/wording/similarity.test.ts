import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likenesses, similarity, trigramReader } from '../../../src/core/wording/similarity.ts';

const words = fc.array(
  fc.constantFrom('rathaus', 'telefon', 'website', 'gestört', 'heute', 'kreis', 'stadt', 'bitte'),
  { minLength: 1, maxLength: 14 },
);

describe('texts that are too alike', () => {
  test('texts that differ in links and hashtags only are alike', () => {
    const a = 'Das Rathaus ist heute nicht erreichbar. Mehr: https://example.org/siegen #Ausfall';
    const b = 'Das Rathaus ist heute nicht erreichbar. Mehr: https://example.org/hemer #Stromausfall';
    expect(similarity(a, b)).toBe(1);
  });

  test('texts that differ in addresses without https:// only are alike', () => {
    const a =
      'Das Rathaus ist heute nicht erreichbar. Mehr: siegen.example.org/notfall. Wir informieren ab 12 Uhr.';
    const b = 'Das Rathaus ist heute nicht erreichbar. Mehr: hemer.example.org. Wir informieren ab 12 Uhr.';
    expect(similarity(a, b)).toBe(1);
    expect(similarity('Ende um 12 Uhr.Notfälle: hier', 'Ende um 12 Uhr. Notfälle: hier')).toBe(1);
  });

  test('a copy of another account is found although its own account said the same first', () => {
    const text = 'Das Rathaus ist heute geschlossen.';
    const texts = ['siegen', 'hemer', 'siegen'].map((group) => ({ text, group }));
    expect(likenesses(texts, 0.9)).toEqual([
      { index: 1, like: 0, score: 1 },
      { index: 2, like: 1, score: 1 },
    ]);
  });

  test('texts with a local fact each are not alike', () => {
    const common = 'ist wegen des IT-Ausfalls nicht erreichbar. Nächste Information: Mo., 30.10., 12:00 Uhr.';
    const a = `Stadt Siegen ${common} Notfälle: Info-Schalter im Rathaus.`;
    const b = `Gemeinde Burbach ${common} Notfälle: Feuerwache, rund um die Uhr besetzt.`;
    expect(similarity(a, b)).toBeLessThan(0.7);
  });

  test('which text another is like does not depend on the texts that were compared before', () => {
    const word = (text: number, at: number) =>
      (text * text + at * 5) % 27 < 2 ? `x${(text + at) % 4}` : `w${at}`;
    const texts = Array.from({ length: 60 }, (_, text) => ({
      text: Array.from({ length: 14 }, (_, at) => word(text, at)).join(' '),
      group: String(text),
    }));
    const reader = trigramReader();
    reader(texts.map(({ text }) => text).reverse());
    expect(likenesses(texts, 0.4, reader)).toEqual(likenesses(texts, 0.4));
  });

  test('the index finds the same as comparing all pairs', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(words, fc.constantFrom('a', 'b', 'c')), { maxLength: 25 }),
        fc.constantFrom(0.5, 0.8, 0.9),
        (written, atLeast) => {
          const texts = written.map(([text, group]) => ({ text: text.join(' '), group }));
          const likes = likenesses(texts, atLeast);
          for (const { index, like, score } of likes) {
            expect(like).toBeLessThan(index);
            expect(texts[like]?.group).not.toBe(texts[index]?.group);
            expect(score).toBe(similarity(texts[like]?.text ?? '', texts[index]?.text ?? ''));
          }
          const found = new Set(likes.map((one) => one.index));
          for (const [index, text] of texts.entries()) {
            const alike = texts
              .slice(0, index)
              .some((other) => other.group !== text.group && similarity(other.text, text.text) >= atLeast);
            expect(found.has(index)).toBe(alike);
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

  /** Nobody waits longer than this for a plan. */
  const PATIENCE_MS = 4_000;
  const copied = (words: number, place: number) =>
    Array.from({ length: 10_000 }, (_, n) => {
      const all = Array.from({ length: words }, (_, word) => `wort${word}`);
      all.splice(place, 0, `Stadt${n}`);
      return { text: all.join(' '), group: String(n) };
    });

  test.each([
    ['and still are copies', copied(60, 0), 9_999],
    ['in the middle, which is just enough', copied(40, 20), 0],
    [
      'and otherwise come in a hundred sorts',
      copied(40, 20).map(({ text, group }, n) => ({ text: `${text} sorte${n % 100}`, group })),
      0,
    ],
    [
      'and nothing else',
      Array.from({ length: 10_000 }, (_, n) => ({
        text: 'Überall dasselbe, Wort für Wort.',
        group: String(n),
      })),
      9_999,
    ],
  ])('ten thousand texts that differ by a name %s are compared in no time', (_, texts, found) => {
    // Of the processor's time, not the clock's: others may be using this machine.
    const before = process.threadCpuUsage();
    expect(likenesses(texts, 0.9)).toHaveLength(found);
    expect(process.threadCpuUsage(before).user / 1_000).toBeLessThan(PATIENCE_MS);
  });
});
