/**
 * `npm run bench` runs all; `npm run bench -- http start` these. Prints tables and targets, writes what it measured to
 * bench/results/NAME.json. A missed target fails only with `--check`: figures of a busy machine are no verdict.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { admission } from './admission.bench.ts'
import { isMet, type Benchmark, type Target } from './benchmark.ts'
import { bundle } from './bundle.bench.ts'
import { consoleLoad } from './console-load.bench.ts'
import { end } from './end.bench.ts'
import { eventLatency } from './event-latency.bench.ts'
import { explain } from './explain.bench.ts'
import { folderFiles } from './folder-files.bench.ts'
import { folderList } from './folder-list.bench.ts'
import { folderZip } from './folder-zip.bench.ts'
import { gateway } from './gateway.bench.ts'
import { http } from './http.bench.ts'
import { launch } from './launch.bench.ts'
import { layoutShift } from './layout-shift.bench.ts'
import { limitsLists } from './limits-lists.bench.ts'
import { logins } from './logins.bench.ts'
import { machineFacts } from './machine.ts'
import { revocation } from './revocation.bench.ts'
import { scheduler } from './scheduler.bench.ts'
import { sessionScroll } from './session-scroll.bench.ts'
import { sftp } from './sftp.bench.ts'
import { start } from './start.bench.ts'
import { tableText, type Table } from './table.ts'
import { terminalsBenchmark } from './terminals.bench.ts'
import { usersList } from './users-list.bench.ts'

const benchmarks: readonly Benchmark[] = [
  launch,
  http,
  start,
  bundle,
  logins,
  usersList,
  limitsLists,
  revocation,
  admission,
  scheduler,
  explain,
  end,
  gateway,
  sftp,
  terminalsBenchmark,
  consoleLoad,
  layoutShift,
  sessionScroll,
  eventLatency,
  folderFiles,
  folderList,
  folderZip,
]
const results = join(import.meta.dirname, 'results')

async function main(): Promise<number> {
  const { values, positionals: names } = parseArgs({
    options: { check: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
    allowPositionals: true,
    args: process.argv.slice(2).filter((word) => word !== '--'),
  })
  const unknown = names.find((name) => !benchmarks.some((one) => one.name === name))
  if (values.help || unknown !== undefined) {
    if (unknown !== undefined) console.error(`There is no benchmark ${unknown}.`)
    console.log(`npm run bench [-- [--check] [NAME …]]\n`)
    for (const { name, measures } of benchmarks) console.log(`  ${name.padEnd(14)} ${measures}`)
    return unknown === undefined ? 0 : 2
  }

  const facts = machineFacts()
  console.log(
    `${facts.processor}, ${facts.cores} cores, ${facts.memoryGiB} GiB, ${facts.system}, Linux ${facts.kernel}, ` +
      `cgroups ${facts.cgroups}, Node ${facts.node}, ${facts.root ? 'root' : 'ordinary user'}, load ${facts.loadPerCore} a core`,
  )
  const targets: Target[] = []
  let broken = 0
  for (const benchmark of benchmarks.filter(({ name }) => names.length === 0 || names.includes(name))) {
    try {
      targets.push(...(await runOne(benchmark)))
    } catch (error) {
      broken++
      console.error(
        `\n${benchmark.name} could not be measured: ${error instanceof Error ? error.stack : String(error)}`,
      )
    }
  }
  if (targets.length > 0) console.log(`\n${tableText(targetTable(targets))}`)
  const missed = targets.filter((target) => !isMet(target)).length
  return broken > 0 || (values.check && missed > 0) ? 1 : 0
}

async function runOne({ name, run }: Benchmark): Promise<readonly Target[]> {
  const machine = machineFacts()
  const { tables, targets, figures } = await run((progress) => process.stderr.write(`${name}: ${progress}\n`))
  for (const table of tables) console.log(`\n${tableText(table)}`)
  mkdirSync(results, { recursive: true })
  const told = targets.map((target) => ({ ...target, met: isMet(target) }))
  const result = { benchmark: name, at: new Date().toISOString(), machine, targets: told, figures }
  writeFileSync(join(results, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
  return targets
}

const targetTable = (targets: readonly Target[]): Table => ({
  title: 'Targets',
  columns: ['what', 'measured', 'target', ''],
  rows: targets.map((target) => [
    target.what,
    target.measured,
    `${target.bound} ${target.goal}`,
    isMet(target) ? 'met' : 'MISSED',
  ]),
})

process.exitCode = await main()
