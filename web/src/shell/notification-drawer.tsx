import { NotLoaded } from '../parts/not-loaded.tsx'
import type { Notification } from '@berth/contract/notifications.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import { arrivals } from '../api/arrivals.ts'
import { isGoing } from '../api/notification-news.ts'
import { countsQuery, notificationsQuery } from '../api/notification-queries.ts'
import type { Shown } from '../api/notification-queries.ts'
import { isUploading, isUploadingUnknown, useUploads } from '../parts/uploads/upload-state.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { CloseIcon } from '../ui/icons.tsx'
import { lazyPart } from '../ui/lazy-part.ts'
import { BellIcon } from '../ui/thing-icons.tsx'
import { EmptyState } from '../ui/page-state.tsx'
import { Skeleton, SkeletonRegion } from '../ui/skeleton.tsx'
import { TabPanel, Tabs } from '../ui/tabs.tsx'
import styles from './notification-drawer.module.css'
import { useMarks } from './notification-marks.ts'
import { NotificationRow } from './notification-row.tsx'
import { useNotificationWords } from './notification-words.ts'
import { useShortcut } from './use-shortcut.ts'

// its words and its queue are of no use to who uploads nothing
const UploadRows = lazyPart(async () => (await import('../parts/uploads/upload-rows.tsx')).UploadRows)

export interface NotificationDrawerProps {
  /** The key that closes it too. */
  readonly shortcut: string
  readonly onClose: () => void
}

export function NotificationDrawer({ shortcut, onClose }: NotificationDrawerProps) {
  const { t } = useNotificationWords()
  const { data: counts } = useQuery(countsQuery)
  const uploads = useUploads()
  const going = (counts?.inProgress ?? 0) + uploads.filter(isUploadingUnknown).length
  const [show, setShow] = useState<Shown>('all')
  // it reaches no one behind the drawer
  useShortcut(shortcut, onClose, true)
  return (
    <Drawer isOpen onOpenChange={onClose} label={t.title} side="end">
      <div className={styles.head}>
        <h2>{t.title}</h2>
        <IconButton label={t.close} onPress={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      <NewestSaid />
      <Tabs
        label={t.filter}
        value={show}
        onChange={setShow}
        items={[
          { id: 'all', label: t.all },
          { id: 'in-progress', label: t.inProgress, count: going || undefined },
        ]}
      >
        <TabPanel id={show}>
          {uploads.length > 0 && (
            <Suspense>
              <UploadRows isGoingOnly={show === 'in-progress'} onFollow={onClose} />
            </Suspense>
          )}
          <Rows show={show} onClose={onClose} />
        </TabPanel>
      </Tabs>
    </Drawer>
  )
}

/** What comes while the drawer is open is in the list for the eye; others hear it. */
function NewestSaid() {
  const { wordsOf } = useNotificationWords()
  const [newest, setNewest] = useState<Notification>()
  useEffect(() => arrivals.listen(setNewest), [])
  return (
    <div role="status" className={styles.unseen}>
      {newest !== undefined && wordsOf(newest).title}
    </div>
  )
}

function Rows({ show, onClose }: { readonly show: Shown; readonly onClose: () => void }) {
  const { t, failureOf } = useNotificationWords()
  const { markAll, clear } = useMarks()
  const { data: counts } = useQuery(countsQuery)
  const uploads = useUploads().filter((batch) => (show === 'all' ? batch.serverKnows !== 'end' : isUploading(batch)))
  // not what another filter showed
  const query = useInfiniteQuery({ ...notificationsQuery(show), placeholderData: undefined })
  const { data, error, hasNextPage, isFetchingNextPage } = query
  if (data === undefined) {
    if (error === null) return <Loading />
    return <NotLoaded title={t.failed} query={query} failureOf={failureOf} />
  }
  // Of this page's own uploads it knows more than the server, until they have ended there, too.
  const own = new Set(uploads.map(({ record }) => record))
  const items = data.pages
    .flatMap((page) => page.items)
    .filter((one) => one.kind !== 'upload' || !own.has(one.parameters.batch))
  if (items.length === 0) {
    if (uploads.length > 0) return null
    const isAll = show === 'all'
    return (
      <EmptyState title={isAll ? t.empty : t.nothingInProgress} icon={<BellIcon size={24} />} headingLevel={3}>
        {isAll ? t.emptyText : t.nothingInProgressText}
      </EmptyState>
    )
  }
  // what is unread may be older than the rows that are here
  const isAllRead = counts === undefined ? items.every(({ read }) => read) : counts.unread === 0
  return (
    <>
      {show === 'all' && (
        <div className={styles.tools}>
          <Button compact look="quiet" isDisabled={isAllRead} onPress={() => void markAll()}>
            {t.markAll}
          </Button>
          <Button compact look="quiet" isDisabled={items.every(isGoing)} onPress={() => void clear()}>
            {t.clear}
          </Button>
        </div>
      )}
      <ul className={styles.list}>
        {items.map((one) => (
          <NotificationRow key={one.id} notification={one} onFollow={onClose} />
        ))}
      </ul>
      {hasNextPage && (
        <div className={styles.older}>
          <Button compact isPending={isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {t.older}
          </Button>
        </div>
      )}
    </>
  )
}

function Loading() {
  return (
    <SkeletonRegion className={styles.list}>
      {['14ch', '20ch', '16ch'].map((width) => (
        <div key={width} className={styles.row}>
          <div className={styles.words}>
            <Skeleton width={width} />
            <Skeleton width="90%" />
            <Skeleton width="10ch" />
          </div>
        </div>
      ))}
    </SkeletonRegion>
  )
}
