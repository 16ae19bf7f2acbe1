/** Somebody who may look at a terminal of another's session: what it shows goes out, nothing comes in. */
import { closeCodes } from '@berth/contract/close-codes.ts'
import type { TerminalEvent } from '@berth/contract/terminals.ts'
import type { WebSocket } from 'ws'
import type { Engine, TerminalView } from '../../engines/engine.ts'
import type { TerminalShares } from '../../features/sessions/sharing/terminal-shares.ts'
import type { Caller } from '../../platform/http/caller.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import type { Log } from '../../platform/log/log.ts'
import { openFlow, type FlowLimits } from './socket-flow.ts'
import { refuse } from './terminal-bridge.ts'

export interface SharedBridgeDeps {
  readonly shares: Pick<TerminalShares, 'requireShared'>
  readonly engine: Pick<Engine, 'attachTerminal'>
  readonly leases: Leases
  readonly log: Log
  readonly flow?: FlowLimits
}

const tryAgainLater = 1013

export async function bridgeShared(deps: SharedBridgeDeps, caller: Caller, share: string, socket: WebSocket) {
  const { shares, engine, log } = deps
  using flow = openFlow(socket, deps.leases, caller, { share }, deps.flow)
  // Whatever it is, it was not meant to be sent: this side has no keyboard.
  const readOnly = () => flow.close(closeCodes.badFrame, 'read only')
  let view: TerminalView
  try {
    // Behind the lease: who took the share back before this finds nothing, who does it later ends the lease.
    const { terminal, session: shared } = await shares.requireShared(caller, share)
    view = await engine.attachTerminal(shared.id, terminal, { onlyLooks: true })
  } catch (error) {
    return refuse(flow, error, log)
  }
  flow.signal.addEventListener('abort', () => view.stream.destroy(), { once: true })
  if (flow.signal.aborted) view.stream.destroy()
  view.stream.on('error', () => {})
  view.onSize((cols, rows) => flow.sendText({ type: 'size', cols, rows } satisfies TerminalEvent))
  flow.sendText({ type: 'replay', bytes: view.replayBytes } satisfies TerminalEvent)
  flow.receive({
    binary() {
      readOnly()
      return null
    },
    text: readOnly,
  })
  await flow.pump(view.stream)
  if (flow.signal.aborted) return
  const exit = await view.exit
  if (exit) {
    flow.sendText({ type: 'exit', code: exit.code } satisfies TerminalEvent)
    flow.close(closeCodes.ended)
  } else flow.close(tryAgainLater, 'lost')
}
