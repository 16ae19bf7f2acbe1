import { connect, type NetConnectOpts, type Socket } from 'node:net'
import { bytesPassed } from './memory.ts'
import { refusal } from './requests.ts'

/**
 * Joins a connection of the server with one to something in the session, each direction until its own end. `refuse`
 * instead of an answer when nothing listens there.
 */
export function serveRelay(
  socket: Socket,
  rest: Buffer,
  target: NetConnectOpts,
  { answer, refuse }: { readonly answer: () => void; readonly refuse: (error: unknown) => void },
) {
  const inner = connect({ ...target, allowHalfOpen: true } as NetConnectOpts)
  let joined = false
  inner.once('connect', () => {
    joined = true
    answer()
    if (rest.length > 0) inner.write(rest)
    for (const side of [inner, socket]) side.on('data', (bytes: Buffer) => bytesPassed(bytes.length))
    socket.pipe(inner)
    inner.pipe(socket)
  })
  inner.on('error', (error) => {
    if (joined) socket.destroy()
    else refuse(refusal('port-refused', error.message))
  })
  inner.on('close', (hadError) => {
    if (joined && hadError) socket.destroy()
  })
  socket.on('close', (hadError) => {
    if (hadError || !inner.writableEnded) inner.destroy()
  })
}
