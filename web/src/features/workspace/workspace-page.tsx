/** Settings → Workspace: which ones somebody belongs to, and which one is current. */
import type { Workspace } from '@berth/contract/workspaces.ts'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { myInvitationsQuery } from '../../api/workspace-queries.ts'
import { useCurrentProject } from '../../parts/current-project.ts'
import { MyInvitations } from '../../parts/my-invitations.tsx'
import { NotLoaded } from '../../parts/not-loaded.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/use-me.ts'
import { useTexts } from '../../texts/app-texts.ts'
import { Button } from '../../ui/button.tsx'
import { PlusIcon } from '../../ui/action-icons.tsx'
import { lazyPart } from '../../ui/lazy-part.ts'
import { Skeleton, SkeletonRegion } from '../../ui/skeleton.tsx'
import { WorkspaceRow } from './workspace-row.tsx'
import { useWorkspaceWords } from './workspace-texts.ts'
import styles from './workspace.module.css'

const NameDialog = lazyPart(async () => (await import('./name-dialog.tsx')).WorkspaceNameDialog)
const LeaveDialog = lazyPart(async () => (await import('./leave-dialog.tsx')).LeaveDialog)

type Open = { readonly name: 'create' } | { readonly name: 'rename' | 'leave'; readonly workspace: Workspace }

export function WorkspacePage() {
  const { t, failureOf } = useWorkspaceWords()
  const { invitations: words } = useTexts().shell
  const me = useMe()
  const { workspaces, workspace: current, failed } = useCurrentProject()
  const { data: invitations } = useQuery(myInvitationsQuery)
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <div className={styles.page}>
      <PageHead
        title={t.title}
        actions={
          me.role === 'superadmin' && (
            <Button look="primary" onPress={() => setOpen({ name: 'create' })}>
              <PlusIcon />
              {t.create}
            </Button>
          )
        }
      />
      {invitations !== undefined && invitations.items.length > 0 && (
        <section className={styles.card} aria-labelledby="workspace-invitations">
          <h2 id="workspace-invitations">{words.title}</h2>
          <MyInvitations invitations={invitations.items} />
        </section>
      )}
      <section className={styles.card} aria-labelledby="workspace-list">
        <h2 id="workspace-list">{t.list}</h2>
        <p className={styles.muted}>{t.listText}</p>
        {workspaces === undefined ? (
          failed === undefined ? (
            <SkeletonRegion>
              <Skeleton width="100%" height="2.5rem" />
            </SkeletonRegion>
          ) : (
            <NotLoaded isCompact title={t.loadFailed} query={failed} failureOf={failureOf} />
          )
        ) : (
          <ul className={styles.rows}>
            {workspaces.map((workspace) => (
              <WorkspaceRow
                key={workspace.id}
                workspace={workspace}
                isCurrent={workspace.id === current?.id}
                onRename={() => setOpen({ name: 'rename', workspace })}
                onLeave={() => setOpen({ name: 'leave', workspace })}
              />
            ))}
          </ul>
        )}
      </section>
      <Suspense>
        {open?.name === 'create' && <NameDialog onClose={close} />}
        {open?.name === 'rename' && <NameDialog workspace={open.workspace} onClose={close} />}
        {open?.name === 'leave' && <LeaveDialog workspace={open.workspace} onClose={close} />}
      </Suspense>
    </div>
  )
}
