import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';

/** No file that people write is larger. */
export const BYTES_MAX = 8 * 1024 * 1024;
const PART_BYTES = 64 * 1024;
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
    const parts = partsOf(fstatSync(file), path);
    for (let part = parts.next(); ; part = parts.next(readSync(file, part.value)))
      if (part.done) return part.value;
  } finally {
    closeSync(file);
  }
}

/** The text of a small file; null where it cannot be read. */
export function textIfReadable(path: string): string | null {
  try {
    return readFileBoundedSync(path).toString();
  } catch (error) {
    return nullIfUnreadable(error);
  }
}

/** The code of a system error, such as `ENOENT`. Throws any other error: that is a bug. */
export function systemCode(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  throw error;
}

/** For `catch`: null in the place of a file that cannot be read. Throws what is no system error. */
export function nullIfUnreadable(error: unknown): null {
  systemCode(error);
  return null;
}

async function read(path: string): Promise<Uint8Array> {
  await using file = await open(path, FLAGS);
  const parts = partsOf(await file.stat(), path);
  for (let part = parts.next(); ; part = parts.next((await file.read(part.value)).bytesRead))
    if (part.done) return part.value;
}

/** The whole body of a request or an answer; null where it has more bytes. */
export async function bytesWithin(
  body: ReadableStream<Uint8Array> | null,
  max: number,
): Promise<Buffer | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > max) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/**
 * Yields buffers to fill, and takes how many bytes came, until none comes; returns the content. The size of a file says little:
 * some files grow while they are read, and those that a kernel makes up say that they are empty.
 */
function* partsOf(stats: Stats, path: string): Generator<Buffer, Buffer, number> {
  if (stats.isDirectory()) throw systemError('EISDIR', path);
  if (!stats.isFile()) throw systemError('ESPIPE', path);
  const parts: Buffer[] = [];
  for (let size = stats.size; size <= BYTES_MAX; ) {
    const part = Buffer.allocUnsafe(parts.length === 0 ? size + 1 : PART_BYTES);
    const length = yield part;
    if (length === 0) return Buffer.concat(parts);
    parts.push(part.subarray(0, length));
    size = parts.reduce((sum, one) => sum + one.length, 0);
  }
  throw systemError('EFBIG', path);
}

function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}
