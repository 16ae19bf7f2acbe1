/**
 * The one evaluator of what policies and projects say about folders (3.3): may one more be made or joined, on which
 * hosts, and how much it holds. Pure; asked by whoever makes, joins, mounts or shows.
 */
import type { Violation } from '@berth/contract/problems.ts'
import { Problem } from '../../platform/http/problem.ts'

/** Null is every host, and unlimited. */
export interface HostLayer {
  readonly limit: 'credential' | 'user' | 'project'
  readonly storageHosts: readonly string[] | null
}
export interface FolderLayer extends HostLayer {
  /** Bytes of each. */
  readonly folderCapacity: number | null
  readonly maxFolders: number | null
}

export interface FolderLimits {
  readonly layers: readonly FolderLayer[]
  /** Own folders and joined ones. */
  readonly used: number
}

/** Why folders on this host cannot be used; null: they can. */
export function hostRefusal(
  { layers }: { readonly layers: readonly HostLayer[] },
  host: string,
): 'policy' | 'project' | null {
  const refusing = layers.find(({ storageHosts }) => storageHosts !== null && !storageHosts.includes(host))
  return refusing ? (refusing.limit === 'project' ? 'project' : 'policy') : null
}

/** Whose limits count for somebody in a project. */
export const claimOf = (
  { user, credential }: { readonly user: string; readonly credential: string | null },
  project: { readonly id: string; readonly workspace: string },
) => ({ user, credential, workspace: project.workspace, project: project.id })

const least = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((min, one) => (one === null ? min : min === null ? one : Math.min(min, one)), null)

export const capacityIn = ({ layers }: FolderLimits) => least(layers.map(({ folderCapacity }) => folderCapacity))
export const mostFoldersIn = ({ layers }: FolderLimits) => least(layers.map(({ maxFolders }) => maxFolders))

/** Every limit that one more folder passes. */
function violationsOf({ layers, used }: FolderLimits): Violation[] {
  return layers.flatMap(({ limit, maxFolders: max }) =>
    max === null || used + 1 <= max ? [] : [{ limit, resource: 'folders' as const, used, asked: 1, max }],
  )
}

export function refuseOneMore(limits: FolderLimits): void {
  const violations = violationsOf(limits)
  if (violations.length > 0) throw new Problem('quota-exceeded', { violations, largest: null })
}
