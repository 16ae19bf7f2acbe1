/** The SSH server with what it needs; whether and where it listens is said later. */
import { createSshEntry, type SshEntry } from '../features/ssh-keys/ssh-entry.service.ts'
import type { Handlers } from '../platform/http/handlers.ts'
import { createSshServer, type SshServer, type SshServerDeps } from '../protocols/ssh/ssh-server.ts'
import { sshServerRoutes, type SshRouteDeps } from '../protocols/ssh/ssh.routes.ts'
import type { sshServer } from '@berth/contract/ssh-server.ts'

export interface SshParts extends Omit<SshServerDeps, 'entry'> {
  readonly entry: SshEntry
  readonly address: SshRouteDeps['address']
  readonly publicUrl: () => string
}

export { createSshEntry }

export function composeSsh({ address, publicUrl, ...deps }: SshParts): {
  readonly server: SshServer
  readonly routes: Handlers<typeof sshServer>
} {
  const server = createSshServer(deps)
  return { server, routes: sshServerRoutes({ ssh: server, address, publicUrl }) }
}
