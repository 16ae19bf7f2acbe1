/** One tab: filter, rows, more rows; and what is there in place of rows. */
import { MoreRows } from '../../parts/more-rows.tsx'
import { NotLoaded } from '../../parts/not-loaded.tsx'
import type { Project } from '@berth/contract/projects.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { preferencesQuery } from '../../api/workspace-queries.ts'
import { bytes, number } from '../../parts/amounts.ts'
import { OrderedTable, useListOrder } from '../../parts/ordered-table.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { PencilIcon, RefreshIcon, SearchIcon, StopIcon } from '../../ui/action-icons.tsx'
import { GhostIcon } from '../../ui/rare-icons.tsx'
import { FolderIcon, UsersIcon } from '../../ui/thing-icons.tsx'
import { MenuItem, MenuSection } from '../../ui/menu.tsx'
import { RowMenu } from '../../ui/more-menu.tsx'
import { EmptyState } from '../../ui/page-state.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Badge } from '../../ui/status.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { projectListQuery } from './project-queries.ts'
import type { ProjectTab } from './project-queries.ts'
import { useProjectWords } from './project-texts.ts'
import styles from './projects.module.css'

export type ProjectAction = 'edit' | 'members' | 'deactivate' | 'activate'

export interface ProjectTableProps {
  readonly tab: ProjectTab
  readonly onAction: (project: Project, action: ProjectAction) => void
  readonly onCreate: () => void
}

const typingMs = 250
const orders = { name: 'name', workspace: 'workspace', created: 'createdAt' }

export function ProjectTable({ tab, onAction, onCreate }: ProjectTableProps) {
  const words = useProjectWords()
  const { t, failureOf } = words
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), typingMs)
    return () => clearTimeout(timer)
  }, [typed])
  const order = useListOrder(orders, { column: 'name', isDescending: false })
  const [withPersonal, setWithPersonal] = useState(false)
  const { data: preferences } = useQuery(preferencesQuery)
  const withExamples = preferences?.hideExamples !== true
  const list = useInfiniteQuery(projectListQuery({ tab, q, sort: order.asked, withPersonal, withExamples }))
  const rows = list.data?.pages.flatMap((page) => page.items)
  if (rows === undefined && list.isError) return <NotLoaded title={t.loadFailed} query={list} failureOf={failureOf} />
  return (
    <div className={styles.list}>
      <div className={styles.filter}>
        <TextField
          label={t.filter}
          type="search"
          before={<SearchIcon size={14} />}
          value={typed}
          onChange={setTyped}
          maxLength={200}
        />
        <Checkbox label={t.withPersonal} isSelected={withPersonal} onChange={setWithPersonal} />
      </div>
      <OrderedTable
        order={order}
        name="projects"
        label={`${t.title}: ${t.tabs[tab]}`}
        columns={columnsOf(words)}
        rows={rows}
        rowKey={({ id }) => id}
        onOpen={(project) => onAction(project, 'edit')}
        actions={(project) => <ProjectMenu project={project} onAction={(action) => onAction(project, action)} />}
        empty={
          q === '' ? (
            <EmptyState
              icon={<FolderIcon size={24} />}
              title={t.empty[tab].title}
              actions={tab === 'active' ? <Button onPress={onCreate}>{t.create}</Button> : undefined}
            >
              {t.empty[tab].text}
            </EmptyState>
          ) : (
            <EmptyState title={t.noMatch} />
          )
        }
      />
      <MoreRows list={list}>{t.more}</MoreRows>
    </div>
  )
}

type Words = ReturnType<typeof useProjectWords>

function columnsOf(words: Words): readonly TableColumn<Project>[] {
  const { t } = words
  return [
    {
      id: 'name',
      title: t.columns.name,
      isRowTitle: true,
      cell: (project) => (
        <div className={styles.who}>
          <span className={styles.title}>
            <span className={styles.name}>{project.name}</span>
            {project.hidden && (
              <span role="img" aria-label={t.hidden} title={t.hidden} className={styles.muted}>
                <GhostIcon />
              </span>
            )}
            {project.example && <Badge>{t.example}</Badge>}
          </span>
          {project.description !== '' && <span className={styles.note}>{project.description}</span>}
        </div>
      ),
    },
    {
      id: 'workspace',
      title: t.columns.workspace,
      width: '11rem',
      card: 'show',
      cell: ({ workspaceName }) => workspaceName,
    },
    {
      id: 'members',
      title: t.columns.members,
      width: '7rem',
      card: 'side',
      cell: ({ everyone }) => <Badge>{everyone ? t.everyone : t.chosen}</Badge>,
    },
    { id: 'limits', title: t.columns.limits, card: 'show', cell: (project) => limitsText(project, words) },
    {
      id: 'created',
      title: t.columns.created,
      width: '8rem',
      hideBelow: 1280,
      card: 'none',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} isFocusable={false} />,
    },
  ]
}

/** Those that there are: `CPU 16 · Memory 64 GiB`. */
function limitsText(project: Project, { t, language }: Words) {
  const { cpu, memory, gpu, gpuShares, concurrentSessions } = project
  const parts = [
    ...(cpu === null ? [] : [`${t.form.cpu} ${number(language, cpu)}`]),
    ...(memory === null ? [] : [`${t.form.memory} ${bytes(language, memory)}`]),
    ...(gpu === null ? [] : [`${t.form.gpu} ${number(language, gpu)}`]),
    ...(gpuShares === null ? [] : [`${t.form.gpuShares} ${number(language, gpuShares)}`]),
    ...(concurrentSessions === null ? [] : [`${t.form.concurrentSessions} ${number(language, concurrentSessions)}`]),
  ]
  return parts.length === 0 ? <span className={styles.nothing}>∞ {t.unlimited}</span> : parts.join(' · ')
}

interface ProjectMenuProps {
  readonly project: Project
  readonly onAction: (action: ProjectAction) => void
}

function ProjectMenu({ project, onAction }: ProjectMenuProps) {
  const { t } = useProjectWords()
  const label = t.actionsOf(project)
  return (
    <RowMenu label={label}>
      <MenuItem label={t.edit} icon={<PencilIcon />} onAction={() => onAction('edit')} />
      <MenuItem label={t.members} icon={<UsersIcon />} onAction={() => onAction('members')} />
      <MenuSection>
        {project.active ? (
          <MenuItem label={t.deactivate} icon={<StopIcon />} isDanger onAction={() => onAction('deactivate')} />
        ) : (
          <MenuItem label={t.activate} icon={<RefreshIcon />} onAction={() => onAction('activate')} />
        )}
      </MenuSection>
    </RowMenu>
  )
}
