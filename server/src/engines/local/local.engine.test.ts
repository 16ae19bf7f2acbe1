import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { engineConformance } from '../conformance.ts'
import { createLocalEngine } from './local.engine.ts'

const directory = mkdtempSync(join(tmpdir(), 'berth-engine-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

engineConformance({
  name: 'local',
  make: () => createLocalEngine({ directory, nodeName: 'test' }),
  echoServer: port =>
    `exec /run/berth/node -e 'require("net").createServer(socket => socket.pipe(socket)).listen(${port}, "127.0.0.1")'`,
})
