import { PassThrough, Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { createCopyProgress } from './copy-progress.ts'

const MiB = 1024 ** 2

function shown(isTTY: boolean) {
  let now = 0
  const stderr = Object.assign(new PassThrough(), { isTTY })
  const io = { stdin: Readable.from([]), stdout: new PassThrough(), stderr, env: {} }
  const progress = createCopyProgress(io, { files: 10, bytes: 100 * MiB }, () => now)
  now = 1000
  progress.moved('a.bin', 25 * MiB)
  now = 1010
  progress.moved('b.bin', MiB)
  progress.done('a.bin')
  const text = String(stderr.read() ?? '')
  return { text, sums: progress.sums() }
}

test('a person sees how far it is and how fast, and not too often', () => {
  const { text, sums } = shown(true)
  expect(text.split('\r\u001b[K').filter(Boolean)).toEqual(['0/10  25 MiB of 100 MiB  25%  25 MiB/s  a.bin'])
  expect(sums).toEqual({ files: 1, bytes: 26 * MiB })
})

test('a program sees nothing', () => {
  expect(shown(false).text).toBe('')
})
