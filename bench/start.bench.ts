/** From the command to "Berth is ready", on an empty data directory and on one with data; memory at rest. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import type { Benchmark } from './benchmark.ts'
import { summarize } from './measure.ts'
import { descendantsOf, memoryOf, memoryOfAll, type Process } from './processes.ts'

const root = join(import.meta.dirname, '..')
const ways = {
  'berth start': [join(root, 'bin', 'berth.mjs'), 'start'],
  'serve alone': [join(root, 'server', 'src', 'main', 'serve.ts')],
} as const
type Way = keyof typeof ways

const coldRuns = 5
const warmRuns = 10
/** So long without a request until it counts as at rest. */
const restMs = 5000

export const start: Benchmark = {
  name: 'start',
  measures: 'cold and warm start until ready, memory of all processes at rest',
  async run(say) {
    const times: Record<Way, { cold: number[]; warm: number[] }> = {
      'berth start': { cold: [], warm: [] },
      'serve alone': { cold: [], warm: [] },
    }
    for (let run = 1; run <= coldRuns; run++)
      for (const way of Object.keys(ways) as Way[]) {
        await using folder = await temporaryFolder()
        times[way].cold.push(await timeStart(way, folder.path))
        for (let again = 0; again < warmRuns / coldRuns; again++)
          times[way].warm.push(await timeStart(way, folder.path))
        say(
          `${run} of ${coldRuns}: ${way} ${times[way].cold.at(-1)?.toFixed(0)} ms, again ${times[way].warm.at(-1)?.toFixed(0)} ms`,
        )
      }
    say('memory at rest')
    const memory = await memoryAtRest()

    const warm = summarize(times['berth start'].warm)
    return {
      tables: [
        {
          title: 'start: milliseconds until "Berth is ready"',
          columns: ['', 'runs', 'least', 'p50', 'p95', 'most'],
          rows: (Object.keys(ways) as Way[]).flatMap((way) =>
            (['cold', 'warm'] as const).map((kind) => {
              const { count, least, p50, p95, most } = summarize(times[way][kind])
              return [`${way}, ${kind}`, count, least, p50, p95, most]
            }),
          ),
          note: 'cold: empty data directory and no compiled code; warm: the next starts on the same.',
        },
        {
          title: `start: memory ${restMs / 1000} s after the start, MB`,
          columns: ['', 'processes', 'RSS', 'PSS'],
          rows: Object.entries(memory).map(([name, { processes, rss, pss }]) => [name, processes, rss, pss]),
          note: 'RSS counts what processes share once for each of them, PSS once in all.',
        },
      ],
      targets: [{ what: 'seconds until ready, warm, p50', measured: warm.p50 / 1000, bound: 'at most', goal: 3 }],
      figures: { times, memory },
    }
  },
}

async function memoryAtRest() {
  await using folder = await temporaryFolder()
  const { child } = await ready('berth start', folder.path)
  try {
    await delay(restMs)
    const pid = child.pid ?? 0
    const below = descendantsOf(pid)
    const isPostgres = ({ command }: Process) => command.startsWith('postgres:') || /\/postgres( |$)/.test(command)
    const postgres = below.filter(isPostgres)
    const others = below.filter((one) => !isPostgres(one))
    const server = [{ pid }, ...others]
    return {
      server: { processes: server.length, ...memoryOfAll(server), main: memoryOf(pid) },
      PostgreSQL: { processes: postgres.length, ...memoryOfAll(postgres) },
      'all together': { processes: server.length + postgres.length, ...memoryOfAll([...server, ...postgres]) },
    }
  } finally {
    await stop(child)
  }
}

async function timeStart(way: Way, folder: string): Promise<number> {
  const { child, ms } = await ready(way, folder)
  await stop(child)
  return ms
}

async function ready(way: Way, folder: string): Promise<{ child: ChildProcess; ms: number }> {
  const began = performance.now()
  const args = [...ways[way], '--data-dir', join(folder, 'data'), '--port', '0']
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: environment(folder),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  const line = Promise.withResolvers<number>()
  child.once('exit', (code) => line.reject(new Error(`the server ended with ${code}:\n${output.join('\n')}`)))
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (text) => {
      output.push(text)
      if (text.startsWith('Berth is ready')) line.resolve(performance.now() - began)
    })
  return { child, ms: await line.promise }
}

async function stop(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}

/** Compiled code is kept where this run alone sees it. */
function environment(folder: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(BERTH_|NODE_COMPILE_CACHE$|NODE_OPTIONS$)/.test(name))
  return { ...Object.fromEntries(kept), XDG_CACHE_HOME: join(folder, 'cache') }
}

async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'berth-bench-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
