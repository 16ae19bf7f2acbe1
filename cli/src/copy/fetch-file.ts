/** One file out of a folder: beside its place first, so that it is there as a whole or not at all; goes on where it was cut. */
import { NoAnswer } from '@berth/contract/client.ts'
import { files } from '@berth/contract/folder-files.ts'
import type { FoundEntry } from '@berth/contract/folder-files.ts'
import { rename, rm, type FileHandle } from 'node:fs/promises'
import { exitCodes, Failure } from '../failure.ts'
import type { Server } from '../server.ts'
import type { Parts } from './parts.ts'
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
  readonly parts: Parts
  readonly onBytes: (count: number) => void
}

/** What is smaller is not worth asking first which version it is, to go on with what another run left. */
const worthGoingOn = 8 * 1024 ** 2
const mostVersions = 5

interface Version {
  /** Null: it is of the first answer. */
  readonly etag: string | null
  readonly size: number
  readonly modifiedAt: string
}

interface Filling extends FetchFile {
  readonly version: Version
  readonly patience: ReturnType<typeof createPatience>
  /** How far it is. */
  readonly tell: (now: number) => void
}

export async function fetchFile(fetch: FetchFile): Promise<void> {
  const { file, path, size, parts, onBytes } = fetch
  const patience = createPatience()
  let told = 0
  const tell = (now: number) => {
    onBytes(now - told)
    told = now
  }
  for (let versions = 0; versions < mostVersions; versions++) {
    const version = size < worthGoingOn ? { ...fetch, etag: null } : await versionOf(fetch, patience)
    const part = await parts.open(file, version.etag)
    let isWhole = false
    try {
      await using handle = part.handle
      isWhole = await fill({ ...fetch, version, patience, tell }, handle)
      if (isWhole) {
        const changed = new Date(version.modifiedAt)
        await handle.utimes(changed, changed)
        await handle.sync()
      }
    } catch (error) {
      if (version.etag === null) await rm(part.path, { force: true })
      throw error
    }
    if (isWhole) return rename(part.path, file)
    await rm(part.path, { force: true })
    tell(0)
  }
  throw new Failure(exitCodes.failed, `${path} was changed again and again while it was fetched.`, 'Copy it again.')
}

async function versionOf(
  { server, folder, path }: FetchFile,
  patience: ReturnType<typeof createPatience>,
): Promise<Version> {
  for (;;) {
    try {
      const at = { params: { id: folder }, query: { path } }
      const answer = await requireOk(await server.send(files.show, at, { headers: {} }))
      const { size, modifiedAt } = (await answer.json()) as FoundEntry
      return { etag: answer.headers.get('etag'), size: size ?? 0, modifiedAt }
    } catch (error) {
      await patience.bear(error)
    }
  }
}

/** False: it is another version than it was when it was begun, and pieces of two would make a file that there never was. */
async function fill({ server, folder, path, version, patience, tell }: Filling, handle: FileHandle): Promise<boolean> {
  let { etag, size } = version
  let isAnswered = etag !== null
  for (;;) {
    try {
      let { size: from } = await handle.stat()
      // Without a version nobody knows whether what follows belongs to it.
      if (from > size || !etag) {
        await handle.truncate(0)
        from = 0
      }
      tell(from)
      if (isAnswered && etag && from === size) return true
      const headers: Record<string, string> = { 'accept-encoding': 'identity' }
      if (from > 0 && etag) Object.assign(headers, { range: `bytes=${from}-`, 'if-range': etag })
      const answer = await requireOk(
        await server.send(files.read, { params: { id: folder }, query: { path } }, { headers }),
      )
      const now = answer.headers.get('etag') ?? ''
      const isPart = answer.status === 206
      const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')
      if ((isAnswered && now !== etag) || (isPart && Number(range?.[1]) !== from)) {
        await answer.body?.cancel()
        return false
      }
      ;[etag, isAnswered] = [now, true]
      size = Number((isPart ? range?.[2] : answer.headers.get('content-length')) ?? size)
      if (!isPart && from > 0) {
        await handle.truncate(0)
        from = 0
      }
      let position = from
      for await (const chunk of answer.body ?? []) {
        await handle.appendFile(chunk)
        position += chunk.length
        tell(position)
        patience.progressed()
      }
      if (position !== size) throw new NoAnswer('The connection was lost.')
      return true
    } catch (error) {
      await patience.bear(error)
    }
  }
}
