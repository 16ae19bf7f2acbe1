/** What is in a folder, opened for one request, with refusals in the words of the API. */
import { openTop } from '../../../platform/files/beneath.ts'
import type { ChangedTree } from '../../../platform/files/change-tree.ts'
import { FileRefusal } from '../../../platform/files/file-refusal.ts'
import { nameFor } from '../../../platform/files/read-directory.ts'
import { openDirectory } from '../../../platform/files/beneath.ts'
import { namesOf, type PathNames } from '../../../platform/files/path-names.ts'
import { Problem } from '../../../platform/http/problem.ts'
import type { FolderAccess, OpenFolder } from '../folders.access.ts'

/** Opens the folder as long as the work lasts. `path` is what the refusals are about. */
export async function inFolder<Value>(
  access: Pick<FolderAccess, 'roomOf'>,
  folder: OpenFolder,
  path: string,
  work: (tree: ChangedTree) => Promise<Value>,
): Promise<Value> {
  const top = await openTop(folder.root).catch(() => {
    throw new Problem('folder-state', { state: 'unavailable' })
  })
  try {
    return await work({ top, beside: folder.uploads, owner: folder.owner })
  } catch (error) {
    throw await explained(access, folder, path, error)
  } finally {
    await top.close()
  }
}

/** Of a path in a request; names that are no text are found by what stands for them. */
export async function namesIn({ top }: Pick<ChangedTree, 'top'>, path: string): Promise<PathNames> {
  const names = namesOf(path)
  if (!path.includes('\uFFFD')) return names
  const real: Buffer[] = []
  for (const name of names) {
    await using directory = await openDirectory(top, real, true)
    real.push(await nameFor(directory.handle, name))
  }
  return real
}

export async function explained(
  access: Pick<FolderAccess, 'roomOf'>,
  { id }: Pick<OpenFolder, 'id'>,
  path: string,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof FileRefusal)) return error
  switch (error.code) {
    case 'not-found':
      return new Problem('no-such-file', { path })
    case 'not-a-directory':
      return new Problem('not-a-folder', { path })
    case 'is-a-directory':
    case 'not-a-file':
      return new Problem('not-a-file', { path })
    case 'exists':
      return new Problem('file-exists', { path })
    case 'no-space': {
      const { capacity, used } = await access.roomOf(id)
      return new Problem('folder-full', { capacity: capacity ?? used, used })
    }
    default:
      return new Problem('path-refused', { path, why: reasons[error.code] })
  }
}

const reasons = {
  'bad-path': 'name',
  'too-deep': 'too-deep',
  'is-a-link': 'link',
  'link-leads-out': 'outside',
  'too-many-links': 'links',
  'into-itself': 'within-itself',
  'not-permitted': 'permission',
} as const

/** What took bytes, or made some, was cut off: whoever is gone hears nothing of it, whose right has ended is not to. */
export const cutOff = (right: AbortSignal) =>
  right.aborted ? new Problem('not-found') : new Problem('unavailable', { retryAfter: 2 })

export const parentPath = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
export const lastName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
