/** The terminals of a session, side by side as tabs; each lives on when nobody looks. */
import { sessionCan } from '@berth/contract/session-states.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { client } from '../../../api/client.ts'
import { terminalsQuery } from '../../../api/queries.ts'
import { failureLine, failureOf } from '../../../parts/failure.ts'
import { useSessionTexts } from '../../../parts/session-texts.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { PlusIcon } from '../../../ui/action-icons.tsx'
import { CloseIcon } from '../../../ui/icons.tsx'
import { TerminalIcon } from '../../../ui/thing-icons.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { useSessionPageWords } from '../session-page-texts.ts'
import { ShareCurrent } from './share-current.tsx'
import { TerminalTabs } from './terminal-tabs.tsx'
import { TerminalView } from './terminal-view.tsx'
import { mergeTabs } from './terminal-tab-list.ts'
import type { TerminalTabItem } from './terminal-tab-list.ts'
import styles from './terminal.module.css'

export interface TerminalTabProps {
  readonly session: Session
  readonly isShown: boolean
  readonly logsHref: string
}

/** The shell asks for the true size as soon as it is drawn. */
const firstSize = { cols: 80, rows: 24 }
const screenReaderKey = 'berth.terminal.screenReader'

/** The arrow keys go through the tabs of the page; those in the bar are of the terminals themselves. */
function isAmongTabs(bar: HTMLElement | null): boolean {
  const focused = document.activeElement
  return focused?.matches('[role="tab"]:focus-visible') === true && bar?.contains(focused) !== true
}

export function TerminalTab({ session, isShown, logsHref }: TerminalTabProps) {
  const words = useSessionTexts()
  const { states } = words
  const { t } = useSessionPageWords()
  const cache = useQueryClient()
  const isOpen = sessionCan.openTerminal(session.status)
  const list = useQuery({ ...terminalsQuery(session.id), enabled: isOpen })
  const [tabs, setTabs] = useState<readonly TerminalTabItem[]>([])
  const [current, setCurrent] = useState<string>()
  const [closing, setClosing] = useState<TerminalTabItem>()
  const [failure, setFailure] = useState<unknown>()
  const [screenReader, setScreenReader] = useState(() => localStorage.getItem(screenReaderKey) === 'on')
  const opened = useRef(false)
  const leaveTo = useRef<HTMLDivElement>(null)

  const open = async () => {
    setFailure(undefined)
    try {
      const { id } = await client.terminals.open({ params: { id: session.id }, body: firstSize })
      setTabs((now) => mergeTabs(now, [{ id, title: '' }]))
      setCurrent(id)
      void cache.invalidateQueries(terminalsQuery(session.id))
    } catch (error) {
      if (tabs.length > 0) showToast({ text: failureLine(error, words), tone: 'bad' })
      setFailure(error)
    }
  }

  const items = list.data?.items
  useEffect(() => {
    if (items === undefined) return
    setTabs((now) => mergeTabs(now, items))
    setCurrent((now) => now ?? items.at(-1)?.id)
    // the first visit opens the first terminal; one that was closed on purpose stays closed
    if (items.length === 0 && tabs.length === 0 && !opened.current && list.isFetchedAfterMount) {
      opened.current = true
      void open()
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only news from the server may open a terminal
  }, [items, list.isFetchedAfterMount])

  const dismiss = (id: string) => {
    const next = tabs.filter((tab) => tab.id !== id)
    opened.current = true
    setTabs(next)
    if (current === id) setCurrent(next.at(-1)?.id)
  }

  if (tabs.length === 0) {
    const waits = !isOpen && !sessionCan.startAgain(session.status) && session.status !== 'TERMINATING'
    if (!isOpen)
      return (
        <EmptyState
          icon={<TerminalIcon size={24} />}
          title={t.terminal.notRunning}
          actions={waits ? undefined : <Link to={logsHref}>{t.terminal.toLogs}</Link>}
        >
          {waits ? `${states.statuses[session.status]}. ${t.terminal.opensLater}` : t.terminal.over}
        </EmptyState>
      )
    const error = failure ?? list.error
    if (error !== undefined && error !== null) {
      const { title, detail, requestId } = failureOf(error, words)
      const retry = () => (list.isError ? void list.refetch() : void open())
      return (
        <ErrorState title={title} requestId={requestId} onRetry={retry}>
          {detail}
        </ErrorState>
      )
    }
    if (opened.current && list.isSuccess)
      return (
        <EmptyState
          icon={<TerminalIcon size={24} />}
          title={t.session.tabs.terminal}
          actions={<Button onPress={() => void open()}>{t.terminal.openNew}</Button>}
        />
      )
    return <div className={styles.placeholder} role="status" aria-label={t.terminal.connecting} />
  }

  const titleOf = (tab: TerminalTabItem) => (tab.title === '' ? t.terminal.number({ number: tab.number }) : tab.title)
  return (
    <div className={styles.tab}>
      <div className={styles.bar} ref={leaveTo}>
        <TerminalTabs
          label={t.terminal.list}
          items={tabs.map((tab) => ({ id: tab.id, label: titleOf(tab) }))}
          value={current}
          onChange={setCurrent}
        />
        <IconButton label={t.terminal.open} isDisabled={!isOpen} onPress={() => void open()}>
          <PlusIcon />
        </IconButton>
        <ShareCurrent
          session={session}
          tab={isOpen ? tabs.find((tab) => tab.id === current) : undefined}
          titleOf={titleOf}
        />
        <CloseCurrent tab={tabs.find((tab) => tab.id === current)} titleOf={titleOf} onClose={setClosing} />
        <div className={styles.options}>
          <Checkbox
            label={t.terminal.screenReader}
            isSelected={screenReader}
            onChange={(on) => {
              setScreenReader(on)
              localStorage.setItem(screenReaderKey, on ? 'on' : 'off')
            }}
          />
        </div>
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.id}
          id={`terminal-${tab.id}`}
          role="tabpanel"
          aria-label={titleOf(tab)}
          className={styles.panel}
          hidden={tab.id !== current}
        >
          <TerminalView
            sessionId={session.id}
            terminalId={tab.id}
            title={titleOf(tab)}
            isShown={isShown && tab.id === current}
            isPassedBy={() => isAmongTabs(leaveTo.current)}
            screenReader={screenReader}
            onTitle={(title) => setTabs((now) => now.map((item) => (item.id === tab.id ? { ...item, title } : item)))}
            onLeave={() => leaveTo.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus()}
            onOpenNew={() => void open()}
            onDismiss={() => dismiss(tab.id)}
          />
        </div>
      ))}
      <ConfirmDialog
        isOpen={closing !== undefined}
        onOpenChange={(next) => {
          if (!next) setClosing(undefined)
        }}
        title={closing === undefined ? '' : t.terminal.closeTitle({ title: titleOf(closing) })}
        verb={t.terminal.closeVerb}
        sayError={(error) => failureLine(error, words)}
        onConfirm={async () => {
          if (closing === undefined) return
          await client.terminals.close({ params: { id: session.id, tid: closing.id } })
          dismiss(closing.id)
          void cache.invalidateQueries(terminalsQuery(session.id))
        }}
      >
        {t.terminal.closeText}
      </ConfirmDialog>
    </div>
  )
}

interface CloseCurrentProps {
  readonly tab: TerminalTabItem | undefined
  readonly titleOf: (tab: TerminalTabItem) => string
  readonly onClose: (tab: TerminalTabItem) => void
}

function CloseCurrent({ tab, titleOf, onClose }: CloseCurrentProps) {
  const { t } = useSessionPageWords()
  if (tab === undefined) return null
  return (
    <IconButton label={t.terminal.close({ title: titleOf(tab) })} onPress={() => onClose(tab)}>
      <CloseIcon />
    </IconButton>
  )
}
