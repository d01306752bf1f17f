/** Whether a text has this number or address by itself, a number in whatever form: `+49 221 4710191`, `0221/4710191`. */
export function mentions(text: string, address: string): boolean {
  const digits = /^[+\d][\d\s()/-]*$/.test(address) ? address.replace(/\D/g, '') : '';
  const form = digits === '' ? escaped(address) : formsOf(digits);
  return new RegExp(`(?<![\\p{L}\\p{N}_@./-])${form}(?![\\p{L}\\p{N}_@/-]|\\.[\\p{L}\\p{N}])`, 'iu').test(
    text,
  );
}

/** A German number, with or without the country, and with blanks, strokes and brackets anywhere. */
function formsOf(digits: string): string {
  const between = '[\\s()/-]*';
  const own = [...digits.replace(/^(?:0049|49|0)/, '')].join(between);
  return `\\(?(?:(?:\\+|00)49${between}(?:0${between})?|0${between})?${own}`;
}

/**
 * Those of these words that can be read in a text: not as a part of longer ones, though a sentence may begin or end with
 * them.
 */
export function wordsRead(text: string, words: readonly string[]): readonly string[] {
  let left = text;
  return words
    .toSorted((a, b) => b.length - a.length)
    .filter((one) => {
      const [first = '', ...rest] = one.trim().replace(/\.$/, '');
      const start = `[${escaped(first.toLowerCase())}${escaped(first.toUpperCase())}]`;
      const more = rest.join('').split(/\s+/).map(escaped).join('\\s+');
      const form = new RegExp(`(?<![\\p{L}\\p{N}])${start}${more}(?![\\p{L}\\p{N}])`, 'gu');
      const without = left.replace(form, '\n');
      const isRead = without !== left;
      left = without;
      return isRead;
    });
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
