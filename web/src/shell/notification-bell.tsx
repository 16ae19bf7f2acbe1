/** The way to notifications: how many are unread, the drawer, and a short message when one comes. */
import type { Notification } from '@berth/contract/notifications.ts'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import { arrivals } from '../api/arrivals.ts'
import { useMustFirst } from '../api/must-first.ts'
import { countsQuery } from '../api/notification-queries.ts'
import { desktopNotifications } from '../parts/desktop-notifications.ts'
import { useDeviceSetting } from '../parts/device-setting.ts'
import { isUploadingUnknown, useUploads } from '../parts/uploads/upload-state.ts'
import { useTexts } from '../texts/app-texts.ts'
import { IconButton } from '../ui/button.tsx'
import { lazyPart } from '../ui/lazy-part.ts'
import { BellIcon } from '../ui/thing-icons.tsx'
import styles from './top-bar.module.css'
import { useShortcut } from './use-shortcut.ts'

const NotificationDrawer = lazyPart(async () => (await import('./notification-drawer.tsx')).NotificationDrawer)
const NotificationToast = lazyPart(async () => (await import('./notification-toast.tsx')).NotificationToast)

const UploadsWatch = lazyPart(async () => (await import('../parts/uploads/uploads-watch.tsx')).UploadsWatch)

const DesktopMessages = lazyPart(async () => (await import('./desktop-messages.tsx')).DesktopMessages)

const shortcut = ']'
const mostShown = 99

export function NotificationBell() {
  // Whoever must do something first is told nothing before it.
  return useMustFirst() === undefined ? <Bell /> : null
}

function Bell() {
  const t = useTexts().shell.notifications
  const { data: { unread: count, inProgress: known } = { unread: 0, inProgress: 0 } } = useQuery(countsQuery)
  const uploads = useUploads()
  const inProgress = known + uploads.filter(isUploadingUnknown).length
  const isOnDesktop = useDeviceSetting(desktopNotifications)
  const [isOpen, setOpen] = useState(false)
  const [arrived, setArrived] = useState<readonly Notification[]>([])
  useShortcut(shortcut, () => setOpen((open) => !open))
  useEffect(() => {
    // In the open drawer it is seen by itself.
    if (isOpen) return undefined
    return arrivals.listen((one) => setArrived((before) => [...before.slice(-9), one]))
  }, [isOpen])
  const label = count === 0 ? t.button : t.buttonUnread({ count })
  return (
    <>
      <IconButton
        label={inProgress === 0 ? label : t.alsoInProgress({ button: label, count: inProgress })}
        className={styles.counted}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPress={() => setOpen(true)}
      >
        <BellIcon />
        {inProgress > 0 && <span className={styles.working} aria-hidden="true" />}
        {count > 0 && (
          <span className={styles.count} aria-hidden="true">
            {count > mostShown ? `${mostShown}+` : count}
          </span>
        )}
      </IconButton>
      <Suspense>
        {arrived.map((notification) => (
          <NotificationToast
            key={`${notification.id} ${notification.at}`}
            notification={notification}
            onShow={() => setOpen(true)}
          />
        ))}
      </Suspense>
      {uploads.length > 0 && (
        <Suspense>
          <UploadsWatch />
        </Suspense>
      )}
      {isOnDesktop && (
        <Suspense>
          <DesktopMessages />
        </Suspense>
      )}
      {isOpen && (
        <Suspense>
          <NotificationDrawer shortcut={shortcut} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
