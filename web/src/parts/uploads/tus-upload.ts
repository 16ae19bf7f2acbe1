/**
 * One file, sent by tus 1.0 (https://tus.io/protocols/resumable-upload): in chunks, going on where it was cut. What the
 * server has counts, never what was sent.
 */
import { ApiProblem, NoAnswer } from '@berth/contract/client.ts'
import type { ProblemBody } from '@berth/contract/problems.ts'
import type { ByteAnswer, ByteRequest, SendBytes } from './send-bytes.ts'

export interface TusSettings {
  readonly send: SendBytes
  /** Resolves with true when the person is signed in again. */
  readonly signIn: () => Promise<boolean>
  /** Waits before another try; ends early when the browser is online again. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
  /** Bytes in one request. */
  readonly chunk: number
}

export interface TusUpload {
  /** Where uploads into the folder begin. */
  readonly begin: string
  readonly path: string
  readonly file: Blob & { readonly lastModified?: number }
  readonly overwrite: boolean
  readonly signal: AbortSignal
  readonly onSent: (bytes: number) => void
  /** One that was begun before and cut. */
  readonly resume?: string | undefined
  /** Where it is gone on with, once that is known. */
  readonly onBegun?: (address: string) => void
}

/** Tries in a row without anything being taken. */
const mostTries = 12
/** Files up to that go along with the request that begins them; of a larger one no byte is lost where that is cut. */
const mostAlong = 4 * 1024 ** 2

export async function uploadFile(upload: TusUpload, settings: TusSettings): Promise<void> {
  let address = upload.resume
  let offset = 0
  let isKnown = address === undefined
  let key = randomKey()
  for (let tries = 0; ;) {
    try {
      if (address === undefined) {
        const begun = await begin(upload, settings, key)
        address = begun.address
        upload.onBegun?.(address)
        offset = begun.offset
      } else if (!isKnown) {
        offset = await offsetOf(address, upload, settings)
        isKnown = true
      }
      upload.onSent(offset)
      while (offset < upload.file.size) {
        offset = await append(address, offset, upload, settings)
        upload.onSent(offset)
        tries = 0
      }
      return
    } catch (error) {
      upload.signal.throwIfAborted()
      // it is gone there: all of it again
      if (isOver(error) && address !== undefined) [address, key] = [undefined, randomKey()]
      else if (!mayPass(error) || tries >= mostTries) throw error
      else isKnown = false
      if (address === undefined) isKnown = true
      tries += 1
      await settings.pause(pauseBefore(tries), upload.signal)
    }
  }
}

async function begin(upload: TusUpload, { send, signIn, chunk }: TusSettings, key: string) {
  const { file, path, overwrite, signal, onSent } = upload
  const metadata = {
    path,
    ...(overwrite ? { overwrite: 'true' } : {}),
    ...(file.lastModified === undefined ? {} : { modifiedAt: new Date(file.lastModified).toISOString() }),
  }
  const pairs = Object.entries(metadata).map(([name, value]) => `${name} ${base64(value)}`)
  const along = file.size > 0 && file.size <= Math.min(chunk, mostAlong) ? file : undefined
  const answer = await asked(send, signIn, {
    method: 'POST',
    url: upload.begin,
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(file.size),
      'upload-metadata': pairs.join(','),
      // begun twice it is one, where the first answer did not come; a small one is told by its name
      ...(along === undefined ? { 'idempotency-key': key } : { 'content-type': octets }),
    },
    ...(along === undefined ? {} : { body: along }),
    signal,
    onSent,
  })
  const location = answer.header('location')
  if (location === null) throw new NoAnswer('The answer does not say where the upload goes on.', answer.status)
  return { address: location, offset: Number(answer.header('upload-offset') ?? 0) }
}

async function offsetOf(address: string, upload: TusUpload, settings: TusSettings): Promise<number> {
  const headers = { 'tus-resumable': '1.0.0' }
  try {
    const { send, signIn } = settings
    const answer = await asked(send, signIn, { method: 'HEAD', url: address, headers, signal: upload.signal })
    return Number(answer.header('upload-offset') ?? 0)
  } catch (error) {
    if (!(error instanceof NoAnswer) || error.status !== 409) throw error
    // what refuses it says why to whoever would add to its end, even nothing
    await add(address, upload.file.size, upload, settings)
    return upload.file.size
  }
}

async function append(address: string, offset: number, upload: TusUpload, settings: TusSettings) {
  const answer = await add(address, offset, upload, settings)
  const next = Number(answer.header('upload-offset') ?? Number.NaN)
  if (!(next > offset)) throw new NoAnswer('The upload did not come further.', answer.status)
  return next
}

function add(address: string, offset: number, upload: TusUpload, { send, signIn, chunk }: TusSettings) {
  const { file, signal, onSent } = upload
  return asked(send, signIn, {
    method: 'PATCH',
    url: address,
    headers: { 'tus-resumable': '1.0.0', 'upload-offset': String(offset), 'content-type': octets },
    body: file.slice(offset, Math.min(offset + chunk, file.size)),
    signal,
    onSent: (bytes) => onSent(offset + bytes),
  })
}

const octets = 'application/offset+octet-stream'

async function asked(send: SendBytes, signIn: () => Promise<boolean>, request: ByteRequest): Promise<ByteAnswer> {
  const answer = await send(request)
  if (answer.status < 300) return answer
  const problem = problemOf(answer)
  if (answer.status === 401 && (await signIn())) return asked(send, signIn, request)
  throw problem
}

/** Of a HEAD there is no body, so its status alone says what it is. */
function problemOf({ status, header, text }: ByteAnswer): Error {
  try {
    const body = JSON.parse(text) as ProblemBody
    if (typeof body.type === 'string') return new ApiProblem(body)
  } catch {
    // not ours: a proxy's page
  }
  if (status !== 404 && status !== 410) return new NoAnswer(`Unexpected answer ${status}.`, status)
  const requestId = header('x-request-id') ?? ''
  return new ApiProblem({ type: 'upload-over', title: '', detail: '', status: 410, requestId })
}

const isOver = (error: unknown) =>
  error instanceof ApiProblem && (error.body.type === 'upload-over' || error.body.type === 'not-found')

/** A refusal stays one; what has to do with the moment may not. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof ApiProblem))
    return !(error instanceof NoAnswer && error.status !== undefined && error.status < 500) || isBusy(error.status)
  const { status, type } = error.body
  return status >= 500 ? type !== 'folder-full' : ['upload-offset', 'upload-locked', 'too-many-requests'].includes(type)
}

/** Of a HEAD: somebody else is just bringing it to its place, or there are too many requests. */
const isBusy = (status: number | undefined) => status === 423 || status === 429

const pauseBefore = (tries: number) => Math.min(30_000, 500 * 2 ** (tries - 1))

/** Of any text: its UTF-8. */
export function base64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** `crypto.randomUUID` is there over https and on this machine only. */
const randomKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-')
