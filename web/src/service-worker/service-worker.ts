/**
 * What the console has without its server: a page that says so, and the files of the build, which never change under
 * their name. Nothing else is kept and nothing else is touched: no answer of the API, and never the page itself, so that
 * what is shown is what the server says.
 */
import { followNotification } from './follow-notification.ts'
import type { PressedMessage } from './follow-notification.ts'
import { offlinePage } from './offline-page.ts'

/** Of the build's files; see web/build/service-worker.plugin.ts. */
declare const __BERTH_FILES__: string

/** What of the standard is used here; the page's types do not have it. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Lasting {
  readonly request: Request
  readonly preloadResponse: Promise<Response | undefined>
  respondWith(answer: Promise<Response>): void
}
interface Pressed extends Lasting {
  readonly notification: PressedMessage
}
interface Worker {
  readonly registration: ServiceWorkerRegistration
  addEventListener(kind: 'activate', act: (event: Lasting) => void): void
  addEventListener(kind: 'fetch', act: (event: Fetching) => void): void
  addEventListener(kind: 'notificationclick', act: (event: Pressed) => void): void
}
const worker = self as unknown as Worker

const prefix = 'berth-files-'
const name = prefix + __BERTH_FILES__

// It waits until no page of the version before is open, whose files it would throw away.
worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([forgetOlder(), worker.registration.navigationPreload?.enable()]))
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(page(event))
  else if (pathname.startsWith('/assets/')) event.respondWith(file(event))
})

worker.addEventListener('notificationclick', (event) => {
  event.waitUntil(followNotification(event.notification).catch(() => undefined))
})

async function page(event: Fetching): Promise<Response> {
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request))
    return isFromServer(answer) ? answer : notReached()
  } catch {
    return notReached()
  }
}

/** A proxy before a server that is down answers in its place, without a request id. */
const isFromServer = ({ status, headers }: Response) => ![502, 503, 504].includes(status) || headers.has('x-request-id')

const notReached = () => offlinePage(crypto.randomUUID())

async function file(event: Fetching): Promise<Response> {
  // Where storage is forbidden or full, files come as if this worker were not there.
  const cache = await caches.open(name).catch(() => undefined)
  const kept = await cache?.match(event.request, { ignoreVary: true }).catch(() => undefined)
  if (kept !== undefined) return kept
  const answer = await fetch(event.request)
  if (answer.status === 200 && answer.type === 'basic')
    event.waitUntil(cache?.put(event.request, answer.clone()).catch(() => undefined) ?? Promise.resolve())
  return answer
}

async function forgetOlder(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((one) => one.startsWith(prefix) && one !== name).map((one) => caches.delete(one)))
}
