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
    console.log(
      `berth ${name} [options]\n\n${helpText()}\n  --config FILE                  a YAML file with the same keys`,
    )
    return
  }
  const config = configOrExit(args)
  if (!config) return
  const log = createLog({ format: config.log })
  const stopping = new AbortController()
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(stopping.abort()))
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
    if (error instanceof ConfigProblem || isForPeople(error)) console.error(`berth: ${(error as Error).message}`)
    else log.error('the server could not start', { error: error as Error })
  }
}

function configOrExit(args: readonly string[]): Config | null {
  try {
    return makeConfig(readSettings(args, process.env), { terminal: process.stdout.isTTY })
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error
    for (const line of error.lines) console.error(`berth: ${line}`)
    process.exitCode = 2
    return null
  }
}

/** Errors whose message is written for whoever starts the server. */
const isForPeople = (error: unknown) =>
  error instanceof Error &&
  ['DataDirectoryBusy', 'MigrationRefused', 'EngineProblem', 'AddressInUse'].includes(error.name)
