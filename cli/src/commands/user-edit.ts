/** `berth users create | edit`, for administrators. */
import { splitAddresses } from '@berth/contract/addresses.ts'
import { text } from 'node:stream/consumers'
import type { Command, Context, OptionSpec } from '../command.ts'
import { usage } from '../failure.ts'
import { findUser } from '../find-user.ts'

const roles = ['superadmin', 'user'] as const
const yesNo = ['yes', 'no'] as const

const options: Readonly<Record<string, OptionSpec>> = {
  'full-name': { type: 'string', value: 'TEXT', help: 'such as "Ada Lovelace"' },
  role: { type: 'string', value: roles.join('|'), choices: roles, help: 'on the site; user otherwise' },
  description: { type: 'string', value: 'TEXT', help: 'for administrators' },
  'ask-new-password': {
    type: 'string',
    value: yesNo.join('|'),
    choices: yesNo,
    help: 'remind the user until they set one',
  },
  'allow-from': {
    type: 'string',
    multiple: true,
    value: 'ADDRESS',
    help: 'an address or network, or several with commas; "" for anywhere',
  },
  'password-stdin': { type: 'boolean', help: 'read the password from the standard input' },
}

const create: Command = {
  name: 'users create',
  summary: 'Create a user',
  arguments: 'EMAIL USERNAME',
  count: [2, 2],
  options,
  help: 'Without a password the user signs in by another way, or gets one later.',
  async run(context) {
    const { names, output, server } = context
    const [email = '', username = ''] = names
    const body = { email, username, ...(await readChanges(context, 'users create')) }
    const user = await (await server()).client.users.create({ body })
    await output.done(user, `${user.email}  ${user.id}`)
  },
}

const edit: Command = {
  name: 'users edit',
  summary: 'Change a user; the email never changes',
  arguments: 'EMAIL|USERNAME|ID',
  count: [1, 1],
  options: { username: { type: 'string', value: 'NAME', help: 'a new one' }, ...options },
  help: 'What is not named stays. A new password ends every login of the user.',
  async run(context) {
    const { names, output, server } = context
    const username = context.options.text('username')
    const body = {
      ...(username === undefined ? {} : { username }),
      ...(await readChanges(context, 'users edit')),
    }
    if (Object.keys(body).length === 0) throw usage('say what to change', 'users edit')
    const connected = await server()
    const { id } = await findUser(connected, names[0] ?? '')
    const user = await connected.client.users.update({ params: { id }, body })
    await output.done(user, `${user.email} was changed.`)
  },
}

async function readChanges({ io, options }: Context, command: string) {
  const choice = <Choice extends string>(name: string, choices: readonly Choice[]) => {
    const given = options.text(name)
    const chosen = choices.find((one) => one === given)
    if (given !== undefined && chosen === undefined) throw usage(`--${name} is one of ${choices.join(', ')}`, command)
    return chosen
  }
  const [fullName, description] = [options.text('full-name'), options.text('description')]
  const [role, asked] = [choice('role', roles), choice('ask-new-password', yesNo)]
  const from = options.texts('allow-from')
  // the line's end belongs to the pipe, not to the password
  const password = options.flag('password-stdin') ? (await text(io.stdin)).replace(/\r?\n$/, '') : undefined
  return {
    ...(fullName === undefined ? {} : { fullName }),
    ...(description === undefined ? {} : { description }),
    ...(role === undefined ? {} : { role }),
    ...(asked === undefined ? {} : { requirePasswordChange: asked === 'yes' }),
    ...(from.length === 0 ? {} : { allowedClientIps: from.flatMap(splitAddresses) }),
    ...(password === undefined ? {} : { password }),
  }
}

export const userEditCommands: readonly Command[] = [create, edit]
