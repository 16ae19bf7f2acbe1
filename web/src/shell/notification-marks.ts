/** Marks, removes and cancels: at once on the screen, and taken back with a reason where the server refuses. */
import type { Notification } from '@berth/contract/notifications.ts'
import type { InfiniteData } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { notificationKeys } from '../api/live-keys.ts'
import { isGoing } from '../api/notification-news.ts'
import { showToast } from '../ui/toast.tsx'
import { useNotificationWords } from './notification-words.ts'

interface Page {
  readonly items: Notification[]
  readonly unread: number
}

export function useMarks() {
  const cache = useQueryClient()
  const { t, failureOf } = useNotificationWords()

  const change = async (
    each: (one: Notification) => Notification | undefined,
    call: () => Promise<unknown>,
    refused: string,
  ) => {
    await cache.cancelQueries({ queryKey: notificationKeys.all })
    cache.setQueriesData<InfiniteData<Page>>({ queryKey: notificationKeys.lists }, (data) => {
      if (data === undefined) return data
      const pages = data.pages.map((page) => {
        const items = page.items.flatMap((one) => each(one) ?? [])
        const fewer = unreadOf(page.items) - unreadOf(items)
        return { ...page, items, unread: Math.max(0, page.unread - fewer) }
      })
      return { ...data, pages }
    })
    try {
      await call()
    } catch (error) {
      showToast({ text: `${refused} ${failureOf(error).detail}`, tone: 'bad' })
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
        t.notMarked,
      ),
    markAll: () =>
      change(
        (one) => ({ ...one, read: true }),
        () => client.notifications.readAll(),
        t.notMarked,
      ),
    remove: ({ id }: Notification) =>
      change(
        (one) => (one.id === id ? undefined : one),
        () => client.notifications.remove({ params: { id } }),
        t.notRemoved,
      ),
    clear: () =>
      change(
        (one) => (isGoing(one) ? one : undefined),
        () => client.notifications.clear(),
        t.notRemoved,
      ),
    /** What comes of it is told by an event. */
    cancel: ({ id }: Notification) =>
      change(
        (one) => one,
        () => client.notifications.cancel({ params: { id } }),
        t.notCancelled,
      ),
  }
}

const unreadOf = (items: readonly Notification[]) => items.filter(({ read }) => !read).length
