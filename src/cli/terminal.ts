import { createInterface } from 'node:readline/promises';

/** The terminal at which a question is asked. */
interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Whether the streams are a terminal, which tells keys such as Ctrl-C apart. */
  readonly terminal: boolean;
}

/** Whether the answer is yes. Ctrl-C, Ctrl-D, and a signal that ends the program, mean no. */
export async function answersYes(
  terminal: Terminal,
  question: string,
  signal: AbortSignal,
): Promise<boolean> {
  return /^(y|yes|j|ja)$/i.test((await answerTo(terminal, question, signal))?.trim() ?? '');
}

/** The line that is typed. Null after Ctrl-C, Ctrl-D, and a signal that ends the program. */
export async function answerTo(
  terminal: Terminal,
  question: string,
  signal: AbortSignal,
): Promise<string | null> {
  const reader = createInterface(terminal);
  const closed = new Promise<null>((resolve) => reader.once('close', () => resolve(null)));
  try {
    const answered = reader.question(question, { signal }).catch(noAnswer);
    const answer = await Promise.race([answered, closed]);
    if (answer === null) terminal.output.write('\n');
    return answer;
  } finally {
    reader.close();
  }
}

function noAnswer(error: unknown): null {
  if (error instanceof Error && error.name === 'AbortError') return null;
  throw error;
}

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
