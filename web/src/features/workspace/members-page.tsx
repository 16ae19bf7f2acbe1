/** Users & Groups: who is in the current workspace, who is invited, and the groups. */
import type { NewInvitation } from '@berth/contract/invitations.ts'
import type { Workspace } from '@berth/contract/workspaces.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useCurrentProject } from '../../parts/current-project.ts'
import { NotLoaded } from '../../parts/not-loaded.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/use-me.ts'
import { Button } from '../../ui/button.tsx'
import { PlusIcon } from '../../ui/action-icons.tsx'
import { lazyPart } from '../../ui/lazy-part.ts'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton, SkeletonRegion } from '../../ui/skeleton.tsx'
import { Badge } from '../../ui/status.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { GroupList } from './group-list.tsx'
import { InvitationList } from './invitation-list.tsx'
import { MemberList } from './member-list.tsx'
import { useWorkspaceWords } from './workspace-texts.ts'
import styles from './workspace.module.css'

const InviteDialog = lazyPart(async () => (await import('./invite-dialog.tsx')).InviteDialog)
const LinksDialog = lazyPart(async () => (await import('./links-dialog.tsx')).LinksDialog)

const tabs = ['members', 'invitations', 'groups'] as const
type Tab = (typeof tabs)[number]

export function MembersPage() {
  const { t, failureOf } = useWorkspaceWords()
  const { workspace, failed } = useCurrentProject()
  if (workspace !== undefined) return <People key={workspace.id} workspace={workspace} />
  return (
    <div className={styles.page}>
      <PageHead title={t.people.title} />
      {failed === undefined ? (
        <SkeletonRegion>
          <Skeleton width="100%" height="12rem" />
        </SkeletonRegion>
      ) : (
        <NotLoaded title={t.loadFailed} query={failed} failureOf={failureOf} />
      )}
    </div>
  )
}

function People({ workspace }: { readonly workspace: Workspace }) {
  const { t } = useWorkspaceWords()
  const me = useMe()
  const navigate = useNavigate()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const [isInviting, setInviting] = useState(false)
  const [made, setMade] = useState<{ readonly list: readonly NewInvitation[]; readonly isNew: boolean }>()
  const isAdmin = workspace.role === 'admin' || me.role === 'superadmin'
  const mayInvite = isAdmin && !workspace.personal
  const shown = tabs.filter((tab) => tab !== 'invitations' || mayInvite)
  const tab = shown.find((one) => one === search['tab']) ?? 'members'
  const go = (to: Tab) => void navigate({ to: '.', search: to === 'members' ? {} : { tab: to }, replace: true })
  return (
    <div className={styles.page}>
      <PageHead
        title={t.people.title}
        facts={<Badge>{workspace.name}</Badge>}
        actions={
          mayInvite && (
            <Button look="primary" onPress={() => setInviting(true)}>
              <PlusIcon />
              {t.invite.open}
            </Button>
          )
        }
      />
      {workspace.personal && (
        <Notice tone="info" isLive={false}>
          {t.people.personalText}
        </Notice>
      )}
      <Tabs
        label={t.people.tabsLabel}
        items={shown.map((id) => ({ id, label: t.people.tabs[id] }))}
        value={tab}
        onChange={go}
      >
        <TabPanel id="members">
          <MemberList workspace={workspace} isAdmin={isAdmin} onInvite={() => setInviting(true)} />
        </TabPanel>
        <TabPanel id="invitations">
          <InvitationList
            workspace={workspace}
            onInvite={() => setInviting(true)}
            onLink={(invitation) => setMade({ list: [invitation], isNew: false })}
          />
        </TabPanel>
        <TabPanel id="groups">
          <GroupList workspace={workspace} isAdmin={isAdmin} />
        </TabPanel>
      </Tabs>
      <Suspense>
        {isInviting && (
          <InviteDialog
            workspace={workspace}
            onClose={() => setInviting(false)}
            onDone={(list) => {
              setInviting(false)
              setMade({ list, isNew: true })
              go('invitations')
            }}
          />
        )}
        {made !== undefined && (
          <LinksDialog invitations={made.list} isNew={made.isNew} onClose={() => setMade(undefined)} />
        )}
      </Suspense>
    </div>
  )
}
