/** An object of a bucket, as previews want it: all of it by addresses that are signed here. */
import { askCloud } from '../../../parts/cloud/ask-cloud.ts'
import type { CloudAccess } from '../../../parts/cloud/cloud-access.ts'
import { objectUrl } from '../../../parts/cloud/cloud-urls.ts'
import { previewKind } from '../preview/preview-kind.ts'
import type { FrameAddress, PreviewSource } from '../preview/preview-source.ts'
import { lastName } from './cloud-place.ts'

export interface ShownObject {
  readonly access: CloudAccess
  /** All of it. */
  readonly name: string
  readonly size: number | null
  /** When it was opened: its addresses are good for an hour from then on. */
  readonly at: Date
  /** Asked before each frame; where it is not known, there is none. */
  readonly scriptsBlocked: () => Promise<FrameAddress['scriptsBlocked']>
  readonly onFailure: (failure: unknown) => void
}

/** What browsers show in a frame, whatever the object says that it is. */
const framedTypes = { html: 'text/html', svg: 'image/svg+xml' } as const

export function cloudSource({ access, name, size, at, scriptsBlocked, onFailure }: ShownObject): PreviewSource {
  const kind = previewKind(name)
  const framed = kind === 'html' || kind === 'svg' ? framedTypes[kind] : undefined
  return {
    name: lastName(name),
    size,
    url: objectUrl(access, name, at),
    async read(most, signal) {
      try {
        return await readBeginning(access, objectUrl(access, name, at), most, signal)
      } catch (failure) {
        if (!signal.aborted) onFailure(failure)
        throw failure
      }
    },
    // Azure has no say in what it sends but what was stored; a bucket is of another origin than the console in any case
    ...(framed === undefined || access.provider === 'azure'
      ? {}
      : {
          frame: async () => ({
            url: objectUrl(access, name, at, { type: framed }),
            scriptsBlocked: await scriptsBlocked(),
          }),
        }),
    beside(path) {
      const target = resolved(name, path)
      return target === undefined ? undefined : objectUrl(access, target, at)
    },
  }
}

async function readBeginning(access: CloudAccess, url: string, most: number, signal: AbortSignal) {
  // nothing of an empty object can be in a range; one byte more tells whether there is more
  const answer = await askCloud(access, url, signal, { range: `bytes=0-${most}` })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return { bytes: bytes.subarray(0, most), isCut: bytes.length > most }
}

/** A path beside an object, within its bucket. */
function resolved(name: string, path: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(path)) return undefined
  const parts = path.startsWith('/') ? [] : name.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined
    } else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.length === 0 ? undefined : parts.join('/')
}
