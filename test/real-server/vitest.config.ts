import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: vitest asks for one.
export default defineConfig({
  test: { include: ['test/real-server/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000 },
});
