/** A WebSocket client for tests: what came, in order, and how it closed. */
import { WebSocket } from 'ws'
import { eventually } from './eventually.ts'

export interface TestSocket {
  readonly socket: WebSocket
  /** Text frames, parsed. */
  readonly control: Record<string, unknown>[]
  /** Binary frames, one after the other. */
  readonly bytes: () => Buffer
  readonly closed: Promise<{ code: number; reason: string }>
  /** Resolves when the binary frames hold the text. */
  shows(text: string): Promise<unknown>
}

export interface SocketRefused {
  readonly status: number
  readonly problem: Record<string, unknown>
}

const open = (origin: string, path: string, headers: Record<string, string>) =>
  new WebSocket(`${origin.replace('http', 'ws')}/api/v1${path}`, { headers })

export async function openSocket(origin: string, path: string, token: string): Promise<TestSocket> {
  const socket = open(origin, path, { authorization: `Bearer ${token}` })
  const control: Record<string, unknown>[] = []
  const binary: Buffer[] = []
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) binary.push(data)
    else control.push(JSON.parse(data.toString()) as Record<string, unknown>)
  })
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  )
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  socket.on('error', () => {})
  const bytes = () => Buffer.concat(binary)
  return {
    socket,
    control,
    bytes,
    closed,
    shows: (text) =>
      eventually(
        () => bytes().toString(),
        (shown) => shown.includes(text),
      ),
  }
}

/** The answer to an upgrade that is not made. */
export async function refusedSocket(
  origin: string,
  path: string,
  headers: Record<string, string>,
): Promise<SocketRefused> {
  const socket = open(origin, path, headers)
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('open', () => {
      socket.terminate()
      reject(new Error('It was opened'))
    })
    socket.on('unexpected-response', (_request, response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          problem: JSON.parse(Buffer.concat(pieces).toString()) as Record<string, unknown>,
        }),
      )
    })
  })
}
