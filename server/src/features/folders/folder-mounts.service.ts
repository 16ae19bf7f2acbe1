/** Which folders a session sees, where, and how (5): what was asked for, and what mounts by itself. */
import type { FolderPermission } from '@berth/contract/folders.ts'
import type { Kysely } from 'kysely'
import type { SessionMount } from '../../engines/engine.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { createCoalescer } from '../../platform/database/coalesce.ts'
import { Problem } from '../../platform/http/problem.ts'
import { hostRefusal } from './folder-limits.ts'
import { readFolderLimits, type FolderClaim } from './folder-limits.views.ts'
import {
  grantsOf,
  mountableFolders,
  overMounted,
  type AboutMounts,
  type MountableFolder,
  type MountClaim,
  type MountQuestion,
} from './folder-mounts.views.ts'
import { holdFolders } from './folders.store.ts'
import { rootOf } from './hosts/host-layout.ts'
import type { StorageHosts } from './hosts/storage-hosts.ts'

export interface AskedMount {
  readonly folder: string
  readonly path?: string | undefined
  readonly mode?: FolderPermission | undefined
}

/** As it is kept with the session. */
export interface WantedMount {
  readonly folder: string
  readonly name: string
  /** In the session. */
  readonly path: string
  readonly mode: FolderPermission
  readonly auto: boolean
}

export interface FolderMountsDeps {
  readonly prepared: Kysely<Tables>
  readonly hosts: StorageHosts
}

const home = '/home/work'
/** More than these nobody means to have in each session. */
const mostAuto = 50

export type { AboutMounts }
export type FolderMounts = ReturnType<typeof createFolderMounts>

export function createFolderMounts({ prepared, hosts }: FolderMountsDeps) {
  /** Every start asks this, so those that ask at the same time ask together. */
  const findTogether = createCoalescer(async (keys: string[]) => {
    const questions = keys.map((key) => JSON.parse(key) as MountQuestion)
    const rows = await mountableFolders(prepared, questions)
    return new Map(keys.map((key, place) => [key, rows.filter((row) => row.place === place)]))
  })

  return {
    /** Before anything is decided; what is refused here says why. */
    async resolve(claim: FolderClaim, asked: readonly AskedMount[], only: string | null): Promise<WantedMount[]> {
      const question = { user: claim.user, only, wanted: asked.map(({ folder }) => folder) }
      const found = (await findTogether(JSON.stringify(question))) ?? []
      if (found.length === 0 && asked.length === 0) return []
      const limits = await readFolderLimits(prepared, claim)
      const states = await hosts.all()
      const isThere = (host: string) => states.some(({ name, found: host_ }) => name === host && host_ !== null)
      const wanted = asked.map((one, index) => {
        const folder = folderMeant(found, one.folder)
        if (!folder) throw new Problem('mount-refused', { folder: one.folder, why: 'unknown' })
        if (folder.isTrashed) throw new Problem('mount-refused', { folder: folder.name, why: 'trashed' })
        if (one.mode === 'rw' && folder.granted === 'ro')
          throw new Problem('mount-refused', { folder: folder.name, why: 'read-only' })
        const why = hostRefusal(limits, folder.host)
        if (why !== null) throw new Problem('storage-host-refused', { host: folder.host, why })
        if (!isThere(folder.host)) throw new Problem('mount-refused', { folder: folder.name, why: 'unavailable' })
        return { index, mount: mountOf(folder, { path: one.path, mode: one.mode, auto: false }) }
      })
      for (const { index, mount } of wanted)
        if (wanted.some((other) => other.index !== index && overlaps(other.mount.path, mount.path)))
          throw overlap(index, mount.path)
      const auto = found
        .filter(({ isAuto, host }) => isAuto && isThere(host) && hostRefusal(limits, host) === null)
        .map((folder) => mountOf(folder, { auto: true }))
        // What was asked for is where it was asked for.
        .filter((one) => !wanted.some(({ mount }) => mount.folder === one.folder || overlaps(mount.path, one.path)))
        .slice(0, mostAuto)
      return [...wanted.map(({ mount }) => mount), ...auto]
    },

    /**
     * In the transaction that admits: what may still be mounted, by person and folder. It holds the folders: whoever takes
     * one or a right to it away comes before, or finds the session.
     */
    async hold(tx: Kysely<Tables>, claims: readonly MountClaim[]): Promise<Grants> {
      if (claims.length === 0) return new Map()
      await holdFolders(tx, [...new Set(claims.map(({ folder }) => folder))])
      return new Map((await grantsOf(tx, claims)).map(({ user, folder, granted }) => [`${user} ${folder}`, granted]))
    },

    /** Live sessions that have more than their owner is granted. */
    overMounted,

    /** Where a folder is, for the engine. */
    async placeOf({ host, folder, path, mode }: PlacedMount): Promise<SessionMount | null> {
      const found = await hosts.foundOf(host)
      if (!found) return null
      const { owner } = found
      return { source: rootOf(found.path, folder), target: path, mode, ...(owner ? { owner } : {}) }
    },
  }
}

export interface PlacedMount {
  readonly folder: string
  readonly host: string
  readonly path: string
  readonly mode: FolderPermission
}

export type Grants = ReadonlyMap<string, FolderPermission>

/** Those of one session that still may be; a problem where one that was asked for may not. */
export function stillGranted(user: string, mounts: readonly WantedMount[], grants: Grants): WantedMount[] | Problem {
  const kept: WantedMount[] = []
  for (const mount of mounts) {
    const granted = grants.get(`${user} ${mount.folder}`)
    if (granted !== undefined && !(mount.mode === 'rw' && granted === 'ro')) kept.push(mount)
    else if (!mount.auto)
      return new Problem('mount-refused', { folder: mount.name, why: granted === undefined ? 'unknown' : 'read-only' })
  }
  return kept
}

/** An id wins over a name that looks like one. */
const folderMeant = (found: readonly MountableFolder[], wanted: string) =>
  found.find(({ id, isAuto }) => !isAuto && id === wanted) ??
  found.find(({ name, isAuto }) => !isAuto && name === wanted)

const mountOf = (
  { id, name, granted }: MountableFolder,
  { path, mode, auto }: { path?: string | undefined; mode?: FolderPermission | undefined; auto: boolean },
): WantedMount => ({
  folder: id,
  name,
  path: path === undefined ? `${home}/${name}` : path.startsWith('/') ? path : `${home}/${path}`,
  mode: mode ?? granted,
  auto,
})

const overlaps = (one: string, other: string) =>
  one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`)

const overlap = (index: number, path: string) =>
  new Problem('invalid-input', {
    errors: [
      { path: `body.mounts.${index}.path`, code: 'overlaps', message: `${path} is in the way of another mount` },
    ],
  })
