/** A server that is killed in the middle of things leaves the old or the new, and never a part. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../../test/eventually.ts'
import { filesOf, uploadIn, type FileAsker } from '../../../../test/file-requests.ts'
import { makeAdmin, makeUser } from '../../../../test/make.ts'
import { testApp, type TestApp } from '../../../../test/test-app.ts'

let app: TestApp
let token: string
let child: ChildProcess | undefined
beforeAll(async () => {
  app = await testApp()
  await makeAdmin(app)
  token = (await makeUser(app)).token
})
afterEach(() => child?.kill('SIGKILL'))

/** On the same data as the test's own, which does nothing meanwhile. */
async function startServer(): Promise<{ origin: string; kill(): Promise<void> }> {
  const settings = JSON.stringify({ connection: app.database.connection, directory: app.directory })
  const program = join(import.meta.dirname, '../../../../test/killed-site-process.ts')
  const server = spawn(process.execPath, [program, settings], { stdio: ['ignore', 'pipe', 'inherit'] })
  child = server
  const ended = once(server, 'exit')
  const [line] = (await once(server.stdout, 'data')) as [Buffer]
  return {
    origin: line.toString().trim(),
    async kill() {
      server.kill('SIGKILL')
      await ended
    },
  }
}

const size = 400_000
const content = (n: number) => Buffer.alloc(size, `${n}-`)
/** Whole, of whatever round. */
const isWhole = (path: string) => {
  const bytes = readFileSync(path)
  const [n = ''] = bytes.subarray(0, 12).toString().split('-')
  return bytes.equals(content(Number(n)))
}
let made = 0
const newFolder = async () => (await app.as(token).folders.create({ body: { name: `folder-${++made}` } })).id
const onDisk = (id: string, ...path: string[]) => join(app.directory, 'storage/folders', id, ...path)
const beside = (id: string) => join(app.directory, 'storage/uploads', id)

/** Goes on until the server is gone; counts what was acknowledged. */
async function busy(files: FileAsker, step: (n: number, files: FileAsker) => Promise<boolean>): Promise<number[]> {
  const done: number[] = []
  for (let n = 0; ; n++) {
    try {
      if (await step(n, files)) done.push(n)
    } catch {
      return done
    }
  }
}

test('files that were being written are whole, and what was acknowledged is there', async () => {
  const folder = await newFolder()
  mkdirSync(onDisk(folder, 'there'))
  for (let round = 0; round < 3; round++) {
    const server = await startServer()
    const files = filesOf(server, token, folder)
    const works = [
      busy(files, async (n) => (await files.write('edited', content(n))).status === 200),
      busy(files, async (n) => (await files.begin(`up-${round}-${n}`, size, content(n))).status === 201),
      busy(files, async (n) => {
        const upload = uploadIn(
          await files.begin('over', size, content(n).subarray(0, size / 2), { overwrite: 'true' }),
        )
        return (await files.append(upload, size / 2, content(n).subarray(size / 2))).status === 204
      }),
      busy(files, async () => {
        await files.post('/files/move', { from: 'there', to: 'back' })
        return (await files.post('/files/move', { from: 'back', to: 'there' })).status === 200
      }),
    ]
    await eventually(
      () => readdirSync(onDisk(folder)).filter((name) => name.startsWith(`up-${round}-`)).length,
      (count) => count > 3,
    )
    await server.kill()
    const [, acknowledged = []] = await Promise.all(works)
    for (const n of acknowledged) expect(existsSync(onDisk(folder, `up-${round}-${n}`))).toBe(true)
    for (const name of readdirSync(onDisk(folder)))
      if (name !== 'there' && name !== 'back') expect([name, isWhole(onDisk(folder, name))]).toEqual([name, true])
    expect(Number(existsSync(onDisk(folder, 'there'))) + Number(existsSync(onDisk(folder, 'back')))).toBe(1)
  }
}, 120_000)

test('an upload goes on after the server was killed, from what is on disk', async () => {
  const folder = await newFolder()
  const bytes = Buffer.alloc(6_000_000, 'abcdefg')
  let server = await startServer()
  const upload = uploadIn(await filesOf(server, token, folder).begin('large.bin', bytes.length))
  const sent = filesOf(server, token, folder).slowly(upload, 0, bytes.length)
  sent.sending.on('error', () => {})
  sent.sending.write(bytes.subarray(0, 4_000_000))
  await eventually(
    () => readFileSync(join(beside(folder), upload)).length,
    (length) => length > 2_000_000,
  )
  await server.kill()
  server = await startServer()
  const files = filesOf(server, token, folder)
  const offset = Number((await files.offset(upload)).headers.get('upload-offset'))
  expect(offset).toBeGreaterThan(2_000_000)
  expect((await files.append(upload, offset, bytes.subarray(offset))).status).toBe(204)
  expect(readFileSync(onDisk(folder, 'large.bin')).equals(bytes)).toBe(true)
  await server.kill()
}, 60_000)

test('all of an upload was there, and it was not moved to its place: whoever asks brings it there', async () => {
  const folder = await newFolder()
  const files = filesOf(app, token, folder)
  const upload = uploadIn(await files.begin('late.txt', 6, Buffer.from('lat')))
  // As a server leaves it that ends between the two.
  writeFileSync(join(beside(folder), upload), 'latest')
  expect(existsSync(onDisk(folder, 'late.txt'))).toBe(false)
  expect((await files.offset(upload)).headers.get('upload-offset')).toBe('6')
  expect(readFileSync(onDisk(folder, 'late.txt'), 'utf8')).toBe('latest')
})

test('what a killed server was removing is gone in the end, and the folder never showed a part of it', async () => {
  const folder = await newFolder()
  const fill = (name: string) => {
    for (let n = 0; n < 300; n++) {
      mkdirSync(onDisk(folder, name, `d${n}`), { recursive: true })
      writeFileSync(onDisk(folder, name, `d${n}`, 'x'), 'x')
    }
  }
  fill('many')
  const server = await startServer()
  const files = filesOf(server, token, folder)
  const removed = files.remove('many').catch(() => null)
  await eventually(
    () => existsSync(onDisk(folder, 'many')),
    (there) => !there,
  )
  await server.kill()
  await removed
  expect(existsSync(onDisk(folder, 'many'))).toBe(false)
  app.clock.advance(2 * 3_600_000)
  await app.site.storage.sweepUploads()
  expect(readdirSync(beside(folder))).toEqual([])
  expect((await app.as(token).files.list({ params: { id: folder } })).items).toEqual([])
}, 60_000)
