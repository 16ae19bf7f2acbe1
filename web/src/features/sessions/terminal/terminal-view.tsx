/** One terminal on the page: its screen, its search, and below it a line that says how it is. */
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useLiveState, wakeLive } from '../../../api/live-page.ts'
import { askToSignIn } from '../../../api/signed-in-fetch.ts'
import { Button } from '../../../ui/button.tsx'
import { classNames } from '../../../ui/class-names.ts'
import { useNow } from '../../../ui/clock.ts'
import { Status } from '../../../ui/status.tsx'
import palette from '../ansi.module.css'
import { SearchBar } from '../search-bar.tsx'
import { useSessionPageWords } from '../session-page-texts.ts'
import type { LinkState } from './terminal-link.ts'
import { startTerminal } from './terminal-session.ts'
import type { TerminalWork } from './terminal-session.ts'
import styles from './terminal.module.css'

export interface TerminalViewProps {
  readonly sessionId: string
  readonly terminalId: string
  readonly title: string
  readonly isShown: boolean
  /** It is only on the way to somewhere else, and leaves the focus where it is. */
  readonly isPassedBy: () => boolean
  readonly screenReader: boolean
  readonly onTitle: (title: string) => void
  readonly onLeave: () => void
  readonly onOpenNew: () => void
  /** The tab of a terminal that is over goes. */
  readonly onDismiss: () => void
}

export function TerminalView(props: TerminalViewProps) {
  const { sessionId, terminalId, title, isShown, isPassedBy, screenReader, onTitle, onLeave } = props
  const { t } = useSessionPageWords()
  const host = useRef<HTMLDivElement>(null)
  const work = useRef<TerminalWork>(undefined)
  const [state, setState] = useState<LinkState>({ name: 'connecting' })
  const [isSearching, setSearching] = useState(false)
  const [wanted, setWanted] = useState('')
  const [matches, setMatches] = useState({ at: 0, count: 0 })
  const [attempt, setAttempt] = useState(0)
  const latest = useRef({ isPassedBy, onTitle, onLeave, title, screenReader })
  useEffect(() => {
    latest.current = { isPassedBy, onTitle, onLeave, title, screenReader }
  })

  useEffect(() => {
    const element = host.current
    if (element === null) return undefined
    const started = startTerminal({
      sessionId,
      terminalId,
      host: element,
      label: t.terminal.label({ title: latest.current.title }),
      screenReader: latest.current.screenReader,
      onState(next) {
        setState(next)
        if (next.name === 'live') wakeLive()
      },
      onTitle: (next) => latest.current.onTitle(next),
      onSearch: () => setSearching(true),
      onLeave: () => latest.current.onLeave(),
      onMatches: setMatches,
    })
    work.current = started
    const wake = () => {
      if (document.visibilityState === 'visible') started.wake()
    }
    window.addEventListener('online', wake)
    document.addEventListener('visibilitychange', wake)
    return () => {
      window.removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', wake)
      work.current = undefined
      started[Symbol.dispose]()
      element.replaceChildren()
    }
  }, [sessionId, terminalId, attempt, t])

  const liveState = useLiveState()
  useEffect(() => {
    if (liveState === 'live') work.current?.wake()
  }, [liveState])
  useEffect(() => {
    if (isShown && !latest.current.isPassedBy()) work.current?.screen.focus()
  }, [isShown])
  useEffect(() => work.current?.screen.setScreenReader(screenReader), [screenReader])

  const endSearch = () => {
    setSearching(false)
    work.current?.screen.endFind()
    work.current?.screen.focus()
  }
  const signIn = () =>
    void askToSignIn().then((again) => {
      if (again) setAttempt((count) => count + 1)
    })

  return (
    <div className={styles.view}>
      {isSearching && (
        <SearchBar
          label={t.terminal.search}
          value={wanted}
          onChange={(text) => {
            setWanted(text)
            work.current?.screen.find(text, 'next', true)
          }}
          onStep={(direction) => work.current?.screen.find(wanted, direction, false)}
          onClose={endSearch}
          status={wanted === '' ? '' : matches.count === 0 ? t.terminal.noMatch : t.terminal.matches(matches)}
          className={styles.search}
          autoFocus
        />
      )}
      <div className={styles.frame} data-state={state.name}>
        <div ref={host} className={classNames(styles.host, palette.palette)} />
      </div>
      <StateLine
        state={state}
        keys={t.terminal.keys}
        onRetry={() => work.current?.wake()}
        onSignIn={signIn}
        onOpenNew={props.onOpenNew}
        onDismiss={props.onDismiss}
      />
    </div>
  )
}

interface StateLineProps {
  readonly state: LinkState
  readonly keys: string
  readonly onRetry: () => void
  readonly onSignIn: () => void
  readonly onOpenNew: () => void
  readonly onDismiss: () => void
}

function StateLine({ state, keys, onRetry, onSignIn, onOpenNew, onDismiss }: StateLineProps) {
  const { t } = useSessionPageWords()
  const over = (
    <>
      <Button compact onPress={onOpenNew}>
        {t.terminal.openNew}
      </Button>
      <Button compact look="quiet" onPress={onDismiss}>
        {t.terminal.dismiss}
      </Button>
    </>
  )
  const lines: { readonly [Name in LinkState['name']]: () => ReactNode } = {
    connecting: () => (
      <Status tone="info" shape="half">
        {t.terminal.connecting}
      </Status>
    ),
    live: () => (
      <Status tone="ok" shape="filled">
        {t.terminal.live}
      </Status>
    ),
    lost: () => <Lost retryAt={state.name === 'lost' ? state.retryAt : 0} onRetry={onRetry} />,
    ended: () => (
      <>
        <Status tone="neutral" shape="square">
          {t.terminal.ended({ code: state.name === 'ended' ? state.code : null })}
        </Status>
        {over}
      </>
    ),
    gone: () => (
      <>
        <Status tone="neutral" shape="square">
          {t.terminal.gone}
        </Status>
        {over}
      </>
    ),
    refused: () => (
      <>
        <Status tone="bad" shape="cross">
          {t.terminal.refused}
        </Status>
        <Button compact onPress={onSignIn}>
          {t.terminal.signIn}
        </Button>
      </>
    ),
  }
  return (
    <div className={styles.line}>
      <div className={styles.state} role="status">
        {lines[state.name]()}
      </div>
      <div className={styles.keys}>{keys}</div>
    </div>
  )
}

function Lost({ retryAt, onRetry }: { readonly retryAt: number; readonly onRetry: () => void }) {
  const { t } = useSessionPageWords()
  const now = useNow(1000)
  return (
    <>
      <Status tone="warn" shape="ring">
        <span className={styles.wrap}>
          {t.terminal.lost({ seconds: Math.max(1, Math.ceil((retryAt - now) / 1000)) })}
        </span>
      </Status>
      <Button compact onPress={onRetry}>
        {t.terminal.retry}
      </Button>
    </>
  )
}
