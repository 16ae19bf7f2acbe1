import type { Member, Workspace } from '@berth/contract/workspaces.ts'
import { Suspense, useState } from 'react'
import { client } from '../../api/client.ts'
import { OrderedTable, useListOrder } from '../../parts/ordered-table.tsx'
import { useMe } from '../../shell/use-me.ts'
import { LogOutIcon } from '../../ui/action-icons.tsx'
import { lazyPart } from '../../ui/lazy-part.ts'
import { ShieldIcon } from '../../ui/rare-icons.tsx'
import { UsersIcon } from '../../ui/thing-icons.tsx'
import { MenuItem, MenuSection } from '../../ui/menu.tsx'
import { RowMenu } from '../../ui/more-menu.tsx'
import { EmptyState } from '../../ui/page-state.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Badge, Status } from '../../ui/status.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import { showToast } from '../../ui/toast.tsx'
import { FilteredList } from './filtered-list.tsx'
import { useChanged, useMembers } from './workspace-lists.ts'
import { useWorkspaceWords } from './workspace-texts.ts'
import styles from './workspace.module.css'

const load = () => import('./leave-dialog.tsx')
const RemoveDialog = lazyPart(async () => (await load()).RemoveDialog)
const LeaveDialog = lazyPart(async () => (await load()).LeaveDialog)

const orders = { name: 'name', role: 'role', status: 'status', added: 'addedAt', lastActive: 'lastActiveAt' }

export interface MemberListProps {
  readonly workspace: Workspace
  readonly isAdmin: boolean
  readonly onInvite: () => void
}

const nameOf = (member: Pick<Member, 'fullName' | 'username' | 'email'>): string =>
  member.fullName || member.username || member.email

export function MemberList({ workspace, isAdmin }: MemberListProps) {
  const { t } = useWorkspaceWords()
  const words = t.people
  const me = useMe()
  const [leaving, setLeaving] = useState<Member>()
  const close = () => setLeaving(undefined)
  const order = useListOrder(orders, { column: 'name', isDescending: false })
  const useRows = (id: string, q: string) => useMembers(id, q, order.asked)
  const columns: readonly TableColumn<Member>[] = [
    {
      id: 'name',
      title: words.columns.name,
      isRowTitle: true,
      cell: (member) => (
        <div className={styles.who}>
          <span className={styles.title}>
            <span className={styles.name}>{nameOf(member)}</span>
            {member.id === me.id && <Badge>{words.you}</Badge>}
          </span>
          {nameOf(member) !== member.email && <span className={styles.note}>{member.email}</span>}
        </div>
      ),
    },
    {
      id: 'role',
      title: words.columns.role,
      width: '7rem',
      card: 'side',
      cell: ({ role }) => <Badge tone={role === 'admin' ? 'info' : 'neutral'}>{t.roles[role]}</Badge>,
    },
    {
      id: 'status',
      title: words.columns.status,
      width: '9rem',
      card: 'show',
      cell: ({ status }) => (
        <Status
          tone={status === 'active' ? 'ok' : 'neutral'}
          shape={status === 'active' ? 'filled' : status === 'pending' ? 'ring' : 'square'}
        >
          {words.statuses[status]}
        </Status>
      ),
    },
    {
      id: 'added',
      title: words.columns.added,
      width: '9rem',
      hideBelow: 1024,
      card: 'none',
      cell: ({ addedAt }) => (
        <span className={styles.time}>
          <RelativeTime at={addedAt} isFocusable={false} />
        </span>
      ),
    },
    {
      id: 'lastActive',
      title: words.columns.lastActive,
      width: '9rem',
      hideBelow: 1024,
      card: 'show',
      cell: ({ lastActiveAt }) =>
        lastActiveAt === null ? (
          <span className={styles.nothing}>{words.never}</span>
        ) : (
          <span className={styles.time}>
            <RelativeTime at={lastActiveAt} isFocusable={false} />
          </span>
        ),
    },
  ]
  return (
    <>
      <FilteredList<Member>
        workspace={workspace.id}
        useRows={useRows}
        label={t.filters.members}
        empty={
          <EmptyState icon={<UsersIcon size={24} />} title={words.empty}>
            {words.emptyText}
          </EmptyState>
        }
      >
        {(rows, empty) => (
          <OrderedTable
            order={order}
            name="members"
            label={words.tabs.members}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            actions={(member) =>
              member.status === 'pending' ? null : (
                <MemberMenu
                  workspace={workspace}
                  member={member}
                  isAdmin={isAdmin}
                  onLeave={() => setLeaving(member)}
                />
              )
            }
            empty={empty}
          />
        )}
      </FilteredList>
      <Suspense>
        {leaving?.id === me.id && <LeaveDialog workspace={workspace} onClose={close} />}
        {leaving !== undefined && leaving.id !== me.id && (
          <RemoveDialog workspace={workspace.id} member={leaving} onClose={close} />
        )}
      </Suspense>
    </>
  )
}

interface MemberMenuProps {
  readonly workspace: Workspace
  readonly member: Member
  readonly isAdmin: boolean
  readonly onLeave: () => void
}

function MemberMenu({ workspace, member, isAdmin, onLeave }: MemberMenuProps) {
  const { t, failureLine } = useWorkspaceWords()
  const changed = useChanged()
  const me = useMe()
  const name = nameOf(member)
  const label = t.actionsOf({ name })
  const isMe = member.id === me.id
  const next = member.role === 'admin' ? 'member' : 'admin'
  const unless = (reason: string | undefined) => (reason === undefined ? {} : { isDisabled: true, note: reason })
  const reason = workspace.personal ? t.personalStays : isAdmin ? undefined : t.onlyAdmins
  const changeRole = async () => {
    try {
      await client.workspaces.updateMember({ params: { id: workspace.id, user: member.id }, body: { role: next } })
      showToast({ text: t.people.roleChanged[next]({ name }), tone: 'ok' })
    } catch (error) {
      showToast({ text: failureLine(error), tone: 'bad' })
    } finally {
      await changed()
    }
  }
  return (
    <RowMenu label={label}>
      <MenuItem
        label={next === 'admin' ? t.people.makeAdmin : t.people.makeMember}
        icon={<ShieldIcon />}
        onAction={() => void changeRole()}
        {...unless(reason)}
      />
      <MenuSection>
        <MenuItem
          label={isMe ? t.leave : t.people.remove}
          icon={<LogOutIcon />}
          isDanger={reason === undefined || isMe}
          onAction={onLeave}
          {...unless(isMe && !workspace.personal ? undefined : reason)}
        />
      </MenuSection>
    </RowMenu>
  )
}
