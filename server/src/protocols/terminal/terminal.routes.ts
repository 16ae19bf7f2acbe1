import type { terminals } from '@berth/contract/terminals.ts'
import { EngineProblem, type EngineProblemCode } from '../../engines/engine.ts'
import { beforeUpgrade, type Handlers } from '../../platform/http/handlers.ts'
import { Problem } from '../../platform/http/problem.ts'
import { bridgeExec } from './exec-bridge.ts'
import { bridgeTerminal, type BridgeDeps } from './terminal-bridge.ts'

/** As the engines have it. */
const mostTerminals = 32

export const terminalRoutes = (deps: BridgeDeps): Handlers<typeof terminals> => {
  const { sessions, engine } = deps

  /** What the engine refuses, as a problem. */
  const ask = async <Answer>(question: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await question()
    } catch (error) {
      if (error instanceof EngineProblem) throw problemOf(error, engine.kind) ?? error
      throw error
    }
  }

  return {
    async list({ caller, params: { id } }) {
      const { status } = await sessions.show(caller, id)
      const live = status === 'RUNNING' ? await engine.terminals(id).catch(noneIfOver) : []
      // shells say there which command runs, with its arguments
      const titles = await sessions.hideAllIn(
        id,
        live.map(({ title }) => title),
      )
      return {
        items: live.map(({ terminal, cols, rows, startedAt }, index) => ({
          id: terminal,
          title: titles[index] ?? '',
          cols,
          rows,
          startedAt: startedAt.toISOString(),
        })),
      }
    },

    async open({ caller, params: { id }, body: { cols, rows, command } }) {
      await sessions.requireAction(caller, id, 'openTerminal')
      await sessions.recordEntry(caller, id)
      const { terminal } = await ask(() => engine.openTerminal(id, { cols, rows, command }))
      sessions.noteActivity(id, 'terminal')
      return { id: terminal }
    },

    /** One that has ended already is closed. */
    async close({ caller, params: { id, tid } }) {
      const { status } = await sessions.show(caller, id)
      if (status === 'RUNNING') await ask(() => engine.closeTerminal(id, tid).catch(noneIfOver))
    },

    stream: beforeUpgrade(
      ({ caller, params }) => sessions.show(caller, params.id),
      ({ caller, params }, socket) => bridgeTerminal(deps, caller, { id: params.id, terminal: params.tid }, socket),
    ),

    exec: beforeUpgrade(
      ({ caller, params }) => sessions.requireAction(caller, params.id, 'exec'),
      ({ caller, params }, socket) => bridgeExec(deps, caller, params.id, socket),
    ),
  }
}

function problemOf({ code, message }: EngineProblem, engine: string): Problem | null {
  if (isOver(code)) return new Problem('session-state', { action: 'openTerminal', state: 'TERMINATED' })
  if (code === 'too-many-terminals') return new Problem('too-many-terminals', { limit: mostTerminals })
  if (code === 'unavailable') return new Problem('engine-unavailable', { engine, remedy: message })
  return null
}

/** The engine knows of an end before the row does. */
const isOver = (code: EngineProblemCode) => code === 'no-such-session' || code === 'not-running'

function noneIfOver(error: unknown): [] {
  if (error instanceof EngineProblem && (isOver(error.code) || error.code === 'no-such-terminal')) return []
  throw error
}
