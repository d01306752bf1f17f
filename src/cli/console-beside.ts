import { Worker } from 'node:worker_threads';
import type { Options } from '../app/options.ts';
import type { Runtime } from '../app/runtime.ts';
import { SECOND } from '../core/domain/clock.ts';
import { OperatorError } from '../core/domain/errors.ts';
import { spoken } from '../staff-words/say.ts';
import type { ConsoleOpened, ForConsole } from './console-thread.ts';

/** A console that ended so soon after it was opened, or could not be opened, waits as long before it is opened again. */
const REOPEN_AFTER_MS = 15 * SECOND;

/** A console that is still busy so long after it was told to end is ended. */
const ENDS_WITHIN_MS = 10 * SECOND;

/**
 * Keeps the console open in its thread. If it cannot be opened, or a bug ends the thread, `failed` hears of it and the console is
 * opened again after a while: delivery goes on. Resolves once the first try is over.
 */
export async function consoleBeside(
  options: Options,
  { clock, signal, environment }: Pick<Runtime, 'clock' | 'signal' | 'environment'>,
  { opened, failed }: { readonly opened: () => void; readonly failed: (error: unknown) => void },
  file = new URL('./console-thread.ts', import.meta.url),
): Promise<{ close(): Promise<void> }> {
  let isClosing = false;
  let openedAt = clock.now();
  let thread: ConsoleThread | null = null;
  async function open(): Promise<void> {
    openedAt = clock.now();
    try {
      thread = await openThread(options, environment().DATABASE_URL, file);
      opened();
    } catch (mistake) {
      thread = null;
      failed(mistake);
    }
  }
  async function keep(): Promise<void> {
    for (;;) {
      const error = await thread?.ended;
      if (isClosing) return;
      if (thread) failed(error);
      if (thread === null || clock.now() - openedAt < REOPEN_AFTER_MS)
        await clock.sleep(REOPEN_AFTER_MS, signal);
      if (isClosing) return;
      await open();
      if (isClosing) thread?.end();
    }
  }
  await open();
  const kept = keep();
  return {
    async close() {
      isClosing = true;
      thread?.end();
      const ended = new AbortController();
      const { signal } = ended;
      void clock.sleep(ENDS_WITHIN_MS, signal).then(() => (signal.aborted ? null : thread?.terminate()));
      await kept;
      ended.abort();
    },
  };
}

interface ConsoleThread {
  /** Resolves with the error that ended the thread, or with its exit code. */
  readonly ended: Promise<unknown>;
  /** Tells it to end. */
  end(): void;
  terminate(): Promise<unknown>;
}

async function openThread(
  options: Options,
  database: ForConsole['database'],
  file: URL,
): Promise<ConsoleThread> {
  const workerData: ForConsole = { options, language: spoken(), database };
  const thread = new Worker(file, { workerData });
  // The messages of a thread arrive before its exit, but not before its error.
  let error: unknown = null;
  thread.once('error', (bug) => {
    error = bug;
  });
  const ended = new Promise<unknown>((resolve) => thread.once('exit', (code) => resolve(error ?? code)));
  const opened = new Promise<ConsoleOpened>((resolve) => thread.once('message', resolve));
  const mistakes = await Promise.race([opened, ended.then((why) => Promise.reject(why))]);
  if (mistakes.length > 0) {
    // A connection to a database may be left, which keeps the thread.
    await thread.terminate();
    throw new OperatorError(mistakes);
  }
  return { ended, end: () => thread.postMessage('end'), terminate: () => thread.terminate() };
}
