/** The bytes of one request of an upload, put behind those that are there: what is damaged or too much is not kept. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { refusing } from '../../../platform/files/file-refusal.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { receiveBytes } from '../files/receive-bytes.ts'
import type { Checksum } from './upload-headers.ts'

export interface UploadBody {
  readonly bytes: Readable
  readonly checksum: Checksum | null
}

export interface UploadPart {
  readonly target: FileHandle
  /** How far the upload has come. */
  readonly at: number
  /** Of the upload. */
  readonly size: number
  readonly body: UploadBody
  readonly signal: AbortSignal
  readonly onWritten: () => Promise<void>
}

/** How far it is now, on disk; `isCut`: there was more to come. */
export async function receivePart({ target, at, size, body, signal, onWritten }: UploadPart) {
  const hash = body.checksum ? createHash(body.checksum.algorithm) : undefined
  const received = await receiveBytes(body.bytes, { target, position: at, most: size - at, hash, signal, onWritten })
  const isCut = received.fault !== null
  const cutBack = () => refusing(target.truncate(at).then(() => target.sync()))
  const isDamaged = body.checksum && hash && !equal(hash.digest(), body.checksum.digest)
  if (received.isTooLong || (isDamaged && !isCut)) {
    await cutBack()
    if (isDamaged && !received.isTooLong) throw new Problem('upload-checksum')
    throw new Problem('invalid-input', {
      errors: [{ path: 'body', code: 'too-big', message: 'more bytes than Upload-Length says' }],
    })
  }
  // Without the rest nobody can say whether they are the right ones.
  const isKept = !isCut || body.checksum === null
  if (isKept) await refusing(target.sync())
  else await cutBack()
  return { reached: isKept ? at + received.bytes : at, isCut }
}

const equal = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b)
