import type { files } from '@berth/contract/folder-files.ts'
import { disposition } from '../../platform/http/attachment.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import { Problem } from '../../platform/http/problem.ts'
import { whenGone } from '../../platform/http/when-gone.ts'
import type { Previews } from './previews/previews.ts'
import type { Archives } from './files/archive.ts'
import type { FileBrowser } from './files/browse-files.ts'
import type { FileContent } from './files/file-content.ts'
import type { FileDeeds } from './files/file-deeds.ts'

export interface FileRoutesDeps {
  readonly browser: FileBrowser
  readonly content: FileContent
  readonly deeds: FileDeeds
  readonly archives: Archives
  readonly previews: Previews
}

const one = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header)

/** Whatever a file is: it can do nothing where it is shown, and is nobody's page. */
const harmless = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'x-content-type-options': 'nosniff',
  'accept-ranges': 'bytes',
  // Asked for anew each time, since the right to it may have ended; unchanged it is not sent again.
  'cache-control': 'private, no-cache',
}

const isRangeRefused = (error: unknown): error is Problem<'range-refused'> =>
  error instanceof Problem && error.code === 'range-refused'

export function fileRoutes(deps: FileRoutesDeps): Handlers<typeof files> {
  const { browser, content, deeds, archives, previews } = deps
  return {
    list: ({ caller, params: { id }, query }) => browser.list(caller, id, query),
    async show({ caller, params: { id }, query: { path }, reply }) {
      const { entry, version } = await deeds.show(caller, id, path)
      if (version !== null) void reply.header('etag', version)
      return entry
    },
    search: ({ caller, params: { id }, query }) => browser.search(caller, id, query),
    async read({ caller, params: { id }, query, headers, reply }) {
      const ask = {
        path: query.path,
        download: query.download === '1',
        range: one(headers['range']),
        ifRange: one(headers['if-range']),
        ifNoneMatch: one(headers['if-none-match']),
      }
      try {
        const { name, shown, headers, ...answer } = await content.read(caller, id, ask)
        return { ...answer, headers: { ...harmless, ...headers, 'content-disposition': disposition(shown, name) } }
      } catch (error) {
        if (isRangeRefused(error)) void reply.header('content-range', `bytes */${error.params.size}`)
        throw error
      }
    },
    async write({ caller, params: { id }, query: { path }, bytes, headers, reply }) {
      const condition = { ifMatch: one(headers['if-match']), ifNoneMatch: one(headers['if-none-match']) }
      const { entry, version } = await deeds.write(caller, id, path, bytes, condition)
      void reply.header('etag', version)
      return entry
    },
    remove: ({ caller, params: { id }, query: { path } }) => deeds.remove(caller, id, path),
    mkdir: ({ caller, params: { id }, body: { path, parents } }) => deeds.makeDirectory(caller, id, path, parents),
    move: ({ caller, params: { id }, body }) => deeds.move(caller, id, body),
    copy: ({ caller, params: { id }, body, reply }) => deeds.copy(caller, id, body, whenGone(reply)),
    async preview({ caller, params: { id }, body: { path }, headers, clientIp }) {
      const visit = { host: one(headers['host']) ?? '', address: clientIp }
      const { expiresAt, ...shown } = await previews.make(caller, visit, id, path)
      return { ...shown, expiresAt: expiresAt.toISOString() }
    },
    async archive({ caller, params: { id }, query: { path }, language }) {
      const { name, body } = await archives.make(caller, id, [path].flat(), language)
      return { type: 'application/zip', headers: { 'content-disposition': disposition('attachment', name) }, body }
    },
  }
}
