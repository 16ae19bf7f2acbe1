import { Duplex } from 'node:stream'
import type { TerminalOptions, TerminalView } from '../engine.ts'
import { createTextQueue, type TextQueue } from './text-queue.ts'
import { commandText, runMockCommand, type MockProcess } from './mock-shell.ts'

export interface MockTerminal {
  readonly startedAt: Date
  cols: number
  rows: number
  attach(onlyLooks: boolean): TerminalView
  announce(text: string): void
  close(): void
  readonly ended: Promise<number>
}

const keptText = 256 * 1024

/** A terminal with a line editor and a shell of sorts; its screen is kept while nobody looks. */
export function createMockTerminal(
  sessionName: string,
  options: TerminalOptions,
  process: Omit<MockProcess, 'input' | 'out' | 'err' | 'size'>,
): MockTerminal {
  const views = new Set<Duplex>()
  const sizeListeners = new Map<Duplex, (cols: number, rows: number) => void>()
  const abort = new AbortController()
  const signal = AbortSignal.any([abort.signal, process.signal])
  const lines = createTextQueue()
  signal.addEventListener('abort', () => lines.end(), { once: true })
  let screen = ''
  let typed = ''
  let over = false

  const terminal = { startedAt: new Date(), cols: options.cols, rows: options.rows }
  const out = (text: string) => {
    const shown = text.replaceAll(/\r?\n/g, '\r\n')
    screen = (screen + shown).slice(-keptText)
    for (const view of views) view.push(Buffer.from(shown))
  }
  const run: MockProcess = { ...process, input: lines, out, err: out, size: () => terminal, signal }
  const prompt = `work@${sessionName}:~$ `
  const ended = (async () => {
    const code = await (options.command ? runMockCommand(commandText(options.command), run) : shell(run, prompt, lines))
    over = true
    for (const view of views) view.push(null)
    views.clear()
    return code
  })()

  function key(char: string) {
    if (char === '\r' || char === '\n') {
      out('\n')
      lines.push(`${typed}\n`)
      typed = ''
    } else if (char === '\x7f') {
      if (typed !== '') out('\b \b')
      typed = typed.slice(0, -1)
    } else if (char === '\x04') {
      if (typed === '') lines.end()
    } else if (char === '\x03') {
      typed = ''
      out(`^C\n${prompt}`)
    } else {
      typed += char
      out(char)
    }
  }

  return Object.assign(terminal, {
    ended,
    announce: (text: string) => out(`\n${text.replaceAll(/\p{Cc}/gu, ' ')}\n`),
    close: () => abort.abort(),
    attach(onlyLooks: boolean): TerminalView {
      const replay = Buffer.from(screen)
      const stream = new Duplex({
        read() {},
        write(bytes: Buffer, _encoding, done) {
          for (const char of onlyLooks ? '' : bytes.toString('utf8')) if (!over) key(char)
          done()
        },
        destroy(error, done) {
          views.delete(stream)
          sizeListeners.delete(stream)
          lost.resolve(null)
          done(error)
        },
      })
      const lost = Promise.withResolvers<null>()
      if (replay.length > 0) stream.push(replay)
      if (over) stream.push(null)
      else views.add(stream)
      return {
        stream,
        replayBytes: replay.length,
        resize(cols, rows) {
          if (onlyLooks) return
          Object.assign(terminal, { cols, rows })
          for (const listener of sizeListeners.values()) listener(cols, rows)
        },
        onSize(listener) {
          sizeListeners.set(stream, listener)
          listener(terminal.cols, terminal.rows)
        },
        exit: Promise.race([ended.then((code) => ({ code })), lost.promise]),
      }
    },
  })
}

async function shell(run: MockProcess, prompt: string, lines: TextQueue): Promise<number> {
  let code = 0
  run.out(prompt)
  for await (const line of lines) {
    if (/^\s*exit\b/.test(line)) return Number(line.trim().split(/\s+/)[1] ?? code) & 255
    code = await runMockCommand(line, { ...run, input: lines })
    if (run.signal.aborted) break
    run.out(prompt)
  }
  return run.signal.aborted ? 129 : code
}
