import { closeSync, openSync, renameSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'

const longest = 107

/**
 * Makes the listening socket that a keeper inherits. It is the server's, in a directory that no session can see, so
 * nothing inside a session can put another in its place. Closing the handle unlinks the name it was bound under,
 * hence the other name while it is bound.
 */
export async function listenForKeeper(path: string): Promise<Server> {
  const temporary = join(dirname(path), `.k${randomBytes(4).toString('hex')}`)
  const server = createServer((socket) => socket.destroy())
  await withShortPath(temporary, (short) => {
    return new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ path: short }, resolve)
    })
  })
  renameSync(temporary, path)
  return server
}

export async function connectToKeeper(path: string, timeoutMs: number): Promise<Socket> {
  return withShortPath(path, (short) => {
    return new Promise<Socket>((resolve, reject) => {
      const socket = connect({ path: short, allowHalfOpen: true })
      const timer = setTimeout(() => socket.destroy(new Error('the keeper does not answer')), timeoutMs)
      socket.once('error', (error) => {
        clearTimeout(timer)
        reject(error)
      })
      socket.once('connect', () => {
        clearTimeout(timer)
        socket.removeAllListeners('error')
        resolve(socket)
      })
    })
  })
}

/** The kernel takes no longer names for sockets; through a descriptor of the directory they are always short. */
async function withShortPath<T>(path: string, use: (short: string) => Promise<T>): Promise<T> {
  if (Buffer.byteLength(path) <= longest) return use(path)
  const fd = openSync(dirname(path), 'r')
  try {
    return await use(`/proc/self/fd/${fd}/${basename(path)}`)
  } finally {
    closeSync(fd)
  }
}
