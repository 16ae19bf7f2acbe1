import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readAll } from '../conformance-streams.ts'
import { segmentBytes } from './keeper/log-format.ts'
import { createLogWriter } from './keeper/log-writer.ts'
import { readLog } from './log-reader.ts'

const root = mkdtempSync(join(tmpdir(), 'berth-logs-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function newLog() {
  const directory = mkdtempSync(join(root, 'log-'))
  const fds = [0, 1].map((index) => openSync(join(directory, `main.${index}`), 'w+')) as [number, number]
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const abort = new AbortController()
  const read = (from: number, follow = false) =>
    readLog(directory, 'main', { from, follow, signal: abort.signal, ended })
  return { writer: createLogWriter(fds), read, end, abort, close: () => fds.forEach(closeSync) }
}

test('a reader gets what was written, from any byte on', async () => {
  const { writer, read, close } = newLog()
  writer.write(Buffer.from('0123456789'))
  expect(await readAll(read(0))).toBe('0123456789')
  expect(await readAll(read(4))).toBe('456789')
  expect(await readAll(read(10))).toBe('')
  expect(await readAll(read(Number.NaN))).toBe('0123456789')
  close()
})

test('what rotation dropped is skipped, offsets stay those of the whole', async () => {
  const { writer, read, close } = newLog()
  const block = Buffer.alloc(1024 * 1024)
  for (let i = 0; i < 13; i++) writer.write(block.fill(97 + i))
  const all = await readAll(read(0))
  expect(all.length).toBe(13 * block.length - segmentBytes)
  expect(all[0]).toBe('f')
  expect(all.at(-1)).toBe('m')
  expect(await readAll(read(13 * block.length - 3))).toBe('mmm')
  expect((await readAll(read(2 * block.length)))[0]).toBe('f')
  close()
})

test('a follower sees each write and ends with the session', async () => {
  const { writer, read, end, close } = newLog()
  const all = readAll(read(0, true))
  for (let i = 0; i < 50; i++) {
    writer.write(Buffer.from(`${i} `))
    await new Promise((resolve) => setImmediate(resolve))
  }
  end()
  expect(await all).toBe(Array.from({ length: 50 }, (_, i) => `${i} `).join(''))
  close()
})

/** A disk of so few MiB, where this user may make one. */
function smallDisk(size: number) {
  const directory = mkdtempSync(join(root, 'disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs', directory]).status === 0
  return { directory, mounted, unmount: () => spawnSync('umount', ['-l', directory]) }
}

test('a full disk loses output while it is full, and no more than that', async ({ skip }) => {
  const disk = smallDisk(7)
  if (!disk.mounted) return skip('only root may mount')
  try {
    const filler = join(disk.directory, 'filler')
    writeFileSync(filler, Buffer.alloc(2 * 1024 * 1024))
    const fds = [0, 1].map((index) => openSync(join(disk.directory, `main.${index}`), 'w+')) as [number, number]
    const writer = createLogWriter(fds)
    const block = Buffer.alloc(1024 * 1024)
    // The second segment has no room, not even for its beginning.
    for (let i = 0; i < 9; i++) writer.write(block.fill(97 + i))
    rmSync(filler)
    writer.write(Buffer.from('there is room again'))
    const options = { from: 0, follow: false, signal: new AbortController().signal, ended: Promise.resolve() }
    const kept = await readAll(readLog(disk.directory, 'main', options))
    expect(kept.endsWith('there is room again')).toBe(true)
    expect(kept.slice(0, 1)).toBe('a')
    fds.forEach(closeSync)
  } finally {
    disk.unmount()
  }
})
