import { defineConfig } from 'vitest/config'
import { compiled } from '../server/test/compiled.ts'

export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    // One site and one browser at a time: two cores.
    fileParallelism: false,
    pool: 'forks',
    testTimeout: 90_000,
    hookTimeout: 60_000,
    env: compiled,
  },
})
