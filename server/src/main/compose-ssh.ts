/** The SSH server with what it needs; whether and where it listens is said later. */
import { createSshEntry, type SshEntry } from '../features/ssh-keys/ssh-entry.service.ts'
import type { Handlers } from '../platform/http/handlers.ts'
import { createSshServer, type SshServer, type SshServerDeps } from '../protocols/ssh/ssh-server.ts'
import { sshServerRoutes } from '../protocols/ssh/ssh.routes.ts'
import type { sshServer } from '@berth/contract/ssh-server.ts'
import type { SiteParts } from './site-parts.ts'

export interface SshParts extends Omit<SshServerDeps, 'entry' | 'limits'> {
  readonly entry: SshEntry
  readonly site: SiteParts['ssh']
  readonly publicUrl: () => string
}

export { createSshEntry }

export function composeSsh({ site, publicUrl, ...deps }: SshParts): {
  readonly server: SshServer
  readonly routes: Handlers<typeof sshServer>
} {
  const server = createSshServer({ ...deps, ...(site?.limits ? { limits: site.limits } : {}) })
  return { server, routes: sshServerRoutes({ ssh: server, address: site?.address ?? null, publicUrl }) }
}
