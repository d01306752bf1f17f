import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parse as parseDotenv } from 'dotenv';
import { atHome } from '../app/home.ts';
import type { Runtime } from '../app/runtime.ts';
import type { Clock } from '../core/domain/clock.ts';
import { operatorError } from '../core/domain/errors.ts';
import { readFileBoundedSync, systemCode } from '../files/read-file.ts';
import { secretFileReader } from '../files/settings/env-file.ts';
import type { Environment } from '../files/settings/secrets.ts';
import { answersYes, answerTo } from './terminal.ts';

/**
 * A text that a terminal only shows: without control characters, line breaks and tabs excepted, and without marks that turn
 * the direction of what follows. Names, files and platforms may hold them; everything that is printed passes here.
 */
function printable(text: string): string {
  return text.replace(/\r(?!\n)|[[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]--[\n\t\r]]/gv, '');
}

export const systemClock: Clock = {
  now: () => Date.now(),
  // It ends early where the signal aborts.
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => {}),
};

/**
 * Ticks by node-cron. The schedule runs in UTC because node-cron skips an hour of ticks in zones with summer time.
 */
export function scheduleByCron(cron: string, tick: () => void, signal: AbortSignal): void {
  void import('node-cron').then(({ default: nodeCron }) => {
    if (signal.aborted) return;
    const task = nodeCron.schedule(cron, tick, { timezone: 'UTC' });
    signal.addEventListener('abort', () => void task.destroy(), { once: true });
  });
}

/** The secrets of so many latest readings are concealed. */
const REDACTORS_MAX = 4;

interface Given {
  /** Puts lines in the place of those before, where somebody sees a terminal. */
  readonly draw?: Runtime['redraw'];
  /** The `DATABASE_URL` of the process to which this thread belongs. */
  readonly database?: string | undefined;
}

export function systemRuntime(signal: AbortSignal, { draw, database }: Given = {}): Runtime {
  const redactors: ((text: string) => string)[] = [];
  const shown = (text: string) => printable(redactors.reduce((so, redact) => redact(so), text));
  const envFile = atHome('.env');
  const variables = variablesOf(envFile, process.env);
  const withSecretFiles = secretFileReader(dirname(envFile), database);
  return {
    environment: () => withSecretFiles(variables()),
    envFile,
    clock: systemClock,
    steady: () => performance.now(),
    fetch: (...request) => fetch(...request),
    schedule: scheduleByCron,
    signal,
    out: (text) => void process.stdout.write(shown(text)),
    err: (text) => void process.stderr.write(shown(text)),
    redraw: (lines) => draw?.(lines.map(shown)),
    interactive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    ask: (question) =>
      answersYes({ input: process.stdin, output: process.stderr, terminal: true }, shown(question), signal),
    askFor: (question) =>
      answerTo(
        { input: process.stdin, output: process.stderr, terminal: process.stdin.isTTY === true },
        shown(question),
        signal,
      ),
    conceal(next) {
      // A late line may still hold a secret of the session before.
      redactors.splice(0, Math.max(0, redactors.length - REDACTORS_MAX + 1));
      redactors.push(next);
    },
  };
}

/**
 * Reads the variables in a `.env` file, none where there never was one; those of the process win over them. Gives the same
 * object as before while the file stays the same. Throws `env-unreadable` where it cannot be read, and
 * where it is suddenly empty or gone: somebody is just writing it, and without it posts would go to another ledger.
 */
function variablesOf(path: string, own: Environment): () => Environment {
  let last: { readonly bytes: Buffer; readonly found: Environment } | null = null;
  let hadSome = false;
  return () => {
    const bytes = readDotenv(path);
    // UTF-16, as Windows may save it.
    if (bytes.includes(0)) throw operatorError('env-unreadable.encoding', { file: path });
    if (last?.bytes.equals(bytes)) return last.found;
    const written = parseDotenv(bytes);
    const isEmpty = Object.keys(written).length === 0;
    if (isEmpty && hadSome) throw operatorError('env-unreadable.empty', { file: path });
    hadSome = !isEmpty;
    last = { bytes, found: { ...written, ...own } };
    return last.found;
  };
}

/** Nothing where there is no such file. */
function readDotenv(path: string): Buffer {
  try {
    return readFileBoundedSync(path);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return Buffer.alloc(0);
    throw operatorError('env-unreadable.here', { file: path, error: code }, { cause: error });
  }
}
