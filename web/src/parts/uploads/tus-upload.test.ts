import { ApiProblem } from '@berth/contract/client.ts'
import { expect, test } from 'vitest'
import { ConnectionLost } from './send-bytes.ts'
import type { ByteRequest, SendBytes } from './send-bytes.ts'
import { base64, uploadFile } from './tus-upload.ts'

const types: Readonly<Record<number, string>> = {
  401: 'not-signed-in',
  409: 'file-exists',
  410: 'upload-over',
  423: 'upload-locked',
  429: 'too-many-requests',
}

/** The server's side of tus, with a disk; `fault` says what goes wrong with the next request. */
function tusServer() {
  const files = new Map<string, { bytes: Uint8Array; size: number; metadata: string }>()
  const asked: string[] = []
  const begun = new Map<string, string>()
  const faults: ((request: ByteRequest) => 'lost' | 'lost-after' | number | undefined)[] = []
  const answer = (status: number, headers: Record<string, string> = {}, body: object = {}) => ({
    status,
    header: (name: string) => headers[name] ?? null,
    text: status >= 400 ? JSON.stringify(body) : '',
  })
  const take = async (key: string, at: number, body: Blob | undefined, only?: number) => {
    const file = files.get(key)!
    const bytes = new Uint8Array((await body?.arrayBuffer()) ?? new ArrayBuffer())
    const kept = bytes.subarray(0, only ?? bytes.length)
    const whole = new Uint8Array(at + kept.length)
    whole.set(file.bytes.subarray(0, at))
    whole.set(kept, at)
    file.bytes = whole
  }
  const send: SendBytes = async (request) => {
    const { method, url, headers, body, signal } = request
    signal.throwIfAborted()
    asked.push(`${method} ${headers['upload-offset'] ?? ''}`.trim())
    const fault = faults.shift()?.(request)
    if (fault === 'lost') throw new ConnectionLost()
    if (typeof fault === 'number')
      return { ...answer(fault, {}, { type: types[fault], status: fault }), ...(method === 'HEAD' ? { text: '' } : {}) }
    if (method === 'POST') {
      const again = begun.get(headers['idempotency-key'] ?? '')
      if (again !== undefined)
        return answer(201, { location: again, 'upload-offset': String(files.get(again)!.bytes.length) })
      const key = `/uploads/${files.size + 1}`
      if (headers['idempotency-key'] !== undefined) begun.set(headers['idempotency-key'], key)
      files.set(key, {
        bytes: new Uint8Array(),
        size: Number(headers['upload-length']),
        metadata: headers['upload-metadata']!,
      })
      await take(key, 0, body)
      if (fault === 'lost-after') throw new ConnectionLost()
      return answer(201, { location: key, 'upload-offset': String(files.get(key)!.bytes.length) })
    }
    const file = files.get(url)
    if (file === undefined) return answer(404, {}, { type: 'not-found', status: 404 })
    if (method === 'HEAD') return answer(200, { 'upload-offset': String(file.bytes.length) })
    if (Number(headers['upload-offset']) !== file.bytes.length)
      return answer(409, {}, { type: 'upload-offset', status: 409 })
    await take(url, file.bytes.length, body, fault === 'lost-after' ? 7 : undefined)
    if (fault === 'lost-after') throw new ConnectionLost()
    return answer(204, { 'upload-offset': String(file.bytes.length) })
  }
  return { files, asked, faults, send }
}

const bytesOf = (length: number) => Uint8Array.from({ length }, (_, index) => index % 251)

const chunk = 32_768
const MiB = 1024 ** 2

function setUp(size: number, more: { resume?: string; signIn?: () => Promise<boolean>; chunk?: number } = {}) {
  const server = tusServer()
  const sent: number[] = []
  const over = new AbortController()
  const file = new Blob([bytesOf(size)])
  const upload = () =>
    uploadFile(
      {
        begin: '/uploads',
        path: 'data/한.bin',
        file,
        overwrite: false,
        signal: over.signal,
        onSent: (bytes) => sent.push(bytes),
        ...(more.resume === undefined ? {} : { resume: more.resume }),
      },
      {
        send: server.send,
        signIn: more.signIn ?? (() => Promise.resolve(false)),
        pause: () => Promise.resolve(),
        chunk: more.chunk ?? chunk,
      },
    )
  return { ...server, sent, over, upload }
}

test('a small file takes one request, an empty one too', async () => {
  for (const size of [0, 4096]) {
    const { upload, asked, files } = setUp(size)
    await upload()
    expect(asked).toEqual(['POST'])
    expect([...files.values()][0]?.bytes).toEqual(bytesOf(size))
    expect([...files.values()][0]?.metadata).toBe(`path ${base64('data/한.bin')}`)
  }
  expect(new TextDecoder().decode(Uint8Array.from(atob(base64('한')), (char) => char.charCodeAt(0)))).toBe('한')
})

test('a large one goes in chunks', async () => {
  const { upload, asked, files, sent } = setUp(2.5 * chunk)
  await upload()
  expect(asked).toEqual(['POST', 'PATCH 0', `PATCH ${chunk}`, `PATCH ${2 * chunk}`])
  expect([...files.values()][0]?.bytes.length).toBe(2.5 * chunk)
  expect(sent.at(-1)).toBe(2.5 * chunk)
})

test('after a cut it goes on from what the server has', async () => {
  const { upload, asked, files, faults } = setUp(1.25 * chunk)
  faults.push(
    () => undefined,
    () => undefined,
    () => 'lost-after',
    () => 'lost',
  )
  await upload()
  expect(asked).toEqual(['POST', 'PATCH 0', `PATCH ${chunk}`, 'HEAD', 'HEAD', `PATCH ${chunk + 7}`])
  expect(files.get('/uploads/1')?.bytes).toEqual(bytesOf(1.25 * chunk))
})

test('of a large one nothing is sent twice, also when its first bytes are cut or nobody heard that it has begun', async () => {
  const { upload, asked, files, faults } = setUp(5 * MiB, { chunk: 32 * MiB })
  faults.push(
    () => 'lost-after',
    () => undefined,
    () => 'lost-after',
  )
  await upload()
  expect(asked).toEqual(['POST', 'POST', 'PATCH 0', 'HEAD', 'PATCH 7'])
  expect([...files.keys()]).toEqual(['/uploads/1'])
  expect(files.get('/uploads/1')?.bytes).toEqual(bytesOf(5 * MiB))
  const small = setUp(4 * MiB, { chunk: 32 * MiB })
  await small.upload()
  expect(small.asked).toEqual(['POST'])
})

test.each([423, 429])('one that somebody else is bringing to its place is waited for (%d)', async (status) => {
  const { upload, asked, faults } = setUp(10, { resume: '/uploads/1' })
  faults.push(
    () => status,
    () => status,
    () => 410,
  )
  await upload()
  expect(asked).toEqual(['HEAD', 'HEAD', 'HEAD', 'POST'])
})

test('why one that is all there cannot be brought to its place is found out', async () => {
  const { upload, asked, faults, files } = setUp(10, { resume: '/uploads/1' })
  files.set('/uploads/1', { bytes: bytesOf(10), size: 10, metadata: '' })
  faults.push(
    () => 409,
    () => 409,
  )
  await expect(upload()).rejects.toMatchObject({ body: { type: 'file-exists' } })
  expect(asked).toEqual(['HEAD', 'PATCH 10'])
})

test('one that was begun before is gone on with; one that is gone there begins anew', async () => {
  const known = setUp(1.25 * chunk, { resume: '/uploads/1' })
  known.files.set('/uploads/1', { bytes: bytesOf(1024), size: 1.25 * chunk, metadata: '' })
  await known.upload()
  expect(known.asked).toEqual(['HEAD', 'PATCH 1024', `PATCH ${chunk + 1024}`])
  const gone = setUp(10, { resume: '/uploads/9' })
  gone.faults.push(() => 410)
  await gone.upload()
  expect(gone.asked).toEqual(['HEAD', 'POST'])
})

test('somebody whose login ended signs in and it goes on; otherwise it fails', async () => {
  let asked = 0
  const again = setUp(10, { signIn: () => Promise.resolve((asked += 1) > 0) })
  again.faults.push(() => 401)
  await again.upload()
  expect(asked).toBe(1)
  const never = setUp(10)
  never.faults.push(() => 401)
  await expect(never.upload()).rejects.toBeInstanceOf(ApiProblem)
})

test('a refusal is not tried again, silence is, for a while', async () => {
  const refused = setUp(10)
  refused.faults.push(() => 409)
  await expect(refused.upload()).rejects.toBeInstanceOf(ApiProblem)
  expect(refused.asked).toEqual(['POST'])
  const silent = setUp(10)
  for (let index = 0; index < 40; index++) silent.faults.push(() => 'lost')
  await expect(silent.upload()).rejects.toBeInstanceOf(ConnectionLost)
  expect(silent.asked.length).toBe(13)
})

test('it ends at once when it is given up', async () => {
  const { upload, over, faults } = setUp(10)
  faults.push(() => {
    over.abort()
    return 'lost'
  })
  await expect(upload()).rejects.toThrow(/abort/i)
})
