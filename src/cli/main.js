#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { isAbsolute, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

// Less CPU: TurboFan, the most thorough compiler, is left for code that is called very often. Other versions may lack the option.
if (process.version.startsWith('v24.')) setFlagsFromString('--invocation-count-for-turbofan=40000');

// Compiled code is kept between starts, which halves the time that a command takes to begin. This file comes before the
// cache, and is JavaScript so that no start needs the compiler of TypeScript.
// The folder is one of this user: whoever can write there runs code as this program, and in /tmp everybody can.
const folder = process.env.NODE_COMPILE_CACHE || cacheFolder();
if (folder) enableCompileCache(folder);

function cacheFolder() {
  const { XDG_CACHE_HOME = '', HOME = '' } = process.env;
  if (isAbsolute(XDG_CACHE_HOME)) return join(XDG_CACHE_HOME, 'ausrufer');
  return isAbsolute(HOME) ? join(HOME, '.cache/ausrufer') : null;
}

const { start } = await import('./start.ts');
await start();
