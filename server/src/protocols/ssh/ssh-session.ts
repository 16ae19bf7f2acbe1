/** A shell, a command or SFTP on a channel of type `session` (RFC 4254, 6). */
import { once } from 'node:events'
import type { Channel, Session } from 'ssh2'
import { EngineProblem, type ExecStream } from '../../engines/engine.ts'
import { openChannel, type ChannelFlow } from './channel-flow.ts'
import type { SshEntrance } from './ssh-entrance.ts'
import { spoken, sshWords } from './ssh-words.ts'

/** What sshd takes from its clients, and what tells of a terminal. */
const acceptedVariable = /^(LANG|LC_[A-Z]+|COLORTERM|NO_COLOR|TERM_PROGRAM|TERM_PROGRAM_VERSION)$/
const mostVariables = 32
const longestValue = 1024
/** Signals that a client may send (RFC 4254, 6.9). */
const signals: ReadonlySet<string> = new Set([
  'ABRT',
  'ALRM',
  'HUP',
  'INT',
  'KILL',
  'PIPE',
  'QUIT',
  'TERM',
  'USR1',
  'USR2',
])
/** Signals of which a server may say that they ended something. */
const tellable = /^SIG(ABRT|ALRM|FPE|HUP|ILL|INT|KILL|PIPE|QUIT|SEGV|TERM|USR1|USR2)$/
/** As ssh says it of its own failures. */
const failed = 255
const signalBase = 128

/** In the shell that the session's user has, whichever that is. */
const shellCommand = (command: string | null) =>
  command === null
    ? ['/bin/sh', '-c', 'exec "${SHELL:-/bin/sh}" -l']
    : ['/bin/sh', '-c', 'exec "${SHELL:-/bin/sh}" -c "$1"', 'sh', command]

interface Size {
  readonly cols: number
  readonly rows: number
}

export function serveSession(entrance: SshEntrance, session: Session, onClosed: () => void): void {
  const env: Record<string, string> = {}
  let terminal: (Size & { readonly term: string }) | null = null
  let running: ExecStream | null = null

  session.on('close', onClosed)
  session.on('pty', (accept, _reject, { cols, rows, term }) => {
    terminal = { ...sizeOf({ cols, rows }), term: /^[\w.+-]{1,64}$/.test(term) ? term : 'xterm-256color' }
    accept?.()
  })
  session.on('window-change', (accept, _reject, asked) => {
    const size = sizeOf(asked)
    if (terminal) terminal = { ...terminal, ...size }
    running?.resize(size.cols, size.rows)
    accept?.()
  })
  session.on('env', (accept, reject, { key, val }) => {
    const isTaken = acceptedVariable.test(key) && val.length <= longestValue && Object.keys(env).length < mostVariables
    if (isTaken && !val.includes('\0')) env[key] = val
    if (isTaken) accept?.()
    else reject?.()
  })
  session.on('signal', (accept, _reject, { name }) => {
    if (signals.has(name)) running?.signal(`SIG${name}` as NodeJS.Signals)
    accept?.()
  })
  session.on('shell', (accept) => begin(accept(), (channel, flow) => runCommand(channel, flow, null)))
  session.on('exec', (accept, _reject, { command }) =>
    begin(accept(), (channel, flow) => runCommand(channel, flow, command)),
  )
  session.on('subsystem', (accept, reject, { name }) => {
    if (name === 'sftp') begin(accept(), openFiles)
    else reject?.()
  })

  /** Accepted at once: ssh2 takes nothing for it once the client has ended its input. Null: it was asked for twice. */
  function begin(channel: Channel | undefined, work: (channel: Channel, flow: ChannelFlow) => Promise<void>) {
    if (!channel) return
    const flow = openChannel(channel, entrance)
    if (!flow) return
    if (flow.isClosed()) return channel.close()
    const forget = entrance.hear(async (text) => {
      channel.stderr.write(spoken(text))
      // Who takes nothing more is told with the end of the connection.
      if (channel.stderr.writableLength > 0) return
      finish(channel, { code: failed, signal: null })
      await once(channel, 'close')
    })
    flow.onClosed(forget)
    if (entrance.refusal !== null) return end(channel, flow, { refused: entrance.refusal })
    void work(channel, flow).catch((error: unknown) => {
      if (!(error instanceof EngineProblem)) entrance.log.error('An SSH channel failed', { error: error as Error })
      const refused = error instanceof EngineProblem ? sshWords.unavailable(error.message) : sshWords.internal
      end(channel, flow, { refused })
    })
  }

  async function runCommand(channel: Channel, flow: ChannelFlow, command: string | null) {
    const { engine, id, connectionEnv, filesOnly } = entrance
    if (filesOnly !== null) return end(channel, flow, { refused: filesOnly })
    const pty = terminal && { cols: terminal.cols, rows: terminal.rows }
    const all = { ...env, ...connectionEnv, ...(terminal ? { TERM: terminal.term } : {}) }
    await using stream = await engine.exec(id, { command: shellCommand(command), env: all, pty })
    running = stream
    // Of the terminal's size while it was being opened.
    if (pty && terminal) stream.resize(terminal.cols, terminal.rows)
    const drop = () => void stream[Symbol.asyncDispose]()
    flow.onClosed(drop)
    if (flow.isClosed()) return
    flow.send(stream.stdout)
    flow.send(stream.stderr, 'stderr')
    flow.receive(stream.stdin)
    const exit = await stream.exit
    running = null
    await flow.sent()
    const isLost = exit.code === null && exit.signal === null
    if (isLost || exit.code === null || exit.code > signalBase) await entrance.unlessSessionEnded({ isLost })
    end(channel, flow, exit)
  }

  async function openFiles(channel: Channel, flow: ChannelFlow) {
    const files = await entrance.openFiles()
    flow.onClosed(() => files.destroy())
    if (flow.isClosed()) return void files.destroy()
    let isDone = false
    channel.on('end', () => (isDone = true))
    flow.send(files)
    flow.receive(files)
    await flow.sent()
    if (!isDone) await entrance.unlessSessionEnded({ isLost: true })
    end(channel, flow, isDone ? { code: 0, signal: null } : { refused: entrance.filesLost })
  }

  type End = { readonly code: number | null; readonly signal: string | null } | { readonly refused: string }

  function end(channel: Channel, flow: ChannelFlow, how: End) {
    if (!flow.isClosed()) finish(channel, how)
  }

  /** Nothing for a channel that has been ended already. */
  function finish(channel: Channel, how: End) {
    if ('refused' in how) {
      channel.stderr.write(spoken(how.refused))
      channel.exit(failed)
    } else if (how.code !== null) channel.exit(how.code)
    else if (how.signal !== null && tellable.test(how.signal)) channel.exit(how.signal, false, '')
    else if (how.signal !== null) channel.exit(signalBase)
    else {
      channel.stderr.write(spoken(sshWords.lost))
      channel.exit(failed)
    }
    channel.eof()
    channel.close()
    channel.resume()
  }
}

/** A client without a terminal says 0. */
const sizeOf = ({ cols, rows }: Size): Size => ({ cols: within(cols, 80), rows: within(rows, 24) })
const within = (value: number, otherwise: number) =>
  Number.isInteger(value) && value > 0 ? Math.min(value, 1000) : otherwise
