import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{contract,server,cli,web,tools,hocon}/**/*.test.{ts,tsx}'],
    // Starts nothing until a test asks for a database.
    globalSetup: ['server/test/cluster.ts'],
    // Test files share modules (about ten times faster): what a test changes, it changes back.
    isolate: false,
    // Processes and not threads: native add-ons, signals, working directories.
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // A busy machine is no failure.
    expect: { poll: { timeout: 10_000 } },
    restoreMocks: true,
    // its colours are tested; all other styles are left out
    css: { include: /tokens\.css/ },
  },
})
