import type { Socket } from 'node:net'
import { EngineProblem, type EngineProblemCode } from '../engine.ts'
import { connectToKeeper } from './keeper-socket.ts'
import { createFirstLine, wireVersion } from './keeper/wire.ts'

export interface KeeperAnswer {
  readonly fields: Readonly<Record<string, unknown>>
  /** Paused; `rest` came with the answer and is the first of what follows. */
  readonly socket: Socket
  readonly rest: Buffer
}

const answerLimit = 64 * 1024
const codes = new Set<EngineProblemCode>([
  'no-such-terminal',
  'too-many-terminals',
  'too-many-files',
  'not-running',
  'port-refused',
])

/** Sends one request over a connection of its own. What a keeper says is checked: it runs among the session's code. */
export async function askKeeper(path: string, request: object, timeoutMs = 10_000): Promise<KeeperAnswer> {
  let socket: Socket
  try {
    socket = await connectToKeeper(path, timeoutMs)
  } catch (error) {
    throw new EngineProblem('not-running', 'the session does not answer', { cause: error })
  }
  return new Promise((resolve, reject) => {
    const fail = (problem: EngineProblem) => {
      clearTimeout(timer)
      socket.destroy()
      reject(problem)
    }
    const timer = setTimeout(() => fail(new EngineProblem('not-running', 'the session does not answer')), timeoutMs)
    const onLine = (line: string, rest: Buffer) => {
      clearTimeout(timer)
      socket.pause()
      socket.removeAllListeners()
      // Always heard: an error event without a listener would end the server.
      socket.on('error', () => socket.destroy())
      const fields = parseAnswer(line)
      if (fields?.['ok'] === true) return resolve({ fields, socket, rest })
      const code = fields?.['code'] as EngineProblemCode
      const message = typeof fields?.['message'] === 'string' ? fields['message'].slice(0, 500) : 'not understood'
      fail(new EngineProblem(codes.has(code) ? code : 'unavailable', message))
    }
    const read = createFirstLine(answerLimit, onLine)
    socket.on('data', (chunk: Buffer) => {
      try {
        read(chunk)
      } catch (error) {
        fail(new EngineProblem('unavailable', (error as Error).message))
      }
    })
    const gone = () => fail(new EngineProblem('not-running', 'the session has ended'))
    socket.on('error', gone)
    socket.on('end', gone)
    socket.on('close', gone)
    socket.write(`${JSON.stringify({ v: wireVersion, ...request })}\n`)
  })
}

/** For requests whose answer is all there is. */
export async function askOnce(path: string, request: object, timeoutMs?: number): Promise<KeeperAnswer['fields']> {
  const { fields, socket } = await askKeeper(path, request, timeoutMs)
  socket.destroy()
  return fields
}

function parseAnswer(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
