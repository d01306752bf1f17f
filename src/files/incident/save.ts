import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { chmod, chown, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type OperatorError, operatorError } from '../../core/domain/errors.ts';
import { sha256 } from '../../core/domain/post-key.ts';
import { readFileBounded, systemCode } from '../read-file.ts';

const TRIES_MAX = 40;
const TRY_AGAIN_MS = 50;
/** Nobody holds the lock for longer: a process that left it behind has crashed. */
const LOCK_STALE_MS = 10_000;

/**
 * Puts `text` in the place of the file whose content has `expectedDigest`, wholly or not at all. Throws an
 * OperatorError: `changed-meanwhile` where somebody else wrote it since it was read, `not-written` where it cannot be.
 */
export async function saveAtomically(path: string, text: string, expectedDigest: string): Promise<void> {
  try {
    const target = await realpath(path);
    await locked(`${target}.lock`, () => replace(target, text, expectedDigest));
  } catch (error) {
    throw notWritten(path, error);
  }
}

/** Writes a new file, wholly or not at all. Throws `not-written`, also where there is one already. */
export async function saveNew(path: string, text: string | Uint8Array): Promise<void> {
  try {
    await using file = await open(path, 'wx');
    await file.writeFile(text).catch(async (error) => {
      await rm(path);
      throw error;
    });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw notWritten(path, error);
    throw operatorError('not-written.exists', { file: path }, { cause: error });
  }
}

/** The error where the system did not write a file. Throws what is no error of the system, such as an OperatorError, as it is. */
export function notWritten(file: string, cause: unknown): OperatorError {
  return operatorError('not-written.here', { file, error: systemCode(cause) }, { cause });
}

async function replace(target: string, text: string, expectedDigest: string): Promise<void> {
  if (sha256(Buffer.from(await readFileBounded(target)).toString()) !== expectedDigest)
    throw operatorError('changed-meanwhile.file', { file: target });
  const before = await stat(target);
  const fresh = join(dirname(target), `.${randomUUID()}.tmp`);
  try {
    await writeFile(fresh, text, { flag: 'wx', mode: 0o600, flush: true });
    await keepAccess(fresh, before);
    await rename(fresh, target);
  } finally {
    await rm(fresh, { force: true });
  }
}

/**
 * Owner, group and mode as they were, so that everybody who could read and write the file still can. Only root gives a file to another
 * owner; a group that may use the file and cannot keep it is an error.
 */
async function keepAccess(path: string, { uid, gid, mode }: Stats): Promise<void> {
  const fresh = await stat(path);
  if (fresh.uid !== uid) await chown(path, uid, gid).catch(() => {});
  // The group keeps a permission that everybody has.
  const isOfGroup = ((mode >> 3) & ~mode & 0o7) !== 0;
  if (isOfGroup && (await stat(path)).gid !== gid) await chown(path, -1, gid);
  if (fresh.mode !== mode) await chmod(path, mode & 0o7777);
}

/** One of our own commands at a time; editors know no locks, and are found by the digest. */
async function locked(lock: string, write: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await writeFile(lock, '', { flag: 'wx' });
      break;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST' || tries >= TRIES_MAX) throw error;
      await dropIfStale(lock);
      await setTimeout(TRY_AGAIN_MS);
    }
  }
  try {
    await write();
  } finally {
    await rm(lock, { force: true });
  }
}

async function dropIfStale(lock: string): Promise<void> {
  const stats = await stat(lock).catch(() => null);
  if (stats && Date.now() - stats.mtimeMs > LOCK_STALE_MS) await rm(lock, { force: true });
}
