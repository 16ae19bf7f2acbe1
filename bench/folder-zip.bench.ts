/** What memory a server takes that zips a folder of 10 GiB while it is downloaded. */
import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { GiB, MiB } from '@berth/contract/sessions.ts'
import type { Benchmark } from './benchmark.ts'
import { carry } from './file-carrier.ts'
import { startWithFolder } from './folder-site.ts'
import { summarize, timed } from './measure.ts'
import { memoryOf } from './processes.ts'

const files = 10

export const folderZip: Benchmark = {
  name: 'folder-zip',
  measures: 'memory of the server during a zip of 10 GiB',
  async run(say) {
    await using held = new AsyncDisposableStack()
    const { site, url, root } = await startWithFolder(held)
    for (let n = 0; n < files; n++) {
      await writeFile(join(root, `part-${n}`), '')
      // No space is taken for what nobody wrote.
      await truncate(join(root, `part-${n}`), GiB)
    }
    const archive = () => carry({ method: 'GET', url: `${url}/archive?path=`, headers: site.headers })
    const small = () => carry({ method: 'GET', url: `${url}/files?limit=1`, headers: site.headers })
    for (let n = 0; n < 50; n++) await small()
    const before = memoryOf(site.pid).rss
    const during: number[] = []
    const timer = setInterval(() => {
      during.push(memoryOf(site.pid).rss)
      say(`${Math.round(during.at(-1) ?? 0)} MB`)
    }, 200)
    const { ms, result } = await timed(archive).finally(() => clearInterval(timer))
    const { p50, most } = summarize(during)
    const half = Math.floor(during.length / 2)
    const [early, late] = [during.slice(0, half), during.slice(half)].map((some) => summarize(some).p50)
    return {
      tables: [
        {
          title: 'folder-zip: MB of the server, 10 GiB zipped',
          columns: ['', 'before', 'p50', 'most', 'MiB/s'],
          rows: [['resident', before, p50, most, result.bytes / MiB / (ms / 1000)]],
        },
      ],
      targets: [
        { what: 'folder-zip: growth, MB', measured: most - before, bound: 'at most', goal: 150 },
        {
          what: 'folder-zip: second half beside the first',
          measured: (late ?? 0) / (early ?? 1),
          bound: 'at most',
          goal: 1.15,
        },
      ],
      figures: { before, during, ms, bytes: result.bytes },
    }
  },
}
