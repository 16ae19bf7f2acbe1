import type { Notification } from '@berth/contract/notifications.ts'
import { useEffect, useRef } from 'react'
import { showToast } from '../ui/toast.tsx'
import { useNotificationWords } from './notification-words.ts'

export interface NotificationToastProps {
  readonly notification: Notification
  readonly onShow: () => void
}

/** Says once, for a moment, that something came. */
export function NotificationToast({ notification, onShow }: NotificationToastProps) {
  const { t, wordsOf } = useNotificationWords()
  const isSaid = useRef(false)
  useEffect(() => {
    if (isSaid.current) return
    isSaid.current = true
    const { title } = wordsOf(notification)
    showToast({ text: title, tone: 'info', action: { label: t.show, onPress: onShow } })
  })
  return null
}
