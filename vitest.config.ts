import { existsSync, statfsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { defineConfig } from 'vitest/config';

/** A safety net for what never comes about, not a measure: a busy machine must never reach it. */
const NEVER_REACHED_MS = 600_000;
/** Each needs half a gigabyte of memory. */
const WORKERS_MAX = 4;
/** Of memory, for the folders of all tests that run at once. */
const ROOM_BYTES = 2 ** 30;

/** A ledger waits for the disk at each commit, and tests make hundreds of them: in memory nobody waits. */
function temporaryFolder(): string {
  const memory = '/dev/shm';
  if (process.env.TMPDIR !== undefined || !existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > ROOM_BYTES ? memory : tmpdir();
}

/** What has to be installed first: `npm run test:real-server`, `npm run test:browser`. */
const INSTALLED_FIRST = ['test/real-server/**', 'test/browser/**'];
const LONG = 'test/**/*.long.test.ts';

export default defineConfig({
  test: {
    testTimeout: NEVER_REACHED_MS,
    hookTimeout: NEVER_REACHED_MS,
    expect: { poll: { timeout: NEVER_REACHED_MS / 2, interval: 20 } },
    maxWorkers: Math.min(availableParallelism(), WORKERS_MAX),
    setupFiles: ['test/fixtures/speak-english.ts', 'test/fixtures/no-names.ts'],
    env: { LANG: 'en_GB.UTF-8', TMPDIR: temporaryFolder() },
    // Each test opens its own system, so files can share modules. That saves most of the time that files take to start.
    isolate: false,
    projects: [
      {
        extends: true,
        test: { name: 'short', include: ['test/**/*.test.ts'], exclude: [...INSTALLED_FIRST, LONG] },
      },
      { extends: true, test: { name: 'long', include: [LONG] } },
    ],
  },
});
