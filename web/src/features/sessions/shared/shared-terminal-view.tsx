/** A terminal of somebody else, at the size that they have it. */
import { addressOf } from '@berth/contract/client.ts'
import type { SharedTerminal } from '@berth/contract/terminal-shares.ts'
import { useEffect, useRef, useState } from 'react'
import { api } from 'virtual:api-paths'
import { client } from '../../../api/client.ts'
import { askToSignIn } from '../../../api/signed-in-fetch.ts'
import { isNotFound } from '../../../parts/failure.ts'
import { classNames } from '../../../ui/class-names.ts'
import { useNow } from '../../../ui/clock.ts'
import { Status } from '../../../ui/status.tsx'
import { useActivityWords } from '../activity-words.ts'
import palette from '../ansi.module.css'
import { useSessionPageWords } from '../session-page-texts.ts'
import { createReplayGate } from '../terminal/replay-gate.ts'
import { createTerminalLink } from '../terminal/terminal-link.ts'
import type { LinkState } from '../terminal/terminal-link.ts'
import { createTerminalScreen, mostBacklog } from '../terminal/terminal-screen.ts'
import styles from './shared.module.css'

export function SharedTerminalView({ shared, label }: { readonly shared: SharedTerminal; readonly label: string }) {
  const host = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<LinkState>({ name: 'connecting' })
  const { id } = shared
  useEffect(() => {
    const element = host.current
    if (element === null) return undefined
    const work = look(id, element, label, setState)
    return () => {
      work[Symbol.dispose]()
      element.replaceChildren()
    }
  }, [id, label])
  return (
    <div className={styles.view}>
      <div className={styles.frame}>
        <div ref={host} className={classNames(styles.host, palette.palette)} />
      </div>
      <div className={styles.line} role="status">
        <StateWords state={state} />
      </div>
    </div>
  )
}

function look(id: string, host: HTMLElement, label: string, onState: (state: LinkState) => void): Disposable {
  const nothing = () => undefined
  const screen = createTerminalScreen({
    host,
    label,
    screenReader: false,
    isReadOnly: true,
    onInput: nothing,
    onResize: nothing,
    onTitle: nothing,
    onSearch: nothing,
    onLeave: () => (document.activeElement as HTMLElement | null)?.blur(),
    onMatches: nothing,
  })
  const gate = createReplayGate(screen, nothing)
  const origin = location.origin.replace(/^http/, 'ws')
  const link = createTerminalLink({
    open: () => new WebSocket(`${origin}${addressOf(api.terminalShares.stream, { params: { id } })}`),
    onEvent(event) {
      if (event.type === 'size') screen.resize(event.cols, event.rows)
      if (event.type !== 'replay') return
      screen.reset()
      gate.expect(event.bytes)
    },
    onOutput(bytes) {
      gate.output(bytes)
      // never within a replay: it would only begin again
      if (gate.open && screen.backlog > mostBacklog) link.skip()
    },
    onState,
    signInAgain: askToSignIn,
    exists: () =>
      client.terminalShares.show({ params: { id } }).then(
        () => true,
        // a server that does not answer has taken nothing back
        (error: unknown) => {
          if (isNotFound(error)) return false
          throw error
        },
      ),
  })
  return {
    [Symbol.dispose]() {
      link[Symbol.dispose]()
      screen[Symbol.dispose]()
    },
  }
}

function StateWords({ state }: { readonly state: LinkState }) {
  const { t } = useActivityWords()
  const words = useSessionPageWords().t.terminal
  const now = useNow(1000)
  switch (state.name) {
    case 'connecting':
      return (
        <Status tone="info" shape="half">
          {words.connecting}
        </Status>
      )
    case 'live':
      return (
        <Status tone="ok" shape="filled">
          {words.live}. {t.share.readOnly}
        </Status>
      )
    case 'lost':
      return (
        <Status tone="warn" shape="ring">
          {words.lost({ seconds: Math.max(1, Math.ceil((state.retryAt - now) / 1000)) })}
        </Status>
      )
    case 'ended':
      return (
        <Status tone="neutral" shape="square">
          {t.share.over}
        </Status>
      )
    case 'gone':
      return (
        <Status tone="neutral" shape="square">
          {t.share.ended}
        </Status>
      )
    case 'refused':
      return (
        <Status tone="bad" shape="cross">
          {words.refused}
        </Status>
      )
  }
}
