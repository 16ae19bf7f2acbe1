/** One session: how it is, what it has, its terminals, its output, its history. */
import { sessionCan } from '@berth/contract/session-states.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { meQuery, sessionQuery } from '../../api/queries.ts'
import { failureOf, isNotFound } from '../../parts/failure.ts'
import { SessionElapsed } from '../../parts/session-elapsed.tsx'
import { SessionStatusMark } from '../../parts/session-status.tsx'
import { useSessionTexts } from '../../parts/session-texts.ts'
import { paths, sessionTabs } from '../../paths.ts'
import type { SessionTab } from '../../paths.ts'
import { PageHead } from '../../shell/page-head.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { buttonClass } from '../../ui/button-style.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { PencilIcon, RefreshIcon } from '../../ui/action-icons.tsx'
import { TerminalIcon } from '../../ui/thing-icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { EmptyState, ErrorState } from '../../ui/page-state.tsx'
import { Skeleton, SkeletonRegion } from '../../ui/skeleton.tsx'
import { Badge } from '../../ui/status.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import type { Tone } from '../../ui/tone.ts'
import {
  IdleNotice,
  LogsTab,
  MetricsTab,
  PriorityDialog,
  StartDialog,
  TerminalTab,
  TerminateDialog,
} from './lazy-parts.ts'
import type { LogSource } from './logs/logs-tab.tsx'
import { RenameForm } from './rename-form.tsx'
import { SessionHistory } from './session-history.tsx'
import { SessionMenu } from './session-menu.tsx'
import { SessionOverview } from './session-overview.tsx'
import { useSessionPageWords } from './session-page-texts.ts'
import styles from './session.module.css'

export function SessionPage() {
  const words = useSessionTexts()
  const { t } = words
  const { session: page } = useSessionPageWords().t
  const { id = '', tab } = useParams({ strict: false })
  const { data: session, error, refetch, isFetching } = useQuery(sessionQuery(id))
  const instead = error === null ? t.title : isNotFound(error) ? page.notFound : t.errors.session
  usePageTitle(session === undefined ? instead : undefined)
  if (session !== undefined) {
    const shown = sessionTabs.find((known) => known === tab) ?? 'overview'
    return <SessionContent key={session.id} session={session} tab={shown} />
  }
  if (error === null)
    return (
      <SkeletonRegion className={styles.skeleton}>
        <Skeleton width="16rem" height="1.75rem" />
        <Skeleton width="22rem" height="2rem" />
        <Skeleton width="100%" height="12rem" />
      </SkeletonRegion>
    )
  if (isNotFound(error))
    return (
      <EmptyState headingLevel={1} title={page.notFound} actions={<Link to={paths.sessions}>{page.back}</Link>}>
        {page.notFoundText}
      </EmptyState>
    )
  const { title, detail, requestId } = failureOf(error, words)
  return (
    <ErrorState
      headingLevel={1}
      title={t.errors.session}
      requestId={requestId}
      onRetry={() => void refetch()}
      isRetrying={isFetching}
    >
      {title}. {detail}
    </ErrorState>
  )
}

interface SessionContentProps {
  readonly session: Session
  readonly tab: SessionTab
}

function SessionContent({ session, tab }: SessionContentProps) {
  const { session: page } = useSessionPageWords().t
  const navigate = useNavigate()
  const [terminating, setTerminating] = useState(false)
  const [again, setAgain] = useState(false)
  const [prioritizing, setPrioritizing] = useState(false)
  // a terminal that was opened stays alive behind the other tabs
  const [hadTerminal, setHadTerminal] = useState(tab === 'terminal')
  if (tab === 'terminal' && !hadTerminal) setHadTerminal(true)

  const [chosenLog, setLogSource] = useState<LogSource>()
  // what is seen while it is made ready stays in view when it runs
  if (chosenLog === undefined && tab === 'logs' && session.reason === 'bootstrap-running') setLogSource('bootstrap')
  const logSource = chosenLog ?? 'main'
  const showBootstrap = () => {
    setLogSource('bootstrap')
    void navigate({ to: paths.sessionTab(session.id, 'logs') })
  }

  return (
    <>
      <SessionHead
        session={session}
        tab={tab}
        onPrioritize={() => setPrioritizing(true)}
        onTerminate={() => setTerminating(true)}
        onStartAgain={() => setAgain(true)}
      />
      <SessionReason session={session} onShowOutput={showBootstrap} />
      <SessionWarning session={session} onShowOutput={showBootstrap} />
      {session.idle?.warned === true && (
        <Suspense>
          <IdleNotice session={session} />
        </Suspense>
      )}
      <Tabs
        className={styles.tabs}
        label={page.tabsLabel}
        items={sessionTabs.map((id) => ({ id, label: page.tabs[id] }))}
        value={tab}
        // the address changes, and with it the tab
        onChange={(id) => void navigate({ to: paths.sessionTab(session.id, id) })}
      >
        <TabPanel id="overview">
          <SessionOverview session={session} />
        </TabPanel>
        <TabPanel id="terminal" fills keepMounted={hadTerminal}>
          {hadTerminal && (
            <Suspense>
              <TerminalTab
                session={session}
                isShown={tab === 'terminal'}
                logsHref={paths.sessionTab(session.id, 'logs')}
              />
            </Suspense>
          )}
        </TabPanel>
        <TabPanel id="logs" fills>
          <Suspense>
            <LogsTab session={session} source={logSource} onSource={setLogSource} />
          </Suspense>
        </TabPanel>
        <TabPanel id="metrics">
          <Suspense>
            <MetricsTab session={session} />
          </Suspense>
        </TabPanel>
        <TabPanel id="history">
          <SessionHistory session={session} />
        </TabPanel>
      </Tabs>
      <Suspense>
        {terminating && <TerminateDialog session={session} onClose={() => setTerminating(false)} />}
        {prioritizing && <PriorityDialog session={session} onClose={() => setPrioritizing(false)} />}
        {again && <StartDialog like={session} onClose={() => setAgain(false)} />}
      </Suspense>
    </>
  )
}

interface SessionHeadProps extends SessionContentProps {
  readonly onPrioritize: () => void
  readonly onTerminate: () => void
  readonly onStartAgain: () => void
}

function SessionHead({ session, tab, onPrioritize, onTerminate, onStartAgain }: SessionHeadProps) {
  const { t } = useSessionTexts()
  const { data: me } = useQuery(meQuery)
  const [isRenaming, setRenaming] = useState(false)
  if (isRenaming)
    return (
      <div>
        <h1 className="visually-hidden">{session.name}</h1>
        <RenameForm session={session} onDone={() => setRenaming(false)} isInline />
      </div>
    )
  return (
    <PageHead
      title={session.name}
      facts={
        <>
          {sessionCan.rename(session.status) && (
            <IconButton compact label={t.actions.rename} onPress={() => setRenaming(true)}>
              <PencilIcon size={14} />
            </IconButton>
          )}
          <SessionStatusMark status={session.status} />
          {session.warning !== null && <Badge tone="warn">{t.warning}</Badge>}
          <SessionElapsed session={session} />
        </>
      }
      actions={
        <>
          {sessionCan.startAgain(session.status) ? (
            <Button look="primary" onPress={onStartAgain}>
              <RefreshIcon />
              {t.actions.again}
            </Button>
          ) : (
            sessionCan.openTerminal(session.status) &&
            tab !== 'terminal' && (
              <Link className={buttonClass({ look: 'primary' })} to={paths.sessionTab(session.id, 'terminal')}>
                <TerminalIcon />
                {t.actions.terminal}
              </Link>
            )
          )}
          <SessionMenu
            session={session}
            withoutTerminal
            onPrioritize={me?.role === 'superadmin' ? onPrioritize : undefined}
            onTerminate={onTerminate}
            onStartAgain={onStartAgain}
          />
        </>
      }
    />
  )
}

interface NoticeProps {
  readonly session: Session
  readonly onShowOutput: () => void
}

/** It runs, but not all went well. */
function SessionWarning({ session, onShowOutput }: NoticeProps) {
  const { session: page } = useSessionPageWords().t
  const { warning, status } = session
  if (warning === null || sessionCan.startAgain(status)) return null
  const { exitCode } = warning
  return (
    <Notice
      tone="warn"
      title={page.warnings[warning.code]({ exitCode })}
      actions={
        <Button compact onPress={onShowOutput}>
          {page.bootstrapOutput}
        </Button>
      }
    >
      {page.warningNext}
    </Notice>
  )
}

/** Why it is as it is and what to do, where that is not plain. */
function SessionReason({ session, onShowOutput }: NoticeProps) {
  const { states, t } = useSessionTexts()
  const { session: page } = useSessionPageWords().t
  const { status, reason, queue, result } = session
  if (reason === null || status === 'RUNNING') return null
  const { text, next } = states.reasons[reason]
  const tone: Tone =
    status === 'ERROR' ? 'bad' : result === 'failure' ? 'warn' : status === 'PENDING' ? 'info' : 'neutral'
  return (
    <Notice
      tone={tone}
      title={text}
      actions={
        reason === 'bootstrap-running' && (
          <Button compact onPress={onShowOutput}>
            {page.bootstrapOutput}
          </Button>
        )
      }
    >
      {[queue === null ? '' : `${t.queuePosition({ position: queue.position })}.`, next].filter(Boolean).join(' ')}
    </Notice>
  )
}
