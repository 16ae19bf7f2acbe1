/**
 * What a stream tells of notifications, put into the lists that are known at once; what the server counts is asked for
 * after, together for many, since a hundred sessions may start in a moment.
 */
import type { Notification } from '@berth/contract/notifications.ts'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { arrivals } from './arrivals.ts'
import { notificationKeys } from './live-keys.ts'

interface Page {
  readonly items: Notification[]
  readonly nextCursor: string | null
  readonly unread: number
  readonly inProgress: number
}
type Pages = InfiniteData<Page, string | undefined>

const askAfterMs = 400

export const isGoing = ({ progress }: Notification): boolean => progress?.state === 'going'

export interface NotificationNews extends Disposable {
  readonly take: (notification: Notification) => void
}

export function createNotificationNews(cache: QueryClient): NotificationNews {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    take(notification) {
      for (const show of ['all', 'in-progress'] as const)
        cache.setQueryData<Pages>(notificationKeys.list(show), (pages) => withNews(pages, notification, show === 'all'))
      timer ??= setTimeout(() => {
        timer = undefined
        void cache.invalidateQueries({ queryKey: notificationKeys.all })
      }, askAfterMs)
      if (isSaid(notification)) arrivals.tell(notification)
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  }
}

/** What goes on is not said yet, and what somebody cancelled themselves they know. */
const isSaid = ({ progress }: Notification): boolean =>
  progress?.state !== 'going' && progress?.step !== 'ended-by-owner' && progress?.step !== 'cancelled'

/** In its place while it goes on; first when it is new or has ended. */
function withNews(data: Pages | undefined, one: Notification, isAll: boolean): Pages | undefined {
  if (data === undefined) return data
  const isKnown = data.pages.some(({ items }) => items.some(({ id }) => id === one.id))
  const stays = isKnown && isGoing(one)
  const pages = data.pages.map((page, index) => {
    const others = page.items.filter(({ id }) => id !== one.id)
    if (stays) return { ...page, items: page.items.map((item) => (item.id === one.id ? one : item)) }
    return { ...page, items: index === 0 && (isAll || isGoing(one)) ? [one, ...others] : others }
  })
  return { ...data, pages }
}
