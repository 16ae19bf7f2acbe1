/** All accounts of the site, for administrators. */
import type { User } from '@berth/contract/users.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useColumnChoice } from '../../parts/column-choice.ts'
import { useListWords } from '../../parts/list-texts.ts'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/use-me.ts'
import { Button } from '../../ui/button.tsx'
import { DownloadIcon, PlusIcon } from '../../ui/action-icons.tsx'
import { ArrowUpIcon } from '../../ui/icons.tsx'
import { MenuItem } from '../../ui/menu.tsx'
import { MoreMenu } from '../../ui/more-menu.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { AdministratorsOnly } from '../../shell/administrators-only.tsx'
import {
  DeactivateDialog,
  ImportDialog,
  UserConfirmation,
  UserDetailDialog,
  UserExport,
  UserFormDialog,
} from './lazy-parts.ts'
import type { UserAction } from './user-menu.tsx'
import { UserList } from './user-list.tsx'
import styles from './users.module.css'
import { userListQuery } from './users-queries.ts'
import { addressFrom, searchOf, userTabs } from './users-search.ts'
import type { UserListFilter, UsersAddress, UserTab } from './users-search.ts'
import { userColumns, usersTable } from './user-columns.ts'
import { useUserWords } from './users-texts.ts'

export function UsersPage() {
  const { t } = useUserWords()
  return useMe().role === 'superadmin' ? <Users /> : <AdministratorsOnly title={t.title} />
}

/** A dialog over the page that is not in its address. */
type Open = { readonly name: 'import' | 'export' } | { readonly name: UserAction; readonly user: User }

function Users() {
  const { t } = useUserWords()
  const navigate = useNavigate()
  const address = addressFrom(useSearch({ strict: false }))
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const go = (changes: Partial<UsersAddress>, replace = false) =>
    // of what is now in the address, which may be newer than this drawing
    void navigate({
      to: '.',
      search: (now: Record<string, unknown>) => searchOf({ ...addressFrom(now), ...changes }),
      replace,
    })
  const act = (user: User, name: UserAction) => (name === 'show' ? go({ user: user.id }) : setOpen({ name, user }))
  const counts = useCounts(address)

  return (
    <div className={styles.page}>
      <PageHead
        title={t.title}
        actions={
          <>
            <Button look="primary" onPress={() => go({ isCreating: true })}>
              <PlusIcon />
              {t.create}
            </Button>
            <PageMenu onOpen={(name) => setOpen({ name })} />
          </>
        }
      />
      <Tabs
        label={t.states}
        items={userTabs.map((tab) => ({ id: tab, label: t.tabs[tab], count: counts[tab] }))}
        value={address.tab}
        onChange={(tab) => go({ tab })}
      >
        {userTabs.map((tab) => (
          <TabPanel key={tab} id={tab}>
            <UserList
              filter={{ ...address, tab }}
              onChange={(changes) => go(changes, true)}
              detailOf={(id) => searchOf({ ...address, user: id })}
              onAction={act}
              onCreate={() => go({ isCreating: true })}
            />
          </TabPanel>
        ))}
      </Tabs>
      <Suspense>
        {address.user !== undefined && (
          <UserDetailDialog
            id={address.user}
            onClose={() => go({ user: undefined })}
            onEdit={(user) => {
              go({ user: undefined }, true)
              setOpen({ name: 'edit', user })
            }}
          />
        )}
        {address.isCreating && <UserFormDialog onClose={() => go({ isCreating: false }, true)} />}
        {open !== undefined && <OpenDialog open={open} address={address} onClose={close} />}
      </Suspense>
    </div>
  )
}

interface OpenDialogProps {
  readonly open: Open
  readonly address: UsersAddress
  readonly onClose: () => void
}

function OpenDialog({ open, address, onClose }: OpenDialogProps) {
  const { hidden } = useColumnChoice(usersTable)
  if (!('user' in open)) {
    if (open.name === 'import') return <ImportDialog onClose={onClose} />
    const shown = userColumns.filter((column) => !hidden.includes(column))
    return <UserExport filter={address} shown={shown} onClose={onClose} />
  }
  const { name, user } = open
  if (name === 'edit') return <UserFormDialog user={user} onClose={onClose} />
  if (name === 'deactivate') return <DeactivateDialog user={user} onClose={onClose} />
  return name === 'show' ? null : <UserConfirmation action={name} user={user} onClose={onClose} />
}

function PageMenu({ onOpen }: { readonly onOpen: (name: 'import' | 'export') => void }) {
  const { t } = useUserWords()
  const lists = useListWords()
  const saveTemplate = () => void import('./import-template.ts').then((it) => it.saveTemplate())
  return (
    <MoreMenu label={t.pageActions}>
      <MenuItem label={t.import.menu} icon={<ArrowUpIcon />} onAction={() => onOpen('import')} />
      <MenuItem label={t.import.template} icon={<DownloadIcon />} onAction={saveTemplate} />
      <MenuItem label={lists.t.export.menu} icon={<DownloadIcon />} onAction={() => onOpen('export')} />
    </MoreMenu>
  )
}

/** Both lists are kept, so that a tab opens at once; beyond what is loaded nobody counts. */
function useCounts(filter: UserListFilter): Readonly<Record<UserTab, number | undefined>> {
  const count = (pages: readonly { items: unknown[]; nextCursor: string | null }[] | undefined) =>
    pages?.at(-1)?.nextCursor === null ? pages.reduce((sum, page) => sum + page.items.length, 0) : undefined
  return {
    active: count(useInfiniteQuery(userListQuery({ ...filter, tab: 'active' })).data?.pages),
    inactive: count(useInfiniteQuery(userListQuery({ ...filter, tab: 'inactive' })).data?.pages),
  }
}
