/** Files into a folder and out of it: one large one, and many small ones, beside `cp` and a server that does nothing else. */
import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, open, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { GiB, MiB } from '@berth/contract/sessions.ts'
import type { Benchmark } from './benchmark.ts'
import { carry, carryAll } from './file-carrier.ts'
import { startWithFolder } from './folder-site.ts'
import { median, summarize, timed } from './measure.ts'

const rounds = 3
const smallFiles = 10_000
const smallBytes = 4096
const atOnce = 8
const run = promisify(execFile)

type Way = 'folder' | 'plain server' | 'cp'
type Work = 'large up' | 'large down' | 'small up' | 'small down'
const ways: readonly Way[] = ['folder', 'plain server', 'cp']
const works: readonly Work[] = ['large up', 'large down', 'small up', 'small down']

export const folderFiles: Benchmark = {
  name: 'folder-files',
  measures: 'files into a folder and out of it, beside cp and a plain static server',
  async run(say) {
    await using held = new AsyncDisposableStack()
    const { site, url, root } = await startWithFolder(held)
    // On the same disk as the folder.
    const scratch = join(site.dataDir, 'bench')
    await mkdir(join(scratch, 'small'), { recursive: true })
    await mkdir(join(scratch, 'plain'))
    const { bavail, bsize } = await statfs(scratch)
    // Five of them are there at one time.
    const largeBytes = Math.min(2 * GiB, Math.floor((bavail * bsize) / 8 / MiB) * MiB)
    await fill(join(scratch, 'large'), largeBytes)
    const bytes = randomBytes(smallBytes)
    for (let n = 0; n < smallFiles; n++) await writeFile(join(scratch, 'small', `${n}`), bytes)
    const plain = await startPlain(join(scratch, 'plain'), held)

    const tus = { ...site.headers, 'tus-resumable': '1.0.0' }
    const upload = async (path: string, size: number, body: Uint8Array | undefined) => {
      const metadata = `path ${Buffer.from(path).toString('base64')},overwrite`
      const more = body ? { 'content-type': 'application/offset+octet-stream', 'content-length': body.length } : {}
      const headers = { ...tus, 'upload-length': String(size), 'upload-metadata': metadata, ...more }
      return carry({ method: 'POST', url: `${url}/uploads`, headers, ...(body ? { body } : {}) })
    }
    const download = (path: string) =>
      carry({ method: 'GET', url: `${url}/files/content?path=${path}`, headers: site.headers })

    const tasks: Record<Way, Record<Work, (round: number) => Promise<unknown>>> = {
      folder: {
        async 'large up'() {
          const { headers } = await upload('large', largeBytes, undefined)
          await carry({
            method: 'PATCH',
            url: new URL(headers.location ?? '', site.origin).href,
            headers: {
              ...tus,
              'upload-offset': '0',
              'content-type': 'application/offset+octet-stream',
              'content-length': largeBytes,
            },
            body: join(scratch, 'large'),
          })
        },
        'large down': () => download('large'),
        'small up': (round) => carryAll(smallFiles, atOnce, (n) => upload(`small-${round}/${n}`, smallBytes, bytes)),
        'small down': (round) => carryAll(smallFiles, atOnce, (n) => download(`small-${round}%2F${n}`)),
      },
      'plain server': {
        'large up': () => carry({ method: 'PUT', url: `${plain}/large`, body: join(scratch, 'large') }),
        'large down': () => carry({ method: 'GET', url: `${plain}/large` }),
        'small up': () =>
          carryAll(smallFiles, atOnce, (n) => carry({ method: 'PUT', url: `${plain}/${n}`, body: bytes })),
        'small down': () => carryAll(smallFiles, atOnce, (n) => carry({ method: 'GET', url: `${plain}/${n}` })),
      },
      cp: {
        'large up': () => run('cp', [join(scratch, 'large'), join(scratch, 'copied')]),
        'large down': () => run('cp', [join(scratch, 'copied'), '/dev/null']),
        'small up': (round) => run('cp', ['-r', join(scratch, 'small'), join(scratch, `copied-${round}`)]),
        'small down': (round) => run('cp', ['-r', join(scratch, `copied-${round}`), join(scratch, `back-${round}`)]),
      },
    }
    const taken = Object.fromEntries(works.map((work) => [work, { folder: [], 'plain server': [], cp: [] }])) as Record<
      string,
      Record<Way, number[]>
    > as Record<Work, Record<Way, number[]>>
    for (let round = 0; round <= rounds; round++) {
      for (const work of works)
        for (const way of ways) {
          say(`round ${round} of ${rounds}: ${work}, ${way}`)
          const { ms } = await timed(() => tasks[way][work](round))
          // The first round warms everything up.
          if (round > 0) taken[work][way].push(ms)
        }
      for (const path of [
        join(root, `small-${round}`),
        join(scratch, `copied-${round}`),
        join(scratch, `back-${round}`),
      ])
        await rm(path, { recursive: true, force: true })
    }
    const amount = (work: Work, ms: number) =>
      work.startsWith('large') ? largeBytes / MiB / (ms / 1000) : smallFiles / (ms / 1000)
    const ratio = (work: Work, to: Way) => median(taken[work][to]) / median(taken[work].folder)
    return {
      tables: [
        {
          title: `folder-files: a file of ${Math.round(largeBytes / MiB)} MiB (MiB/s), ${smallFiles} files of 4 KiB, ${atOnce} at a time (files/s)`,
          columns: ['', 'least', 'p50', 'most', 'of plain server', 'of cp'],
          rows: works.flatMap((work) =>
            ways.map((way) => {
              const { least, p50, most } = summarize(taken[work][way].map((ms) => amount(work, ms)))
              const beside = way === 'folder' ? [ratio(work, 'plain server'), ratio(work, 'cp')] : ['', '']
              return [`${work}, ${way}`, least, p50, most, ...beside]
            }),
          ),
          note: 'What goes into a folder is on the disk when it is acknowledged; neither cp nor the plain server waits for that.',
        },
      ],
      targets: [
        {
          what: 'folder-files: 2 GiB up, beside a plain server',
          measured: ratio('large up', 'plain server'),
          bound: 'at least',
          goal: 0.5,
        },
        {
          what: 'folder-files: 2 GiB down, beside a plain server',
          measured: ratio('large down', 'plain server'),
          bound: 'at least',
          goal: 0.8,
        },
        {
          what: 'folder-files: 4 KiB down, beside a plain server',
          measured: ratio('small down', 'plain server'),
          bound: 'at least',
          goal: 0.2,
        },
        {
          what: 'folder-files: 4 KiB up, beside a plain server',
          measured: ratio('small up', 'plain server'),
          bound: 'at least',
          goal: 0.1,
        },
      ],
      figures: { largeBytes, taken },
    }
  },
}

async function fill(path: string, size: number): Promise<void> {
  await using file = await open(path, 'w')
  const piece = randomBytes(4 * MiB)
  for (let at = 0; at < size; at += piece.length) await file.write(piece, 0, Math.min(piece.length, size - at))
}

async function startPlain(folder: string, held: AsyncDisposableStack): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'plain-files-process.mjs'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  held.defer(() => void child.kill())
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return line.toString().trim()
}
