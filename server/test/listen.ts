/** What somebody is told by the stream of live events, from now on or from where another one ended. */
import type { TestApp } from './test-app.ts'

export interface Frame<Data> {
  readonly id: string | undefined
  readonly event: string
  readonly data: Data
}

export async function listenTo<Data>(app: TestApp, who: { authorization: string }, lastEventId?: string) {
  const abort = new AbortController()
  const answer = await fetch(`${app.origin}/api/v1/events`, {
    headers: { ...who, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
    signal: abort.signal,
  })
  const frames: Frame<Data>[] = []
  let last: string | undefined
  let beats = 0
  let ended = false
  const read = async () => {
    let text = ''
    for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += piece
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) {
        const field = (name: string) =>
          part
            .split('\n')
            .find((line) => line.startsWith(`${name}: `))
            ?.slice(name.length + 2)
        last = field('id') ?? last
        const [event, data] = [field('event'), field('data')]
        if (event === 'beat') beats += 1
        else if (event && data) frames.push({ id: field('id'), event, data: JSON.parse(data) as Data })
      }
    }
  }
  const done = read()
    .catch(() => {})
    .finally(() => {
      ended = true
    })
  return {
    answer,
    frames,
    last: () => last,
    beats: () => beats,
    ended: () => ended,
    done,
    stop: () => (abort.abort(), done),
  }
}
