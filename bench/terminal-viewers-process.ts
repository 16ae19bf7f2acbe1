/** The process behind terminal-viewers.ts. */
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { blockBytes, type Abandoning, type Viewed, type Viewing } from './terminal-viewers.ts'

process.on('message', (message: Viewing | Abandoning) => {
  const work = message.do === 'view' ? view(message) : abandon(message)
  work.then(
    (answer) => process.send?.(answer),
    (error: Error) => process.send?.({ failure: error.stack ?? error.message }),
  )
})

type Headers = Readonly<Record<string, string>>

/** A few at a time, as a crowd that arrives would be. */
async function openAll(urls: readonly string[], headers: Headers, onOpen: (socket: WebSocket) => void) {
  const sockets: WebSocket[] = []
  for (let at = 0; at < urls.length; at += 50) {
    const some = urls.slice(at, at + 50).map(async (url) => {
      const socket = new WebSocket(url, { headers, perMessageDeflate: false })
      onOpen(socket)
      await new Promise<void>((resolve, reject) => {
        socket.once('open', resolve)
        socket.once('error', reject)
      })
      socket.on('error', () => {})
      return socket
    })
    sockets.push(...(await Promise.all(some)))
  }
  return sockets
}

async function view({ urls, echoUrls, headers, ms }: Viewing): Promise<Viewed> {
  const counts = { bytes: 0, blocks: 0, missing: 0, closed: 0 }
  let counting = false
  let over = false
  const readers: ((bytes: Buffer) => void)[] = []
  const sockets = await openAll(urls, headers, (socket) => {
    const read = createReader((number, last) => {
      if (!counting) return
      counts.blocks++
      if (last !== null && number > last + 1) counts.missing += number - last - 1
    })
    readers.push(read)
    socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) return
      if (counting) counts.bytes += data.length
      read(data)
    })
    socket.on('close', () => {
      if (!over) counts.closed++
    })
  })
  const echo = await openEchoes(echoUrls, headers)
  for (const socket of sockets) socket.send(Buffer.from('g'))
  // Everything that is to run does so before it counts.
  await delay(3_000)
  counting = true
  const began = performance.now()
  const cpu = process.cpuUsage()
  const echoes = await echo.probe(ms)
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (performance.now() - began) / 1000
  counting = false
  over = true
  for (const socket of [...sockets, ...echo.sockets]) socket.terminate()
  return { ...counts, echoes, cpu: (user + system) / 1e6 / seconds, seconds }
}

/** Finds blocks in a stream: eight digits behind a mark, then filling. */
function createReader(onBlock: (number: number, last: number | null) => void) {
  /** Bytes until the next block begins; negative: looking for the first mark. */
  let left = -1
  let head = ''
  let last: number | null = null
  return (bytes: Buffer) => {
    let at = 0
    while (at < bytes.length) {
      if (left > 0) {
        const step = Math.min(left, bytes.length - at)
        at += step
        left -= step
        continue
      }
      if (head === '') {
        const mark = left === 0 ? at : bytes.indexOf(0x23, at)
        if (mark < 0) return
        at = mark
      }
      const piece = bytes.toString('latin1', at, at + 9 - head.length)
      head += piece
      at += piece.length
      if (head.length < 9) return
      const number = Number(/^#(\d{8})$/.exec(head)?.[1] ?? Number.NaN)
      head = ''
      if (Number.isNaN(number)) {
        // Something is missing within a block: the next mark begins anew.
        left = -1
        continue
      }
      onBlock(number, last)
      last = number
      left = blockBytes - 9
    }
  }
}

/** Keys, each sent when the echo of the last has come and a moment has passed. */
async function openEchoes(urls: readonly string[], headers: Headers) {
  const waiting = new Map<WebSocket, () => void>()
  const sockets = await openAll(urls, headers, (socket) => {
    socket.on('message', (_data, isBinary) => {
      if (isBinary) waiting.get(socket)?.()
    })
  })
  return {
    sockets,
    async probe(ms: number): Promise<number[]> {
      const times: number[] = []
      const until = performance.now() + ms
      const press = async (socket: WebSocket) => {
        while (performance.now() < until) {
          const began = performance.now()
          const echoed = new Promise<void>((resolve) => waiting.set(socket, resolve))
          socket.send(Buffer.from('x'))
          await Promise.race([echoed, delay(10_000)])
          times.push(performance.now() - began)
          await delay(100 + Math.random() * 300)
        }
      }
      await Promise.all(sockets.map(press))
      return times
    },
  }
}

async function abandon({ urls, headers }: Abandoning): Promise<true> {
  await openAll(urls, headers, () => {})
  return true
}
