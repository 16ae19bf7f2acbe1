/**
 * The keeper: one small program inside each session. It owns the session's terminals, output and exit code, relays
 * streams, and outlives the server. `node:` modules and the native pty only; the wire format is in WIRE.md.
 */
import { fsyncSync, writeSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { endAll } from './all-processes.ts'
import { serveExec } from './exec-connection.ts'
import { closeInherited, keeperDescriptors, readKeeperConfig } from './keeper-config.ts'
import { createLogWriter } from './log-writer.ts'
import { startMainCommand } from './main-command.ts'
import { bytesPassed } from './memory.ts'
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

function runCommand() {
  if (commandState !== 'waiting' || config.command === null) return
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
    writeSync(keeperDescriptors.exit, `${JSON.stringify({ v: 1, exitCode: code, at: Date.now() })}\n`, 0)
    fsyncSync(keeperDescriptors.exit)
  } catch {
    // The disk is full: the server will see the session as lost.
  }
}

async function stop(graceMs: number) {
  if (stopping) return
  stopping = true
  for (const terminal of terminals.values()) terminal.close()
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
      runCommand()
      answer({})
      socket.end()
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
      if (stopping) throw refusal('not-running', 'the session is ending')
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
      serveViewer(socket, rest, terminal, answer)
      return
    }
    case 'exec':
      serveExec(socket, rest, config, request, answer)
      return
    case 'port':
      servePort(socket, rest, request.port, answer)
  }
}

function servePort(socket: Socket, rest: Buffer, port: number, answer: (value: object) => void) {
  const inner = connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true })
  inner.once('connect', () => {
    answer({})
    if (rest.length > 0) inner.write(rest)
    for (const side of [inner, socket]) side.on('data', (bytes: Buffer) => bytesPassed(bytes.length))
    socket.pipe(inner)
    inner.pipe(socket)
  })
  inner.on('error', (error) => {
    if (inner.connecting || inner.bytesRead + inner.bytesWritten === 0) refuse(socket, 'port-refused', error.message)
    else socket.destroy()
  })
  inner.on('close', (hadError) => {
    if (hadError) socket.destroy()
  })
  socket.on('close', (hadError) => {
    if (hadError || !inner.writableEnded) inner.destroy()
  })
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
      halfOpen = request.op === 'port'
      serve(socket, request, rest)
      // A relayed port reads on when its other side is connected.
      if (!halfOpen) socket.resume()
    } catch (error) {
      const { code = 'bad-request', message } = error as { code?: string; message: string }
      refuse(socket, code, message)
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
