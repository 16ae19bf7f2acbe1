import type { terminalShares } from '@berth/contract/terminal-shares.ts'
import type { TerminalShares } from '../../features/sessions/sharing/terminal-shares.ts'
import { beforeUpgrade, type Handlers } from '../../platform/http/handlers.ts'
import { bridgeShared, type SharedBridgeDeps } from './shared-bridge.ts'

export interface TerminalShareRouteDeps extends SharedBridgeDeps {
  readonly shares: TerminalShares
}

export const terminalShareRoutes = (deps: TerminalShareRouteDeps): Handlers<typeof terminalShares> => {
  const { shares } = deps
  return {
    list: async ({ caller, params }) => ({ items: await shares.list(caller, params.id) }),
    create: ({ caller, params, body }) => shares.create(caller, params.id, body.terminal, body.with),
    remove: ({ caller, params }) => shares.remove(caller, params.id, params.share),
    mine: ({ caller, query }) => shares.mine(caller, query),
    show: ({ caller, params }) => shares.requireShared(caller, params.id),
    stream: beforeUpgrade(
      ({ caller, params }) => shares.requireShared(caller, params.id),
      ({ caller, params }, socket) => bridgeShared(deps, caller, params.id, socket),
    ),
  }
}
