/**
 * When the login ends, as the server says: asked for in the background, so that asking never puts it off. Every tab
 * counts down to the same moment, since what one learns it tells the others.
 */
import type { LoginNews } from './login-channel.ts'

export interface LoginEnd {
  /** By this machine's clock. */
  readonly endsAt: number
  readonly canExtend: boolean
  /** The site lets people extend, though this login may have reached its longest time by now. */
  readonly extension: boolean
}

export interface LoginAnswer {
  readonly expiresAt: string
  readonly canExtend: boolean
  readonly extension: boolean
  /** The server's clock when it answered, where it said. */
  readonly date: number | undefined
}

export interface LoginWatchSettings {
  readonly read: () => Promise<LoginAnswer>
  readonly extend: () => Promise<LoginAnswer>
  readonly tell: (news: LoginNews) => void
  readonly listen: (take: (news: LoginNews) => void) => () => void
  readonly isHidden: () => boolean
}

export interface LoginWatch extends Disposable {
  readonly state: () => LoginEnd | undefined
  readonly subscribe: (listener: () => void) => () => void
  /** Asks the server. */
  readonly refresh: () => Promise<void>
  readonly extend: () => Promise<void>
}

export const warnBeforeMs = 5 * 60_000
const askEveryMs = 60_000
const askEveryNearTheEndMs = 15_000
/** A timer that is longer fires at once. */
const longestTimerMs = 2 ** 31 - 1
/** The `Date` of an answer is cut to seconds, so a clock that differs by less is the same. */
const sameClockMs = 1500

export function createLoginWatch(settings: LoginWatchSettings): LoginWatch {
  const listeners = new Set<() => void>()
  let state: LoginEnd | undefined
  let skew = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  const take = ({ endsAt, canExtend, extension }: LoginEnd) => {
    state = { endsAt, canExtend, extension }
    for (const listener of listeners) listener()
    arm()
  }

  const learn = ({ expiresAt, canExtend, extension, date }: LoginAnswer) => {
    if (ended) return
    const measured = (date ?? Date.now()) - Date.now()
    if (Math.abs(measured - skew) > sameClockMs) skew = measured
    const end = { endsAt: Date.parse(expiresAt) - skew, canExtend, extension }
    take(end)
    settings.tell({ kind: 'end', ...end })
  }

  /** The next time that the server may know something new. */
  const pause = (): number => {
    if (state === undefined) return askEveryMs
    const left = state.endsAt - Date.now()
    if (left <= 0) return askEveryNearTheEndMs
    const toNext = left > warnBeforeMs ? left - warnBeforeMs : left + 300
    if (settings.isHidden()) return toNext
    if (left <= warnBeforeMs) return Math.min(toNext, askEveryNearTheEndMs)
    return state.extension ? Math.min(toNext, askEveryMs) : toNext
  }

  const arm = () => {
    clearTimeout(timer)
    if (!ended) timer = setTimeout(() => void watch.refresh(), Math.min(pause(), longestTimerMs))
  }

  const unlisten = settings.listen((news) => {
    if (news.kind === 'end') take(news)
    else void watch.refresh()
  })

  const watch: LoginWatch = {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    refresh: () => settings.read().then(learn, arm),
    extend: async () => learn(await settings.extend()),
    [Symbol.dispose]() {
      ended = true
      clearTimeout(timer)
      unlisten()
    },
  }
  void watch.refresh()
  return watch
}
