/**
 * One stream of events for all tabs of a browser: it has six connections to a server at most (HTTP/1.1), and a stream
 * holds one for good, so the seventh tab would never load. A shared worker holds the stream as long as any tab looks.
 */
import { createHearing, type Hearing } from './hearing.ts'

/** As much of an EventSource as a tab needs. */
export interface LiveSource {
  readonly addEventListener: (name: string, take: (event: Event) => void) => void
  readonly close: () => void
}

export interface Watch {
  readonly kind: 'watch'
  readonly url: string
  /** Of the events that are passed on. */
  readonly names: readonly string[]
}
export type ToWorker = Watch | { readonly kind: 'leave' }
export type ToTab =
  | { readonly kind: 'open' }
  /** The stream is closed; who wants another one watches again. */
  | { readonly kind: 'error' }
  | { readonly kind: 'event'; readonly name: string; readonly data: string }

/** The tab's side. */
export function watchThrough(port: MessagePort, url: string, names: readonly string[]) {
  const target = new EventTarget()
  const over = new AbortController()
  const take = ({ data: news }: MessageEvent<ToTab>) => {
    if (news.kind === 'event') target.dispatchEvent(new MessageEvent(news.name, { data: news.data }))
    else target.dispatchEvent(new Event(news.kind))
  }
  port.addEventListener('message', take, over)
  port.start()
  send(port, { kind: 'watch', url, names })
  return {
    addEventListener: (name, listener) => target.addEventListener(name, listener),
    /** As if the stream had been cut. */
    fail: () => void target.dispatchEvent(new Event('error')),
    close() {
      over.abort()
      send(port, { kind: 'leave' })
    },
  } satisfies LiveSource & { fail(): void }
}

export const send = (port: MessagePort, message: ToWorker | ToTab) => port.postMessage(message)

/** The worker's side. */
export function createSharedEvents(open: (url: string) => EventSource) {
  const watching = new Set<MessagePort>()
  let source: EventSource | undefined
  let hearing: Hearing | undefined

  const tell = (news: ToTab) => {
    for (const port of watching) send(port, news)
  }
  const connect = ({ url, names }: Watch) => {
    const opened = open(url)
    const heard = createHearing()
    source = opened
    hearing = heard
    opened.addEventListener('open', () => {
      heard.hear()
      tell({ kind: 'open' })
    })
    opened.addEventListener('error', () => {
      if (source === opened) giveUp()
      else opened.close()
    })
    for (const name of names)
      opened.addEventListener(name, (event) => {
        heard.hear()
        tell({ kind: 'event', name, data: event.data as string })
      })
  }
  const giveUp = () => {
    source?.close()
    source = undefined
    tell({ kind: 'error' })
    watching.clear()
  }

  return {
    join(port: MessagePort): void {
      port.addEventListener('message', ({ data: wish }: MessageEvent<ToWorker>) => {
        if (wish.kind === 'leave') {
          watching.delete(port)
          if (watching.size > 0) return
          source?.close()
          source = undefined
          return
        }
        // The tab heard nothing for too long and comes back: the others have not noticed yet.
        if (source !== undefined && hearing?.isDead()) giveUp()
        watching.add(port)
        if (source === undefined) connect(wish)
        else if (source.readyState === source.OPEN) send(port, { kind: 'open' })
      })
      port.start()
    },
  }
}
