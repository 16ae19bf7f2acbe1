/** A command in a session without a terminal, over a WebSocket. Frames: contract/src/terminals.ts. */
import { closeCodes } from '@berth/contract/close-codes.ts'
import { execControl, type ExecEvent } from '@berth/contract/terminals.ts'
import type { z } from 'zod'
import type { WebSocket } from 'ws'
import { EngineProblem, type ExecStream } from '../../engines/engine.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { parseControl } from './control-frame.ts'
import { openFlow, type SocketFlow } from './socket-flow.ts'
import { refuse, type BridgeDeps } from './terminal-bridge.ts'

type Run = Extract<z.output<typeof execControl>, { type: 'run' }>

const marks = { stdout: Buffer.from([1]), stderr: Buffer.from([2]) }

export async function bridgeExec(deps: BridgeDeps, caller: Caller, id: string, socket: WebSocket): Promise<void> {
  using flow = openFlow(socket, deps.leases, caller, { session: id }, deps.flow)
  const input = receiveInput(flow, () => deps.sessions.noteActivity(id, 'terminal'))
  const run = await input.run
  if (!run) return

  let stream: ExecStream
  try {
    await deps.sessions.recordEntry(caller, id)
    stream = await deps.engine.exec(id, { command: run.command, ...(run.cwd === undefined ? {} : { cwd: run.cwd }) })
  } catch (error) {
    if (!(error instanceof EngineProblem) || error.code === 'unavailable') return refuse(flow, error, deps.log)
    flow.sendText({ type: 'failed', detail: error.message } satisfies ExecEvent)
    return
  }
  await using running = stream
  deps.sessions.noteActivity(id, 'terminal')
  for (const output of [running.stdin, running.stdout, running.stderr]) output.on('error', () => {})
  input.passTo(running)
  // Nobody hears of it any more.
  flow.signal.addEventListener('abort', () => void running[Symbol.asyncDispose](), { once: true })
  if (flow.signal.aborted) return
  await Promise.all([
    flow.pump(running.stdout, (chunk) => Buffer.concat([marks.stdout, chunk])),
    flow.pump(running.stderr, (chunk) => Buffer.concat([marks.stderr, chunk])),
  ])
  if (flow.signal.aborted) return
  flow.sendText({ type: 'exit', ...(await running.exit) } satisfies ExecEvent)
}

/** First `run`, then input for what runs; input that comes before it runs waits for it, and the peer with it. */
function receiveInput(flow: SocketFlow, onInput: () => void) {
  const run = Promise.withResolvers<Run | null>()
  const early: ((to: ExecStream) => void)[] = []
  let asked = false
  let running: ExecStream | null = null
  const give = (action: (to: ExecStream) => void) => {
    if (running) action(running)
    else early.push(action)
  }
  const refuseFrame = (why: string) => flow.close(closeCodes.badFrame, why)

  flow.signal.addEventListener('abort', () => run.resolve(null), { once: true })
  flow.receive({
    binary(bytes) {
      onInput()
      if (!asked) refuseFrame('the first frame is run')
      else if (!running) give(({ stdin }) => stdin.write(bytes))
      return running?.stdin ?? null
    },
    text(text) {
      const control = parseControl(execControl, text)
      if (!control) return refuseFrame('not a control frame')
      if ((control.type === 'run') === asked) return refuseFrame(asked ? 'it runs already' : 'the first frame is run')
      if (control.type === 'run') {
        asked = true
        flow.hold()
        run.resolve(control)
      } else if (control.type === 'stdin-end') give(({ stdin }) => stdin.end())
      else give((to) => to.signal(control.name))
    },
  })
  return {
    run: run.promise,
    passTo(stream: ExecStream) {
      for (const action of early) action(stream)
      running = stream
      flow.goOn()
    },
  }
}
