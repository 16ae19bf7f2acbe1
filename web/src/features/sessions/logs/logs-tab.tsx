/** The output of a session: live, searchable, with its colours. */
import { ApiProblem, addressOf } from '@berth/contract/client.ts'
import type { ProblemBody } from '@berth/contract/problems.ts'
import { sessionCan } from '@berth/contract/session-states.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { api } from 'virtual:api-paths'
import { signedInFetch } from '../../../api/signed-in-fetch.ts'
import { number } from '../../../parts/amounts.ts'
import { failureOf } from '../../../parts/failure.ts'
import { useSessionTexts } from '../../../parts/session-texts.ts'
import { buttonClass } from '../../../ui/button-style.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { DownloadIcon } from '../../../ui/action-icons.tsx'
import { TerminalIcon } from '../../../ui/thing-icons.tsx'
import { NativeSelect } from '../../../ui/native-select.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Status } from '../../../ui/status.tsx'
import { SearchBar } from '../search-bar.tsx'
import { useSessionPageWords } from '../session-page-texts.ts'
import { createLogLines } from './log-lines.ts'
import { findHits, maxHits } from './log-search.ts'
import type { Hit } from './log-search.ts'
import { followLog } from './log-stream.ts'
import type { LogState } from './log-stream.ts'
import { LogView } from './log-view.tsx'
import styles from './logs.module.css'

export type LogSource = 'main' | 'bootstrap'

export interface LogsTabProps {
  readonly session: Session
  readonly source: LogSource
  readonly onSource: (source: LogSource) => void
}

const noHits: readonly Hit[] = []

const isBeforeRunning = (status: Session['status']) => ['PENDING', 'SCHEDULED', 'PREPARING'].includes(status)

export function LogsTab({ session, source, onSource }: LogsTabProps) {
  const words = useSessionTexts()
  const { t, language } = useSessionPageWords()
  const { log, version, state, hasGap, hasSkipped, problem, retry } = useLog(session, source)
  const [wanted, setWanted] = useState('')
  const [current, setCurrent] = useState(0)
  const [isFollowing, setFollowing] = useState(true)
  const [wraps, setWraps] = useState(false)
  const needle = useDeferredValue(wanted)
  // searching may lag behind the output, drawing may not
  const searched = useDeferredValue(version)
  const hits = useMemo(
    () => (needle === '' ? noHits : findHits(log.lines, needle)),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the store is one object; its version says that it changed
    [log, searched, needle],
  )
  const at = Math.min(current, hits.length - 1)

  const step = (direction: 'next' | 'previous') => {
    if (hits.length === 0) return
    setFollowing(false)
    setCurrent((at + (direction === 'next' ? 1 : -1) + hits.length) % hits.length)
  }

  if (problem !== undefined) {
    const { title, detail, requestId } = failureOf(problem, words)
    return (
      <ErrorState title={title} requestId={requestId} onRetry={retry}>
        {detail}
      </ErrorState>
    )
  }
  const isEmpty = log.lines.length === 0 && state !== 'loading'
  const emptyText =
    source === 'bootstrap'
      ? t.logs.emptyBootstrap
      : sessionCan.startAgain(session.status)
        ? t.logs.emptyEnded
        : session.type === 'interactive'
          ? t.logs.emptyInteractive
          : t.logs.emptyText
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        <NativeSelect
          label={t.logs.source}
          icon={<TerminalIcon />}
          value={source}
          onChange={onSource}
          items={(['main', 'bootstrap'] as const).map((id) => ({ id, label: t.logs.sources[id] }))}
        />
        <SearchBar
          label={t.logs.search}
          value={wanted}
          onChange={(text) => {
            setWanted(text)
            setCurrent(0)
            if (text !== '') setFollowing(false)
          }}
          onStep={step}
          status={
            needle === ''
              ? ''
              : hits.length === 0
                ? t.logs.noMatch
                : t.logs.matches({ at: at + 1, count: hits.length, more: hits.length === maxHits })
          }
          className={styles.search}
        />
        <Checkbox label={t.logs.follow} isSelected={isFollowing} onChange={setFollowing} />
        <Checkbox label={t.logs.wrap} isSelected={wraps} onChange={setWraps} />
        <a
          className={buttonClass({ className: styles.download })}
          href={addressOf(api.sessions.logs, { params: { id: session.id }, query: { source } })}
          download={source === 'main' ? `${session.name}.log` : `${session.name}-bootstrap.log`}
        >
          <DownloadIcon />
          {t.logs.download}
        </a>
      </div>
      {isEmpty ? (
        <div className={styles.frame}>
          <EmptyState title={t.logs.empty}>{emptyText}</EmptyState>
        </div>
      ) : (
        <LogView
          label={t.logs.label}
          log={log}
          version={version}
          hits={hits}
          current={at}
          wraps={wraps}
          isFollowing={isFollowing}
          onFollowing={setFollowing}
        />
      )}
      <div className={styles.line}>
        <LogStateMark state={state} />
        <span>
          {t.logs.lines({
            count: log.lines.length + log.dropped,
            text: number(language, log.lines.length + log.dropped),
          })}
        </span>
        {log.dropped > 0 && <span>{t.logs.dropped({ count: log.dropped, text: number(language, log.dropped) })}</span>}
        {hasGap && <span>{t.logs.old}</span>}
        {hasSkipped && <span>{t.logs.skipped}</span>}
      </div>
    </div>
  )
}

function LogStateMark({ state }: { readonly state: LogState }) {
  const { t } = useSessionPageWords()
  if (state === 'following')
    return (
      <Status tone="ok" shape="filled">
        {t.logs.following}
      </Status>
    )
  if (state === 'complete')
    return (
      <Status tone="neutral" shape="square">
        {t.logs.complete}
      </Status>
    )
  return (
    <Status tone={state === 'lost' ? 'warn' : 'info'} shape="half">
      {state === 'lost' ? t.logs.lost : t.logs.loading}
    </Status>
  )
}

/** The store is filled as output comes; drawing is asked for once a frame at most. */
function useLog({ id: sessionId, status }: Session, source: LogSource) {
  const isOver = useRef(false)
  useEffect(() => {
    isOver.current = source === 'main' ? sessionCan.startAgain(status) : !isBeforeRunning(status)
  }, [status, source])
  const log = useMemo(() => {
    void sessionId
    void source
    return createLogLines()
  }, [sessionId, source])
  const [version, setVersion] = useState(0)
  const [state, setState] = useState<LogState>('loading')
  const [hasGap, setGap] = useState(false)
  const [hasSkipped, setSkipped] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const [attempt, setAttempt] = useState(0)
  const frame = useRef(0)
  useEffect(() => {
    log.clear()
    setGap(false)
    setSkipped(false)
    setProblem(undefined)
    const draw = () => {
      frame.current = 0
      setVersion(log.version)
    }
    const stream = followLog({
      addressFrom: (from) =>
        addressOf(api.sessions.logs, { params: { id: sessionId }, query: { source, follow: '1', places: '1', from } }),
      fetch: signedInFetch,
      onText(text) {
        log.append(text)
        if (frame.current === 0) frame.current = requestAnimationFrame(draw)
      },
      onState: setState,
      isOver: () => isOver.current,
      onGap: () => setGap(true),
      onSkip: () => setSkipped(true),
      onProblem: (answer) =>
        void answer.json().then(
          (body: ProblemBody) => setProblem(new ApiProblem(body)),
          () => setProblem(new Error(`answer ${answer.status}`)),
        ),
    })
    return () => {
      cancelAnimationFrame(frame.current)
      frame.current = 0
      stream[Symbol.dispose]()
    }
  }, [log, sessionId, source, attempt])
  return { log, version, state, hasGap, hasSkipped, problem, retry: () => setAttempt((count) => count + 1) }
}
