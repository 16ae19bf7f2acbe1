/** What is zipped while it is sent, other programs unpack. */
import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zipStream, type ZipEntry } from './zip-stream.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'berth-zip-'))
})
afterAll(() => rm(folder, { recursive: true }))

const large = Buffer.alloc(200_000, 'abcdefgh')
const modifiedAt = new Date('2026-03-04T05:06:08Z')

async function* entries(): AsyncGenerator<ZipEntry> {
  yield { path: 'a folder/', modifiedAt, mode: 0o40755, bytes: null }
  yield { path: 'a folder/한국어 é.txt', modifiedAt, mode: 0o100644, bytes: Readable.from([Buffer.from('hello')]) }
  yield { path: 'empty', modifiedAt, mode: 0o100644, bytes: Readable.from([]) }
  yield { path: 'large', modifiedAt, mode: 0o100755, bytes: Readable.from([large, large.subarray(1)]) }
}

const written = async (name: string, some: AsyncIterable<ZipEntry>) => {
  const path = join(folder, name)
  await pipeline(zipStream(some), createWriteStream(path))
  return path
}

const unpacker = ['unzip', 'python3'].find((program) => {
  try {
    execFileSync(program, ['--help'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})

test.runIf(unpacker)(
  'another program finds everything as it was',
  async () => {
    const path = await written('some.zip', entries())
    const to = join(folder, 'out')
    if (unpacker === 'unzip') execFileSync('unzip', ['-q', path, '-d', to])
    else execFileSync('python3', ['-m', 'zipfile', '-e', path, to])
    expect(await readFile(join(to, 'a folder/한국어 é.txt'), 'utf8')).toBe('hello')
    expect((await readFile(join(to, 'large'))).equals(Buffer.concat([large, large.subarray(1)]))).toBe(true)
    expect((await stat(join(to, 'empty'))).size).toBe(0)
  },
  30_000,
)

test.runIf(unpacker === 'unzip')('it is whole by its own checks', async () => {
  const path = await written('checked.zip', entries())
  expect(execFileSync('unzip', ['-t', path], { encoding: 'utf8' })).toContain('No errors detected')
})

test.runIf(unpacker)(
  'more entries than the old format counts',
  async () => {
    async function* many(): AsyncGenerator<ZipEntry> {
      for (let n = 0; n < 70_000; n++) yield { path: `${n}`, modifiedAt, mode: 0o100644, bytes: Readable.from([]) }
    }
    const path = await written('many.zip', many())
    const listed = execFileSync('unzip', ['-l', path], { encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 })
    expect(listed).toContain('70000 files')
  },
  60_000,
)
