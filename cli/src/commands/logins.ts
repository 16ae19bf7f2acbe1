/** `berth login | logout | whoami`. */
import { ApiProblem } from '@berth/contract/client.ts'
import type { Command } from '../command.ts'
import { exitCodes, Failure, usage } from '../failure.ts'
import { readSavedLogins, writeSavedLogins } from '../saved-logins.ts'
import type { Context } from '../command.ts'
import type { Server } from '../server.ts'
import { bearer, connectServer, defaultOrigin, isOpenToReaders, parseOrigin } from '../server.ts'
import type { SignedIn } from '../sign-in.ts'
import { signInByBrowser, signInByKeys, signInByPassword } from '../sign-in.ts'

const login: Command = {
  name: 'login',
  summary: 'Sign in to a server: by your browser, or with a password or a secret key from a pipe',
  arguments: '[URL]',
  count: [0, 1],
  options: {
    login: { type: 'string', value: 'NAME', help: 'email or username, with --password-stdin' },
    'password-stdin': { type: 'boolean', help: 'read the password from the standard input' },
    'access-key': { type: 'string', value: 'KEY', help: 'of a credential, with --secret-key-stdin' },
    'secret-key-stdin': { type: 'boolean', help: 'read the secret key from the standard input' },
  },
  help: `The sign-in is kept in $XDG_CONFIG_HOME/berth/config.json (mode 0600), one for each server.
BERTH_URL with BERTH_TOKEN, or with BERTH_ACCESS_KEY and BERTH_SECRET_KEY, takes its place where they are set.`,
  async run(context) {
    const { io, names, options, output } = context
    const [url] = names
    const saved = await readSavedLogins(io.env)
    const named = url ?? options.text('server') ?? (io.env['BERTH_URL'] || undefined)
    const origin = named === undefined ? (saved.current ?? defaultOrigin) : parseOrigin(named)
    const signIn = waysIn(context)
    if (isOpenToReaders(origin))
      output.note(`Warning: ${origin} is not encrypted; others on the network can read your sign-in.`)
    const server = connectServer(origin)
    const { token, expiresAt, me } = await signIn(server)
    const servers = { ...saved.servers, [origin]: { token, expiresAt, email: me.email } }
    await writeSavedLogins(io.env, { current: origin, servers })
    await output.done({ server: origin, expiresAt, ...me }, `Signed in to ${origin} as ${me.email} until ${expiresAt}.`)
  },
}

/** The way that the options name. */
function waysIn({ io, options, output }: Context): (server: Server) => Promise<SignedIn> {
  const [name, accessKey] = [options.text('login'), options.text('access-key')]
  if (options.flag('password-stdin') !== (name !== undefined))
    throw usage('--login NAME and --password-stdin belong together', 'login')
  if (options.flag('secret-key-stdin') !== (accessKey !== undefined))
    throw usage('--access-key KEY and --secret-key-stdin belong together', 'login')
  if (name !== undefined && accessKey !== undefined) throw usage('either --login or --access-key, not both', 'login')
  if (name !== undefined) return (server) => signInByPassword(server, io, name)
  if (accessKey !== undefined) return (server) => signInByKeys(server, io, accessKey)
  return (server) => signInByBrowser(server, io, output)
}

const logout: Command = {
  name: 'logout',
  summary: 'Sign out: the token ends at the server and is forgotten here',
  arguments: '[URL]',
  count: [0, 1],
  async run({ io, names: [url], options, output }) {
    const saved = await readSavedLogins(io.env)
    const named = url ?? options.text('server') ?? (io.env['BERTH_URL'] || undefined)
    const origin = named === undefined ? saved.current : parseOrigin(named)
    const known = origin === undefined ? undefined : saved.servers[origin]
    if (origin === undefined || !known) throw new Failure(exitCodes.notSignedIn, 'You are not signed in there.')
    const problem = await endLogin(origin, known.token)
    const { [origin]: _gone, ...servers } = saved.servers
    const [next] = Object.keys(servers)
    const current = saved.current === origin ? next : saved.current
    await writeSavedLogins(io.env, { ...(current === undefined ? {} : { current }), servers })
    await output.done({ server: origin }, `Signed out of ${origin}.`)
    if (problem instanceof Error) throw problem
  },
}

/** A token that the server does not know any more needs no end; one that it could not be told of is reported. */
async function endLogin(origin: string, token: string): Promise<unknown> {
  try {
    await connectServer(origin, bearer(token)).client.logins.logout()
    return undefined
  } catch (error) {
    return error instanceof ApiProblem && error.body.status === 401 ? undefined : error
  }
}

const whoami: Command = {
  name: 'whoami',
  summary: 'The server and account that commands use',
  async run({ io, output, server }) {
    const { client, origin } = await server()
    const [me, expiresAt] = await Promise.all([client.accounts.me(), endOfLogin(client)])
    await output.fields({ server: origin, expiresAt, ...me }, [
      ['server', origin],
      ['email', me.email],
      ['username', me.username],
      ['name', me.fullName],
      ['role', me.role],
      expiresAt === null ? ['acting with', io.env['BERTH_ACCESS_KEY'] ?? ''] : ['signed in until', expiresAt],
    ])
  },
}

/** Null with a pair of keys, which is no login. */
async function endOfLogin(client: Server['client']): Promise<string | null> {
  try {
    return (await client.logins.current()).expiresAt
  } catch (error) {
    if (error instanceof ApiProblem && error.body.type === 'no-login') return null
    throw error
  }
}

export const loginCommands: readonly Command[] = [login, logout, whoami]
