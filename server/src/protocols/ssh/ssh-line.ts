/** The network under one SSH connection: what waits for it, and what of it waits for sessions, is bounded here. */
import type { Socket } from 'node:net'
import type { Channel, Connection } from 'ssh2'
import { bytesPassed } from '../../platform/byte-meter.ts'
import { isAgreeingOnKeys } from './ssh2-inside.ts'
import type { SshLimits } from './ssh-limits.ts'

export interface SshLine {
  /** May more be sent? If not, `onRoom` tells when; it returns how to stop that. */
  hasRoom(): boolean
  onRoom(listener: () => void): () => void
  /** So much is written in this turn of the event loop, and leaves together: ssh2 writes each packet in three parts. */
  gather(bytes: number): void
  /** What the peer has sent to it counts until it is taken. */
  count(channel: Channel): void
  /** Something was taken. */
  taken(): void
}

/** How much comes before what waits is summed up again. */
const countEvery = 256 * 1024

export function createSshLine(
  socket: Socket,
  client: Connection,
  limits: Pick<SshLimits, 'unsent' | 'unread' | 'rekeyMs'>,
): SshLine {
  const listeners = new Set<() => void>()
  const channels = new Set<Channel>()
  let uncounted = 0
  let isHeld = false
  let isGathering = false
  let rekeying: NodeJS.Timeout | undefined

  const tell = () => {
    for (const listener of listeners) listener()
  }
  const unread = () => {
    let sum = 0
    for (const { readableLength } of channels) sum += readableLength
    return sum
  }

  socket.on('drain', tell)
  client.on('rekey', () => {
    clearTimeout(rekeying)
    rekeying = undefined
    setImmediate(tell)
  })
  socket.on('data', ({ length }: Buffer) => {
    // Once as they come, once deciphered.
    bytesPassed(2 * length)
    uncounted += length
    if (uncounted < countEvery) return
    uncounted = 0
    if (isHeld || unread() <= limits.unread) return
    isHeld = true
    socket.pause()
  })
  socket.on('close', () => clearTimeout(rekeying))

  return {
    hasRoom() {
      if (!isAgreeingOnKeys(client)) return socket.writableLength < limits.unsent
      rekeying ??= setTimeout(() => socket.destroy(), limits.rekeyMs)
      return false
    },
    onRoom(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    gather(bytes) {
      // Once as they came, once as a packet, once enciphered.
      bytesPassed(3 * bytes)
      if (isGathering) return
      isGathering = true
      socket.cork()
      process.nextTick(() => {
        isGathering = false
        socket.uncork()
      })
    },
    count(channel) {
      channels.add(channel)
      channel.on('close', () => channels.delete(channel))
    },
    taken() {
      if (!isHeld || unread() > limits.unread / 2) return
      isHeld = false
      socket.resume()
    },
  }
}
