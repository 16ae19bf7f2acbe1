/**
 * The output of a session as it is written. A lost connection is taken up where it broke; the stream ends
 * when the session's output does.
 */
import { createPieceReader } from '@berth/contract/log-pieces.ts'
import { pauseBefore } from '../../../api/pause.ts'

export type LogState = 'loading' | 'following' | 'complete' | 'lost' | 'failed'

export interface LogStreamSettings {
  readonly addressFrom: (offset: number) => string
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly onText: (text: string) => void
  readonly onState: (state: LogState) => void
  /** Has the session ended? A stream that ends before it was cut off politely: by a proxy, or with the login. */
  readonly isOver: () => boolean
  /** The output begins later than asked: what was before is no longer kept. */
  readonly onGap: () => void
  /** Output came faster than it was read: some of it is missing here. */
  readonly onSkip: () => void
  /** A refusal that will not pass. */
  readonly onProblem: (answer: Response) => void
}

export function followLog(settings: LogStreamSettings): Disposable {
  const abort = new AbortController()
  void run(settings, abort.signal)
  return { [Symbol.dispose]: () => abort.abort() }
}

async function run(settings: LogStreamSettings, signal: AbortSignal): Promise<void> {
  // kept over connections: a character may be cut in two by a broken one
  const decoder = new TextDecoder()
  let offset = 0
  let failures = 0
  settings.onState('loading')
  while (!signal.aborted) {
    try {
      const answer = await settings.fetch(settings.addressFrom(offset), { signal })
      if (answer.status >= 400 && answer.status < 500) {
        settings.onState('failed')
        return settings.onProblem(answer)
      }
      if (!answer.ok || answer.body === null) throw new Error(`answer ${answer.status}`)
      const begins = Number(answer.headers.get('log-offset') ?? offset)
      if (begins > offset) settings.onGap()
      offset = begins
      settings.onState('following')
      // a piece that was cut off comes again as a whole
      const take = createPieceReader((bytes, next) => {
        if (bytes.length === 0) settings.onSkip()
        offset = next
        settings.onText(decoder.decode(bytes, { stream: true }))
      })
      for (const reader = answer.body.getReader(); ;) {
        const { done, value } = await reader.read()
        if (done) break
        failures = 0
        take(value)
      }
      if (settings.isOver()) {
        settings.onText(decoder.decode())
        return settings.onState('complete')
      }
      await sleep(pauseBefore(1), signal)
    } catch {
      if (signal.aborted) return
      failures += 1
      settings.onState('lost')
      await sleep(pauseBefore(failures), signal)
    }
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
