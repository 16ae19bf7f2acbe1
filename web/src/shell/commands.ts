/** What the palette offers, and which of it fits what was typed. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { sessionListQuery } from '../api/queries.ts'
import { workspacesQuery, preferencesQuery, projectsQuery } from '../api/workspace-queries.ts'
import { openAccount } from '../parts/account-opening.ts'
import { useCurrentProject } from '../parts/current-project.ts'
import { useSwitchPlace } from '../parts/switch-place.ts'
import { paths } from '../paths.ts'
import { useTexts } from '../texts/app-texts.ts'
import { PlusIcon } from '../ui/action-icons.tsx'
import { ShieldIcon } from '../ui/rare-icons.tsx'
import { FolderIcon, GearIcon, TerminalIcon, UserIcon } from '../ui/thing-icons.tsx'
import { administration, places, settings } from './places.tsx'
import { useShortcutWords } from './shortcut-texts.ts'
import { fits } from './typed-words.ts'
import { useMe } from './use-me.ts'

export interface Command {
  readonly id: string
  readonly label: string
  readonly note?: string
  readonly Icon: ComponentType
  readonly run: () => void
}

interface CommandSection {
  readonly id: string
  readonly title: string
  readonly commands: readonly Command[]
}

/** More are found by typing. */
const mostOfKind = 8

export function useCommands(typed: string): {
  readonly sections: readonly CommandSection[]
  readonly failure: boolean
} {
  const { palette: t } = useShortcutWords().t
  const sessions = useTerminals(typed)
  const groups: readonly CommandSection[] = [
    { id: 'actions', title: t.actions, commands: useActions() },
    { id: 'terminals', title: t.terminals, commands: sessions.commands },
    { id: 'pages', title: t.pages, commands: usePages() },
    { id: 'projects', title: t.projects, commands: useProjects() },
  ]
  const sections = groups
    .map((group) => {
      const found = group.commands.filter(({ label, note }) => fits(typed, [label, note ?? '', group.title]))
      return { ...group, commands: group.id === 'pages' ? found : found.slice(0, mostOfKind) }
    })
    .filter(({ commands }) => commands.length > 0)
  return { sections, failure: sessions.isError }
}

function useActions(): readonly Command[] {
  const { palette: t } = useShortcutWords().t
  const navigate = useNavigate()
  const { project } = useCurrentProject()
  return [
    {
      id: 'start',
      label: t.start,
      ...(project === undefined ? {} : { note: t.startText({ project: project.name }) }),
      Icon: PlusIcon,
      run: () =>
        void navigate({ to: paths.sessions, search: { ...(project && { project: project.id }), start: true } }),
    },
  ]
}

function usePages(): readonly Command[] {
  const t = useTexts().shell
  const me = useMe()
  const navigate = useNavigate()
  const all = [...places, ...settings, ...(me.role === 'superadmin' ? administration : [])]
  const go = (to: string) => () => void navigate({ to })
  return [
    // two pages have the same name, one of them for administrators
    ...all.map(({ to, text, Icon }) => ({
      id: to,
      label: t[text],
      ...(to.startsWith('/admin/') ? { note: t.administration } : {}),
      Icon,
      run: go(to),
    })),
    { id: paths.preferences, label: t.preferences, Icon: GearIcon, run: go(paths.preferences) },
    { id: 'logs', label: t.logs, note: t.preferences, Icon: GearIcon, run: go(paths.preferencesTab('logs')) },
    { id: 'account', label: t.myAccount, Icon: UserIcon, run: () => openAccount() },
    { id: 'security', label: t.security, Icon: ShieldIcon, run: go(paths.accountTab('security')) },
  ]
}

function useProjects(): readonly Command[] {
  const { palette: t } = useShortcutWords().t
  const { toProject } = useSwitchPlace()
  const { project: current } = useCurrentProject()
  const { data: workspaces } = useQuery(workspacesQuery)
  const { data: projects } = useQuery(projectsQuery)
  const { data: preferences } = useQuery(preferencesQuery)
  const nameOf = (id: string) => workspaces?.items.find((workspace) => workspace.id === id)?.name ?? ''
  return (projects?.items ?? [])
    .filter(({ hidden, example }) => {
      if (hidden && preferences?.showHiddenProjects !== true) return false
      return !example || preferences?.hideExamples !== true
    })
    .map((project) => ({
      id: `project ${project.id}`,
      label: project.name,
      note: project.id === current?.id ? `${nameOf(project.workspace)} · ${t.current}` : nameOf(project.workspace),
      Icon: FolderIcon,
      run: () => toProject(project),
    }))
}

/** Most people's sessions are all known at once; only of more than that the server is asked for what is typed. */
function useTerminals(typed: string) {
  const navigate = useNavigate()
  const newest = useInfiniteQuery(runningOwn(''))
  const isAll = newest.data?.pages[0]?.nextCursor === null
  const { data, isError } = useInfiniteQuery(runningOwn(isAll ? '' : typed.trim().slice(0, 64)))
  const commands: readonly Command[] = (data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ status }) => status === 'RUNNING')
    .map(({ id, name, environment }) => ({
      id: `terminal ${id}`,
      label: name,
      note: environment,
      Icon: TerminalIcon,
      run: () => void navigate({ to: paths.sessionTab(id, 'terminal') }),
    }))
  return { commands, isError }
}

const runningOwn = (q: string) => sessionListQuery({ state: 'running', owner: 'me', q, sort: '-createdAt' })
