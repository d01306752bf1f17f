import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';

/** No file that people write is larger. */
export const BYTES_MAX = 8 * 1024 * 1024;
/** A share that hangs answers later, or never. */
const ANSWER_WITHIN_MS = 10_000;
/** Opening a pipe would wait until somebody writes to it. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Paths whose reading did not end in time, and has not ended yet: another would only take one more thread. */
const hanging = new Set<string>();

/**
 * Reads a whole file within ten seconds. Throws a system error: its own codes are `EISDIR` for a folder, `ESPIPE` for what
 * is no file, such as a pipe or a device, `EFBIG` for more than 8 MiB, and `ETIMEDOUT`.
 */
export async function readFileBounded(path: string): Promise<Uint8Array> {
  if (hanging.has(path)) throw systemError('ETIMEDOUT', path);
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    hanging.add(path);
    late.reject(systemError('ETIMEDOUT', path));
  }, ANSWER_WITHIN_MS);
  const reading = read(path).finally(() => hanging.delete(path));
  try {
    return await Promise.race([reading, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** The same at once, for small files that are read before anything else. A share that hangs holds it up. */
export function readFileBoundedSync(path: string): Buffer {
  const file = openSync(path, FLAGS);
  try {
    refuseUnbounded(fstatSync(file), path);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

async function read(path: string): Promise<Uint8Array> {
  const file = await open(path, FLAGS);
  try {
    refuseUnbounded(await file.stat(), path);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function refuseUnbounded(stats: Stats, path: string): void {
  if (stats.isDirectory()) throw systemError('EISDIR', path);
  if (!stats.isFile()) throw systemError('ESPIPE', path);
  if (stats.size > BYTES_MAX) throw systemError('EFBIG', path);
}

function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}
