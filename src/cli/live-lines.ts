/** Some terminals say that they have no columns, or none at all. */
const COLUMNS_UNKNOWN = 80;

/** Lines at a terminal that take the place of those drawn before. */
export function liveLines(
  output: Pick<NodeJS.WriteStream, 'write'> & { readonly columns?: number },
): (lines: readonly string[]) => void {
  let drawn = 0;
  return (lines) => {
    // A line that wraps would take two, and the next drawing would begin too low.
    const width = (output.columns || COLUMNS_UNKNOWN) - 1;
    const shown = lines.map((line) => (line.length <= width ? line : `${line.slice(0, width - 1)}…`));
    const back = drawn === 0 ? '' : `\u001B[${drawn}A\u001B[J`;
    output.write(`${back}${shown.join('\n')}\n`);
    drawn = shown.length;
  };
}
