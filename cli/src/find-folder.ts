/** A storage folder by name or id, and a place in one as it is written: `FOLDER:PATH`. */
import { ApiProblem } from '@berth/contract/client.ts'
import { filePath } from '@berth/contract/folder-files.ts'
import type { FoundEntry } from '@berth/contract/folder-files.ts'
import type { Folder } from '@berth/contract/folders.ts'
import { exitCodes, Failure, usage } from './failure.ts'
import { allOf } from './find-workspace.ts'
import type { Server } from './server.ts'

export type FolderState = 'live' | 'trashed'

/** `all`: everyone's, for administrators. */
export const listFolders = ({ client }: Server, state: FolderState, owner: 'me' | 'all' = 'me') =>
  allOf((page) => client.folders.list({ query: { ...page, state, owner, sort: 'name' } }))

export async function findFolder(server: Server, reference: string, state: FolderState = 'live'): Promise<Folder> {
  const meant = (folders: readonly Folder[]) =>
    folders.filter(({ id, name }) => id === reference.toLowerCase() || name === reference)
  let found = meant(await listFolders(server, state))
  if (found.length === 0 && (await server.client.accounts.me()).role === 'superadmin')
    found = meant(await listFolders(server, state, 'all'))
  const [first, second] = found
  if (first === undefined)
    throw new Failure(
      exitCodes.notFound,
      state === 'live' ? `There is no folder ${reference}.` : `There is no folder ${reference} in the trash.`,
      `See: berth folders list${state === 'live' ? '' : ' --trash'}`,
    )
  if (second !== undefined)
    throw new Failure(
      exitCodes.usage,
      `Several folders are called ${reference}; use the id.`,
      'See: berth folders list --all',
    )
  return first
}

export interface Place {
  readonly folder: string
  /** Within the folder; empty is all of it. */
  readonly path: string
  /** A slash was written at its end: it is to be a folder. */
  readonly isFolder: boolean
}

/** As `scp` reads it: what is before the first colon is no folder where a slash is before that. */
export function readPlace(text: string): Place | undefined {
  const [, folder = '', rest = ''] = /^([^/:]+):(.*)$/s.exec(text) ?? []
  if (folder === '') return undefined
  const path = rest
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/')
  if (!filePath.safeParse(path).success) throw usage(`"${rest}" is not a path within a folder`)
  return { folder, path, isFolder: path === '' || /\/\.?$/.test(rest) }
}

export function requirePlace(text: string): Place {
  const place = readPlace(text)
  if (place === undefined) throw usage(`"${text}" is not a place in a folder, such as data:runs/1`)
  return place
}

/** Undefined: nothing is there. */
export async function entryAt({ client }: Server, id: string, path: string): Promise<FoundEntry | undefined> {
  try {
    return await client.files.show({ params: { id }, query: { path } })
  } catch (error) {
    if (error instanceof ApiProblem && error.body.type === 'no-such-file') return undefined
    throw error
  }
}

export const lastName = (path: string): string => path.split('/').at(-1) ?? path
export const below = (path: string, name: string): string => (path === '' ? name : `${path}/${name}`)
