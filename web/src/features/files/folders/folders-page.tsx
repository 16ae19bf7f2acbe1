/** Storage folders: own ones, those of projects, those that one was invited to, and the trash. */
import type { Folder } from '@berth/contract/folders.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { storageHostsQuery } from '../../../api/folder-queries.ts'
import { bytes, number } from '../../../parts/amounts.ts'
import { NotLoaded } from '../../../parts/not-loaded.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { useMe } from '../../../shell/use-me.ts'
import { Button } from '../../../ui/button.tsx'
import { PlusIcon } from '../../../ui/action-icons.tsx'
import { lazyPart } from '../../../ui/lazy-part.ts'
import { UsageBar } from '../../../ui/progress.tsx'
import { Segments } from '../../../ui/segments.tsx'
import { TabPanel, Tabs } from '../../../ui/tabs.tsx'
import { DataPlaces } from '../data-places.tsx'
import { FolderInvitations } from './folder-invitations.tsx'
import { FolderList } from './folder-list.tsx'
import type { FolderAction } from './folder-menu.tsx'
import { addressFrom, folderTabs, searchOf } from './folders-search.ts'
import type { FoldersAddress } from './folders-search.ts'
import { useFolderWords } from './folders-texts.ts'
import styles from './folders.module.css'

const FolderDialogs = lazyPart(async () => (await import('./folder-dialogs.tsx')).FolderDialogs)

export interface OpenFolder {
  readonly action: FolderAction
  readonly folder: Folder
}

export function FoldersPage() {
  const { t } = useFolderWords()
  const navigate = useNavigate()
  const isAdmin = useMe().role === 'superadmin'
  const address = addressFrom(useSearch({ strict: false }))
  const [open, setOpen] = useState<OpenFolder>()
  const go = (changes: Partial<FoldersAddress>, replace = false) =>
    void navigate({
      to: '.',
      search: (now: Record<string, unknown>) => searchOf({ ...addressFrom(now), ...changes }),
      replace,
    })
  return (
    <div className={styles.page}>
      <PageHead
        title={t.title}
        actions={
          <Button look="primary" onPress={() => go({ isCreating: true })}>
            <PlusIcon />
            {t.create}
          </Button>
        }
      />
      <DataPlaces />
      <FolderInvitations />
      <Limits />
      <Tabs
        label={t.states}
        items={folderTabs.map((tab) => ({ id: tab, label: t.tabs[tab] }))}
        value={address.tab}
        onChange={(tab) => go({ tab })}
      >
        {folderTabs.map((tab) => (
          <TabPanel key={tab} id={tab}>
            <div className={styles.list}>
              {isAdmin && (
                <Segments
                  label={t.whose}
                  value={address.owner}
                  onChange={(owner) => go({ owner }, true)}
                  items={[
                    { id: 'me', label: t.mine },
                    { id: 'all', label: t.everyone },
                  ]}
                />
              )}
              <FolderList
                address={{ ...address, tab, owner: isAdmin ? address.owner : 'me' }}
                onChange={(changes) => go(changes, true)}
                onAction={(folder, action) => setOpen({ folder, action })}
                onCreate={() => go({ isCreating: true })}
              />
            </div>
          </TabPanel>
        ))}
      </Tabs>
      <Suspense>
        {(open !== undefined || address.isCreating) && (
          <FolderDialogs
            open={open}
            isCreating={address.isCreating}
            onClose={() => {
              setOpen(undefined)
              if (address.isCreating) go({ isCreating: false }, true)
            }}
          />
        )}
      </Suspense>
    </div>
  )
}

/** What one's policy leaves room for. */
function Limits() {
  const { t, language, failureOf } = useFolderWords()
  const query = useQuery(storageHostsQuery(undefined))
  const { data, error } = query
  if (data === undefined)
    return error === null ? (
      <div className={styles.limits} />
    ) : (
      <NotLoaded isCompact title={t.limits.notLoaded} query={query} failureOf={failureOf} />
    )
  const { folders, capacity } = data
  return (
    <div className={styles.limits}>
      <UsageBar
        label={t.limits.folders}
        used={folders.used}
        limit={folders.max}
        format={(amount) => number(language, amount)}
        note={`${t.limits.note}.${capacity === null ? '' : ` ${t.limits.capacity({ amount: bytes(language, capacity) })}`}`}
      />
    </div>
  )
}
