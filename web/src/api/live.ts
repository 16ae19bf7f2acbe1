/**
 * A stream of events keeps everything on the screen current. When it is lost it comes back by itself, with
 * growing pauses, and what was missed is fetched again; the shell shows when the page is not live. Silence is a loss, too.
 */
import type { LiveEvent, LiveEventName } from '@berth/contract/events.ts'
import type { QueryClient } from '@tanstack/react-query'
import { createHearing } from './hearing.ts'
import { fileKeys, folderKeys, membershipKeys, notificationKeys, preferencesKey } from './live-keys.ts'
import { createNotificationNews } from './notification-news.ts'
import { pauseBefore } from './pause.ts'
import { applySession, guardAgainstOldAnswers } from './session-cache.ts'
import type { LiveSource } from './shared-events.ts'

/** `catching-up`: the connection is being made or what was missed is being fetched. */
export type LiveState = 'live' | 'catching-up' | 'offline'

export interface LiveSettings {
  readonly url: string
  readonly cache: QueryClient
  readonly open: (url: string, names: readonly string[]) => LiveSource
  /** Is the person still signed in? Asked after a refused connection, since a stream of events does not say why. */
  readonly checkLogin: () => Promise<unknown>
}

export interface Live extends Disposable {
  readonly state: () => LiveState
  readonly subscribe: (listener: () => void) => () => void
  /** Try at once instead of waiting, and look at once whether the stream is still alive. */
  readonly wake: () => void
}

/** A short break is not worth a notice. */
const failuresBeforeOffline = 2
/** So often it is looked whether the stream has fallen silent. */
const listenEveryMs = 5_000

export function createLive({ url, cache, open, checkLogin }: LiveSettings): Live {
  const listeners = new Set<() => void>()
  const guard = guardAgainstOldAnswers(cache)
  const news = createNotificationNews(cache)
  let state: LiveState = 'catching-up'
  let source: LiveSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let everLive = false
  let hearing = createHearing()
  let ended = false

  const become = (next: LiveState) => {
    if (state === next) return
    state = next
    for (const listener of listeners) listener()
  }

  const catchUp = async () => {
    // What was read before the stream was open may be older than its first event, also on a page that just came.
    const keys = everLive ? [[]] : [...membershipKeys, notificationKeys.all, preferencesKey]
    everLive = true
    await Promise.all(keys.map((queryKey) => cache.invalidateQueries({ queryKey })))
    if (source !== undefined && failures === 0) become('live')
  }

  const handle: { [Name in LiveEventName]: (data: Extract<LiveEvent, { name: Name }>['data']) => void } = {
    'session.updated': (session) => {
      guard.seen(session)
      applySession(cache, session)
    },
    'memberships.updated': () => {
      for (const queryKey of membershipKeys) void cache.invalidateQueries({ queryKey })
    },
    'folders.updated': () => void cache.invalidateQueries({ queryKey: folderKeys.all }),
    'files.updated'({ folder, path }) {
      // who shows files has it
      import('./file-cache.ts').then(
        ({ noteChangedFiles }) => noteChangedFiles(cache, folder, path),
        () => cache.invalidateQueries({ queryKey: fileKeys.of(folder) }),
      )
    },
    'notification.created': news.take,
    'notification.progressed': news.take,
    'notifications.updated': () => void cache.invalidateQueries({ queryKey: notificationKeys.all }),
    'preferences.updated'(preferences) {
      // An answer that is on its way may be older.
      const isAsked = cache.isFetching({ queryKey: preferencesKey }) > 0
      cache.setQueryData(preferencesKey, preferences)
      if (isAsked) void cache.invalidateQueries({ queryKey: preferencesKey })
    },
    changed({ what }) {
      import('./changed-news.ts').then(
        ({ noteChanged }) => noteChanged(cache, what),
        () => cache.invalidateQueries(),
      )
    },
    beat: () => {},
    reload: () => void cache.invalidateQueries(),
  }

  const connect = () => {
    clearTimeout(timer)
    timer = undefined
    const opened = open(url, Object.keys(handle))
    const heard = createHearing()
    source = opened
    hearing = heard
    opened.addEventListener('open', () => {
      heard.hear()
      failures = 0
      void catchUp()
    })
    opened.addEventListener('error', () => {
      if (source === opened) lost(opened)
    })
    for (const [name, take] of Object.entries(handle))
      opened.addEventListener(name, (event) => {
        heard.hear()
        take(JSON.parse((event as MessageEvent<string>).data))
      })
  }

  const lost = (closed: LiveSource) => {
    closed.close()
    source = undefined
    if (ended) return
    failures += 1
    become(failures < failuresBeforeOffline ? 'catching-up' : 'offline')
    timer = setTimeout(connect, pauseBefore(failures))
    // a cut or refused stream may mean that the login ended: the question brings up the sign-in dialog
    if (failures === 1) checkLogin().catch(() => undefined)
    if (failures === 2) checkLogin().then(live.wake, () => undefined)
  }

  const listen = () => {
    if (source !== undefined && hearing.isDead()) lost(source)
  }
  const listening = setInterval(listen, listenEveryMs)

  const live: Live = {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    wake() {
      listen()
      if (!ended && timer !== undefined) connect()
    },
    [Symbol.dispose]() {
      ended = true
      clearTimeout(timer)
      clearInterval(listening)
      source?.close()
      guard.end()
      news[Symbol.dispose]()
    },
  }
  connect()
  return live
}
