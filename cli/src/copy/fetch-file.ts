/** One file out of a folder: beside its place first, so that it is there as a whole or not at all; goes on where it was cut. */
import { NoAnswer } from '@berth/contract/client.ts'
import { files } from '@berth/contract/folder-files.ts'
import { createHash } from 'node:crypto'
import { constants, open, rename, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Server } from '../server.ts'
import { createPatience, requireOk } from './retry.ts'

export interface FetchFile {
  readonly server: Server
  /** Its id. */
  readonly folder: string
  readonly path: string
  readonly size: number
  readonly modifiedAt: string
  /** Here. */
  readonly file: string
  readonly onBytes: (count: number) => void
}

/** Named after the version that it is of: another one begins anew. */
function partOf({ file, size, modifiedAt }: FetchFile): string {
  const version = createHash('sha256').update(`${size} ${modifiedAt}`).digest('hex').slice(0, 12)
  // a name has at most 255 bytes
  return join(
    dirname(file),
    `.${Buffer.from(basename(file))
      .subarray(0, 200)
      .toString()
      .replace(/\uFFFD+$/, '')}.${version}.berth-part`,
  )
}

/** Whoever may write beside it could have put a link there. */
const flags = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW

export async function fetchFile(fetch: FetchFile): Promise<void> {
  const { file, modifiedAt } = fetch
  const part = partOf(fetch)
  {
    await using handle = await open(part, flags)
    await fill(fetch, handle)
    const changed = new Date(modifiedAt)
    await handle.utimes(changed, changed)
    await handle.sync()
  }
  await rename(part, file)
}

async function fill({ server, folder, path, size, onBytes }: FetchFile, handle: FileHandle): Promise<void> {
  const patience = createPatience()
  let etag: string | null = null
  let told = 0
  const tell = (now: number) => {
    onBytes(now - told)
    told = now
  }
  for (;;) {
    try {
      const { size: from } = await handle.stat()
      tell(from)
      if (from === size && (size > 0 || etag !== null)) return
      const headers = {
        // so many bytes as it has, and none of them packed
        'accept-encoding': 'identity',
        ...(from > 0 && from < size ? { range: `bytes=${from}-` } : {}),
        ...(from > 0 && etag !== null ? { 'if-range': etag } : {}),
      }
      const answer = await requireOk(
        await server.send(files.read, { params: { id: folder }, query: { path } }, { headers }),
      )
      etag = answer.headers.get('etag') ?? ''
      let position = answer.status === 206 ? from : 0
      // it became another one: what was there is of no use
      if (position === 0) await handle.truncate(0)
      size = Number(
        /\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1] ?? answer.headers.get('content-length') ?? size,
      )
      for await (const chunk of answer.body ?? []) {
        await handle.appendFile(chunk)
        position += chunk.length
        tell(position)
        patience.progressed()
      }
      if (position !== size) throw new NoAnswer('The connection was lost.')
      return
    } catch (error) {
      await patience.bear(error)
    }
  }
}
