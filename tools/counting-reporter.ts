/** Counts tests for run-tests.ts, with the reasons of those that were skipped. */
import { writeFileSync } from 'node:fs'
import type { SerializedError } from 'vitest'
import type { Reporter, TestModule } from 'vitest/node'

export interface Count {
  passed: number
  failed: number
  skipped: { name: string; why: string }[]
}

export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const count: Count = { passed: 0, failed: errors.length, skipped: [] }
    for (const module of modules) {
      // A file that could not be loaded, or a hook that threw, is a failure although no test is.
      let failed = 0
      for (const test of module.children.allTests()) {
        const result = test.result()
        if (result.state === 'passed') count.passed++
        else if (result.state === 'failed') failed++
        else
          count.skipped.push({
            name: `${module.relativeModuleId}: ${test.fullName}`,
            why: noteOf(result) || reasonIn(test.fullName),
          })
      }
      count.failed += Math.max(failed, module.state() === 'failed' ? 1 : 0)
    }
    writeFileSync(process.env['BERTH_TEST_COUNT'] ?? '', JSON.stringify(count))
  }
}

const noteOf = (result: object) => ('note' in result && typeof result.note === 'string' ? result.note : '')

/** What a whole group of tests needs, its title says. */
const reasonIn = (name: string) => /\(skipped: (.*?)\)(?: > |$)/.exec(name)?.[1] ?? ''
