/** The words of a post, set off from ours. */
export function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `   │ ${line}`)
    .join('\n');
}

/** Rows in aligned columns, indented. A cell that is very long moves only its own row. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, n) =>
    Math.max(...rows.map((row) => row[n]?.length ?? 0).filter((length) => length <= CELL_MAX), 0),
  );
  return rows.map((row) => `   ${row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join('  ')}`.trimEnd());
}

/** Characters of a cell up to which its column is widened. */
const CELL_MAX = 60;
