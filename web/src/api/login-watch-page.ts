/** The tab's watch on its login, for the shell to start and the timer to read. */
import { addressOf, ApiProblem, NoAnswer } from '@berth/contract/client.ts'
import type { Endpoint } from '@berth/contract/endpoint.ts'
import type { ProblemBody } from '@berth/contract/problems.ts'
import { useSyncExternalStore } from 'react'
import { api } from 'virtual:api-paths'
import { onLoginNews, tellTabs } from './login-channel.ts'
import { createLoginWatch } from './login-watch.ts'
import type { LoginAnswer, LoginEnd, LoginWatch } from './login-watch.ts'
import { signedInFetch } from './signed-in-fetch.ts'

let watch: LoginWatch | undefined

/** With the server's clock, which the client of everything else has no need of. */
async function ask({ method, path }: Pick<Endpoint, 'method' | 'path'>): Promise<LoginAnswer> {
  const answer = await signedInFetch(addressOf({ path }), { method }).catch((cause: unknown) => {
    throw new NoAnswer('The server did not answer.', undefined, cause)
  })
  const body: unknown = await answer.json()
  if (!answer.ok) throw new ApiProblem(body as ProblemBody)
  const date = Date.parse(answer.headers.get('date') ?? '')
  return { ...(body as Omit<LoginAnswer, 'date'>), date: Number.isNaN(date) ? undefined : date }
}

/** Called when someone is signed in; the returned function ends it. */
export function startLoginWatch(): () => void {
  const started = createLoginWatch({
    read: () => ask(api.logins.current),
    extend: () => ask(api.logins.extend),
    tell: tellTabs,
    listen: onLoginNews,
    isHidden: () => document.visibilityState === 'hidden',
  })
  watch = started
  const look = () => {
    if (document.visibilityState === 'visible') void started.refresh()
  }
  document.addEventListener('visibilitychange', look)
  const unsubscribe = started.subscribe(tell)
  return () => {
    document.removeEventListener('visibilitychange', look)
    unsubscribe()
    started[Symbol.dispose]()
    if (watch === started) watch = undefined
  }
}

export const extendLogin = async (): Promise<void> => watch?.extend()
export const refreshLogin = (): void => void watch?.refresh()

const waiting = new Set<() => void>()
const tell = () => {
  for (const listener of waiting) listener()
}
const subscribe = (listener: () => void) => {
  waiting.add(listener)
  return () => waiting.delete(listener)
}

/** Undefined until the server said. */
export const useLoginEnd = (): LoginEnd | undefined => useSyncExternalStore(subscribe, () => watch?.state())
