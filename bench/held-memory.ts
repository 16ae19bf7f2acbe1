/** What a Node.js process still refers to: asked of its debugger after a collection, so that no garbage is counted. */
import { setTimeout as delay } from 'node:timers/promises'

export interface HeldMemory {
  /** MB of 1,000,000 bytes of objects, and of buffers outside the heap. */
  readonly held: number
}

/** The debugger listens on loopback from then on, on its usual port; of one process at a time. */
const debuggerAddress = 'http://127.0.0.1:9229/json/list'
const openMs = 5_000

/**
 * @param pid Of a process of this machine that was started without a debugger.
 * @throws {Error} When its debugger does not answer within five seconds.
 * @see https://chromedevtools.github.io/devtools-protocol/v8/HeapProfiler/
 */
export async function heldMemoryOf(pid: number): Promise<HeldMemory> {
  process.kill(pid, 'SIGUSR1')
  const socket = new WebSocket(await target())
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error('the debugger cannot be reached')))
  })
  try {
    await call(socket, 1, 'HeapProfiler.enable', {})
    // Twice: what is disposed of after the first is gone after the second.
    await call(socket, 2, 'HeapProfiler.collectGarbage', {})
    await call(socket, 3, 'HeapProfiler.collectGarbage', {})
    const expression = `(({ heapUsed, external }) => [process.pid, heapUsed + external])(process.memoryUsage())`
    const { result } = await call(socket, 4, 'Runtime.evaluate', { expression, returnByValue: true })
    const [answered, bytes] = (result as { value: [number, number] }).value
    if (answered !== pid) throw new Error(`process ${answered} has the debugger's port, not ${pid}`)
    return { held: bytes / 1e6 }
  } finally {
    socket.close()
  }
}

async function target(): Promise<string> {
  for (const until = Date.now() + openMs; Date.now() < until; await delay(50)) {
    const answer = await fetch(debuggerAddress).catch(() => undefined)
    const [only] = answer?.ok ? ((await answer.json()) as { webSocketDebuggerUrl: string }[]) : []
    if (only) return only.webSocketDebuggerUrl
  }
  throw new Error(`no debugger answers at ${debuggerAddress}`)
}

function call(socket: WebSocket, id: number, method: string, params: object): Promise<Record<string, unknown>> {
  const { promise, resolve, reject } = Promise.withResolvers<Record<string, unknown>>()
  const listener = ({ data }: MessageEvent) => {
    const answer = JSON.parse(String(data)) as { id?: number; result?: Record<string, unknown>; error?: object }
    if (answer.id !== id) return
    socket.removeEventListener('message', listener)
    if (answer.result) resolve(answer.result)
    else reject(new Error(`${method}: ${JSON.stringify(answer.error)}`))
  }
  socket.addEventListener('message', listener)
  socket.send(JSON.stringify({ id, method, params }))
  return promise
}
