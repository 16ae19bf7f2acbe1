/**
 * One preparation at a time per clone, also when two starts race. The lock is an abstract unix socket: the kernel
 * hands it to exactly one process and takes it back when that one ends, however it ends, so none is ever stale.
 */
import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { root, say } from './root.mjs'

/** Fills the address completely: Node 20 and 24 pad shorter ones differently and would not meet. */
const address = () =>
  `\0${`berth-install-${createHash('sha256').update(realpathSync(root)).digest('hex')}`.padEnd(107, '-')}`

let held

/** The lock's file descriptor: programs that inherit it keep the clone locked should they outlive this process. */
export const heldLock = () => held?._handle?.fd

/** Resolves with the release once this process is the one that may change the clone. */
export async function installLock() {
  for (let told = false; ; told = true) {
    held = await listen()
    if (held) return () => held.close()
    if (!told) say('another start is preparing this clone; waiting for it …')
    await holderEnds()
  }
}

function listen() {
  return new Promise((resolve, reject) => {
    const waiting = new Set()
    const server = createServer((socket) => {
      waiting.add(socket)
      socket.on('error', () => {}).on('close', () => waiting.delete(socket))
    })
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)))
    server.listen(address(), () => {
      const close = server.close.bind(server)
      server.close = () => {
        close()
        for (const socket of waiting) socket.destroy()
      }
      server.unref()
      resolve(server)
    })
  })
}

function holderEnds() {
  return new Promise((resolve) => {
    connect(address())
      .on('error', () => {})
      .on('close', resolve)
      .resume()
  })
}
