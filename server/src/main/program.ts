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
    process.exitCode = error instanceof ConfigProblem ? 2 : 1
    const line = lineFor(error)
    if (line !== null) process.stderr.write(`berth: ${line}\n`)
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

/** What surroundings can be wrong in, in words for whoever starts the server. */
const surroundings: Readonly<Record<string, string>> = {
  EACCES: 'it may not be written by this user; choose another --data-dir or change its owner',
  EPERM: 'it may not be changed by this user; choose another --data-dir or change its owner',
  EROFS: 'the file system is read-only; choose another --data-dir',
  ENOTDIR: 'a part of the path is no folder; choose another --data-dir',
  EEXIST: 'there is a file in the place of a folder; choose another --data-dir',
  ENOSPC: 'the disk is full; make room or choose another --data-dir',
  ECONNREFUSED: 'the database does not answer; check --database-url',
  ENOTFOUND: 'the database’s host is not known; check --database-url',
  '28P01': 'the database refuses the password; check --database-url',
  '28000': 'the database refuses the user; check --database-url',
  '3D000': 'the database does not exist; create it, or check --database-url',
}

/** One line for an error that says what to do; null for a bug, whose stack is needed. */
function lineFor(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if (error instanceof ConfigProblem || forPeople.includes(error.name)) return error.message
  const advice = surroundings[String((error as NodeJS.ErrnoException).code)]
  return advice === undefined ? null : `${error.message}: ${advice}`
}

/** Errors whose message is written for whoever starts the server. */
const forPeople = ['DataDirectoryBusy', 'MigrationRefused', 'EngineProblem']
