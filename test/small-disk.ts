import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A disk of its own in a folder, so small that it can be filled. */
export interface SmallDisk extends AsyncDisposable {
  /** Not a byte more can be written. */
  fill(): Promise<void>;
  /** There is room again. */
  empty(): Promise<void>;
  /** As a system does that met an error of the disk. */
  setReadOnly(isReadOnly: boolean): Promise<void>;
}

/** Null where the system does not let this user mount anything. */
export async function smallDisk(folder: string, bytes: number): Promise<SmallDisk | null> {
  await mkdir(folder, { recursive: true });
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
  const filler = join(folder, 'filler');
  return {
    async fill() {
      for (const size of [65_536, 4_096, 1])
        for (let part = 0; part <= bytes / size; part++) {
          try {
            await writeFile(`${filler}-${size}`, Buffer.alloc(size), { flag: 'a' });
          } catch (error) {
            if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') break;
            throw error;
          }
        }
    },
    async empty() {
      for (const size of [65_536, 4_096, 1]) await rm(`${filler}-${size}`, { force: true });
    },
    async setReadOnly(isReadOnly) {
      await run('mount', ['-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, folder]);
    },
    async [Symbol.asyncDispose]() {
      await run('umount', ['--lazy', folder]);
    },
  };
}
