/** All sessions: what is in use, what runs, what waits, what has ended. */
import { NotLoaded } from '../../parts/not-loaded.tsx'
import type { Session } from '@berth/contract/sessions.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { meQuery, sessionListQuery } from '../../api/queries.ts'
import { sessionStates } from '../../api/session-lists.ts'
import type { SessionListFilter } from '../../api/session-lists.ts'
import { useCurrentProject } from '../../parts/current-project.ts'
import { failureOf } from '../../parts/failure.ts'
import { useListWords } from '../../parts/list-texts.ts'
import { MoreRows } from '../../parts/more-rows.tsx'
import { useSessionTexts } from '../../parts/session-texts.ts'
import { SmallSort } from '../../parts/small-sort.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { Button } from '../../ui/button.tsx'
import { DownloadIcon, PlusIcon, SearchIcon } from '../../ui/action-icons.tsx'
import { SessionsIcon } from '../../ui/thing-icons.tsx'
import { MenuItem } from '../../ui/menu.tsx'
import { MoreMenu } from '../../ui/more-menu.tsx'
import { EmptyState } from '../../ui/page-state.tsx'
import { Segments } from '../../ui/segments.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { PriorityDialog, RenameDialog, SessionExport, StartDialog, TerminateDialog } from './lazy-parts.ts'
import { ResourceIndicator } from './resource-indicator.tsx'
import { SessionMenu } from './session-menu.tsx'
import { filterOf, searchOf, sortOf, sortText } from './session-search.ts'
import { SessionTable } from './session-table.tsx'
import styles from './sessions.module.css'

/** `initial`: a session whose settings fill the form. */
type Starting = { readonly like?: Session }

export function SessionsPage() {
  const { t } = useSessionTexts()
  const navigate = useNavigate()
  const { id: project } = useCurrentProject()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const asked = filterOf(search)
  // everyone's are looked at across projects
  const filter = { ...asked, project: asked.owner === 'all' ? undefined : project }
  const { data: me } = useQuery(meQuery)
  const lists = useListWords()
  const [isExporting, setExporting] = useState(false)
  const [starting, setStarting] = useState<Starting>()
  const [renaming, setRenaming] = useState<Session>()
  const [prioritizing, setPrioritizing] = useState<Session>()
  const [terminating, setTerminating] = useState<Session>()
  const change = (changes: Partial<SessionListFilter>, replace = false) =>
    void navigate({
      to: '.',
      search: ({ project: at }: Record<string, unknown>) => ({ ...searchOf({ ...filter, ...changes }), project: at }),
      replace,
    })
  const start = useCallback((like?: Session) => setStarting(like === undefined ? {} : { like }), [])
  const counts = useCounts(filter)
  // the address of whoever came to start something, which is not what a reload means
  const isAskedToStart = search['start'] === true
  useEffect(() => {
    if (!isAskedToStart) return
    setStarting({})
    change({}, true)
  }, [isAskedToStart]) // oxlint-disable-line react-hooks/exhaustive-deps

  return (
    <div className={styles.page}>
      <PageHead
        title={t.title}
        actions={
          <>
            <Button look="primary" onPress={() => setStarting({})}>
              <PlusIcon />
              {t.start}
            </Button>
            <MoreMenu label={t.actions.more}>
              <MenuItem label={lists.t.export.menu} icon={<DownloadIcon />} onAction={() => setExporting(true)} />
            </MoreMenu>
          </>
        }
      />
      <ResourceIndicator />
      <Tabs
        label={t.states}
        items={sessionStates.map((state) => ({ id: state, label: t.tabs[state], count: counts[state] }))}
        value={filter.state}
        onChange={(state) => change({ state })}
      >
        {sessionStates.map((state) => (
          <TabPanel key={state} id={state}>
            <div className={styles.filters}>
              <NameFilter value={filter.q} onChange={(q) => change({ q }, true)} />
              {me?.role === 'superadmin' && (
                <Segments
                  label={t.whose}
                  value={filter.owner}
                  onChange={(owner) => change({ owner })}
                  items={[
                    { id: 'me', label: t.mine },
                    { id: 'all', label: t.everyone },
                  ]}
                />
              )}
              <SmallSort
                sort={sortOf(filter.sort)}
                sortFields={[
                  ['name', t.columns.name],
                  ['status', t.columns.status],
                  ['createdAt', t.columns.created],
                ]}
                onSort={(sort) => change({ sort: sortText(sort) })}
              />
            </div>
            <SessionList
              filter={{ ...filter, state }}
              onChange={change}
              onStart={start}
              onRename={setRenaming}
              onPrioritize={me?.role === 'superadmin' ? setPrioritizing : undefined}
              onTerminate={setTerminating}
            />
          </TabPanel>
        ))}
      </Tabs>
      <Suspense>
        {renaming !== undefined && <RenameDialog session={renaming} onClose={() => setRenaming(undefined)} />}
        {prioritizing !== undefined && (
          <PriorityDialog session={prioritizing} onClose={() => setPrioritizing(undefined)} />
        )}
        {terminating !== undefined && (
          <TerminateDialog session={terminating} onClose={() => setTerminating(undefined)} />
        )}
        {isExporting && <SessionExport filter={filter} onClose={() => setExporting(false)} />}
        {starting !== undefined && <StartDialog like={starting.like} onClose={() => setStarting(undefined)} />}
      </Suspense>
    </div>
  )
}

/** All three lists are kept, so that the counts are live and a tab opens at once. */
function useCounts(filter: SessionListFilter): Readonly<Record<SessionListFilter['state'], number | undefined>> {
  const count = (pages: { items: unknown[]; nextCursor: string | null; total?: number | undefined }[] | undefined) => {
    if (pages === undefined) return undefined
    const [first] = pages
    if (first?.total !== undefined) return first.total
    // beyond what is loaded nobody knows how many there are
    return pages.at(-1)?.nextCursor === null ? pages.reduce((sum, page) => sum + page.items.length, 0) : undefined
  }
  return {
    running: count(useInfiniteQuery(sessionListQuery({ ...filter, state: 'running' })).data?.pages),
    queued: count(useInfiniteQuery(sessionListQuery({ ...filter, state: 'queued' })).data?.pages),
    finished: count(useInfiniteQuery(sessionListQuery({ ...filter, state: 'finished' })).data?.pages),
  }
}

function NameFilter({ value, onChange }: { readonly value: string; readonly onChange: (q: string) => void }) {
  const { t } = useSessionTexts()
  const [typed, setTyped] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [sent, setSent] = useState(value)
  // the address changed by something else: back, *Clear the filter*
  if (value !== sent) {
    setSent(value)
    setTyped(value)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <label className={styles.filter}>
      <SearchIcon size={14} />
      <input
        type="search"
        aria-label={t.filter}
        placeholder={t.filter}
        value={typed}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          const next = event.target.value
          setTyped(next)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => {
            setSent(next.trim())
            onChange(next.trim())
          }, 200)
        }}
      />
    </label>
  )
}

interface SessionListProps {
  readonly filter: SessionListFilter
  readonly onChange: (changes: Partial<SessionListFilter>) => void
  readonly onStart: (like?: Session) => void
  readonly onRename: (session: Session) => void
  readonly onPrioritize: ((session: Session) => void) | undefined
  readonly onTerminate: (session: Session) => void
}

function SessionList({ filter, onChange, onStart, onRename, onPrioritize, onTerminate }: SessionListProps) {
  const words = useSessionTexts()
  const { t } = words
  const list = useInfiniteQuery(sessionListQuery(filter))
  const pages = list.data?.pages
  const rows = useMemo(() => pages?.flatMap((page) => page.items), [pages])
  const actions = useCallback(
    (session: Session) => (
      <SessionMenu
        compact
        session={session}
        onRename={() => onRename(session)}
        onPrioritize={onPrioritize && (() => onPrioritize(session))}
        onTerminate={() => onTerminate(session)}
        onStartAgain={() => onStart(session)}
      />
    ),
    [onRename, onPrioritize, onTerminate, onStart],
  )
  if (rows === undefined && list.isError)
    return <NotLoaded title={t.errors.list} query={list} failureOf={(error) => failureOf(error, words)} />
  return (
    <>
      <SessionTable
        filter={filter}
        rows={rows}
        onSort={(sort) => onChange({ sort })}
        actions={actions}
        empty={<NoSessions filter={filter} onClear={() => onChange({ q: '' })} onStart={() => onStart()} />}
      />
      {list.hasNextPage && (
        <div className={styles.more}>
          <MoreRows list={list}>{t.more}</MoreRows>
        </div>
      )}
    </>
  )
}

interface NoSessionsProps {
  readonly filter: SessionListFilter
  readonly onClear: () => void
  readonly onStart: () => void
}

function NoSessions({ filter, onClear, onStart }: NoSessionsProps) {
  const { t } = useSessionTexts()
  if (filter.q !== '')
    return (
      <EmptyState
        title={t.empty.filtered.title({ q: filter.q })}
        actions={<Button onPress={onClear}>{t.empty.filtered.clear}</Button>}
      >
        {t.empty.filtered.text}
      </EmptyState>
    )
  const { title, text } = t.empty[filter.state]
  return (
    <EmptyState
      icon={<SessionsIcon size={24} />}
      title={title}
      actions={filter.state === 'finished' ? undefined : <Button onPress={onStart}>{t.start}</Button>}
    >
      {text}
    </EmptyState>
  )
}
