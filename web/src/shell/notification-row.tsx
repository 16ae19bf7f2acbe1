/** One notification in the drawer. */
import type { Notification } from '@berth/contract/notifications.ts'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button, IconButton } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { CheckIcon, CloseIcon } from '../ui/icons.tsx'
import { MailIcon } from '../ui/thing-icons.tsx'
import { Progress } from '../ui/progress.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import styles from './notification-drawer.module.css'
import { useMarks } from './notification-marks.ts'
import { useNotificationWords } from './notification-words.ts'

export interface NotificationRowProps {
  readonly notification: Notification
  /** Its link was followed. */
  readonly onFollow: () => void
}

export function NotificationRow({ notification, onFollow }: NotificationRowProps) {
  const { t, wordsOf } = useNotificationWords()
  const { mark } = useMarks()
  const { read, at, progress } = notification
  const { title, text, link, more } = wordsOf(notification)
  const isGoing = progress?.state === 'going'
  const follow = () => {
    if (!read) void mark(notification, true)
    onFollow()
  }
  return (
    <li className={classNames(styles.row, !read && styles.unread)}>
      <div className={styles.words}>
        <h3 className={styles.title}>
          {!read && <span className={styles.unseen}>{t.unread}: </span>}
          {title}
        </h3>
        <p>{text}</p>
        {isGoing && <Progress label={title} value={progress.share} tone="info" />}
        {more !== undefined && (
          <details className={styles.more}>
            <summary>{more.label}</summary>
            <p>{more.text}</p>
          </details>
        )}
        <div className={styles.foot}>
          {link !== undefined &&
            ('to' in link ? (
              <Link to={link.to} onClick={follow}>
                {link.label}
              </Link>
            ) : (
              <a href={link.href} target="_blank" rel="noreferrer" onClick={follow}>
                {link.label}
              </a>
            ))}
          <span className={styles.time}>
            <RelativeTime at={at} />
          </span>
        </div>
      </div>
      {isGoing ? (
        progress.canCancel && <Cancel notification={notification} title={title} />
      ) : (
        <Ended {...{ notification, title }} />
      )}
    </li>
  )
}

interface ActionsProps {
  readonly notification: Notification
  readonly title: string
}

function Cancel({ notification, title }: ActionsProps) {
  const { t } = useNotificationWords()
  const { cancel } = useMarks()
  const [isPending, setPending] = useState(false)
  return (
    <Button
      compact
      isPending={isPending}
      aria-label={t.cancelThis({ title })}
      onPress={() => {
        setPending(true)
        void cancel(notification).finally(() => setPending(false))
      }}
    >
      {t.cancel}
    </Button>
  )
}

function Ended({ notification, title }: ActionsProps) {
  const { t } = useNotificationWords()
  const { mark, remove } = useMarks()
  const { read } = notification
  return (
    <div className={styles.actions}>
      <IconButton
        compact
        label={read ? t.markUnread({ title }) : t.markRead({ title })}
        onPress={() => void mark(notification, !read)}
      >
        {read ? <MailIcon /> : <CheckIcon />}
      </IconButton>
      <IconButton compact label={t.remove({ title })} onPress={() => void remove(notification)}>
        <CloseIcon />
      </IconButton>
    </div>
  )
}
