/** The tab's one live connection, for the shell to start and any notice to read. */
import { addressOf } from '@berth/contract/client.ts'
import { useSyncExternalStore } from 'react'
import { api } from 'virtual:api-paths'
import { cache } from './cache.ts'
import { client } from './client.ts'
import { createLive } from './live.ts'
import type { Live, LiveState } from './live.ts'
import { openEvents } from './open-events.ts'

let live: Live | undefined
const waiting = new Set<() => void>()

/** Called when someone is signed in; the returned function ends it at sign-out. */
export function startLive(): () => void {
  const started = createLive({
    url: addressOf(api.events.stream),
    cache,
    open: openEvents,
    checkLogin: () => client.logins.current(),
  })
  live = started
  const wake = () => {
    if (document.visibilityState === 'visible') started.wake()
  }
  window.addEventListener('online', wake)
  document.addEventListener('visibilitychange', wake)
  const unsubscribe = started.subscribe(tell)
  tell()
  return () => {
    window.removeEventListener('online', wake)
    document.removeEventListener('visibilitychange', wake)
    unsubscribe()
    started[Symbol.dispose]()
    if (live === started) live = undefined
  }
}

/** Something else reached the server: no need to wait any longer. */
export const wakeLive = (): void => live?.wake()

const tell = () => {
  for (const listener of waiting) listener()
}

const subscribe = (listener: () => void) => {
  waiting.add(listener)
  return () => waiting.delete(listener)
}

/** For the notice that the page is not live. */
export const useLiveState = (): LiveState => useSyncExternalStore(subscribe, () => live?.state() ?? 'catching-up')
