/** A viewer of a terminal: its bytes to a WebSocket, the keyboard's back. Frames: contract/src/terminals.ts. */
import { closeCodes } from '@berth/contract/close-codes.ts'
import { terminalControl, type TerminalEvent } from '@berth/contract/terminals.ts'
import type { WebSocket } from 'ws'
import { EngineProblem, type Engine, type TerminalView } from '../../engines/engine.ts'
import type { Sessions } from '../../features/sessions/sessions.service.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import type { Log } from '../../platform/log/log.ts'
import { parseControl } from './control-frame.ts'
import { isTyped } from './typed-input.ts'
import { openFlow, type FlowLimits, type SocketFlow } from './socket-flow.ts'

export interface BridgeDeps {
  readonly sessions: Sessions
  readonly engine: Engine
  readonly leases: Leases
  readonly log: Log
  readonly flow?: FlowLimits
}

const tryAgainLater = 1013
const unexpected = 1011

export async function bridgeTerminal(
  deps: BridgeDeps,
  caller: Caller,
  { id, terminal }: { readonly id: string; readonly terminal: string },
  socket: WebSocket,
): Promise<void> {
  using flow = openFlow(socket, deps.leases, caller, { session: id }, deps.flow)
  let view: TerminalView
  try {
    view = await deps.engine.attachTerminal(id, terminal)
  } catch (error) {
    return refuse(flow, error, deps.log)
  }
  flow.signal.addEventListener('abort', () => view.stream.destroy(), { once: true })
  if (flow.signal.aborted) view.stream.destroy()
  view.stream.on('error', () => {})
  try {
    await deps.sessions.recordEntry(caller, id)
  } catch (error) {
    view.stream.destroy()
    return refuse(flow, error, deps.log)
  }

  flow.sendText({ type: 'replay', bytes: view.replayBytes } satisfies TerminalEvent)
  flow.receive({
    binary(bytes) {
      if (isTyped(bytes)) deps.sessions.noteActivity(id, 'terminal')
      return view.stream
    },
    text(text) {
      const control = parseControl(terminalControl, text)
      if (!control) flow.close(closeCodes.badFrame, 'not a control frame')
      else view.resize(control.cols, control.rows)
    },
  })
  await flow.pump(view.stream)
  if (flow.signal.aborted) return
  const exit = await view.exit
  if (exit) {
    flow.sendText({ type: 'exit', code: exit.code } satisfies TerminalEvent)
    flow.close(closeCodes.ended)
  } else await closeLost(deps, caller, id, flow)
}

/** The view was lost: with the session, which is final, or alone, which is worth another try. */
async function closeLost({ sessions, log }: BridgeDeps, caller: Caller, id: string, flow: SocketFlow): Promise<void> {
  try {
    await sessions.requireAction(caller, id, 'openTerminal')
    flow.close(tryAgainLater, 'lost')
  } catch (error) {
    refuse(flow, error, log)
  }
}

/** The upgrade is done, so a refusal is a close code; the reason is the problem's. */
export function refuse(flow: SocketFlow, error: unknown, log: Log): void {
  if (error instanceof Problem) flow.close(closeCodes.gone, error.code)
  else if (error instanceof EngineProblem)
    flow.close(error.code === 'unavailable' ? tryAgainLater : closeCodes.gone, error.code)
  else {
    log.error('A terminal could not be bridged', { error: error as Error })
    flow.close(unexpected, 'internal')
  }
}
