/** Where a new folder goes: the host that was asked for, or the first that may be used. */
import { Problem } from '../../platform/http/problem.ts'
import { hostRefusal, type FolderLimits, type HostLayer } from './folder-limits.ts'
import type { InspectedHost } from './hosts/inspect-host.ts'
import type { StorageHosts } from './hosts/storage-hosts.ts'

export interface ChosenHost {
  readonly name: string
  readonly found: InspectedHost
}

export async function chooseHost(
  hosts: Pick<StorageHosts, 'all' | 'foundOf'>,
  wanted: string | undefined,
  limits: FolderLimits,
): Promise<ChosenHost> {
  const all = (await hosts.all()).map(({ name, fault }) => {
    return { host: name, why: hostRefusal(limits, name) ?? (fault === null ? null : ('unavailable' as const)) }
  })
  if (wanted !== undefined && !all.some(({ host }) => host === wanted))
    throw new Problem('invalid-input', {
      errors: [{ path: 'body.host', code: 'unknown', message: 'is no storage host of this site' }],
    })
  const chosen = all.find(({ host, why }) => (wanted === undefined ? why === null : host === wanted)) ?? all[0]
  const name = chosen?.host ?? ''
  if (chosen?.why) throw new Problem('storage-host-refused', { host: name, why: chosen.why })
  const found = await hosts.foundOf(name)
  if (!found) throw new Problem('storage-host-refused', { host: name, why: 'unavailable' })
  return { name, found }
}

/** Asked again behind the lock, where what a policy says may have changed. */
export function refuseHost(limits: { readonly layers: readonly HostLayer[] }, host: string): void {
  const why = hostRefusal(limits, host)
  if (why !== null) throw new Problem('storage-host-refused', { host, why })
}
