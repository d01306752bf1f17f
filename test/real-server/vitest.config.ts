import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: vitest asks for one.
export default defineConfig({
  test: { include: ['test/real-server/*.test.ts'], testTimeout: 180_000, hookTimeout: 60_000 },
});
