import { defineConfig } from 'vitest/config'

// Names of files carry their content's hash, so that they can be kept for good; nothing else in the build depends on where or when.
export default defineConfig({
  base: '/',
  build: { target: 'es2022', modulePreload: { polyfill: false }, sourcemap: false, reportCompressedSize: false, assetsInlineLimit: 0 },
  server: { proxy: { '/v1': 'http://127.0.0.1:8080' } },
  test: {
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.ts'], environment: 'node' } },
      { test: { name: 'e2e', bail: 1, include: ['e2e/**/*.test.ts'], environment: 'node', testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false } },
    ],
  },
})
