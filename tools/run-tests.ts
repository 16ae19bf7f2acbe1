/**
 * `npm test`: everything that this machine can run. `npm test -- sessions` runs the test files whose path holds the
 * word; `npm test -- --only=types,lint` only these steps. The last line counts, in a form that programs read.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Count } from './counting-reporter.ts'
import type { Program, Step } from './test-steps.ts'
import { root, steps, testFiles } from './test-steps.ts'

const { values, positionals: words } = parseArgs({
  options: { only: { type: 'string' } },
  allowPositionals: true,
  args: process.argv.slice(2).filter((word) => word !== '--'),
})
const total: Count = { passed: 0, failed: 0, skipped: [] }
const failures: { name: string; output: string }[] = []

async function main(): Promise<void> {
  const chosen = chooseSteps()
  if (typeof chosen === 'string') {
    console.log(chosen)
    total.failed++
  } else {
    const started = Date.now()
    await sideBySide(chosen.filter(({ counted }) => !counted))
    await sideBySide(chosen.filter(({ counted }) => counted))
    for (const { name, output } of failures) console.log(`\n──── ${name} failed ────\n${output.trimEnd()}`)
    if (total.skipped.length > 0) console.log('\nSkipped:')
    for (const [reason, names] of Map.groupBy(total.skipped, ({ why }) => why || 'no reason given'))
      console.log(`  ${names.length === 1 ? names[0]?.name : `${names.length} tests`}: ${reason}`)
    console.log(`\n${seconds(started)} in all`)
  }
  if (total.failed > 0) process.exitCode = 1
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`)
}

function chooseSteps(): readonly Step[] | string {
  if (values.only !== undefined) {
    const only = values.only.split(',')
    const unknown = only.find((name) => !steps.some((step) => isNamed(step, name)))
    if (unknown !== undefined)
      return `There is no step ${unknown}; there are ${steps.map(({ name }) => name).join(', ')}.`
    return steps.filter((step) => only.some((name) => isNamed(step, name)))
  }
  if (words.length === 0) return steps
  const files = testFiles(words)
  return files.length > 0
    ? steps.filter((step) => step.needed?.(files))
    : `No test file holds ${words.join(' or ')} in its path.`
}

/** `types` is all of `types:…`. */
function isNamed(step: Step, name: string): boolean {
  return step.name === name || step.name.startsWith(`${name}:`)
}

async function runStep(step: Step, files: readonly string[] = words): Promise<void> {
  const why = step.skip?.()
  if (why !== undefined) {
    total.skipped.push({ name: step.name, why })
    console.log(`${step.name.padEnd(16)} skipped: ${why}`)
    return
  }
  const started = Date.now()
  const { failed, output, count } = step.counted ? await runTests(step, files) : await runCheck(step)
  console.log(`${step.name.padEnd(16)} ${failed ? 'FAILED' : 'ok'.padEnd(6)} ${seconds(started).padStart(8)}${count}`)
  if (failed) failures.push({ name: step.name, output })
}

/** Two things at a time: one mostly waits while the other computes, and who is done takes a part of the next. */
async function sideBySide(all: readonly Step[]): Promise<void> {
  const files = testFiles(words)
  const waiting = all.flatMap((step): readonly Part[] => {
    const parts = step.skip?.() === undefined ? step.parts?.(files) : undefined
    if (parts === undefined) return [{ step }]
    return parts.map((some, at) => ({ step: { ...step, name: `${step.name} ${at + 1}/${parts.length}` }, files: some }))
  })
  const worker = async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) await runStep(part.step, part.files)
  }
  await Promise.all([worker(), worker()])
}

interface Part {
  readonly step: Step
  /** All that the words say when not given. */
  readonly files?: readonly string[]
}

async function runCheck({ run }: Step) {
  const { code, output } = typeof run === 'function' ? await attempt(run) : await program(run)
  const failed = code !== 0
  if (failed) total.failed++
  else total.passed++
  return { failed, output, count: '' }
}

async function attempt(work: () => Promise<void>) {
  try {
    await work()
    return { code: 0, output: '' }
  } catch (error) {
    return { code: 1, output: error instanceof Error ? error.message : String(error) }
  }
}

/** Their output is shown as it comes, since they take minutes; the failures once more at the end. */
async function runTests({ run, name }: Step, files: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'berth-tests-'))
  const file = join(folder, 'count.json')
  try {
    const reporters = ['--reporter=default', `--reporter=${join(root, 'tools', 'counting-reporter.ts')}`]
    const { code, output } = await program([...(run as Program), ...reporters, ...files], { BERTH_TEST_COUNT: file })
    const count = readCount(file)
    if (count.failed === 0 && code !== 0) count.failed = 1
    total.passed += count.passed
    total.failed += count.failed
    total.skipped.push(...count.skipped)
    const counted = `   ${count.passed} passed, ${count.failed} failed, ${count.skipped.length} skipped`
    const from = output.search(/⎯+ (Failed|Unhandled|Uncaught)/)
    return { failed: count.failed > 0, output: from < 0 ? lastLines(output, 100) : output.slice(from), count: counted }
  } finally {
    rmSync(folder, { recursive: true, force: true })
    if (process.stdout.isTTY) console.log(`(${name})`)
  }
}

function readCount(file: string): Count {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Count
  } catch {
    return { passed: 0, failed: 1, skipped: [] }
  }
}

function program([script, ...args]: Program, live?: Record<string, string>): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      env: environment(live),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const chunks: Buffer[] = []
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        if (live) process.stdout.write(chunk)
      })
    child.once('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }))
  })
}

/** Settings of the person who runs the tests do not reach them; the right Node and tools do. */
function environment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const isKept = (name: string) =>
    name === 'BERTH_SCREENSHOTS' || (!name.startsWith('BERTH_') && !name.startsWith('npm_'))
  const kept = Object.entries(process.env).filter(([name]) => isKept(name))
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(':')
  return { ...Object.fromEntries(kept), PATH: path, NO_COLOR: '1', FORCE_COLOR: '0', ...extra }
}

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`
const lastLines = (text: string, count: number) => text.trimEnd().split('\n').slice(-count).join('\n')

await main()
