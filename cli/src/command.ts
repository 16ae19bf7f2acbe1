/** Commands are data: help, parsing and completion are derived from them. */
import type { ParseArgsOptionDescriptor } from 'node:util'
import type { Output } from './output.ts'
import type { Server } from './server.ts'
import type { Io } from './terminal-io.ts'

export interface OptionSpec extends ParseArgsOptionDescriptor {
  readonly help: string
  /** What the value is, in help. */
  readonly value?: string
  /** For completion. */
  readonly choices?: readonly string[]
}

export interface Command {
  /** Words after `berth`. */
  readonly name: string
  readonly summary: string
  /** Positional arguments as help shows them. */
  readonly arguments?: string
  /** How many positional arguments there may be; what follows `--` does not count. */
  readonly count?: readonly [min: number, max: number]
  /** Takes `-- CMD ARGS…`. */
  readonly takesCommand?: true
  /** Positional arguments name sessions; for completion. */
  readonly takesSessions?: true
  readonly options?: Readonly<Record<string, OptionSpec>>
  /** More help, after the options. */
  readonly help?: string
  /** Answers the exit code; nothing is 0. */
  run(context: Context): Promise<number | void>
}

export interface Context {
  readonly io: Io
  readonly output: Output
  /** Positional arguments before `--`. */
  readonly names: readonly string[]
  /** What follows `--`. */
  readonly rest: readonly string[]
  readonly options: Options
  /** Chosen when first asked for. */
  server(): Promise<Server>
}

export interface Options {
  text(name: string): string | undefined
  texts(name: string): readonly string[]
  flag(name: string): boolean
}
