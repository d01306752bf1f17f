/**
 * A table as spreadsheets read it: RFC 4180, with a byte order mark for umlauts. A cell that begins like a formula, or with an
 * apostrophe, gets an apostrophe in front, so that no spreadsheet computes what somebody wrote. So does text after a semicolon or
 * a line break: a German Excel separates cells by semicolons, also within quotes that follow a comma.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(value: string): string {
  const text = value.replace(/^(?=[\r\n])|(?<=^|[;\r\n])(?=['=+\-@\t＝＋－＠])/g, "'");
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A cell of a table, with where it begins in the file. Lines and columns count from 1. */
export interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/**
 * The rows of a table, without empty ones. `separator`: between cells; one sign. `unreadable` makes the error where, from this
 * cell of this row on, the file is something else.
 */
export function rowsInCsv(
  csv: string,
  unreadable: (row: number, at: Omit<Cell, 'text'>) => Error,
  separator = ',',
): readonly (readonly Cell[])[] {
  const text = csv.replace(/^\uFEFF/, '');
  const cells = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}"\\r\\n]*))(${separator}|\\r?\\n|$)`, 'gy');
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let [read, line, lineStart] = [0, 1, 0];
  const place = () => ({ line, column: read - lineStart + 1 });
  for (const [all, quoted, plain = '', end] of text.matchAll(cells)) {
    row.push({ text: (quoted?.replaceAll('""', '"') ?? plain).replace(/(^|[;\r\n])'/g, '$1'), ...place() });
    line += all.split('\n').length - 1;
    if (all.includes('\n')) lineStart = read + all.lastIndexOf('\n') + 1;
    read += all.length;
    if (end === separator) continue;
    if (row.length > 1 || row[0]?.text !== '') rows.push(row);
    row = [];
  }
  if (read < text.length) throw unreadable(rows.length + 1, place());
  return rows;
}
