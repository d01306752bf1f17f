/**
 * A table as spreadsheets read it: RFC 4180, with a byte order mark for umlauts. A cell that begins like a formula, or with
 * an apostrophe, gets one in front, so that no spreadsheet computes what somebody wrote.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(value: string): string {
  const text = /^['=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows that `csvOf` wrote. `unreadable` makes the error where, from this row on, they are something else. */
export function rowsInCsv(csv: string, unreadable: (row: number) => Error): readonly (readonly string[])[] {
  const text = csv.replace(/^\uFEFF/, '');
  const rows: string[][] = [];
  let row: string[] = [];
  let read = 0;
  for (const [all, quoted, plain = '', end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r?\n|$)/gy,
  )) {
    read += all.length;
    row.push((quoted?.replaceAll('""', '"') ?? plain).replace(/^'/, ''));
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  if (read < text.length) throw unreadable(rows.length + 1);
  return rows;
}
