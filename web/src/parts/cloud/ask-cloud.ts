/** Asks a cloud from this page, and says why it was refused. */
import type { CloudAccess } from './cloud-access.ts'
import { CloudFailure, failureOf, hasEnded, isMixed } from './cloud-failure.ts'
import type { Refusal } from './cloud-failure.ts'
import { listUrl, originToReach } from './cloud-urls.ts'
import type { ListQuestion } from './cloud-urls.ts'

export interface CloudEntry {
  readonly isFolder: boolean
  /** All of it, within the bucket; of a folder with a slash at its end. */
  readonly name: string
  readonly size: number
  readonly modified: string | undefined
}

export interface CloudList {
  readonly entries: readonly CloudEntry[]
  /** For the next page. */
  readonly after: string | undefined
}

export async function listCloud(access: CloudAccess, question: ListQuestion, signal?: AbortSignal): Promise<CloudList> {
  const answer = await askCloud(access, listUrl(access, question, new Date()), signal)
  return readList(new DOMParser().parseFromString(await answer.text(), 'application/xml'), question.prefix)
}

/** The answer, or why there is none. */
export async function askCloud(
  access: CloudAccess,
  url: string,
  signal?: AbortSignal,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  if (isMixed(url, window.location.protocol)) throw new CloudFailure('mixed')
  const options = { cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' } as const
  const answer = await fetch(url, { ...options, headers, ...(signal && { signal }) }).catch(
    async (failure: unknown) => {
      if (signal?.aborted) throw failure
      // what refuses may leave CORS out, and cannot be heard then; the signature itself says when it ends
      if (access.provider === 'azure' && hasEnded(access.secret, new Date())) throw new CloudFailure('expired')
      // where only the reading of the answer is refused, asking without reading is not
      const isThere = await fetch(`${originToReach(access)}/`, { ...options, mode: 'no-cors' }).then(
        () => true,
        () => false,
      )
      throw new CloudFailure(isThere ? 'cors' : 'unreachable')
    },
  )
  if (answer.ok) return answer
  throw failureOf(readRefusal(answer.status, await answer.text().catch(() => '')), access, new Date())
}

const textOf = (node: Element | Document | null | undefined, name: string) =>
  node?.querySelector(name)?.textContent.trim() ?? ''

function readRefusal(status: number, text: string): Refusal {
  const document = new DOMParser().parseFromString(text, 'application/xml')
  const said = (name: string) => textOf(document, name)
  return { status, code: said('Error > Code'), message: said('Error > Message'), region: said('Error > Region') }
}

function readList(document: Document, prefix: string): CloudList {
  const root = document.documentElement
  // an answer of something that is no such server: a proxy, a sign-in page
  if (!['ListBucketResult', 'EnumerationResults'].includes(root.localName)) throw new CloudFailure('other')
  const isAmazon = root.localName === 'ListBucketResult'
  const isEncoded = textOf(root, 'EncodingType') === 'url'
  const decode = (text: string) => (isEncoded ? decodeURIComponent(text.replaceAll('+', ' ')) : text)
  const nameOf = (node: Element, name: string) => {
    const element = node.querySelector(`:scope > ${name}`)
    const text = element?.textContent ?? ''
    return element?.getAttribute('Encoded') === 'true' ? decodeURIComponent(text) : decode(text)
  }
  const folders = [...root.querySelectorAll(isAmazon ? 'CommonPrefixes' : 'BlobPrefix')].map((node) => ({
    isFolder: true,
    name: nameOf(node, isAmazon ? 'Prefix' : 'Name'),
    size: 0,
    modified: undefined,
  }))
  const objects = [...root.querySelectorAll(isAmazon ? 'Contents' : 'Blob')].map((node) => ({
    isFolder: false,
    name: nameOf(node, isAmazon ? 'Key' : 'Name'),
    size: Number(textOf(node, isAmazon ? 'Size' : 'Content-Length')),
    modified: instantOf(textOf(node, isAmazon ? 'LastModified' : 'Last-Modified')),
  }))
  const after = textOf(root, isAmazon ? 'NextContinuationToken' : 'NextMarker')
  return {
    // a folder that somebody made has an object of its own name
    entries: [...folders, ...objects].filter(({ name }) => name !== prefix && name !== ''),
    after: after === '' ? undefined : after,
  }
}

function instantOf(text: string): string | undefined {
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}
