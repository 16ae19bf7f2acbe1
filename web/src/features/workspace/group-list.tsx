import type { Group } from '@berth/contract/groups.ts'
import type { Workspace } from '@berth/contract/workspaces.ts'
import { Suspense, useState } from 'react'
import { client } from '../../api/client.ts'
import { OrderedTable, useListOrder } from '../../parts/ordered-table.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { PencilIcon, PlusIcon, StopIcon } from '../../ui/action-icons.tsx'
import { lazyPart } from '../../ui/lazy-part.ts'
import { UsersIcon } from '../../ui/thing-icons.tsx'
import { MenuItem, MenuSection } from '../../ui/menu.tsx'
import { RowMenu } from '../../ui/more-menu.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Badge } from '../../ui/status.tsx'
import { showToast } from '../../ui/toast.tsx'
import { FilteredList } from './filtered-list.tsx'
import { useChanged, useGroups } from './workspace-lists.ts'
import { useWorkspaceWords } from './workspace-texts.ts'
import styles from './workspace.module.css'

const GroupNameDialog = lazyPart(async () => (await import('./name-dialog.tsx')).GroupNameDialog)
const GroupMembersDialog = lazyPart(async () => (await import('./group-members-dialog.tsx')).GroupMembersDialog)

const orders = { name: 'name', members: 'members', created: 'createdAt' }

type Open = { readonly name: 'create' } | { readonly name: 'members' | 'rename' | 'delete'; readonly group: Group }

export function GroupList({ workspace, isAdmin }: { readonly workspace: Workspace; readonly isAdmin: boolean }) {
  const { t, language, failureLine } = useWorkspaceWords()
  const words = t.groups
  const { columns } = t.people
  const changed = useChanged()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const order = useListOrder(orders, { column: 'name', isDescending: false })
  const useRows = (id: string, q: string) => useGroups(id, q, order.asked)
  const number = new Intl.NumberFormat(language)
  return (
    <>
      <FilteredList<Group>
        workspace={workspace.id}
        useRows={useRows}
        label={t.filters.groups}
        actions={
          isAdmin && (
            <Button onPress={() => setOpen({ name: 'create' })}>
              <PlusIcon />
              {words.create}
            </Button>
          )
        }
        empty={null}
      >
        {(rows, empty) => (
          <OrderedTable
            order={order}
            name="groups"
            label={t.people.tabs.groups}
            columns={[
              {
                id: 'name',
                title: columns.name,
                isRowTitle: true,
                cell: ({ name, everyone }) => (
                  <span className={styles.title}>
                    <span className={styles.name}>{name}</span>
                    {everyone && <Badge>{words.everyone}</Badge>}
                  </span>
                ),
              },
              {
                id: 'members',
                title: columns.members,
                align: 'end',
                width: '7rem',
                card: 'side',
                cell: ({ members }) => number.format(members),
              },
              {
                id: 'created',
                title: columns.created,
                width: '9rem',
                hideBelow: 1024,
                card: 'none',
                cell: ({ createdAt }) => <RelativeTime at={createdAt} isFocusable={false} />,
              },
            ]}
            rows={rows}
            rowKey={({ id }) => id}
            actions={(group) => (
              <GroupMenu group={group} isAdmin={isAdmin} onOpen={(name) => setOpen({ name, group })} />
            )}
            empty={empty}
          />
        )}
      </FilteredList>
      <Suspense>
        {open?.name === 'create' && <GroupNameDialog workspace={workspace.id} onClose={close} />}
        {open?.name === 'rename' && <GroupNameDialog workspace={workspace.id} group={open.group} onClose={close} />}
        {open?.name === 'members' && (
          <GroupMembersDialog workspace={workspace.id} group={open.group} isAdmin={isAdmin} onClose={close} />
        )}
      </Suspense>
      {open?.name === 'delete' && (
        <ConfirmDialog
          isOpen
          onOpenChange={close}
          title={words.deleteTitle(open.group)}
          verb={words.deleteVerb}
          sayError={failureLine}
          onConfirm={async () => {
            await client.groups.delete({ params: { id: workspace.id, group: open.group.id } })
            await changed()
            showToast({ text: words.deleted(open.group), tone: 'ok' })
          }}
        >
          <p>{words.deleteText}</p>
        </ConfirmDialog>
      )}
    </>
  )
}

interface GroupMenuProps {
  readonly group: Group
  readonly isAdmin: boolean
  readonly onOpen: (name: 'members' | 'rename' | 'delete') => void
}

function GroupMenu({ group, isAdmin, onOpen }: GroupMenuProps) {
  const { t } = useWorkspaceWords()
  const label = t.actionsOf(group)
  const reason = group.everyone ? t.groups.cannotChange : isAdmin ? undefined : t.onlyAdmins
  const unless = reason === undefined ? {} : { isDisabled: true, note: reason }
  return (
    <RowMenu label={label}>
      <MenuItem label={t.groups.members} icon={<UsersIcon />} onAction={() => onOpen('members')} />
      <MenuItem label={t.rename} icon={<PencilIcon />} onAction={() => onOpen('rename')} {...unless} />
      <MenuSection>
        <MenuItem
          label={t.groups.delete}
          icon={<StopIcon />}
          isDanger={reason === undefined}
          onAction={() => onOpen('delete')}
          {...unless}
        />
      </MenuSection>
    </RowMenu>
  )
}
