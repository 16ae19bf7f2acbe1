/** Marks notifications: at once on the screen, and taken back with a reason where the server refuses. */
import type { Notification } from '@berth/contract/notifications.ts'
import { useQueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { notificationKeys } from '../api/live-keys.ts'
import { notificationsQuery } from '../api/notification-queries.ts'
import { showToast } from '../ui/toast.tsx'
import { useNotificationWords } from './notification-words.ts'

export function useMarks() {
  const cache = useQueryClient()
  const { t, failureOf } = useNotificationWords()

  const change = async (mark: (one: Notification) => Notification, call: () => Promise<unknown>) => {
    await cache.cancelQueries({ queryKey: notificationKeys.all })
    cache.setQueryData(notificationsQuery.queryKey, (data) => {
      if (data === undefined) return data
      const pages = data.pages.map((page) => {
        const items = page.items.map(mark)
        const fewer = unreadOf(page.items) - unreadOf(items)
        return { ...page, items, unread: Math.max(0, page.unread - fewer) }
      })
      return { ...data, pages }
    })
    try {
      await call()
    } catch (error) {
      showToast({ text: `${t.notMarked} ${failureOf(error).detail}`, tone: 'bad' })
    } finally {
      // What the server says counts, also where it refused.
      await cache.invalidateQueries({ queryKey: notificationKeys.all })
    }
  }

  return {
    mark: ({ id }: Notification, read: boolean) =>
      change(
        (one) => (one.id === id ? { ...one, read } : one),
        () => client.notifications.update({ params: { id }, body: { read } }),
      ),
    markAll: () =>
      change(
        (one) => ({ ...one, read: true }),
        () => client.notifications.readAll(),
      ),
  }
}

const unreadOf = (items: readonly Notification[]) => items.filter(({ read }) => !read).length
