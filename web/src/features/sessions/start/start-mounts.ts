/** Folders of a session as the form holds them, and between that and what requests and templates say. */
import type { Folder } from '@berth/contract/folders.ts'
import type { Session, SessionCreate } from '@berth/contract/sessions.ts'

export interface MountRow {
  /** Its id; in a template perhaps its name. */
  readonly folder: string
  readonly name: string
  readonly mode: 'ro' | 'rw'
  /** Below the home directory; empty is the folder's own name. */
  readonly path: string
}

export const home = '/home/work/'

type Mounts = NonNullable<SessionCreate['mounts']>

export const mountsBody = (rows: readonly MountRow[]): Mounts =>
  rows.map(({ folder, mode, path }) => ({ folder, mode, ...(path.trim() === '' ? {} : { path: path.trim() }) }))

/** Those that come by themselves come again. */
export const mountsOf = (session: Session): MountRow[] =>
  session.mounts
    .filter(({ auto }) => !auto)
    .map(({ folder, name, mode, path }) => ({
      ...{ folder, name, mode },
      path: path === home + name ? '' : path.replace(home, ''),
    }))

/** A template may not say how; then it is as much as is granted. */
export const mountsOfTemplate = (mounts: Mounts): MountRow[] =>
  mounts.map(({ folder, mode = 'rw', path = '' }) => ({ folder, name: folder, mode, path }))

export const isOf = (folder: Pick<Folder, 'id' | 'name'>, row: MountRow): boolean =>
  row.folder === folder.id || row.folder === folder.name

/** With the folder's name, and no more than it grants. */
export function known(row: MountRow, folders: readonly Folder[] | undefined): MountRow {
  const folder = folders?.find((one) => isOf(one, row))
  if (folder === undefined) return row
  return { ...row, name: folder.name, mode: folder.permission === 'ro' ? 'ro' : row.mode }
}

export const canMount = ({ state, permission, autoMount, relation }: Folder): boolean =>
  state === 'ready' && permission !== null && !(autoMount && relation === 'owner')
export const comesByItself = ({ state, autoMount, relation }: Folder): boolean =>
  state === 'ready' && autoMount && relation === 'owner'
