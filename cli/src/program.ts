/** From arguments to an exit code. */
import { parseArgs } from 'node:util'
import { clean } from './clean.ts'
import type { Command, Context, Options } from './command.ts'
import { commonOptions } from './common-options.ts'
import { commands } from './commands.ts'
import { asFailure, exitCodes, usage } from './failure.ts'
import { commandHelp, generalHelp } from './help.ts'
import { createOutput } from './output.ts'
import { chooseServer } from './server.ts'
import type { Server } from './server.ts'
import type { Io } from './terminal-io.ts'
import { write } from './terminal-io.ts'

export async function run(args: readonly string[], io: Io): Promise<number> {
  let server: Promise<Server> | undefined
  try {
    const command = findCommand(args)
    if (!command) return await showGeneral(args, io)
    const context = parse(command, args.slice(command.name.split(' ').length), io, (option) => {
      server ??= chooseServer(io.env, option)
      return server
    })
    if (context === 'help') {
      await write(io.stdout, commandHelp(command, commonOptions))
      return exitCodes.ok
    }
    return (await command.run(context)) ?? exitCodes.ok
  } catch (error) {
    const failure = asFailure(error, (await server?.catch(() => undefined))?.origin ?? 'the server')
    if (!failure) throw error
    if (failure.message) io.stderr.write(`berth: ${clean(failure.message)}\n`)
    if (failure.remedy) io.stderr.write(`${failure.remedy}\n`)
    return failure.code
  }
}

/** The command with the most words that the arguments begin with. */
function findCommand(args: readonly string[]): Command | undefined {
  const begins = (name: string) => name.split(' ').every((word, index) => args[index] === word)
  return commands.filter(({ name }) => begins(name)).sort((a, b) => b.name.length - a.name.length)[0]
}

async function showGeneral(args: readonly string[], io: Io): Promise<number> {
  const [first, second] = args
  const wanted = first === undefined || first === '--help' || first === '-h' || first === 'help'
  const group = commands.some(({ name }) => name.startsWith(`${first} `))
  if (wanted || (group && (second === undefined || second === '--help' || second === '-h'))) {
    await write(io.stdout, generalHelp(commands, group ? `${first} ` : ''))
    return first === undefined || (group && second === undefined) ? exitCodes.usage : exitCodes.ok
  }
  throw usage(group ? `"${first} ${second}" is not a command` : `"${first}" is not a command`)
}

function parse(
  command: Command,
  args: readonly string[],
  io: Io,
  server: (option: string | undefined) => Promise<Server>,
): Context | 'help' {
  const end = args.indexOf('--')
  const before = end < 0 ? args : args.slice(0, end)
  const rest = end < 0 ? [] : args.slice(end + 1)
  const { values, positionals } = parseOptions(command, before)
  if (values['help']) return 'help'
  const options: Options = {
    text: (name) => (values[name] as string | undefined) ?? undefined,
    texts: (name) => (values[name] as string[] | undefined) ?? [],
    flag: (name) => values[name] === true,
  }
  const [min, max] = command.count ?? [0, 0]
  if (positionals.length < min) throw usage(`${command.name} needs ${command.arguments}`, command.name)
  if (positionals.length > max) throw usage(`"${positionals[max]}" is one argument too many`, command.name)
  if (end >= 0 && !command.takesCommand) throw usage(`${command.name} takes no command after --`, command.name)
  return {
    io,
    output: createOutput(io, options.flag('json')),
    names: positionals,
    rest,
    options,
    server: () => server(options.text('server')),
  }
}

function parseOptions(command: Command, args: readonly string[]) {
  try {
    const options = { ...commonOptions, ...command.options }
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split('. ')
    throw usage(sentence, command.name)
  }
}
