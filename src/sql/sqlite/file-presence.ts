import { existsSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { operatorError } from '../../core/domain/errors.ts';
import { makePrivate } from './open-database.ts';

const NAMES_TRIED_MAX = 100;

/**
 * Checks that an opened ledger is still the file at its path: throws `ledger-gone` where it is not, and saves what the
 * ledger holds beside it, once. The system lets a process go on writing a file that was deleted or replaced, and all of
 * that is gone when the process ends.
 */
export function filePresenceOf(database: DatabaseSync, file: string): () => void {
  const prints = new Map<string, string>();
  let saved: string | null = null;

  function isThere(path: string): boolean {
    const print = printOf(path);
    const known = prints.get(path);
    if (known !== undefined) return print === known;
    if (print !== null) prints.set(path, print);
    return true;
  }

  isThere(file);
  return () => {
    // The log is made with the first write, and then stays as long as the ledger is open.
    if (isThere(file) && isThere(`${file}-wal`)) return;
    saved ??= save(database, file);
    throw operatorError('ledger-gone.here', { file, saved });
  };
}

/** Throws where there is no room: it is tried again with the next write. */
function save(database: DatabaseSync, file: string): string {
  for (let number = 1; number <= NAMES_TRIED_MAX; number++) {
    const copy = number === 1 ? `${file}.saved` : `${file}.saved-${number}`;
    if (existsSync(copy)) continue;
    makePrivate(copy);
    database.prepare('vacuum into ?').run(copy);
    return copy;
  }
  throw new Error(`${file} was saved ${NAMES_TRIED_MAX} times already`);
}

function printOf(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.dev} ${stats.ino}` : null;
}
