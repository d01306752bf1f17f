import fc from 'fast-check';

/**
 * Characters that nobody sees and that change what is read: told apart here by their numbers, and not as the program tells
 * them. A bell, a soft hyphen, zero-width spaces, an override of the direction, a filler, a byte order mark, a tag, a
 * noncharacter, half a surrogate, one of private use.
 */
const CODE_POINTS = [
  0x07, 0xad, 0x200b, 0x2060, 0x202e, 0x3164, 0xfeff, 0xe0041, 0xfffe, 0xd800, 0xe000,
] as const;
const HOSTILE = new Set<number>(CODE_POINTS);

export const hostile = fc.constantFrom(...CODE_POINTS).map((code) => String.fromCodePoint(code));

/** A text with one of them somewhere in it. */
export function poisoned(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(texts, hostile, fc.double({ min: 0, max: 1, noNaN: true })).map(([text, bad, where]) => {
    const characters = [...text];
    return characters.toSpliced(Math.floor(where * characters.length), 0, bad).join('');
  });
}

/** Words that are a mistake in one template language or another. To the public they are never more than words. */
export const BROKEN_TEMPLATES = [
  '{{ poster',
  '{% if %}',
  '{{ nobody }}',
  '{{ poster | date }}',
  '{ $poster',
  '{ $nobody }',
  '{ -brand }',
  '{ poster.constructor }',
  '{"',
  '}',
] as const;

/** The first hostile character in a text, as `U+202E`; null where there is none. */
export function hostileIn(text: string): string | null {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (HOSTILE.has(code)) return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return null;
}
