#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

// Compiled code is kept between starts, which halves the time that a command takes to begin. This file comes before the
// cache, and is JavaScript so that no start needs the compiler of TypeScript.
// They are in a folder of this user: whoever can write there runs code as this program, and in /tmp everybody can.
enableCompileCache(process.env.NODE_COMPILE_CACHE || cacheFolder());

function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'ausrufer');
}

const { start } = await import('./start.ts');
await start();
