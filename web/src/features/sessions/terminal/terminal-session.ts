/** One terminal at work: the emulator, the socket, and the gate between them. */
import { addressOf } from '@berth/contract/client.ts'
import { api } from 'virtual:api-paths'
import { client } from '../../../api/client.ts'
import { askToSignIn } from '../../../api/signed-in-fetch.ts'
import { createReplayGate } from './replay-gate.ts'
import { createTerminalLink } from './terminal-link.ts'
import type { LinkState, TerminalLink } from './terminal-link.ts'
import { createTerminalScreen, mostBacklog } from './terminal-screen.ts'
import type { TerminalScreen, TerminalScreenSettings } from './terminal-screen.ts'

export interface TerminalWork extends Disposable {
  readonly screen: TerminalScreen
  readonly wake: () => void
}

export interface TerminalWorkSettings extends Omit<TerminalScreenSettings, 'onInput' | 'onResize'> {
  readonly sessionId: string
  readonly terminalId: string
  readonly onState: (state: LinkState) => void
}

export function startTerminal(settings: TerminalWorkSettings): TerminalWork {
  const origin = location.origin.replace(/^http/, 'ws')
  const params = { id: settings.sessionId, tid: settings.terminalId }
  let link: TerminalLink | undefined = undefined
  let size: readonly [number, number] | undefined
  const screen = createTerminalScreen({
    ...settings,
    onInput(data) {
      if (gate.open) link?.send(data)
    },
    onResize(cols, rows) {
      size = [cols, rows]
      link?.resize(cols, rows)
    },
  })
  const gate = createReplayGate(screen, () => undefined)
  link = createTerminalLink({
    open: () => new WebSocket(`${origin}${addressOf(api.terminals.stream, { params })}`),
    onEvent(event) {
      if (event.type !== 'replay') return
      screen.reset()
      gate.expect(event.bytes)
    },
    onOutput(bytes) {
      gate.output(bytes)
      // never within a replay: it would only begin again
      if (gate.open && screen.backlog > mostBacklog) link?.skip()
    },
    onState: settings.onState,
    signInAgain: askToSignIn,
    async exists() {
      const { items } = await client.terminals.list({ params: { id: settings.sessionId } })
      return items.some((item) => item.id === settings.terminalId)
    },
  })
  // known before there was a link to tell
  if (size !== undefined) link.resize(...size)
  return {
    screen,
    wake: link.wake,
    [Symbol.dispose]() {
      link[Symbol.dispose]()
      screen[Symbol.dispose]()
    },
  }
}
