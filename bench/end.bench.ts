/** From END by the API until nothing of the session is left: processes, control groups, mounts, files. */
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { addressOf } from '@berth/contract/client.ts'
import { terminals } from '@berth/contract/terminals.ts'
import type { Benchmark } from './benchmark.ts'
import { watchSessions, type LiveSessions } from './live-sessions.ts'
import { summarize } from './measure.ts'
import { startSignedIn, type SignedInSite } from './signed-in-site.ts'

const rounds = 5
const GiB = 1024 ** 3
const giveUpMs = 20_000

/** What runs in the session when it is ended. */
const kinds = [
  { name: 'a shell', start: null },
  {
    name: '50 that ignore SIGTERM',
    start: `for i in $(seq 50); do (trap '' TERM HUP INT; while :; do sleep 1; done) & done; sleep 1; echo ready; wait`,
  },
  {
    name: '500 that start new ones when they end',
    start: `again() { (trap 'again' TERM; sleep 600) & }; for i in $(seq 500); do again; done; sleep 1; echo ready; wait`,
  },
  {
    name: '20,000 files in its home',
    start: `for d in $(seq 20); do mkdir d$d; (cd d$d; seq 1000 | xargs touch); done; echo ready; sleep 600`,
  },
] as const

export const end: Benchmark = {
  name: 'end',
  measures: 'END by the API until no process, control group, mount or file of the session is left',
  async run(say) {
    await using held = new AsyncDisposableStack()
    const site = held.adopt(await startSignedIn(), (one) => one.remove())
    const live = held.use(await watchSessions(site))
    const measured: { readonly name: string; readonly processes: number[]; readonly all: number[] }[] = []
    for (const { name, start } of kinds) {
      const [processes, all]: [number[], number[]] = [[], []]
      for (let round = 1; round <= rounds; round++) {
        say(`${name}, ${round} of ${rounds}`)
        const times = await once(site, live, start)
        processes.push(times.processes)
        all.push(times.all)
      }
      measured.push({ name, processes, all })
    }
    const row = (name: string, values: readonly number[]) => {
      const { count, p50, p95, most } = summarize(values)
      return [name, count, p50, p95, most]
    }
    const longest = Math.max(...measured.flatMap(({ processes }) => processes))
    return {
      tables: [
        {
          title: 'end: milliseconds from END by the API',
          columns: ['', 'count', 'p50', 'p95', 'most'],
          rows: measured.flatMap(({ name, processes, all }) => [
            row(`${name}: no process`, processes),
            row(`${name}: nothing`, all),
          ]),
          note: 'Nothing: no process, control group, mount, socket or directory, and the answers say TERMINATED.',
        },
      ],
      targets: [
        { what: 'END until no process is left, s, the longest', measured: longest / 1000, bound: 'at most', goal: 2 },
      ],
      figures: { measured },
    }
  },
}

async function once(site: SignedInSite, live: LiveSessions, start: string | null) {
  const { client, dataDir } = site
  const { id } = await client.sessions.create({
    body: { type: 'interactive', resources: { cpu: 1, memory: GiB, gpu: 0 } },
  })
  await live.reached(id, 'RUNNING')
  const command = start === null ? undefined : ['bash', '-c', start]
  const { id: tid } = await client.terminals.open({
    params: { id },
    body: { cols: 80, rows: 24, ...(command ? { command } : {}) },
  })
  if (command) await untilShown(site, id, tid, 'ready')
  const directory = join(dataDir, 'local-engine', 'sessions', id)
  const { init, cgroups } = JSON.parse(readFileSync(join(directory, 'state.json'), 'utf8')) as State
  const space = spaceOf(init.pid)
  if (space === null) throw new Error('the first process of the session was not found')

  const began = performance.now()
  const ended = client.sessions.terminate({ params: { id } })
  await until(() => !pids().some((pid) => spaceOf(pid) === space))
  const processes = performance.now() - began
  await ended
  const trash = join(dataDir, 'local-engine', 'trash')
  await until(() => !existsSync(directory) && readdirSync(trash).length === 0)
  await until(() => !cgroups.some((path) => existsSync(path)) && !isMounted(id))
  await live.reached(id, 'TERMINATED')
  return { processes, all: performance.now() - began }
}

interface State {
  readonly init: { readonly pid: number }
  readonly cgroups: readonly string[]
}

async function untilShown({ origin, headers }: SignedInSite, id: string, tid: string, text: string): Promise<void> {
  const url = origin.replace(/^http/, 'ws') + addressOf(terminals.stream, { params: { id, tid } })
  const socket = new WebSocket(url, { headers })
  socket.binaryType = 'arraybuffer'
  let screen = ''
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('message', ({ data }) => {
      if (data instanceof ArrayBuffer) screen += Buffer.from(data).toString()
      if (screen.includes(text)) resolve()
    })
    socket.addEventListener('close', ({ code }) => reject(new Error(`the terminal closed with ${code}: ${screen}`)))
  })
  socket.close()
}

const pids = () =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1)

/**
 * The namespace of its processes, by which those of a session are known whatever they do. What has ended and waits for
 * the machine's first process to take note is none.
 */
function spaceOf(pid: number): string | null {
  try {
    const space = readlinkSync(`/proc/${pid}/ns/pid`)
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1')) ? null : space
  } catch {
    return null
  }
}

const isMounted = (id: string) => readFileSync('/proc/self/mountinfo', 'utf8').includes(id)

/** Looking is itself work, so not all the time. */
async function until(done: () => boolean): Promise<void> {
  const deadline = performance.now() + giveUpMs
  for (; !done(); await delay(5))
    if (performance.now() > deadline) throw new Error(`something was left after ${giveUpMs / 1000} s`)
}
