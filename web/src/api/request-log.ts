/**
 * The log of this browser's requests (6.2): noted as they are answered, written in the background, gone with the login.
 * Where a browser keeps nothing for pages there is none, and nothing else changes.
 */
import { api } from 'virtual:api-paths'
import { onLoginNews } from './login-channel.ts'
import { createRequestEntries } from './request-entry.ts'
import type { Asked, RequestEntry } from './request-entry.ts'
import { onAsked } from './signed-in-fetch.ts'

const writeAfterMs = 300
const mostWaiting = 500

const endpoints = Object.values(api).flatMap((noun) => Object.values(noun))
// which codes there are is known where they are written
const entryOf = createRequestEntries(endpoints, () => true)
const waiting: RequestEntry[] = []
let user: string | undefined
let timer: ReturnType<typeof setTimeout> | undefined

const loadStore = () => import('./request-log-store.ts')

// from the first request on, which is made before it is known who is signed in
onAsked((asked: Asked) => {
  waiting.push(entryOf(asked))
  if (waiting.length > mostWaiting) waiting.shift()
  schedule()
})

function schedule(): void {
  if (user !== undefined) timer ??= setTimeout(() => void writeRequests(), writeAfterMs)
}

/** What waits is written now; the log shows it then. */
export async function writeRequests(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  const some = waiting.splice(0)
  const of = user
  if (of === undefined || some.length === 0) return
  await loadStore()
    .then((store) => store.keepRequests(of, some, () => user === of))
    .catch(() => undefined)
}

/** Called once it is known who is signed in, also when they are again; another one's are removed. */
export function startRequestLog(id: string): void {
  if (user === id) return
  user = id
  void loadStore()
    .then((store) => store.removeOthers(id))
    .catch(() => undefined)
  schedule()
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void writeRequests()
})
onLoginNews((news) => {
  if (news.kind === 'signed-out') stop()
})

function stop(): void {
  user = undefined
  waiting.length = 0
  clearTimeout(timer)
  timer = undefined
}

/** At the sign-out of this page. */
export async function forgetRequests(): Promise<void> {
  stop()
  await loadStore()
    .then((store) => store.removeAll())
    .catch(() => undefined)
}
