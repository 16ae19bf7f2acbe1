/** The tab's stream of events: the browser's shared one, or its own where shared workers do not work. */
import { send, watchThrough, type LiveSource } from './shared-events.ts'

/** Null: there is none here. */
let shared: MessagePort | null | undefined
let current: (LiveSource & { fail(): void }) | undefined

export function openEvents(url: string, names: readonly string[]): LiveSource {
  if (shared === undefined) shared = join()
  if (shared === null) return new EventSource(url)
  current = watchThrough(shared, new URL(url, location.href).href, names)
  return current
}

function join(): MessagePort | null {
  if (!('SharedWorker' in globalThis)) return null
  const worker = new SharedWorker(new URL('./shared-events.worker.ts', import.meta.url), {
    type: 'module',
    name: 'berth events',
  })
  worker.addEventListener('error', () => {
    shared = null
    current?.fail()
  })
  const { port } = worker
  // The worker does not learn by itself that a tab is gone.
  addEventListener('pagehide', () => send(port, { kind: 'leave' }))
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) current?.fail()
  })
  return port
}
