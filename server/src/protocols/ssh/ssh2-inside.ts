/**
 * What ssh2 1.17 keeps to itself and gets wrong, all in one place. Each is shown by a test (ssh-hostile.test.ts), so that
 * another version that differs is noticed.
 */
import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Channel, Connection } from 'ssh2'

/** Below this an honest peer never goes (RFC 4253, 6.1 asks for 32 KiB); 0 makes ssh2 send nothing for ever. */
const smallestPacket = 1024
const largestPacket = 32 * 1024

/** False: its packets would be too small to be sent. Larger ones than ours would only be memory. */
export function boundPackets({ outgoing }: Channel): boolean {
  if (!(outgoing.packetSize >= smallestPacket)) return false
  outgoing.packetSize = Math.min(outgoing.packetSize, largestPacket)
  return true
}

interface ChannelInside {
  _chunk: unknown
  _chunkcb: unknown
  _chunkErr: unknown
  _chunkcbErr: unknown
}

/**
 * What waited for the peer's window was sent. ssh2 forgets to forget it, and would send it again when the other of a
 * channel's two streams waits.
 */
export function forgetSent(channel: Channel): void {
  Object.assign(channel, {
    _chunk: undefined,
    _chunkcb: undefined,
    _chunkErr: undefined,
    _chunkcbErr: undefined,
  } satisfies ChannelInside)
}

interface ProtocolInside {
  readonly _kexinit: unknown
  readonly _cipher: { _encKey?: Buffer | KeyObject; encrypt(packet: Buffer): void }
  readonly _packetRW: {
    readonly write: {
      readonly allocStartKEX: number
      alloc(length: number, force: true): Buffer
      finalize(packet: Buffer, force: true): Buffer
    }
  }
  readonly _decipher?: { _decipherKey?: Buffer | KeyObject }
}

const inside = (connection: Connection) => (connection as unknown as { readonly _protocol: ProtocolInside })._protocol

/**
 * To be called whenever keys were agreed on. Of AES-GCM ssh2 hands over the bytes of the key for each packet; making a
 * key of them costs as much as enciphering 32 KiB does.
 */
export function keepKeys(connection: Connection): void {
  const { _cipher: cipher, _decipher: decipher } = inside(connection)
  if (Buffer.isBuffer(cipher._encKey)) cipher._encKey = createSecretKey(cipher._encKey)
  if (Buffer.isBuffer(decipher?._decipherKey)) decipher._decipherKey = createSecretKey(decipher._decipherKey)
}

/** New keys are being agreed on: whatever is sent meanwhile piles up, and the peer says when that ends. */
export function isAgreeingOnKeys(connection: Connection): boolean {
  return inside(connection)._kexinit !== undefined
}

/** What the error says of a packet of more than 35,000 bytes, or of one that is none. */
export const packetTooLong = 'Bad packet length'

const disconnectMessage = 1
const byApplication = 11

/** Ends a connection with a reason in words (RFC 4253, 11.1), which clients show; ssh2 gives none. */
export function disconnect(connection: Connection, words: string): void {
  const { _cipher: cipher, _packetRW: packets } = inside(connection)
  const description = Buffer.from(words)
  let at = packets.write.allocStartKEX
  // Whatever is being agreed on: this is the last there is.
  const packet = packets.write.alloc(1 + 4 + 4 + description.length + 4, true)
  packet[at] = disconnectMessage
  at = packet.writeUInt32BE(byApplication, at + 1)
  at = packet.writeUInt32BE(description.length, at)
  at += description.copy(packet, at)
  // In no language that is said.
  packet.writeUInt32BE(0, at)
  cipher.encrypt(packets.write.finalize(packet, true))
}
