/** One file into a folder, by tus 1.0 (https://tus.io): large ones in pieces, across lost connections and runs. */
import { ApiProblem } from '@berth/contract/client.ts'
import { files, uploads } from '@berth/contract/folder-files.ts'
import { open, type FileHandle } from 'node:fs/promises'
import { exitCodes, Failure } from '../failure.ts'
import { entryAt } from '../find-folder.ts'
import type { Server } from '../server.ts'
import type { BegunUploads } from './begun-uploads.ts'
import { createPatience, requireOk } from './retry.ts'

/** What fits into one is sent with the beginning; each is held in memory while it is sent. */
const pieceBytes = 16 * 1024 ** 2
/** Of an upload that somebody gives up each time. */
const mostRestarts = 5

export interface SendFile {
  readonly server: Server
  /** Its id. */
  readonly folder: string
  readonly path: string
  /** Here. */
  readonly file: string
  readonly overwrite: boolean
  readonly begun: BegunUploads
  /** So many more are there; those that were there before, too. */
  readonly onBytes: (count: number) => void
}

export async function sendFile(send: SendFile): Promise<void> {
  await using handle = await open(send.file, 'r')
  const { size, mtimeMs } = await handle.stat()
  if (size <= pieceBytes) await sendWhole(send, handle, size, mtimeMs)
  else await sendPieces(send, handle, size, mtimeMs)
}

const encoded = (text: string) => Buffer.from(text).toString('base64')

const headersOf = ({ path, overwrite }: SendFile, size: number, changed: number) => ({
  'tus-resumable': '1.0.0',
  'upload-length': String(size),
  'upload-metadata': [
    `path ${encoded(path)}`,
    `modifiedAt ${encoded(new Date(changed).toISOString())}`,
    ...(overwrite ? ['overwrite'] : []),
  ].join(','),
})

const bytes = { 'content-type': 'application/offset+octet-stream' }

async function sendWhole(send: SendFile, handle: FileHandle, size: number, changed: number): Promise<void> {
  const { server, folder } = send
  const patience = createPatience()
  const body = await read(handle, 0, size)
  for (let isFirst = true; ; isFirst = false) {
    try {
      const headers = { ...headersOf(send, size, changed), ...bytes }
      await requireOk(await server.send(uploads.create, { params: { id: folder } }, { headers, body }))
      return send.onBytes(size)
    } catch (error) {
      // the answer to the one before was lost, not the file
      if (!isFirst && isTaken(error) && (await isThere(send, body))) return send.onBytes(size)
      await patience.bear(error)
    }
  }
}

const isTaken = (error: unknown) => error instanceof ApiProblem && error.body.type === 'file-exists'

/** The very same; another one may be as long. */
async function isThere({ server, folder, path }: SendFile, sent: Uint8Array): Promise<boolean> {
  try {
    const headers = { 'accept-encoding': 'identity' }
    const at = { params: { id: folder }, query: { path } }
    const answer = await requireOk(await server.send(files.read, at, { headers }))
    if (answer.headers.get('content-length') === String(sent.length))
      return Buffer.from(await answer.arrayBuffer()).equals(sent)
    await answer.body?.cancel()
    return false
  } catch {
    return false
  }
}

/** What an upload that ended in another run brought, if nobody did anything with it since. */
async function isInPlace({ server, folder, path }: SendFile, size: number, changed: number): Promise<boolean> {
  const there = await entryAt(server, folder, path)
  if (there === undefined || there.kind !== 'file' || there.size !== size) return false
  // times of files are cut where they are kept
  return Math.abs(Date.parse(there.modifiedAt) - changed) < 5
}

async function sendPieces(send: SendFile, handle: FileHandle, size: number, changed: number): Promise<void> {
  const { server, folder, path, file, overwrite, begun, onBytes } = send
  const of = { origin: server.origin, folder, path, file, overwrite }
  const patience = createPatience()
  let id = await begun.find(of, size, changed)
  let offset: number | undefined
  /** The last piece went from here, so that what is complete is what was sent. */
  let isOurs = false
  let restarts = 0
  let told = 0
  const tell = (now: number) => {
    onBytes(now - told)
    told = now
  }
  const restart = () => {
    ;[id, offset, isOurs] = [undefined, undefined, false]
    tell(0)
  }
  for (;;) {
    try {
      if (id === undefined) {
        id = await begin(send, size, changed)
        offset = 0
        await begun.keep(of, { id, size, changed })
      }
      // whatever became of the piece before: the server knows how far it came
      offset ??= await offsetOf(server, folder, id)
      if (offset === size && !isOurs && !(await isInPlace(send, size, changed))) {
        restart()
        continue
      }
      if (offset > told) patience.progressed()
      tell(offset)
      if (offset === size) break
      const length = Math.min(pieceBytes, size - offset)
      const isLast = offset + length === size
      if (isLast) await requireUnchanged(send, handle, size, changed, id)
      const body = await read(handle, offset, length)
      const headers = { 'tus-resumable': '1.0.0', 'upload-offset': String(offset), ...bytes }
      const at = { params: { id: folder, upload: id } }
      offset = undefined
      isOurs = isLast
      const answer = await requireOk(await server.send(uploads.append, at, { headers, body }))
      offset = Number(answer.headers.get('upload-offset'))
    } catch (error) {
      offset = undefined
      if (isGone(error) && restarts++ < mostRestarts) {
        restart()
        continue
      }
      if (error instanceof ApiProblem && error.body.type === 'upload-offset') continue
      await patience.bear(error)
    }
  }
  await begun.forget(of)
}

/** Given up, or too old; it begins anew. */
const isGone = (error: unknown) => error instanceof ApiProblem && error.body.type === 'upload-over'

async function begin(send: SendFile, size: number, changed: number): Promise<string> {
  const { server, folder } = send
  const headers = headersOf(send, size, changed)
  const answer = await requireOk(await server.send(uploads.create, { params: { id: folder } }, { headers }))
  const id = answer.headers.get('location')?.split('/').at(-1)
  if (id === undefined) throw new Failure(exitCodes.noAnswer, 'The server did not say where the upload goes.')
  return id
}

async function offsetOf(server: Server, folder: string, upload: string): Promise<number> {
  const headers = { 'tus-resumable': '1.0.0' }
  const answer = await server.send(uploads.offset, { params: { id: folder, upload } }, { headers })
  // an answer to HEAD has no words
  if (answer.status === 404 || answer.status === 410) throw over
  await requireOk(answer)
  return Number(answer.headers.get('upload-offset'))
}

const over = new ApiProblem({
  type: 'upload-over',
  title: 'The upload is over',
  status: 410,
  detail: 'It ended, or was given up.',
  requestId: '',
})

/** Pieces of two versions would make a file that there never was. */
async function requireUnchanged(
  { server, folder, file }: SendFile,
  handle: FileHandle,
  size: number,
  changed: number,
  upload: string,
): Promise<void> {
  const now = await handle.stat()
  if (now.size === size && now.mtimeMs === changed) return
  const headers = { 'tus-resumable': '1.0.0' }
  await server.send(uploads.end, { params: { id: folder, upload } }, { headers }).catch(() => undefined)
  throw new Failure(exitCodes.failed, `${file} was changed while it was sent.`, 'Copy it again.')
}

async function read(handle: FileHandle, position: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = new Uint8Array(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled)
    if (bytesRead === 0)
      throw new Failure(exitCodes.failed, 'A file became shorter while it was sent.', 'Copy it again.')
    filled += bytesRead
  }
  return buffer
}
