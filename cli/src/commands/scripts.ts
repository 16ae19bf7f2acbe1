/** `berth scripts ls | show | set | rm`: what somebody finds in each new session of theirs, and `berth hidden-names`. */
import type { ConfigScriptItem } from '@berth/contract/user-scripts.ts'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Command, Context } from '../command.ts'
import { exitCodes, Failure, usage } from '../failure.ts'
import type { Column } from '../output.ts'
import { write } from '../terminal-io.ts'

const columns: readonly Column<ConfigScriptItem>[] = [
  { title: 'NAME', value: ({ name }) => name },
  { title: 'BYTES', value: ({ bytes }) => String(bytes), align: 'right' },
  { title: 'CHANGED', value: ({ updatedAt }) => updatedAt },
]

const bootstrap = { bootstrap: { type: 'boolean', help: 'the bootstrap script in place of a config script' } } as const

const list: Command = {
  name: 'scripts ls',
  summary: 'List your config scripts: files that your new sessions have in their home directory',
  async run({ output, server }) {
    const { items } = await (await server()).client.userScripts.list()
    await output.rows(items, columns, 'No config scripts. Write one: berth scripts set .bashrc FILE')
  },
}

const show: Command = {
  name: 'scripts show',
  summary: 'The text of a config script, or of the bootstrap script',
  arguments: '[NAME]',
  count: [0, 1],
  options: bootstrap,
  async run(context) {
    const { io, output, server } = context
    const name = nameOf(context, 'scripts show', context.names)
    const { client } = await server()
    const script =
      name === null ? await client.userScripts.showBootstrap() : await client.userScripts.show({ params: { name } })
    if (output.json) return output.done(script, '')
    await write(io.stdout, script.content)
  },
}

const set: Command = {
  name: 'scripts set',
  summary: 'Write a config script, or the bootstrap script, from a file',
  arguments: '[NAME] FILE',
  count: [1, 2],
  options: bootstrap,
  help: 'NAME is the path of a file relative to the home directory, such as .bashrc; FILE - is the standard input.',
  async run(context) {
    const { names, output, server } = context
    const file = names.at(-1) ?? ''
    const name = nameOf(context, 'scripts set', names.slice(0, -1))
    const content = await readScript(context, file)
    const { client } = await server()
    if (name === null) {
      const script = await client.userScripts.saveBootstrap({ body: { content } })
      return output.done(script, `The bootstrap script has ${script.bytes} bytes. New sessions run it.`)
    }
    const script = await client.userScripts.save({ params: { name }, body: { content } })
    await output.done(script, `${name} has ${script.bytes} bytes. New sessions have it.`)
  },
}

const remove: Command = {
  name: 'scripts rm',
  summary: 'Remove a config script, or the bootstrap script',
  arguments: '[NAME]',
  count: [0, 1],
  options: bootstrap,
  async run(context) {
    const { output, server } = context
    const name = nameOf(context, 'scripts rm', context.names)
    const { client } = await server()
    if (name === null) await client.userScripts.removeBootstrap()
    else await client.userScripts.remove({ params: { name } })
    await output.done({ name }, `${name ?? 'The bootstrap script'} was removed.`)
  },
}

const hidden: Command = {
  name: 'hidden-names',
  summary: 'Names of variables whose values are hidden wherever your sessions are shown; with names, replace the list',
  arguments: '[NAME…]',
  count: [0, 100],
  options: {
    on: { type: 'boolean', help: 'hide them' },
    off: { type: 'boolean', help: 'hide nothing' },
  },
  help: 'A * in a name is for anything: "*_TOKEN".',
  async run({ names, options, output, server }) {
    const [on, off] = [options.flag('on'), options.flag('off')]
    if (on && off) throw usage('either --on or --off, not both', 'hidden-names')
    const { client } = await server()
    const body = {
      ...(names.length > 0 ? { hiddenArguments: [...names] } : {}),
      ...(on || off ? { hideArguments: on } : {}),
    }
    const isChange = Object.keys(body).length > 0
    const { hideArguments, hiddenArguments } = isChange
      ? await client.preferences.update({ body })
      : await client.preferences.show()
    if (!hideArguments) output.note('Nothing is hidden now: berth hidden-names --on')
    const rows = hiddenArguments.map((name) => ({ name, hidden: hideArguments }))
    await output.rows(rows, [{ title: 'NAME', value: ({ name }) => name }], 'No names.')
  },
}

/** Null: the bootstrap script. */
function nameOf({ options }: Context, command: string, names: readonly string[]): string | null {
  const [name] = names
  if (options.flag('bootstrap') === (name === undefined)) return name ?? null
  throw usage(
    name === undefined ? 'name a config script, or say --bootstrap' : 'a name or --bootstrap, not both',
    command,
  )
}

async function readScript({ io }: Context, file: string): Promise<string> {
  if (file === '-') return text(io.stdin)
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new Failure(exitCodes.usage, `${file} cannot be read: ${error instanceof Error ? error.message : 'unknown'}`)
  }
}

export const scriptCommands: readonly Command[] = [list, show, set, remove, hidden]
