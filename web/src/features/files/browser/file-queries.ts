/** What is asked about files, what is done with them, and the addresses that they have. */
import { addressOf } from '@berth/contract/client.ts'
import type { FileEntry } from '@berth/contract/folder-files.ts'
import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import { api } from 'virtual:api-paths'
import { client } from '../../../api/client.ts'
import { noteChangedFiles } from '../../../api/file-cache.ts'
import { fileKeys } from '../../../api/live-keys.ts'
import { parentOf } from './file-paths.ts'
import type { FilesAddress } from './file-search.ts'
import { sortText } from './file-search.ts'

const pageSize = 200
const mostFreshPages = 10

export const fileListQuery = (folder: string, { path, sort }: Pick<FilesAddress, 'path' | 'sort'>) =>
  infiniteQueryOptions({
    queryKey: [...fileKeys.list(folder, path), { sort: sortText(sort) }],
    queryFn: ({ pageParam }) =>
      client.files.list({
        params: { id: folder },
        query: {
          path,
          sort: sortText(sort),
          limit: pageSize,
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    // what sessions write no event tells of; of a long list each page is a question, and it is asked for by hand
    staleTime: ({ state }) => ((state.data?.pages.length ?? 0) > mostFreshPages ? Infinity : 2_000),
    refetchOnWindowFocus: true,
    // another order keeps what was there until it comes, another place does not
    placeholderData: (before, query) =>
      query?.queryKey[3] === path && query.queryKey[1] === folder ? before : undefined,
  })

export const fileSearchQuery = (folder: string, path: string, q: string) =>
  queryOptions({
    queryKey: [...fileKeys.search(folder), path, q],
    queryFn: () => client.files.search({ params: { id: folder }, query: { path, q, limit: 200 } }),
    staleTime: 5_000,
    placeholderData: undefined,
  })

export const fileEntryQuery = (folder: string, path: string) =>
  queryOptions({
    queryKey: [...fileKeys.of(folder), 'entry', path],
    queryFn: () => client.files.show({ params: { id: folder }, query: { path } }),
    staleTime: 0,
    gcTime: 0,
    placeholderData: undefined,
  })

export const contentAddress = (folder: string, path: string): string =>
  addressOf(api.files.read, { params: { id: folder }, query: { path } })

export const downloadAddress = (folder: string, path: string): string =>
  addressOf(api.files.read, { params: { id: folder }, query: { path, download: '1' } })

/** Of everything below some paths; none is the whole folder. */
export function archiveAddress(folder: string, paths: readonly string[]): string {
  const query = paths.map((path) => `path=${encodeURIComponent(path)}`).join('&')
  const address = addressOf(api.files.archive, { params: { id: folder } })
  return query === '' ? address : `${address}?${query}`
}

/** Servers and what stands before them take no longer ones. */
const longestAddress = 7_500

/** Fits a selection into one address? */
export const isArchivable = (folder: string, paths: readonly string[]): boolean =>
  paths.length <= 1000 && archiveAddress(folder, paths).length <= longestAddress

/** The browser saves what comes from there. */
export function download(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  document.body.append(link)
  link.click()
  link.remove()
}

/** What is done counts as done once the lists that show it know of it. */
export function useFileChanges(folder: string) {
  const cache = useQueryClient()
  const params = { id: folder }
  const then = async <Result>(places: readonly string[], call: Promise<Result>): Promise<Result> => {
    try {
      return await call
    } finally {
      for (const place of new Set(places)) noteChangedFiles(cache, folder, place)
    }
  }
  return {
    makeFolder: (path: string) => then([parentOf(path)], client.files.mkdir({ params, body: { path } })),
    move: (from: string, to: string, overwrite = false) =>
      then([parentOf(from), parentOf(to)], client.files.move({ params, body: { from, to, overwrite } })),
    copy: (from: string, to: string, overwrite = false) =>
      then([parentOf(to)], client.files.copy({ params, body: { from, to, overwrite } })),
    remove: (path: string) => then([parentOf(path)], client.files.remove({ params, query: { path } })),
    changed: (path: string) => noteChangedFiles(cache, folder, parentOf(path)),
  }
}

/** Of what lies at one place the whole path is in the address; of what was found it comes with it. */
export interface Item extends FileEntry {
  readonly path: string
}
