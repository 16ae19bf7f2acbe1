/** Administration → Projects: all of the site's, with their limits and members. */
import type { Project } from '@berth/contract/projects.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { AdministratorsOnly } from '../../shell/administrators-only.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/use-me.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { PlusIcon } from '../../ui/action-icons.tsx'
import { lazyPart } from '../../ui/lazy-part.ts'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { showToast } from '../../ui/toast.tsx'
import { ProjectTable } from './project-table.tsx'
import type { ProjectAction } from './project-table.tsx'
import { projectTabs, updateProject, useProjectsChanged } from './project-queries.ts'
import type { ProjectTab } from './project-queries.ts'
import { useProjectWords } from './project-texts.ts'
import styles from './projects.module.css'

const ProjectFormDialog = lazyPart(async () => (await import('./project-form-dialog.tsx')).ProjectFormDialog)
const ProjectMembersDialog = lazyPart(async () => (await import('./project-members-dialog.tsx')).ProjectMembersDialog)

export function ProjectsPage() {
  const { t } = useProjectWords()
  return useMe().role === 'superadmin' ? <Projects /> : <AdministratorsOnly title={t.title} />
}

type Open = { readonly name: 'create' } | { readonly name: ProjectAction; readonly project: Project }

function Projects() {
  const { t, failureLine } = useProjectWords()
  const navigate = useNavigate()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const changed = useProjectsChanged()
  const [open, setOpen] = useState<Open>()
  const tab: ProjectTab = search['tab'] === 'inactive' ? 'inactive' : 'active'
  const close = () => setOpen(undefined)
  const setActive = async (project: Project, active: boolean) => {
    try {
      await updateProject(project, { active })
    } finally {
      // also where it was refused: the list then shows what it is now
      await changed()
    }
    showToast({ text: active ? t.activated(project) : t.deactivated(project), tone: 'ok' })
  }
  const act = (project: Project, name: ProjectAction) => {
    if (name !== 'activate') return setOpen({ name, project })
    setActive(project, true).catch((error: unknown) => showToast({ text: failureLine(error), tone: 'bad' }))
  }
  return (
    <div className={styles.page}>
      <PageHead
        title={t.title}
        actions={
          <Button look="primary" onPress={() => setOpen({ name: 'create' })}>
            <PlusIcon />
            {t.create}
          </Button>
        }
      />
      <Tabs
        label={t.tabsLabel}
        items={projectTabs.map((id) => ({ id, label: t.tabs[id] }))}
        value={tab}
        onChange={(to) => void navigate({ to: '.', search: to === 'active' ? {} : { tab: to }, replace: true })}
      >
        {projectTabs.map((id) => (
          <TabPanel key={id} id={id}>
            <ProjectTable tab={id} onAction={act} onCreate={() => setOpen({ name: 'create' })} />
          </TabPanel>
        ))}
      </Tabs>
      <Suspense>
        {open?.name === 'create' && <ProjectFormDialog onClose={close} />}
        {open?.name === 'edit' && <ProjectFormDialog project={open.project} onClose={close} />}
        {open?.name === 'members' && <ProjectMembersDialog project={open.project} onClose={close} />}
      </Suspense>
      {open?.name === 'deactivate' && (
        <ConfirmDialog
          isOpen
          onOpenChange={close}
          title={t.deactivateTitle(open.project)}
          verb={t.deactivateVerb}
          sayError={failureLine}
          onConfirm={() => setActive(open.project, false)}
        >
          <p>{t.deactivateText}</p>
        </ConfirmDialog>
      )}
    </div>
  )
}
