import { keptIn } from '../../core/domain/cache.ts';

/** A word, and where it begins in a text. */
interface Found {
  readonly at: number;
  readonly word: string;
}

/**
 * Words are known by so many first characters, or by as many as the shortest has: the first ones of secrets may be alike. A hash
 * of 32 bits that moves on by 3 bits or more has forgotten every character before these.
 */
const BEGINNING = 11;

/** Bits for each word. With these, one in 32 to 64 places of a text looks like the beginning of a word and is none. */
const BITS_PER_WORD = 32;
/** With Fibonacci hashing (Knuth) the first bits depend on all of them. */
const GOLDEN = 0x9e3779b1;

/**
 * Finds thousands of words in a text, one after the other; if several begin at one place, the longest. It goes through the text
 * with a rolling hash, as Rabin and Karp do, and looks closer only where some word begins with the same hash: a text of 280
 * characters takes a few microseconds, whatever the number of words. Words have four characters or more.
 */
export function manyWords(words: Iterable<string>): (text: string) => Iterable<Found> {
  const known = new Set(words);
  if (known.size === 0) return () => [];
  let width = BEGINNING;
  for (const { length } of known) width = Math.min(width, length);
  const lengths = new Map<string, number[]>();
  for (const word of known) {
    const those = keptIn(lengths, word.slice(0, width), () => []);
    if (!those.includes(word.length)) those.push(word.length);
  }
  const step = Math.ceil(32 / width);
  const size = Math.ceil(Math.log2(lengths.size * BITS_PER_WORD));
  const bits = new Uint8Array(2 ** (size - 3));
  const bitOf = (hash: number) => Math.imul(hash, GOLDEN) >>> (32 - size);
  for (const [beginning, those] of lengths) {
    those.sort((a, b) => b - a);
    let hash = 0;
    for (let at = 0; at < width; at++) hash = (hash << step) + beginning.charCodeAt(at);
    const bit = bitOf(hash);
    bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  /** Outside of the loop below: what a function there takes with it costs memory for every character. */
  const wordAt = (text: string, at: number): Found | null => {
    const those = lengths.get(text.slice(at, at + width));
    const longest = those?.find((length) => known.has(text.slice(at, at + length)));
    return longest === undefined ? null : { at, word: text.slice(at, at + longest) };
  };
  return function* (text) {
    let hash = 0;
    let from = 0;
    for (let end = 0; end < text.length; end++) {
      hash = (hash << step) + text.charCodeAt(end);
      const bit = bitOf(hash);
      if (((bits[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) continue;
      const at = end + 1 - width;
      const found = at < from ? null : wordAt(text, at);
      if (found === null) continue;
      yield found;
      from = at + found.word.length;
    }
  };
}
