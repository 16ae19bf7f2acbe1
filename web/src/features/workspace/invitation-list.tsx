import type { Invitation, NewInvitation } from '@berth/contract/invitations.ts'
import type { Workspace } from '@berth/contract/workspaces.ts'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { OrderedTable, useListOrder } from '../../parts/ordered-table.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { RefreshIcon, StopIcon } from '../../ui/action-icons.tsx'
import { MailIcon } from '../../ui/thing-icons.tsx'
import { MenuItem, MenuSection } from '../../ui/menu.tsx'
import { RowMenu } from '../../ui/more-menu.tsx'
import { EmptyState } from '../../ui/page-state.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Badge, Status } from '../../ui/status.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import { showToast } from '../../ui/toast.tsx'
import { FilteredList } from './filtered-list.tsx'
import { useChanged, useInvitations } from './workspace-lists.ts'
import { useWorkspaceWords } from './workspace-texts.ts'
import styles from './workspace.module.css'

const orders = { email: 'email', role: 'role', invitedBy: 'invitedBy', expires: 'expiresAt' }

export interface InvitationListProps {
  readonly workspace: Workspace
  readonly onInvite: () => void
  readonly onLink: (invitation: NewInvitation) => void
}

export function InvitationList({ workspace, onInvite, onLink }: InvitationListProps) {
  const { t, failureLine } = useWorkspaceWords()
  const words = t.people
  const changed = useChanged()
  const [revoking, setRevoking] = useState<Invitation>()
  const order = useListOrder(orders, { column: 'email', isDescending: false })
  const useRows = (id: string, q: string) => useInvitations(id, q, order.asked)
  const resend = async (invitation: Invitation) => {
    try {
      onLink(await client.invitations.resend({ params: { id: workspace.id, invitation: invitation.id } }))
    } catch (error) {
      showToast({ text: failureLine(error), tone: 'bad' })
    } finally {
      await changed()
    }
  }
  return (
    <>
      <FilteredList<Invitation>
        workspace={workspace.id}
        useRows={useRows}
        label={t.filters.invitations}
        empty={
          <EmptyState
            icon={<MailIcon size={24} />}
            title={t.invite.empty}
            actions={<Button onPress={onInvite}>{t.invite.open}</Button>}
          >
            {t.invite.emptyText}
          </EmptyState>
        }
      >
        {(rows, empty) => (
          <OrderedTable
            order={order}
            name="invitations"
            label={words.tabs.invitations}
            columns={columnsOf(t)}
            rows={rows}
            rowKey={({ id }) => id}
            actions={(invitation) => (
              <InvitationMenu
                invitation={invitation}
                onResend={() => void resend(invitation)}
                onRevoke={() => setRevoking(invitation)}
              />
            )}
            empty={empty}
          />
        )}
      </FilteredList>
      {revoking !== undefined && (
        <ConfirmDialog
          isOpen
          onOpenChange={() => setRevoking(undefined)}
          title={t.invite.revokeTitle(revoking)}
          verb={t.invite.revokeVerb}
          sayError={failureLine}
          onConfirm={async () => {
            await client.invitations.revoke({ params: { id: workspace.id, invitation: revoking.id } })
            await changed()
            showToast({ text: t.invite.revoked(revoking), tone: 'ok' })
          }}
        >
          <p>{t.invite.revokeText}</p>
        </ConfirmDialog>
      )}
    </>
  )
}

type Words = ReturnType<typeof useWorkspaceWords>['t']

const columnsOf = ({ people: words, roles }: Words): readonly TableColumn<Invitation>[] => [
  {
    id: 'email',
    title: words.columns.email,
    isRowTitle: true,
    cell: ({ email }) => <span className={styles.name}>{email}</span>,
  },
  {
    id: 'role',
    title: words.columns.role,
    width: '7rem',
    card: 'side',
    cell: ({ role }) => <Badge tone={role === 'admin' ? 'info' : 'neutral'}>{roles[role]}</Badge>,
  },
  {
    id: 'status',
    title: words.columns.status,
    width: '8rem',
    card: 'show',
    cell: ({ status }) => (
      <Status tone={status === 'pending' ? 'info' : 'warn'} shape={status === 'pending' ? 'ring' : 'square'}>
        {words.statuses[status === 'pending' ? 'pending' : 'expired']}
      </Status>
    ),
  },
  {
    id: 'invitedBy',
    title: words.columns.invitedBy,
    width: '11rem',
    hideBelow: 1024,
    card: 'none',
    cell: ({ invitedBy }) => invitedBy ?? <span className={styles.nothing}>{words.somebody}</span>,
  },
  {
    id: 'expires',
    title: words.columns.expires,
    width: '9rem',
    card: 'show',
    cell: ({ status, expiresAt }) =>
      status === 'expired' && new Date(expiresAt) > new Date() ? (
        <span className={styles.muted}>{words.senderGone}</span>
      ) : (
        <span className={styles.time}>
          <RelativeTime at={expiresAt} isFocusable={false} />
        </span>
      ),
  },
]

interface InvitationMenuProps {
  readonly invitation: Invitation
  readonly onResend: () => void
  readonly onRevoke: () => void
}

function InvitationMenu({ invitation, onResend, onRevoke }: InvitationMenuProps) {
  const { t } = useWorkspaceWords()
  const label = t.actionsOf({ name: invitation.email })
  return (
    <RowMenu label={label}>
      <MenuItem label={t.invite.resend} icon={<RefreshIcon />} onAction={onResend} />
      <MenuSection>
        <MenuItem label={t.invite.revoke} icon={<StopIcon />} isDanger onAction={onRevoke} />
      </MenuSection>
    </RowMenu>
  )
}
