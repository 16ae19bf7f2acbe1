/** What is said to be sent is there. */
import type { ServerResponse } from 'node:http'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { byteServer, refuse } from '../../test/byte-server.ts'
import { emptyHome } from '../../test/run-berth.ts'
import { connectServer } from '../server.ts'
import { createBegunUploads } from './begun-uploads.ts'
import { sendFile } from './send-file.ts'

interface There {
  readonly bytes: Buffer
  readonly modifiedAt: Date
}

/** A folder with one file in it, behind the part of the API that uploads use. */
async function folderServer(there: There | null) {
  const state = {
    there,
    staged: Buffer.alloc(0) as Buffer,
    changed: new Date(0),
    /** Once; with what is there by the time that it would have come. */
    lostAnswer: null as { readonly there: There | 'as sent' } | null,
  }
  const settle = (bytes: Buffer) => (state.there = { bytes, modifiedAt: state.changed })
  const offer = (response: ServerResponse) => {
    response.setHeader('upload-offset', String(state.staged.length))
    response.end()
  }
  const server = await byteServer(({ method, path, headers, body }, response) => {
    const at = `${method} ${path}`
    if (at === 'POST /folders/f/uploads') {
      const isNew = !/(^|,)overwrite/.test(String(headers['upload-metadata']))
      if (isNew && state.there) return refuse(response, 409, 'file-exists')
      const [, changed = ''] = /modifiedAt (\S+?)(,|$)/.exec(String(headers['upload-metadata'])) ?? []
      state.changed = new Date(Buffer.from(changed, 'base64').toString())
      state.staged = body
      if (body.length === Number(headers['upload-length'])) settle(body)
      if (!state.lostAnswer) return void response.writeHead(201, { location: '/api/v1/folders/f/uploads/new' }).end()
      if (state.lostAnswer.there !== 'as sent') state.there = state.lostAnswer.there
      state.lostAnswer = null
      return void response.destroy()
    }
    if (at === 'HEAD /folders/f/uploads/old') {
      response.setHeader('upload-offset', String(large.length))
      return void response.end()
    }
    if (at === 'HEAD /folders/f/uploads/new') return offer(response)
    if (at === 'PATCH /folders/f/uploads/new') {
      state.staged = Buffer.concat([state.staged, body])
      if (state.staged.length === large.length) settle(state.staged)
      response.statusCode = 204
      return offer(response)
    }
    if (!state.there) return refuse(response, 404, 'no-such-file')
    const { bytes, modifiedAt } = state.there
    if (at === 'GET /folders/f/files/content') return void response.setHeader('content-length', bytes.length).end(bytes)
    const entry = { path: 'x', name: 'x', kind: 'file', size: bytes.length, modifiedAt, link: null }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(entry))
  })
  return { ...server, state }
}

const large = Buffer.alloc(17 * 1024 ** 2, 'abcdefgh')

async function send(origin: string, bytes: Buffer, overwrite: boolean, noted?: string) {
  const top = await mkdtemp(join(tmpdir(), 'berth-send-'))
  onTestFinished(() => rm(top, { recursive: true }))
  const file = join(top, 'x')
  await writeFile(file, bytes)
  const { mtimeMs } = await stat(file)
  const begun = createBegunUploads(await emptyHome())
  if (noted !== undefined)
    await begun.keep(
      { origin, folder: 'f', path: 'x', file, overwrite },
      { id: noted, size: bytes.length, changed: mtimeMs },
    )
  let sent = 0
  const onBytes = (count: number) => void (sent += count)
  const sending = { server: connectServer(origin), folder: 'f', path: 'x', file, overwrite, begun, onBytes }
  return { mtimeMs, done: sendFile(sending).then(() => sent) }
}

test('the answer is lost and the file is there: it was sent', async () => {
  const { origin, state } = await folderServer(null)
  state.lostAnswer = { there: 'as sent' }
  const { done } = await send(origin, Buffer.from('mine'), false)
  expect(await done).toBe(4)
})

test('the answer is lost and another file is there, as long as this one: it was not sent', async () => {
  const { origin, state } = await folderServer(null)
  state.lostAnswer = { there: { bytes: Buffer.from('else'), modifiedAt: new Date() } }
  const { done } = await send(origin, Buffer.from('mine'), false)
  await expect(done).rejects.toMatchObject({ body: { type: 'file-exists' } })
})

test.each([
  ['is gone', () => null],
  ['is another one', () => ({ bytes: Buffer.alloc(large.length, 'x'), modifiedAt: new Date(0) })],
])('an upload ended in another run, and its file %s: it is sent again', async (_, there) => {
  const { origin, state, asked } = await folderServer(there())
  const { done } = await send(origin, large, true, 'old')
  expect(await done).toBe(large.length)
  expect(state.there?.bytes.equals(large)).toBe(true)
  expect(asked.filter(({ method }) => method === 'PATCH')).toHaveLength(2)
})

test('an upload ended in another run, and its file is there: nothing is sent again', async () => {
  const { origin, state, asked } = await folderServer(null)
  const { done, mtimeMs } = await send(origin, large, true, 'old')
  state.there = { bytes: large, modifiedAt: new Date(mtimeMs) }
  expect(await done).toBe(large.length)
  expect(asked.some(({ method }) => method === 'PATCH' || method === 'POST')).toBe(false)
})
