import { parentPort, workerData } from 'node:worker_threads';
import { load } from '../app/load.ts';
import type { Options } from '../app/options.ts';
import { type Mistake, mistakesIn } from '../core/domain/errors.ts';
import type { StaffLanguage } from '../staff-words/language.ts';
import { speak } from '../staff-words/say.ts';
import { openStaffConsole } from '../web/console/open-console.ts';
import { systemRuntime } from './system-runtime.ts';

/*
 * The console beside a worker, in a thread of its own: drawing up thousands of posts keeps a core busy for seconds, and
 * delivery does not wait for it. The two share the files and the ledger, as two processes would.
 */

/** The input of this thread. It ends with the first message that it gets. */
export interface ForConsole {
  readonly options: Options;
  readonly language: StaffLanguage;
  /** The `DATABASE_URL` of the worker: where `.env` has just lost its line, the console does not use another ledger. */
  readonly database: string | undefined;
}

/** Its only message: why it could not open. */
export type ConsoleOpened = readonly Mistake[];

const { options, language, database } = workerData as ForConsole;
speak(language);
const ending = new AbortController();
const tell = (opened: ConsoleOpened) => parentPort?.postMessage(opened);
try {
  const app = await load(systemRuntime(ending.signal, { database }), options);
  const staffConsole = await openStaffConsole(app);
  parentPort?.once('message', async () => {
    ending.abort();
    await staffConsole?.close();
    process.exit();
  });
  tell([]);
} catch (error) {
  tell(mistakesIn(error));
}
