import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { systemCode } from '../read-file.ts';
import { isAddress } from './source.ts';

/** Editors write in several steps: what comes within this time is one change. */
const SETTLED_AFTER_MS = 50;

/**
 * Calls `changed` soon after a file has changed, also when an editor puts another file in its place. It may miss a
 * change, on a network share for example, and misses all of those at an address: a tick by schedule finds it.
 */
export function watchFile(path: string, changed: () => void, signal: AbortSignal): void {
  if (signal.aborted || isAddress(path)) return;
  let seen = printOf(path);
  let timer: NodeJS.Timeout | undefined;
  const lookUp = () => {
    const now = printOf(path);
    if (now === seen) return;
    seen = now;
    changed();
  };
  let watcher: FSWatcher;
  try {
    // The folder, because a file that was replaced is not the one that was watched. A link into another folder, as in
    // mounted configurations, changes in ways that have other names.
    watcher = watch(dirname(path), { persistent: false }, (_, name) => {
      if (name !== null && name !== basename(path) && !name.startsWith('..')) return;
      clearTimeout(timer);
      timer = setTimeout(lookUp, SETTLED_AFTER_MS);
    });
  } catch (error) {
    return void systemCode(error);
  }
  const end = () => {
    clearTimeout(timer);
    watcher.close();
  };
  watcher.on('error', end);
  signal.addEventListener('abort', end, { once: true });
}

/** A fingerprint that differs after any change; empty where there is no file. */
function printOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : '';
}
