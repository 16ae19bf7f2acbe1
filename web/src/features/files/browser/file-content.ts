/** The bytes of a file, for previews and the editor. */
import { addressOf, ApiProblem, NoAnswer } from '@berth/contract/client.ts'
import type { FoundEntry } from '@berth/contract/folder-files.ts'
import type { ProblemBody } from '@berth/contract/problems.ts'
import { api } from 'virtual:api-paths'
import { client } from '../../../api/client.ts'
import { signedInFetch } from '../../../api/signed-in-fetch.ts'
import type { PreviewSource, ReadBytes } from '../preview/preview-source.ts'
import { nameOf, resolved } from './file-paths.ts'
import { contentAddress } from './file-queries.ts'

export interface FileContent extends ReadBytes {
  /** By which the server knows whether it is still the same. */
  readonly version: string | null
}

/** @param most Bytes; what is behind them is not sent. */
export async function readContent(
  folder: string,
  path: string,
  most: number,
  signal?: AbortSignal,
): Promise<FileContent> {
  const ask = (headers: Record<string, string>) =>
    asked(contentAddress(folder, path), { headers, ...(signal === undefined ? {} : { signal }) })
  // one more tells whether there is more
  const ranged = await ask({ range: `bytes=0-${most}` })
  // of an empty file there is no range
  const answer = ranged.status === 416 ? await ask({}) : ranged
  await refuse(answer)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return { bytes: bytes.subarray(0, most), isCut: bytes.length > most, version: answer.headers.get('etag') }
}

/** Writes a file whole; with a version only if it is still that one, with null only if there is none. */
export async function writeContent(
  folder: string,
  path: string,
  text: string,
  version: string | null,
): Promise<{ readonly entry: FoundEntry; readonly version: string | null }> {
  const answer = await asked(addressOf(api.files.write, { params: { id: folder }, query: { path } }), {
    method: 'PUT',
    headers: {
      'content-type': 'application/octet-stream',
      ...(version === null ? { 'if-none-match': '*' } : { 'if-match': version }),
    },
    body: text,
  })
  await refuse(answer)
  return { entry: (await answer.json()) as FoundEntry, version: answer.headers.get('etag') }
}

async function asked(address: string, init: RequestInit): Promise<Response> {
  try {
    return await signedInFetch(address, init)
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause
    throw new NoAnswer('The server did not answer.', undefined, cause)
  }
}

async function refuse(answer: Response): Promise<void> {
  if (answer.ok) return
  if (!(answer.headers.get('content-type') ?? '').includes('json'))
    throw new NoAnswer(`Unexpected answer ${answer.status}.`, answer.status)
  throw new ApiProblem((await answer.json()) as ProblemBody)
}

/** A file of a folder, as previews want it. */
export function previewSource(folder: string, path: string, size: number | null, version: string): PreviewSource {
  return {
    name: nameOf(path),
    size,
    // one that was written anew is another one
    url: `${contentAddress(folder, path)}#${encodeURIComponent(version)}`,
    read: (most, signal) => readContent(folder, path, most, signal),
    frame: () => client.files.preview({ params: { id: folder }, body: { path } }),
    beside(relative) {
      const target = resolved(path, relative)
      return target === undefined ? undefined : contentAddress(folder, target)
    },
  }
}
