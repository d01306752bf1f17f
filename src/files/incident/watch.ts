import { type FSWatcher, type Stats, statSync, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { nullIfUnreadable, systemCode } from '../read-file.ts';
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
    timer = undefined;
    const now = printOf(path);
    if (now === seen) return;
    seen = now;
    changed();
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(lookUp, SETTLED_AFTER_MS);
  };
  // A share that hangs keeps nobody else waiting.
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    const now = printIn(await stat(path).catch(nullIfUnreadable));
    isLooking = false;
    if (now !== seen && timer === undefined && !signal.aborted) soon();
  };
  const looking = setInterval(() => void look(), LOOK_EVERY_MS).unref();
  signal.addEventListener('abort', () => clearInterval(looking), { once: true });
  let watcher: FSWatcher;
  try {
    // The folder, because a file that was replaced is not the one that was watched. A link into another folder, as in
    // mounted configurations, changes in ways that have other names.
    watcher = watch(dirname(path), { persistent: false }, (_, name) => {
      if (name !== null && name !== basename(path) && !name.startsWith('..')) return;
      soon();
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
  try {
    return printIn(statSync(path, { throwIfNoEntry: false }) ?? null);
  } catch (error) {
    return printIn(nullIfUnreadable(error));
  }
}

function printIn(stats: Stats | null): string {
  return stats ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : '';
}
