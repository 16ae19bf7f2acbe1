/** What a copy is made of: files, and folders that would otherwise not be there. */
import type { FileEntry } from '@berth/contract/folder-files.ts'
import { lstat, opendir, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { below, lastName } from '../find-folder.ts'
import { allOf } from '../find-workspace.ts'
import type { Server } from '../server.ts'

export interface CopyFile {
  readonly from: string
  readonly to: string
  readonly size: number
  readonly modifiedAt: string
}

export interface CopyJobs {
  readonly files: CopyFile[]
  /** In the order in which they can be made. */
  readonly folders: string[]
  /** What is neither, and links to folders, which may lead back to where they are. */
  readonly left: { readonly path: string; readonly why: string }[]
}

export const noJobs = (): CopyJobs => ({ files: [], folders: [], left: [] })

/** Of this machine. What is linked is copied as what it is, but for folders. */
export async function addLocal(jobs: CopyJobs, from: string, to: string): Promise<void> {
  const found = await stat(from)
  if (found.isFile()) {
    jobs.files.push({ from, to, size: found.size, modifiedAt: found.mtime.toISOString() })
    return
  }
  if (!found.isDirectory()) return void jobs.left.push({ path: from, why: 'is neither a file nor a folder' })
  if (to !== '') jobs.folders.push(to)
  for await (const { name } of await opendir(from)) {
    const path = join(from, name)
    if (name.includes('\uFFFD')) jobs.left.push({ path, why: 'has a name that is no UTF-8' })
    else if (await isLinkedFolder(path)) jobs.left.push({ path, why: 'is a link to a folder' })
    else await addLocal(jobs, path, below(to, name)).catch((error: unknown) => leave(jobs, path, error))
  }
}

async function isLinkedFolder(path: string): Promise<boolean> {
  if (!(await lstat(path)).isSymbolicLink()) return false
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

function leave(jobs: CopyJobs, path: string, error: unknown): void {
  jobs.left.push({ path, why: error instanceof Error ? error.message : String(error) })
}

/** Of a storage folder. */
export async function addRemote(
  jobs: CopyJobs,
  server: Server,
  folder: string,
  entry: Pick<FileEntry, 'kind' | 'size' | 'modifiedAt' | 'link'> & { readonly path: string },
  to: string,
  isAsked = true,
): Promise<void> {
  const { path, kind, size, modifiedAt, link } = entry
  if (kind === 'other') return void jobs.left.push({ path, why: 'is neither a file nor a folder, or leads elsewhere' })
  if (kind === 'file') {
    jobs.files.push({ from: path, to, size: size ?? 0, modifiedAt })
    return
  }
  if (link !== null && !isAsked) return void jobs.left.push({ path, why: 'is a link to a folder' })
  jobs.folders.push(to)
  const inside = await allOf((page) =>
    server.client.files.list({ params: { id: folder }, query: { ...page, path, sort: 'name' } }),
  )
  for (const one of inside) {
    const at = { ...one, path: below(path, one.name) }
    if (isNameHere(one.name)) await addRemote(jobs, server, folder, at, join(to, one.name), false)
    else jobs.left.push({ path: at.path, why: 'has a name that cannot be kept here' })
  }
}

/** Whether a file here may be called so: what a server says leads nowhere else. */
export const isNameHere = (name: string, separator: string = sep): boolean =>
  !['', '.', '..'].includes(name) && !/[/\0]/.test(name) && (separator === '/' || !/[\\:]/.test(name))

/** Those that no file is in, nor below: the others are made with their files. */
export function emptyFolders({ files, folders }: CopyJobs): string[] {
  const filled = new Set<string>()
  for (const { to } of files)
    for (let end = to.lastIndexOf('/'); end > 0 && !filled.has(to.slice(0, end)); end = to.lastIndexOf('/', end - 1))
      filled.add(to.slice(0, end))
  return folders.filter((one) => !filled.has(one))
}

/** The name that a copy of it has in a folder; none of what says a place and no name. */
export function nameFor(path: string): string {
  const name = lastName(path.replace(/\/+$/, ''))
  return name === '.' || name === '..' ? '' : name
}
