/** How long a page of a very long folder takes: just changed, so that it is read anew, and as somebody scrolls on. */
import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Benchmark } from './benchmark.ts'
import { startWithFolder } from './folder-site.ts'
import { summarize, timed } from './measure.ts'

const entries = 100_000
const samples = 60

export const folderList: Benchmark = {
  name: 'folder-list',
  measures: 'pages of a folder with 100,000 entries',
  async run(say) {
    await using held = new AsyncDisposableStack()
    const { site, id, root } = await startWithFolder(held)
    say('making files')
    for (let n = 0; n < entries; n++) await (await open(join(root, `file-${n}.txt`), 'w')).close()
    const params = { id }
    const first = (sort: 'name' | '-size') => site.client.files.list({ params, query: { sort, limit: 200 } })
    const changed: number[] = []
    const scrolled: number[] = []
    const bySize: number[] = []
    for (let n = 0; n < samples; n++) {
      say(`${n} of ${samples}`)
      await writeFile(join(root, `new-${n}`), '')
      const { ms, result } = await timed(() => first('name'))
      changed.push(ms)
      const cursor = result.nextCursor ?? ''
      scrolled.push((await timed(() => site.client.files.list({ params, query: { limit: 200, cursor } }))).ms)
    }
    for (let n = 0; n < 5; n++) {
      await writeFile(join(root, `newer-${n}`), '')
      bySize.push((await timed(() => first('-size'))).ms)
    }
    const row = (what: string, values: readonly number[]) => {
      const { least, p50, p95, most } = summarize(values)
      return [what, least, p50, p95, most]
    }
    return {
      tables: [
        {
          title: `folder-list: ms for 200 of ${entries} entries`,
          columns: ['', 'least', 'p50', 'p95', 'most'],
          rows: [
            row('first page, just changed', changed),
            row('next page', scrolled),
            row('first page by size, just changed', bySize),
          ],
        },
      ],
      targets: [
        {
          what: 'folder-list: first page of 100,000 entries, p95 ms',
          measured: summarize(changed).p95,
          bound: 'at most',
          goal: 200,
        },
      ],
      figures: { changed, scrolled, bySize },
    }
  },
}
