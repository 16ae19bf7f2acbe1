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
  limits: Pick<SshLimits, 'unsent' | 'unanswered' | 'unread' | 'rekeyMs'>,
): SshLine {
  const listeners = new Set<() => void>()
  const channels = new Set<Channel>()
  let uncounted = 0
  /** Of what waits for the network: at least so much are not answers. */
  let gathered = 0
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

  const unanswered = () => socket.writableLength - Math.min(gathered, 2 * limits.unsent)
  const hold = () => {
    isHeld = true
    socket.pause()
  }
  const letGo = () => {
    if (!isHeld || unanswered() > limits.unanswered || unread() > limits.unread / 2) return
    isHeld = false
    socket.resume()
  }

  socket.on('drain', () => {
    gathered = 0
    letGo()
    tell()
  })
  client.on('rekey', () => {
    clearTimeout(rekeying)
    rekeying = undefined
    setImmediate(tell)
  })
  socket.on('data', ({ length }: Buffer) => {
    // Once as they come, once deciphered.
    bytesPassed(2 * length)
    uncounted += length
    if (isHeld) return
    // ssh2 answers whatever it is asked, whether the answers are taken or not.
    if (unanswered() > limits.unanswered) return hold()
    if (uncounted < countEvery) return
    uncounted = 0
    if (unread() > limits.unread) hold()
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
      gathered = socket.writableLength === 0 ? bytes : gathered + bytes
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
    taken: letGo,
  }
}
