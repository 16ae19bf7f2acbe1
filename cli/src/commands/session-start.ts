/** `berth sessions start`. */
import { hiddenText } from '@berth/contract/hidden-text.ts'
import type { Session, SessionCreate } from '@berth/contract/sessions.ts'
import { GiB } from '@berth/contract/sessions.ts'
import { parseNumber, parseSize, parseSpan } from '../amounts.ts'
import type { Command, Options } from '../command.ts'
import { exitCodes, Failure, usage } from '../failure.ts'
import { followLogs } from '../follow-logs.ts'
import type { Output } from '../output.ts'
import { endOf, isFinished, isStarted, waitFor } from '../wait-for-session.ts'
import { startingPoint, type StartingPoint } from '../start-from.ts'
import { openTerminal } from '../terminal.ts'

const types = ['interactive', 'batch', 'service'] as const
const audiences = ['owner', 'project'] as const

/** What a session is to be, as `sessions start` and `explain` take it. */
export const requestOptions = {
  name: { type: 'string', short: 'n', help: 'a name of its own; one is made up otherwise' },
  type: { type: 'string', value: types.join('|'), choices: types, help: 'batch when there is a command' },
  template: { type: 'string', short: 't', value: 'NAME|ID', help: 'what is not said here is as the template says' },
  preset: { type: 'string', value: 'NAME|ID', help: 'the amounts of a preset, where none are said here' },
  cpu: { type: 'string', value: 'CORES', help: 'such as 2 or 0.5; 1 otherwise' },
  memory: { type: 'string', short: 'm', value: 'SIZE', help: 'such as 512MiB or 4GiB; 1GiB otherwise' },
  gpu: { type: 'string', value: 'NUMBER', help: 'whole GPUs' },
  'gpu-shares': { type: 'string', value: 'NUMBER', help: 'fractions of a GPU, in steps of 0.1' },
  containers: { type: 'string', value: 'NUMBER', help: 'each with these amounts; 1 otherwise' },
  'shared-memory': { type: 'string', value: 'SIZE', help: 'of /dev/shm' },
  env: {
    type: 'string',
    short: 'e',
    multiple: true,
    value: 'NAME[=VALUE]',
    help: 'a variable; without a value, yours',
  },
  mount: {
    type: 'string',
    multiple: true,
    value: 'FOLDER[:PATH][:ro|rw]',
    help: 'a storage folder, below /home/work; by its name and as you may otherwise',
  },
  project: { type: 'string', value: 'NAME|ID', help: "the workspace's first otherwise" },
  environment: { type: 'string', value: 'NAME', help: 'what it runs in' },
  'resource-group': { type: 'string', value: 'NAME', help: 'where it runs' },
  'without-scripts': { type: 'boolean', help: 'leave your config scripts and your bootstrap script out' },
  command: { type: 'string', value: 'TEXT', help: 'batch and service: run by /bin/sh' },
  port: { type: 'string', value: 'NUMBER', help: 'service: where the command listens, on its own 127.0.0.1' },
  audience: { type: 'string', value: audiences.join('|'), choices: audiences, help: 'service: who may open it' },
  'time-limit': { type: 'string', value: 'TIME', help: 'batch: such as 90s, 15m or 2h' },
  'starts-at': { type: 'string', value: 'TIME', help: 'batch: not before, such as 2030-01-31T09:00' },
} satisfies Command['options']

export const sessionStart: Command = {
  name: 'sessions start',
  summary: 'Start a session; with a command a batch session',
  takesCommand: true,
  options: {
    ...requestOptions,
    wait: { type: 'boolean', help: 'return when it runs; batch: when it has ended, with its exit code' },
    attach: { type: 'boolean', help: 'go on in its terminal; batch: with its output' },
  },
  async run({ io, options, output, rest, server }) {
    const body = readBody(options, rest, io.env, await startingPoint(options, server))
    const connected = await server()
    const created = await connected.client.sessions.create({ body })
    if (options.flag('attach')) {
      output.note(`${created.name} ${created.id}`)
      const session = await waitFor(connected, io, created, isStarted)
      if (body.type === 'batch') {
        await followLogs(connected, io, session.id, { follow: true })
        return endOf(await waitFor(connected, io, session, isFinished))
      }
      if (session.status !== 'RUNNING') return endOf(session) || exitCodes.failed
      noteWarning(output, session)
      return openTerminal(connected, io, session.id)
    }
    if (!options.flag('wait')) return output.done(created, `${created.name}\t${created.id}`.replace('\t', '  '))
    const ready = body.type === 'batch' ? isFinished : isStarted
    const session = await waitFor(connected, io, created, ready)
    noteWarning(output, session)
    await output.done(session, `${session.name}  ${session.id}`)
    return isFinished(session) ? endOf(session) : exitCodes.ok
  },
}

/** It runs, but not all went well. */
function noteWarning(output: Output, { name, warning }: Session) {
  if (!warning) return
  const what = warning.code === 'bootstrap-timeout' ? 'took too long and was ended' : `failed with ${warning.exitCode}`
  output.note(`The bootstrap script ${what}. See: berth sessions logs ${name} --bootstrap`)
}

export function readBody(
  options: Options,
  rest: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  from?: StartingPoint,
) {
  if (rest.length > 0 && options.text('command') !== undefined)
    throw usage('either --command or what follows --, not both')
  const given = options.text('command') ?? (rest.length > 0 ? rest.map(quote).join(' ') : undefined)
  const usual = from?.type === 'service' ? 'service' : given === undefined ? (from?.type ?? 'interactive') : 'batch'
  const type = options.text('type') ?? usual
  if (type !== 'interactive' && type !== 'batch' && type !== 'service')
    throw usage(`--type is one of ${types.join(', ')}`)
  const command = given ?? (type === 'interactive' ? undefined : from?.command)
  if (given === undefined && command?.includes(hiddenText))
    throw usage(`what the template's command has hidden as ${hiddenText} has to be said: --command TEXT`)
  if (type === 'interactive' && command !== undefined)
    throw usage('interactive sessions have no command; use exec in one that runs')
  if (type !== 'interactive' && command === undefined)
    throw usage(`a ${type} session needs a command: --command TEXT or -- CMD ARGS…`)
  const audience = audiences.find((one) => one === options.text('audience'))
  if (options.text('audience') !== undefined && audience === undefined)
    throw usage(`--audience is one of ${audiences.join(', ')}`)
  const service = type === 'service' ? from?.service : undefined
  const hasPort = options.text('port') !== undefined || service?.port !== undefined
  if ((type === 'service') !== hasPort)
    throw usage(type === 'service' ? 'a service session needs --port' : 'only a service session has a --port')
  const optional = <T>(name: string, key: string, read: (text: string, option: string) => T) => {
    const text = options.text(name)
    return text === undefined ? {} : { [key]: read(text, `--${name}`) }
  }
  const asIs = (text: string) => text
  return {
    type,
    ...from?.where,
    ...service,
    ...(type === 'batch' && from?.timeLimit !== undefined ? { timeLimit: from.timeLimit } : {}),
    ...optional('name', 'name', asIs),
    ...optional('project', 'project', asIs),
    ...optional('environment', 'environment', asIs),
    ...optional('resource-group', 'resourceGroup', asIs),
    ...optional('containers', 'containers', parseNumber),
    ...optional('time-limit', 'timeLimit', parseSpan),
    ...optional('starts-at', 'startsAt', parseTime),
    ...optional('port', 'port', parseNumber),
    ...(audience === undefined ? {} : { audience }),
    ...(options.flag('without-scripts') || from?.skipUserScripts ? { skipUserScripts: true } : {}),
    ...(command === undefined ? {} : { command }),
    env: readVariables(options.texts('env'), env, from?.variables),
    ...readMounts(options.texts('mount'), from?.mounts),
    resources: {
      cpu: 1,
      memory: GiB,
      ...from?.resources,
      ...optional('cpu', 'cpu', parseNumber),
      ...optional('memory', 'memory', parseSize),
      ...optional('gpu', 'gpu', parseNumber),
      ...optional('gpu-shares', 'gpuShares', parseNumber),
      ...optional('shared-memory', 'sharedMemory', parseSize),
    },
  } satisfies SessionCreate
}

function readVariables(
  texts: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  wanted: readonly string[] = [],
) {
  const pairs = texts.map((text): [string, string] => {
    const split = text.indexOf('=')
    if (split > 0) return [text.slice(0, split), text.slice(split + 1)]
    const value = env[text]
    if (split === 0 || value === undefined) throw usage(`--env ${text}: write NAME=VALUE, or a NAME that is set here`)
    return [text, value]
  })
  const values = Object.fromEntries(pairs)
  // Never taken from here unasked: others may have written the template.
  const missing = wanted.filter((name) => values[name] === undefined)
  if (missing.length > 0)
    throw usage(`the template has variables without values: ${missing.map((name) => `--env ${name}=VALUE`).join(' ')}`)
  return values
}

type Mounts = NonNullable<SessionCreate['mounts']>

/** What is said here goes with what a template says; of one folder only what is said here. */
function readMounts(texts: readonly string[], usual: Mounts = []): { readonly mounts?: Mounts } {
  const said = texts.map((text): Mounts[number] => {
    const [, folder = '', path = '', mode] = /^([^:]+)(?::(.*?))?(?::(ro|rw))?$/s.exec(text) ?? []
    if (folder === '') throw usage(`--mount ${text}: write FOLDER, FOLDER:PATH or FOLDER:PATH:ro`)
    // `data:ro`: no path is called so
    const modes = ['ro', 'rw'] as const
    const granted = modes.find((one) => one === (mode ?? path))
    return {
      folder,
      ...(path === '' || (mode === undefined && granted !== undefined) ? {} : { path }),
      ...(granted === undefined ? {} : { mode: granted }),
    }
  })
  const mounts = [...usual.filter(({ folder }) => !said.some((one) => one.folder === folder)), ...said]
  return mounts.length === 0 ? {} : { mounts }
}

function parseTime(text: string, option: string): string {
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) throw new Failure(exitCodes.usage, `${option}: "${text}" is not a time`)
  return time.toISOString()
}

/** One argument as /bin/sh reads it back. */
export function quote(argument: string): string {
  return /^[A-Za-z0-9_\-.,:/@%+=]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`
}
