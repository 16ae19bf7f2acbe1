/**
 * The keeper: one small program inside each session. It owns the session's terminals, output and exit code, relays
 * streams, and outlives the server. `node:` modules and the native pty only; the wire format is in WIRE.md.
 */
import { fsyncSync, writeSync } from 'node:fs'
import { createServer, type NetConnectOpts, type Socket } from 'node:net'
import { endAll } from './all-processes.ts'
import { announce } from './announcements.ts'
import { hangUpAll, serveExec } from './exec-connection.ts'
import { serveFiles } from './files-connection.ts'
import { closeInherited, keeperDescriptors, readKeeperConfig } from './keeper-config.ts'
import { createFirstCommands } from './first-commands.ts'
import { createLogWriter } from './log-writer.ts'
import { startMainCommand } from './main-command.ts'
import { serveRelay } from './relay.ts'
import { parseRequest, refusal, type KeeperRequest } from './requests.ts'
import { createTerminal, type Terminal } from './terminal.ts'
import { serveViewer } from './terminal-connection.ts'
import { createFirstLine, maxLine, wireVersion } from './wire.ts'

const maxTerminals = 32
const config = readKeeperConfig()
const log = createLogWriter([keeperDescriptors.logs[0], keeperDescriptors.logs[1]])
const terminals = new Map<string, Terminal>()
let terminalCount = 0
let commandState: 'waiting' | 'running' | 'ended' | 'none' = config.command === null ? 'none' : 'waiting'
let stopping = false

closeInherited()
process.on('uncaughtException', (error) => {
  log.write(Buffer.from(`[keeper] ${error.stack ?? error.message}\n`))
})
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const)
  process.on(signal, () => {})

const [firstLog, secondLog] = keeperDescriptors.bootstrapLogs
const first = createFirstCommands(config, () => createLogWriter([firstLog, secondLog]), runCommand)

function runCommand() {
  if (stopping || commandState !== 'waiting' || config.command === null) return
  commandState = 'running'
  startMainCommand(config, config.command, log, (code) => {
    commandState = 'ended'
    if (stopping || config.type !== 'batch') return
    recordExit(code)
    void stop(500)
  })
}

function recordExit(code: number) {
  try {
    const record = { v: 1, exitCode: code, at: Date.now(), bootstrap: first.end() }
    writeSync(keeperDescriptors.exit, `${JSON.stringify(record)}\n`, 0)
    fsyncSync(keeperDescriptors.exit)
  } catch {
    // The disk is full: the server will see the session as lost.
  }
}

async function stop(graceMs: number) {
  if (stopping) return
  stopping = true
  for (const terminal of terminals.values()) terminal.close()
  hangUpAll()
  await endAll(graceMs)
  process.exit(0)
}

function serve(socket: Socket, request: KeeperRequest, rest: Buffer) {
  const answer = (value: object) => void socket.write(`${JSON.stringify({ v: wireVersion, ok: true, ...value })}\n`)
  switch (request.op) {
    case 'hello':
      answer({ command: commandState, pid: process.pid })
      socket.end()
      return
    case 'go':
      first.go()
      answer({})
      socket.end()
      return
    case 'bootstrap':
      void first.state(request.waitMs).then((state) => {
        answer(state)
        socket.end()
      })
      return
    case 'watch':
      // Held open: that it closes is how the server learns of the end.
      answer({})
      socket.resume()
      return
    case 'stop':
      answer({})
      void stop(request.graceMs)
      return
    case 'terminal-open': {
      if (terminals.size >= maxTerminals) throw refusal('too-many-terminals', `there are ${maxTerminals} already`)
      refuseIfStopping()
      const name = String(++terminalCount)
      terminals.set(
        name,
        createTerminal(config, request, () => terminals.delete(name)),
      )
      answer({ terminal: name })
      socket.end()
      return
    }
    case 'terminal-list': {
      const list = [...terminals].map(([terminal, it]) => {
        return { terminal, title: it.title(), ...it.size(), startedAt: it.startedAt }
      })
      answer({ terminals: list })
      socket.end()
      return
    }
    case 'terminal-close':
      terminals.get(request.terminal)?.close()
      answer({})
      socket.end()
      return
    case 'terminal-attach': {
      const terminal = terminals.get(request.terminal)
      if (!terminal) throw refusal('no-such-terminal', 'it has ended')
      serveViewer(socket, rest, { terminal, onlyLooks: request.onlyLooks === true }, answer)
      return
    }
    case 'announce':
      announce(request.text)
      answer({})
      socket.end()
      return
    case 'exec':
      refuseIfStopping()
      serveExec(socket, rest, config, request, { answer, isStopping: () => stopping })
      return
    case 'files':
      refuseIfStopping()
      serveFiles(socket, rest, config, answer)
      return
    case 'port':
      relay(socket, rest, { host: '127.0.0.1', port: request.port, noDelay: true }, answer)
      return
    case 'socket':
      relay(socket, rest, { path: request.path }, answer)
  }
}

function refuseIfStopping() {
  if (stopping) throw refusal('not-running', 'the session is ending')
}

function relay(socket: Socket, rest: Buffer, target: NetConnectOpts, answer: (value: object) => void) {
  serveRelay(socket, rest, target, {
    answer: () => answer({}),
    refuse: (error) => refuseWith(socket, error),
  })
}

function refuseWith(socket: Socket, error: unknown) {
  const { code = 'bad-request', message } = error as { code?: string; message: string }
  refuse(socket, code, message)
}

function refuse(socket: Socket, code: string, message: string) {
  socket.end(`${JSON.stringify({ v: wireVersion, ok: false, code, message: message.slice(0, 500) })}\n`)
}

const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
  socket.on('error', () => socket.destroy())
  // Only relayed ports may close one direction and go on with the other.
  let halfOpen = false
  socket.on('end', () => halfOpen || socket.end())
  const firstLine = createFirstLine(maxLine, (line, rest) => {
    socket.off('data', onData)
    socket.pause()
    try {
      const request = parseRequest(line)
      halfOpen = request.op === 'port' || request.op === 'socket'
      serve(socket, request, rest)
      // A relayed port reads on when its other side is connected.
      if (!halfOpen) socket.resume()
    } catch (error) {
      refuseWith(socket, error)
      socket.resume()
    }
  })
  const onData = (chunk: Buffer) => {
    try {
      firstLine(chunk)
    } catch (error) {
      refuse(socket, 'bad-request', (error as Error).message)
      socket.destroySoon()
    }
  }
  socket.on('data', onData)
})
server.on('error', () => process.exit(1))
server.listen({ fd: keeperDescriptors.socket })
