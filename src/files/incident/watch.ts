import { type FSWatcher, type Stats, statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { systemCode } from '../read-file.ts';
import { isAddress } from './source.ts';

/** Editors write in several steps: what comes within this time is one change. */
const SETTLED_AFTER_MS = 50;
/** How often the file is looked at where nothing tells of a change: on a network share, or in a folder that took another's place. */
const LOOK_EVERY_MS = 2_000;

/**
 * Calls `changed` soon after a file has changed, also when an editor puts another file, or somebody another folder, in its place.
 * It misses all changes at an address: a tick by schedule finds them.
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
  const looking = setInterval(lookUp, LOOK_EVERY_MS).unref();
  signal.addEventListener('abort', () => clearInterval(looking), { once: true });
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
  let stats: Stats | undefined;
  try {
    stats = statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    systemCode(error);
  }
  return stats ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : '';
}
