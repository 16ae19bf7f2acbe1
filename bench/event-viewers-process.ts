/** The process behind event-viewers.ts. */
import { get } from 'node:http'
import { moment, type Listening, type Telling } from './event-viewers.ts'

const told: Record<string, number[]> = {}

process.on('message', (message: Listening | Telling) => {
  if (message.do === 'tell') process.send?.(told)
  else
    listen(message).then(
      () => process.send?.(true),
      (error: Error) => process.send?.({ failure: error.stack ?? error.message }),
    )
})

/** A few at a time, as a crowd that arrives would be. */
async function listen({ url, headers, count }: Listening): Promise<void> {
  for (let at = 0; at < count; at += 50)
    await Promise.all(Array.from({ length: Math.min(50, count - at) }, () => open(url, headers)))
}

function open(url: string, headers: Listening['headers']): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers, agent: false }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`live events were answered with ${answer.statusCode}`))
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece: string) => {
        const at = moment()
        resolve()
        const frames = (text + piece).split('\n\n')
        text = frames.pop() ?? ''
        for (const frame of frames) {
          // Not all of it is parsed: a browser's own process does that, a thousand at once would be in each other's way.
          const name = /^event: session\.updated\ndata: \{"id":"[^"]*","name":"([^"]*)"/m.exec(frame)?.[1]
          if (name !== undefined) (told[name] ??= []).push(at)
        }
      })
      answer.once('close', () => process.exit(1))
    })
    request.on('error', reject)
  })
}
