/**
 * 500 terminals that write at once, all looked at: how much arrives, what is missing, how long a key takes beside that.
 * Then sockets whose other side is gone without a word: what is left of them after two rounds of the heart beat.
 */
import { readdirSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { addressOf } from '@berth/contract/client.ts'
import { terminals } from '@berth/contract/terminals.ts'
import type { Benchmark } from './benchmark.ts'
import { watchSessions, type LiveSessions } from './live-sessions.ts'
import { heldMemoryOf, type HeldMemory } from './held-memory.ts'
import { summarize } from './measure.ts'
import { memoryOf, processorTimeOf } from './processes.ts'
import { startSignedIn, type SignedInSite } from './signed-in-site.ts'
import { blockBytes, startViewers } from './terminal-viewers.ts'

const writing = 500
/** As the engines have it, one left for people. */
const perSession = 31
const rate = 40_000
const ms = 60_000
const echoing = 10
const abandoned = 1000
const rounds = 3
/** The heart beat's, and some room. */
const pingMs = 30_000
const MiB = 1024 ** 2

/** Waits for a key, then keeps the rate whatever becomes of it: who is held up writes more afterwards. */
const writer = `
  use Time::HiRes qw(time sleep);
  system("stty raw -echo"); $| = 1;
  print "R"; sysread STDIN, my $key, 1;
  my ($begin, $number, $fill) = (time, 0, "x" x ${blockBytes - 9});
  while (1) {
    my $due = int((time - $begin) * ${rate} / ${blockBytes});
    while ($number < $due) { syswrite STDOUT, sprintf("#%08d", $number++) . $fill }
    sleep 0.1;
  }`
const echo = 'system("stty raw -echo"); $| = 1; print "R"; while (sysread STDIN, my $key, 1) { syswrite STDOUT, $key }'

export const terminalsBenchmark: Benchmark = {
  name: 'terminals',
  measures: `${writing} terminals at ${rate / 1000} KB/s; ${abandoned} sockets that are abandoned`,
  async run(say) {
    await using held = new AsyncDisposableStack()
    const site = held.adopt(await startSignedIn(), (one) => one.remove())
    const live = held.use(await watchSessions(site))
    const sessions = Math.ceil(writing / perSession)
    const ids: string[] = []
    held.defer(async () => {
      for (const id of ids) await site.client.sessions.terminate({ params: { id } }).catch(() => {})
      for (const id of ids) await live.reached(id, 'TERMINATED').catch(() => {})
    })

    say(`${sessions} sessions`)
    const echoSession = await start(site, live, { cpu: 0.2, memory: 256 * MiB })
    ids.push(echoSession)
    const share = await shareOf(site, sessions)
    for (let count = 0; count < sessions; count++) ids.push(await start(site, live, share))
    say(`${writing} terminals`)
    const urls: string[] = []
    for (let count = 0; count < writing; count++) {
      const id = ids[1 + (count % sessions)] as string
      urls.push(await openTerminal(site, id, ['perl', '-e', writer]))
    }
    const echoUrls: string[] = []
    for (let count = 0; count < echoing; count++)
      echoUrls.push(await openTerminal(site, echoSession, ['perl', '-e', echo]))

    const quiet = await viewed(site, { urls: [], echoUrls, ms: 10_000 })
    say(`all write for ${ms / 1000} s`)
    const cpuBefore = processorTimeOf(site.pid)
    const busy = await viewed(site, { urls, echoUrls, ms })
    const serverCpu = (processorTimeOf(site.pid) - cpuBefore) / 1000 / (busy.seconds + 3)
    for (const id of ids.slice(1)) await site.client.sessions.terminate({ params: { id } })
    for (const id of ids.slice(1)) await live.reached(id, 'TERMINATED')

    const echoTerminals = echoUrls.slice(0, echoing)
    const footprints = [await footprint(site)]
    for (let round = 1; round <= rounds; round++) {
      say(`${abandoned} sockets, ${round} of ${rounds}`)
      const viewers = startViewers()
      const many = Array.from({ length: abandoned }, (_, index) => echoTerminals[index % echoing] as string)
      await viewers.abandon({ urls: many, headers: site.headers })
      const open = descriptorsOf(site)
      await delay(2 * pingMs + 2_000)
      footprints.push({ ...(await footprint(site)), open })
      await viewers[Symbol.asyncDispose]()
    }

    const delivered = busy.bytes / (writing * rate * busy.seconds)
    const drops = busy.missing / Math.max(1, busy.blocks + busy.missing)
    const [before, ...after] = footprints
    const [first, last] = [after[0], after.at(-1)]
    const echoRow = (name: string, times: readonly number[]) => {
      const { count, p50, p95, p99, most } = summarize(times)
      return [name, count, p50, p95, p99, most]
    }
    return {
      tables: [
        {
          title: `terminals: ${writing} that write ${rate / 1000} KB/s each for ${Math.round(busy.seconds)} s`,
          columns: ['', 'value'],
          rows: [
            ['delivered, MB/s', busy.bytes / busy.seconds / 1e6],
            ['delivered, share of the rate', delivered],
            ['missing, share of blocks', drops],
            ['sockets closed', busy.closed],
            ['server, cores', serverCpu],
            ['viewers, cores', busy.cpu],
          ],
          note: 'Programs, keepers, server and viewers share this machine.',
        },
        {
          title: 'terminals: milliseconds from a key to its echo',
          columns: ['', 'count', 'p50', 'p95', 'p99', 'most'],
          rows: [echoRow('nothing else', quiet.echoes), echoRow(`beside ${writing} that write`, busy.echoes)],
        },
        {
          title: `terminals: the server, ${2 * (pingMs / 1000)} s after ${abandoned} sockets were abandoned`,
          columns: ['', 'MB held', 'MB RSS', 'descriptors', 'while open'],
          rows: [
            ['before', before?.held ?? 0, before?.rss ?? 0, before?.descriptors ?? 0, ''],
            ...after.map((one, round) => [`round ${round + 1}`, one.held, one.rss, one.descriptors, one.open ?? 0]),
          ],
          note: 'Held: what is still referred to, after a collection. RSS also has what was not collected yet.',
        },
      ],
      targets: [
        { what: 'share of the rate that is delivered', measured: delivered, bound: 'at least', goal: 0.9 },
        { what: 'share of blocks that is missing', measured: drops, bound: 'at most', goal: 0.01 },
        { what: 'sockets closed while they looked', measured: busy.closed, bound: 'at most', goal: writing * 0.01 },
        {
          what: 'descriptors left by abandoned sockets',
          measured: (last?.descriptors ?? Number.NaN) - (before?.descriptors ?? 0),
          bound: 'at most',
          goal: 20,
        },
        {
          what: 'memory held after the last round / after the first',
          measured: (last?.held ?? Number.NaN) / (first?.held ?? Number.NaN),
          bound: 'at most',
          goal: 1.1,
        },
      ],
      figures: { quiet, busy, serverCpu, footprints },
    }
  },
}

async function viewed(site: SignedInSite, asked: { urls: readonly string[]; echoUrls: readonly string[]; ms: number }) {
  await using viewers = startViewers()
  return await viewers.view({ ...asked, headers: site.headers })
}

async function start({ client }: SignedInSite, live: LiveSessions, resources: { cpu: number; memory: number }) {
  const { id } = await client.sessions.create({ body: { type: 'interactive', resources: { ...resources, gpu: 0 } } })
  await live.reached(id, 'RUNNING')
  return id
}

/** All that is free, in equal parts. */
async function shareOf({ client }: SignedInSite, count: number) {
  const { cpu, memory } = await client.resources.report({ query: {} })
  const share = {
    cpu: Math.floor(((cpu.free ?? count) * 10) / count) / 10,
    memory: Math.floor(Math.min(1024 * MiB, (memory.free ?? 512 * MiB * count) / count)),
  }
  if (share.cpu < 0.1) throw new Error(`${count} sessions of 0.1 cores need more processors than this machine has`)
  return share
}

async function openTerminal({ client, origin }: SignedInSite, id: string, command: string[]): Promise<string> {
  const { id: tid } = await client.terminals.open({ params: { id }, body: { cols: 80, rows: 24, command } })
  return origin.replace(/^http/, 'ws') + addressOf(terminals.stream, { params: { id, tid } })
}

interface Footprint extends HeldMemory {
  readonly rss: number
  readonly descriptors: number
  readonly open?: number
}

const descriptorsOf = ({ pid }: SignedInSite) => readdirSync(`/proc/${pid}/fd`).length

const footprint = async (site: SignedInSite): Promise<Footprint> => {
  const [{ rss }, descriptors] = [memoryOf(site.pid), descriptorsOf(site)]
  return { rss, descriptors, ...(await heldMemoryOf(site.pid)) }
}
