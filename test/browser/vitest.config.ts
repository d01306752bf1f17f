import { defineConfig } from 'vitest/config';

/** A safety net for what never comes about: a busy machine must never reach it. */
const NEVER_REACHED_MS = 600_000;

// biome-ignore lint/style/noDefaultExport: vitest asks for one.
export default defineConfig({
  test: {
    include: ['test/browser/*.test.ts'],
    testTimeout: NEVER_REACHED_MS,
    hookTimeout: NEVER_REACHED_MS,
    expect: { poll: { timeout: NEVER_REACHED_MS / 2, interval: 100 } },
    // A browser keeps a core busy by itself.
    maxWorkers: 1,
  },
});
