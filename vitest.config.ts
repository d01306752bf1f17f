import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Against a server that has to be installed first: `npm run test:real-server`.
    exclude: ['test/real-server/**'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    // Every test opens worlds of its own: the modules may be shared, which saves most of the time that files take to begin.
    isolate: false,
  },
});
