import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { longestPacket, packet } from '../../../platform/sftp/sftp-wire.ts'
import { packetStream } from './packet-stream.ts'

function counting(answerBytes = 3) {
  const seen: number[] = []
  const open = { count: 1 }
  const stream = packetStream({
    async answer(bytes) {
      seen.push(bytes.length)
      return Buffer.alloc(answerBytes)
    },
    async [Symbol.asyncDispose]() {
      open.count--
    },
  })
  return { seen, open, stream }
}

const closed = async (stream: Duplex) => {
  if (!stream.closed) await once(stream, 'close')
}

test('packets are found however they are cut, and answered in order', async () => {
  const { seen, open, stream } = counting()
  const all = Buffer.concat([1, 5, 300].map((length) => packet(5, Buffer.alloc(length - 1))))
  for (const byte of all) stream.write(Buffer.of(byte))
  stream.end(all)
  let answered = 0
  for await (const bytes of stream) answered += (bytes as Buffer).length
  expect([seen, answered]).toEqual([[1, 5, 300, 1, 5, 300], 18])
  await closed(stream)
  expect(open.count).toBe(0)
})

test('nothing more is done while nobody takes the answers', async () => {
  const { seen, open, stream } = counting(longestPacket)
  stream.write(Buffer.concat(Array.from({ length: 50 }, () => packet(5))))
  for (let at = 0; at < 100; at++) await turn()
  expect(seen.length).toBeLessThan(3)
  stream.destroy()
  await closed(stream)
  expect([seen.length < 3, open.count]).toEqual([true, 0])
})

test('what is no packet ends it', async () => {
  const { stream, open } = counting()
  const ended = new Promise((resolve) => stream.once('error', resolve))
  stream.write(Buffer.from([0x7f, 0xff, 0xff, 0xff, 1]))
  expect(await ended).toBeInstanceOf(Error)
  expect(open.count).toBe(0)
})
