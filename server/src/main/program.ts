/** What the programs of the server share: options, one line for what is wrong with them, an orderly end. */
import { ConfigProblem, readSettings } from '../platform/config/env.ts'
import { makeConfig, type Config } from '../platform/config/config.ts'
import { helpText } from '../platform/config/options.ts'
import { createLog, type Log } from '../platform/log/log.ts'

export type Start = (config: Config, log: Log, stop: AbortSignal) => Promise<AsyncDisposable>

/** Time that requests get to finish after SIGTERM. */
const graceMs = 10_000

export async function runProgram(name: string, start: Start): Promise<void> {
  const args = process.argv.slice(2)
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(
      `berth ${name} [options]\n\n${helpText()}\n  --config FILE                  a YAML file with the same keys\n`,
    )
    return
  }
  const config = configOrExit(args)
  if (!config) return
  const log = createLog({ format: config.log })
  const stopping = new AbortController()
  const asked = new Promise<void>((resolve) => {
    // Not once: npm passes a Ctrl-C on that the terminal has sent already, and a second one must not cut the end short.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(stopping.abort()))
  })
  try {
    await using _program = await start(config, log, stopping.signal)
    await asked
    log.info('stopping')
    // Whatever still holds the process after that is cut off; sessions live on without us.
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs + 2_000).unref()
  } catch (error) {
    if (stopping.signal.aborted) return
    process.exitCode = 1
    if (error instanceof ConfigProblem || isForPeople(error))
      process.stderr.write(`berth: ${(error as Error).message}\n`)
    else log.error('the server could not start', { error: error as Error })
  }
}

function configOrExit(args: readonly string[]): Config | null {
  try {
    return makeConfig(readSettings(args, process.env), { terminal: process.stdout.isTTY })
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error
    for (const line of error.lines) process.stderr.write(`berth: ${line}\n`)
    process.exitCode = 2
    return null
  }
}

/** Errors whose message is written for whoever starts the server. */
const isForPeople = (error: unknown) =>
  error instanceof Error &&
  ['DataDirectoryBusy', 'MigrationRefused', 'EngineProblem', 'AddressInUse'].includes(error.name)
