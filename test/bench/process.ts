import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { Used } from './meter.ts';

export const ROOT = join(import.meta.dirname, '../..');
/** The program, as a file of `start`. */
export const PROGRAM = 'src/cli/main.js';
const METER = join(import.meta.dirname, 'meter.ts');
/** What `./ausrufer` gives to Node.js. The loops beside it run with what Node.js does by itself. */
const GIVEN = (
  /^exec "\$node" (.*) "\$here/m.exec(readFileSync(join(ROOT, 'ausrufer'), 'utf8'))?.[1] ?? ''
).split(' ');
const SHOWN_CHARACTERS_MAX = 2_000;

/** A measured process of our own. */
export interface Measured extends AsyncDisposable {
  readonly child: ChildProcess;
  /** What it has used so far. */
  used(): Promise<Used>;
  /** All that it printed so far. */
  printed(): string;
  /** Resolves when it has ended. */
  readonly ended: Promise<Ended>;
  /** Asks it to end, kills it where it does not within half a minute, and waits for it. */
  end(): Promise<Ended>;
}

export interface Ended {
  readonly status: number | null;
  /** What it used from its start to its end; null where it was killed. */
  readonly used: Used | null;
  readonly ms: number;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

/** Starts a TypeScript file as a process that is measured, and ends with this one. */
export function start(
  script: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = ROOT,
): Measured {
  const from = performance.now();
  const flags = script === PROGRAM ? GIVEN : [];
  const child = spawn(process.execPath, [...flags, '--import', METER, resolve(ROOT, script), ...words], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'ipc'],
  });
  running.add(child);
  const told = { shown: '', used: '' };
  const shown = (bytes: Buffer) => {
    told.shown = (told.shown + bytes.toString()).slice(0, SHOWN_CHARACTERS_MAX);
  };
  child.stdout?.on('data', shown);
  child.stderr?.on('data', shown);
  (child.stdio[3] as Readable).on('data', (bytes: Buffer) => {
    told.used += bytes.toString();
  });
  let ms = 0;
  child.once('exit', () => {
    ms = performance.now() - from;
  });
  const ended = once(child, 'close').then(([status]): Ended => {
    running.delete(child);
    return {
      status: typeof status === 'number' ? status : null,
      used: told.used === '' ? null : (JSON.parse(told.used) as Used),
      ms,
    };
  });
  async function end(): Promise<Ended> {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
    const result = await ended;
    clearTimeout(late);
    return result;
  }
  return {
    ...{ child, ended, end },
    printed: () => told.shown,
    used: () => ask<Used>(child, 'used'),
    [Symbol.asyncDispose]: async () => void (await end()),
  };
}

/** Sends a question to a process of our own, and resolves with its answer. One question at a time. */
export async function ask<Reply>(child: ChildProcess, question: unknown): Promise<Reply> {
  const gone = new AbortController();
  const reply = once(child, 'message', { signal: gone.signal });
  const exited = () => gone.abort(new Error('the process ended before it answered'));
  child.once('exit', exited);
  child.send(question as string);
  try {
    const [answer] = await reply;
    return answer as Reply;
  } finally {
    child.off('exit', exited);
  }
}
