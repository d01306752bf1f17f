/** Words longer than this are compared by their beginning: no name in our files is. */
const LETTERS_MAX = 60;

/**
 * The word that was probably meant, or null where none is near: by default a slip per three letters, at least one, where a
 * slip is a letter too many, missing, wrong, or two swapped. Case and `_` for `-` count for nothing. The first of equals.
 */
export function nearest(
  written: string,
  words: Iterable<string>,
  most = Math.max(1, Math.floor(Math.min(written.length, LETTERS_MAX) / 3)),
): string | null {
  const wanted = plain(written);
  let best: string | null = null;
  let slipsMax = most;
  for (const word of words) {
    const candidate = plain(word);
    if (Math.abs(candidate.length - wanted.length) > slipsMax) continue;
    const slips = slipsBetween(wanted, candidate);
    if (slips > slipsMax || (best !== null && slips === slipsMax)) continue;
    best = word;
    slipsMax = slips;
  }
  return best;
}

function plain(word: string): string {
  return word.slice(0, LETTERS_MAX).normalize('NFC').toLowerCase().replaceAll('_', '-');
}

/** The optimal string alignment distance. */
function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const wrong = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(beforeLast, j - 2) + 1 : wrong;
      row.push(Math.min(wrong, swapped, at(last, j) + 1, at(row, j - 1) + 1));
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
