import { NotLoaded } from '../parts/not-loaded.tsx'
import type { Notification } from '@berth/contract/notifications.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { arrivals } from '../api/arrivals.ts'
import { notificationsQuery } from '../api/notification-queries.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { Drawer } from '../ui/drawer.tsx'
import { BellIcon, CheckIcon, CloseIcon, MailIcon } from '../ui/icons.tsx'
import { EmptyState } from '../ui/page-state.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { Skeleton, SkeletonRegion } from '../ui/skeleton.tsx'
import styles from './notification-drawer.module.css'
import { useMarks } from './notification-marks.ts'
import { useNotificationWords } from './notification-words.ts'

export interface NotificationDrawerProps {
  /** The key that closes it too. */
  readonly shortcut: string
  readonly onClose: () => void
}

export function NotificationDrawer({ shortcut, onClose }: NotificationDrawerProps) {
  const { t } = useNotificationWords()
  const { markAll } = useMarks()
  const { data } = useInfiniteQuery(notificationsQuery)
  useClosingKey(shortcut, onClose)
  return (
    <Drawer isOpen onOpenChange={onClose} label={t.title} side="end">
      <div className={styles.head}>
        <h2>{t.title}</h2>
        {(data?.pages[0]?.items.length ?? 0) > 0 && (
          <Button compact look="quiet" onPress={() => void markAll()}>
            {t.markAll}
          </Button>
        )}
        <IconButton label={t.close} onPress={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      <NewestSaid />
      <Rows onClose={onClose} />
    </Drawer>
  )
}

/** The key reaches no one behind the drawer. */
function useClosingKey(key: string, onClose: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      event.preventDefault()
      onClose()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [key, onClose])
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

function Rows({ onClose }: { readonly onClose: () => void }) {
  const { t, failureOf } = useNotificationWords()
  const query = useInfiniteQuery(notificationsQuery)
  const { data, error, hasNextPage, isFetchingNextPage } = query
  if (data === undefined) {
    if (error === null) return <Loading />
    return <NotLoaded title={t.failed} query={query} failureOf={failureOf} />
  }
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0)
    return (
      <EmptyState title={t.empty} icon={<BellIcon size={24} />} headingLevel={3}>
        {t.emptyText}
      </EmptyState>
    )
  return (
    <>
      <ul className={styles.list}>
        {items.map((one) => (
          <Row key={one.id} notification={one} onClose={onClose} />
        ))}
      </ul>
      {hasNextPage && (
        <div className={styles.more}>
          <Button compact isPending={isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {t.older}
          </Button>
        </div>
      )}
    </>
  )
}

function Row({ notification, onClose }: { readonly notification: Notification; readonly onClose: () => void }) {
  const { t, wordsOf } = useNotificationWords()
  const { mark } = useMarks()
  const { read, at } = notification
  const { title, text, link, to } = wordsOf(notification)
  const follow = () => {
    if (!read) void mark(notification, true)
    onClose()
  }
  return (
    <li className={classNames(styles.row, !read && styles.unread)}>
      <div className={styles.words}>
        <h3 className={styles.title}>
          {!read && <span className={styles.unseen}>{t.unread}: </span>}
          {title}
        </h3>
        <p>{text}</p>
        <div className={styles.foot}>
          <Link to={to} onClick={follow}>
            {link}
          </Link>
          <span className={styles.time}>
            <RelativeTime at={at} />
          </span>
        </div>
      </div>
      <IconButton
        compact
        label={read ? t.markUnread({ title }) : t.markRead({ title })}
        onPress={() => void mark(notification, !read)}
      >
        {read ? <MailIcon /> : <CheckIcon />}
      </IconButton>
    </li>
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
