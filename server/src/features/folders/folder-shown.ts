/** What of a folder its host and the site say, added to what its rows do. */
import type { Folder } from '@berth/contract/folders.ts'
import type { HostState } from './hosts/storage-hosts.ts'
import type { ShownFolder } from './folders.views.ts'

const dayMs = 86_400_000

export function withHost({ hasQuota, ...folder }: ShownFolder, hosts: readonly HostState[], trashDays: number): Folder {
  const found = hosts.find(({ name }) => name === folder.host)?.found ?? null
  const state = folder.trashedAt !== null ? 'trashed' : found ? 'ready' : 'unavailable'
  const { trashedAt } = folder
  return {
    ...folder,
    state,
    enforcement: hasQuota && found?.quota ? 'project-quota' : 'measured',
    purgesAt: trashedAt === null ? null : new Date(Date.parse(trashedAt) + trashDays * dayMs).toISOString(),
  }
}
