/** Leaving, and removing somebody: what exactly ends with a membership, named before it does. */
import type { Member, Workspace } from '@berth/contract/workspaces.ts'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { useMe } from '../../shell/use-me.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Skeleton, SkeletonRegion } from '../../ui/skeleton.tsx'
import { showToast } from '../../ui/toast.tsx'
import { holdingsQuery, useChanged } from './workspace-lists.ts'
import { useWorkspaceWords } from './workspace-texts.ts'
import styles from './workspace.module.css'

export interface LeaveDialogProps {
  readonly workspace: Workspace
  readonly onClose: () => void
}

export function LeaveDialog({ workspace, onClose }: LeaveDialogProps) {
  const { t, failureLine } = useWorkspaceWords()
  const changed = useChanged()
  const me = useMe()
  const { id } = workspace
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t.leaveTitle(workspace)}
      verb={t.leaveVerb}
      sayError={failureLine}
      onConfirm={async () => {
        await client.workspaces.leave({ params: { id } })
        await changed()
        showToast({ text: t.left(workspace), tone: 'ok' })
      }}
    >
      <WhatEnds workspace={id} user={me.id} lead={t.ends.yours} />
    </ConfirmDialog>
  )
}

export interface RemoveDialogProps {
  readonly workspace: string
  readonly member: Member
  readonly onClose: () => void
}

export function RemoveDialog({ workspace, member, onClose }: RemoveDialogProps) {
  const { t, failureLine } = useWorkspaceWords()
  const changed = useChanged()
  const name = member.fullName || member.username || member.email
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t.people.removeTitle({ name })}
      verb={t.people.removeVerb}
      sayError={failureLine}
      onConfirm={async () => {
        await client.workspaces.removeMember({ params: { id: workspace, user: member.id } })
        await changed()
        showToast({ text: t.people.removed({ name }), tone: 'ok' })
      }}
    >
      <WhatEnds workspace={workspace} user={member.id} lead={t.ends.theirs({ name })} />
    </ConfirmDialog>
  )
}

function WhatEnds({
  workspace,
  user,
  lead,
}: {
  readonly workspace: string
  readonly user: string
  readonly lead: string
}) {
  const { t, failureLine } = useWorkspaceWords()
  const { data, error } = useQuery(holdingsQuery(workspace, user))
  if (data === undefined && error === null)
    return (
      <SkeletonRegion>
        <Skeleton width="100%" height="6rem" />
      </SkeletonRegion>
    )
  const sessions = data?.computeSessions ?? []
  return (
    <div className={styles.sentences}>
      <p>{lead}</p>
      <ul className={styles.bullets}>
        <li>{t.ends.access}</li>
        {data === undefined ? (
          <li>{failureLine(error)}</li>
        ) : (
          <>
            <li>{t.ends.credentials({ count: data.credentials })}</li>
            <li>
              {t.ends.sessions({ count: sessions.length })}
              {sessions.length > 0 && (
                <ul className={styles.names}>
                  {sessions.map((session) => (
                    <li key={session.id}>
                      <code>{session.name}</code>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          </>
        )}
        <li>{t.ends.stays}</li>
        <li>{t.ends.back}</li>
      </ul>
    </div>
  )
}
