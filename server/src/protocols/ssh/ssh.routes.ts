import type { sshServer } from '@berth/contract/ssh-server.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import type { SshServer } from './ssh-server.ts'

export interface SshRouteDeps {
  readonly ssh: Pick<SshServer, 'state'>
  /** Where people reach it, where the administrator has said so. */
  readonly address: { readonly host: string; readonly port: number | null } | null
  readonly publicUrl: () => string
}

export const sshServerRoutes = ({ ssh, address, publicUrl }: SshRouteDeps): Handlers<typeof sshServer> => ({
  async show() {
    const state = ssh.state()
    const host = address?.host ?? new URL(publicUrl()).hostname.replace(/^\[(.*)\]$/, '$1')
    if (!state) return { enabled: false, host, port: 0, hostKeys: [] }
    const { type, fingerprint, publicKey } = state.hostKey
    return { enabled: true, host, port: address?.port ?? state.port, hostKeys: [{ type, fingerprint, publicKey }] }
  },
})
