/**
 * SFTP for one connection: a program of its own inside the sandbox, as the session's user, so that paths are the
 * sandbox's own and nothing outside can be reached. It does one thing after the other, waiting for each: the connection
 * (descriptor 0) is a blocking one, so who does not read is waited for, and nothing piles up.
 */
import { readSync, writeSync } from 'node:fs'
import { longestPacket, packetReader } from '../../../platform/sftp/sftp-wire.ts'
import { createSftp } from './sftp-files.ts'

const connection = 0
const lengthBytes = 4
/** Small answers are sent together, when there is nothing more to do for now or so much of them. */
const sendAt = 64 * 1024

const answer = createSftp(process.env['HOME'] ?? '/')
const input = Buffer.allocUnsafe(4 * (longestPacket + lengthBytes))
let from = 0
let to = 0
let waiting: Buffer[] = []
let waitingBytes = 0

for (;;) {
  while (to - from >= lengthBytes) {
    const length = input.readUInt32BE(from)
    if (length === 0 || length > longestPacket) process.exit(1)
    const end = from + lengthBytes + length
    if (end > to) break
    send(answer(packetReader(input.subarray(from + lengthBytes, end))))
    from = end
  }
  flush()
  // The rest of a packet is moved to the front when there might be no room for all of it behind.
  if (from === to) from = to = 0
  else if (input.length - from < longestPacket + lengthBytes) {
    input.copyWithin(0, from, to)
    to -= from
    from = 0
  }
  const count = patiently(() => readSync(connection, input, to, input.length - to, null))
  if (count === 0) process.exit(0)
  to += count
}

function send(bytes: Buffer) {
  waiting.push(bytes)
  waitingBytes += bytes.length
  if (waitingBytes >= sendAt) flush()
}

function flush() {
  for (const bytes of waiting)
    for (let done = 0; done < bytes.length;)
      done += patiently(() => writeSync(connection, bytes, done, bytes.length - done))
  waiting = []
  waitingBytes = 0
}

/** Who handed the connection down may have left it not waiting; one that is gone ends this. */
function patiently(act: () => number): number {
  for (;;) {
    try {
      return act()
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EAGAIN') process.exit(code === 'EPIPE' || code === 'ECONNRESET' ? 0 : 1)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    }
  }
}
