/** From START by the API to a prompt on the terminal's socket: one at a time, twenty at once; keepers' memory. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Benchmark } from './benchmark.ts'
import { timeBareSandbox } from './bare-sandbox.ts'
import { launchToPrompt, type Asked, type Launch } from './launch-to-prompt.ts'
import { watchSessions, type LiveSessions } from './live-sessions.ts'
import { summarize } from './measure.ts'
import { descendantsOf, memoryOf } from './processes.ts'
import { startSignedIn, type SignedInSite } from './signed-in-site.ts'

const runs = 25
const atOnce = 20
const rounds = 3
/** Keepers are weighed when they have been left alone for so long. */
const restMs = 3000

const GiB = 1024 ** 3

export const launch: Benchmark = {
  name: 'launch',
  measures: 'START by the API to a prompt, one at a time and 20 at once; memory of keepers',
  async run(say) {
    await using held = new AsyncDisposableStack()
    const site = held.adopt(await startSignedIn(), (one) => one.remove())
    const live = held.use(await watchSessions(site))
    const one: Asked = { cpu: 1, memory: GiB }

    say('one at a time')
    // The first builds what all share, and its end shows that ending works.
    await launchAndEnd(site, live, one)
    const singles: Launch[] = []
    const bare: number[] = []
    for (let run = 0; run < runs; run++) {
      bare.push(await timeBareSandbox())
      singles.push(await launchAndEnd(site, live, one))
    }

    const share = await shareOf(site, atOnce)
    const together: Launch[][] = []
    let memory: Memory[] = []
    for (let round = 1; round <= rounds; round++) {
      say(`${atOnce} at once, ${round} of ${rounds}`)
      const launches = await Promise.all(Array.from({ length: atOnce }, () => launchToPrompt(site, live, share)))
      together.push(launches)
      if (round === rounds) {
        await delay(restMs)
        memory = keepers()
        if (memory.length !== atOnce) throw new Error(`${memory.length} keepers were found instead of ${atOnce}`)
      }
      await Promise.all(launches.map(({ id }) => end(site, live, id)))
    }

    const row = (name: string, values: readonly number[]) => {
      const { count, p50, p95, most } = summarize(values)
      return [name, count, p50, p95, most]
    }
    const lasts = together.map((launches) => Math.max(...launches.map(({ prompt }) => prompt)))
    const heaviest = Math.max(...memory.map(({ rss }) => rss))
    const single = summarize(singles.map(({ prompt }) => prompt))
    return {
      tables: [
        {
          title: 'launch: milliseconds from START by the API',
          columns: ['', 'count', 'p50', 'p95', 'most'],
          rows: [
            row(
              'one: accepted',
              singles.map(({ accepted }) => accepted),
            ),
            row(
              'one: running',
              singles.map(({ running }) => running),
            ),
            row(
              'one: terminal opened',
              singles.map(({ terminal }) => terminal),
            ),
            row(
              'one: prompt',
              singles.map(({ prompt }) => prompt),
            ),
            row(
              `${atOnce} at once: prompt`,
              together.flatMap((launches) => launches.map(({ prompt }) => prompt)),
            ),
            row(`${atOnce} at once: last prompt`, lasts),
            row('bare bwrap … sh -c "echo ready"', bare),
          ],
          note: `One alone has ${one.cpu} core; each of ${atOnce} has ${share.cpu.toFixed(1)} and ${Math.round(share.memory / 1024 ** 2)} MiB. ${rounds} rounds.`,
        },
        {
          title: `launch: memory of ${memory.length} keepers with a terminal each, MB`,
          columns: ['', 'p50', 'most'],
          rows: (['rss', 'pss'] as const).map((kind) => {
            const { p50, most } = summarize(memory.map((each) => each[kind]))
            return [kind.toUpperCase(), p50, most]
          }),
          note: 'RSS counts the program that all keepers share in full for each, PSS its share.',
        },
      ],
      targets: [
        { what: 'one launch until the prompt, ms, p50', measured: single.p50, bound: 'at most', goal: 500 },
        {
          what: `${atOnce} launches at once, s, the last prompt`,
          measured: Math.max(...lasts) / 1000,
          bound: 'at most',
          goal: 5,
        },
        { what: 'keeper, MB RSS, the heaviest', measured: heaviest, bound: 'at most', goal: 60 },
      ],
      figures: { singles, together, bare, keepers: memory },
    }
  },
}

type Memory = ReturnType<typeof memoryOf>

async function launchAndEnd(site: SignedInSite, live: LiveSessions, asked: Asked): Promise<Launch> {
  const launched = await launchToPrompt(site, live, asked)
  await end(site, live, launched.id)
  return launched
}

async function end({ client }: SignedInSite, live: LiveSessions, id: string): Promise<void> {
  await client.sessions.terminate({ params: { id } })
  await live.reached(id, 'TERMINATED')
}

/** So much for each that all run at the same time, also on a small machine. */
async function shareOf({ client }: SignedInSite, count: number): Promise<Asked> {
  const { cpu, memory } = await client.resources.report({ query: {} })
  const share = {
    cpu: Math.min(1, Math.floor(((cpu.free ?? count) * 10) / count) / 10),
    memory: Math.min(GiB, Math.floor((memory.free ?? count * GiB) / count)),
  }
  if (share.cpu < 0.1) throw new Error(`${count} sessions of 0.1 cores need more processors than this machine has`)
  return share
}

const keepers = () =>
  descendantsOf(process.pid)
    .filter(({ command }) => /^\S*\/node .*\/keeper\.mjs$/.test(command))
    .map(({ pid }) => memoryOf(pid))
