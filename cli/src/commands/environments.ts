/** `berth environments ls | show | create | edit | rm | rescan`; all but the list for administrators. */
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { DeclaredApp, Environment, EnvironmentDetail, environments } from '@berth/contract/environments.ts'
import { parseNumber } from '../amounts.ts'
import type { Command, Options } from '../command.ts'
import { usage } from '../failure.ts'
import type { Column, Output } from '../output.ts'

type Changes = NonNullable<CallInput<typeof environments.update>['body']>

const list: Command = {
  name: 'environments ls',
  summary: 'List what sessions can run in',
  options: { all: { type: 'boolean', short: 'a', help: 'also those that are hidden; for administrators' } },
  async run({ options, output, server }) {
    const { client } = await server()
    if (options.flag('all')) {
      const { items } = await client.environments.listAll({ query: { limit: 200 } })
      return output.rows(items, detailColumns, 'There is no environment.')
    }
    const { items } = await client.environments.list({ query: { limit: 200 } })
    await output.rows(items, columns, 'No environment is offered.')
  },
}

const show: Command = {
  name: 'environments show',
  summary: 'One environment, with what was found in it',
  arguments: 'NAME',
  count: [1, 1],
  async run({ names: [name = ''], output, server }) {
    await print(output, await (await server()).client.environments.show({ params: { name } }))
  },
}

const fieldOptions = {
  title: { type: 'string', value: 'TEXT', help: 'as people read it' },
  description: { type: 'string', value: 'TEXT', help: 'in a sentence' },
  root: {
    type: 'string',
    value: 'FOLDER',
    help: 'root directory on the server’s machine; "machine" for its own programs',
  },
  app: {
    type: 'string',
    multiple: true,
    value: 'NAME[:PORT]=COMMAND',
    help: 'declares an app; without a port it listens on $BERTH_APP_SOCKET. Together they replace those there are',
  },
  'no-apps': { type: 'boolean', help: 'declares none' },
  order: { type: 'string', value: 'N', help: 'smaller goes first' },
  hidden: { type: 'boolean', help: 'nothing new starts in it' },
  visible: { type: 'boolean', help: 'offer it again' },
} satisfies Command['options']

const create: Command = {
  name: 'environments create',
  summary: 'Add an environment',
  arguments: 'NAME',
  count: [1, 1],
  options: fieldOptions,
  async run({ names: [name = ''], options, output, server }) {
    const { client } = await server()
    const made = await client.environments.create({ body: { name, title: name, ...readChanges(options) } })
    await output.done(made, `${made.name} was added.`)
    if (made.fault !== null) output.note(`Nothing can start in it yet: ${made.fault}`)
  },
}

const edit: Command = {
  name: 'environments edit',
  summary: 'Change an environment',
  arguments: 'NAME',
  count: [1, 1],
  options: fieldOptions,
  help: 'What is not named stays. What runs goes on.',
  async run({ names: [name = ''], options, output, server }) {
    const body = readChanges(options)
    if (Object.keys(body).length === 0) throw usage('say what to change', 'environments edit')
    const saved = await (await server()).client.environments.update({ params: { name }, body })
    await output.done(saved, `${saved.name} was saved.`)
    if (saved.fault !== null) output.note(`Nothing can start in it: ${saved.fault}`)
  },
}

const remove: Command = {
  name: 'environments rm',
  summary: 'Delete environments that no session uses',
  arguments: 'NAME…',
  count: [1, 100],
  async run({ names, output, server }) {
    const { client } = await server()
    for (const name of names) {
      await client.environments.remove({ params: { name } })
      await output.done({ name }, `${name} was deleted.`)
    }
  },
}

const rescan: Command = {
  name: 'environments rescan',
  summary: 'Look again at what programs the environments have',
  async run({ output, server }) {
    const { items } = await (await server()).client.environments.rescan()
    await output.rows(items, detailColumns, 'There is no environment.')
  },
}

function readChanges(options: Options): Changes {
  const text = (name: 'title' | 'description') => {
    const value = options.text(name)
    return value === undefined ? {} : { [name]: value }
  }
  const root = options.text('root')
  const order = options.text('order')
  const apps = options.texts('app').map(readApp)
  if (options.flag('hidden') && options.flag('visible')) throw usage('either --hidden or --visible, not both')
  if (apps.length > 0 && options.flag('no-apps')) throw usage('either --app or --no-apps, not both')
  return {
    ...text('title'),
    ...text('description'),
    ...(root === undefined ? {} : { rootDirectory: root === 'machine' ? null : root }),
    ...(order === undefined ? {} : { order: parseNumber(order, '--order') }),
    ...(apps.length > 0 || options.flag('no-apps') ? { apps } : {}),
    ...(options.flag('hidden') ? { visible: false } : {}),
    ...(options.flag('visible') ? { visible: true } : {}),
  }
}

function readApp(text: string): DeclaredApp {
  const [, name, port, command] = /^([^:=]+)(?::(\d+))?=(.+)$/s.exec(text) ?? []
  if (name === undefined || command === undefined)
    throw usage(`--app ${text}: write NAME=COMMAND, or NAME:PORT=COMMAND`, 'environments create')
  return { name, title: name, command, port: port === undefined ? null : Number(port) }
}

const print = (output: Output, environment: EnvironmentDetail) =>
  output.fields(environment, [
    ['name', environment.name],
    ['title', environment.title],
    ['description', environment.description],
    ['programs of', environment.rootDirectory ?? 'this machine'],
    ['offered', environment.visible ? 'yes' : 'no'],
    ...environment.apps.map(({ name, title }) => ['app', `${name}  ${title}`] as const),
    ...environment.programs.map(({ name, path }) => ['found', `${name}  ${path}`] as const),
    ...(environment.fault === null ? [] : [['fault', environment.fault] as const]),
  ])

const columns: readonly Column<Environment>[] = [
  { title: 'NAME', value: ({ name }) => name },
  { title: 'TITLE', value: ({ title }) => title },
  { title: 'APPS', value: ({ apps }) => apps.map(({ name }) => name).join(' ') },
]

const detailColumns: readonly Column<EnvironmentDetail>[] = [
  { title: 'NAME', value: ({ name }) => name },
  { title: 'TITLE', value: ({ title }) => title },
  { title: 'PROGRAMS OF', value: ({ rootDirectory }) => rootDirectory ?? 'this machine' },
  { title: 'APPS', value: ({ apps }) => apps.map(({ name }) => name).join(' ') },
  {
    title: 'STATE',
    value: ({ visible, fault }) => (fault !== null ? 'cannot be used' : visible ? 'offered' : 'hidden'),
  },
]

export const environmentCommands: readonly Command[] = [list, show, create, edit, remove, rescan]
