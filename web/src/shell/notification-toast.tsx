import type { Notification } from '@berth/contract/notifications.ts'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { isOwnUpload } from '../parts/uploads/upload-state.ts'
import { paths } from '../paths.ts'
import type { Tone } from '../ui/tone.ts'
import { showToast } from '../ui/toast.tsx'
import { useNotificationWords } from './notification-words.ts'

export interface NotificationToastProps {
  readonly notification: Notification
  readonly onShow: () => void
}

/** Says once, for a moment, that something came or ended. */
export function NotificationToast({ notification, onShow }: NotificationToastProps) {
  const { t, wordsOf } = useNotificationWords()
  const navigate = useNavigate()
  const isSaid = useRef(false)
  useEffect(() => {
    if (isSaid.current) return
    isSaid.current = true
    if (notification.kind === 'upload' && isOwnUpload(notification.parameters.batch)) return
    const { title } = wordsOf(notification)
    const tone = toneOf(notification)
    if (notification.kind !== 'session-start' || notification.progress.state === 'failed')
      return showToast({ text: title, tone, action: { label: t.show, onPress: onShow } })
    const to = paths.session(notification.parameters.session)
    const open = { label: t.kinds['session-start'].link, onPress: () => void navigate({ to }) }
    // Whoever looks at it needs no way to it.
    showToast({ text: title, tone, ...(window.location.pathname.startsWith(to) ? {} : { action: open }) })
  })
  return null
}

const tones = { going: 'info', done: 'ok', failed: 'bad', cancelled: 'neutral' } as const
const toneOf = ({ progress }: Notification): Tone => (progress === null ? 'info' : tones[progress.state])
