import { closeSync, fdatasync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { OperatorError } from '../../core/domain/errors.ts';
import { diskFailed } from '../faults.ts';

/** The write-ahead log of an embedded ledger, as a file that this process waits for. */
interface WriteAheadLog {
  /**
   * Resolves once everything committed is on the disk. Throws `ledger-disk` if that failed, and on every later call too: the
   * system reports a failure once, and from then on treats what it could not write as written.
   */
  sync(): Promise<void>;
  close(): void;
}

/**
 * SQLite would wait for the disk itself, and nothing else could happen meanwhile: each wait takes some milliseconds, in
 * which hundreds of answers arrive. The log is there from the first commit to the end of the connection.
 */
export function writeAheadLogOf(file: string): WriteAheadLog {
  let log: number | null = null;
  let failure: OperatorError | null = null;
  return {
    async sync() {
      log ??= openLog(file);
      await synced(log).catch((error: unknown) => {
        failure ??= diskFailed(file, error);
      });
      if (failure !== null) throw failure;
    },
    close() {
      if (log !== null) closeSync(log);
    },
  };
}

const synced = (log: number) => promisify(fdatasync)(log);

/** A file that is not on the disk with its name is lost with all that is in it. Windows sees to names by itself. */
function openLog(file: string): number {
  if (process.platform !== 'win32') {
    const folder = openSync(dirname(file), 'r');
    fsyncSync(folder);
    closeSync(folder);
  }
  return openSync(`${file}-wal`, 'r+');
}
