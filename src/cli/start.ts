import { secretsIn, shownLocation } from '../files/incident/source.ts';
import { bugWords, say } from '../staff-words/say.ts';
import { BUG, DONE, STAFF } from './exit.ts';
import { main } from './program.ts';
import { systemRuntime } from './system-runtime.ts';
import { liveLines } from './terminal.ts';

/** Runs the command of this process and sets its exit status. */
export async function start(): Promise<void> {
  // The system goes through all variables for each question, the reader of YAML asks with every word, and a region has
  // thousands of credentials.
  process.env = { ...process.env };
  let unwritten = DONE;
  process.stdout.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
    // The reader of the output may stop, as `head` does, and a terminal may close.
    if (code === 'EPIPE' || code === 'EIO' || unwritten !== DONE) return;
    // The command still does what it was asked to do.
    unwritten = STAFF;
    process.exitCode ||= unwritten;
    runtime.err(`${say('output-unwritten', { error: code })}\n`);
  });
  // A log that a full disk does not take ends no worker.
  process.stderr.on('error', () => {});
  const ending = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort());
  // A terminal that closes ends no worker, nor does a tool that rotates logs, and no signal opens Node's debugger.
  for (const signal of ['SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const) process.on(signal, () => {});
  // Others on the machine can read what was typed here, for as long as the program runs.
  const typed = process.argv.slice(2);
  const words = typed.flatMap((word) => word.split(/(?<=^--state)=/));
  if (words.some((word) => secretsIn(word).length > 0))
    process.title = ['ausrufer', ...words.map(shownLocation)].join(' ');
  const runtime = systemRuntime(ending.signal, { draw: liveLines(process.stderr) });
  process.on('unhandledRejection', (error) => {
    runtime.err(bugWords(error));
    process.exit(BUG);
  });
  try {
    process.exitCode = (await main(typed, runtime)) || unwritten;
  } catch (error) {
    // Shown with its stack, but never with a secret.
    runtime.err(bugWords(error));
    process.exitCode = BUG;
  }
}
