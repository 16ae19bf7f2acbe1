/** The bytes of a file over HTTP: whole or in part, as long as the reader may have them. */
import { Readable } from 'node:stream'
import { openFile } from '../../../platform/files/beneath.ts'
import { detailsIn } from '../../../platform/files/read-directory.ts'
import type { Caller } from '../../../platform/http/caller.ts'
import { leaseScope } from '../../../platform/http/caller.ts'
import { Problem } from '../../../platform/http/problem.ts'
import type { Leases } from '../../../platform/leases/leases.ts'
import type { FolderAccess } from '../folders.access.ts'
import { rangeOf } from './byte-range.ts'
import { contentType, unknownType } from './content-types.ts'
import { streamOf } from './file-bytes.ts'
import { fileVersion, names as namesVersion } from './file-version.ts'
import { inFolder, lastName, namesIn } from './folder-tree.ts'

export interface FileContentDeps {
  readonly access: FolderAccess
  readonly leases: Pick<Leases, 'take'>
}

export interface ContentAsk {
  readonly path: string
  readonly download: boolean
  readonly range: string | undefined
  readonly ifRange: string | undefined
  readonly ifNoneMatch: string | undefined
}

export type FileContent = ReturnType<typeof createFileContent>

export function createFileContent({ access, leases }: FileContentDeps) {
  return {
    async read(caller: Caller, id: string, ask: ContentAsk) {
      const { path } = ask
      const folder = await access.open(caller, id, 'ro')
      const file = await inFolder(access, folder, path, async (tree) => openFile(tree.top, await namesIn(tree, path)))
      let lease: Disposable | undefined
      try {
        const size = Number(file.stats.size)
        const version = fileVersion(file.stats)
        const { type, inline } = contentType(path)
        const headers: Record<string, string> = {
          etag: version,
          'last-modified': detailsIn(file.stats).modifiedAt.toUTCString(),
        }
        const about = {
          type: ask.download ? unknownType : type,
          name: lastName(path),
          shown: inline && !ask.download ? ('inline' as const) : ('attachment' as const),
          headers,
        }
        if (ask.ifNoneMatch !== undefined && namesVersion(ask.ifNoneMatch, version)) {
          await file.handle.close()
          return { status: 304 as const, ...about, body: Readable.from([]) }
        }
        const isSame = ask.ifRange === undefined || ask.ifRange === version
        const range = isSame ? rangeOf(ask.range, size) : 'whole'
        if (range === null) throw new Problem('range-refused', { size })
        const { start, end } = range === 'whole' ? { start: 0, end: size - 1 } : range
        const over = new AbortController()
        let cut = () => {}
        lease = leases.take(
          leaseScope(caller, { folder: id }),
          () => {
            over.abort()
            cut()
          },
          caller.until,
        )
        const held = lease
        const body = streamOf(file.handle, { start, end, signal: over.signal, onClose: () => held[Symbol.dispose]() })
        cut = () => void body.destroy(new Error('The right to read it has ended'))
        headers['content-length'] = String(end - start + 1)
        if (range === 'whole') return { ...about, body }
        headers['content-range'] = `bytes ${start}-${end}/${size}`
        return { status: 206 as const, ...about, body }
      } catch (error) {
        lease?.[Symbol.dispose]()
        await file.handle.close().catch(() => {})
        throw error
      }
    },
  }
}
