/** Lists of what is in a folder, and searches below a path of it. */
import type { FileEntry, FoundEntry } from '@berth/contract/folder-files.ts'
import { openDirectory } from '../../../platform/files/beneath.ts'
import { createLister, TooManyEntries, type ListAsk, type ListOrder } from '../../../platform/files/list-directory.ts'
import { pathOf } from '../../../platform/files/path-names.ts'
import { detailsOf } from '../../../platform/files/read-directory.ts'
import { walkTree } from '../../../platform/files/walk-tree.ts'
import type { Caller } from '../../../platform/http/caller.ts'
import { Problem } from '../../../platform/http/problem.ts'
import type { FolderAccess } from '../folders.access.ts'
import { createFewAtOnce } from './few-at-once.ts'
import { entryOf } from './file-deeds.ts'
import { inFolder, namesIn } from './folder-tree.ts'

export interface ListQuery {
  readonly path: string
  readonly sort?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
  readonly q?: string | undefined
}

export interface SearchQuery {
  readonly path: string
  readonly q: string
  readonly limit: number
}

/** However large the folder is, an answer comes. */
const searchMs = 5_000
/** Of one person: each may go through a directory from end to end. */
const looks = { atOnce: 4, mostWaiting: 100 }

/** What it does not go into. */
const leavingOut = { onBeyond: () => {} }

export type FileBrowser = ReturnType<typeof createFileBrowser>

export function createFileBrowser({ access }: { readonly access: FolderAccess }) {
  const lister = createLister()
  const fewAtOnce = createFewAtOnce(looks)

  const list = async (caller: Caller, id: string, { path, sort = 'name', limit, cursor, q }: ListQuery) => {
    const folder = await access.open(caller, id, 'ro')
    // By names what is equal otherwise, so only the first one decides.
    const [first = 'name'] = sort.split(',')
    const order = first.replace(/^-/, '') as ListOrder
    const ask: ListAsk = { order, descending: first.startsWith('-'), limit, cursor, containing: q }
    return inFolder(access, folder, path, async (tree) => {
      await using directory = await openDirectory(tree.top, await namesIn(tree, path), true)
      const { items, nextCursor, total } = await lister.list(tree.top, directory, ask).catch((error: unknown) => {
        if (!(error instanceof TooManyEntries)) throw error
        throw new Problem('too-many-entries', { limit: error.limit, sort: order })
      })
      const entries = items.map(({ modifiedAt, ...item }): FileEntry => ({
        ...item,
        modifiedAt: modifiedAt.toISOString(),
      }))
      return { items: entries, nextCursor, total }
    })
  }

  const search = async (caller: Caller, id: string, { path, q, limit }: SearchQuery) => {
    const folder = await access.open(caller, id, 'ro')
    const wanted = q.toLowerCase()
    const until = performance.now() + searchMs
    return inFolder(access, folder, path, async (tree) => {
      const start = await namesIn(tree, path)
      await using directory = await openDirectory(tree.top, start, true)
      const items: FoundEntry[] = []
      for await (const { names, name, directory: at } of walkTree(directory.handle, leavingOut)) {
        if (items.length >= limit || performance.now() > until) return { items, complete: false }
        if (!name.toString().toLowerCase().includes(wanted)) continue
        const there = { handle: at, names: [...directory.names, ...names.slice(0, -1)] }
        const details = await detailsOf(tree.top, there, name)
        if (details) items.push(entryOf(pathOf([...start, ...names]), details))
      }
      return { items, complete: true }
    })
  }

  return {
    list: (caller: Caller, id: string, query: ListQuery) => fewAtOnce(caller.user, () => list(caller, id, query)),
    search: (caller: Caller, id: string, query: SearchQuery) => fewAtOnce(caller.user, () => search(caller, id, query)),
  }
}
