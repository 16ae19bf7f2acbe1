import type { Readable } from 'node:stream'

/** Reading for tests: every wait is for something to happen, and gives up with what was read so far. */
export function reader(stream: Readable) {
  let text = ''
  let ended = false
  let wake = () => {}
  stream.on('data', (bytes: Buffer) => {
    text += bytes.toString('utf8')
    wake()
  })
  const end = () => {
    ended = true
    wake()
  }
  stream.on('end', end)
  stream.on('close', end)
  stream.on('error', end)
  const wait = async (done: () => boolean, what: string, timeoutMs: number) => {
    const deadline = Date.now() + timeoutMs
    while (!done()) {
      const left = deadline - Date.now()
      if (left <= 0 || ended) throw new Error(`waited for ${what}, read: ${JSON.stringify(text.slice(-2000))}`)
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        wake = resolve
        timer = setTimeout(resolve, left)
      })
      clearTimeout(timer)
    }
    return text
  }
  return {
    text: () => text,
    until(pattern: string | RegExp, timeoutMs = 8000) {
      const found = () => (typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text))
      return wait(found, String(pattern), timeoutMs)
    },
    end: (timeoutMs = 8000) => wait(() => ended, 'the end', timeoutMs),
  }
}

export async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all).toString('utf8')
}

/** Waits for a condition by asking again and again; for what has no event of its own. */
export async function eventually<T>(look: () => T | Promise<T>, timeoutMs = 5000): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() >= deadline) throw new Error(`waited in vain for ${look.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
