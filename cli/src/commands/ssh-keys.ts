/** `berth ssh-keys ls | add | generate | rm`. */
import type { SshKey } from '@berth/contract/ssh-keys.ts'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { text } from 'node:stream/consumers'
import type { Command, Context } from '../command.ts'
import { exitCodes, Failure, usage } from '../failure.ts'
import type { Column } from '../output.ts'
import type { Server } from '../server.ts'
import { write } from '../terminal-io.ts'

const columns: readonly Column<SshKey>[] = [
  { title: 'NAME', value: ({ name }) => name },
  { title: 'TYPE', value: ({ type }) => type },
  { title: 'BITS', value: ({ bits }) => String(bits), align: 'right' },
  { title: 'FINGERPRINT', value: ({ fingerprint }) => fingerprint },
  { title: 'PRIVATE KEY', value: ({ privateKeyKept }) => (privateKeyKept ? 'kept' : '-') },
  { title: 'LAST USED', value: ({ lastUsedAt }) => lastUsedAt ?? 'never' },
]

const list: Command = {
  name: 'ssh-keys ls',
  summary: 'List your SSH keys',
  async run({ output, server }) {
    const { items } = await (await server()).client.sshKeys.list()
    await output.rows(items, columns, 'No SSH keys. Add one: berth ssh-keys add ~/.ssh/id_ed25519.pub')
  },
}

const add: Command = {
  name: 'ssh-keys add',
  summary: 'Add a public key of yours, which opens your sessions',
  arguments: 'FILE',
  count: [1, 1],
  options: {
    name: { type: 'string', value: 'NAME', help: 'how it is called in lists; its comment otherwise' },
    'private-key': {
      type: 'string',
      value: 'FILE',
      help: 'its private half, which the server then keeps, encrypted, for your sessions',
    },
  },
  help: 'FILE has one public key, such as ~/.ssh/id_ed25519.pub; - reads it from the standard input.',
  async run(context) {
    const { names, options, output, server } = context
    const publicKey = (await readKey(context, names[0] ?? '')).trim()
    const privateFile = options.text('private-key')
    const comment = publicKey.split(/\s+/).slice(2).join(' ').slice(0, 64)
    const body = {
      name: options.text('name') ?? (comment === '' ? hostname().slice(0, 64) : comment),
      publicKey,
      ...(privateFile === undefined ? {} : { privateKey: await readKey(context, privateFile) }),
    }
    const key = await (await server()).client.sshKeys.add({ body })
    await output.done(key, `${key.name}  ${key.fingerprint}`)
  },
}

const types = ['ed25519', 'rsa'] as const

const generate: Command = {
  name: 'ssh-keys generate',
  summary: 'Have a pair of keys made; the private half is shown this once',
  arguments: 'NAME',
  count: [1, 1],
  options: {
    type: { type: 'string', value: types.join('|'), choices: types, help: 'ed25519 unless said; rsa has 3072 bits' },
    out: { type: 'string', short: 'o', value: 'FILE', help: 'write the private half here, the public one to FILE.pub' },
    keep: { type: 'boolean', help: 'the server keeps the private half too, encrypted, for your sessions' },
  },
  help: 'Without --out the private half goes to the standard output, and nothing else does.',
  async run({ io, names: [name = ''], options, output, server }) {
    const type = types.find((one) => one === (options.text('type') ?? 'ed25519'))
    if (type === undefined) throw usage(`--type is one of ${types.join(', ')}`, 'ssh-keys generate')
    const { client } = await server()
    const file = options.text('out')
    // Before the key exists: one that could not be written anywhere would be lost.
    if (file !== undefined) await claim(file)
    const key = await client.sshKeys
      .generate({ body: { name, type, keepPrivateKey: options.flag('keep') } })
      .catch(async (error: unknown) => {
        if (file !== undefined) await Promise.all([rm(file, { force: true }), rm(`${file}.pub`, { force: true })])
        throw error
      })
    if (file === undefined) {
      if (output.json) return output.done(key, '')
      output.note(key.fingerprint)
      output.note(key.publicKey)
      return write(io.stdout, key.privateKey)
    }
    await writeFile(file, key.privateKey)
    await writeFile(`${file}.pub`, `${key.publicKey}\n`)
    const { privateKey: _, ...shown } = key
    await output.done(shown, `${file} and ${file}.pub  ${key.fingerprint}`)
  },
}

const remove: Command = {
  name: 'ssh-keys rm',
  summary: 'Remove SSH keys of yours: they open nothing any more',
  arguments: 'NAME|FINGERPRINT|ID…',
  count: [1, 20],
  async run({ names, output, server }) {
    const connected = await server()
    for (const name of names) {
      const key = await findKey(connected, name)
      await connected.client.sshKeys.remove({ params: { id: key.id } })
      await output.done(key, `${key.name} was removed.`)
    }
  },
}

async function findKey({ client }: Server, reference: string): Promise<SshKey> {
  const { items } = await client.sshKeys.list()
  const found = items.filter(({ id, name, fingerprint }) => [id, name, fingerprint].includes(reference))
  const [key] = found
  if (found.length > 1)
    throw new Failure(exitCodes.usage, `Several keys are called ${reference}.`, 'Name it by its fingerprint or id.')
  if (key) return key
  throw new Failure(exitCodes.notFound, `You have no SSH key ${reference}.`, 'See: berth ssh-keys ls')
}

/** A new file that only its owner reads; what is there is never written over. */
async function claim(file: string): Promise<void> {
  try {
    await writeFile(file, '', { flag: 'wx', mode: 0o600 })
    await writeFile(`${file}.pub`, '', { flag: 'wx', mode: 0o644 }).catch(async (error: unknown) => {
      await rm(file)
      throw error
    })
  } catch (error) {
    throw new Failure(
      exitCodes.usage,
      `${file} cannot be written: ${error instanceof Error ? error.message : 'unknown'}`,
    )
  }
}

async function readKey({ io }: Context, file: string): Promise<string> {
  if (file === '-') return text(io.stdin)
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new Failure(exitCodes.usage, `${file} cannot be read: ${error instanceof Error ? error.message : 'unknown'}`)
  }
}

export const sshKeyCommands: readonly Command[] = [list, add, generate, remove]
