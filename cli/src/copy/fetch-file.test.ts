/** What is fetched is one version of a file, whatever was there before and whoever else fetches it. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { byteServer, refuse } from '../../test/byte-server.ts'
import { connectServer } from '../server.ts'
import { fetchFile } from './fetch-file.ts'
import { createParts } from './parts.ts'

const MiB = 1024 ** 2
const size = 9 * MiB
/** As long as each other, and changed at the same time. */
const versions = { one: Buffer.alloc(size, 'one-'), two: Buffer.alloc(size, 'two-'), small: Buffer.from('small one') }
const modifiedAt = '2026-11-22T10:00:00.000Z'
/** Higher than any process's. */
const noProcess = 2 ** 22 + 5

let top: string
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'berth-fetch-'))
  return () => rm(top, { recursive: true })
})

/** `cutAt`: the next answer ends so far into the file, and it is the other version then. */
async function fileServer(now: keyof typeof versions) {
  const state = { now, cutAt: null as number | null, next: now }
  const server = await byteServer(({ path, headers }, response) => {
    const bytes = versions[state.now]
    const etag = `"${state.now}"`
    response.setHeader('etag', etag)
    if (path === '/folders/f/files/entry') {
      const entry = { path: 'x', name: 'x', kind: 'file', size: bytes.length, modifiedAt, link: null }
      return void response.setHeader('content-type', 'application/json').end(JSON.stringify(entry))
    }
    if (path !== '/folders/f/files/content') return refuse(response, 404, 'not-found')
    const [, first] = /^bytes=(\d+)-$/.exec(headers.range ?? '') ?? []
    const isSame = headers['if-range'] === undefined || headers['if-range'] === etag
    const from = first !== undefined && isSame ? Number(first) : 0
    if (from > 0) {
      response.statusCode = 206
      response.setHeader('content-range', `bytes ${from}-${bytes.length - 1}/${bytes.length}`)
    }
    response.setHeader('content-length', bytes.length - from)
    if (state.cutAt === null) return void response.end(bytes.subarray(from))
    response.write(bytes.subarray(from, state.cutAt), () => response.destroy())
    ;[state.cutAt, state.now] = [null, state.next]
  })
  return { ...server, state }
}

const fetching = (origin: string, parts = createParts(), length = size) => {
  const sums = { bytes: 0 }
  const done = fetchFile({
    server: connectServer(origin),
    folder: 'f',
    path: 'x',
    size: length,
    modifiedAt,
    file: join(top, 'x'),
    parts,
    onBytes: (count) => void (sums.bytes += count),
  })
  return { sums, done }
}

/** What a process that is gone, or is not, left behind. */
async function leftBy(pid: number, etag: string, bytes: Buffer) {
  const { handle } = await createParts({ pid }).open(join(top, 'x'), etag)
  await handle.appendFile(bytes)
  await handle.close()
}

const ranges = (asked: Awaited<ReturnType<typeof fileServer>>['asked']) =>
  asked.filter(({ path }) => path.endsWith('/content')).map(({ headers }) => [headers.range, headers['if-range']])

test('what another run left of the same version is gone on with, as long as it is that', async () => {
  const { origin, asked } = await fileServer('one')
  await leftBy(noProcess, '"one"', versions.one.subarray(0, 4 * MiB))
  const { done, sums } = fetching(origin)
  await done
  expect(ranges(asked)).toEqual([[`bytes=${4 * MiB}-`, '"one"']])
  expect((await readFile(join(top, 'x'))).equals(versions.one)).toBe(true)
  expect(sums.bytes).toBe(size)
  expect(await readdir(top)).toEqual(['x'])
  expect((await stat(join(top, 'x'))).mtime.toISOString()).toBe(modifiedAt)
})

test('what another run left of another version is not, though that was as long and as old', async () => {
  const { origin, asked } = await fileServer('two')
  await leftBy(noProcess, '"one"', versions.one.subarray(0, 4 * MiB))
  await fetching(origin).done
  expect(ranges(asked)).toEqual([[undefined, undefined]])
  expect((await readFile(join(top, 'x'))).equals(versions.two)).toBe(true)
  expect(await readdir(top)).toEqual(['x'])
})

test('what another run is still writing is its own', async () => {
  const { origin } = await fileServer('one')
  await leftBy(process.ppid, '"one"', versions.one.subarray(0, 4 * MiB))
  await fetching(origin).done
  expect((await readFile(join(top, 'x'))).equals(versions.one)).toBe(true)
  const [part = ''] = (await readdir(top)).filter((name) => name !== 'x')
  expect((await stat(join(top, part))).size).toBe(4 * MiB)
})

test.each([
  ['one', 'two', 5 * MiB],
  ['one', 'small', 5 * MiB],
  ['small', 'one', 3],
] as const)('it was %s, was cut, and is %s then: all of it is the later one', async (before, after, cutAt) => {
  const { origin, state } = await fileServer(before)
  Object.assign(state, { cutAt, next: after })
  const { done, sums } = fetching(origin, createParts(), versions[before].length)
  await done
  expect((await readFile(join(top, 'x'))).equals(versions[after])).toBe(true)
  expect(sums.bytes).toBe(versions[after].length)
  expect(await readdir(top)).toEqual(['x'])
})

test.each(['one', 'small'] as const)('%s was cut and is the same: it goes on where it was', async (name) => {
  const { origin, state, asked } = await fileServer(name)
  state.cutAt = 5
  await fetching(origin, createParts(), versions[name].length).done
  expect(ranges(asked).at(-1)).toEqual(['bytes=5-', `"${name}"`])
  expect((await readFile(join(top, 'x'))).equals(versions[name])).toBe(true)
})

test('two that fetch to the same place at the same time do not mix what they have', async () => {
  const [one, two] = [await fileServer('one'), await fileServer('two')]
  const parts = createParts()
  await Promise.all([one, two, one].map(({ origin }) => fetching(origin, parts).done))
  const bytes = await readFile(join(top, 'x'))
  expect(bytes.equals(versions.one) || bytes.equals(versions.two)).toBe(true)
  expect(await readdir(top)).toEqual(['x'])
})
