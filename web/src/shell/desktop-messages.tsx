/** Messages of the device for what comes while no page of the console is in front. */
import type { Notification as Told } from '@berth/contract/notifications.ts'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { arrivals } from '../api/arrivals.ts'
import { createFrontPages } from './front-pages.ts'
import { useMarks } from './notification-marks.ts'
import { useNotificationWords } from './notification-words.ts'

export function DesktopMessages() {
  const { wordsOf } = useNotificationWords()
  const { mark } = useMarks()
  const navigate = useNavigate()
  const show = (told: Told) => {
    const { title, text, link } = wordsOf(told)
    // one for all tabs: the browser replaces what has the same tag
    const to = link !== undefined && 'to' in link ? link.to : undefined
    const message = showMessage(title, { body: text, tag: told.id, icon: '/icon.svg', data: to })
    if (message === undefined) return
    message.addEventListener('click', () => {
      window.focus()
      message.close()
      if (!told.read) void mark(told, true)
      if (to !== undefined) void navigate({ to })
    })
  }
  const latest = useRef(show)
  latest.current = show
  useEffect(() => {
    const front = createFrontPages()
    const stop = arrivals.listen((told) => {
      void front.isAny(told.id).then((isSeen) => (isSeen ? undefined : latest.current(told)))
    })
    return () => {
      stop()
      front[Symbol.dispose]()
    }
  }, [])
  return null
}

/** Where the permission was taken back meanwhile there is none; on a phone the service worker shows it, and follows it. */
function showMessage(title: string, options: NotificationOptions): Notification | undefined {
  if (!('Notification' in window) || Notification.permission !== 'granted') return undefined
  try {
    return new Notification(title, options)
  } catch {
    const byWorker = async () => (await navigator.serviceWorker.getRegistration())?.showNotification(title, options)
    byWorker().catch(() => undefined)
    return undefined
  }
}
