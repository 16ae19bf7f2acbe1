/**
 * SFTP as a stream: what the client sends goes in, answers come out. One request is answered after the other, and none
 * while answers wait to be taken, so nothing piles up.
 */
import { Duplex } from 'node:stream'
import { longestPacket } from '../../../platform/sftp/sftp-wire.ts'

export interface PacketAnswers extends AsyncDisposable {
  /** Never rejects. */
  answer(packet: Buffer): Promise<Buffer>
}

const lengthBytes = 4

export function packetStream(answers: PacketAnswers): Duplex {
  let pieces: Buffer[] = []
  let held = 0
  let onTaken: (() => void) | null = null
  let working: Promise<unknown> = Promise.resolve()

  const together = (): Buffer => {
    const [first = Buffer.alloc(0)] = pieces
    const all = pieces.length > 1 ? Buffer.concat(pieces, held) : first
    pieces = [all]
    return all
  }
  /** Null: it is not here yet. */
  const next = (): Buffer | null => {
    if (held < lengthBytes) return null
    const head = pieces[0] && pieces[0].length >= lengthBytes ? pieces[0] : together()
    const length = head.readUInt32BE(0)
    if (length === 0 || length > longestPacket) throw new Error('That is no packet of SFTP')
    const end = lengthBytes + length
    if (held < end) return null
    const all = together()
    pieces = all.length > end ? [all.subarray(end)] : []
    held -= end
    return all.subarray(lengthBytes, end)
  }
  const taken = () => {
    onTaken?.()
    onTaken = null
  }
  const work = async () => {
    for (let packet = next(); packet !== null; packet = next()) {
      const answer = await answers.answer(packet)
      if (stream.destroyed) return
      if (stream.push(answer)) continue
      await new Promise<void>((resolve) => (onTaken = resolve))
      if (stream.destroyed) return
    }
  }

  /** What is being done is waited for, and nothing is left open behind it. */
  const close = async (error: Error | null, done: (error: Error | null) => void) => {
    try {
      await working
      await answers[Symbol.asyncDispose]()
      done(error)
    } catch (fault) {
      done(fault as Error)
    }
  }

  const stream = new Duplex({
    readableHighWaterMark: longestPacket,
    writableHighWaterMark: longestPacket,
    write(bytes: Buffer, _encoding, done) {
      pieces.push(bytes)
      held += bytes.length
      const worked = work()
      working = worked.catch(() => {})
      worked.then(() => done(), done)
    },
    final(done) {
      stream.push(null)
      done()
    },
    read: taken,
    destroy(error, done) {
      taken()
      void close(error, done)
    },
  })
  return stream
}
