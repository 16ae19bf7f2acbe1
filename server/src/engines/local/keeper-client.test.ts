import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { PassThrough } from 'node:stream'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { soon } from '../../../test/soon.ts'
import { reader } from '../conformance-streams.ts'
import { createExecStream } from './exec-stream.ts'
import { askKeeper, askOnce } from './keeper-client.ts'
import { connectToKeeper, listenForKeeper } from './keeper-socket.ts'
import { encodeJsonFrame, frame, writeFrames, type FrameType } from './keeper/wire.ts'
import { createTerminalView, parseTerminals } from './terminal-view.ts'

function framesOf(type: FrameType, payload: Buffer): Buffer {
  const stream = new PassThrough()
  writeFrames(stream, type, payload)
  return stream.read() as Buffer
}

const directory = mkdtempSync(join(tmpdir(), 'berth-client-'))
const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
  rmSync(directory, { recursive: true, force: true })
})

/** A keeper taken over by its session: it answers what the test wants. */
async function hostileKeeper(answer: (socket: Socket) => void): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'berth-client-'))
  const path = join(folder, 'keeper.sock')
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => answer(socket))
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  closers.push(() => {
    server.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return path
}

describe('a keeper that is not to be trusted', () => {
  test.each([
    ['says nothing that is JSON', 'hello\n'],
    ['says null', 'null\n'],
    ['does not say ok', '{"v":1}\n'],
    ['says a code that does not exist', '{"v":1,"ok":false,"code":"constructor","message":{"a":1}}\n'],
    ['never ends its line', 'x'.repeat(100_000)],
  ])('%s: the request fails', async (_what, text) => {
    const path = await hostileKeeper((socket) => void socket.write(text))
    await expect(askOnce(path, { op: 'hello' })).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('closes without an answer: the session is taken as ended', async () => {
    const path = await hostileKeeper((socket) => socket.destroy())
    await expect(askOnce(path, { op: 'hello' })).rejects.toMatchObject({ code: 'not-running' })
  })

  test('does not answer: the request fails in time', async () => {
    const path = await hostileKeeper(() => {})
    await expect(askOnce(path, { op: 'hello' }, 50)).rejects.toMatchObject({ code: 'not-running' })
  })

  test('sends a frame too long or nonsense: the view ends without an exit', async () => {
    for (const bytes of [Buffer.from([0, 0xff, 0, 0, 0]), Buffer.from([2, 0, 0, 0, 1, 0x7b])]) {
      const path = await hostileKeeper((socket) => {
        socket.write('{"v":1,"ok":true,"replayBytes":-5}\n')
        socket.write(bytes)
      })
      const view = createTerminalView(await askKeeper(path, { op: 'terminal-attach' }))
      expect(view.replayBytes).toBe(0)
      expect(await view.exit).toBeNull()
      await reader(view.stream).end()
    }
  })

  test('tells a strange exit: it is made a plain one', async () => {
    const path = await hostileKeeper((socket) => {
      socket.write('{"v":1,"ok":true}\n')
      socket.write(framesOf(frame.stdout, Buffer.from('out')))
      socket.write(encodeJsonFrame(frame.exit, { code: 'x', signal: '<script>' }))
    })
    const stream = createExecStream(await askKeeper(path, { op: 'exec' }))
    expect(await reader(stream.stdout).end()).toBe('out')
    expect(await stream.exit).toEqual({ code: null, signal: null })
  })

  test('sends without end what nobody reads: it has to wait', async () => {
    let sent = 0
    const path = await hostileKeeper((socket) => {
      socket.write('{"v":1,"ok":true}\n')
      const piece = framesOf(frame.data, Buffer.alloc(65536))
      const more = () => {
        while (sent < 64e6 && socket.write(piece)) sent += piece.length
      }
      socket.on('drain', more)
      more()
    })
    const view = createTerminalView(await askKeeper(path, { op: 'terminal-attach' }))
    view.stream.once('readable', () => {})
    let before = -1
    while (before !== sent) {
      before = sent
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(sent).toBeLessThan(4e6)
    view.stream.destroy()
  })

  test('reads nothing: sizes do not pile up, and the last one reaches it when it reads again', async () => {
    let keeper: Socket | undefined
    const path = await hostileKeeper((socket) => {
      keeper = socket
      socket.write('{"v":1,"ok":true}\n')
      socket.pause()
    })
    const answer = await askKeeper(path, { op: 'terminal-attach' })
    const view = createTerminalView(answer)
    for (let at = 0; at < 50_000; at++) view.resize(1 + (at % 1000), 24)
    view.resize(77, 7)
    expect(answer.socket.writableLength).toBeLessThan(128 * 1024)
    let got = ''
    keeper?.on('data', (bytes: Buffer) => (got += bytes.toString('latin1')))
    keeper?.resume()
    await soon(() => expect(got.endsWith('{"cols":77,"rows":7}')).toBe(true))
    view.stream.destroy()
  })

  test('lists nonsense as terminals: what is not one is left out', () => {
    expect(parseTerminals({ terminals: 'x' })).toEqual([])
    const list = parseTerminals({
      terminals: [null, 1, { terminal: 5 }, { terminal: '1', title: {}, cols: -1, rows: 1e9 }],
    })
    expect(list).toEqual([{ terminal: '1', title: '', cols: 1, rows: 1000, startedAt: new Date(0) }])
  })
})

test('sockets work below directories whose names are longer than a socket address', async () => {
  const folder = mkdtempSync(join(tmpdir(), `berth-${'x'.repeat(120)}-`))
  const path = join(folder, 'keeper.sock')
  const server = await listenForKeeper(path)
  const socket = await connectToKeeper(path, 1000)
  expect(socket.readable).toBe(true)
  socket.destroy()
  server.close()
  rmSync(folder, { recursive: true })
})
