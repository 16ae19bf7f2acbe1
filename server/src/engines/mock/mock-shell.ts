/** The few commands that a mock session understands, enough for the tests of everything that stands on engines. */
export interface MockProcess {
  readonly input: AsyncIterable<string>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly size: () => { readonly cols: number; readonly rows: number }
  readonly listen: (port: number) => void
  readonly env: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

/** Runs `a; b && c`. Resolves with the exit code of the last one, or with 143 when it was ended from outside. */
export async function runMockCommand(line: string, process: MockProcess): Promise<number> {
  let code = 0
  for (const part of line.split(/[;\n]|(?=&&)/)) {
    const needed = part.startsWith('&&')
    const text = part.replace(/^&&/, '').trim()
    if (text === '' || (needed && code !== 0)) continue
    if (process.signal.aborted) return 143
    const result = await runSimple(text, process)
    if (result.exit) return result.code
    code = result.code
  }
  return process.signal.aborted ? 143 : code
}

async function runSimple(
  text: string,
  process: MockProcess,
): Promise<{ readonly code: number; readonly exit: boolean }> {
  const toErr = text.endsWith('>&2')
  const [name = '', ...args] = words(toErr ? text.slice(0, -3) : text, process.env)
  const say = toErr ? process.err : process.out
  const done = (code: number) => ({ code, exit: false })
  switch (name) {
    case 'true':
    case ':':
    case 'exec':
      return done(0)
    case 'false':
      return done(1)
    case 'exit':
      return { code: Number(args[0] ?? 0) & 255, exit: true }
    case 'echo':
      say(`${args.join(' ')}\n`)
      return done(0)
    case 'stty': {
      const { cols, rows } = process.size()
      say(`${rows} ${cols}\n`)
      return done(0)
    }
    case 'cat':
      for await (const piece of process.input) say(piece)
      return done(0)
    case 'sleep':
      return done(await sleep(Number(args[0] ?? 0) * 1000, process.signal))
    case 'listen':
      process.listen(Number(args[0]))
      return done(0)
    default:
      process.err(`${name}: command not found\n`)
      return done(127)
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<number> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(0), ms)
    timer.unref()
    const stop = () => {
      clearTimeout(timer)
      resolve(143)
    }
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

function words(text: string, env: Readonly<Record<string, string>>): string[] {
  return [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, plain]) => {
    if (single !== undefined) return single
    return (double ?? plain ?? '').replaceAll(/\$(\w+)/g, (_, name: string) => env[name] ?? '')
  })
}

/** The text of a command given as words: of a shell's `-c` what follows it. */
export function commandText(command: readonly string[]): string {
  return command.includes('-c')
    ? (command.at(-1) ?? '')
    : command.map((word) => (/\s/.test(word) ? `'${word}'` : word)).join(' ')
}
