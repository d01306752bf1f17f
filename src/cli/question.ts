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
  const reader = createInterface(terminal);
  const closed = new Promise<null>((resolve) => reader.once('close', () => resolve(null)));
  try {
    const answered = reader.question(question, { signal }).catch(noAnswer);
    const answer = await Promise.race([answered, closed]);
    if (answer === null) terminal.output.write('\n');
    return answer !== null && /^(y|yes|j|ja)$/i.test(answer.trim());
  } finally {
    reader.close();
  }
}

function noAnswer(error: unknown): null {
  if (error instanceof Error && error.name === 'AbortError') return null;
  throw error;
}
