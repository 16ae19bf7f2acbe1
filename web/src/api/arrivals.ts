/** What has something to say while the page is open, each told once, whoever is there to hear it. */
import type { Notification } from '@berth/contract/notifications.ts'

export type Arrived = (notification: Notification) => void

function createArrivals() {
  const listeners = new Set<Arrived>()
  /** A stream that was cut repeats what came last. */
  const told = new Set<string>()
  return {
    tell(notification: Notification) {
      if (told.has(notification.id)) return
      told.add(notification.id)
      for (const listener of listeners) listener(notification)
    },
    listen(listener: Arrived): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Of this page. */
export const arrivals = createArrivals()
