/** What requests of tus 1.0 say in their headers (https://tus.io/protocols/resumable-upload). Pure. */
import { filePath } from '@berth/contract/folder-files.ts'
import { Problem } from '../../../platform/http/problem.ts'

export const tusVersion = '1.0.0'
export const tusExtensions = 'creation,creation-with-upload,termination,checksum,expiration'
export const checksumAlgorithms = ['sha256', 'sha1', 'md5'] as const

export type UploadHeaders = Readonly<Record<string, string | string[] | undefined>>

export interface NewUpload {
  readonly path: string
  readonly size: number
  readonly overwrite: boolean
  readonly modifiedAt: Date | null
}

/** The first year that the database knows is 4713 BC, and not all of it. */
const earliest = Date.UTC(-4711, 0)

const invalid = (header: string, message: string, code = 'invalid') =>
  new Problem('invalid-input', { errors: [{ path: `header.${header}`, code, message }] })

export function requireTus(headers: UploadHeaders): void {
  if (headers['tus-resumable'] !== tusVersion) throw new Problem('upload-version', { supported: tusVersion })
}

export function numberIn(headers: UploadHeaders, name: 'upload-length' | 'upload-offset'): number {
  const text = headers[name]
  if (text === undefined) throw invalid(name, 'is required', 'required')
  const value = typeof text === 'string' && /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(value)) throw invalid(name, 'a number of bytes')
  return value
}

export function newUploadOf(headers: UploadHeaders): NewUpload {
  const size = numberIn(headers, 'upload-length')
  const metadata = metadataOf(headers['upload-metadata'])
  const path = filePath.safeParse(metadata.get('path'))
  if (!path.success || path.data === '')
    throw invalid('upload-metadata', 'path: where the file goes in the folder, names with one "/" between them')
  const time = metadata.get('modifiedAt')
  const modifiedAt = time === undefined ? null : new Date(time)
  // The latest of JavaScript is before that of the database.
  if (modifiedAt && !(modifiedAt.getTime() >= earliest)) throw invalid('upload-metadata', 'modifiedAt: not a time')
  const overwrite = metadata.get('overwrite')
  return {
    path: path.data,
    size,
    modifiedAt,
    overwrite: overwrite !== undefined && !['false', '0'].includes(overwrite),
  }
}

/** `key base64,key base64,key`. */
function metadataOf(header: string | string[] | undefined): ReadonlyMap<string, string> {
  const text = typeof header === 'string' ? header : ''
  if (text.length > 8_000) throw invalid('upload-metadata', 'too long')
  return new Map(
    text.split(',').map((pair): [string, string] => {
      const [key = '', value = ''] = pair.trim().split(' ')
      return [key, Buffer.from(value, 'base64').toString()]
    }),
  )
}

export interface Checksum {
  readonly algorithm: (typeof checksumAlgorithms)[number]
  readonly digest: Buffer
}

/** Null: none is given. */
export function checksumOf(headers: UploadHeaders): Checksum | null {
  const header = headers['upload-checksum']
  if (header === undefined) return null
  const [name = '', value = ''] = typeof header === 'string' ? header.split(' ') : []
  const algorithm = checksumAlgorithms.find((one) => one === name)
  const digest = Buffer.from(value, 'base64')
  if (algorithm === undefined || digest.length === 0)
    throw invalid('upload-checksum', `${checksumAlgorithms.join(', ')} and the digest in Base64`)
  return { algorithm, digest }
}
